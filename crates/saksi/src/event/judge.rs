//! Whether a proposed event is one, by weights learned from reference articles (`cargo xtask train events`, `models/judge_events.tsv`).

use std::ops::Range;

use saksi_lang::analyzer::{EntityType, Upos};

use super::Party;
use super::actors::Stage;
use super::arguments::Sides;
use super::candidate::Candidate;
use crate::knowledge::{Act, ActForm, Class};
use crate::quotation::judge::{Ranker, Sink};
use crate::{EntityKind, Status};

/// Events of less confidence are left.
pub(super) const TAKEN: f32 = 0.4;

/// What the rules saw of a proposed event.
pub(crate) struct Evidence<'e, 's, 'd, 'a> {
    pub act: &'e Act,
    pub candidate: &'e Candidate,
    pub sentence: &'e Range<usize>,
    pub sides: &'e Sides,
    pub status: Status,
    pub stage: &'e Stage<'s, 'd, 'a>,
}

/// Takes or leaves what the rules propose.
pub(crate) trait EventJudge {
    /// How sure it is that this is an event, 0–1.
    fn judge(&self, evidence: &Evidence) -> f32;
}

/// The learned weights.
#[derive(Debug)]
pub(crate) struct EventRanker(pub Ranker);

impl EventJudge for EventRanker {
    fn judge(&self, evidence: &Evidence) -> f32 {
        if self.0.is_empty() {
            return 1.0;
        }
        let mut sum = 0.0;
        features(evidence, &mut |parts| sum += self.0.weight(parts));
        1.0 / (1.0 + (-sum).exp())
    }
}

/// What a side is, coarsely.
fn side(stage: &Stage, parties: &[Party]) -> &'static str {
    let Some(first) = parties.first() else { return "none" };
    match stage.kind(first) {
        Some(EntityKind::Person) => "person",
        Some(EntityKind::Organization) => "body",
        Some(EntityKind::Country) => "state",
        Some(EntityKind::Place) => "place",
        Some(EntityKind::Group) => "group",
        Some(EntityKind::Other) => "other",
        None => "unnamed",
    }
}

/// Tells `sink` every feature.
pub(crate) fn features(e: &Evidence, sink: &mut Sink) {
    let doc = e.stage.doc;
    let class = e.act.class.name();
    let at = e.candidate.at;
    let form = e.act.words[0];
    let words = e.act.words.len();
    let kind = match (e.candidate.noun, e.candidate.form, e.candidate.carrier.is_some()) {
        (true, _, true) => "carried",
        (true, ..) => "noun",
        (_, ActForm::Passive, _) => "passive",
        (_, ActForm::Bare, _) => "bare",
        _ => "plain",
    };
    let (source, target) = (side(e.stage, &e.sides.source), side(e.stage, &e.sides.target));
    let quoted = if e.stage.quote.is_some() { "quoted" } else { "told" };
    sink(["bias", "", ""]);
    sink(["class", class, ""]);
    sink(["form", form, if words > 1 { e.act.words[1] } else { "" }]);
    sink(["form-kind", form, kind]);
    sink(["kind", kind, class]);
    sink(["sides", source, target]);
    sink(["class-source", class, source]);
    sink(["class-target", class, target]);
    sink(["form-source", form, source]);
    sink(["form-target", form, target]);
    sink([
        "kind-sides",
        kind,
        if source == "none" {
            "no source"
        } else if target == "none" {
            "no target"
        } else {
            "both"
        },
    ]);
    sink([
        "class-sides",
        class,
        if source == "none" {
            "no source"
        } else if target == "none" {
            "no target"
        } else {
            "both"
        },
    ]);
    let lacks = match (e.act.needs_source && source == "none", e.act.needs_target && target == "none") {
        (true, _) => "source",
        (_, true) => "target",
        _ => "nothing",
    };
    sink(["lacks", lacks, class]);
    sink(["lacks-kind", lacks, kind]);
    sink(["quoted", quoted, class]);
    sink(["status", e.status.name(), class]);
    sink(["words", if words > 1 { "many" } else { "one" }, kind]);
    let node = doc.syntax.node(at);
    if let Some(node) = node {
        sink(["upos", node.upos.name(), kind]);
        sink(["deprel", node.deprel.name(), kind]);
        sink(["deprel-class", node.deprel.name(), class]);
        if node.upos == Upos::Propn {
            sink(["proper", class, ""]);
        }
    }
    let cue = doc.words[at].cue().is_some();
    sink(["cue", if cue { "cue" } else { "none" }, class]);
    let near = |parties: &[Party]| match parties.first() {
        None => "none",
        Some(p) => match p.tokens.start.abs_diff(at) {
            0..=3 => "near",
            4..=9 => "middle",
            _ => "far",
        },
    };
    sink(["source-distance", near(&e.sides.source), kind]);
    sink(["target-distance", near(&e.sides.target), kind]);
    let before = at.checked_sub(1).filter(|i| e.sentence.contains(i)).map_or("", |i| doc.lower(i));
    sink(["before", before, ""]);
    sink(["before-class", if doc.is(at.saturating_sub(1), Class::PREP) { "preposition" } else { "" }, kind]);
    let after = if at + 1 < e.sentence.end { doc.lower(at + 1) } else { "" };
    sink(["after", after, ""]);
    let entity = |parties: &[Party]| {
        parties.first().and_then(|p| doc.syntax.entity(p.tokens.end - 1)).map_or("none", |t| match t {
            EntityType::Person => "person",
            EntityType::Organization => "body",
            EntityType::Location => "place",
        })
    };
    sink(["entities", entity(&e.sides.source), entity(&e.sides.target)]);
    let position = match e.sentence.start {
        0..=40 => "first",
        41..=200 => "early",
        _ => "late",
    };
    sink(["position", position, ""]);
    for party in e.sides.target.iter().take(1) {
        sink(["target-head", doc.lower(party.tokens.start), ""]);
    }
    for party in e.sides.source.iter().take(1) {
        sink(["source-head", doc.lower(party.tokens.start), ""]);
    }
}
