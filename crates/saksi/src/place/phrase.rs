//! Phrases that name a place: *di markas besar PBB di New York*, *di depan Gedung DPR, Senayan*, *ke Ukraina timur*.

use std::ops::Range;

use saksi_lang::TokenKind;
use saksi_lang::analyzer::EntityType;

use crate::EntityKind;
use crate::doc::Doc;
use crate::knowledge::{Class, Known, PlaceWord, World};

/// A phrase that names a place.
#[derive(Debug)]
pub(super) struct Phrase<'a> {
    /// Its preposition: *di*, *ke* or *dari*.
    pub preposition: &'a str,
    /// Its words without the preposition.
    pub words: Range<usize>,
    /// The most specific place in it that is known, else a state.
    pub known: Option<&'a Known>,
}

/// The words of a name, at most.
const LONGEST: usize = 6;
/// Words in small letters between the head of a phrase and its name (*kantor pusat partai itu*).
const SMALL: usize = 3;
/// Places that one phrase strings together (*Istana Merdeka, Jakarta Pusat, Jakarta*).
const STEPS: usize = 4;

/// The phrase whose preposition is token `i`.
pub(super) fn phrase<'a>(doc: &Doc<'a>, world: &'a World, i: usize, end: usize) -> Option<Phrase<'a>> {
    let preposition = match doc.lower(i) {
        found @ ("di" | "ke" | "dari") => found,
        _ => return None,
    };
    let (mut words, mut known) = unit(doc, world, i + 1, end)?;
    for _ in 0..STEPS {
        let more = if doc.mark(words.end, ',') && doc.tokens.get(words.end + 1).is_some_and(|t| !t.line_start) {
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
            Some(PlaceWord::Never) => return None,
            // *di tengah perang*, but *di tengah kota Kyiv*.
            Some(PlaceWord::Side) if doc.lower(i) == "tengah" && word(i + 1) != Some(PlaceWord::Head) => return None,
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
