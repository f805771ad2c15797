//! What the trainers of the judges need to see (feature `train`): every proposal with its features.

use std::cell::RefCell;
use std::ops::Range;

use crate::doc::Doc;
use crate::event::{self, EventJudge};
use crate::marks::Quoted;
use crate::quotation::judge::{Evidence, Judge, features};
use crate::{Analysis, Article, Engine, EventClass, Scratch, Span};

/// A quote that the rules propose.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Its content.
    pub segments: Vec<Span>,
    /// What the rules saw, each feature in three parts.
    pub features: Vec<[String; 3]>,
    /// The hand-written condition for its cue holds.
    pub expected: bool,
}

struct Ask<'f>(RefCell<&'f mut dyn FnMut(&Proposal) -> bool>);

impl Judge for Ask<'_> {
    fn judge(&self, doc: &Doc, quoted: &[Quoted], evidence: &Evidence, segments: &[Range<usize>]) -> f32 {
        let mut seen = Vec::new();
        features(doc, quoted, evidence, &mut |parts| seen.push(parts.map(str::to_string)));
        let proposal = Proposal {
            segments: segments.iter().map(|s| doc.span(s.clone())).collect(),
            features: seen,
            expected: evidence.expected,
        };
        if (self.0.borrow_mut())(&proposal) { 1.0 } else { 0.0 }
    }
}

/// An event that the rules propose.
#[derive(Clone, Debug)]
pub struct EventProposal {
    /// Its class.
    pub class: EventClass,
    /// The words that name the act.
    pub anchor: Span,
    /// The sentence it stands in.
    pub sentence: Span,
    /// What the rules saw, each feature in three parts.
    pub features: Vec<[String; 3]>,
}

struct AskEvent<'f>(RefCell<&'f mut dyn FnMut(&EventProposal) -> f32>);

impl EventJudge for AskEvent<'_> {
    fn judge(&self, evidence: &event::Evidence) -> f32 {
        let mut seen = Vec::new();
        event::features(evidence, &mut |parts| seen.push(parts.map(str::to_string)));
        let doc = evidence.stage.doc;
        let proposal = EventProposal {
            class: evidence.act.class,
            anchor: doc.span(evidence.candidate.anchor.clone()),
            sentence: doc.span(evidence.sentence.clone()),
            features: seen,
        };
        (self.0.borrow_mut())(&proposal)
    }
}

impl Engine {
    /// Reads an article as [`Engine::read`] does; `decide` says how sure it is of each event that the rules propose, 0–1.
    pub fn read_deciding_events(
        &self,
        article: &Article,
        scratch: &mut Scratch,
        decide: &mut dyn FnMut(&EventProposal) -> f32,
    ) -> Analysis {
        self.read_with(article, scratch, &self.ranker, &AskEvent(RefCell::new(decide)))
    }

    /// Reads an article as [`Engine::read`] does, with `decide` in the place of the learned judge.
    pub fn read_deciding(
        &self,
        article: &Article,
        scratch: &mut Scratch,
        decide: &mut dyn FnMut(&Proposal) -> bool,
    ) -> Analysis {
        self.read_with(article, scratch, &Ask(RefCell::new(decide)), &self.event_ranker)
    }
}
