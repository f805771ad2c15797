//! Where an act takes place: the phrase behind *di* that belongs to it, and the place of the knowledge base in it.
//!
//! First every phrase of the sentence that names a place is found by its words; then the tree says which of them belongs to
//! the act, and where it says nothing a phrase alone in its clause does. A dateline is no event's place.

use std::ops::Range;

use saksi_lang::TokenKind;
use saksi_lang::analyzer::{Deprel, EntityType, Upos};

use crate::doc::Doc;
use crate::knowledge::{Class, Known, PlaceWord, World};
use crate::{EntityKind, Place};

#[cfg(test)]
mod tests;

/// A phrase that names a place.
#[derive(Debug)]
struct Phrase<'a> {
    /// Its preposition: *di*, *ke* or *dari*.
    preposition: &'a str,
    /// Its words without the preposition.
    words: Range<usize>,
    /// The most specific place in it that is known, else a state.
    known: Option<&'a Known>,
}

/// The words of a name, at most.
const LONGEST: usize = 6;
/// Words in small letters between the head of a phrase and its name (*kantor pusat partai itu*).
const SMALL: usize = 3;
/// Places that one phrase strings together (*Istana Merdeka, Jakarta Pusat, Jakarta*).
const STEPS: usize = 4;

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

/// The phrase whose preposition is token `i`.
fn phrase<'a>(doc: &Doc<'a>, world: &'a World, i: usize, end: usize) -> Option<Phrase<'a>> {
    let preposition = match doc.lower(i) {
        found @ ("di" | "ke" | "dari") => found,
        _ => return None,
    };
    let (mut words, mut known) = unit(doc, world, i + 1, end)?;
    for _ in 0..STEPS {
        let more = if doc.mark(words.end, ',') && !doc.tokens.get(words.end + 1)?.line_start {
            within(doc, world, words.end + 1, end, known)
        } else if doc.lower_at(words.end) == "di" && words.end < end {
            unit(doc, world, words.end + 1, end)
        } else {
            None
        };
        let Some((next, place)) = more else { break };
        words.end = next.end;
        // Indonesian goes from the small to the large: the first place is the most specific one.
        if known.is_none_or(|k| k.kind != EntityKind::Place) && place.is_some_and(|p| p.kind == EntityKind::Place) {
            known = place;
        }
        known = known.or(place);
    }
    let capital = words.clone().any(|k| doc.capital(k));
    capital.then_some(Phrase { preposition, words, known })
}

/// The larger place behind a comma (*Kazan, Rusia*), unless it is the subject of what follows (*di Moskow, Rusia menuduh …*).
fn within<'a>(
    doc: &Doc<'a>,
    world: &'a World,
    i: usize,
    end: usize,
    inner: Option<&Known>,
) -> Option<(Range<usize>, Option<&'a Known>)> {
    if i >= end || !doc.capital(i) || doc.is(i, Class::DAY.or(Class::MONTH)) {
        return None;
    }
    let found = match named(doc, world, i, end) {
        Some((stop, known)) => (i..stop, Some(known)),
        None if matches!(world.place_word(doc.lower(i)), Some(PlaceWord::Head | PlaceWord::Named)) => {
            unit(doc, world, i, end)?
        }
        // *Hotel Bidakara, Pancoran, Jakarta Selatan*: what no list knows stands between places.
        None => {
            let stop = run(doc, world, i, end);
            let larger = doc.mark(stop, ',') && stop + 1 < end && named(doc, world, stop + 1, end).is_some();
            (larger && doc.syntax.entity(i) == Some(EntityType::Location)).then_some((i..stop, None))?
        }
    };
    let stop = found.0.end;
    let goes_on = Class::DAY.or(Class::PREP).or(Class::SUB).or(Class::REL).or(Class::COORD).or(Class::CONN);
    let closed =
        stop >= end || matches!(doc.tokens[stop].kind, TokenKind::Punct | TokenKind::Quote) || doc.is(stop, goes_on);
    // What holds the place before it may stand before anything but a verb.
    let holds = inner.zip(found.1).is_some_and(|(small, large)| {
        world
            .place_of(small.id)
            .is_some_and(|l| l.country == large.id || l.province == large.id && large.id != small.id)
    });
    (closed || holds && !doc.is(stop, Class::VERB.or(Class::MODAL).or(Class::AUX).or(Class::NEG))).then_some(found)
}

/// The longest name of a place or state that begins at token `i`.
fn named<'a>(doc: &Doc, world: &'a World, i: usize, end: usize) -> Option<(usize, &'a Known)> {
    if !doc.capital(i) {
        return None;
    }
    let most = end.min(i + LONGEST);
    let mut name = String::new();
    let mut best = None;
    for k in i..most {
        let token = &doc.tokens[k];
        if !token.is_word() || k > i && token.line_start {
            break;
        }
        if k > i {
            name.push(' ');
        }
        name.push_str(doc.lower(k));
        let state = || world.find(&name).filter(|k| k.kind == EntityKind::Country);
        if let Some(known) = world.place(&name).or_else(state) {
            // *As*, *Ri* are no states.
            if name.len() > 3 || doc.tokens[i].all_caps {
                best = Some((k + 1, known));
            }
        }
    }
    best
}

/// One place without what lies around it: *markas besar PBB*, *Gedung DPR*, *kota Kharkiv*, *Ukraina timur*.
fn unit<'a>(doc: &Doc<'a>, world: &'a World, start: usize, end: usize) -> Option<(Range<usize>, Option<&'a Known>)> {
    let word = |i: usize| world.place_word(doc.lower_at(i));
    let mut i = start;
    let (mut head, mut small) = (None, 0);
    // What stands in small letters before the name.
    while i < end && doc.tokens[i].is_word() && !doc.capital(i) {
        match word(i) {
            Some(PlaceWord::Never) if !(doc.lower(i) == "tengah" && doc.lower_at(i + 1) == "kota") => return None,
            Some(PlaceWord::Occasion) => return held(doc, world, i, end),
            Some(kind @ (PlaceWord::Head | PlaceWord::Named)) => head = Some(kind),
            Some(_) => {}
            None if doc.is(i, Class::QUANT.or(Class::INDEF)) && head.is_none() => {}
            None if head.is_some()
                && small < SMALL
                && doc.is(i, Class::NOUN.or(Class::ADJ).or(Class::ORG).or(Class::PLACE)) =>
            {
                small += 1;
            }
            None => break,
        }
        i += 1;
    }
    if i >= end || !doc.capital(i) || doc.is(i, Class::DAY.or(Class::MONTH).or(Class::HONORIFIC)) {
        // *sebuah hotel* is no place of its own, but one in Doha is.
        return head.map(|_| (start..i, None));
    }
    match word(i) {
        Some(PlaceWord::Never) => return None,
        Some(PlaceWord::Occasion) => return held(doc, world, i, end),
        _ => {}
    }
    let first = i;
    if let Some((stop, known)) = named(doc, world, first, end).filter(|_| head != Some(PlaceWord::Named)) {
        let stop = run(doc, world, stop, end);
        // *Jakarta Islamic Centre*, *Indonesia Corruption Watch*: more than the place.
        let rest = named_all(doc, world, first, stop);
        if rest || head.is_some() {
            return Some((start..sides(doc, world, stop, end), Some(known)));
        }
    }
    if let Some(kind @ (PlaceWord::Head | PlaceWord::Named)) = word(first) {
        head = Some(kind);
    }
    let stop = run(doc, world, first, end);
    let location = doc.syntax.entity(first) == Some(EntityType::Location);
    if head.is_none() && (!location || body(doc, world, first, stop)) {
        return None;
    }
    // A street or hotel lies not where its name does.
    let inner = match head {
        Some(PlaceWord::Named) => None,
        _ => (first..stop).find_map(|k| named(doc, world, k, stop)).map(|(_, known)| known),
    };
    let inner = inner.or_else(|| {
        let name = doc.words_of(first..stop).to_lowercase();
        world.find(&name).filter(|k| !k.country.is_empty()).and_then(|k| world.by_id(k.country))
    });
    Some((start..sides(doc, world, stop, end), inner))
}

/// Where an occasion is held, when its place follows in its name (*KTT G20 Bali*) or behind a comma.
fn held<'a>(doc: &Doc<'a>, world: &'a World, i: usize, end: usize) -> Option<(Range<usize>, Option<&'a Known>)> {
    let occasion =
        |k: usize| doc.tokens[k].is_word() && !doc.is(k, Class::PREP) || doc.tokens[k].kind == TokenKind::Number;
    let stop = (i..end).find(|&k| !occasion(k)).unwrap_or(end);
    let at_end = |&k: &usize| {
        named(doc, world, k, stop).is_some_and(|(to, known)| to == stop && known.kind == EntityKind::Place)
    };
    if let Some(k) = (i + 1..stop).find(at_end) {
        return Some((k..stop, named(doc, world, k, stop).map(|(_, known)| known)));
    }
    if doc.mark(stop, ',') {
        return within(doc, world, stop + 1, end, None).filter(|(_, known)| known.is_some());
    }
    None
}

/// The end of the capitalised words from `i`.
fn run(doc: &Doc, world: &World, i: usize, end: usize) -> usize {
    let mut stop = i;
    while stop < end && doc.capital(stop) && !doc.tokens[stop].line_start && !doc.is(stop, Class::DAY.or(Class::MONTH))
    {
        stop = named(doc, world, stop, end).map_or(stop + 1, |(to, _)| to);
        // *Line of Control*, *Khan al Ahmar*.
        if matches!(doc.lower_at(stop), "of" | "de" | "la" | "al" | "el") && stop + 1 < end && doc.capital(stop + 1) {
            stop += 1;
        }
        // *Pengadilan Tindak Pidana Korupsi (Tipikor) Jakarta*.
        let bracket = doc.mark(stop, '(') && doc.capital(stop + 1) && doc.mark(stop + 2, ')');
        if bracket && stop + 3 < end && doc.capital(stop + 3) && !doc.is(stop + 3, Class::DAY) {
            stop += 3;
        }
    }
    stop
}

/// True where the words are names of places and nothing else (*Bandung Jawa Barat*, *Kota Kazan Rusia*).
fn named_all(doc: &Doc, world: &World, start: usize, stop: usize) -> bool {
    let mut i = start;
    while i < stop {
        match named(doc, world, i, stop) {
            Some((to, _)) => i = to,
            None if world.place_word(doc.lower(i)) == Some(PlaceWord::Head) => i += 1,
            None => return false,
        }
    }
    true
}

/// *Ukraina timur*, *Gaza bagian utara*: the side belongs to the phrase.
fn sides(doc: &Doc, world: &World, mut stop: usize, end: usize) -> usize {
    let side = |i: usize| i < end && !doc.capital(i) && world.place_word(doc.lower(i)) == Some(PlaceWord::Side);
    if doc.lower_at(stop) == "bagian" && side(stop + 1) {
        stop += 1;
    }
    while side(stop) {
        stop += 1;
    }
    stop
}

/// True where the words name a body or a person.
fn body(doc: &Doc, world: &World, start: usize, stop: usize) -> bool {
    doc.is(start, Class::ORG.or(Class::TITLE).or(Class::EVENT))
        || world
            .find(&doc.words_of(start..stop).to_lowercase())
            .is_some_and(|k| matches!(k.kind, EntityKind::Organization | EntityKind::Person))
}
