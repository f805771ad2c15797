use std::collections::BTreeMap;
use std::fmt::{self, Write};

use saksi_report::{Quote, Report};

use crate::compare::{Match, STRICT};
use crate::gold::{Gold, GoldQuote};
use crate::run::Evaluation;

/// What is wrong with a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    Missed,
    Spurious,
    WrongSpeaker,
    LooseBoundary,
    WrongKind,
}

impl Fault {
    fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Spurious => "spurious",
            Self::WrongSpeaker => "wrong speaker",
            Self::LooseBoundary => "loose boundary",
            Self::WrongKind => "wrong kind",
        }
    }
}

/// One wrong quote: under what to count it, and what to show of it.
struct Finding {
    kind: String,
    /// `name`, `nominal`, `pronoun`, `nya` or `none`: how the text speaks of the speaker.
    speaker: &'static str,
    cue: String,
    rule: String,
    line: String,
}

/// Lists what is wrong, by phenomenon: counts by kind of quote, form of the speaker, cue and rule, then up to `limit`
/// examples of each fault and kind of quote, those of one speaker's form and cue together.
///
/// # Errors
///
/// What `out` refuses.
pub fn write_errors(out: &mut impl Write, evaluation: &Evaluation, limit: usize) -> fmt::Result {
    let mut faults: BTreeMap<Fault, Vec<Finding>> = BTreeMap::new();
    for (gold, report, comparison) in &evaluation.articles {
        let mut add = |fault, finding| faults.entry(fault).or_default().push(finding);
        for &index in &comparison.missed {
            add(Fault::Missed, missed(gold, &gold.quotes[index]));
        }
        let Some(report) = report else { continue };
        for &index in &comparison.spurious {
            add(Fault::Spurious, spurious(gold, report, &report.quotes[index]));
        }
        for hit in &comparison.matches {
            if !hit.speaker {
                add(Fault::WrongSpeaker, wrong(gold, report, hit, Fault::WrongSpeaker));
            }
            if hit.overlap < STRICT {
                add(Fault::LooseBoundary, wrong(gold, report, hit, Fault::LooseBoundary));
            }
            if !hit.kind {
                add(Fault::WrongKind, wrong(gold, report, hit, Fault::WrongKind));
            }
        }
    }
    for (fault, findings) in &mut faults {
        findings.sort_by(|a, b| (&a.kind, a.speaker, &a.cue).cmp(&(&b.kind, b.speaker, &b.cue)));
        writeln!(out, "\n{}: {}", fault.name(), findings.len())?;
        write_counts(out, "kind", findings.iter().map(|finding| &*finding.kind))?;
        write_counts(out, "speaker", findings.iter().map(|finding| finding.speaker))?;
        write_counts(out, "cue", findings.iter().map(|finding| &*finding.cue))?;
        write_counts(out, "rule", findings.iter().map(|finding| &*finding.rule))?;
        for of_kind in findings.chunk_by(|a, b| a.kind == b.kind) {
            for finding in of_kind.iter().take(limit) {
                writeln!(out, "  {} | {} | {} | {}", finding.kind, finding.speaker, finding.cue, finding.line)?;
            }
        }
    }
    Ok(())
}

/// `  by cue: kata 12, menilai 3 …`, the most frequent first.
pub(crate) fn write_counts<'f>(out: &mut impl Write, what: &str, keys: impl Iterator<Item = &'f str>) -> fmt::Result {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts.remove("");
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    if counts.is_empty() {
        return Ok(());
    }
    let shown: Vec<String> = counts.iter().take(15).map(|(name, count)| format!("{name} {count}")).collect();
    writeln!(out, "  by {what}: {}{}", shown.join(", "), if counts.len() > 15 { " …" } else { "" })
}

fn missed(gold: &Gold, quote: &GoldQuote) -> Finding {
    let line = format!("{} | {}", gold.id, short(&quote.segments.join(" … ")));
    finding(quote, String::new(), line)
}

fn spurious(gold: &Gold, report: &Report, quote: &Quote) -> Finding {
    let name = report.speaker_name(quote).unwrap_or("nobody");
    Finding {
        kind: quote.kind.name().to_owned(),
        speaker: form(quote.speaker.text.as_deref()),
        cue: quote.cue.as_ref().map_or("none".to_owned(), |cue| cue.text.to_lowercase()),
        rule: quote.rule.to_string(),
        line: format!("{} | {name}: {}", gold.id, short(&words(quote))),
    }
}

fn wrong(gold: &Gold, report: &Report, hit: &Match, fault: Fault) -> Finding {
    let (wanted, found) = (&gold.quotes[hit.gold], &report.quotes[hit.predicted]);
    let (should, is) = match fault {
        Fault::WrongSpeaker => (
            wanted.speaker_names.first().cloned().unwrap_or_default(),
            report.speaker_name(found).unwrap_or("nobody").to_owned(),
        ),
        Fault::WrongKind => (wanted.kind.clone(), found.kind.name().to_owned()),
        _ => (format!("[{}]", ends(&wanted.segments.join(" … "))), format!("[{}]", ends(&words(found)))),
    };
    let mut line = format!("{} | {should} ← {is}", gold.id);
    if fault != Fault::LooseBoundary {
        let _ = write!(line, " | {}", short(&wanted.segments.join(" … ")));
    }
    finding(wanted, found.rule.to_string(), line)
}

fn finding(quote: &GoldQuote, rule: String, line: String) -> Finding {
    let cue = quote.cue.as_deref().unwrap_or("none").to_lowercase();
    Finding { kind: quote.kind.clone(), speaker: form(quote.speaker.as_deref()), cue, rule, line }
}

fn words(quote: &Quote) -> String {
    quote.segments.iter().map(|segment| segment.text.as_str()).collect::<Vec<_>>().join(" … ")
}

/// How a mention speaks of somebody.
fn form(mention: Option<&str>) -> &'static str {
    let Some(mention) = mention else { return "none" };
    match mention.to_lowercase().as_str() {
        "nya" | "-nya" => "nya",
        "dia" | "ia" | "beliau" | "mereka" | "saya" | "kami" | "kita" | "aku" => "pronoun",
        _ if mention.split_whitespace().any(|word| word.starts_with(char::is_uppercase)) => "name",
        _ => "nominal",
    }
}

pub(crate) fn short(text: &str) -> String {
    let line = text.replace('\n', " ");
    match line.char_indices().nth(110) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

/// The first and the last words, where boundaries go wrong.
fn ends(text: &str) -> String {
    let characters: Vec<char> = text.chars().map(|c| if c == '\n' { ' ' } else { c }).collect();
    if characters.len() <= 90 {
        return characters.into_iter().collect();
    }
    let (head, tail) = (&characters[..42], &characters[characters.len() - 42..]);
    format!("{} ‥ {}", head.iter().collect::<String>(), tail.iter().collect::<String>())
}
