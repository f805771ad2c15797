use std::fmt;

use saksi_report::Report;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::compare::Comparison;
use crate::event_scores::{EventScores, EventTally};
use crate::gold::Gold;
use crate::tally::{Tally, one_decimal, share};

/// Figures over any number of articles, under the names that `tools/score.py` gives them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    /// Quotes found.
    pub lenient: Tally,
    /// Quotes found with right boundaries.
    pub strict: Tally,
    /// Quotes found with the right speaker.
    pub end_to_end: Tally,
    /// Quotes found, by kind: direct, indirect, mixed.
    pub by_kind: [Tally; 3],
    /// Quotes found with the right kind.
    pub kind: Tally,
    /// Events.
    pub events: EventScores,
    /// Lines that are not running text.
    pub blocks: Tally,
    /// Articles looked at.
    pub articles: usize,
    /// Articles without a report.
    pub missing: usize,
}

/// The kinds of [`Scores::by_kind`].
pub const KINDS: [&str; 3] = ["direct", "indirect", "mixed"];

impl Scores {
    /// Adds an article.
    pub fn add(&mut self, gold: &Gold, report: Option<&Report>, comparison: &Comparison) {
        self.articles += 1;
        self.missing += usize::from(report.is_none());
        let (wanted, found) = (comparison.strict.gold, comparison.strict.predicted);
        let count = |right: &dyn Fn(&crate::Match) -> bool| {
            Tally::new(comparison.matches.iter().filter(|found| right(found)).count(), wanted, found)
        };
        self.lenient.add(count(&|_| true));
        self.strict.add(comparison.strict);
        self.end_to_end.add(count(&|hit| hit.speaker));
        self.kind.add(count(&|hit| hit.kind));
        for (tally, kind) in self.by_kind.iter_mut().zip(KINDS) {
            let right = comparison.matches.iter().filter(|hit| gold.quotes[hit.gold].kind == kind).count();
            let wanted = gold.quotes.iter().filter(|quote| quote.kind == kind).count();
            let of_kind = |&&index: &&usize| report.is_some_and(|report| report.quotes[index].kind.name() == kind);
            tally.add(Tally::new(right, wanted, right + comparison.spurious.iter().filter(of_kind).count()));
        }
        self.events.add(gold, report, comparison);
        self.blocks.add(comparison.blocks);
    }

    /// Of the quotes found, the share whose speaker is right, 0–1.
    pub fn speaker_accuracy(&self) -> f64 {
        share(self.end_to_end.right, self.lenient.right)
    }

    /// Each measure under its name.
    pub fn measures(&self) -> [(&'static str, Tally); 11] {
        let [direct, indirect, mixed] = self.by_kind;
        let EventTally { class, actors, status, .. } = self.events.all;
        [
            ("quotes lenient", self.lenient),
            ("quotes strict", self.strict),
            ("quotes end-to-end", self.end_to_end),
            ("direct", direct),
            ("indirect", indirect),
            ("mixed", mixed),
            ("kind", self.kind),
            ("events type", class),
            ("events actors", actors),
            ("events status", status),
            ("blocks", self.blocks),
        ]
    }
}

/// As `score.py --json` writes them.
impl Serialize for Scores {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, tally) in self.measures() {
            map.serialize_entry(name, &tally)?;
        }
        map.serialize_entry("speaker accuracy", &one_decimal(100.0 * self.speaker_accuracy()))?;
        map.serialize_entry("articles", &self.articles)?;
        map.serialize_entry("articles without a report", &self.missing)?;
        map.end()
    }
}

/// As `score.py` prints them.
impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} articles, {} without a report", self.articles, self.missing)?;
        for (name, tally) in self.measures() {
            writeln!(
                f,
                "{name:18} P {:5.1}  R {:5.1}  F1 {:5.1}   reference {}, predicted {}",
                100.0 * tally.precision(),
                100.0 * tally.recall(),
                100.0 * tally.f1(),
                tally.gold,
                tally.predicted
            )?;
        }
        writeln!(f, "{:18} {:.1} of the matched quotes", "speaker accuracy", 100.0 * self.speaker_accuracy())
    }
}
