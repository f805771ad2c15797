use std::collections::HashMap;

use saksi_report::{Actor, Entity, Event, MentionKind, Report};

use crate::gold::GoldEvent;
use crate::locate::{rough_sentences, sentence_of};
use crate::matching::pair;
use crate::names::same_name;

/// A predicted event and the reference event it stands for: of one class, with overlapping anchors or in one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventMatch {
    /// Index of the reference event.
    pub gold: usize,
    /// Index of the predicted event.
    pub predicted: usize,
    /// Whether the sources are right.
    pub source: bool,
    /// Whether the targets are right.
    pub target: bool,
    /// Whether the status is right.
    pub status: bool,
}

impl EventMatch {
    /// Whether both sides are right.
    pub fn actors(&self) -> bool {
        self.source && self.target
    }
}

/// The events of one article held against its reference events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventComparison {
    /// Events found.
    pub matches: Vec<EventMatch>,
    /// Reference events not found.
    pub missed: Vec<usize>,
    /// Predicted events that are none.
    pub spurious: Vec<usize>,
}

pub(crate) fn compare(wanted: &[GoldEvent], report: Option<&Report>, text: &[char]) -> EventComparison {
    let found: &[Event] = report.map_or(&[], |report| &report.events);
    let entities: HashMap<&str, &Entity> =
        report.into_iter().flat_map(|report| &report.entities).map(|entity| (entity.id.as_str(), entity)).collect();
    let sentences = rough_sentences(text);
    let pairs = pair(wanted.len(), found.len(), |i, j| close(&wanted[i], &found[j], &sentences), 0.5);
    let judged = pairs.iter().map(|&(i, j)| EventMatch {
        gold: i,
        predicted: j,
        source: same_actors(&wanted[i].source, &found[j].source, &entities),
        target: same_actors(&wanted[i].target, &found[j].target, &entities),
        status: wanted[i].status.as_deref() == found[j].status.as_deref(),
    });
    EventComparison {
        matches: judged.collect(),
        missed: (0..wanted.len()).filter(|i| pairs.iter().all(|(hit, _)| hit != i)).collect(),
        spurious: (0..found.len()).filter(|j| pairs.iter().all(|(_, hit)| hit != j)).collect(),
    }
}

/// 1 where the anchors overlap, 0.6 where they stand in one sentence, 0 otherwise or where the types differ.
fn close(wanted: &GoldEvent, found: &Event, sentences: &[[usize; 2]]) -> f64 {
    let (start, end) = (found.anchor.start, found.anchor.end);
    if wanted.class != found.class {
        0.0
    } else if start < wanted.span[1] && wanted.span[0] < end {
        1.0
    } else if sentence_of(sentences, start) == sentence_of(sentences, wanted.span[0]) {
        0.6
    } else {
        0.0
    }
}

/// True where each side's actors are the other's, whatever their order.
fn same_actors(wanted: &[Vec<String>], found: &[Actor], entities: &HashMap<&str, &Entity>) -> bool {
    if wanted.len() != found.len() {
        return false;
    }
    let mut left: Vec<Vec<&str>> = found.iter().map(|actor| names(actor, entities)).collect();
    wanted.iter().all(|names| {
        let hit = left.iter().position(|candidates| candidates.iter().any(|name| same_name(name, names)));
        hit.map(|index| left.remove(index)).is_some()
    })
}

/// Every name under which the report knows an actor.
fn names<'r>(actor: &'r Actor, entities: &HashMap<&str, &'r Entity>) -> Vec<&'r str> {
    let entity = actor.entity.as_deref().and_then(|id| entities.get(id).copied());
    let by_name = |entity: &'r Entity| entity.mentions.iter().filter(|mention| mention.kind == MentionKind::Name);
    let mentions = entity.into_iter().flat_map(by_name).map(|mention| mention.text.as_str());
    let all = actor.text.as_deref().into_iter().chain(entity.map(|entity| entity.name.as_str())).chain(mentions);
    all.filter(|name| !name.is_empty()).collect()
}
