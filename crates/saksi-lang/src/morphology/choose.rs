//! Readings of a form and which of them is the better one.

use std::borrow::Cow;
use std::ops::Range;

use super::table::AffixRule;
use super::{Form, Voice};

/// The lemma of a reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lemma {
    /// A root of the list.
    Listed(&'static str),
    /// A part of the form.
    Part(Range<usize>),
    /// A part of the form after the letter that the prefix swallowed.
    Restored(&'static str, Range<usize>),
}

/// A form taken apart, before it is known where the letters of an unlisted lemma live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) lemma: Lemma,
    pub(super) voice: Option<Voice>,
    pub(super) prefix: &'static str,
    pub(super) suffix: &'static str,
    pub(super) proclitic: Option<&'static str>,
    pub(super) enclitic: Option<&'static str>,
    pub(super) particle: Option<&'static str>,
    pub(super) reduplicated: bool,
    pub(super) score: i32,
}

impl Reading {
    /// The form without anything around it.
    pub(super) fn bare(lemma: Lemma, score: i32) -> Self {
        Self {
            lemma,
            voice: None,
            prefix: "",
            suffix: "",
            proclitic: None,
            enclitic: None,
            particle: None,
            reduplicated: false,
            score,
        }
    }

    /// A form that is not understood.
    pub(super) fn whole(word: &str) -> Self {
        Self::bare(Lemma::Part(0..word.len()), 0)
    }

    /// A root with a prefix and maybe a suffix.
    pub(super) fn prefixed(rule: &AffixRule, suffix: &'static str, lemma: Lemma, score: i32) -> Self {
        Self { voice: rule.voice, prefix: rule.name, suffix, ..Self::bare(lemma, score) }
    }

    pub(super) fn has_clitic(&self) -> bool {
        self.proclitic.or(self.enclitic).or(self.particle).is_some()
    }

    pub(super) fn into_form<'a>(self, part: impl Fn(Range<usize>) -> Cow<'a, str>) -> Form<'a> {
        let (lemma, known) = match self.lemma {
            Lemma::Listed(root) => (Cow::Borrowed(root), true),
            Lemma::Part(range) => (part(range), false),
            Lemma::Restored(letter, range) => (Cow::Owned(format!("{letter}{}", part(range))), false),
        };
        Form {
            lemma,
            known,
            voice: self.voice,
            prefix: self.prefix,
            suffix: self.suffix,
            proclitic: self.proclitic,
            enclitic: self.enclitic,
            particle: self.particle,
            reduplicated: self.reduplicated,
        }
    }
}

/// How good a root is, of which so many letters stand in the form: long ones leave less to chance, frequent ones are
/// likelier (*mengaku* is *aku* rather than *kaku*), and one that never occurs on its own may be an accident of the
/// list. A letter that the prefix swallowed proves nothing, so it does not count.
pub(super) fn score(visible: usize, class: u8, cost: i32) -> i32 {
    let rare = if class == 0 { 2 } else { 0 };
    4 * visible as i32 + i32::from(class) - 3 * cost - rare
}

/// The better of two readings; the earlier one where they are equal.
pub(super) fn better(old: Option<Reading>, new: Reading) -> Option<Reading> {
    match old {
        Some(old) if old.score >= new.score => Some(old),
        _ => Some(new),
    }
}
