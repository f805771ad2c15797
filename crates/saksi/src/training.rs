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

/// Somebody who may be a side of an event.
#[derive(Clone, Debug)]
pub struct SideProposal {
    /// Mentions of one have the number of its first.
    pub one: usize,
    /// The rules had it for a side.
    pub found: bool,
    /// The words, and the names of whoever they stand for.
    pub names: Vec<String>,
    /// What the rules saw, each feature in three parts.
    pub features: Vec<[String; 3]>,
}

/// Decides on events in the place of the learned judge.
pub trait DecideEvents {
    /// Gives the class of a proposed event, and how sure it is, 0–1.
    fn event(&mut self, proposal: &EventProposal) -> (EventClass, f32);

    /// The log odds of neither, source and target for everybody around the event that was proposed last, where it was taken;
    /// nothing to leave its sides to the rules.
    fn roles(&mut self, around: &[SideProposal]) -> Vec<[f32; event::ROLES]>;
}

struct AskEvent<'f>(RefCell<&'f mut dyn DecideEvents>);

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
        self.0.borrow_mut().event(&proposal)
    }

    fn roles(&self, asked: &event::Asked) -> Vec<[f32; event::ROLES]> {
        let stage = asked.evidence.stage;
        let of = |n: usize| {
            let party = &asked.mentions[n].party;
            let mut names = vec![stage.doc.span(party.tokens.clone()).of(stage.doc.text).to_string()];
            if let Some(member) = party.member {
                names.push(stage.cast.members[member].name.clone());
                let own = stage.names.iter().zip(&stage.cast.of_name).filter(|(_, m)| **m == member);
                names.extend(own.map(|(name, _)| stage.doc.span(name.core.clone()).of(stage.doc.text).to_string()));
            }
            let mut features = Vec::new();
            asked.features(n, &mut |parts| features.push(parts.map(str::to_string)));
            let one = asked.mentions.iter().position(|m| event::same(&m.party, party)).unwrap_or(n);
            let sides = asked.evidence.sides;
            let found = sides.source.iter().chain(&sides.target).any(|p| event::same(p, party));
            SideProposal { one, found, names, features }
        };
        let around: Vec<SideProposal> = (0..asked.mentions.len()).map(of).collect();
        self.0.borrow_mut().roles(&around)
    }
}

/// The judge of events as it is trained and stored.
pub mod events {
    pub use crate::event::{MAGIC, OUTPUTS, ROLES, SIDES_MAGIC, decide};
}

impl Engine {
    /// Reads an article as [`Engine::read`] does, with `decide` in the place of the learned judge of events.
    pub fn read_deciding_events(
        &self,
        article: &Article,
        scratch: &mut Scratch,
        decide: &mut dyn DecideEvents,
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
