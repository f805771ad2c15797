//! Forms whose root is in no list: loans and slang (*memviralkan*, *mengunggahnya*). Only strong evidence counts.

use super::Morphology;
use super::choose::{Lemma, Reading};

/// A stem must keep at least this many letters, or chance would find prefixes in anything.
const LONG: usize = 5;

impl Morphology {
    /// A lower-cased form without listed root: a verb with prefix and *-kan*, a nasal before the letter that calls for it,
    /// or *-nya* behind a word long enough.
    pub(super) fn guess(&self, word: &str) -> Reading {
        if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Reading::whole(word);
        }
        let (base, enclitic) = match word.strip_suffix("nya") {
            Some(base) if base.len() >= LONG => (base, Some("-nya")),
            _ => (word, None),
        };
        let reading = self.guess_verb(base).unwrap_or_else(|| Reading::whole(base));
        Reading { enclitic, ..reading }
    }

    fn guess_verb(&self, word: &str) -> Option<Reading> {
        self.rules.prefixes(word).iter().filter(|rule| rule.cost == 0 && matches!(rule.name, "me-" | "di-")).find_map(
            |rule| {
                let rest = word.strip_prefix(rule.form)?;
                let (stem, suffix) = match rest.strip_suffix("kan") {
                    Some(stem) => (stem, "-kan"),
                    None => (rest, ""),
                };
                // Without *-kan* only the clusters *mb nc nd nj ngg ngh* are evidence enough.
                let sure = match suffix {
                    "" => {
                        stem.len() >= LONG
                            && rule.lost.is_empty()
                            && matches!(stem.as_bytes()[0], b'b' | b'c' | b'd' | b'g' | b'h' | b'j')
                            && rule.form.len() > 2
                    }
                    _ => stem.len() >= LONG - 1,
                };
                let from = rule.form.len();
                let first = rule.lost.bytes().chain(stem.bytes()).next()?;
                let fits = if rule.lost.is_empty() {
                    rule.before.iter().any(|before| before.fits(stem.as_bytes()))
                } else {
                    super::table::is_vowel(stem.as_bytes().first().copied()?) && first.is_ascii_lowercase()
                };
                if !sure || !fits {
                    return None;
                }
                let range = from..from + stem.len();
                let lemma = if rule.lost.is_empty() { Lemma::Part(range) } else { Lemma::Restored(rule.lost, range) };
                Some(Reading::prefixed(rule, suffix, lemma, 0))
            },
        )
    }
}
