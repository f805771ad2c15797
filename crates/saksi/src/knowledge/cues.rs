use rustc_hash::FxHashMap;

use super::{rows, table};

/// Where the words of the source stand around a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// *kata X*: after or inside the content.
    Bare,
    /// *X mengatakan*.
    Active,
    /// *X yakin*: adjectives and plain verbs of thinking.
    State,
    /// *dikatakan X*.
    Passive,
    /// *menurut X*.
    Prep,
}

/// What a cue takes as content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// A clause.
    Clause,
    /// A noun phrase will do.
    NounPhrase,
    /// An addressee, then *untuk* or *agar*.
    Request,
}

/// How much must stand around a cue before it introduces a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strength {
    /// A subject is enough.
    Strong,
    /// The subject must be somebody who can speak.
    Medium,
    /// The content must be opened by *bahwa*, *agar*, a comma or a quotation mark.
    Weak,
}

/// A row of `cues.tsv`.
#[derive(Clone, Debug)]
pub(crate) struct Cue {
    pub lemma: &'static str,
    pub act: &'static str,
    pub voice: Voice,
    pub content: Content,
    pub strength: Strength,
}

/// The cue words by form; forms of several words under their first.
#[derive(Debug, Default)]
pub(crate) struct CueTable {
    cues: Vec<Cue>,
    by_form: FxHashMap<&'static str, u16>,
}

impl CueTable {
    pub(crate) fn load() -> Self {
        let mut out = Self::default();
        for [form, lemma, act, voice, content, strength] in rows(table!("cues.tsv")) {
            let voice = match voice {
                "bare" => Voice::Bare,
                "active" => Voice::Active,
                "state" => Voice::State,
                "passive" => Voice::Passive,
                _ => Voice::Prep,
            };
            let content = match content {
                "np" => Content::NounPhrase,
                "request" => Content::Request,
                _ => Content::Clause,
            };
            let strength = match strength {
                "strong" => Strength::Strong,
                "medium" => Strength::Medium,
                _ => Strength::Weak,
            };
            out.by_form.insert(form, out.cues.len() as u16);
            out.cues.push(Cue { lemma, act, voice, content, strength });
        }
        out
    }

    pub(crate) fn get(&self, number: u16) -> &Cue {
        &self.cues[usize::from(number)]
    }

    pub(crate) fn forms(&self) -> impl Iterator<Item = (&'static str, u16)> + '_ {
        self.by_form.iter().map(|(f, n)| (*f, *n))
    }
}
