//! Whether a cue in running text really introduces something said.
//!
//! Rules propose; a linear model over what they saw decides. Its weights are learned from reference articles
//! (`cargo xtask train quotes`, see `models/quotes.md`) and read from a table, one feature a line.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::content::Opener;
use crate::doc::Doc;
use crate::knowledge::{Class, Content, Cue, Strength, Voice, rows};
use crate::marks::Quoted;

/// What the rules saw around a cue.
#[derive(Clone, Debug)]
pub(crate) struct Evidence<'a> {
    pub cue: &'a Cue,
    /// The cue word.
    pub at: usize,
    /// The rule that proposes.
    pub rule: &'static str,
    /// Who speaks, where words say so.
    pub subject: Option<Range<usize>>,
    /// First token of the content.
    pub content: Range<usize>,
    pub opener: Opener,
    /// The subject is the head of a relative clause.
    pub relative: bool,
    /// The cue shares the subject of a verb before it.
    pub shared: bool,
    /// The hand-written condition for this cue holds.
    pub expected: bool,
}

impl Evidence<'_> {
    pub(super) fn voice(&self) -> &'static str {
        match self.cue.voice {
            Voice::Bare => "bare",
            Voice::Active => "active",
            Voice::State => "state",
            Voice::Passive => "passive",
            Voice::Prep => "prep",
        }
    }

    pub(super) fn takes(&self) -> &'static str {
        match self.cue.content {
            Content::Clause => "clause",
            Content::NounPhrase => "np",
            Content::Request => "request",
        }
    }
}

/// Receives features, each given in up to three parts.
pub(crate) type Sink<'s> = dyn FnMut([&str; 3]) + 's;

fn opener(o: Opener) -> &'static str {
    match o {
        Opener::Complementiser => "that",
        Opener::Comma => "comma",
        Opener::Colon => "colon",
        Opener::Bare => "bare",
    }
}

/// The kind of word that token `i` is, coarsely; closed-class words stand for themselves.
fn kind<'a>(doc: &Doc<'a>, i: usize) -> &'a str {
    if i >= doc.len() {
        return "end";
    }
    let token = &doc.tokens[i];
    if doc.quote(i) {
        return "quote";
    }
    if !token.is_word() {
        return "mark";
    }
    let word = doc.words[i];
    let closed = Class::PREP
        .or(Class::SUB)
        .or(Class::COMP)
        .or(Class::PRON)
        .or(Class::NEG)
        .or(Class::AUX)
        .or(Class::MODAL)
        .or(Class::QUANT)
        .or(Class::REL);
    if word.is(closed) && !(token.capital && word.is(Class::TITLE)) {
        return doc.lower(i);
    }
    let classes = [
        (Class::TITLE, "title"),
        (Class::ORG, "org"),
        (Class::DOC, "doc"),
        (Class::GROUP, "group"),
        (Class::PERSON, "person"),
        (Class::ADV, "adv"),
    ];
    if let Some((_, name)) = classes.iter().find(|(c, _)| word.is(*c)) {
        return name;
    }
    if token.capital {
        return "name";
    }
    let classes = [(Class::NOUN, "noun"), (Class::VERB, "verb"), (Class::ADJ, "adj")];
    classes.iter().find(|(c, _)| word.is(*c)).map_or("other", |(_, name)| name)
}

fn bucket(n: usize) -> &'static str {
    match n {
        0 => "0",
        1 => "1",
        2 => "2",
        3..=4 => "3",
        5..=7 => "5",
        8..=12 => "8",
        13..=24 => "13",
        _ => "25",
    }
}

/// Tells `sink` every feature of `e`.
pub(crate) fn features(doc: &Doc, quoted: &[Quoted], e: &Evidence, sink: &mut Sink) {
    let form = doc.lower(e.at);
    let lemma = e.cue.lemma;
    let open = opener(e.opener);
    let strength = match e.cue.strength {
        Strength::Strong => "strong",
        Strength::Medium => "medium",
        Strength::Weak => "weak",
    };
    let (voice, takes) = (e.voice(), e.takes());
    let expected = if e.expected { "expected" } else { "unexpected" };
    let verb = |range: Range<usize>| {
        range.into_iter().any(|k| {
            doc.is(k, Class::VERB.or(Class::AUX).or(Class::NEG).or(Class::MODAL))
                && !doc.tokens[k].capital
                && !doc.is(k, Class::NOUN)
        })
    };
    let clause = if verb(e.content.start..e.content.end.min(e.content.start + 7)) {
        "early"
    } else if verb(e.content.clone()) {
        "late"
    } else {
        "none"
    };
    let (head, size, det) = match &e.subject {
        Some(np) => (kind(doc, np.start), bucket(np.len()), doc.is(np.end.saturating_sub(1), Class::DET)),
        None => ("none", "0", false),
    };
    let first = kind(doc, e.content.start);
    let words = e.content.clone().filter(|&k| doc.tokens[k].is_word()).count();
    let before = e.at.checked_sub(1).map_or("start", |i| kind(doc, i));
    sink(["bias", "", ""]);
    sink(["expected", expected, ""]);
    sink(["rule", e.rule, expected]);
    sink(["form", form, ""]);
    sink(["lemma", lemma, ""]);
    sink(["act", e.cue.act, open]);
    sink(["strength", strength, open]);
    sink(["strength-clause", strength, clause]);
    sink(["form-expected", form, expected]);
    sink(["voice", voice, open]);
    sink(["takes", takes, open]);
    sink(["form-open", form, open]);
    sink(["form-clause", form, clause]);
    sink(["open-clause", open, clause]);
    sink(["first", first, strength]);
    sink(["form-first", form, first]);
    sink(["second", kind(doc, e.content.start + 1), ""]);
    sink(["subject", head, strength]);
    sink(["subject-size", size, ""]);
    sink(["words", bucket(words), open]);
    sink(["before", before, ""]);
    if det {
        sink(["subject-det", head, ""]);
    }
    if e.relative {
        sink(["relative", strength, open]);
    }
    if e.shared {
        sink(["shared", strength, open]);
        sink(["shared-before", before, ""]);
    }
    if super::touching(quoted, &e.content)
        .iter()
        .any(|q| q.outer.start >= e.content.start && q.outer.end <= e.content.end)
    {
        sink(["quoted", strength, ""]);
    }
    if let Some(np) = &e.subject {
        if !np.clone().any(|k| doc.capital(k)) {
            sink(["nameless", head, strength]);
        }
        let between = e.at.checked_sub(1).is_some_and(|i| i >= np.end);
        if between {
            sink(["between", kind(doc, e.at - 1), ""]);
        }
    }
    super::relations::features(doc, e, sink);
}

/// Takes or leaves what the rules propose.
pub(crate) trait Judge {
    /// How sure it is that this is a quote, 0–1; taken from a little below one half up.
    fn judge(&self, doc: &Doc, quoted: &[Quoted], evidence: &Evidence, segments: &[Range<usize>]) -> f32;
}

/// The learned weights.
#[derive(Debug, Default)]
pub(crate) struct Ranker {
    weights: FxHashMap<u64, f32>,
}

/// FNV-1a over the parts of a feature.
pub(crate) fn hash(parts: [&str; 3]) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325_u64;
    for part in parts {
        for byte in part.bytes().chain([0x1f]) {
            h = (h ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    h
}

impl Ranker {
    /// Reads the weights: `feature <tab> weight`, the parts of a feature divided by spaces.
    pub(crate) fn load(table: &'static str) -> Self {
        let mut weights = FxHashMap::default();
        for [a, b, c, weight] in rows(table) {
            weights.insert(hash([a, b, c]), weight.parse().unwrap_or(0.0));
        }
        Self { weights }
    }
}

impl Judge for Ranker {
    fn judge(&self, doc: &Doc, quoted: &[Quoted], evidence: &Evidence, _: &[Range<usize>]) -> f32 {
        let mut sum = 0.0;
        features(doc, quoted, evidence, &mut |parts| sum += self.weights.get(&hash(parts)).copied().unwrap_or(0.0));
        if self.weights.is_empty() {
            return if evidence.expected { 1.0 } else { 0.0 };
        }
        1.0 / (1.0 + (-sum).exp())
    }
}
