//! Whom a description, an office or a pronoun takes up.

use std::ops::Range;

use super::super::Cast;
use super::super::entities::Member;
use super::{FADE, Resolver};
use crate::EntityKind;
use crate::doc::Doc;
use crate::knowledge::Class;

impl<'a> Resolver<'_, 'a> {
    /// *wanita itu* after *Reza dan istrinya, Intan*: the one whom a word of kin tells to be a woman.
    pub(super) fn kin(&self, np: &Range<usize>, cast: &Cast<'a>) -> Option<usize> {
        let doc = &self.doc;
        let kin: &[&str] = match doc.lower(np.start) {
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

    /// The body or group that *mereka* stands for.
    pub(super) fn plural(&self, at: usize, frame: usize, cast: &Cast<'a>) -> Option<usize> {
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
    pub(super) fn pronoun(&self, at: usize, frame: usize, any: bool, cast: &Cast<'a>) -> Option<usize> {
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
