//! Offices held: *Presiden Ukraina Volodymyr Zelensky*.

use super::Scene;
use crate::sectors;
use crate::{Analysis, Entity, EntityId, Object, Relation, RelationKind, Role};

/// The offices that the article gives to those whom it names.
pub(super) fn read(scene: &Scene, analysis: &Analysis) -> Vec<Relation> {
    let mut out = Vec::new();
    for (n, entity) in analysis.entities.iter().enumerate() {
        for role in &entity.roles {
            let first = scene.doc.tokens.partition_point(|t| t.span.start < role.span.start);
            let title = role.title.to_lowercase();
            let opens = title.split(' ').next().is_some_and(|word| scene.table.office(word));
            if !opens || title.contains("terpilih") || sectors::former(&scene.doc, first, scene.world) {
                continue;
            }
            if let Some(object) = object(scene, analysis, entity, role, &title) {
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

/// What the office is an office of: what the words name, else what the knowledge base says of this holder or of the title.
fn object(scene: &Scene, analysis: &Analysis, entity: &Entity, role: &Role, title: &str) -> Option<Object> {
    let of = |id: &str| {
        let at = analysis.entities.iter().position(|e| e.kb.as_deref() == Some(id));
        at.map_or_else(|| Object::Named(id.to_string()), |n| Object::Entity(EntityId(n as u32)))
    };
    if let Some(id) = &role.of {
        return Some(of(id));
    }
    if let Some(person) = &entity.kb
        && let Some(office) = scene.world.offices_of(person, scene.day).find(|o| scene.world.means(title, o))
    {
        return Some(of(office.of));
    }
    // A body of the article that the title names: *Direktur Utama PT Maju Terus*.
    let inside = |m: &crate::Mention| role.span.start < m.span.start && m.span.end <= role.span.end;
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
    let first = only.next()?;
    only.all(|other| other == first).then(|| of(first))
}
