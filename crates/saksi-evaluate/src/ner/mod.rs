//! Named entities held against tagged tokens: exact spans, exact types, as conlleval counts them.

mod tagged;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;

use saksi_conll::iob::{self, Tag};
use saksi_conll::{Annotator, Scratch, Sentence, misc};
use saksi_lang::analyzer::{Depth, EntityType, Named};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::score::Score;
use crate::tally::Tally;
pub use tagged::parse;

/// The measures of entities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NerScores {
    /// Over the types of [`EntityType::ALL`], in their order.
    pub by_type: [Tally; 3],
    /// Sentences of the reference.
    pub sentences: usize,
    /// Words of the reference.
    pub words: usize,
    /// Types that the reference names otherwise than we do, and what they are read as.
    pub read_as: BTreeMap<String, EntityType>,
    /// Types that we do not know, and how many entities of each are read as none.
    pub left_out: BTreeMap<String, usize>,
}

/// Why two tagged texts cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "sentence {sentence}: the prediction has {system:?} where the reference has {gold:?}; the tokens of both must be the same"
)]
pub struct OtherTokens {
    /// The reference's sentence, counted from 1.
    pub sentence: usize,
    /// The reference's token, empty behind its end.
    pub gold: String,
    /// The prediction's.
    pub system: String,
}

fn tags<'s>(sentence: &'s Sentence) -> impl Iterator<Item = Tag<'s>> {
    let tag = |misc: &'s str| misc::get(misc, "NER").and_then(Tag::parse).unwrap_or(Tag::Outside);
    sentence.words().map(move |row| tag(&row.misc))
}

impl NerScores {
    /// Scores a prediction over the same tokens.
    ///
    /// # Errors
    ///
    /// Where the tokens differ.
    pub fn new(gold: &[Sentence], system: &[Sentence]) -> Result<Self, OtherTokens> {
        let mut scores = Self::default();
        let (gold, system): (Vec<_>, Vec<_>) = ([gold, system].map(spoken)).into();
        for at in 0..gold.len().max(system.len()) {
            let forms = |from: &[&Sentence]| -> Vec<String> {
                from.get(at)
                    .map_or_else(Vec::new, |sentence| sentence.words().map(|row| row.form.to_string()).collect())
            };
            let (ours, theirs) = (forms(&gold), forms(&system));
            if ours != theirs {
                let place = ours.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
                let word = |forms: &[String]| forms.get(place).cloned().unwrap_or_default();
                return Err(OtherTokens { sentence: at + 1, gold: word(&ours), system: word(&theirs) });
            }
            scores.add(gold[at], system[at]);
        }
        Ok(scores)
    }

    /// Scores a fresh analysis of the reference's own words.
    pub fn of_annotator(annotator: &Annotator, gold: &[Sentence]) -> Self {
        let mut system = gold.to_vec();
        let mut scratch = Scratch::default();
        for sentence in &mut system {
            annotator.annotate(sentence, Depth::Tags, &mut scratch);
        }
        Self::new(gold, &system).expect("the words stay as they were given")
    }

    fn add(&mut self, gold: &Sentence, system: &Sentence) {
        self.sentences += 1;
        self.words += gold.words().count();
        self.names(gold);
        let (ours, theirs) = (iob::entities(tags(gold)), iob::entities(tags(system)));
        for (tally, &kind) in self.by_type.iter_mut().zip(EntityType::ALL) {
            let of_kind = |entities: &[Named]| entities.iter().filter(|entity| entity.kind == kind).count();
            let right = ours.iter().filter(|entity| entity.kind == kind && theirs.contains(entity)).count();
            tally.add(Tally::new(right, of_kind(&ours), of_kind(&theirs)));
        }
    }

    /// Keeps what the reference calls its types.
    fn names(&mut self, gold: &Sentence) {
        let mut before = Tag::Outside;
        for tag in tags(gold) {
            if let Some(name) = tag.name() {
                let begins = matches!(tag, Tag::Begin(_)) || before.name() != Some(name);
                match iob::entity_type(name) {
                    Some(kind) if kind.name() == name => {}
                    Some(kind) => _ = self.read_as.entry(name.to_owned()).or_insert(kind),
                    None => *self.left_out.entry(name.to_owned()).or_default() += usize::from(begins),
                }
            }
            before = tag;
        }
    }

    /// Over all types.
    pub fn micro(&self) -> Tally {
        let mut micro = Tally::default();
        self.by_type.iter().for_each(|&tally| micro.add(tally));
        micro
    }

    /// Each measure under its name.
    pub fn measures(&self) -> impl Iterator<Item = (&'static str, Score)> {
        let types = EntityType::ALL.iter().zip(self.by_type);
        [("micro", self.micro().into())].into_iter().chain(types.map(|(kind, tally)| (kind.name(), tally.into())))
    }
}

/// The sentences that have words.
fn spoken<'s>(sentences: &'s [Sentence<'s>]) -> Vec<&'s Sentence<'s>> {
    sentences.iter().filter(|sentence| sentence.words().next().is_some()).collect()
}

impl fmt::Display for NerScores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} sentences, {} tokens; entities with exact span and type", self.sentences, self.words)?;
        self.measures().try_for_each(|(name, score)| writeln!(f, "{name:9} {score}"))?;
        for (name, kind) in &self.read_as {
            writeln!(f, "{name} of the reference is read as {kind}")?;
        }
        for (name, count) in &self.left_out {
            writeln!(f, "{name} of the reference is no type of ours: {count} entities are read as none")?;
        }
        Ok(())
    }
}

impl Serialize for NerScores {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, score) in self.measures() {
            map.serialize_entry(name, &score)?;
        }
        let read_as: BTreeMap<&str, &str> =
            self.read_as.iter().map(|(name, kind)| (name.as_str(), kind.name())).collect();
        map.serialize_entry("read as", &read_as)?;
        map.serialize_entry("left out", &self.left_out)?;
        map.serialize_entry("sentences", &self.sentences)?;
        map.serialize_entry("tokens", &self.words)?;
        map.end()
    }
}
