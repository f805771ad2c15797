//! Runs of capitalised words, and where in a run the name of a person begins.

use std::ops::Range;

use rustc_hash::FxHashSet;
use saksi_lang::TokenKind;

use crate::EntityKind;
use crate::doc::Doc;
use crate::knowledge::{Class, Known, World};

/// A name in the text.
#[derive(Clone, Debug)]
pub(crate) struct Name<'a> {
    /// All of the run: *Menteri Luar Negeri RI Retno Marsudi*.
    pub tokens: Range<usize>,
    /// The name alone: *Retno Marsudi*; the whole run for bodies and places.
    pub core: Range<usize>,
    /// What it names.
    pub kind: EntityKind,
    /// What the knowledge base knows under `core`.
    pub known: Option<&'a Known>,
    /// The acronym or nickname that follows in brackets.
    pub alias: Option<Range<usize>>,
}

/// Lower-case words inside names (*Rami bin Ali*, *Issam al Rayes*).
const PARTICLES: [&str; 16] =
    ["bin", "binti", "al", "el", "ar", "as", "van", "von", "der", "de", "da", "dos", "del", "la", "ul", "ibn"];

const FUNCTION: Class = Class::PREP
    .or(Class::SUB)
    .or(Class::CONN)
    .or(Class::ADV)
    .or(Class::QUANT)
    .or(Class::PRON)
    .or(Class::NEG)
    .or(Class::AUX)
    .or(Class::DET)
    .or(Class::COMP)
    .or(Class::REL)
    .or(Class::DAY)
    .or(Class::COORD);

/// Finds the names in `ranges` (the running paragraphs), in order.
pub(crate) fn find<'a>(doc: &Doc<'a>, ranges: &[Range<usize>], world: &'a World) -> Vec<Name<'a>> {
    let mut runs = Vec::new();
    for range in ranges {
        let mut i = range.start;
        while i < range.end {
            match run(doc, i, range.end, world) {
                Some(end) => {
                    runs.push(i..end);
                    i = end;
                }
                None => i += 1,
            }
        }
    }
    // Words that stand alone as a name somewhere: evidence for where a longer name begins.
    let mut alone: FxHashSet<&str> = FxHashSet::default();
    for r in &runs {
        let words: Vec<usize> = r.clone().filter(|&i| doc.tokens[i].is_word()).collect();
        if let [only] = words[..]
            && !doc.is(only, Class::TITLE.or(Class::ORG).or(Class::PLACE).or(Class::GROUP))
            && world.find(doc.lower(only)).is_none_or(|k| k.kind == EntityKind::Person)
            && !doc.tokens[only].all_caps
        {
            alone.insert(doc.lower(only));
        }
    }
    let mut lower = String::new();
    runs.into_iter().map(|r| name(doc, r, world, &alone, &mut lower)).collect()
}

fn sentence_start(doc: &Doc, i: usize) -> bool {
    i == 0 || doc.tokens[i].line_start || doc.tokens[i - 1].is_stop() || doc.quote(i - 1) || doc.tokens[i - 1].is(':')
}

/// The end of the run of name words that begins at `i`, if one does.
fn run(doc: &Doc, i: usize, end: usize, world: &World) -> Option<usize> {
    let token = &doc.tokens[i];
    if !token.capital || is_no_name(token.of(doc.text)) {
        return None;
    }
    let next_capital = i + 1 < end && doc.capital(i + 1) && !doc.tokens[i + 1].line_start;
    if sentence_start(doc, i) {
        let word = doc.words[i];
        let known = world.find(doc.lower(i)).is_some();
        let function = word.is(FUNCTION) && !word.is(Class::TITLE.or(Class::HONORIFIC)) || word.cue().is_some();
        if function && !(token.all_caps && known) {
            return None;
        }
        let names = Class::TITLE.or(Class::ORG).or(Class::HONORIFIC);
        let common =
            word.is(Class::NOUN.or(Class::VERB).or(Class::ADJ).or(Class::PERSON).or(Class::GROUP).or(Class::DOC));
        if !next_capital && (common || word.is(names)) && !known {
            return None;
        }
        if next_capital && common && !word.is(names) && word.is(Class::VERB.or(Class::ADJ)) && !known {
            return None;
        }
    } else if doc.is(i, Class::DAY.or(Class::MONTH)) && !next_capital || breaks(doc, i) {
        return None;
    }
    let person = |k: usize| person_word(doc, k, world);
    let mut at = i + 1;
    while at < end {
        let t = &doc.tokens[at];
        if t.line_start {
            break;
        }
        if t.kind == TokenKind::Word && t.capital {
            // A full stop got lost: *… Imam Menurut Hamidy*, *Yudi Purnomo Ketua WP KPK*.
            let office = doc.is(at, Class::TITLE)
                && !doc.is(at, Class::HONORIFIC)
                && !named(doc, at, world)
                && at >= i + 2
                && person(at - 1)
                && person(at - 2);
            if breaks(doc, at) || office {
                break;
            }
            // *Rabu*, *Senin* end a name: *ujar Rini Senin (12/3)*.
            if doc.is(at, Class::DAY) && doc.tokens.get(at + 1).is_some_and(|n| n.is('(') || n.is(',') || !n.capital) {
                break;
            }
            at += 1;
            continue;
        }
        let next = doc.tokens.get(at + 1);
        let next_capital = at + 1 < end && next.is_some_and(|n| n.capital && !n.line_start);
        let joins = match t.kind {
            TokenKind::Word => PARTICLES.contains(&doc.lower(at)) && next_capital,
            TokenKind::Punct => match t.first {
                '.' => {
                    next_capital && {
                        let before = doc.surface(at - 1);
                        before.chars().count() == 1 || before.len() <= 4 && doc.is(at - 1, Class::HONORIFIC)
                    }
                }
                '&' => next_capital,
                // *Kim Jong - un*, as some papers' texts come.
                '-' if t.space_before => {
                    let tail = next.is_some_and(|n| n.is_word() && !n.capital && n.span.len() <= 4 && !n.line_start);
                    if tail && !doc.is(at + 1, FUNCTION) {
                        at += 2;
                        continue;
                    }
                    false
                }
                _ => false,
            },
            TokenKind::Number => {
                doc.tokens[at - 1].all_caps
                    || doc.lower(at - 1) == "densus"
                    || doc.is(at - 1, Class::ORG) && t.span.len() <= 3
            }
            TokenKind::Quote => false,
        };
        if !joins {
            break;
        }
        at += 1;
    }
    Some(at)
}

/// A title word that people are called too (*Bintang*, *Putra*).
fn named(doc: &Doc, i: usize, world: &World) -> bool {
    world.name_counts(doc.surface(i)).is_some_and(|c| c.person >= 8 && c.person > 3 * (c.org + c.place + c.other))
}

/// A word that stands in names of persons more often than anywhere else.
fn person_word(doc: &Doc, i: usize, world: &World) -> bool {
    world.name_counts(doc.surface(i)).is_some_and(|c| c.person > c.org + c.place + c.other)
}

/// A function word or cue in capitals: no part of a name.
fn breaks(doc: &Doc, i: usize) -> bool {
    let word = doc.words[i];
    let function = word.is(Class::PREP.or(Class::SUB).or(Class::PRON).or(Class::REL)) || word.cue().is_some();
    function && !word.is(Class::TITLE.or(Class::ORG).or(Class::HONORIFIC).or(Class::PERSON)) && !doc.tokens[i].all_caps
}

/// Amounts (*Rp1*), and degrees behind a name (*M.Si*, *S.H*).
fn is_no_name(surface: &str) -> bool {
    let amount = surface.strip_prefix("Rp").or_else(|| surface.strip_prefix("USD"));
    amount.is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
        || surface.len() <= 6 && surface.contains('.') && surface.split('.').all(|part| part.len() <= 3)
}

/// The longest known name among the tokens from `i`, within `end`.
pub(crate) fn known_at<'a>(
    doc: &Doc,
    world: &'a World,
    i: usize,
    end: usize,
    lower: &mut String,
) -> Option<(usize, &'a Known)> {
    let most = end.min(i + world.longest());
    for stop in (i + 1..=most).rev() {
        lower.clear();
        for k in i..stop {
            if !doc.tokens[k].is_word() {
                if doc.tokens[k].kind == TokenKind::Number {
                    if k > i {
                        lower.push(' ');
                    }
                    lower.push_str(doc.surface(k));
                }
                continue;
            }
            if k > i {
                lower.push(' ');
            }
            lower.push_str(doc.lower(k));
        }
        if let Some(known) = world.find(lower) {
            // A short name must be written as one: *As*, *Ri* are none.
            if lower.len() <= 3 && !doc.tokens[i].all_caps && known.kind != EntityKind::Person {
                continue;
            }
            return Some((stop, known));
        }
    }
    None
}

/// How much word `i` looks like part of a person's name, as log odds.
fn person_score(doc: &Doc, i: usize, world: &World, alone: &FxHashSet<&str>) -> f32 {
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
        return score + (p / o).ln().clamp(-3.5, 3.5);
    }
    if word.is(Class::NOUN.or(Class::ADJ).or(Class::VERB).or(Class::GROUP).or(Class::ADV)) {
        return score - 1.5;
    }
    score + 1.0
}

fn name<'a>(doc: &Doc, run: Range<usize>, world: &'a World, alone: &FxHashSet<&str>, lower: &mut String) -> Name<'a> {
    let alias = alias(doc, run.end);
    let mut core = run.clone();
    // *KTT NATO*, *Pilpres 2024*, *Piala Dunia*: nobody.
    if doc.is(core.start, Class::EVENT) && run.len() > 0 {
        return Name { tokens: run, core, kind: EntityKind::Other, known: None, alias };
    }
    // Title words at the head, or a lower-case title right before the run.
    let mut head = run.start;
    while head < run.end
        && doc.is(head, Class::TITLE)
        && !doc.is(head, Class::HONORIFIC)
        && !(head + 1 < run.end && named(doc, head, world))
    {
        head += 1;
    }
    let titled = head > run.start
        || run.start > 0 && doc.is(run.start - 1, Class::TITLE.or(Class::PERSON)) && !doc.capital(run.start - 1);
    if let Some((stop, known)) = known_at(doc, world, run.start, run.end, lower)
        && stop == run.end
        && !(titled && head > run.start && known.kind != EntityKind::Organization)
    {
        // *di Moskow*: the city; *terhadap Moskow*: the state.
        let at = run.start > 0
            && matches!(doc.lower(run.start - 1), "di" | "ke" | "dari" | "kota" | "menuju" | "asal" | "sekitar");
        if known.metonym && at {
            let place = world.place(lower);
            return Name { tokens: run, core, kind: EntityKind::Place, known: place, alias };
        }
        return Name { tokens: run, core, kind: known.kind, known: Some(known), alias };
    }
    // Scores of each word, with known bodies and places counted as whole names.
    let mut scores: Vec<f32> = run.clone().map(|i| person_score(doc, i, world, alone)).collect();
    let mut i = head;
    while i < run.end {
        match known_at(doc, world, i, run.end, lower) {
            Some((stop, known)) if known.kind == EntityKind::Person => {
                scores[i - run.start..stop - run.start].fill(2.5);
                i = stop;
            }
            // *Santos* the club says nothing of *Maria L. Santos*; a state or a place does.
            Some((stop, known))
                if stop - i > 1
                    || doc.tokens[i].all_caps
                    || known.kind == EntityKind::Organization && titled && !person_word(doc, i, world)
                    || matches!(known.kind, EntityKind::Country | EntityKind::Place)
                        && (titled || scores[i - run.start] < 1.5) =>
            {
                scores[i - run.start..stop - run.start].fill(-3.0);
                i = stop;
            }
            _ => i += 1,
        }
    }
    let total: f32 = scores[head - run.start..].iter().sum();
    let (mut best, mut begin) = (-total, run.end);
    let mut left = 0.0;
    for k in head..run.end {
        let value = total - 2.0 * left;
        let starts_word = doc.tokens[k].is_word() && doc.tokens[k].capital;
        if value > best + 0.01 && starts_word && (titled || k == head) {
            (best, begin) = (value, k);
        }
        left += scores[k - run.start];
    }
    // Without a title a run is a person's name as a whole or not at all.
    let kind;
    let lone = run.clone().filter(|&i| doc.tokens[i].is_word()).count() == 1;
    // A common word that stands alone is a name only by what it does (*Tahun*, *Bintang*).
    let common = lone && doc.is(run.start, Class::NOUN.or(Class::VERB).or(Class::ADJ).or(Class::TIME).or(Class::GROUP));
    let enough = match (lone, common) {
        (true, true) => 3.4,
        (true, false) => 1.4,
        _ => 0.0,
    };
    if begin < run.end && (titled || total > enough) {
        core = begin..run.end;
        // An honorific is no part of the name.
        while core.len() > 1
            && doc.is(core.start, Class::HONORIFIC)
            && (doc.capital(core.start + 1) || doc.mark(core.start + 1, '.'))
        {
            core.start += 1;
            if doc.mark(core.start, '.') && core.len() > 1 {
                core.start += 1;
            }
        }
        // An initial does not begin a name: *Paulus F. K. Sihombing*.
        while core.start > head && (doc.mark(core.start - 1, '.') || doc.tokens[core.start].span.len() == 1) {
            core.start -= 1;
        }
        kind = EntityKind::Person;
    } else {
        if head > run.start && head < run.end {
            // *Menteri Luar Negeri Amerika Serikat*: an office whose holder is not named.
            core = head..run.end;
        }
        kind = body_kind(doc, &core, world, lower);
    }
    let known = known_at(doc, world, core.start, core.end, lower).filter(|(stop, _)| *stop == core.end).map(|(_, k)| k);
    let kind = match known {
        Some(k) if kind != EntityKind::Person || k.kind == EntityKind::Person => k.kind,
        _ => kind,
    };
    let known = known.filter(|k| k.kind == kind);
    Name { tokens: run, core, kind, known, alias }
}

/// The kind of a name that is no person's.
fn body_kind(doc: &Doc, core: &Range<usize>, world: &World, lower: &mut String) -> EntityKind {
    if core.is_empty() {
        return EntityKind::Other;
    }
    if doc.is(core.start, Class::ORG) {
        return EntityKind::Organization;
    }
    if doc.is(core.start, Class::PLACE) {
        return EntityKind::Place;
    }
    if let Some((_, known)) = known_at(doc, world, core.start, core.end, lower)
        && known.kind != EntityKind::Person
    {
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
        [0, 0, 0] => EntityKind::Other,
        [_, o, p] if o >= p => EntityKind::Organization,
        _ => EntityKind::Place,
    }
}

/// The words in brackets after a name that name it again: *(KPU)*, *(AHY)*, *(Gus Ipul)*.
fn alias(doc: &Doc, at: usize) -> Option<Range<usize>> {
    if !doc.mark(at, '(') {
        return None;
    }
    let close = (at + 1..(at + 6).min(doc.len())).find(|&k| doc.mark(k, ')'))?;
    let inside = at + 1..close;
    (!inside.is_empty() && inside.clone().all(|k| doc.capital(k) || doc.tokens[k].is('-'))).then_some(inside)
}
