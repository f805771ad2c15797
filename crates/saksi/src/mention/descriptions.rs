//! Descriptions that stand for a state or a body: *Negeri Sakura*, *lembaga antirasuah*, *aliansi itu*.

use std::ops::Range;

use super::Cast;
use crate::doc::Doc;
use crate::knowledge::{Class, World};

/// Finds the descriptions in `ranges` and the members they stand for; states and bodies that only a description names
/// become members.
pub(crate) fn describe<'a>(
    doc: &Doc<'a>,
    ranges: &[Range<usize>],
    world: &'a World,
    cast: &mut Cast<'a>,
) -> Vec<(Range<usize>, usize)> {
    let mut out = Vec::new();
    for i in ranges.iter().cloned().flatten() {
        let candidates = world.descriptions(doc.lower(i));
        let fits = |d: &&crate::knowledge::Description| {
            d.words
                .iter()
                .enumerate()
                .all(|(k, w)| doc.lower_at(i + k) == *w && !(k > 0 && doc.tokens[i + k].line_start))
        };
        let Some(found) = candidates.iter().filter(fits).max_by_key(|d| d.words.len()) else { continue };
        let mut end = i + found.words.len();
        let named = cast.members.iter().position(|m| m.first < i && m.known.is_some_and(|k| k.id == found.known.id));
        if found.named
            && (named.is_none() || doc.capital(end) || end - i == 1 && doc.is(end, Class::NOUN.or(Class::ADJ)))
        {
            continue;
        }
        if doc.is(end, Class::DET) {
            end += 1;
        }
        let member = named.unwrap_or_else(|| cast.known(&found.known, world, i));
        out.push((i..end, member));
    }
    out
}
