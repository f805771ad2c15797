//! Sentences with marked parties held against the class of what the one does to the other: accuracy and macro F1.

use std::fmt;

use saksi::{Marked, PAIR_CLASSES, Span, pair_class};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::tally::{Tally, one_decimal, share};

/// A sentence of a file of pairs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PairExample {
    /// The identifier, empty where there is none.
    pub id: String,
    /// The number of the class in [`PAIR_CLASSES`], where the file tells.
    pub class: Option<usize>,
    /// The sentence and its parties.
    pub marked: Marked,
}

/// Why a file of pairs cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PairError {
    /// A line is no JSON object.
    #[error("line {0}: {1}")]
    Json(usize, serde_json::Error),
    /// A line lacks its text.
    #[error("line {0}: no text")]
    Text(usize),
    /// A class that PLOVER does not have.
    #[error("line {0}: no class {1:?}")]
    Class(usize, String),
}

/// Reads JSON lines with `text`, in which `<s>…</s>` is the source and `<t>…</t>` the target, and mostly `id` and `type`.
///
/// # Errors
///
/// Where a line is not like that.
pub fn parse(text: &str) -> Result<Vec<PairExample>, PairError> {
    let mut out = Vec::new();
    for (line, number) in text.lines().zip(1..).filter(|(l, _)| !l.trim().is_empty()) {
        let value: serde_json::Value = serde_json::from_str(line).map_err(|e| PairError::Json(number, e))?;
        let sentence = value["text"].as_str().ok_or(PairError::Text(number))?;
        let class = match value["type"].as_str() {
            Some(name) => Some(pair_class(name).ok_or_else(|| PairError::Class(number, name.to_string()))?),
            None => None,
        };
        out.push(PairExample {
            id: value["id"].as_str().unwrap_or_default().to_string(),
            class,
            marked: unmark(sentence),
        });
    }
    Ok(out)
}

/// Takes the marks out of a sentence. Marks may stand inside one another; one without its other half says nothing.
pub fn unmark(sentence: &str) -> Marked {
    let mut out = Marked::default();
    let mut open: Vec<(bool, u32)> = Vec::new();
    let mut rest = sentence;
    while let Some(at) = rest.find('<') {
        out.text.push_str(&rest[..at]);
        rest = &rest[at..];
        let here = out.text.len() as u32;
        let marks = [("<s>", true, true), ("<t>", false, true), ("</s>", true, false), ("</t>", false, false)];
        let Some(&(mark, source, opens)) = marks.iter().find(|(mark, ..)| rest.starts_with(mark)) else {
            out.text.push('<');
            rest = &rest[1..];
            continue;
        };
        rest = &rest[mark.len()..];
        if opens {
            open.push((source, here));
        } else if let Some(n) = open.iter().rposition(|(s, _)| *s == source) {
            let span = Span { start: open.remove(n).1, end: here };
            if source { &mut out.source } else { &mut out.target }.push(span);
        }
    }
    out.text.push_str(rest);
    out
}

/// Deals examples to parts, each class evenly, in file order: the part of each example.
pub fn deal(examples: &[PairExample], parts: usize) -> Vec<usize> {
    let mut seen = [0; PAIR_CLASSES.len() + 1];
    let next = |e: &PairExample| {
        let class = e.class.unwrap_or(PAIR_CLASSES.len());
        seen[class] += 1;
        (seen[class] - 1) % parts.max(1)
    };
    examples.iter().map(next).collect()
}

/// What was said of each class.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PairScores {
    /// How often an example of the first class was said to be of the second; the last column is *none*.
    pub confusion: [[usize; PAIR_CLASSES.len() + 1]; PAIR_CLASSES.len()],
}

impl PairScores {
    /// Adds an example.
    pub fn add(&mut self, gold: usize, said: Option<usize>) {
        self.confusion[gold][said.unwrap_or(PAIR_CLASSES.len())] += 1;
    }

    /// Counts of one class.
    pub fn tally(&self, class: usize) -> Tally {
        let row = &self.confusion[class];
        let predicted = self.confusion.iter().map(|row| row[class]).sum();
        Tally::new(row[class], row.iter().sum(), predicted)
    }

    /// The classes that the file has.
    fn present(&self) -> impl Iterator<Item = usize> + '_ {
        (0..PAIR_CLASSES.len()).filter(|&c| self.tally(c).gold > 0)
    }

    /// Examples seen.
    pub fn all(&self) -> usize {
        self.confusion.iter().flatten().sum()
    }

    /// Share of the examples that is right, 0–1.
    pub fn accuracy(&self) -> f64 {
        share((0..PAIR_CLASSES.len()).map(|c| self.confusion[c][c]).sum(), self.all())
    }

    /// Mean F1 over the classes of the file, 0–1.
    pub fn macro_f1(&self) -> f64 {
        let count = self.present().count();
        if count == 0 { 0.0 } else { self.present().map(|c| self.tally(c).f1()).sum::<f64>() / count as f64 }
    }
}

impl fmt::Display for PairScores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} pairs, accuracy {:.1}, macro F1 {:.1}",
            self.all(),
            100.0 * self.accuracy(),
            100.0 * self.macro_f1()
        )?;
        writeln!(f, "{:<10} {:>5} {:>5} {:>5} {:>5}  said to be", "class", "P", "R", "F1", "gold")?;
        for class in self.present() {
            let tally = self.tally(class);
            let [p, r, f1] = [tally.precision(), tally.recall(), tally.f1()].map(|x| 100.0 * x);
            write!(f, "{:<10} {p:>5.1} {r:>5.1} {f1:>5.1} {:>5} ", PAIR_CLASSES[class], tally.gold)?;
            let mut others: Vec<(usize, usize)> =
                self.confusion[class].iter().copied().enumerate().filter(|&(c, n)| c != class && n > 0).collect();
            others.sort_by_key(|&(c, n)| (std::cmp::Reverse(n), c));
            for (other, count) in others {
                write!(f, " {} {count}", PAIR_CLASSES.get(other).unwrap_or(&"none"))?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

impl Serialize for PairScores {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("pairs", &self.all())?;
        map.serialize_entry("accuracy", &one_decimal(100.0 * self.accuracy()))?;
        map.serialize_entry("macro_f1", &one_decimal(100.0 * self.macro_f1()))?;
        for class in self.present() {
            map.serialize_entry(PAIR_CLASSES[class], &self.tally(class))?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_out_and_leave_their_spans() {
        let marked = unmark("Kemarin <s>Para pejuang <t>Irak</t></s> setuju, kata <t>PBB</t> < 3.");
        assert_eq!(marked.text, "Kemarin Para pejuang Irak setuju, kata PBB < 3.");
        let of = |spans: &[Span]| spans.iter().map(|s| s.of(&marked.text).to_string()).collect::<Vec<_>>();
        assert_eq!(of(&marked.source), ["Para pejuang Irak"]);
        assert_eq!(of(&marked.target), ["Irak", "PBB"]);
        assert_eq!(unmark("</s>A<t>B").text, "AB");
    }

    #[test]
    fn the_mean_is_over_the_classes_of_the_file() {
        let mut scores = PairScores::default();
        let class = |name| pair_class(name).unwrap();
        scores.add(class("AID"), Some(class("AID")));
        scores.add(class("RETREAT"), Some(class("CONCEDE")));
        scores.add(class("REJECT"), Some(class("AID")));
        scores.add(class("REJECT"), None);
        assert!((scores.accuracy() - 0.5).abs() < 1e-9);
        assert!((scores.macro_f1() - (2.0 / 3.0 + 1.0 + 0.0) / 3.0).abs() < 1e-9);
    }
}
