//! How much a word looks like part of a person's name, and what kind of body or place the others name.

use std::ops::Range;

use rustc_hash::FxHashSet;
use saksi_lang::analyzer::EntityType;

use super::names::known_at;
use crate::EntityKind;
use crate::doc::Doc;
use crate::knowledge::{Class, PlaceWord, World};

/// A title word that people are called too (*Bintang*, *Putra*).
pub(crate) fn named(doc: &Doc, i: usize, world: &World) -> bool {
    world.name_counts(doc.surface(i)).is_some_and(|c| c.person >= 8 && c.person > 3 * (c.org + c.place + c.other))
}

/// A word that stands in names of persons more often than anywhere else.
pub(crate) fn person_word(doc: &Doc, i: usize, world: &World) -> bool {
    world.name_counts(doc.surface(i)).is_some_and(|c| c.person > c.org + c.place + c.other)
}

/// How much word `i` looks like part of a person's name, as log odds.
pub(crate) fn person_score(doc: &Doc, i: usize, world: &World, alone: &FxHashSet<&str>) -> f32 {
    let token = &doc.tokens[i];
    if !token.is_word() {
        return 0.0;
    }
    let word = doc.words[i];
    if word.is(Class::HONORIFIC) && !word.is(Class::ORG) {
        return 0.6;
    }
    if token.span.len() == 1 {
        return 0.5;
    }
    if word.is(Class::ORG.or(Class::PLACE).or(Class::DAY).or(Class::MONTH).or(Class::DOC)) {
        return -4.0;
    }
    if word.is(Class::TITLE) {
        return if named(doc, i, world) { 1.0 } else { -3.0 };
    }
    let mut score = 0.0;
    if alone.contains(doc.lower(i)) {
        score += 3.0;
    }
    if token.all_caps && token.span.len() > 2 {
        score -= 2.5;
    }
    if let Some(c) = world.name_counts(token.of(doc.text)) {
        let (p, o) = (c.person as f32 + 0.5, (c.org + c.place + c.other / 4) as f32 + 0.5);
        // Of a common word a handful of counts says little (*Tangkap*).
        if p < 6.0 && word.is(Class::VERB.or(Class::ADJ)) {
            return score - 1.5;
        }
        return score + (p / o).ln().clamp(-3.5, 3.5);
    }
    // *Kewilayahan*, *Pembudidayaan*: no list needs to hold them to tell that they are nouns.
    let lower = doc.lower(i);
    let derived = lower.len() >= 10 && (lower.starts_with("ke") || lower.starts_with("pe")) && lower.ends_with("an");
    if derived || word.is(Class::NOUN.or(Class::ADJ).or(Class::VERB).or(Class::GROUP).or(Class::ADV)) {
        return score - 1.5;
    }
    score + 1.0
}

/// A word that some persons at least are called, and no common word.
fn called(doc: &Doc, i: usize, world: &World) -> bool {
    world.name_counts(doc.surface(i)).is_some_and(|c| c.person >= 3)
        && !doc.is(i, Class::ORG.or(Class::PLACE).or(Class::VERB).or(Class::ADJ))
        && world.find(doc.lower(i)).is_none_or(|k| k.kind == EntityKind::Person)
}

/// Corrects the scores of a run by what stands beside each word: the word behind the head of a body or place and the one behind
/// *dan* belong to them, and behind the first word of a person's name the statistics of places count little.
pub(crate) fn settle(doc: &Doc, run: &Range<usize>, head: usize, world: &World, scores: &mut [f32]) {
    let word = |i: usize| doc.tokens[i].is_word();
    let left = |i: usize| (i..run.end).filter(|&k| word(k)).count();
    // *Gubernur nonaktif Jakarta Baskara Wijaya*
    let office = (0..head).rev().find(|&k| !doc.is(k, Class::STANDING));
    let over_place = office.is_some_and(|k| doc.is(k, Class::OVER_PLACE));
    let open = |i: usize| {
        !doc.is(i, Class::ORG.or(Class::PLACE))
            && !doc.tokens[i].all_caps
            && world.find(doc.lower(i)).is_none_or(|k| k.kind == EntityKind::Person)
    };
    let mut name = false;
    for i in head..run.end {
        if !word(i) {
            continue;
        }
        let last_two = left(i) == 2 && scores[i + 1 - run.start] >= 1.0;
        let body_before = i > head && scores[i - 1 - run.start] <= -3.0;
        let next_score = scores.get(i + 1 - run.start).copied().unwrap_or(0.0);
        let score = &mut scores[i - run.start];
        let before = if i > run.start && word(i - 1) { doc.lower(i - 1) } else { "" };
        let free = !doc.is(i, Class::HONORIFIC.or(Class::TITLE)) && doc.tokens[i].span.len() > 1;
        let over = i == head && doc.is(i - 1, Class::OVER_PLACE) && left(i) >= 3 && *score < 2.5;
        let place = i > head && doc.is(i - 1, Class::PLACE) && doc.capital(i - 1) && left(i) >= 2;
        let body = i > head && doc.is(i - 1, Class::NAMESAKE) && left(i) >= 2;
        // *TPN Ganjar-Mahfud Andi Widjajanto*, *Tim Kampanye Nasional Prabowo-Gibran X*: two people give a team its name.
        let pair = i > head
            && (doc.tokens[i - 1].all_caps && doc.tokens[i - 1].span.len() > 2
                || doc.is(i - 1, Class::ORG.or(Class::NOUN).or(Class::ADJ)) && !person_word(doc, i - 1, world))
            && left(i) >= 2
            && doc
                .surface(i)
                .split_once('-')
                .is_some_and(|(a, b)| a.len() > 2 && b.len() > 2 && b.starts_with(|c: char| c.is_uppercase()));
        // *Serikat Tani Pasundan Neneng Kurniasih*: a word that no list holds, between a body and two words of a name.
        let unheard = body_before
            && free
            && left(i) == 3
            && next_score >= 1.5
            && !doc.is(i - 1, Class::TITLE.or(Class::HONORIFIC))
            && !doc.is(i - 1, Class::RANK)
            && *score < 1.5
            && !doc.tokens[i - 1].all_caps
            && world.name_counts(doc.surface(i)).is_none();
        if pair {
            *score = -3.0;
            name = false;
        } else if free && unheard {
            *score = -0.5;
            name = false;
        } else if free && (before == "dan" || over || place || body) {
            *score = score.min(if over { -1.0 } else { -3.0 });
            name = false;
        } else if free
            && (left(i) == 2 || left(i) == 3 && *score > -2.5 && next_score >= 0.5)
            && i > 0
            && doc.is(i - 1, Class::RANK)
            && !doc.is(i, Class::ORG.or(Class::PLACE))
            && !doc.tokens[i].all_caps
            && *score > -3.6
        {
            // *Kombes Pol Tagor Simbolon*: both words are the name.
            *score = score.max(1.0);
            name = true;
        } else if body_before && last_two && free && (-2.0..0.5).contains(score) && called(doc, i, world) {
            // Behind a body a name has two words rather than one: *KPU Kota Tegal Bayu Firmansyah*.
            *score = 0.5;
            name = true;
        } else if body_before && free && !name && over_place && *score > -3.0 && (2..=3).contains(&left(i)) && open(i) {
            // *Bupati Sikka Yohanes Bala*: behind the place only the name is left.
            *score = score.max(1.0);
            name = true;
        } else if *score >= 1.5 && !name {
            name = true;
        } else if name
            && *score < -0.5
            && !doc.is(i, Class::ORG.or(Class::PLACE).or(Class::TITLE))
            && !doc.tokens[i].all_caps
        {
            *score = -0.5;
        }
    }
}

/// Scores from which on the lists are sure of a word and nobody else is asked.
const SURE: f32 = 3.0;
/// What the statistical analysis adds where they are not.
const VOTE: f32 = 1.0;

/// Lets the statistical analysis vote on the words of a run that the lists leave in doubt, where that can make a difference: a
/// person's name has more than `enough` in all.
pub(crate) fn vote(doc: &Doc, run: &Range<usize>, enough: f32, scores: &mut [f32]) {
    let doubtful = |i: usize, score: f32| doc.tokens[i].is_word() && score.abs() < SURE;
    let (mut total, mut most) = (0.0, 0.01);
    for (i, &score) in run.clone().zip(&*scores) {
        total += score;
        most += if doubtful(i, score) { VOTE } else { 0.0 };
    }
    if (total - enough).abs() > most {
        return;
    }
    for (i, score) in run.clone().zip(scores) {
        if doubtful(i, *score) {
            *score += match doc.syntax.entity(i) {
                Some(EntityType::Person) => VOTE,
                Some(EntityType::Organization | EntityType::Location) => -VOTE,
                None => 0.0,
            };
        }
    }
}

/// Where in the run behind a title the analysis sees a person's name that reaches to its end.
pub(crate) fn holder(doc: &Doc, run: Range<usize>, world: &World) -> Option<usize> {
    let body = Class::ORG.or(Class::PLACE).or(Class::TITLE).or(Class::DOC).or(Class::EVENT);
    // *Muhammadiyah* is no person, whoever comes behind it.
    let other = |i: usize| world.name_counts(doc.surface(i)).is_some_and(|c| c.person == 0 && c.org + c.place >= 20);
    let person = |i: usize| !doc.is(i, body) && !other(i) && doc.syntax.entity(i) == Some(EntityType::Person);
    let begin = run.end - run.clone().rev().take_while(|&i| person(i)).count();
    (begin < run.end && doc.capital(begin)).then_some(begin)
}

/// The kind of a name that is no person's.
pub(crate) fn body_kind(doc: &Doc, core: &Range<usize>, world: &World, lower: &mut String) -> EntityKind {
    if core.is_empty() {
        return EntityKind::Other;
    }
    if doc.is(core.start, Class::ORG) {
        return EntityKind::Organization;
    }
    if doc.is(core.start, Class::PLACE) {
        return EntityKind::Place;
    }
    if let Some((stop, known)) = known_at(doc, world, core.start, core.end, lower)
        && known.kind != EntityKind::Person
    {
        // *Cikarang Utara*, *Kelapa Gading Barat*: a side of a place is one too.
        let side = |i: usize| world.place_word(doc.lower(i)) == Some(PlaceWord::Side);
        if known.kind == EntityKind::Place && (stop..core.end).all(side) {
            return EntityKind::Place;
        }
        return if core.len() == 1 { known.kind } else { EntityKind::Organization };
    }
    let mut sum = [0u32; 3];
    for i in core.clone() {
        if let Some(c) = world.name_counts(doc.surface(i)) {
            sum[0] += c.person;
            sum[1] += c.org;
            sum[2] += c.place;
        }
    }
    match sum {
        [0, 0, 0] if doc.tokens[core.start].all_caps => EntityKind::Organization,
        [0, 0, 0] => match doc.syntax.entity(core.start) {
            Some(EntityType::Organization) => EntityKind::Organization,
            Some(EntityType::Location) => EntityKind::Place,
            _ => EntityKind::Other,
        },
        [_, o, p] if o >= p => EntityKind::Organization,
        _ => EntityKind::Place,
    }
}
