use std::collections::BTreeMap;
use std::fmt::{self, Write};

use saksi_report::{Actor, Event, Report};

use crate::errors::{short, write_counts};
use crate::events::EventMatch;
use crate::gold::{Gold, GoldEvent};
use crate::locate::{rough_sentences, sentence_of};
use crate::run::Evaluation;

/// What is wrong with an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    Missed,
    Spurious,
    WrongActors,
    WrongStatus,
}

impl Fault {
    fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed event",
            Self::Spurious => "spurious event",
            Self::WrongActors => "wrong actors",
            Self::WrongStatus => "wrong status",
        }
    }
}

/// One wrong event: under what to count it, and what to show of it.
struct Finding {
    class: String,
    /// What should be and what is, in a few words.
    what: String,
    anchor: String,
    rule: String,
    line: String,
}

/// Lists what is wrong with events: counts by class, by what is wrong, by anchor and rule, then up to `limit` examples of each
/// fault and class with the sentence they stand in.
///
/// # Errors
///
/// What `out` refuses.
pub fn write_event_errors(out: &mut impl Write, evaluation: &Evaluation, limit: usize) -> fmt::Result {
    let mut faults: BTreeMap<Fault, Vec<Finding>> = BTreeMap::new();
    for (gold, report, comparison) in &evaluation.articles {
        let (Some(wanted), Some(events)) = (&gold.events, &comparison.events) else { continue };
        let place = Place::new(gold);
        let mut add = |fault, finding| faults.entry(fault).or_default().push(finding);
        let found = report.as_ref().map_or(&[][..], |report| &report.events);
        for &index in &events.missed {
            add(Fault::Missed, place.missed(&wanted[index], found, &events.spurious));
        }
        let Some(report) = report else { continue };
        for &index in &events.spurious {
            add(Fault::Spurious, place.spurious(&found[index], wanted, &events.missed));
        }
        for hit in &events.matches {
            if !hit.actors() {
                add(Fault::WrongActors, place.actors(&wanted[hit.gold], report, hit));
            }
            if !hit.status {
                add(Fault::WrongStatus, place.status(&wanted[hit.gold], &found[hit.predicted]));
            }
        }
    }
    for (fault, findings) in &mut faults {
        findings.sort_by(|a, b| (&a.class, &a.what, &a.anchor).cmp(&(&b.class, &b.what, &b.anchor)));
        writeln!(out, "\n{}: {}", fault.name(), findings.len())?;
        write_counts(out, "class", findings.iter().map(|finding| &*finding.class))?;
        write_counts(out, "fault", findings.iter().map(|finding| &*finding.what))?;
        write_counts(out, "anchor", findings.iter().map(|finding| &*finding.anchor))?;
        write_counts(out, "rule", findings.iter().map(|finding| &*finding.rule))?;
        for of_class in findings.chunk_by(|a, b| a.class == b.class) {
            for finding in of_class.iter().take(limit) {
                let Finding { class, what, line, .. } = finding;
                let what = if what.is_empty() { String::new() } else { format!("{what} | ") };
                writeln!(out, "  {class} | {what}{line}")?;
            }
        }
    }
    Ok(())
}

/// An article whose sentences are shown.
struct Place<'g> {
    id: &'g str,
    text: Vec<char>,
    sentences: Vec<[usize; 2]>,
}

impl<'g> Place<'g> {
    fn new(gold: &'g Gold) -> Self {
        let text: Vec<char> = gold.text.chars().collect();
        let sentences = rough_sentences(&text);
        Self { id: &gold.id, text, sentences }
    }

    /// The sentence around `start..end`, these words between brackets.
    fn words(&self, [start, end]: [usize; 2]) -> String {
        let cut = |from: usize, to: usize| -> String {
            let to = to.min(self.text.len());
            self.text[from.min(to)..to].iter().collect()
        };
        let [from, to] = sentence_of(&self.sentences, start).map_or([start, end], |index| self.sentences[index]);
        // Long sentences lose what stands far before the words, and `short` what stands far behind them.
        let far = start.saturating_sub(40);
        let (from, dots) = if far > from { (far, "…") } else { (from, "") };
        short(&format!("{dots}{}[{}]{}", cut(from, start), cut(start, end), cut(end, to)))
    }

    fn missed(&self, event: &GoldEvent, found: &[Event], spurious: &[usize]) -> Finding {
        let other = spurious.iter().map(|&index| &found[index]).find(|found| touches(event.span, found));
        Finding {
            class: event.class.clone(),
            what: other.map_or(String::new(), |found| format!("read as {}", found.class)),
            anchor: event.anchor.to_lowercase(),
            rule: other.map_or(String::new(), |found| found.rule.to_string()),
            line: format!("{} | {}", self.id, self.words(event.span)),
        }
    }

    fn spurious(&self, event: &Event, wanted: &[GoldEvent], missed: &[usize]) -> Finding {
        let other = missed.iter().map(|&index| &wanted[index]).find(|wanted| touches(wanted.span, event));
        let what = other.map_or(String::new(), |wanted| format!("should be {}", wanted.class));
        self.finding(event.class.to_string(), what, event, [event.anchor.start, event.anchor.end], "")
    }

    fn actors(&self, wanted: &GoldEvent, report: &Report, hit: &EventMatch) -> Finding {
        let found = &report.events[hit.predicted];
        let mut what = Vec::new();
        let mut told = String::new();
        let sides = [
            ("source", hit.source, &wanted.source, &found.source),
            ("target", hit.target, &wanted.target, &found.target),
        ];
        for (side, right, should, is) in sides {
            if !right {
                what.push(format!("{} {side}", fault_of_side(should.len(), is.len())));
                let _ = write!(told, "{side} {} ← {} | ", first_names(should), shown(report, is));
            }
        }
        self.finding(wanted.class.clone(), what.join(", "), found, wanted.span, &told)
    }

    fn status(&self, wanted: &GoldEvent, found: &Event) -> Finding {
        let name = |status: Option<&str>| status.unwrap_or("none").to_owned();
        let what = format!("{} ← {}", name(wanted.status.as_deref()), name(found.status.as_deref()));
        self.finding(wanted.class.clone(), what, found, wanted.span, "")
    }

    fn finding(&self, class: String, what: String, found: &Event, span: [usize; 2], told: &str) -> Finding {
        let anchor = if found.anchor.text.is_empty() { self.bare(found) } else { found.anchor.text.to_lowercase() };
        let line = format!("{} | {told}{}", self.id, self.words(span));
        Finding { class, what, anchor, rule: found.rule.to_string(), line }
    }

    /// The words of an anchor that comes without them.
    fn bare(&self, event: &Event) -> String {
        let end = event.anchor.end.min(self.text.len());
        self.text[event.anchor.start.min(end)..end].iter().collect::<String>().to_lowercase()
    }
}

fn touches(span: [usize; 2], event: &Event) -> bool {
    event.anchor.start < span[1] && span[0] < event.anchor.end
}

fn fault_of_side(should: usize, is: usize) -> &'static str {
    match (should, is) {
        (0, _) => "invented",
        (_, 0) => "lacking",
        _ if should > is => "too few in",
        _ if should < is => "too many in",
        _ => "other",
    }
}

fn first_names(side: &[Vec<String>]) -> String {
    let names: Vec<&str> = side.iter().filter_map(|names| names.first()).map(String::as_str).collect();
    if names.is_empty() { "–".to_owned() } else { names.join(" + ") }
}

fn shown(report: &Report, side: &[Actor]) -> String {
    let names: Vec<&str> = side.iter().map(|actor| report.actor_name(actor).unwrap_or("?")).collect();
    if names.is_empty() { "–".to_owned() } else { names.join(" + ") }
}
