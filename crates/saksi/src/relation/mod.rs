//! How those whom an article names stand to each other on its day, by its own words: who holds which office, is a member of
//! what, allied, at war, under whose sanctions.

mod offices;
mod patterns;
mod table;

use std::ops::Range;

pub(crate) use table::RelationTable;

use crate::doc::Doc;
use crate::knowledge::World;
use crate::mention::{Cast, Name};
use crate::{Analysis, EntityId, Object, Published, Relation, RelationKind, Span};

/// What relations are read from, once everything else is.
pub(crate) struct Scene<'s, 'a> {
    pub doc: Doc<'a>,
    pub names: &'s [Name<'a>],
    pub cast: &'s Cast<'a>,
    pub world: &'a World,
    pub table: &'s RelationTable,
    /// The sentences of running text.
    pub sentences: &'s [Range<usize>],
    pub day: Option<Published>,
}

/// Adds the relations of the article to its analysis, in order of the words that say so.
pub(crate) fn read(scene: &Scene, out: &mut Analysis) {
    let mut found = offices::read(scene, out);
    for sentence in scene.sentences {
        patterns::read(scene, sentence, &mut found);
    }
    found.sort_by_key(|r| (r.span.start, r.span.end, r.kind, r.subject.0));
    for mut relation in found {
        let same = |other: &Relation| {
            let sides = |r: &Relation| (r.subject, r.object.clone());
            let turned = match &other.object {
                Object::Entity(id) if both_ways(relation.kind) => Some((*id, Object::Entity(other.subject))),
                _ => None,
            };
            other.kind == relation.kind
                && other.title == relation.title
                && (sides(other) == sides(&relation) || turned == Some(sides(&relation)))
        };
        if out.relations.iter().any(same) {
            continue;
        }
        let inside = |s: &Span| s.start <= relation.span.start && relation.span.end <= s.end;
        relation.in_quote = out.quotes.iter().position(|q| q.segments.iter().any(inside)).map(|n| n as u32);
        out.relations.push(relation);
    }
}

fn both_ways(kind: RelationKind) -> bool {
    matches!(kind, RelationKind::AlliedWith | RelationKind::AtWarWith)
}

/// A relation between two members of the cast.
fn between(kind: RelationKind, subject: usize, object: usize, span: Span) -> Relation {
    Relation {
        kind,
        subject: EntityId(subject as u32),
        object: Object::Entity(EntityId(object as u32)),
        title: None,
        span,
        in_quote: None,
    }
}
