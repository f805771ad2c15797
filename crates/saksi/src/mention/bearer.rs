//! What stands around a name and tells of its bearer: who speaks or is described as a person is one; who serves somebody is not that one.

use rustc_hash::FxHashSet;

use super::Name;
use crate::EntityKind;
use crate::doc::Doc;
use crate::knowledge::{Class, World};

/// What no person is called.
const BODIES: Class = Class::ORG.or(Class::PLACE).or(Class::DOC).or(Class::GROUP).or(Class::EVENT);
/// How often a word that is a place too must be known from names of persons.
const CALLED: u32 = 3;

/// Corrects the kinds of names and what belongs to them.
pub(super) fn correct(doc: &Doc, world: &World, names: &mut [Name]) {
    serves(doc, names);
    let unsure = |n: &Name| is_unsure(doc, world, n);
    let persons: FxHashSet<&str> =
        names.iter().filter(|n| unsure(n) && is_person(doc, n)).map(|n| doc.lower(n.core.start)).collect();
    for n in names.iter_mut().filter(|n| unsure(n) && persons.contains(doc.lower(n.core.start))) {
        n.kind = EntityKind::Person;
        n.known = None;
    }
}

/// *Pengacara Yingluck* where she was named in full, *Jubir Presiden Prabowo itu*: somebody who serves them; the office is not theirs.
fn serves(doc: &Doc, names: &mut [Name]) {
    let full: FxHashSet<&str> = names
        .iter()
        .filter(|n| n.kind == EntityKind::Person && n.core.len() > 1)
        .flat_map(|n| n.core.clone().map(|k| doc.lower(k)))
        .collect();
    for n in names.iter_mut().filter(|n| n.kind == EntityKind::Person && n.core.start > n.tokens.start) {
        let (start, end) = (n.tokens.start, n.tokens.end);
        let behind = start + usize::from(doc.words[start].length.max(1));
        let short = n.core.len() == 1 && n.core.start == behind && full.contains(doc.lower(n.core.start));
        if doc.is(start, Class::AIDE) && behind <= n.core.start && (short || doc.is(end, Class::DET)) {
            n.tokens.start = behind;
        }
    }
}

/// *Agung, salah satu mahasiswa, …*; *kata Argo*.
fn is_person(doc: &Doc, n: &Name) -> bool {
    let (start, end) = (n.core.start, n.core.end);
    let described = doc.mark(end, ',')
        && (matches!(doc.lower_at(end + 1), "seorang" | "salah")
            || doc.is(end + 1, Class::PERSON) && !doc.capital(end + 1));
    let before = if start > 0 { doc.lower(start - 1) } else { "" };
    let speaks = matches!(before, "kata" | "ujar" | "ucap" | "tutur" | "jelas" | "terang" | "imbuh" | "tambah");
    let led = start > 0 && doc.is(start - 1, Class::PREP);
    (described || speaks) && !led
}

/// A name of one word that was not taken for a person's, and may be one.
fn is_unsure(doc: &Doc, world: &World, n: &Name) -> bool {
    let at = n.core.start;
    let may_be = match n.kind {
        EntityKind::Person => false,
        EntityKind::Place => {
            n.known.is_none_or(|k| !k.metonym) && world.name_counts(doc.surface(at)).is_some_and(|c| c.person >= CALLED)
        }
        _ => n.known.is_none() && !doc.is(at, BODIES),
    };
    may_be && n.core.len() == 1 && n.tokens == n.core && !doc.tokens[at].all_caps
}
