//! What the tree of a sentence says of a proposal: how cue, subject and content hang together.

use std::ops::Range;

use saksi_lang::analyzer::{Deprel, EntityType, Upos};

use super::judge::{Evidence, Sink};
use crate::doc::Doc;
use crate::syntax::Node;

/// Relations told apart, the rest under one name: there are few examples, and a relation that the analysis confuses with
/// another says no more than both.
fn relation(deprel: Deprel) -> &'static str {
    match deprel {
        Deprel::Nsubj | Deprel::Csubj => "subject",
        Deprel::NsubjPass | Deprel::CsubjPass => "passive",
        Deprel::Ccomp | Deprel::Parataxis => "clause",
        Deprel::Xcomp => "open",
        Deprel::Obj | Deprel::Iobj => "object",
        Deprel::Advcl => "adverbial",
        Deprel::Acl | Deprel::AclRelcl => "relative",
        Deprel::Conj | Deprel::List => "and",
        Deprel::Root => "root",
        Deprel::Obl | Deprel::OblAgent | Deprel::OblLmod | Deprel::OblTmod | Deprel::Nmod | Deprel::NmodLmod => {
            "oblique"
        }
        Deprel::Compound | Deprel::Flat | Deprel::FlatName | Deprel::Amod | Deprel::NmodPoss | Deprel::Appos => "noun",
        _ => "other",
    }
}

/// How the content hangs from its cue, or the cue from its content.
fn content<'n>(doc: &Doc, e: &Evidence) -> (&'n str, Option<(usize, Node)>) {
    let syntax = doc.syntax;
    let mut first = None;
    for (i, node) in syntax.tops(e.content.clone()) {
        if syntax.head(i) == Some(e.at) {
            return (relation(node.deprel), Some((i, node)));
        }
        first = first.or(Some((i, node)));
    }
    let up = syntax.head(e.at).is_some_and(|h| e.content.contains(&h));
    (if up { "above" } else { "apart" }, first)
}

/// True where the first word of `range` that its cue or nothing in it governs has a subject of its own.
pub(super) fn is_clause(doc: &Doc, range: Range<usize>) -> bool {
    doc.syntax.tops(range).next().is_some_and(|(i, _)| has_subject(doc, i))
}

fn has_subject(doc: &Doc, i: usize) -> bool {
    doc.syntax.children(i).any(|(_, n)| {
        matches!(n.deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Csubj | Deprel::CsubjPass | Deprel::Cop)
    })
}

/// Tells `sink` what the tree says of `e`. A sentence without a tree says nothing.
pub(super) fn features(doc: &Doc, e: &Evidence, sink: &mut Sink) {
    let syntax = doc.syntax;
    let Some(cue) = syntax.node(e.at) else { return };
    let voice = e.voice();
    sink(["tree-cue", cue.upos.name(), voice]);
    sink(["tree-cue-relation", relation(cue.deprel), voice]);
    let subject = e.subject.clone().and_then(|np| syntax.tops(np).next());
    let own = match subject {
        Some((i, node)) if syntax.head(i) == Some(e.at) => relation(node.deprel),
        Some((i, _)) if syntax.head(e.at) == Some(i) => "head",
        Some((_, node)) if matches!(node.deprel, Deprel::Nsubj | Deprel::NsubjPass) => "another's",
        Some(_) => "apart",
        None => "none",
    };
    sink(["tree-subject", own, voice]);
    let (hangs, top) = content(doc, e);
    sink(["tree-content", hangs, voice]);
    sink(["tree-content-takes", hangs, e.takes()]);
    if let Some((i, node)) = top {
        let kind = match node.upos {
            _ if has_subject(doc, i) => "clause",
            Upos::Verb | Upos::Aux | Upos::Adj => "verb",
            _ => "noun",
        };
        sink(["tree-clause", kind, e.takes()]);
        sink(["tree-clause-form", kind, doc.lower(e.at)]);
    }
    let tops = syntax.tops(e.content.clone()).count();
    sink(["tree-pieces", if tops > 2 { "many" } else { "few" }, ""]);
    if let Some((i, _)) = subject {
        let entity = match syntax.entity(i) {
            Some(EntityType::Person) => "person",
            Some(EntityType::Organization) => "body",
            Some(EntityType::Location) => "place",
            None => "none",
        };
        sink(["tree-entity", entity, voice]);
    }
}
