//! Expressions of time held against cases: exact spans, and exact spans with exact values.

mod cases;

use std::fmt;

use saksi::{Engine, Scratch, Time};
use serde::ser::{Serialize, SerializeMap, Serializer};

pub use cases::{CaseError, TimeCase, load, parse};

use crate::score::Score;
use crate::tally::Tally;

/// The measures of expressions of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeScores {
    /// Expressions with exact spans.
    pub spans: Tally,
    /// Expressions with exact spans and values.
    pub values: Tally,
    /// Cases looked at.
    pub cases: usize,
    /// What is missing (`-`) and what nobody asked for (`+`), each with its case.
    pub faults: Vec<String>,
}

impl TimeScores {
    /// Reads the texts of `cases`, with their day of publication and nothing else.
    pub fn of_engine(engine: &Engine, cases: &[TimeCase]) -> Self {
        let mut scratch = Scratch::default();
        let mut scores = Self::default();
        for case in cases {
            scores.add(case, &engine.read(&case.article, &mut scratch).times);
        }
        scores
    }

    fn add(&mut self, case: &TimeCase, found: &[Time]) {
        self.cases += 1;
        let same = |time: &Time, value: &str| time.value == value;
        let spans = case.times.iter().filter(|(span, _)| found.iter().any(|t| t.span == *span)).count();
        let right = |(span, value): &&(saksi::Span, String)| found.iter().any(|t| t.span == *span && same(t, value));
        let values = case.times.iter().filter(right).count();
        self.spans.add(Tally::new(spans, case.times.len(), found.len()));
        self.values.add(Tally::new(values, case.times.len(), found.len()));
        let text = &case.article.text;
        for (span, value) in case.times.iter().filter(|time| !right(time)) {
            self.faults.push(format!("{} - {} = {value}", case.place, span.of(text)));
        }
        for time in found.iter().filter(|t| !case.times.iter().any(|(span, value)| *span == t.span && same(t, value))) {
            self.faults.push(format!("{} + {} = {}", case.place, time.span.of(text), time.value));
        }
    }

    /// Each measure under its name.
    pub fn measures(&self) -> [(&'static str, Score); 2] {
        [("spans", self.spans.into()), ("values", self.values.into())]
    }
}

impl fmt::Display for TimeScores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} cases; expressions of time with exact spans, and with exact values too", self.cases)?;
        self.measures().iter().try_for_each(|(name, score)| writeln!(f, "{name:9} {score}"))
    }
}

impl Serialize for TimeScores {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, score) in self.measures() {
            map.serialize_entry(name, &score)?;
        }
        map.serialize_entry("cases", &self.cases)?;
        map.end()
    }
}
