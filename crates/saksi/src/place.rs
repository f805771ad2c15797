//! Where an act takes place: the phrase behind *di* that belongs to it, and the place of the knowledge base in it.
//!
//! First every phrase of the sentence that names a place is found by its words; then the tree says which of them belongs to
//! the act, and where it says nothing a phrase alone in its clause does. A dateline is no event's place.

use std::ops::Range;

use saksi_lang::TokenKind;
use saksi_lang::analyzer::{Deprel, Upos};

use crate::doc::Doc;
use crate::knowledge::{Class, PlaceWord, World};
use crate::{EntityKind, Place};

mod phrase;
#[cfg(test)]
mod tests;

use phrase::{Phrase, phrase};

/// The place at which the act of the words `anchor` happens; `sentence` is the sentence they stand in.
pub(crate) fn of(doc: &Doc, world: &World, anchor: Range<usize>, sentence: Range<usize>) -> Option<Place> {
    let sentence = sentence.start..sentence.end.min(doc.len());
    let mut found = Vec::new();
    let mut i = sentence.start;
    while i < sentence.end {
        match phrase(doc, world, i, sentence.end) {
            Some(phrase) => {
                i = phrase.words.end;
                found.push(phrase);
            }
            None => i += 1,
        }
    }
    found.retain(|p| p.words.end <= anchor.start || p.words.start > anchor.start);
    let best = found.iter().filter_map(|p| Some((rank(doc, world, p, &anchor)?, p)));
    // The closest to the act, of those that belong to it equally.
    let best = best.min_by_key(|(rank, p)| (*rank, p.words.start.abs_diff(anchor.end))).map(|(_, p)| p);
    let phrase = best.or_else(|| alone(doc, &found, &anchor, &sentence))?;
    let known = phrase.known;
    let location = known.and_then(|k| world.place_of(k.id)).unwrap_or_default();
    let some = |id: &str| (!id.is_empty()).then(|| id.to_owned());
    Some(Place {
        span: doc.span(phrase.words.clone()),
        kb: known.map(|k| k.id.to_owned()),
        country: some(location.country),
        province: some(location.province),
        coordinates: location.coordinates,
    })
}

/// How closely a phrase belongs to the act, least first; none where the tree does not say that it does.
fn rank(doc: &Doc, world: &World, phrase: &Phrase, anchor: &Range<usize>) -> Option<u8> {
    let (_, top) = head_of(doc, phrase)?;
    let inside = |i: usize| anchor.contains(&i);
    let node = |i: usize| doc.syntax.node(i).map(|n| n.deprel);
    let direct = inside(top);
    match phrase.preposition {
        "di" => {}
        // *mengerahkan pasukan ke Krimea*, but not *mengirim surat ke Rusia*: states are whom it is for.
        "ke" if phrase.known.is_some_and(|k| k.kind == EntityKind::Country) => return None,
        "ke" => return direct.then_some(4),
        _ => {
            let leaves = anchor.clone().any(|i| world.place_word(doc.lower(i)) == Some(PlaceWord::Leave));
            let near = direct || doc.syntax.head(top).is_some_and(inside);
            return (leaves && near).then_some(1);
        }
    }
    if direct {
        return Some(0);
    }
    let above = doc.syntax.head(top);
    let relation = node(top)?;
    // *menyerang pangkalan militer di Suriah*; *warga di Gaza diserang*.
    if above.is_some_and(inside)
        && matches!(relation, Deprel::Obj | Deprel::Obl | Deprel::Nmod | Deprel::NsubjPass | Deprel::OblLmod)
    {
        return Some(1);
    }
    // *Serangan itu terjadi di Kyiv*; *menggelar pertemuan di Bali*, where the act is the noun.
    let verb = head_of_anchor(doc, anchor)?;
    let mut at = verb;
    for step in 0..3 {
        let up = doc.syntax.head(at)?;
        let happens = world.place_word(doc.lower(up)) == Some(PlaceWord::Happen);
        let shared = match node(at)? {
            Deprel::Nsubj | Deprel::NsubjPass => happens,
            Deprel::Obj => doc.syntax.node(verb).is_some_and(|n| n.upos == Upos::Noun),
            Deprel::Conj | Deprel::Xcomp => true,
            Deprel::Compound | Deprel::Nmod | Deprel::NmodPoss => {
                doc.syntax.node(up).is_some_and(|n| n.upos == Upos::Noun)
            }
            _ => false,
        };
        if !shared {
            return None;
        }
        if up == top {
            return Some(2 + step);
        }
        at = up;
    }
    None
}

/// The head word of a phrase, and the word that it hangs from.
fn head_of(doc: &Doc, phrase: &Phrase) -> Option<(usize, usize)> {
    let from = phrase.words.start.saturating_sub(1);
    let own = |k: usize| (from..phrase.words.end).contains(&k);
    doc.syntax.tops(from..phrase.words.end).find_map(|(k, _)| doc.syntax.head(k).filter(|h| !own(*h)).map(|h| (k, h)))
}

fn head_of_anchor(doc: &Doc, anchor: &Range<usize>) -> Option<usize> {
    doc.syntax.tops(anchor.clone()).next().map(|(k, _)| k)
}

/// The only phrase with *di* in the clause of the act, or the one that opens its sentence, unless the tree gives it to another verb.
fn alone<'p, 'a>(
    doc: &Doc,
    found: &'p [Phrase<'a>],
    anchor: &Range<usize>,
    sentence: &Range<usize>,
) -> Option<&'p Phrase<'a>> {
    let bound = |i: usize| {
        doc.quote(i)
            || matches!(doc.tokens[i].kind, TokenKind::Punct) && !doc.mark(i, '-')
            || doc.is(i, Class::SUB.or(Class::COMP).or(Class::REL))
    };
    let start = (sentence.start..anchor.start).rev().find(|&i| bound(i)).map_or(sentence.start, |i| i + 1);
    // The commas inside a phrase end no clause.
    let outside = |i: usize| !found.iter().any(|p| p.words.contains(&i));
    let end = (anchor.end..sentence.end).find(|&i| bound(i) && outside(i)).unwrap_or(sentence.end);
    let another = |p: &Phrase| {
        head_of(doc, p)
            .is_some_and(|(_, up)| !anchor.contains(&up) && doc.syntax.node(up).is_some_and(|n| n.upos == Upos::Verb))
    };
    let mut here = found.iter().filter(|p| p.preposition == "di");
    let first = here
        .clone()
        .next()
        .filter(|p| p.words.start == sentence.start + 1 && doc.mark(p.words.end, ',') && here.clone().count() == 1);
    let inside = |p: &&Phrase| p.words.start > start && p.words.end <= end && !another(p);
    let mut clause = here.by_ref().filter(inside);
    match (clause.next(), clause.next()) {
        (Some(only), None) => Some(only),
        (None, _) => first.filter(|p| !another(p)),
        _ => None,
    }
}
