//! Runs of capitalised words, and where in a run the name of a person begins.

use std::ops::Range;

use rustc_hash::FxHashSet;
use saksi_lang::TokenKind;

use super::bearer;
use super::runs::{run, sentence_start};
use super::weigh::{body_kind, holder, named, person_score, person_word, settle, vote};
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
    /// The acronym or nickname in brackets, behind the name or inside of it (*Kepolisian Daerah (Polda) Metro Jaya*).
    pub alias: Option<Range<usize>>,
}

impl Name<'_> {
    /// The words of the name, lower-cased, without an acronym in brackets inside of it.
    pub(crate) fn lower_words(&self, doc: &Doc) -> Vec<String> {
        let inside = |i: &usize| self.alias.as_ref().is_some_and(|a| a.contains(i));
        let words = self.core.clone().filter(|i| !inside(i)).map(|i| doc.lower(i));
        words.filter(|w| !w.is_empty()).map(str::to_string).collect()
    }

    /// The name as it stands, without an acronym in brackets inside of it.
    pub(crate) fn surface(&self, doc: &Doc) -> String {
        match &self.alias {
            Some(alias) if self.core.contains(&alias.start) => {
                let [head, tail] = [self.core.start..alias.start - 1, alias.end + 1..self.core.end];
                format!("{} {}", doc.words_of(head), doc.words_of(tail))
            }
            _ => doc.words_of(self.core.clone()).to_string(),
        }
    }
}

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
    // *IR (28)*, *jurnalis berinisial HM*: papers name suspects and victims by their initials.
    let initials: FxHashSet<&str> = runs.iter().filter(|r| is_initials(doc, r)).map(|r| doc.lower(r.start)).collect();
    let mut lower = String::new();
    let mut out: Vec<Name<'a>> = Vec::with_capacity(runs.len());
    for mut run in runs {
        // *Kisruh Ashanty dengan …* opens a sentence: the name is Ashanty, as it stands elsewhere.
        let common = Class::NOUN.or(Class::VERB).or(Class::ADJ);
        let names = Class::TITLE.or(Class::ORG).or(Class::HONORIFIC).or(Class::PLACE).or(Class::EVENT);
        if run.len() == 2
            && sentence_start(doc, run.start)
            && doc.is(run.start, common)
            && !doc.is(run.start, names)
            && !alone.contains(doc.lower(run.start))
            && alone.contains(doc.lower(run.start + 1))
            && world.name_counts(doc.surface(run.start)).is_none_or(|c| c.person < 4)
        {
            run.start += 1;
        }
        // *Sanksi AS*, *Invasi Rusia* open sentences: the name is that of the state.
        if run.len() > 1
            && sentence_start(doc, run.start)
            && opens_before_state(doc, &run, names)
            && known_at(doc, world, run.start, run.end, &mut lower).is_none()
            && known_at(doc, world, run.start + 1, run.end, &mut lower)
                .is_some_and(|(stop, k)| stop == run.end && k.kind == EntityKind::Country && !k.metonym)
        {
            run.start += 1;
        }
        if run.len() == 1 && doc.tokens[run.start].all_caps && initials.contains(doc.lower(run.start)) {
            let alias = alias(doc, run.end);
            out.push(Name { tokens: run.clone(), core: run, kind: EntityKind::Person, known: None, alias });
            continue;
        }
        // *Presiden*, *Pak Wapres*: an office is no name.
        let office = |i: usize| doc.is(i, Class::TITLE.or(Class::HONORIFIC)) || !doc.tokens[i].is_word();
        if run.clone().all(|i| office(i) && !named(doc, i, world)) && world.find(doc.lower(run.start)).is_none() {
            continue;
        }
        // *Ketua Komisi Pemilihan Umum (KPU) Kota Tegal Bayu Firmansyah*: the office goes on behind the bracket.
        // The acronym inside the bracket is a run too.
        let acronym = out.last().is_some_and(|l| l.tokens.start > 0 && doc.mark(l.tokens.start - 1, '('));
        let office = out.len().checked_sub(1 + usize::from(acronym)).map(|n| &out[n]).filter(|last| {
            // *Ketua Komisi Pemberantasan Korupsi (KPK) nonaktif Firman Bahari*
            let standing = (0..run.start).rev().take_while(|&i| doc.is(i, Class::STANDING)).count();
            let behind = |alias: &Range<usize>| alias.end + 1 + standing == run.start;
            last.kind != EntityKind::Person
                && last.alias.as_ref().is_some_and(behind)
                && (doc.is(last.tokens.start, Class::TITLE) || lower_title(doc, last.tokens.start))
        });
        let office = office.is_some().then(|| out.len() - 1 - usize::from(acronym));
        let mut found = name(doc, run, world, &alone, office.is_some(), &mut lower);
        if let Some(n) = office.filter(|_| found.kind == EntityKind::Person) {
            // The office is that of the holder; of the name before the body is left.
            found.tokens.start = out[n].tokens.start;
            out[n].tokens.start = out[n].core.start;
        }
        // *Kepolisian Daerah (Polda) Metro Jaya*: the name of the body goes on there too.
        let body = out.len().checked_sub(1 + usize::from(acronym)).map(|n| (n, &out[n])).filter(|(_, body)| {
            body.kind == EntityKind::Organization
                && matches!(found.kind, EntityKind::Place | EntityKind::Country)
                && found.tokens == found.core
                && !doc.tokens[found.tokens.start].line_start
                && body.alias.as_ref().is_some_and(|a| a.start >= body.core.end && a.end + 1 == found.tokens.start)
        });
        if let Some((n, body)) = body {
            found = Name {
                tokens: body.tokens.start..found.tokens.end,
                core: body.core.start..found.core.end,
                ..body.clone()
            };
            found.known = world.find(&found.lower_words(doc).join(" ")).filter(|k| k.kind == EntityKind::Organization);
            out.truncate(n);
        }
        // *Wakil Presiden ke-10 dan 12 RI Jusuf Kalla*
        if let Some(start) = counted_office(doc, found.tokens.start).filter(|_| found.kind == EntityKind::Person) {
            found.tokens.start = start;
            while out.last().is_some_and(|last| last.tokens.end > start) {
                out.pop();
            }
        }
        out.push(found);
    }
    bearer::correct(doc, world, &mut out);
    out
}

/// Where the office begins whose numbers end before token `i` (*Wakil Presiden ke-10 dan 12 RI Jusuf Kalla*).
fn counted_office(doc: &Doc, i: usize) -> Option<usize> {
    let count =
        |k: usize| doc.tokens[k].kind == TokenKind::Number || doc.surface(k).starts_with("ke-") || doc.mark(k, '-');
    let joint = |k: usize| matches!(doc.lower(k), "dan" | "ke") && k > 0 && !doc.capital(k);
    let end = (0..i).rev().find(|&k| !(count(k) || joint(k)))? + 1;
    let office = (0..end).rev().take_while(|&k| doc.is(k, Class::TITLE)).last()?;
    (end < i && doc.surface(end).starts_with("ke")).then_some(office)
}

/// True where `run` is a person's initials: an age in brackets follows them, or *berinisial* stands before them.
fn is_initials(doc: &Doc, run: &Range<usize>) -> bool {
    let age = doc.mark(run.end, '(')
        && doc.mark(run.end + 2, ')')
        && doc.tokens.get(run.end + 1).is_some_and(|t| t.kind == TokenKind::Number && t.span.len() <= 2);
    let told = run.start > 0 && matches!(doc.lower(run.start - 1), "berinisial" | "inisial");
    run.len() == 1 && doc.tokens[run.start].all_caps && doc.tokens[run.start].span.len() <= 4 && (age || told)
}

/// True where the first word of `run` may be a common noun that only opens the sentence. A war is one where its other side follows.
fn opens_before_state(doc: &Doc, run: &Range<usize>, names: Class) -> bool {
    let first = run.start;
    let other_side = matches!(doc.lower_at(run.end), "melawan" | "dan" | "dengan" | "vs" | "terhadap");
    doc.is(first, Class::NOUN) && !doc.is(first, names.or(Class::GROUP).or(Class::PERSON))
        || doc.lower(first) == "perang" && other_side
}

/// True where word `i` begins the name of a state other than Indonesia.
fn foreign(doc: &Doc, i: usize, world: &World) -> bool {
    let state = |k: &Known| k.kind == EntityKind::Country && k.id != "IDN" && !k.metonym;
    doc.capital(i)
        && (world.find(doc.lower(i)).is_some_and(state)
            || matches!(doc.lower(i), "amerika" | "arab" | "korea" | "uni" | "selandia"))
}

/// The longest known name among the tokens from `i`, within `end`.
pub(crate) fn known_at<'a>(
    doc: &Doc,
    world: &'a World,
    i: usize,
    end: usize,
    lower: &mut String,
) -> Option<(usize, &'a Known)> {
    // *Wali Kota Bitung*: no *Kota Bitung*.
    if i > 0 && doc.lower(i) == "kota" && doc.lower(i - 1) == "wali" {
        return None;
    }
    let most = end.min(i + world.longest());
    for stop in (i + 1..=most).rev() {
        lower.clear();
        for k in i..stop {
            if !doc.tokens[k].is_word() {
                if doc.tokens[k].is(',') {
                    lower.push(',');
                }
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
            // *Kementerian Pertahanan Irak* is not the Indonesian one.
            if known.kind == EntityKind::Organization
                && known.country == "IDN"
                && stop < end
                && foreign(doc, stop, world)
            {
                continue;
            }
            return Some((stop, known));
        }
    }
    None
}

/// A title in small letters stands before `i`: *aktor Reza Pahlawan*, *pengamat ekonomi Universitas Airlangga Ratna Dewi*.
fn lower_title(doc: &Doc, i: usize) -> bool {
    let title = Class::TITLE.or(Class::PERSON);
    // *Gubernur nonaktif Jakarta Baskara Wijaya*
    let i = i - (0..i).rev().take_while(|&k| doc.is(k, Class::STANDING)).count();
    if counted_office(doc, i).is_some() {
        return true;
    }
    if i > 0 && doc.mark(i - 1, ')') {
        // *Perdana Menteri (PM) Norwegia Jonas Lund*, *wakil gubernur (wagub) Jakarta Sugiman*
        let open = (i.saturating_sub(SHORT)..i).rev().find(|&k| doc.mark(k, '('));
        return open.is_some_and(|k| k > 0 && doc.is(k - 1, Class::TITLE));
    }
    if i > 0 && doc.is(i - 1, Class::TITLE) && doc.is(i, Class::STANDING) {
        return true;
    }
    // *fraksi Partai Nasdem Wili Adnan*
    if i > 0 && doc.lower(i - 1) == "fraksi" {
        return true;
    }
    if i > 0 && doc.is(i - 1, title) && !doc.capital(i - 1) {
        return true;
    }
    // *penyair asal Jerman Carl Weber*
    if i > 0 && doc.lower(i - 1) == "asal" {
        return true;
    }
    // *Duta Besar Amerika Serikat untuk Indonesia Joko Laksono*, *pengamat politik dari Universitas Airlangga Ratna Dewi*: the office goes
    // on behind the preposition.
    if i > 1 && matches!(doc.lower(i - 1), "dari" | "untuk") {
        let from = (i - 1).saturating_sub(OFFICE);
        let office =
            (from..i - 1).rev().take_while(|&k| doc.tokens[k].is_word() && !doc.is(k, Class::PREP.or(Class::VERB)));
        return office.into_iter().any(|k| doc.is(k, title));
    }
    // *Direktur Operasi Patriarkat Latin di Gaza George Anton*
    if i > 1 && doc.lower(i - 1) == "di" && doc.capital(i + 1) && doc.capital(i - 2) {
        let from = (i - 1).saturating_sub(OFFICE);
        return (from..i - 1).rev().take_while(|&k| doc.capital(k)).any(|k| doc.is(k, Class::TITLE));
    }
    // A subject of study or a department may stand between an office and a body.
    let plain = |k: usize| doc.tokens[k].is_word() && !doc.capital(k) && doc.is(k, Class::NOUN.or(Class::ADJ));
    i > 1 && doc.is(i, Class::ORG) && plain(i - 1) && {
        let k = if i > 2 && plain(i - 2) && !doc.is(i - 2, title) { i - 3 } else { i - 2 };
        doc.is(k, Class::TITLE)
    }
}

/// True where a title that people are called too stands before the name of a state: *Raja Yordania Abdullah II*, *Sultan Brunei*.
fn reigns(doc: &Doc, i: usize, end: usize, world: &World) -> bool {
    let mut lower = String::new();
    matches!(doc.lower(i), "raja" | "ratu" | "sultan" | "emir" | "kaisar" | "syah")
        && i + 1 < end
        && known_at(doc, world, i + 1, end, &mut lower)
            .is_some_and(|(_, k)| k.kind == EntityKind::Country && !k.metonym)
}

/// How many tokens back the bracket around an abbreviated office opens at most.
const SHORT: usize = 5;
/// How many words an office has before *dari* or *untuk* at most.
const OFFICE: usize = 5;

/// What the run names; `office`: an office goes on in it.
fn name<'a>(
    doc: &Doc,
    run: Range<usize>,
    world: &'a World,
    alone: &FxHashSet<&str>,
    office: bool,
    lower: &mut String,
) -> Name<'a> {
    let alias = alias(doc, run.end);
    let mut core = run.clone();
    // *KTT NATO*, *Pilpres 2024*, *Piala Dunia*: nobody.
    if doc.is(core.start, Class::EVENT) {
        return Name { tokens: run, core, kind: EntityKind::Other, known: None, alias };
    }
    // Title words at the head, or a lower-case title right before the run.
    let mut head = run.start;
    while head < run.end
        && doc.is(head, Class::TITLE)
        && (reigns(doc, head, run.end, world)
            || !(doc.is(head, Class::HONORIFIC) || head + 1 < run.end && named(doc, head, world)))
    {
        head += 1;
    }
    // *Direktur Eksekutif Lembaga Kajian Pangan*: a word that only says which kind of director.
    if head > run.start && head + 1 < run.end && doc.is(head + 1, Class::ORG) && doc.is(head, Class::SORT) {
        head += 1;
    }
    let titled = office || head > run.start || lower_title(doc, run.start);
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
    if titled {
        // *Analis Dupin Futures Andi Nugraha*: such a word ends the name of a firm.
        let tail = (head..run.end.saturating_sub(1)).rev().find(|&k| doc.is(k, Class::TAIL));
        scores[head - run.start..tail.map_or(head, |k| k + 1) - run.start].fill(-3.0);
        // *CEO Atomflot Mustafa Kasyif*: a word that no list holds, between an office in a firm and two words of a name.
        let word = |k: usize| doc.tokens[k].is_word() && doc.tokens[k].capital;
        let score = |k: usize| scores[k - run.start];
        if run.end == head + 3
            && head > 0
            && doc.is(head - 1, Class::MANAGER)
            && (head..run.end).all(word)
            && world.name_counts(doc.surface(head)).is_none()
            && !doc.is(head, Class::HONORIFIC.or(Class::TITLE))
            && doc.tokens[head].span.len() > 1
            && score(head + 1) >= 1.0
            && score(head + 2) >= 1.0
        {
            scores[head - run.start] = -3.0;
        }
    }
    settle(doc, &run, head, world, &mut scores);
    let lone = run.clone().filter(|&i| doc.tokens[i].is_word()).count() == 1;
    // A common word that stands alone is a name only by what it does (*Tahun*, *Bintang*).
    let common = lone && doc.is(run.start, Class::NOUN.or(Class::VERB).or(Class::ADJ).or(Class::TIME).or(Class::GROUP));
    let enough = match (lone, common) {
        (true, true) => 3.4,
        (true, false) => 1.4,
        _ => 0.0,
    };
    if !titled {
        vote(doc, &run, enough, &mut scores);
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
    // The lists see no name behind the title; the analysis may.
    if begin == run.end && titled {
        begin = holder(doc, head..run.end, world).unwrap_or(run.end);
    } else if titled && begin > head && scores[begin - 1 - run.start] > -1.5 {
        // *Guru Sri Wahyuni*: the lists know *Sri* from villages.
        begin = holder(doc, head..run.end, world).filter(|&k| k + 1 == begin).unwrap_or(begin);
    }
    // *Direktur Utama PT Sawit Golden Prima, Hery Susanto Gun, …*: the holder comes behind the comma, the rest is the firm's name.
    let holder_follows = doc.mark(run.end, ',')
        && run.end + 2 < doc.len()
        && (run.end + 1..run.end + 3).all(|k| doc.capital(k))
        && (run.end + 1..run.end + 3).any(|k| person_word(doc, k, world));
    if begin < run.end && holder_follows && (begin.saturating_sub(2).max(head)..begin).any(|k| doc.is(k, Class::ORG)) {
        begin = run.end;
    }
    // Without a title a run is a person's name as a whole or not at all.
    let kind;
    if begin < run.end && (titled || total > enough) {
        core = begin..run.end;
        // An initial does not begin a name (*Paulus F. K. Sihombing*), but for the Balinese *I* (*I Ketut Wirama*).
        let initial = |k: usize| doc.tokens[k].span.len() == 1 && (doc.surface(k) != "I" || doc.mark(k + 1, '.'));
        while core.start > head
            && (initial(core.start)
                || doc.mark(core.start, '.')
                || doc.mark(core.start - 1, '.') && initial(core.start.saturating_sub(2)))
        {
            core.start -= 1;
        }
        // *Mayor Jenderal Ukraina Taras Bondar*: nor is the state, whatever the analysis says.
        if titled
            && !person_word(doc, core.start, world)
            && let Some((stop, known)) = known_at(doc, world, core.start, core.end, lower)
            && known.kind == EntityKind::Country
            && stop < core.end
        {
            core.start = stop;
        }
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
        kind = EntityKind::Person;
    } else {
        if head > run.start && head < run.end {
            // *Menteri Luar Negeri Amerika Serikat*: an office whose holder is not named; it is the state that is.
            let state = (head..run.end).take_while(|&k| !doc.is(k, Class::ORG)).find_map(|k| {
                let known = known_at(doc, world, k, run.end, lower).filter(|(stop, _)| *stop == run.end)?.1;
                (known.kind == EntityKind::Country).then_some((k, known))
            });
            if let Some((k, known)) = state {
                return Name { tokens: k..run.end, core: k..run.end, kind: known.kind, known: Some(known), alias };
            }
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
    let alias = alias.filter(|alias| kind != EntityKind::Organization || !of_part(doc, alias, &core, world, lower));
    Name { tokens: run, core, kind, known, alias }
}

/// True where the acronym `alias` is that of a known body whose name ends the longer name `core` (*Koalisi Kawal Komisi
/// Pemberantasan Korupsi (KPK)*).
fn of_part(doc: &Doc, alias: &Range<usize>, core: &Range<usize>, world: &World, lower: &mut String) -> bool {
    alias.len() == 1
        && world.find(doc.lower(alias.start)).is_some_and(|short| {
            let same = |k: usize| {
                known_at(doc, world, k, core.end, lower).is_some_and(|(stop, k)| stop == core.end && k.id == short.id)
            };
            (core.start + 1..core.end).any(same)
        })
}

/// The words after a name that name it again: *(KPU)*, *(AHY)*, *(Gus Ipul)*, *alias Bastir*.
fn alias(doc: &Doc, at: usize) -> Option<Range<usize>> {
    if doc.lower_at(at) == "alias" {
        let stop = (at + 1..(at + 4).min(doc.len())).take_while(|&k| doc.capital(k)).last()? + 1;
        return Some(at + 1..stop);
    }
    if !doc.mark(at, '(') {
        return None;
    }
    let close = (at + 1..(at + 6).min(doc.len())).find(|&k| doc.mark(k, ')'))?;
    let inside = at + 1..close;
    (!inside.is_empty() && inside.clone().all(|k| doc.capital(k) || doc.tokens[k].is('-'))).then_some(inside)
}
