//! Offices held: *Presiden Ukraina Volodymyr Zelensky*.

use super::Scene;
use crate::knowledge::{Class, Office};
use crate::sectors;
use crate::{Analysis, Entity, EntityId, Object, Relation, RelationKind, Role};

/// The offices that the article gives to those whom it names.
pub(super) fn read(scene: &Scene, analysis: &Analysis) -> Vec<Relation> {
    let mut out = Vec::new();
    for (n, entity) in analysis.entities.iter().enumerate() {
        for role in &entity.roles {
            let first = scene.doc.tokens.partition_point(|t| t.span.start < role.span.start);
            let title = role.title.to_lowercase();
            // *Politikus Partai Golkar Nurul Arifin*
            if let Some(party) = role.of.as_deref().filter(|id| party(scene, id))
                && scene.table.party(title.split(' ').next().unwrap_or_default())
                && !sectors::former(&scene.doc, first, scene.world)
            {
                out.push(Relation {
                    kind: RelationKind::MemberOf,
                    subject: EntityId(n as u32),
                    object: of(analysis, party),
                    title: None,
                    span: role.span,
                    in_quote: None,
                });
            }
            let opens = title.split(' ').next().is_some_and(|word| scene.table.office(word));
            // *wakil China* plays for it; a title that holds the name says it twice.
            let named = role.title.ends_with(entity.name.as_str());
            if !opens
                || named
                || title == "wakil"
                || title.contains("terpilih")
                || sectors::former(&scene.doc, first, scene.world)
            {
                continue;
            }
            if let Some(object) = object(scene, analysis, entity, role, &title, first) {
                out.push(Relation {
                    kind: RelationKind::HoldsOffice,
                    subject: EntityId(n as u32),
                    object,
                    title: Some(role.title.clone()),
                    span: role.span,
                    in_quote: None,
                });
            }
        }
    }
    out
}

fn party(scene: &Scene, id: &str) -> bool {
    scene.world.by_id(id).is_some_and(|k| k.sector == "PTY")
}

/// The entity of the article that the identifier names, else the identifier.
fn of(analysis: &Analysis, id: &str) -> Object {
    let at = analysis.entities.iter().position(|e| e.kb.as_deref() == Some(id));
    at.map_or_else(|| Object::Named(id.to_string()), |n| Object::Entity(EntityId(n as u32)))
}

/// What the office is an office of: what the words name, else what the knowledge base says of this holder or of the title.
fn object(
    scene: &Scene,
    analysis: &Analysis,
    entity: &Entity,
    role: &Role,
    title: &str,
    first: usize,
) -> Option<Object> {
    let end = scene.doc.tokens.partition_point(|t| t.span.start < role.span.end);
    if let Some(id) = &role.of {
        return Some(of(analysis, id));
    }
    if let Some(person) = &entity.kb
        && let Some(office) = scene.world.offices_of(person, scene.day).find(|o| same(scene, title, o))
    {
        return Some(of(analysis, office.of));
    }
    // A body of the article that the title names: *Direktur Utama PT Maju Terus*.
    let inside = |m: &crate::Mention| role.span.start < m.span.start && m.span.end == role.span.end;
    let body = analysis
        .mentions
        .iter()
        .filter(|m| inside(m))
        .map(|m| m.entity)
        .find(|id| analysis.entities[id.0 as usize].kind == crate::EntityKind::Organization);
    if let Some(body) = body {
        return Some(Object::Entity(body));
    }
    let mut only = scene.world.offices.all().filter(|o| o.is(title)).map(|o| o.of);
    if let Some(one) = only.next() {
        return only.all(|other| other == one).then(|| of(analysis, one));
    }
    let body = (first + 1..end).find(|&k| scene.doc.is(k, Class::ORG) && scene.doc.capital(k))?;
    Some(Object::Named(scene.doc.words_of(body..end).to_string()))
}

/// True where the title is a form of the office's, perhaps with a rank behind it: *Kapolri Jenderal*.
fn same(scene: &Scene, title: &str, office: &Office) -> bool {
    let cuts = title.match_indices(' ').map(|(at, _)| at).chain([title.len()]);
    cuts.into_iter().any(|at| scene.world.means(&title[..at], office))
}
