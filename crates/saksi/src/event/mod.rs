//! Events: what one political actor does to, with or about another.
//!
//! A word of `events.tsv` proposes an act; the tree of its sentence tells who does it to whom, the words around it how far it
//! has come. A learned judge takes or leaves what is proposed; what is told twice is told once.

mod actors;
mod arguments;
mod candidate;
pub(crate) mod classify;
mod judge;
mod merge;
pub(crate) mod pair;
mod rules;
mod status;

use std::ops::Range;

pub(crate) use actors::Stage;
pub(crate) use candidate::{Candidate, Finder};
#[cfg(feature = "train")]
pub(crate) use judge::features;
pub(crate) use judge::{EventJudge, EventRanker, Evidence};
pub(crate) use status::StatusTable;

use crate::Status;
use crate::knowledge::ActTable;

/// A participant over tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Party {
    /// The words that name or describe it.
    pub tokens: Range<usize>,
    /// Its member of the cast.
    pub member: Option<usize>,
}

/// An event over tokens.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub act: u16,
    /// The word that heads the anchor.
    pub at: usize,
    pub anchor: Range<usize>,
    pub source: Vec<Party>,
    pub target: Vec<Party>,
    pub status: Status,
    /// Index of the quote that it stands in.
    pub in_quote: Option<usize>,
    pub confidence: f32,
    pub rule: &'static str,
}

/// The tables that events are read with.
#[derive(Debug)]
pub(crate) struct Tables {
    pub acts: ActTable,
    pub status: StatusTable,
}

/// Reads the events of `sentences`, in order of their anchors.
pub(crate) fn read(
    tables: &Tables,
    sentences: &[Range<usize>],
    stage: &mut Stage,
    judge: &dyn EventJudge,
) -> Vec<Draft> {
    let mut out = Vec::new();
    let mut candidates = Vec::new();
    for sentence in sentences {
        candidates.clear();
        Finder { doc: stage.doc, acts: &tables.acts }.sentence(sentence.clone(), |i| stage.named(i), &mut candidates);
        for candidate in &candidates {
            if let Some(draft) = draft(tables, sentence, candidate, &candidates, stage, judge) {
                out.push(draft);
            }
        }
    }
    merge::merge(&tables.acts, &mut out);
    out
}

fn draft(
    tables: &Tables,
    sentence: &Range<usize>,
    candidate: &Candidate,
    all: &[Candidate],
    stage: &mut Stage,
    judge: &dyn EventJudge,
) -> Option<Draft> {
    let act = tables.acts.get(candidate.act);
    stage.enter(candidate.at);
    let sides = arguments::find(act, candidate, sentence, all, &tables.acts, stage);
    let status = status::of(&tables.status, candidate, all, &tables.acts, stage);
    let evidence = Evidence { act, candidate, sentence, sides: &sides, status, stage };
    let confidence = judge.judge(&evidence);
    if confidence < judge::TAKEN {
        return None;
    }
    Some(Draft {
        act: candidate.act,
        at: candidate.at,
        anchor: candidate.anchor.clone(),
        source: sides.source,
        target: sides.target,
        status,
        in_quote: stage.quote(),
        confidence,
        rule: sides.rule,
    })
}
