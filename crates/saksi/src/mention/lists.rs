//! Names that hold a list: *Badan Meteorologi, Klimatologi, dan Geofisika*.

use super::weigh::person_word;
use crate::doc::Doc;
use crate::knowledge::{Class, World};

/// The end of the first word of a further member of the list in the name from `start`, where one begins at `at` (a comma or
/// *dan*): *Menteri Koordinator Bidang Politik, Hukum, dan Keamanan X*.
pub(crate) fn member(doc: &Doc, start: usize, at: usize, end: usize, world: &World) -> Option<usize> {
    let and = |k: usize| k < end && doc.lower(k) == "dan";
    if !(and(at) || doc.mark(at, ',')) || !(start..at).any(|k| doc.is(k, Class::LISTING)) || !topic(doc, at - 1, world)
    {
        return None;
    }
    let first = at + 1 + usize::from(doc.mark(at, ',') && and(at + 1));
    if first >= end || !topic(doc, first, world) {
        return None;
    }
    if first > at + 1 || and(at) {
        return Some(first + 1);
    }
    // A comma needs the *dan* that ends its list, a few words on.
    let mut words = 0;
    for k in first..end.min(first + 16) {
        if and(k) {
            return topic(doc, k + 1, world).then_some(first + 1);
        }
        if doc.mark(k, ',') {
            words = 0;
        } else if words < 4 && topic(doc, k, world) {
            words += 1;
        } else {
            return None;
        }
    }
    None
}

/// A capitalised word that a body can be about (*Hukum*, *Klimatologi*): no name, no office, no other body.
fn topic(doc: &Doc, i: usize, world: &World) -> bool {
    let Some(token) = doc.tokens.get(i) else { return false };
    let lower = doc.lower(i);
    let rights = matches!(lower, "ham" | "pemerintahan");
    let none = Class::ORG.or(Class::TITLE).or(Class::HONORIFIC).or(Class::DAY).or(Class::MONTH);
    token.capital
        && !token.line_start
        && (rights
            || !token.all_caps
                && !doc.is(i, none)
                && (doc.is(i, Class::NOUN.or(Class::ADJ).or(Class::VERB).or(Class::PLACE))
                    || world.find(lower).is_none() && !person_word(doc, i, world)))
}
