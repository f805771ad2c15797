use std::fmt;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::tally::{Tally, share};

/// A measure of words or entities, to two decimals as parsers and taggers are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// What is right, in the reference, and in the prediction.
    pub tally: Tally,
    /// How many words of the two were found to be the same, where that is what the measure looks at.
    pub aligned: Option<usize>,
}

impl Score {
    /// Of the words that were found to be the same, the share that is right, 0–1.
    pub fn aligned_accuracy(&self) -> Option<f64> {
        self.aligned.map(|aligned| share(self.tally.right, aligned))
    }
}

impl From<Tally> for Score {
    fn from(tally: Tally) -> Self {
        Self { tally, aligned: None }
    }
}

/// The measure in one line, without its name.
impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally { right, gold, predicted } = self.tally;
        let [p, r, f1] = [self.tally.precision(), self.tally.recall(), self.tally.f1()].map(|value| 100.0 * value);
        write!(f, "P {p:6.2}  R {r:6.2}  F1 {f1:6.2}   right {right}, reference {gold}, predicted {predicted}")?;
        match self.aligned_accuracy() {
            Some(share) if self.aligned != Some(gold) => write!(f, ", {:.2} of the aligned", 100.0 * share),
            _ => Ok(()),
        }
    }
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Tally { right, gold, predicted } = self.tally;
        let percent = |value: f64| (10_000.0 * value).round() / 100.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("p", &percent(self.tally.precision()))?;
        map.serialize_entry("r", &percent(self.tally.recall()))?;
        map.serialize_entry("f1", &percent(self.tally.f1()))?;
        if let Some(share) = self.aligned_accuracy() {
            map.serialize_entry("aligned", &percent(share))?;
        }
        map.serialize_entry("right", &right)?;
        map.serialize_entry("gold", &gold)?;
        map.serialize_entry("predicted", &predicted)?;
        map.end()
    }
}
