//! The measures over words that are the same.

use std::ops::Range;

use super::treebank::{Parent, Treebank, Word};
use crate::score::Score;
use crate::tally::Tally;

/// The features that are compared; a language's own are not.
const UNIVERSAL: [&str; 21] = [
    "PronType", "NumType", "Poss", "Reflex", "Foreign", "Abbr", "Gender", "Animacy", "Number", "Case", "Definite",
    "Degree", "VerbForm", "Mood", "Tense", "Aspect", "Voice", "Evident", "Polarity", "Person", "Polite",
];

/// The relations of words with content, for CLAS: all but those of function words and punctuation.
const CONTENT: [&str; 29] = [
    "nsubj",
    "obj",
    "iobj",
    "csubj",
    "ccomp",
    "xcomp",
    "obl",
    "vocative",
    "expl",
    "dislocated",
    "advcl",
    "advmod",
    "discourse",
    "nmod",
    "appos",
    "nummod",
    "acl",
    "amod",
    "conj",
    "fixed",
    "flat",
    "compound",
    "list",
    "parataxis",
    "orphan",
    "goeswith",
    "reparandum",
    "root",
    "dep",
];

/// All measures, given which words are the same.
pub(super) fn all(gold: &Treebank, system: &Treebank, pairs: &[(usize, usize)]) -> Vec<(&'static str, Score)> {
    let words = Words { gold, system, pairs };
    let mut ours = vec![None; system.words.len()];
    for &(gold, system) in pairs {
        ours[system] = Some(gold);
    }
    let attached = |gold: &Word, system: &Word| match (gold.parent, system.parent) {
        (Parent::Root, Parent::Root) => true,
        (Parent::Word(gold), Parent::Word(system)) => ours[system] == Some(gold),
        _ => false,
    };
    let universal = |gold: &Word, system: &Word| gold.universal_relation() == system.universal_relation();
    let mut measures = vec![
        ("Tokens", spans(&gold.tokens, &system.tokens)),
        ("Sentences", spans(&gold.sentences, &system.sentences)),
        ("Words", Tally::new(pairs.len(), gold.words.len(), system.words.len()).into()),
        ("UPOS", words.score(any, |gold, system| gold.row.upos == system.row.upos)),
        ("UFeats", words.score(any, |gold, system| features(gold) == features(system))),
        // What the reference does not tell cannot be wrong.
        ("Lemmas", words.score(any, |gold, system| gold.row.lemma == "_" || gold.row.lemma == system.row.lemma)),
    ];
    if gold.words.iter().any(|word| word.parent != Parent::Unknown) {
        measures.extend([
            ("UAS", words.score(any, attached)),
            ("LAS", words.score(any, |gold, system| attached(gold, system) && universal(gold, system))),
            (
                "LAS+sub",
                words.score(any, |gold, system| attached(gold, system) && gold.row.deprel == system.row.deprel),
            ),
            ("CLAS", words.score(content, |gold, system| attached(gold, system) && universal(gold, system))),
        ]);
    }
    measures
}

/// Both are in order and do not overlap.
fn spans(gold: &[Range<usize>], system: &[Range<usize>]) -> Score {
    let mut right = 0;
    let mut rest = system.iter().peekable();
    for span in gold {
        while rest.next_if(|other| other.start < span.start).is_some() {}
        right += usize::from(rest.next_if(|other| *other == span).is_some());
    }
    Tally::new(right, gold.len(), system.len()).into()
}

struct Words<'t> {
    gold: &'t Treebank<'t>,
    system: &'t Treebank<'t>,
    pairs: &'t [(usize, usize)],
}

impl Words<'_> {
    /// Over the words that are `counted`: in how many pairs the two are `right`.
    fn score(&self, counted: fn(&Word) -> bool, right: impl Fn(&Word, &Word) -> bool) -> Score {
        let count = |words: &[Word]| words.iter().filter(|word| counted(word)).count();
        let pairs = self.pairs.iter().map(|&(gold, system)| (&self.gold.words[gold], &self.system.words[system]));
        let (mut aligned, mut correct) = (0, 0);
        for (gold, system) in pairs.filter(|(gold, _)| counted(gold)) {
            aligned += 1;
            correct += usize::from(right(gold, system));
        }
        let tally = Tally::new(correct, count(&self.gold.words), count(&self.system.words));
        Score { tally, aligned: Some(aligned) }
    }
}

fn any(_: &Word) -> bool {
    true
}

fn content(word: &Word) -> bool {
    CONTENT.contains(&word.universal_relation())
}

fn features<'w>(word: &'w Word) -> Vec<&'w str> {
    let mut features: Vec<&str> = word.row.feats.split('|').collect();
    features.retain(|feature| feature.split_once('=').is_some_and(|(name, _)| UNIVERSAL.contains(&name)));
    features.sort_unstable();
    features
}
