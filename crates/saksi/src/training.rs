//! What the trainers of the judges need to see (feature `train`): every proposal with its features.

use std::cell::RefCell;
use std::ops::Range;

use crate::doc::Doc;
use crate::event::{self, EventJudge};
use crate::knowledge::UNLISTED;
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
    /// The class that the table has for its words, if they are in the table.
    pub listed: bool,
    /// What the rules saw, each feature in three parts.
    pub features: Vec<[String; 3]>,
}

impl EventProposal {
    /// The number under which a feature stands in the file of weights.
    pub fn hash(feature: &[String; 3]) -> u64 {
        crate::quotation::judge::hash([&feature[0], &feature[1], &feature[2]])
    }
}

/// Gives the class of a proposed event, and how sure it is, 0–1.
pub type DecideEvent<'f> = dyn FnMut(&EventProposal) -> (EventClass, f32) + 'f;

struct AskEvent<'f>(RefCell<&'f mut DecideEvent<'f>>);

impl EventJudge for AskEvent<'_> {
    fn judge(&self, evidence: &event::Evidence) -> (EventClass, f32) {
        let mut seen = Vec::new();
        event::features(evidence, &mut |parts| seen.push(parts.map(str::to_string)));
        let doc = evidence.stage.doc;
        let proposal = EventProposal {
            class: evidence.act.class,
            anchor: doc.span(evidence.candidate.anchor.clone()),
            sentence: doc.span(evidence.sentence.clone()),
            listed: evidence.candidate.act != UNLISTED,
            features: seen,
        };
        (self.0.borrow_mut())(&proposal)
    }
}

/// The judge of events as it is trained and stored.
pub mod events {
    pub use crate::event::{MAGIC, OUTPUTS, decide};
}

impl Engine {
    /// Reads an article as [`Engine::read`] does; `decide` gives the class of each event that the rules
    /// propose, and how sure it is, 0–1.
    pub fn read_deciding_events<'f>(
        &self,
        article: &Article,
        scratch: &mut Scratch,
        decide: &'f mut DecideEvent<'f>,
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
