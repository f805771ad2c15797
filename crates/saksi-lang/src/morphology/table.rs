//! The tables: affix rules, roots with their frequency, exceptions.

use rustc_hash::FxHashMap;

use super::Voice;
use super::lemma::Habit;
use crate::analyzer::Upos;

const AFFIXES: &str = include_str!("../../../../knowledge/affixes.tsv");
const ROOTS: &str = include_str!("../../../../knowledge/lemmas.tsv");
const EXCEPTIONS: &str = include_str!("../../../../knowledge/lemma_exceptions.tsv");
const FREQUENCIES: &str = include_str!("../../../../knowledge/word_tags.tsv");

/// What a row of `affixes.tsv` describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AffixKind {
    /// *me-*, *ke-* …, with the suffixes that may go with it.
    Prefix,
    /// *-kan*, *-an* … on a bare root.
    Suffix,
    /// *ku-*, *kau-*.
    Proclitic,
    /// *-nya*, *-ku*, *-mu*.
    Enclitic,
    /// *-lah*, *-kah*, *-tah*, *-pun*.
    Particle,
}

/// A row of `affixes.tsv`; the columns are explained there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AffixRule {
    /// Prefix, suffix or clitic.
    pub kind: AffixKind,
    /// The letters of the affix.
    pub form: &'static str,
    /// How the root begins.
    pub before: Vec<Before>,
    /// The root's first letter where the prefix swallowed it, or empty.
    pub lost: &'static str,
    /// The suffixes that may close the word, as letters and name; the empty one for none.
    pub suffixes: Vec<(&'static str, &'static str)>,
    /// The voice that the affix shows.
    pub voice: Option<Voice>,
    /// How unlikely the rule is where another one fits too.
    pub cost: i32,
    /// How the affix is cited.
    pub name: &'static str,
    /// A word that this rule reads.
    pub example: &'static str,
    /// The root of the example.
    pub lemma: &'static str,
}

/// A condition on the beginning of a root.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// Anything.
    Any,
    /// A root of one syllable.
    Short,
    /// These letters, then a vowel if `vowel`.
    Letters {
        /// The letters.
        letters: &'static str,
        /// Whether a vowel must follow them.
        vowel: bool,
    },
}

/// Whether the letter is a vowel.
pub(super) fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

impl Before {
    fn parse(cell: &'static str) -> Self {
        match cell {
            "*" => Self::Any,
            "1" => Self::Short,
            _ => match cell.strip_suffix('V') {
                Some(letters) => Self::Letters { letters, vowel: true },
                None => Self::Letters { letters: cell, vowel: false },
            },
        }
    }

    /// Whether a root meets the condition.
    pub(super) fn fits(self, root: &[u8]) -> bool {
        match self {
            Self::Any => true,
            Self::Short => root.len() <= 5 && root.iter().filter(|b| is_vowel(**b)).count() == 1,
            Self::Letters { letters, vowel } => {
                root.starts_with(letters.as_bytes())
                    && (!vowel || root.get(letters.len()).is_some_and(|b| is_vowel(*b)))
            }
        }
    }
}

const CLITICS: &str = include_str!("../../../../knowledge/clitics.tsv");

/// How words are cut that the rules would cut otherwise: form and words.
pub(super) fn clitics() -> FxHashMap<&'static str, &'static str> {
    rows(CLITICS).filter_map(|mut cells| Some((cells.next()?, cells.next()?))).collect()
}

const HABITS: &str = include_str!("../../../../knowledge/lemma_habits.tsv");

/// Lemmas that the treebank writes otherwise than the rules, by lower-cased form.
pub(super) fn habits() -> FxHashMap<&'static str, Vec<Habit>> {
    let mut habits: FxHashMap<_, Vec<Habit>> = FxHashMap::default();
    for mut cells in rows(HABITS) {
        if let (Some(form), Some(upos), Some(lemma)) = (cells.next(), cells.next(), cells.next()) {
            habits.entry(form).or_default().push(Habit { upos: Upos::of_name(upos), lemma });
        }
    }
    habits
}

/// The rows after comments and header, as cells.
fn rows(table: &'static str) -> impl Iterator<Item = std::str::Split<'static, char>> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).skip(1).map(|line| line.split('\t'))
}

/// The rules, with the prefixes found by their first letter.
pub(super) struct Rules {
    all: Vec<AffixRule>,
    by_letter: [(u16, u16); 26],
}

impl Rules {
    /// A row that is not well-formed is left out; the tests of the table see it.
    pub(super) fn new() -> Self {
        let mut all: Vec<AffixRule> = rows(AFFIXES).filter_map(rule).collect();
        all.sort_by_key(|rule| (rule.kind as u8, rule.form.as_bytes().first().copied()));
        let mut by_letter = [(0, 0); 26];
        for (i, rule) in all.iter().enumerate().filter(|(_, rule)| rule.kind == AffixKind::Prefix) {
            let Some(range) = by_letter.get_mut(usize::from(rule.form.as_bytes()[0].wrapping_sub(b'a'))) else {
                continue;
            };
            if range.1 == 0 {
                range.0 = i as u16;
            }
            range.1 = i as u16 + 1;
        }
        Self { all, by_letter }
    }

    pub(super) fn all(&self) -> &[AffixRule] {
        &self.all
    }

    /// The prefix rules that this word's first letter leaves.
    pub(super) fn prefixes(&self, word: &str) -> &[AffixRule] {
        let first = word.bytes().next().unwrap_or(0).wrapping_sub(b'a');
        self.by_letter.get(usize::from(first)).map_or(&[], |(from, to)| &self.all[usize::from(*from)..usize::from(*to)])
    }

    /// The rules of another kind.
    pub(super) fn of(&self, kind: AffixKind) -> impl Iterator<Item = &AffixRule> {
        self.all.iter().filter(move |rule| rule.kind == kind)
    }
}

/// The suffixes that prefixes combine with, by their letters. *-kan* is often written with one *k* too few behind a root in
/// *-k* (*menunjukan*): [`MERGED`].
fn suffixes(cell: &'static str) -> &'static [(&'static str, &'static str)] {
    match cell {
        "kan" => &[("kan", "-kan"), MERGED],
        "i" => &[("i", "-i")],
        "an" => &[("an", "-an")],
        _ => &[("", "")],
    }
}

/// *-kan* whose *k* is that of the root.
pub(super) const MERGED: (&str, &str) = ("an", "-kan");

fn rule(mut cells: std::str::Split<'static, char>) -> Option<AffixRule> {
    let kind = match cells.next()? {
        "prefix" => AffixKind::Prefix,
        "suffix" => AffixKind::Suffix,
        "proclitic" => AffixKind::Proclitic,
        "enclitic" => AffixKind::Enclitic,
        "particle" => AffixKind::Particle,
        _ => return None,
    };
    Some(AffixRule {
        kind,
        form: cells.next().filter(|form| !form.is_empty())?,
        before: cells.next()?.split(' ').map(Before::parse).collect(),
        lost: cells.next()?,
        suffixes: cells.next()?.split(' ').flat_map(suffixes).copied().collect(),
        voice: match cells.next()? {
            "active" => Some(Voice::Active),
            "passive" => Some(Voice::Passive),
            _ => None,
        },
        cost: cells.next()?.parse().unwrap_or(0),
        name: cells.next()?,
        example: cells.next()?,
        lemma: cells.next()?,
    })
}

/// What the tables say of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// A root and the class of its frequency: the binary logarithm of its count in `word_tags.tsv`, 0 if it is not there.
    Root(&'static str, u8),
    /// A form whose root the rules would not find.
    Exception(&'static str),
}

/// Roots and exceptions.
pub(super) struct Words {
    entries: FxHashMap<&'static str, Entry>,
}

impl Words {
    pub(super) fn new() -> Self {
        let mut entries = FxHashMap::with_capacity_and_hasher(16_384, Default::default());
        for root in rows(ROOTS).filter_map(|mut cells| cells.next()) {
            entries.insert(root, Entry::Root(root, 0));
        }
        for (form, lemma) in rows(EXCEPTIONS).filter_map(|mut cells| Some((cells.next()?, cells.next()?))) {
            match lemma {
                "-" => drop(entries.remove(form)),
                _ if form == lemma => drop(entries.insert(form, Entry::Root(form, 0))),
                _ => {
                    entries.entry(lemma).or_insert(Entry::Root(lemma, 0));
                    entries.insert(form, Entry::Exception(lemma));
                }
            }
        }
        for mut cells in rows(FREQUENCIES) {
            let (Some(word), Some(_), Some(count)) = (cells.next(), cells.next(), cells.next()) else { continue };
            if let (Some(Entry::Root(_, class)), Ok(count)) = (entries.get_mut(word), count.parse::<u32>()) {
                *class = (u32::BITS - count.leading_zeros()) as u8;
            }
        }
        Self { entries }
    }

    pub(super) fn get(&self, word: &str) -> Option<Entry> {
        self.entries.get(word).copied()
    }

    /// The root and the class of its frequency.
    pub(super) fn root(&self, word: &str) -> Option<(&'static str, u8)> {
        match self.entries.get(word) {
            Some(Entry::Root(root, class)) => Some((root, *class)),
            _ => None,
        }
    }

    pub(super) fn roots(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.entries.values().filter_map(|entry| match entry {
            Entry::Root(root, _) => Some(*root),
            Entry::Exception(_) => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_row_is_understood() {
        assert_eq!(Rules::new().all().len(), rows(AFFIXES).count());
        assert!(rows(EXCEPTIONS).all(|cells| cells.count() == 2));
    }

    #[test]
    fn exceptions_lead_to_roots() {
        let words = Words::new();
        let mut seen = HashSet::new();
        for (form, lemma) in rows(EXCEPTIONS).filter_map(|mut cells| Some((cells.next()?, cells.next()?))) {
            assert!(seen.insert(form), "{form} stands twice");
            assert!(lemma == "-" || words.root(lemma).is_some(), "{form}: {lemma} is no root");
        }
    }
}
