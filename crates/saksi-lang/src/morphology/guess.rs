//! Forms whose root is in no list: loans and slang (*memviralkan*, *platformnya*). Only strong evidence counts.

use super::Morphology;
use super::choose::{Lemma, Reading};
use super::table::{AffixRule, is_vowel};

/// A stem must keep at least this many letters, or chance would find affixes in anything.
const LONG: usize = 5;

impl Morphology {
    /// A lower-cased form without listed root: a verb with prefix and *-kan*, a nasal before the letter that calls for
    /// it, *-nya* behind a word long enough; else the whole form.
    pub(super) fn guess(&self, word: &str) -> Reading {
        if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Reading::whole(word);
        }
        let (base, enclitic) = match word.strip_suffix("nya") {
            Some(base) if base.len() >= LONG => (base, Some("-nya")),
            _ => (word, None),
        };
        let verbal = |rule: &&AffixRule| rule.cost == 0 && matches!(rule.name, "me-" | "di-");
        let verb = self.rules.prefixes(base).iter().filter(verbal).find_map(|rule| verb(rule, base));
        Reading { enclitic, ..verb.unwrap_or_else(|| Reading::whole(base)) }
    }
}

/// The form as a verb in *me-* or *di-* by this rule, if the letters speak for it.
fn verb(rule: &AffixRule, word: &str) -> Option<Reading> {
    let rest = word.strip_prefix(rule.form)?;
    let (stem, suffix) = rest.strip_suffix("kan").map_or((rest, ""), |stem| (stem, "-kan"));
    let first = *stem.as_bytes().first()?;
    let fits = match rule.lost {
        "" => rule.before.iter().any(|before| before.fits(stem.as_bytes())),
        _ => is_vowel(first),
    };
    // Without *-kan* only the clusters *mb nc nd nj ngg ngh* are evidence enough.
    let sure = match suffix {
        "" => stem.len() >= LONG && matches!(rule.form, "mem" | "men" | "meng") && b"bcdgjh".contains(&first),
        _ => stem.len() >= LONG - 1,
    };
    let range = rule.form.len()..rule.form.len() + stem.len();
    let lemma = if rule.lost.is_empty() { Lemma::Part(range) } else { Lemma::Restored(rule.lost, range) };
    (fits && sure).then(|| Reading::prefixed(rule, suffix, lemma, 0))
}
