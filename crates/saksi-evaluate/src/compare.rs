use saksi_report::{Quote, Report};

use crate::events::{self, EventComparison};
use crate::gold::Gold;
use crate::matching::{letters, overlap, pair};
use crate::names::same_name;
use crate::tally::Tally;

/// Overlap from which a quote counts as found.
pub const LENIENT: f64 = 0.5;
/// Overlap from which its boundaries count as right.
pub const STRICT: f64 = 0.9;
const BLOCK: f64 = 0.7;

/// A predicted quote and the reference quote it stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// Index of the reference quote.
    pub gold: usize,
    /// Index of the predicted quote.
    pub predicted: usize,
    /// Intersection over union of their letters, 0.5–1.
    pub overlap: f64,
    /// Whether the speaker is right.
    pub speaker: bool,
    /// Whether the kind is right.
    pub kind: bool,
}

/// One article's report held against its reference annotations.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Quotes found.
    pub matches: Vec<Match>,
    /// Reference quotes not found.
    pub missed: Vec<usize>,
    /// Predicted quotes that are none.
    pub spurious: Vec<usize>,
    /// Quotes under the strict threshold, matched on their own.
    pub strict: Tally,
    /// Events; `None` where the article is not annotated for them.
    pub events: Option<EventComparison>,
    /// Lines that are not running text.
    pub blocks: Tally,
}

/// Holds `report` against `gold`; without a report nothing was found.
pub fn compare(gold: &Gold, report: Option<&Report>) -> Comparison {
    let text: Vec<char> = gold.text.chars().collect();
    let quotes: &[Quote] = report.map_or(&[], |report| &report.quotes);
    let wanted: Vec<_> = gold.quotes.iter().map(|quote| letters(&text, quote.spans.iter().copied())).collect();
    let found: Vec<_> = quotes.iter().map(|quote| letters(&text, spans(quote))).collect();
    let measure = |i: usize, j: usize| overlap(&wanted[i], &found[j]);

    let lenient = pair(wanted.len(), found.len(), measure, LENIENT);
    let strict = pair(wanted.len(), found.len(), measure, STRICT).len();
    let judged = lenient.iter().map(|&(i, j)| {
        let speaker = report.and_then(|report| report.speaker_name(&quotes[j])).unwrap_or_default();
        Match {
            gold: i,
            predicted: j,
            overlap: measure(i, j),
            speaker: same_name(speaker, &gold.quotes[i].speaker_names),
            kind: gold.quotes[i].kind == quotes[j].kind.name(),
        }
    });
    Comparison {
        matches: judged.collect(),
        missed: (0..wanted.len()).filter(|i| lenient.iter().all(|(hit, _)| hit != i)).collect(),
        spurious: (0..found.len()).filter(|j| lenient.iter().all(|(_, hit)| hit != j)).collect(),
        strict: Tally::new(strict, wanted.len(), found.len()),
        events: gold.events.as_ref().map(|wanted| events::compare(wanted, report, &text)),
        blocks: blocks(gold, report, &text),
    }
}

fn spans(quote: &Quote) -> impl Iterator<Item = [usize; 2]> + '_ {
    quote.segments.iter().map(|segment| [segment.start, segment.end])
}

fn blocks(gold: &Gold, report: Option<&Report>, text: &[char]) -> Tally {
    let wanted: Vec<_> = gold.blocks.iter().map(|(kind, span)| (kind.as_str(), letters(text, [*span]))).collect();
    let found: Vec<_> = report
        .into_iter()
        .flat_map(|report| &report.blocks)
        .map(|block| (block.kind.name(), letters(text, [[block.start, block.end]])))
        .filter(|(kind, _)| !matches!(*kind, "paragraph" | "title"))
        .collect();
    let measure = |i: usize, j: usize| if wanted[i].0 == found[j].0 { overlap(&wanted[i].1, &found[j].1) } else { 0.0 };
    Tally::new(pair(wanted.len(), found.len(), measure, BLOCK).len(), wanted.len(), found.len())
}
