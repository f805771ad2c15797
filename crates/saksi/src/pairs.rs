//! Sentences in which both parties are marked: what the one does to the other.

use saksi_lang::{Span, sentence};

use crate::doc::Doc;
use crate::event::classify::classify;
use crate::event::pair::{Knowing, Pair};
use crate::syntax::Syntax;
use crate::{Engine, EventClass, Scratch};

/// A sentence with marked parties.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The text, without marks.
    pub text: String,
    /// The spans of the source.
    pub source: Vec<Span>,
    /// The spans of the target.
    pub target: Vec<Span>,
    /// The words that name the act, where one act is asked about.
    pub act: Option<Span>,
}

impl Engine {
    /// What the parties of `marked` do to one another, as the set of marked sentences has it; where one act is asked about, as our
    /// reference articles have it.
    pub fn pair_class(&self, marked: &Marked, scratch: &mut Scratch) -> EventClass {
        let counts = if marked.act.is_some() { &self.act_counts } else { &self.pair_counts };
        self.with_pair(marked, scratch, |knowing, pair| classify(counts, knowing, pair).0)
    }

    /// The class by the tables alone, without what is learned; none where no act is known.
    pub fn pair_rule(&self, marked: &Marked, scratch: &mut Scratch) -> Option<EventClass> {
        self.with_pair(marked, scratch, |knowing, pair| pair.rule(knowing))
    }

    /// What is seen of the parties, for those who count.
    pub fn pair_features(&self, marked: &Marked, scratch: &mut Scratch) -> Vec<[String; 3]> {
        self.with_pair(marked, scratch, |knowing, pair| {
            let mut out = Vec::new();
            pair.features(knowing, &mut |parts| out.push(parts.map(str::to_string)));
            out.sort_unstable();
            out.dedup();
            out
        })
    }

    fn with_pair<T>(&self, marked: &Marked, scratch: &mut Scratch, look: impl FnOnce(Knowing, &Pair) -> T) -> T {
        let Scratch { tokens, syntax: memory, .. } = scratch;
        let text = &marked.text;
        tokens.fill(text, &self.lexicon);
        let morphology = self.lexicon.morphology();
        let syntax = Syntax::new(&self.analyzer, morphology, text, &tokens.tokens, std::mem::take(memory));
        let mut start = 0;
        while start < tokens.tokens.len() {
            let end = sentence::end_of(text, &tokens.tokens, start).max(start + 1);
            syntax.sentence(start..end);
            start = end;
        }
        let doc = Doc::new(text, tokens, &syntax);
        let of = |spans: &[Span]| {
            let inside = |i: &usize| {
                let token = doc.tokens[*i].span;
                spans.iter().any(|s| token.start < s.end && token.end > s.start)
            };
            (0..doc.len()).filter(inside).collect::<Vec<_>>()
        };
        let named = of(marked.act.as_slice());
        let begins = |&&i: &&usize| !self.event_tables.acts.begin(doc.lower(i)).is_empty();
        let trigger = named.iter().find(begins).or(named.first()).copied();
        let pair = Pair { doc, tokens: 0..doc.len(), trigger, source: of(&marked.source), target: of(&marked.target) };
        let knowing = Knowing { acts: &self.event_tables.acts, words: &self.pair_words, morphology };
        let out = look(knowing, &pair);
        *memory = syntax.into_memory();
        out
    }
}
