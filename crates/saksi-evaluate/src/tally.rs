use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// Counts of what should be there, what was said to be there, and what of that was right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Right ones.
    pub right: usize,
    /// In the reference.
    pub gold: usize,
    /// In the prediction.
    pub predicted: usize,
}

impl Tally {
    /// Counts of one article.
    pub fn new(right: usize, gold: usize, predicted: usize) -> Self {
        Self { right, gold, predicted }
    }

    /// Adds the counts of another article.
    pub fn add(&mut self, other: Self) {
        self.right += other.right;
        self.gold += other.gold;
        self.predicted += other.predicted;
    }

    /// Share of the predicted that is right, 0–1.
    pub fn precision(&self) -> f64 {
        share(self.right, self.predicted)
    }

    /// Share of the reference that was found, 0–1.
    pub fn recall(&self) -> f64 {
        share(self.right, self.gold)
    }

    /// Harmonic mean of the two, 0–1.
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }
}

/// `part / whole`, 0 where there is nothing.
pub(crate) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// `value` rounded to one decimal, as the scorer in Python rounds.
pub(crate) fn one_decimal(value: f64) -> f64 {
    format!("{value:.1}").parse().expect("a formatted number")
}

impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (p, r) = (self.precision(), self.recall());
        // In this order of operations, so that the last bit is that of the scorer in Python.
        let f1 = if p + r == 0.0 { 0.0 } else { 200.0 * p * r / (p + r) };
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("p", &one_decimal(100.0 * p))?;
        map.serialize_entry("r", &one_decimal(100.0 * r))?;
        map.serialize_entry("f1", &one_decimal(f1))?;
        map.serialize_entry("gold", &self.gold)?;
        map.serialize_entry("predicted", &self.predicted)?;
        map.end()
    }
}
