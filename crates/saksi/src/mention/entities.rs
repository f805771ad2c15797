//! Which names are the same: full names and parts of them, acronyms, nicknames, names of the knowledge base.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Name;
use crate::EntityKind;
use crate::doc::Doc;
use crate::knowledge::{Class, Known, World};

/// An entity under construction.
#[derive(Clone, Debug)]
pub(crate) struct Member<'a> {
    pub kind: EntityKind,
    /// The fullest name, as it stands.
    pub name: String,
    /// Its words, lower-cased.
    pub words: Vec<String>,
    pub known: Option<&'a Known>,
    /// Titles and descriptions beside its mentions, as ranges of tokens.
    pub roles: Vec<Range<usize>>,
    /// Token position of its first mention.
    pub first: usize,
}

/// Everybody and everything an article names.
#[derive(Debug, Default)]
pub(crate) struct Cast<'a> {
    pub members: Vec<Member<'a>>,
    by_surface: FxHashMap<String, usize>,
    /// For each name of the article, its member.
    pub of_name: Vec<usize>,
}

/// What begins the name of a part of a body, or of its house, and never the body's own full name.
const WITHIN: [&str; 12] =
    ["media", "gedung", "kantor", "markas", "sekretariat", "wisma", "posko", "rumah", "akun", "humas", "balai", "aula"];
/// Boards of a party: no full name of the party itself (*DPP PDI Perjuangan*).
const BOARDS: [&str; 4] = ["dpp", "dpw", "dpd", "dpc"];

fn lower_words(doc: &Doc, range: &Range<usize>) -> Vec<String> {
    range.clone().filter(|&i| !doc.lower(i).is_empty()).map(|i| doc.lower(i).to_string()).collect()
}

/// True where what is known as `known` under the name `words` is the one with the full name `full`.
fn same(known: &str, words: &[String], full: &[String]) -> bool {
    // Nicknames and acronyms share no word with the name.
    let shares = known.split(' ').any(|k| full.iter().any(|f| k.to_lowercase() == *f));
    words == full
        || full.len() == words.len() + 1 && full.last().is_some_and(|w| matches!(w.as_str(), "ri" | "indonesia"))
        || known.split(' ').all(|k| full.iter().any(|f| k.to_lowercase() == *f))
        || !shares && !is_part(words, full)
}

/// True where the words of `short` stand in `long` in that order.
fn is_part(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|w| rest.any(|l| l == w))
}

impl<'a> Cast<'a> {
    /// Groups the names of an article. Longer names are settled first, so that a part finds its whole wherever that stands.
    pub(crate) fn gather(doc: &Doc, names: &[Name<'a>]) -> Self {
        let mut out = Self { of_name: vec![usize::MAX; names.len()], ..Self::default() };
        let words: Vec<Vec<String>> = names.iter().map(|n| n.lower_words(doc)).collect();
        let mut order: Vec<usize> = (0..names.len()).collect();
        order.sort_by_key(|&n| (std::cmp::Reverse(words[n].len()), n));
        for n in order {
            let name = &names[n];
            let member = out.find(doc, name, &words[n]).unwrap_or_else(|| out.add(doc, name, &words[n]));
            out.of_name[n] = member;
            let m = &mut out.members[member];
            m.first = m.first.min(name.tokens.start);
            // *Kementerian Luar Negeri* does not tell which body *Kementerian Luar Negeri Prancis* is, nor *Prabowo* who
            // *Prabowo Santoso* is.
            if m.known.is_none() && name.known.is_some_and(|k| k.kind == m.kind && same(k.name, &words[n], &m.words)) {
                m.known = name.known;
            }
            // *Lin Dan (China)*, *Utut Adianto (PDIP)*: where somebody belongs is no other name of theirs.
            let belongs = |k: &Known| m.kind == EntityKind::Person && k.kind != EntityKind::Person;
            if let Some(alias) = &name.alias
                && !names.iter().any(|o| o.core == *alias && o.known.is_some_and(belongs))
            {
                // *Kepolisian Daerah (Polda) Metro Jaya*: *Polda Metro Jaya*.
                let rest = alias.end + 1..name.core.end.max(alias.end + 1);
                let alias =
                    lower_words(doc, alias).into_iter().chain(lower_words(doc, &rest)).collect::<Vec<_>>().join(" ");
                out.by_surface.entry(alias).or_insert(member);
            }
        }
        // Nicknames and initials met before their bearer was settled, and aliases of shorter names.
        for (n, words) in words.iter().enumerate() {
            let surface = words.join(" ");
            if let Some(&member) = out.by_surface.get(&surface)
                && member != out.of_name[n]
                && out.members[member].words.len() >= words.len()
            {
                out.of_name[n] = member;
            }
        }
        // A state is called by its name, not by its capital.
        for (n, name) in names.iter().enumerate() {
            let member = &mut out.members[out.of_name[n]];
            if let Some(known) = name.known.filter(|k| k.metonym && words[n] == member.words) {
                let plain = (0..names.len()).find(|&o| names[o].known.is_some_and(|k| k.id == known.id && !k.metonym));
                member.name = plain.map_or_else(|| known.name.to_string(), |o| names[o].surface(doc));
            }
        }
        for (n, name) in names.iter().enumerate() {
            let member = &mut out.members[out.of_name[n]];
            if name.core.start > name.tokens.start {
                member.roles.push(name.tokens.start..name.core.start);
            }
        }
        out
    }

    fn find(&self, doc: &Doc, name: &Name<'a>, words: &[String]) -> Option<usize> {
        let surface = words.join(" ");
        if let Some(&m) = self.by_surface.get(&surface) {
            return Some(m);
        }
        // *Santos* behind *Maria L. Santos* is she and not the club.
        if let [only] = words
            && matches!(name.kind, EntityKind::Organization | EntityKind::Place)
            && !doc.tokens[name.core.start].all_caps
        {
            // *Argo* behind *Kombes Argo Yudono* too, whatever else is called so.
            let bearer = |m: &&Member| {
                m.kind == EntityKind::Person
                    && m.words.len() > 1
                    && (name.kind == EntityKind::Organization && m.words.last() == Some(only)
                        || name.known.is_none() && m.words.contains(only))
                    && m.first < name.tokens.start
            };
            if let Some(m) = self.closest(name, bearer) {
                return Some(m);
            }
        }
        if let Some(known) = name.known
            && let Some(m) = self.members.iter().position(|m| m.known.is_some_and(|k| k.id == known.id))
        {
            return Some(m);
        }
        // *saudara MDS* for Mario Dandy Satriyo, who was named before.
        if let [only] = words
            && name.known.is_none()
            && doc.tokens[name.core.start].all_caps
            && only.len() >= 2
            && let Some(m) = self.closest(name, |m| {
                m.kind == EntityKind::Person
                    && m.words.len() > 1
                    && m.first < name.tokens.start
                    && initials(&m.words) == *only
            })
        {
            return Some(m);
        }
        // *Semen Gunung Raya* of *PT Semen Gunung Raya*, *Gelora* of *Partai Gelora*.
        let bare = |m: &&Member| {
            m.kind == EntityKind::Organization
                && m.words.len() == words.len() + 1
                && matches!(m.words[0].as_str(), "pt" | "cv" | "partai" | "yayasan" | "bank" | "klub" | "ormas")
                && m.words[1..] == *words
        };
        if name.known.is_none()
            && let Some(m) = self.closest(name, bare)
        {
            return Some(m);
        }
        let persons =
            matches!(name.kind, EntityKind::Person | EntityKind::Other) && !doc.is(name.core.start, Class::EVENT);
        if persons && name.known.is_none_or(|k| k.kind == EntityKind::Person) {
            // *Ahmad Fauzi dan putranya, Ahmad Fauzi Rahman*: named side by side they are two.
            let beside = |m: &Member| {
                words.len() > 1
                    && m.first > name.core.end
                    && m.first <= name.core.end + 5
                    && matches!(doc.lower_at(name.core.end), "dan" | "serta")
            };
            let parts = |m: &&Member| {
                m.kind == EntityKind::Person && m.words.len() > words.len() && is_part(words, &m.words) && !beside(m)
            };
            let found = self.closest(name, parts);
            if found.is_some() {
                return found;
            }
            if let [only] = words {
                // *Pras* for Prasetyo, *Alex* for Alexander; *RK* for Ridwan Kamil.
                let capitals = doc.tokens[name.core.start].all_caps;
                let nick = |m: &&Member| {
                    m.kind == EntityKind::Person
                        && (only.len() >= 3
                            && m.words.iter().any(|w| w.len() > only.len() + 1 && w.starts_with(only.as_str()))
                            || capitals && only.len() >= 2 && initials(&m.words) == *only)
                };
                return self.closest(name, |m| m.first < name.tokens.start && nick(m));
            }
            return None;
        }
        let event = doc.is(name.core.start, Class::EVENT);
        if name.kind == EntityKind::Organization || name.kind == EntityKind::Other && !event {
            // *NasDem* in *Partai NasDem*, *KPU* in *KPU RI*, but no place in the name of a body.
            let part = |m: &&Member| {
                let other = m.known.zip(name.known).is_some_and(|(m, k)| m.id != k.id);
                // *TKN Prabowo-Gibran* is not its *Media Center*.
                let inside = m.words.first().is_some_and(|w| {
                    WITHIN.contains(&w.as_str()) || name.known.is_some() && BOARDS.contains(&w.as_str())
                }) && m.words.first() != words.first();
                m.kind == EntityKind::Organization
                    && !other
                    && !inside
                    && m.words.len() > words.len()
                    && is_part(words, &m.words)
                    && {
                        let head = doc.is(name.core.start, Class::ORG)
                            && words.len() == 1
                            && !doc.tokens[name.core.start].all_caps;
                        !head
                    }
            };
            let found = self.closest(name, part);
            if found.is_some() {
                return found;
            }
            if let [only] = words
                && doc.tokens[name.core.start].all_caps
            {
                return self.closest(name, |m| {
                    m.kind == EntityKind::Organization && m.words.len() > 1 && initials(&m.words) == *only
                });
            }
        }
        None
    }

    /// The member met last before `name`, else the first after it.
    fn closest(&self, name: &Name, fits: impl Fn(&&Member) -> bool) -> Option<usize> {
        let at = name.tokens.start;
        let before = |m: &Member| m.first <= at;
        self.members
            .iter()
            .enumerate()
            .filter(|(_, m)| fits(m))
            .max_by_key(|(_, m)| (before(m), if before(m) { m.first as i64 } else { -(m.first as i64) }))
            .map(|(n, _)| n)
    }

    fn add(&mut self, doc: &Doc, name: &Name<'a>, words: &[String]) -> usize {
        let id = self.members.len();
        self.by_surface.insert(words.join(" "), id);
        self.members.push(Member {
            kind: name.kind,
            name: name.surface(doc),
            words: words.to_vec(),
            known: name.known,
            roles: Vec::new(),
            first: name.tokens.start,
        });
        id
    }

    /// The member of a state or body of the knowledge base.
    pub(crate) fn known(&mut self, known: &Known, world: &'a World, at: usize) -> usize {
        if let Some(m) = self.members.iter().position(|m| m.known.is_some_and(|k| k.id == known.id)) {
            return m;
        }
        let member = self.describe(known.kind, known.name, at);
        self.members[member].known = world.by_id(known.id);
        member
    }

    /// The member for a description that is no name (*seorang pejabat Gedung Putih*); the same words are the same member.
    pub(crate) fn describe(&mut self, kind: EntityKind, text: &str, at: usize) -> usize {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let key = text.to_lowercase();
        if let Some(&m) = self.by_surface.get(&key) {
            return m;
        }
        let id = self.members.len();
        let words = key.split(' ').map(str::to_string).collect();
        self.by_surface.insert(key, id);
        self.members.push(Member { kind, name: text, words, known: None, roles: Vec::new(), first: at });
        id
    }
}

fn initials(words: &[String]) -> String {
    words.iter().filter(|w| !matches!(w.as_str(), "dan" | "dari" | "untuk")).filter_map(|w| w.chars().next()).collect()
}
