//! Country and PLOVER sector of whoever some words describe: *menteri luar negeri Rusia*, *pengunjuk rasa*, *tentara Israel*.
//!
//! The first word of the phrase that `sectors.tsv` knows decides, or what it belongs to; the first state, body or place
//! behind it gives the country. No country is taken for granted: words that name none give none.

use std::ops::Range;

use crate::doc::Doc;
use crate::knowledge::{Class, Decides, Known, Office, SectorWord, World};
use crate::mention::{Cast, Name, known_at};
use crate::{EntityKind, MentionKind, Published};

/// To which country and to which part of its society an actor belongs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Affiliation {
    /// ISO 3166-1 alpha-3.
    pub country: Option<&'static str>,
    /// PLOVER sector.
    pub sector: Option<&'static str>,
}

impl Affiliation {
    fn of_cells(country: &'static str, sector: &'static str) -> Self {
        let told = |cell: &'static str| Some(cell).filter(|c| !c.is_empty());
        Self { country: told(country), sector: told(sector) }
    }

    /// What this one leaves open is taken from `other`.
    pub(crate) fn or(self, other: Self) -> Self {
        Self { country: self.country.or(other.country), sector: self.sector.or(other.sector) }
    }

    fn complete(self) -> bool {
        self.country.is_some() && self.sector.is_some()
    }
}

/// Sectors of persons with several offices: the first of these that one of them gives.
const RANKS: [&str; 8] = ["GOV", "MIL", "COP", "SPY", "JUD", "LEG", "IGO", "PTY"];
/// How many words of a description before a name are looked at.
const BEFORE: usize = 8;

/// What the words of `range` tell of the actor that they describe.
pub(crate) fn of_phrase(doc: &Doc, range: Range<usize>, world: &World, day: Option<Published>) -> Affiliation {
    let mut reading = Reading { day, ..Reading::new(world) };
    if former(doc, range.start, world) {
        reading.decides = Some(Decides::Nobody);
    }
    let mut lower = String::new();
    let mut i = range.start;
    while i < range.end {
        if i > range.start && ends(doc, i) {
            break;
        }
        if let Some((end, known)) = named(doc, world, i, range.end, &mut lower) {
            reading.known(&known);
            i = end.max(i + 1);
            continue;
        }
        let word = world.sectors.find(doc.lower(i), |k| doc.lower_at(i + 1 + k));
        match word.filter(|(length, _)| i + length <= range.end) {
            Some((length, word)) => {
                reading.word(word);
                i += length;
            }
            None => i += 1,
        }
    }
    reading.end()
}

/// True where the word before `start` says that what follows is over: *mantan Presiden*.
pub(crate) fn former(doc: &Doc, start: usize, world: &World) -> bool {
    let word = start.checked_sub(1).and_then(|k| world.sectors.find(doc.lower(k), |_| ""));
    word.is_some_and(|(_, word)| word.decides == Decides::Nobody)
}

/// The sector of an office: what its title says, or whatever it is an office of.
fn of_office(office: &Office, world: &World) -> Option<&'static str> {
    let title = office.title.to_lowercase();
    let words: Vec<&str> = title.split([' ', ',']).filter(|w| !w.is_empty()).collect();
    let mut reading = Reading::new(world);
    let mut i = 0;
    while i < words.len() {
        match world.sectors.find(words[i], |k| words.get(i + 1 + k).copied().unwrap_or("")) {
            Some((length, word)) => {
                reading.word(word);
                i += length;
            }
            None => i += 1,
        }
    }
    if let Some(known) = world.by_id(office.of) {
        reading.known(known);
    }
    reading.end().sector
}

/// The sector of somebody known, by the offices held on the day; where the day is not known, by all offices.
pub(crate) fn of_person(person: &str, world: &World, day: Option<Published>) -> Option<&'static str> {
    let sectors = world.offices_of(person, day).filter_map(|office| of_office(office, world));
    sectors.min_by_key(|sector| RANKS.iter().position(|rank| rank == sector).unwrap_or(RANKS.len()))
}

/// A phrase as far as it is read.
struct Reading<'w> {
    world: &'w World,
    day: Option<Published>,
    found: Affiliation,
    /// What tells the sector; nothing yet.
    decides: Option<Decides>,
    /// The sector where what is to decide does not come.
    fallback: &'static str,
    /// The state of a word that is only used of that one.
    only: &'static str,
    /// It belongs to a body of no state.
    international: bool,
}

impl<'w> Reading<'w> {
    fn new(world: &'w World) -> Self {
        Self {
            world,
            day: None,
            found: Affiliation::default(),
            decides: None,
            fallback: "",
            only: "",
            international: false,
        }
    }

    fn word(&mut self, word: SectorWord) {
        if self.only.is_empty() {
            self.only = word.country;
        }
        let open = match self.decides {
            None | Some(Decides::Owner) => true,
            Some(Decides::Body) => self.fallback.is_empty(),
            Some(Decides::Word | Decides::Nobody) => false,
        };
        if !open || self.found.sector.is_some() {
            return;
        }
        self.decides = Some(word.decides);
        self.fallback = word.sector;
    }

    fn known(&mut self, known: &Known) {
        let body = known.kind == EntityKind::Organization;
        let takes = match self.decides {
            None => body || known.kind == EntityKind::Country,
            Some(Decides::Owner) => true,
            Some(Decides::Body) => body,
            Some(Decides::Word | Decides::Nobody) => false,
        };
        if takes && self.found.sector.is_none() {
            let person = known.kind == EntityKind::Person;
            let sector = if person { of_person(known.id, self.world, self.day) } else { Some(known.sector) };
            self.found.sector = sector.filter(|s| !s.is_empty());
        }
        self.international |= self.found.country.is_none() && body && known.country.is_empty();
        if self.found.country.is_none() && !self.international {
            self.found.country = Some(known.country).filter(|c| !c.is_empty());
        }
    }

    fn end(self) -> Affiliation {
        let former = self.decides == Some(Decides::Nobody);
        let only = if self.international { "" } else { self.only };
        self.found.or(Affiliation::of_cells(only, if former { "" } else { self.fallback }))
    }
}

/// The name that begins at token `i`, or the adjective of a state (*Afghan*).
fn named(doc: &Doc, world: &World, i: usize, end: usize, lower: &mut String) -> Option<(usize, Known)> {
    if !doc.capital(i) {
        return None;
    }
    let known = known_at(doc, world, i, end, lower).map(|(end, known)| (end, *known));
    known.or_else(|| Some((i + 1, *world.demonym(doc.lower(i))?)))
}

/// True where a description does not go on over token `i`: what follows is about somebody else.
fn ends(doc: &Doc, i: usize) -> bool {
    let token = &doc.tokens[i];
    // The point of an initial or a short title, not of the sentence.
    let inner = token.is('.') && i > 0 && doc.capital(i - 1) && doc.surface(i - 1).len() <= 3 && doc.capital(i + 1);
    if !token.is_word() {
        return doc.quote(i) || token.is_stop() && !inner || matches!(token.first, ',' | ';' | ':');
    }
    if token.capital {
        return false;
    }
    let placed = matches!(doc.lower(i), "di" | "dari" | "asal" | "antara" | "bidang");
    let verb = doc.is(i, Class::VERB) && !doc.is(i, Class::NOUN.or(Class::TITLE).or(Class::GROUP).or(Class::PERSON));
    verb || doc.is(i, Class::REL.or(Class::SUB).or(Class::COMP)) || doc.is(i, Class::PREP) && !placed
}

/// Where each member of the cast belongs on the article's day. `mentions` are in order of the text.
pub(crate) fn of_cast(
    doc: &Doc,
    cast: &Cast,
    mentions: &[(Range<usize>, MentionKind, usize)],
    world: &World,
    day: Option<Published>,
) -> Vec<Affiliation> {
    let mut out: Vec<Affiliation> = Vec::with_capacity(cast.members.len());
    for member in &cast.members {
        let known = member.known.map_or(Affiliation::default(), |k| {
            let sector = if k.kind == EntityKind::Person { of_person(k.id, world, day) } else { Some(k.sector) };
            Affiliation::of_cells(k.country, sector.unwrap_or_default())
        });
        out.push(known);
    }
    let acts = |m: usize| !matches!(cast.members[m].kind, EntityKind::Place | EntityKind::Other | EntityKind::Country);
    let mut add = |m: usize, range: &Range<usize>| {
        // A body that is known belongs where the knowledge base says, or to nobody.
        let known = cast.members[m].known.is_some_and(|k| k.kind != EntityKind::Person);
        if acts(m) && !known && !out[m].complete() {
            out[m] = out[m].or(of_phrase(doc, range.clone(), world, day));
        }
    };
    // The name of a body tells more than what stands beside it, the title of a person more than the name.
    let named = |m: usize, kind: MentionKind| kind == MentionKind::Name && cast.members[m].kind != EntityKind::Person;
    for (range, _, m) in mentions.iter().filter(|(_, kind, m)| named(*m, *kind)) {
        add(*m, range);
    }
    for (m, member) in cast.members.iter().enumerate() {
        member.roles.iter().for_each(|range| add(m, range));
    }
    for (range, _, m) in mentions.iter().filter(|(_, kind, _)| *kind == MentionKind::Nominal) {
        add(*m, range);
    }
    out
}

/// Adds the descriptions that stand beside names and that no speaker's noun phrase has brought in: *juru bicara Kremlin
/// Dmitry Peskov*, *Ahmed Hamdi, warga Gaza*, *kelompok militan Jund al-Haq*.
pub(crate) fn describe(doc: &Doc, names: &[Name], world: &World, cast: &mut Cast) {
    for (n, name) in names.iter().enumerate() {
        let member = &cast.members[cast.of_name[n]];
        let person = member.kind == EntityKind::Person;
        if !person && (member.kind != EntityKind::Organization || member.known.is_some()) {
            continue;
        }
        let beside = before(doc, name, world).into_iter().chain(behind(doc, name, world).filter(|_| person));
        // What holds the name of somebody else describes somebody else.
        let others = |range: &Range<usize>| {
            let from = names.partition_point(|o| o.tokens.end <= range.start);
            names[from..]
                .iter()
                .zip(from..)
                .take_while(|(o, _)| o.core.start < range.end)
                .any(|(_, o)| o != n && cast.members[cast.of_name[o]].kind == EntityKind::Person)
        };
        let known = |range: &Range<usize>| member.roles.iter().any(|r| r.start <= range.start && range.end <= r.end);
        let new: Vec<_> = beside.filter(|range| !known(range) && !others(range)).collect();
        cast.members[cast.of_name[n]].roles.extend(new);
    }
}

/// The description right before a name, from the first word that tells a sector.
fn before(doc: &Doc, name: &Name, world: &World) -> Option<Range<usize>> {
    let closed =
        Class::PRON.or(Class::CONN).or(Class::COORD).or(Class::ADV).or(Class::DET).or(Class::NEG).or(Class::MODAL);
    // *Juru bicara Kremlin, Dmitry Peskov, …*
    let apart = name.core.start > 1 && doc.mark(name.core.start - 1, ',') && doc.mark(name.core.end, ',');
    let end = name.core.start - usize::from(apart);
    let mut start = end;
    while start > 0 && end - start < BEFORE && !doc.tokens[start].line_start {
        let k = start - 1;
        // *Duta Besar Rusia untuk Indonesia*
        let serves = doc.lower(k) == "untuk" && doc.capital(k + 1);
        if !serves && (!doc.tokens[k].is_word() || ends(doc, k) || doc.is(k, closed) && !doc.capital(k)) {
            break;
        }
        start = k;
    }
    let told = |k: &usize| world.sectors.find(doc.lower(*k), |n| doc.lower_at(k + 1 + n)).is_some();
    let start = (start..end).find(told)?;
    // *kepada wartawan Budi mengatakan*: told to them, not by one of them.
    let told_to = start > 0 && doc.lower(start - 1) == "kepada" && !doc.capital(start) && end == start + 1;
    (!told_to).then_some(start..end)
}

/// The description between commas behind a name.
fn behind(doc: &Doc, name: &Name, world: &World) -> Option<Range<usize>> {
    let mut at = name.core.end;
    // *Rina Sari (45), warga Depok,*
    if doc.mark(at, '(') && doc.mark(at + 2, ')') {
        at += 3;
    }
    if !doc.mark(at, ',') {
        return None;
    }
    let mut start = at + 1;
    while matches!(doc.lower_at(start), "seorang" | "salah" | "satu" | "yang" | "juga" | "merupakan" | "adalah") {
        start += 1;
    }
    world.sectors.find(doc.lower_at(start), |n| doc.lower_at(start + 1 + n))?;
    let end = (start..doc.len().min(start + BEFORE + 4)).find(|&k| k > start && ends(doc, k))?;
    let closed = doc.mark(end, ',') || doc.tokens[end].is_stop();
    closed.then_some(start..end)
}
