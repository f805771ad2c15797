//! Who a speaker is: names, descriptions, pronouns, in the order of the text.

use std::ops::Range;

use super::entities::Member;
use super::{Cast, Name};
use crate::doc::Doc;
use crate::knowledge::{Class, World};
use crate::quotation::{Frame, Who};
use crate::{EntityKind, MentionKind, Published};

/// A place where somebody comes up, and how much it brings them to mind.
#[derive(Clone, Copy, Debug)]
struct Salient {
    at: usize,
    frame: usize,
    member: usize,
    weight: f32,
}

/// Resolves speakers one after another.
pub(crate) struct Resolver<'d, 'a> {
    doc: Doc<'a>,
    names: &'d [Name<'a>],
    world: &'a World,
    frames: &'d [Frame],
    published: Option<Published>,
    salient: Vec<Salient>,
    /// The last speaker, and the frame of their quote.
    last: Option<(usize, usize)>,
    /// The last speaker that is a person, and the frame of their quote.
    last_person: Option<(usize, usize)>,
    /// Descriptions of states and bodies, with the members they stand for.
    described: &'d [(Range<usize>, usize)],
}

/// How fast what was said some sentences ago fades.
const FADE: f32 = 0.75;

impl<'d, 'a> Resolver<'d, 'a> {
    pub(crate) fn new(
        doc: Doc<'a>,
        names: &'d [Name<'a>],
        cast: &Cast<'a>,
        world: &'a World,
        frames: &'d [Frame],
        quoted: &dyn Fn(usize) -> bool,
        described: &'d [(Range<usize>, usize)],
        published: Option<Published>,
    ) -> Self {
        let mut salient = Vec::new();
        let mut subject_seen = usize::MAX;
        for (n, name) in names.iter().enumerate() {
            let at = name.tokens.start;
            let frame = frame_of(frames, at);
            let member = cast.of_name[n];
            if !matches!(cast.members[member].kind, EntityKind::Person) {
                continue;
            }
            // *Kuasa hukum Abun, Simeon Petrus*: the second is the one spoken of.
            let described = doc.mark(name.core.end, ',')
                && names.get(n + 1).is_some_and(|next| next.tokens.start == name.core.end + 1)
                && at > 0
                && doc.is(at - 1, Class::TITLE.or(Class::PERSON))
                && !doc.capital(at - 1);
            let weight = if quoted(at) {
                0.3
            } else if agent_of_speech(&doc, at) {
                2.7
            } else if frame != subject_seen && !described && is_subject(&doc, &frames[frame].tokens, at) {
                subject_seen = frame;
                2.6
            } else {
                1.0
            };
            salient.push(Salient { at, frame, member, weight });
        }
        Self { doc, names, world, frames, published, salient, last: None, last_person: None, described }
    }

    /// The member behind a speaker, and how the words beside the cue refer to them. `at` is where the quote stands.
    pub(crate) fn speaker(
        &mut self,
        who: &Who,
        at: usize,
        cast: &mut Cast<'a>,
    ) -> (Option<usize>, Option<(Range<usize>, MentionKind)>) {
        let frame = frame_of(self.frames, at);
        let (member, mention) = match who {
            Who::Phrase(np) => {
                let (member, kind) = self.phrase(np, cast);
                (member, Some((np.clone(), kind)))
            }
            Who::Nya(token) => {
                (self.pronoun(*token, frame, false, cast), Some((*token..token + 1, MentionKind::Pronoun)))
            }
            Who::Continued => {
                // A body rarely goes on in the first person without a cue; a person who spoke just before does.
                let person = self.last_person.filter(|(_, f)| frame <= f + 4);
                let body = self.last.is_some_and(|(m, f)| cast.members[m].kind != EntityKind::Person && frame > f + 1);
                let member = if body { person.or(self.last) } else { self.last };
                (member.map(|(m, _)| m).or_else(|| self.pronoun(at, frame, false, cast)), None)
            }
            Who::Unsaid => (self.pronoun(at, frame, true, cast), None),
        };
        if let Some(m) = member {
            // Whoever is quoted by a plain name is a person, though no list knows the name.
            if let (Who::Phrase(np), Some((_, MentionKind::Name))) = (who, &mention)
                && cast.members[m].kind == EntityKind::Other
                && !np.clone().any(|i| self.doc.tokens[i].all_caps)
                && cast.members[m].words.len() <= 4
            {
                cast.members[m].kind = EntityKind::Person;
            }
            self.last = Some((m, frame));
            if cast.members[m].kind == EntityKind::Person {
                self.last_person = self.last;
            }
        }
        (member, mention)
    }

    /// Who a pronoun in running text stands for.
    pub(crate) fn anaphor(&self, at: usize, cast: &Cast<'a>) -> Option<usize> {
        self.pronoun(at, frame_of(self.frames, at), false, cast)
    }

    /// Who an addressee is.
    pub(crate) fn addressee(&self, np: &Range<usize>, cast: &Cast<'a>) -> Option<usize> {
        self.names_in(np).last().map(|n| cast.of_name[n])
    }

    /// The names inside `np`, in order.
    fn names_in(&self, np: &Range<usize>) -> impl Iterator<Item = usize> + '_ {
        let from = self.names.partition_point(|n| n.core.end <= np.start);
        let end = np.end;
        (from..self.names.len())
            .take_while(move |&n| self.names[n].core.start < end)
            .filter(move |&n| self.names[n].core.end <= end)
    }

    fn phrase(&mut self, np: &Range<usize>, cast: &mut Cast<'a>) -> (Option<usize>, MentionKind) {
        let doc = self.doc;
        let frame = frame_of(self.frames, np.start);
        let first = np.start;
        if doc.is(first, Class::PRON) {
            let lower = doc.lower(first);
            if matches!(lower, "mereka" | "keduanya" | "semuanya" | "kami" | "kita") {
                let member = self.plural(first, frame, cast);
                return (member, MentionKind::Pronoun);
            }
            if np.len() == 1 || !doc.capital(np.end - 1) {
                let known = self.pronoun(first, frame, lower == "pihaknya", cast);
                return (known.or_else(|| self.introduced(first, frame, cast)), MentionKind::Pronoun);
            }
        }
        if let Some((_, member)) = self
            .described
            .iter()
            .find(|(d, _)| d.start == np.start && d.end >= np.end.min(d.end) && np.end <= d.end + 1)
        {
            return (Some(*member), MentionKind::Nominal);
        }
        let ends_det = np.len() > 1 && doc.is(np.end - 1, Class::DET) && !doc.capital(np.end - 1);
        let relative = np.clone().find(|&i| doc.is(i, Class::REL)).unwrap_or(np.end);
        let named_before = relative < np.end
            && self.names_in(&(first..relative)).any(|n| cast.members[cast.of_name[n]].kind == EntityKind::Person);
        let ends_det = ends_det && !named_before;
        let is_person = |n: &usize| {
            let at = self.names[*n].tokens.start;
            let kind = cast.members[cast.of_name[*n]].kind;
            let led = at > np.start && doc.is(at - 1, Class::PREP) && !doc.capital(at - 1);
            let described = doc.is(first, Class::TITLE.or(Class::PERSON));
            let set_apart = kind == EntityKind::Other && at > np.start && doc.mark(at - 1, ',') && described;
            (kind == EntityKind::Person || set_apart) && !led
        };
        // *Pasal 2 UU Nomor 23 …*: a text says, whoever is named in it.
        let text = doc.is(first, Class::DOC) && !doc.is(first, Class::TITLE.or(Class::PERSON).or(Class::GROUP));
        let within = if named_before { first..relative } else { np.clone() };
        let persons: Vec<usize> = if text { Vec::new() } else { self.names_in(&within).filter(is_person).collect() };
        let indefinite = doc.is(first, Class::INDEF);
        // *istri aktor Brad Pitt itu*: a description, whoever it names.
        if ends_det && doc.is(first, Class::PERSON.or(Class::TITLE))
            || matches!(doc.lower(first), "sang" | "si") && !doc.capital(first + 1)
        {
            if let Some(member) = self.nominal(np, frame, cast) {
                return (Some(member), MentionKind::Nominal);
            }
        }
        if let Some(&n) = persons.last()
            && !ends_det
        {
            let chosen = self.chosen(np, &persons).unwrap_or(n);
            let name = &self.names[chosen];
            // *pengacara Lisa*, *pihak Lisa*, *keluarga Lisa*: somebody else than Lisa, unless a comma sets the name apart.
            let noun = matches!(
                doc.lower(first),
                "pengacara"
                    | "kuasa"
                    | "istri"
                    | "suami"
                    | "anak"
                    | "ayah"
                    | "ibu"
                    | "keluarga"
                    | "pihak"
                    | "tim"
                    | "kubu"
                    | "adik"
                    | "kakak"
                    | "pendukung"
                    | "penasihat"
                    | "penasehat"
                    | "ajudan"
                    | "kelompok"
                    | "laporan"
                    | "putra"
                    | "putri"
                    | "masyarakat"
                    | "pengikut"
                    | "rekan"
                    | "teman"
                    | "sahabat"
                    | "pemerintahan"
                    | "pernyataan"
                    | "klien"
                    | "orang"
            );
            let gap = first + 1..name.core.start;
            let named_after = noun
                && first < name.tokens.start
                && !gap.clone().any(|i| {
                    doc.tokens[i].is(',') || doc.is(i, Class::ORG) || doc.capital(i) && !doc.is(i, Class::HONORIFIC)
                });
            if !named_after {
                let member = cast.of_name[chosen];
                let before = first..name.core.start;
                if !before.is_empty() && before.clone().any(|i| doc.is(i, Class::TITLE.or(Class::PERSON))) {
                    cast.members[member].roles.push(before);
                }
                let after = name.core.end + 1..np.end;
                if doc.mark(name.core.end, ',') && after.start < after.end {
                    cast.members[member].roles.push(after);
                }
                return (Some(member), MentionKind::Name);
            }
            let text = doc.words_of(np.clone());
            if let Some(member) = self.by_role(np, cast) {
                return (Some(member), MentionKind::Nominal);
            }
            return (Some(cast.describe(EntityKind::Group, text, first)), MentionKind::Nominal);
        }
        // An office without a name: somebody who holds it in this article, or held it on its day.
        let office = doc.is(first, Class::TITLE.or(Class::PERSON)) && !doc.is(first, Class::GROUP.or(Class::ORG))
            || doc.is(first, Class::TITLE);
        if office && !indefinite {
            if let Some(member) = self.by_role(np, cast) {
                return (Some(member), MentionKind::Nominal);
            }
            if let Some(member) = self.by_office(np, cast) {
                return (Some(member), MentionKind::Nominal);
            }
            // *Mantan Direktur Bank Dunia menyatakan*: a former office without a name takes up somebody just spoken of.
            if matches!(doc.lower(first), "mantan" | "eks" | "bekas")
                && let Some((m, _)) = self.last_person.filter(|(_, f)| frame <= f + 4)
            {
                return (Some(m), MentionKind::Nominal);
            }
        }
        if ends_det && let Some(member) = self.same_head(np, cast) {
            return (Some(member), MentionKind::Nominal);
        }
        let bodies: Vec<usize> = self.names_in(np).collect();
        if let Some(&n) = bodies.last() {
            let name = &self.names[n];
            let whole = name.tokens.start <= first + usize::from(doc.is(first, Class::HONORIFIC))
                && (bodies.len() == 1 || name.tokens == *np);
            let head_only = whole && name.core.start == name.tokens.start;
            if head_only {
                return (Some(cast.of_name[n]), MentionKind::Name);
            }
            if bodies.len() == 1
                && matches!(doc.lower(first), "pemerintah" | "pihak" | "otoritas" | "negara")
                && name.core.start == first + 1
                && name.core.end == np.end
            {
                let member = cast.of_name[n];
                if matches!(cast.members[member].kind, EntityKind::Country | EntityKind::Organization) {
                    return (Some(member), MentionKind::Name);
                }
            }
        }
        let kind = if doc.is(first, Class::ORG) {
            EntityKind::Organization
        } else if doc.is(first, Class::PLURAL.or(Class::GROUP)) {
            EntityKind::Group
        } else if doc.is(first, Class::TITLE.or(Class::PERSON).or(Class::INDEF)) {
            EntityKind::Person
        } else {
            EntityKind::Other
        };
        let member = cast.describe(kind, doc.words_of(np.clone()), first);
        if kind == EntityKind::Person {
            self.remember(np.start, frame, member, 2.6);
        }
        (Some(member), MentionKind::Nominal)
    }

    fn remember(&mut self, at: usize, frame: usize, member: usize, weight: f32) {
        let place = self.salient.partition_point(|s| s.at < at);
        self.salient.insert(place, Salient { at, frame, member, weight });
    }

    /// Of several persons in a phrase, the one it is about: the name that a comma sets apart, else the last one.
    fn chosen(&self, np: &Range<usize>, persons: &[usize]) -> Option<usize> {
        let doc = &self.doc;
        // *X, kepala Palang Merah …*: the name comes first.
        let first = *persons.first()?;
        let name = &self.names[first];
        let leads = name.tokens.start <= np.start + 1 && doc.mark(name.core.end, ',');
        if leads {
            return Some(first);
        }
        let after_comma = persons.iter().copied().find(|&n| {
            let at = self.names[n].tokens.start;
            at > np.start && doc.mark(at - 1, ',')
        });
        // *X dan Y*: the first.
        after_comma.or_else(|| persons.last().copied())
    }

    /// *politikus PDIP itu*, *sang ketua*: by role, else whoever is in mind.
    fn nominal(&mut self, np: &Range<usize>, frame: usize, cast: &mut Cast<'a>) -> Option<usize> {
        if let Some(m) = self.by_role(np, cast) {
            return Some(m);
        }
        if self.doc.is(np.start, Class::GROUP)
            && !self.doc.is(np.start, Class::TITLE)
            && self.doc.lower(np.start) != "pria"
        {
            let same = self.same_head(np, cast);
            if same.is_some() {
                return same;
            }
        }
        // *sumber tersebut*, *pejabat itu*: the one introduced in these words.
        let head = self.doc.lower(np.start);
        if head == "sumber" {
            return Some(cast.describe(EntityKind::Person, self.doc.words_of(np.clone()), np.start));
        }
        if let Some(m) = cast.members.iter().rposition(|m| {
            m.known.is_none()
                && m.kind == EntityKind::Person
                && m.first < np.start
                && m.words.iter().take(3).any(|w| w == head)
                && m.words.first().is_some_and(|w| matches!(w.as_str(), "seorang" | "salah") || w == head)
        }) {
            return Some(m);
        }
        self.pronoun(np.start, frame, false, cast)
    }

    /// The member whose title in this article holds all the words of `np`.
    fn by_role(&self, np: &Range<usize>, cast: &Cast<'a>) -> Option<usize> {
        let doc = &self.doc;
        let words: Vec<&str> = np
            .clone()
            .filter(|&i| {
                doc.tokens[i].is_word()
                    && !doc.is(i, Class::DET)
                    && !matches!(doc.lower(i), "sang" | "si" | "ri" | "dari" | "pihak")
            })
            .map(|i| doc.lower(i))
            .collect();
        if words.is_empty() {
            return None;
        }
        let holds = |role: &Range<usize>| words.iter().all(|w| role.clone().any(|i| doc.lower(i) == *w));
        // The one met last before it.
        cast.members
            .iter()
            .enumerate()
            .filter(|(_, m)| m.kind == EntityKind::Person && m.roles.iter().any(|r| r.start < np.start && holds(r)))
            .max_by_key(|(n, m)| {
                let last =
                    self.salient.iter().rev().find(|s| s.member == *n && s.at < np.start).map_or(m.first, |s| s.at);
                // An office without *wakil*, *mantan* before it fits better.
                let exact = m.roles.iter().any(|r| r.start < np.start && doc.lower(r.start) == words[0]);
                (exact, last)
            })
            .map(|(n, _)| n)
    }

    /// The holder of an office on the article's day, by the knowledge base (*Presiden*, *Menlu Rusia*, *Kepala Negara*).
    fn by_office(&self, np: &Range<usize>, cast: &mut Cast<'a>) -> Option<usize> {
        let doc = &self.doc;
        let day = self.published?;
        let mut of = "IDN";
        let mut end = end_of_office(&doc, np);
        if let Some(n) = self.names_in(np).last() {
            let name = &self.names[n];
            if let Some(known) = name.known
                && name.core.start > np.start
            {
                of = known.id;
                end = name.core.start;
            }
        }
        let title = (np.start..end).map(|i| doc.lower(i)).collect::<Vec<_>>().join(" ");
        let title = match title.as_str() {
            "kepala negara" | "orang nomor satu" => "presiden",
            other => other,
        };
        // Somebody of this article who holds that office, of whatever state, comes before our own.
        if end == np.end || of == "IDN" {
            let holds = |m: &&Member| {
                m.first < np.start
                    && m.known.is_some_and(|k| {
                        self.world
                            .offices_of(k.id, Some(day))
                            .any(|o| o.title.to_lowercase() == title || o.short.to_lowercase() == title)
                    })
            };
            let found = cast.members.iter().enumerate().filter(|(_, m)| holds(m)).map(|(n, _)| n);
            let weight = |n: &usize| self.salient.iter().filter(|s| s.member == *n && s.at < np.start).count();
            if let Some(m) = found.max_by_key(|n| (weight(n), std::cmp::Reverse(*n))) {
                return Some(m);
            }
        }
        let known = self.world.holder(title, of, day)?;
        if let Some(m) = cast.members.iter().position(|m| m.known.is_some_and(|k| k.id == known.id)) {
            return Some(m);
        }
        // The article does not name them: the office stays the name, the knowledge base tells who that is.
        let member = cast.describe(EntityKind::Person, doc.words_of(np.start..end_of_office(doc, np)), np.start);
        cast.members[member].known = Some(known);
        Some(member)
    }

    /// *kementerian tersebut*, *organisasi itu*: the body met last whose name has this head.
    fn same_head(&self, np: &Range<usize>, cast: &Cast<'a>) -> Option<usize> {
        let head = self.doc.lower(np.start);
        cast.members
            .iter()
            .enumerate()
            .filter(|(_, m)| m.first < np.start && m.kind != EntityKind::Person && m.words.iter().any(|w| w == head))
            .max_by_key(|(_, m)| m.first)
            .map(|(n, _)| n)
    }

    /// The body or group that *mereka* stands for.
    fn plural(&self, at: usize, frame: usize, cast: &Cast<'a>) -> Option<usize> {
        let doc = &self.doc;
        if let Some((m, f)) = self.last
            && cast.members[m].kind != EntityKind::Person
            && frame <= f + 3
        {
            return Some(m);
        }
        let body = |n: &usize| {
            let name = &self.names[*n];
            name.tokens.start < at
                && matches!(
                    cast.members[cast.of_name[*n]].kind,
                    EntityKind::Organization | EntityKind::Country | EntityKind::Group
                )
                && !(name.tokens.start > 0 && doc.is(name.tokens.start - 1, Class::PREP))
        };
        let upto = self.names.partition_point(|n| n.tokens.start < at);
        (0..upto).rev().find(body).map(|n| cast.of_name[n]).or(self.last.map(|(m, _)| m))
    }

    /// Who *dia*, *ia*, *-nya* stands for; `any` also takes bodies (*pihaknya*).
    fn pronoun(&self, at: usize, frame: usize, any: bool, cast: &Cast<'a>) -> Option<usize> {
        let mut best: Option<(f32, usize)> = None;
        let mut offer = |score: f32, member: usize| {
            if best.is_none_or(|(b, _)| score > b + 1e-4) {
                best = Some((score, member));
            }
        };
        if let Some((m, f)) = self.last {
            let distance = frame.saturating_sub(f) as i32;
            let person = cast.members[m].kind == EntityKind::Person;
            let weight = if person || any { 3.2 } else { 1.2 };
            offer(weight * FADE.powi(distance), m);
        }
        if let Some((m, f)) = self.last_person.filter(|_| !any) {
            offer(3.2 * FADE.powi(frame.saturating_sub(f) as i32), m);
        }
        let upto = self.salient.partition_point(|s| s.at < at);
        for s in self.salient[..upto].iter().rev().take(24) {
            let distance = frame.saturating_sub(s.frame) as i32;
            if distance > 8 {
                break;
            }
            offer(s.weight * FADE.powi(distance), s.member);
        }
        best.map(|(_, m)| m)
    }

    /// The person whom *seorang pria* and the like introduced last before `at`.
    fn introduced(&self, at: usize, frame: usize, cast: &mut Cast<'a>) -> Option<usize> {
        let doc = &self.doc;
        let from = self.frames[frame.saturating_sub(6)].tokens.start;
        let indefinite = |i: &usize| {
            matches!(doc.lower(*i), "seorang" | "salah")
                && doc.is(i + 1, Class::PERSON.or(Class::TITLE).or(Class::QUANT))
        };
        let start = (from..at).rev().find(indefinite)?;
        let np = crate::quotation::phrase::noun_phrase(doc, start, at);
        (np.len() > 1).then(|| cast.describe(EntityKind::Person, doc.words_of(np), start))
    }
}

/// The frame that token `at` lies in.
fn frame_of(frames: &[Frame], at: usize) -> usize {
    frames.partition_point(|f| f.tokens.start <= at).saturating_sub(1)
}

/// True where the name at `at` stands where a subject does: at the head of its sentence or behind a comma, with at most a
/// title and words that open a sentence before it.
fn is_subject(doc: &Doc, frame: &Range<usize>, at: usize) -> bool {
    let mut left = at;
    let before = Class::TITLE.or(Class::PERSON).or(Class::HONORIFIC).or(Class::ORG).or(Class::QUANT);
    while left > frame.start && (doc.is(left - 1, before) || doc.capital(left - 1)) && doc.tokens[left - 1].is_word() {
        left -= 1;
    }
    if left == frame.start || doc.quote(left - 1) {
        return true;
    }
    // *…, bahwa Hasto telah …*: the subject of what is reported is not who reports.
    let opens = Class::CONN.or(Class::COORD).or(Class::ADV).or(Class::TIME);
    let previous = &doc.tokens[left - 1];
    if previous.is_word() && doc.is(left - 1, Class::COMP.or(Class::SUB)) && left - 1 > frame.start {
        return false;
    }
    if previous.is_word() && doc.is(left - 1, Class::PREP) && !doc.is(left - 1, Class::CONN) {
        return false;
    }
    previous.is(',')
        || previous.is(')')
        || previous.is('-')
        || previous.is_word() && doc.is(left - 1, opens) && !doc.is(left - 1, Class::VERB)
}

/// *disampaikan (oleh) X*, *dikatakan X*.
fn agent_of_speech(doc: &Doc, at: usize) -> bool {
    let mut left = at;
    while left > 0 && doc.is(left - 1, Class::TITLE.or(Class::PERSON)) {
        left -= 1;
    }
    let verb = |i: usize| {
        let l = doc.lower(i);
        l.starts_with("di") && doc.words[i].cue().is_some()
            || matches!(
                l,
                "diucapkan"
                    | "disampaikan"
                    | "dilontarkan"
                    | "dibenarkan"
                    | "dikonfirmasi"
                    | "diutarakan"
                    | "dilaporkan"
                    | "diungkap"
            )
    };
    left > 0
        && (verb(left - 1)
            || left > 1 && doc.lower(left - 1) == "oleh" && verb(left - 2)
            || doc.lower(left - 1) == "oleh")
}

/// The end of an office without the demonstrative behind it.
fn end_of_office(doc: &Doc, np: &Range<usize>) -> usize {
    if np.len() > 1 && doc.is(np.end - 1, Class::DET) { np.end - 1 } else { np.end }
}
