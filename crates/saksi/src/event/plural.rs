//! Words that stand for several at once: *keduanya*, *kedua negara*, *mereka*, *AS-Israel*.

use std::ops::Range;

use super::Party;
use super::actors::Stage;
use crate::EntityKind;
use crate::knowledge::Class;

/// How many sentences back those are looked for whom *kedua* and *mereka* take up.
const BACK: usize = 3;
/// How many *mereka* may take up one another.
const CHAIN: usize = 3;

/// Which of those named *kedua …* takes up.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Wanted {
    Persons,
    States,
    Bodies,
    Any,
}

impl Stage<'_, '_, '_> {
    /// Whom the words at token `i` stand for together, at least two; nobody where they are no such words, or it is not plain who.
    pub(super) fn together(&mut self, i: usize) -> Vec<Party> {
        self.together_within(i, CHAIN)
    }

    fn together_within(&mut self, i: usize, chain: usize) -> Vec<Party> {
        let doc = self.doc;
        let (tokens, members) = match doc.lower(i) {
            "mereka" => (i..i + 1, self.listed_before(i, chain)),
            "keduanya" => (i..i + 1, self.two_before(i, Wanted::Any)),
            "kedua" => {
                let noun = i + 1 + usize::from(doc.lower(i + 1) == "belah");
                if noun >= doc.len() {
                    return Vec::new();
                }
                let wanted = match doc.lower(noun) {
                    "negara" | "pemerintah" | "bangsa" => Wanted::States,
                    "pihak" | "kubu" => Wanted::Any,
                    _ if doc.is(noun, Class::TITLE.or(Class::PERSON)) => Wanted::Persons,
                    _ if doc.is(noun, Class::ORG.or(Class::GROUP)) => Wanted::Bodies,
                    _ => return Vec::new(),
                };
                let det = noun + 1 < doc.len() && doc.is(noun + 1, Class::DET);
                (i..noun + 1 + usize::from(det), self.two_before(i, wanted))
            }
            _ => return Vec::new(),
        };
        members.into_iter().map(|m| Party { tokens: tokens.clone(), member: Some(m) }).collect()
    }

    /// The two whose names a hyphen couples (*perang AS-Israel*, *pasangan Anies Baswedan-Muhaimin Iskandar*).
    pub(super) fn coupled(&mut self, party: &Party) -> Option<[Party; 2]> {
        let text = self.doc.words_of(party.tokens.clone());
        let (left, right) = text.split_once(['-', '–'])?;
        let capital = |s: &str| s.chars().next().is_some_and(char::is_uppercase);
        if !capital(right) {
            return None;
        }
        let left = PAIRS.iter().find_map(|word| left.strip_prefix(word)).unwrap_or(left);
        let (left, right) = (left.trim().to_lowercase(), right.trim().to_lowercase());
        let at = party.tokens.start;
        let (left, right) = (self.member_named(&left, at)?, self.member_named(&right, at)?);
        let party = |member| Party { tokens: party.tokens.clone(), member: Some(member) };
        (left != right).then(|| [party(left), party(right)])
    }

    /// Who in the article, else in the knowledge base, has this lower-cased name.
    fn member_named(&mut self, lower: &str, at: usize) -> Option<usize> {
        let words: Vec<&str> = lower.split(' ').collect();
        let actor = |kind| !matches!(kind, EntityKind::Other | EntityKind::Place);
        let whole = |m: &&usize| self.cast.members[**m].words == words;
        let part = |m: &&usize| words.len() == 1 && self.cast.members[**m].words.iter().any(|w| w == lower);
        let named: Vec<usize> =
            self.cast.of_name.iter().copied().filter(|&m| actor(self.cast.members[m].kind)).collect();
        if let Some(&m) = named.iter().find(whole) {
            return Some(m);
        }
        if let Some(known) = self.world.find(lower).copied().filter(|k| actor(k.kind)) {
            return Some(self.cast.known(&known, self.world, at));
        }
        named.iter().find(part).copied()
    }

    /// The sentence of token `i` up to it, and those before, the nearest first.
    fn back(&self, i: usize) -> impl Iterator<Item = Range<usize>> {
        let sentences = self.sentences;
        let n = sentences.partition_point(|s| s.end <= i);
        let own = sentences.get(n).map(|s| s.start..i);
        own.into_iter().chain(sentences[..n].iter().rev().take(BACK).cloned())
    }

    /// The two that *kedua* takes up: in the nearest sentence that names exactly two of that kind.
    fn two_before(&mut self, i: usize, wanted: Wanted) -> Vec<usize> {
        let ranges: Vec<Range<usize>> = self.back(i).collect();
        let mut found = Vec::new();
        for range in ranges {
            let here = match wanted {
                Wanted::Any => {
                    let persons = self.named_in(&range, Wanted::Persons);
                    if persons.len() == 2 { persons } else { self.named_in(&range, Wanted::Bodies) }
                }
                _ => self.named_in(&range, wanted),
            };
            if here.len() == 2 {
                return here;
            }
            here.into_iter().for_each(|m| {
                if !found.contains(&m) {
                    found.push(m);
                }
            });
            if found.len() >= 2 {
                break;
            }
        }
        if found.len() == 2 { found } else { Vec::new() }
    }

    /// Everybody of one kind who is named in `range`, in order. A person stands for the state that they belong to, where states are wanted.
    fn named_in(&mut self, range: &Range<usize>, wanted: Wanted) -> Vec<usize> {
        let mut out = Vec::new();
        let from = self.names.partition_point(|n| n.core.end <= range.start);
        for n in from..self.names.len() {
            if self.names[n].core.start >= range.end {
                break;
            }
            let member = self.cast.of_name[n];
            let start = self.names[n].tokens.start;
            // *di Kiel*: where it was, not who.
            if start > 0 && matches!(self.doc.lower(start - 1), "di" | "ke" | "dari") {
                continue;
            }
            let fits = match (self.cast.members[member].kind, wanted) {
                (EntityKind::Person, Wanted::Persons) => Some(member),
                (EntityKind::Country, Wanted::States | Wanted::Bodies) => Some(member),
                (EntityKind::Organization | EntityKind::Group, Wanted::Bodies) => Some(member),
                (EntityKind::Person, Wanted::States) => {
                    let country = self.cast.members[member].known.map_or("", |k| k.country);
                    let known = self.world.by_id(country).copied();
                    known.map(|known| self.cast.known(&known, self.world, self.names[n].tokens.start))
                }
                _ => None,
            };
            out.extend(fits.filter(|m| !out.contains(m)));
        }
        out
    }

    /// The group that *mereka* takes up.
    pub(super) fn group_before(&mut self, i: usize) -> Option<usize> {
        let (k, range) = self.resolver.group_head(i, self.cast)?;
        let party = self.actor(k, &range, 0)?;
        Some(party.member.unwrap_or_else(|| {
            let words = self.doc.words_of(party.tokens.clone());
            self.cast.describe(EntityKind::Group, words, party.tokens.start)
        }))
    }

    /// Those whom *mereka* takes up: two or more persons or bodies in one list, or two persons who meet, in the nearest sentence that
    /// names anybody.
    fn listed_before(&mut self, i: usize, chain: usize) -> Vec<usize> {
        let doc = self.doc;
        let ranges: Vec<Range<usize>> = self.back(i).take(2).collect();
        for range in ranges {
            // *Keduanya bertemu di Manila. Mereka …*
            let plural = |k: &usize| matches!(doc.lower(*k), "kedua" | "keduanya" | "mereka");
            if chain > 0
                && let Some(k) = range.clone().rev().find(plural)
            {
                let same: Vec<usize> =
                    self.together_within(k, chain - 1).iter().filter_map(|party| party.member).collect();
                if !same.is_empty() {
                    return same;
                }
            }
            let from = self.names.partition_point(|n| n.tokens.end <= range.start);
            let here: Vec<usize> = (from..self.names.len())
                .take_while(|&n| self.names[n].tokens.start < range.end)
                .filter(|&n| {
                    !matches!(self.cast.members[self.cast.of_name[n]].kind, EntityKind::Other | EntityKind::Place)
                })
                .collect();
            if here.is_empty() {
                continue;
            }
            for k in 1..here.len() {
                let between = self.names[here[k - 1]].tokens.end..self.names[here[k]].tokens.start;
                let words: Vec<&str> =
                    between.filter(|&k| doc.tokens[k].is_word() || doc.mark(k, ',')).map(|k| doc.lower(k)).collect();
                let [a, b] = [k - 1, k].map(|k| self.cast.of_name[here[k]]);
                let kinds = [a, b].map(|m| self.cast.members[m].kind);
                let meet = kinds == [EntityKind::Person; 2] && words.iter().any(|w| MEETS.contains(w));
                let joined = kinds[0] == kinds[1] && matches!(words[..], ["dan" | "serta" | "bersama"]);
                if a != b && (joined || meet) {
                    let mut out = vec![a, b];
                    // *A, B, dan C*: those before, parted by commas only.
                    for k in (0..k - 1).rev() {
                        let between = self.names[here[k]].tokens.end..self.names[here[k + 1]].tokens.start;
                        let member = self.cast.of_name[here[k]];
                        if between.len() != 1
                            || !doc.mark(between.start, ',')
                            || self.cast.members[member].kind != kinds[0]
                        {
                            break;
                        }
                        if !out.contains(&member) {
                            out.insert(0, member);
                        }
                    }
                    return out;
                }
            }
            return Vec::new();
        }
        Vec::new()
    }
}

/// Words before the names of two, as they begin a sentence or stand inside of one.
const PAIRS: [&str; 6] = ["Pasangan ", "pasangan ", "Duet ", "duet ", "Paslon ", "paslon "];
/// Words between two persons who come together.
const MEETS: [&str; 10] = [
    "bertemu",
    "menemui",
    "ditemui",
    "menerima",
    "diterima",
    "menjamu",
    "berjumpa",
    "bersama",
    "mendampingi",
    "dengan",
];
