//! Who a speaker is: names, descriptions, pronouns, in the order of the text.

mod lookup;
mod salience;

use std::ops::Range;

use self::salience::{agent_of_speech, frame_of, is_subject};
use super::{Cast, Name};
use crate::doc::Doc;
use crate::knowledge::{Class, World};
use crate::quotation::{Frame, Who};
use crate::sectors;
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
    /// Every speaker so far with where their quote stands, for [`Resolver::rewind`].
    history: Vec<(usize, usize, usize)>,
    /// Descriptions of states and bodies, with the members they stand for.
    described: &'d [(Range<usize>, usize)],
}

/// How many sentences back somebody without a name may have been introduced.
const INTRODUCED: usize = 6;
/// How fast what was said some sentences ago fades.
const FADE: f32 = 0.75;
/// And for an object, which takes up whoever was named last rather than whoever the article is about.
const OBJECT_FADE: f32 = 0.3;
/// How many sentences back the group is looked for that *mereka* takes up.
const GROUPS: usize = 2;

impl<'d, 'a> Resolver<'d, 'a> {
    #[allow(clippy::too_many_arguments)]
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
        Self {
            doc,
            names,
            world,
            frames,
            published,
            salient,
            last: None,
            last_person: None,
            history: Vec::new(),
            described,
        }
    }

    /// The member behind a speaker, and how the words beside the cue refer to them. `at` is where the quote stands, `said` what stands
    /// there between quotation marks.
    pub(crate) fn speaker(
        &mut self,
        who: &Who,
        at: usize,
        said: &[Range<usize>],
        cast: &mut Cast<'a>,
    ) -> (Option<usize>, Option<(Range<usize>, MentionKind)>) {
        let frame = frame_of(self.frames, at);
        let (member, mention) = match who {
            Who::Phrase(np) if np.len() == 1 && self.doc.is(np.start, Class::PERSON3) && !said.is_empty() => {
                let known = self.who_says(np.start, frame, false, said, cast);
                let member = known.or_else(|| self.introduced(np.start, frame, cast));
                (member, Some((np.clone(), MentionKind::Pronoun)))
            }
            Who::Phrase(np) => {
                let (member, kind) = self.phrase(np, cast);
                (member, Some((np.clone(), kind)))
            }
            Who::Nya(token) => {
                let member = self.who_says(*token, frame, true, said, cast);
                (member, Some((*token..token + 1, MentionKind::Pronoun)))
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
            self.history.push((at, m, frame));
            if cast.members[m].kind == EntityKind::Person {
                self.last_person = self.last;
            }
        }
        (member, mention)
    }

    /// Goes back to what was known at token `at`, behind the speakers of the quotes before it.
    pub(crate) fn rewind(&mut self, at: usize, cast: &Cast<'a>) {
        let before = || self.history.iter().rev().filter(|(place, ..)| *place <= at);
        let last = before().next().map(|&(_, m, f)| (m, f));
        let person = before().find(|(_, m, _)| cast.members[*m].kind == EntityKind::Person).map(|&(_, m, f)| (m, f));
        self.last = last;
        self.last_person = person;
    }

    /// Who the noun phrase of these tokens stands for, where an act has it for a participant.
    pub(crate) fn actor(&mut self, np: &Range<usize>, cast: &mut Cast<'a>) -> Option<usize> {
        self.phrase(np, cast).0
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
            // *Duta Besar Amerika Serikat untuk Indonesia Joko Laksono*: what the preposition governs is no part of the name.
            let office = self.names[*n].core.start > at && !doc.is(at, Class::TITLE.or(Class::PERSON));
            let led = at > np.start && doc.is(at - 1, Class::PREP) && !doc.capital(at - 1) && !office;
            let described = doc.is(first, Class::TITLE.or(Class::PERSON));
            let set_apart = kind == EntityKind::Other && at > np.start && doc.mark(at - 1, ',') && described;
            (kind == EntityKind::Person || set_apart) && !led
        };
        // *Pasal 2 UU Nomor 23 …*: a text says, whoever is named in it.
        let utterance = doc.is(first, Class::UTTERANCE)
            && self.names_in(np).last().is_some_and(|n| {
                self.names[n].core.end == np.end && cast.members[cast.of_name[n]].kind == EntityKind::Person
            });
        // *pernyataan lengkap Jokowi*: he does.
        let text =
            doc.is(first, Class::DOC) && !utterance && !doc.is(first, Class::TITLE.or(Class::PERSON).or(Class::GROUP));
        let within = if named_before { first..relative } else { np.clone() };
        let persons: Vec<usize> = if text { Vec::new() } else { self.names_in(&within).filter(is_person).collect() };
        let indefinite = doc.is(first, Class::INDEF);
        // *sang ketua Budi Harto* is named, *sang ketua* is described.
        let named_last = persons.last().is_some_and(|&n| self.names[n].core.end == np.end);
        // *Sang istri mengaku …*: of whomever, nobody named before as such.
        if matches!(doc.lower(first), "sang" | "si") && np.len() == 2 && doc.is(first + 1, Class::KIN) {
            let member = self.kin(&(first + 1..np.end), cast);
            let member = member.unwrap_or_else(|| cast.describe(EntityKind::Person, doc.words_of(np.clone()), first));
            return (Some(member), MentionKind::Nominal);
        }
        // *istri aktor Brad Pitt itu*: a description, whoever it names.
        if (ends_det && doc.is(first, Class::PERSON.or(Class::TITLE))
            || matches!(doc.lower(first), "sang" | "si") && !doc.capital(first + 1) && !named_last)
            && let Some(member) = self.nominal(np, frame, cast)
        {
            return (Some(member), MentionKind::Nominal);
        }
        if let Some(&n) = persons.last()
            && !ends_det
        {
            let chosen = self.chosen(np, &persons).unwrap_or(n);
            let name = &self.names[chosen];
            // *pengacara Lisa*, *pihak Lisa*, *keluarga Lisa*: somebody else than Lisa, unless a comma sets the name apart.
            let noun = !utterance
                && matches!(
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
        if ends_det && let Some(member) = self.same_sort(np, cast) {
            return (Some(member), MentionKind::Nominal);
        }
        let bodies: Vec<usize> = self.names_in(np).collect();
        // *Lembaga Pemantau Hutan Lestari (LPHL)*: the acronym names it again.
        if let [body, _] = bodies[..]
            && let name = &self.names[body]
            && name.core.start == first
            && name.alias.as_ref().is_some_and(|a| a.end + 1 >= np.end && doc.mark(a.end, ')'))
        {
            return (Some(cast.of_name[body]), MentionKind::Name);
        }
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
        if let Some(m) = self.belonging(np, frame, cast) {
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
        if let Some(m) = self.kin(np, cast) {
            return Some(m);
        }
        // *tanya Presiden kepada salah seorang pedagang. … kata pedagang tersebut*: the one introduced so.
        let doc = self.doc;
        let from = self.frames[frame.saturating_sub(INTRODUCED)].tokens.start;
        let one = |k: usize| matches!(doc.lower(k), "seorang" | "seseorang");
        if let Some(k) = (from + 1..np.start).rev().find(|&k| doc.lower(k) == head && one(k - 1)) {
            let start = if k > 1 && doc.lower(k - 2) == "salah" { k - 2 } else { k - 1 };
            let end = crate::quotation::phrase::noun_phrase(&doc, k, np.start).end;
            return Some(cast.describe(EntityKind::Person, doc.words_of(start..end), start));
        }
        // *kata pedagang tersebut*, where only a president has been named: somebody else.
        let found = self.pronoun(np.start, frame, false, cast)?;
        if self.other_walk(np, found, cast) {
            return Some(cast.describe(EntityKind::Person, doc.words_of(np.clone()), np.start));
        }
        Some(found)
    }

    /// True where `np` is a trade or a private person, and `member` known for an office of state.
    fn other_walk(&self, np: &Range<usize>, member: usize, cast: &Cast<'a>) -> bool {
        let office = cast.members[member].known.and_then(|k| sectors::of_person(k.id, self.world, None));
        let own = sectors::of_phrase(&self.doc, np.start..np.start + 1, self.world, self.published).sector;
        office.is_some()
            && own.is_some_and(|s| matches!(s, "CVL" | "BUS" | "MED" | "REL"))
            && !self.doc.is(np.start, Class::ANYBODY)
    }
}
