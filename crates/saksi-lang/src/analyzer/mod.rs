//! The statistical analysis of Indonesian: parts of speech, features, entities, dependency trees, from one small model.
//!
//! The model is trained by the crate `saksi-train`; `models/indonesian.md` says from what and how well it does.

use std::borrow::Cow;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::Span;
use crate::kernel::Kernels;

#[doc(hidden)]
pub mod entities;
#[doc(hidden)]
pub mod features;
#[doc(hidden)]
pub mod file;
mod labels;
#[doc(hidden)]
pub mod net;
#[doc(hidden)]
pub mod tree;

pub use file::ModelError;
pub use labels::{Deprel, EntityType, Named, Style, Upos, Word};

use net::{Net, NetScratch};

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
    /// Whose conventions the analysis follows; those of the news treebank unless set.
    pub style: Style,
    annotation: Annotation,
    net: NetScratch,
    normal: String,
    heads: Vec<u32>,
    tree: tree::TreeScratch,
    entities: entities::EntityScratch,
}

/// The model, ready for use. Load it once and share it: it is never changed.
#[derive(Debug)]
pub struct Analyzer {
    net: Net,
    vocabulary: FxHashMap<Cow<'static, str>, u32>,
    feats: Vec<String>,
}

/// Words of a sentence beyond this many are analysed apart, as if another sentence began: what is so long is no sentence, and
/// every word is weighed against every other.
const LONGEST: usize = 160;

/// The model that is compiled in.
static MODEL: &[u8] = include_bytes!("../../../../models/indonesian.bin");

impl Default for Analyzer {
    fn default() -> Self {
        Self::new()
    }
}

impl Analyzer {
    /// The model that is compiled into the library.
    ///
    /// # Panics
    ///
    /// If the library was built from a model that does not fit it, which the tests find.
    pub fn new() -> Self {
        Self::load(Cow::Borrowed(MODEL)).expect("the model compiled in is whole")
    }

    /// A model from elsewhere.
    ///
    /// # Errors
    ///
    /// Where the bytes are no model, of another layout, cut short or altered.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        Self::load(Cow::Owned(bytes.to_vec()))
    }

    fn load(bytes: Cow<'static, [u8]>) -> Result<Self, ModelError> {
        let mut from = file::Reader::new(&bytes)?;
        let net = Net::read(&mut from, Kernels::best())?;
        let feats: Vec<String> = from.lines()?.split('\n').map(str::to_owned).collect();
        let mut vocabulary = FxHashMap::with_capacity_and_hasher(net.words.len(), FxBuildHasher);
        let mut enter = |word: Cow<'static, str>| {
            let row = vocabulary.len() as u32 + 1;
            vocabulary.insert(word, row);
        };
        match from.lines()? {
            Cow::Borrowed(lines) => lines.split('\n').for_each(|word| enter(Cow::Borrowed(word))),
            Cow::Owned(lines) => lines.split('\n').for_each(|word| enter(Cow::Owned(word.to_owned()))),
        }
        if feats.len() != net.feats || vocabulary.len() + 1 != net.words.len() {
            return Err(from.malformed());
        }
        from.finish()?;
        Ok(Self { net, vocabulary, feats })
    }

    /// The same model on other kernels: for tests and measurements.
    #[doc(hidden)]
    #[must_use]
    pub fn with_kernels(mut self, kernels: Kernels) -> Self {
        self.net.kernels = kernels;
        self
    }

    /// A feature bundle as CoNLL-U writes it (`Number=Sing|Person=3`), `_` where there is none.
    pub fn feats(&self, bundle: u8) -> &str {
        self.feats.get(usize::from(bundle)).map_or("_", String::as_str)
    }

    /// Analyses one sentence whose words are these spans of `text`.
    ///
    /// # Panics
    ///
    /// If a span does not slice `text`.
    pub fn annotate<'s>(&self, text: &str, words: &[Span], depth: Depth, scratch: &'s mut Scratch) -> &'s Annotation {
        let Annotation { upos, feats, heads, deprels, entities } = &mut scratch.annotation;
        upos.clear();
        feats.clear();
        heads.clear();
        deprels.clear();
        entities.clear();
        let mut root = 0;
        for piece in words.chunks(LONGEST) {
            root = self.piece(text, piece, depth, root, scratch);
        }
        &scratch.annotation
    }

    /// How much a sentence speaks for each style: logarithms of probabilities, to be summed over the sentences of a file.
    ///
    /// # Panics
    ///
    /// If a span does not slice `text`.
    pub fn style_scores(&self, text: &str, words: &[Span], scratch: &mut Scratch) -> [f32; Style::ALL.len()] {
        let words = &words[..words.len().min(LONGEST)];
        self.embed(text, words, &mut scratch.net.x, &mut scratch.normal);
        self.net.tag(Style::default(), &mut scratch.net);
        let scores = self.net.whose(&mut scratch.net);
        let top = scores.iter().copied().fold(f32::MIN, f32::max);
        // Not exact, and need not be: the logarithm of a sum is close to its greatest member.
        scores.map(|s| s - top)
    }

    /// Adds a piece of a sentence to the annotation. Returns the number of the sentence's root, which all later pieces hang from.
    fn piece(&self, text: &str, words: &[Span], depth: Depth, root: u32, scratch: &mut Scratch) -> u32 {
        let Scratch { style, annotation, net: numbers, normal, heads, tree, entities } = scratch;
        let before = annotation.upos.len() as u32;
        self.embed(text, words, &mut numbers.x, normal);
        self.net.tag(*style, numbers);
        for row in numbers.tags.chunks_exact(Upos::ALL.len() + self.net.feats) {
            let (upos, feats) = row.split_at(Upos::ALL.len());
            annotation.upos.push(Upos::ALL[best(upos)]);
            annotation.feats.push(best(feats) as u8);
        }
        let first = annotation.entities.len();
        entities::decode(&numbers.entities, &self.net.follows, &mut annotation.entities, entities);
        for named in &mut annotation.entities[first..] {
            named.start += before;
            named.end += before;
        }
        if depth < Depth::Trees {
            return 0;
        }
        self.net.parse(*style, numbers);
        tree::decode(&numbers.arcs, words.len(), heads, tree);
        self.net.relate(heads, numbers);
        let mut main = root;
        for (i, (&head, row)) in heads.iter().zip(numbers.relations.chunks_exact(Deprel::ALL.len())).enumerate() {
            let deprel = match (head, root) {
                (0, 0) => Deprel::Root,
                (0, _) => Deprel::Parataxis,
                // Nothing else may be a root.
                _ => match Deprel::ALL[best(row)] {
                    Deprel::Root => Deprel::Dep,
                    other => other,
                },
            };
            if head == 0 && root == 0 {
                main = before + i as u32 + 1;
            }
            annotation.heads.push(if head == 0 { root } else { head + before });
            annotation.deprels.push(deprel);
        }
        main
    }

    /// Writes the vector of each word into `x`.
    fn embed(&self, text: &str, words: &[Span], x: &mut Vec<f32>, normal: &mut String) {
        let net = &self.net;
        x.clear();
        for word in words {
            let form = word.of(text);
            let at = x.len();
            x.extend_from_slice(net.shape(features::shape(form)));
            let x = &mut x[at..];
            features::normalise(form, normal);
            let row = self.vocabulary.get(normal.as_str()).copied();
            net.kernels.wide(
                #[inline(always)]
                || net.words.add(row.unwrap_or(0), x),
            );
            if row.is_none() {
                self.spell(normal, x);
            }
        }
    }

    /// Adds what the letters of a word outside the vocabulary say: the mean of its n-grams.
    fn spell(&self, normal: &str, x: &mut [f32]) {
        let net = &self.net;
        let mut count = 0.0;
        features::ngrams(normal, |_| count += 1.0);
        let share = 1.0 / f32::max(count, 1.0);
        for (x, name) in x.iter_mut().zip(net.name(normal)) {
            *x += name;
        }
        features::ngrams(normal, |bucket| {
            net.kernels.wide(
                #[inline(always)]
                || net.ngrams.add_share(bucket, share, x),
            );
        });
    }
}

/// The place of the greatest number, the first of several.
fn best(row: &[f32]) -> usize {
    let mut best = 0;
    for (i, &score) in row.iter().enumerate() {
        if score > row[best] {
            best = i;
        }
    }
    best
}
