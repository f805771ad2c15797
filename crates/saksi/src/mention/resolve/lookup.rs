//! Whom a description, an office or a pronoun takes up.

use std::ops::Range;

use saksi_lang::analyzer::{Deprel, Upos};

use super::super::Cast;
use super::super::entities::Member;
use super::{FADE, GROUPS, OBJECT_FADE, Resolver, frame_of};
use crate::EntityKind;
use crate::doc::Doc;
use crate::knowledge::Class;

/// How much whoever spoke last is in view.
const SPOKE: f32 = 3.2;
/// And for the *-nya* of a cue, where that one has spoken twice on end.
const SPOKE_ON: f32 = 3.6;

/// Who is looked for.
struct View<'v> {
    /// Bodies too.
    any: bool,
    /// What is left of everybody's weight after a sentence.
    fade: f32,
    /// The weight of whoever spoke last.
    spoke: f32,
    /// Who may be meant at all.
    fits: &'v dyn Fn(usize) -> bool,
}

impl<'a> Resolver<'_, 'a> {
    /// *wanita itu* after *Reza dan istrinya, Intan*: the one whom a word of kin tells to be a woman.
    pub(super) fn kin(&self, np: &Range<usize>, cast: &Cast<'a>) -> Option<usize> {
        let doc = &self.doc;
        let kin: &[&str] = match doc.lower(np.start) {
            "istri" => &["istri", "istrinya"],
            "suami" => &["suami", "suaminya"],
            "ibu" => &["ibu", "ibunya"],
            "ayah" => &["ayah", "ayahnya"],
            "anak" => &["anak", "anaknya"],
            "wanita" | "perempuan" => &["istri", "istrinya", "ibu", "ibunya", "putrinya", "wanita", "perempuan"],
            "pria" | "lelaki" => &["suami", "suaminya", "ayah", "ayahnya", "putranya", "pria", "lelaki"],
            _ => return None,
        };
        let upto = self.names.partition_point(|n| n.tokens.start < np.start);
        (0..upto).rev().take(8).find_map(|n| {
            let start = self.names[n].tokens.start;
            let before = start.checked_sub(1 + usize::from(start > 0 && doc.mark(start - 1, ',')))?;
            let member = cast.of_name[n];
            (cast.members[member].kind == EntityKind::Person && kin.contains(&doc.lower(before))).then_some(member)
        })
    }

    /// The member whose title in this article holds all the words of `np`.
    pub(super) fn by_role(&self, np: &Range<usize>, cast: &Cast<'a>) -> Option<usize> {
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
        let words = match words[..] {
            [] => return None,
            ["kepala", "negara"] => vec!["presiden"],
            _ => words,
        };
        // *Menhub*, *Gubernur Jatim*: short for what stands in full where the role was told, or the other way round.
        let full: Vec<Option<String>> = words.iter().map(|w| self.world.in_full(w)).collect();
        let holds = |role: &Range<usize>| {
            let told = |w: &str| {
                role.clone().any(|i| {
                    let lower = doc.lower(i);
                    lower == w
                        || w.len() > 3
                            && self.world.in_full(lower).is_some_and(|long| long.split(' ').any(|part| part == w))
                })
            };
            let each = |(w, full): (&&str, &Option<String>)| {
                told(w) || full.as_ref().is_some_and(|long| long.split(' ').all(told))
            };
            words.iter().zip(&full).all(each)
        };
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
    pub(super) fn by_office(&self, np: &Range<usize>, cast: &mut Cast<'a>) -> Option<usize> {
        let doc = &self.doc;
        let day = self.published?;
        let mut of = "IDN";
        let mut end = end_of_office(doc, np);
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
                    && m.known.is_some_and(|k| self.world.offices_of(k.id, Some(day)).any(|o| o.is(title)))
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
    pub(super) fn same_head(&self, np: &Range<usize>, cast: &Cast<'a>) -> Option<usize> {
        let head = self.doc.lower(np.start);
        cast.members
            .iter()
            .enumerate()
            .filter(|(_, m)| m.first < np.start && m.kind != EntityKind::Person && m.words.iter().any(|w| w == head))
            .max_by_key(|(_, m)| m.first)
            .map(|(n, _)| n)
    }

    /// *perusahaan itu*, *partai tersebut*, *negara itu*: of the bodies named in this sentence and the two before the one of that sort
    /// most in view, subjects first.
    pub(crate) fn same_sort(&self, np: &Range<usize>, cast: &Cast<'a>) -> Option<usize> {
        let doc = &self.doc;
        let sector = |first: &str| self.world.sectors.find(first, |_| "").map_or("", |(_, word)| word.sector);
        let head = doc.lower(np.start);
        let state = head == "negara";
        let wanted = if state { "GOV" } else { sector(head) };
        if !state && !matches!(wanted, "BUS" | "PTY" | "EDU" | "MED")
            || doc.is(np.start, Class::PERSON.or(Class::TITLE))
        {
            return None;
        }
        let frame = frame_of(self.frames, np.start);
        let fits = |member: &Member| match (member.kind, member.known) {
            (EntityKind::Country, _) => state,
            (EntityKind::Organization | EntityKind::Group, Some(known)) => !state && known.sector == wanted,
            (EntityKind::Organization, None) => !state && member.words.first().is_some_and(|w| sector(w) == wanted),
            _ => false,
        };
        let from = self.frames[frame.saturating_sub(GROUPS)].tokens.start;
        let mut best: Option<(f32, usize)> = None;
        for (n, name) in self.names.iter().enumerate() {
            let start = name.tokens.start;
            if !(from..np.start).contains(&start) || !fits(&cast.members[cast.of_name[n]]) {
                continue;
            }
            let fade = FADE.powi(frame.saturating_sub(frame_of(self.frames, start)) as i32);
            let subject = doc.syntax.tops(name.tokens.clone()).next().is_some_and(|(_, n)| n.deprel == Deprel::Nsubj);
            let placed = start > 0 && doc.is(start - 1, Class::PREP);
            let score = fade
                * if subject {
                    2.0
                } else if placed {
                    0.5
                } else {
                    1.0
                };
            if best.is_none_or(|(b, _)| score >= b) {
                best = Some((score, cast.of_name[n]));
            }
        }
        best.map(|(_, m)| m)
    }

    /// The word that heads the group which *mereka* takes up, with its sentence: of the people and bodies spoken of in the sentence of
    /// `at` and the two before, the one that is most in view, subjects first; not who does something to *mereka* in the same clause.
    pub(crate) fn group_head(&self, at: usize, cast: &Cast<'a>) -> Option<(usize, Range<usize>)> {
        let doc = &self.doc;
        let verb = doc.syntax.head(at);
        let own = frame_of(self.frames, at);
        let mut best: Option<(f32, usize, Range<usize>)> = None;
        let mut fade = 1.0;
        for frame in (own.saturating_sub(GROUPS)..=own).rev() {
            let range = self.frames[frame].tokens.clone();
            let range = if frame == own { range.start..at } else { range };
            for k in range.clone() {
                let Some(weight) = self.crowd(k, cast) else { continue };
                // *ribuan pengungsi*: the tree hangs the noun from the number.
                let above = doc.syntax.head(k).filter(|&h| h + 1 == k && doc.is(h, Class::QUANT));
                let head = above.unwrap_or(k);
                let Some(node) = doc.syntax.node(head) else { continue };
                let beside = verb.is_some() && doc.syntax.head(head) == verb;
                let led = doc.syntax.children(head).any(|(c, n)| c < head && n.deprel == Deprel::Case);
                let role = match node.deprel {
                    Deprel::Nsubj | Deprel::NsubjPass if !led => 2.0,
                    Deprel::Obj | Deprel::Iobj => 1.5,
                    Deprel::Nmod | Deprel::NmodPoss | Deprel::NmodLmod => 0.5,
                    _ => 0.9,
                };
                let score = fade * weight * role;
                if !beside && best.as_ref().is_none_or(|(b, ..)| score > *b) {
                    best = Some((score, k, range.clone()));
                }
            }
            fade *= 0.6;
        }
        best.map(|(_, k, range)| (k, range))
    }

    /// How well a word heads a phrase for several people, if it does.
    fn crowd(&self, k: usize, cast: &Cast<'a>) -> Option<f32> {
        let doc = &self.doc;
        let noun = doc.syntax.node(k).is_some_and(|n| matches!(n.upos, Upos::Noun | Upos::Propn));
        if !noun {
            return None;
        }
        let n = self.names.partition_point(|n| n.tokens.end <= k);
        let named = self
            .names
            .get(n)
            .filter(|name| name.core.contains(&k) && cast.members[cast.of_name[n]].kind != EntityKind::Other);
        if let Some(name) = named {
            if name.core.start != k {
                return None;
            }
            // *di Irak*: where it was, not who.
            let placed = name.tokens.start > 0 && doc.is(name.tokens.start - 1, Class::PREP);
            return match cast.members[cast.of_name[n]].kind {
                EntityKind::Group => Some(0.9),
                EntityKind::Organization if !placed => Some(0.6),
                EntityKind::Country if !placed => Some(0.3),
                _ => None,
            };
        }
        if !doc.is(k, Class::GROUP.or(Class::PERSON)) {
            return None;
        }
        let many = |j: usize| {
            doc.is(j, Class::QUANT)
                || matches!(doc.lower(j), "para" | "kaum" | "warga" | "umat" | "kelompok" | "pasukan")
        };
        let counted = k > 0 && many(k - 1) || k > 1 && many(k - 2) && !doc.tokens[k - 1].is(',');
        let twice = doc.lower(k).split_once('-').is_some_and(|(a, b)| a == b);
        match (doc.is(k, Class::GROUP), counted || twice) {
            (_, true) => Some(1.2),
            (true, _) => Some(1.0),
            _ => None,
        }
    }

    /// The body or group that *mereka* stands for.
    pub(super) fn plural(&self, at: usize, frame: usize, cast: &mut Cast<'a>) -> Option<usize> {
        let doc = &self.doc;
        // *puluhan wartawan … Mereka menuntut*: people without a name.
        if doc.lower(at) == "mereka"
            && let Some((k, range)) = self.group_head(at, cast)
            && !self.names_in(&range).any(|n| self.names[n].core.contains(&k))
        {
            // *Para pengungsi*, *puluhan wartawan*
            let counts = |&j: &usize| doc.is(j, Class::QUANT) || matches!(doc.lower(j), "para" | "kaum" | "seluruh");
            let top = (range.start..k).rev().take_while(counts).last().unwrap_or(k);
            let np = crate::quotation::phrase::noun_phrase(doc, top, range.end);
            return Some(cast.describe(EntityKind::Group, doc.words_of(np.start..np.end.max(k + 1)), top));
        }
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

    /// The verb that the pronoun or *-nya* at `at` is the object of, if any: *KPK menahannya*, *Megawati menemui dia*.
    pub(super) fn verb_over(&self, at: usize) -> Option<usize> {
        let doc = &self.doc;
        let lower = doc.lower(at);
        let verb = if doc.is(at, Class::PERSON3) {
            let object =
                doc.syntax.node(at).is_some_and(|n| matches!(n.deprel, Deprel::Obj | Deprel::Iobj | Deprel::Obl));
            doc.syntax.head(at).filter(|&head| object && head < at)?
        } else if lower.starts_with("me") && lower.ends_with("nya") {
            at
        } else {
            return None;
        };
        (doc.lower(verb).starts_with("me") || doc.lower(verb).starts_with("ber")).then_some(verb)
    }

    /// Who does what the verb at `verb` says to the pronoun at `at`, which stands for somebody else.
    pub(super) fn subject_over(&self, verb: usize, at: usize, cast: &Cast<'a>) -> Option<usize> {
        let doc = &self.doc;
        // *menangkap lalu menahannya*, *berniat menemuinya*: the subject of the verb above.
        let verbs = std::iter::successors(Some(verb), |&v| {
            let same =
                matches!(doc.syntax.node(v)?.deprel, Deprel::Conj | Deprel::Xcomp | Deprel::Advcl | Deprel::Parataxis);
            doc.syntax.head(v).filter(|_| same)
        });
        let subject = verbs
            .take(3)
            .find_map(|v| doc.syntax.children(v).find(|(k, n)| *k < at && n.deprel == Deprel::Nsubj).map(|(k, _)| k))?;
        let n = self.names.partition_point(|n| n.tokens.end <= subject);
        if let Some(name) = self.names.get(n).filter(|name| name.tokens.start <= subject) {
            return (name.tokens.end <= at).then(|| cast.of_name[n]);
        }
        // *Ketua Umum PDIP Megawati*: the title heads the name.
        let holder = (n..self.names.len()).find(|&n| {
            doc.syntax.below(self.names[n].core.start, subject)
                && cast.members[cast.of_name[n]].kind == EntityKind::Person
        });
        if let Some(n) = holder.filter(|&n| self.names[n].tokens.end <= at) {
            return Some(cast.of_name[n]);
        }
        doc.is(subject, Class::PERSON3)
            .then(|| self.pronoun(subject, frame_of(self.frames, subject), false, cast))
            .flatten()
    }

    /// Who *dia*, *ia*, *-nya* stands for; `any` also takes bodies (*pihaknya*).
    pub(super) fn pronoun(&self, at: usize, frame: usize, any: bool, cast: &Cast<'a>) -> Option<usize> {
        self.in_view(at, frame, &View { any, fade: FADE, spoke: SPOKE, fits: &|_| true }, cast)
    }

    /// Who *dia* or the *-nya* of a cue stands for beside a quotation of the tokens `said`: whoever that names does not say
    /// it, and who spoke twice on end goes on.
    pub(super) fn who_says(
        &self,
        at: usize,
        frame: usize,
        clitic: bool,
        said: &[Range<usize>],
        cast: &Cast<'a>,
    ) -> Option<usize> {
        let named = |m: usize| {
            said.iter().any(|s| {
                let from = self.names.partition_point(|n| n.core.end <= s.start);
                (from..self.names.len()).take_while(|&n| self.names[n].core.start < s.end).any(|n| cast.of_name[n] == m)
            })
        };
        let goes_on = matches!(self.history[..], [.., (_, a, _), (_, b, _)] if a == b);
        let spoke = if clitic && goes_on { SPOKE_ON } else { SPOKE };
        let view =
            |fits: &dyn Fn(usize) -> bool| self.in_view(at, frame, &View { any: false, fade: FADE, spoke, fits }, cast);
        view(&|m| !named(m)).or_else(|| view(&|_| true))
    }

    /// Who a pronoun in running text stands for: as the object of a verb somebody other than its subject.
    pub(crate) fn anaphor(&self, at: usize, cast: &Cast<'a>) -> Option<usize> {
        let verb = self.verb_over(at);
        let but = verb.and_then(|verb| self.subject_over(verb, at, cast));
        let fade = if verb.is_some() { OBJECT_FADE } else { FADE };
        let fits = |m| Some(m) != but;
        self.in_view(at, frame_of(self.frames, at), &View { any: false, fade, spoke: SPOKE, fits: &fits }, cast)
    }

    /// *pemimpin Rusia itu*, *politikus Partai Golkar itu*: of those in view the one who belongs to the state or body named so.
    pub(super) fn belonging(&self, np: &Range<usize>, frame: usize, cast: &Cast<'a>) -> Option<usize> {
        let n = self.names_in(np).find(|&n| cast.members[cast.of_name[n]].kind != EntityKind::Person)?;
        let of = cast.of_name[n];
        let state = cast.members[of].known.filter(|k| k.kind == EntityKind::Country).map(|k| k.id);
        let fits = |m: usize| {
            let member = &cast.members[m];
            let role = |role: &Range<usize>| self.names_in(role).any(|n| cast.of_name[n] == of);
            member.kind == EntityKind::Person
                && (member.roles.iter().any(role) || state.is_some() && member.known.map(|k| k.country) == state)
        };
        self.in_view(np.start, frame, &View { any: false, fade: FADE, spoke: SPOKE, fits: &fits }, cast)
    }

    /// Who is most in view at token `at`.
    fn in_view(&self, at: usize, frame: usize, view: &View, cast: &Cast<'a>) -> Option<usize> {
        let &View { any, fade, spoke, fits } = view;
        let mut best: Option<(f32, usize)> = None;
        let mut offer = |score: f32, member: usize| {
            if fits(member) && best.is_none_or(|(b, _)| score > b + 1e-4) {
                best = Some((score, member));
            }
        };
        if let Some((m, f)) = self.last {
            let distance = frame.saturating_sub(f) as i32;
            let person = cast.members[m].kind == EntityKind::Person;
            let weight = if person || any { spoke } else { 1.2 };
            offer(weight * fade.powi(distance), m);
        }
        if let Some((m, f)) = self.last_person.filter(|_| !any) {
            offer(spoke * fade.powi(frame.saturating_sub(f) as i32), m);
        }
        let upto = self.salient.partition_point(|s| s.at < at);
        for s in self.salient[..upto].iter().rev().take(24) {
            let distance = frame.saturating_sub(s.frame) as i32;
            if distance > 8 {
                break;
            }
            offer(s.weight * fade.powi(distance), s.member);
        }
        best.map(|(_, m)| m)
    }

    /// The person whom *seorang pria* and the like introduced last before `at`.
    pub(super) fn introduced(&self, at: usize, frame: usize, cast: &mut Cast<'a>) -> Option<usize> {
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

/// The end of an office without the demonstrative behind it.
fn end_of_office(doc: &Doc, np: &Range<usize>) -> usize {
    if np.len() > 1 && doc.is(np.end - 1, Class::DET) { np.end - 1 } else { np.end }
}
