//! Trees held against a treebank, with the measures of the CoNLL 2018 shared task (`conll18_ud_eval.py`).

mod align;
mod measure;
#[cfg(test)]
mod tests;
mod treebank;

use std::fmt;

use saksi_conll::{Annotator, Scratch, Sentence};
use saksi_lang::analyzer::{Depth, Style};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::score::Score;
use treebank::Treebank;
pub use treebank::raw_text;

/// The measures of a treebank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UdScores {
    /// Each under its name, in the order of the shared task. `LAS` looks at the relation without its subtype as the task does,
    /// `LAS+sub` at all of it. Those of trees are missing where the reference has none.
    pub measures: Vec<(&'static str, Score)>,
}

/// Why two treebanks cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the prediction has {system:?} where the reference has {gold:?}; the text of both must be the same")]
pub struct OtherText {
    /// What follows in the reference.
    pub gold: String,
    /// What follows in the prediction.
    pub system: String,
}

impl UdScores {
    /// Scores a prediction; its sentences, tokens and words may be cut in another way, but from the same characters.
    ///
    /// # Errors
    ///
    /// Where the characters differ, white space aside.
    pub fn new(gold: &[Sentence], system: &[Sentence]) -> Result<Self, OtherText> {
        let (gold, system) = (Treebank::new(gold), Treebank::new(system));
        if gold.characters != system.characters {
            let same = gold.characters.chars().zip(system.characters.chars()).take_while(|(a, b)| a == b).count();
            let rest = |text: &str| text.chars().skip(same).take(20).collect();
            return Err(OtherText { gold: rest(&gold.characters), system: rest(&system.characters) });
        }
        let pairs = align::align(&gold.words, &system.words);
        Ok(Self { measures: measure::all(&gold, &system, &pairs) })
    }

    /// Scores a fresh analysis of the reference's own words, in the conventions of `style` or those that the words speak for.
    pub fn of_annotator(annotator: &Annotator, gold: &[Sentence], style: Option<Style>) -> Self {
        let mut system = gold.to_vec();
        annotator.annotate_all(&mut system, style, Depth::Trees, &mut Scratch::default());
        Self::new(gold, &system).expect("the words stay as they were given")
    }

    /// Scores a fresh analysis of the reference's running text.
    ///
    /// # Errors
    ///
    /// Where the words found do not hold all characters of the text.
    pub fn of_text(annotator: &Annotator, gold: &[Sentence], style: Option<Style>) -> Result<Self, OtherText> {
        let text = raw_text(gold);
        let mut scratch = Scratch::default();
        let mut system = annotator.cut("text", &text, &mut scratch);
        annotator.annotate_all(&mut system, style, Depth::Trees, &mut scratch);
        Self::new(gold, &system)
    }

    /// The measure of that name.
    pub fn get(&self, name: &str) -> Option<Score> {
        self.measures.iter().find(|(known, _)| *known == name).map(|&(_, score)| score)
    }
}

impl fmt::Display for UdScores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.measures.iter().try_for_each(|(name, score)| writeln!(f, "{name:9} {score}"))
    }
}

impl Serialize for UdScores {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.measures.len()))?;
        for (name, score) in &self.measures {
            map.serialize_entry(name, score)?;
        }
        map.end()
    }
}
