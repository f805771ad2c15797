//! Prefixes and suffixes.

use super::Morphology;
use super::choose::{Lemma, Reading, better, score};
use super::table::{AffixKind, Entry, MERGED};

/// Roots longer than this are not looked up.
const LONGEST: usize = 40;
/// A root below this length is found by chance too often to be believed under an affix.
const SHORTEST: usize = 3;

/// The root with the letter that its prefix swallowed.
pub(super) fn restore<'b>(lost: &str, rest: &'b str, buffer: &'b mut [u8; LONGEST + 1]) -> Option<&'b str> {
    if lost.is_empty() {
        return Some(rest);
    }
    let whole = buffer.get_mut(..lost.len() + rest.len())?;
    whole[..lost.len()].copy_from_slice(lost.as_bytes());
    whole[lost.len()..].copy_from_slice(rest.as_bytes());
    std::str::from_utf8(whole).ok()
}

impl Morphology {
    /// The form as a root or an exception; an exception keeps the affixes that lead to its lemma.
    pub(super) fn listed(&self, word: &str) -> Option<Reading> {
        let lemma = match self.words.get(word)? {
            Entry::Root(root, class) => return Some(Reading::bare(Lemma::Listed(root), score(root.len(), class, 0))),
            Entry::Exception(lemma) => lemma,
        };
        let lemma_of = |reading: &Reading| reading.lemma == Lemma::Listed(lemma);
        let reading = self.best(word, Some(lemma)).or_else(|| self.cliticised(word).filter(lemma_of));
        let mut reading = reading.unwrap_or_else(|| Reading::bare(Lemma::Listed(lemma), 0));
        if reading.prefix.is_empty()
            && let Some(rule) =
                self.rules.prefixes(word).iter().find(|rule| rule.voice.is_some() && word.starts_with(rule.form))
            && !lemma.starts_with(rule.form)
        {
            (reading.prefix, reading.voice) = (rule.name, rule.voice);
        }
        Some(reading)
    }

    /// A root that may carry affixes: clitics and *dia* in the list of roots may not.
    fn base(&self, stem: &str) -> Option<(&'static str, u8)> {
        if matches!(stem, "nya" | "lah" | "kah" | "tah" | "pun" | "kan" | "dia") { None } else { self.words.root(stem) }
    }

    /// The best way to a listed root by one prefix rule, one suffix or both.
    pub(super) fn affixed(&self, word: &str) -> Option<Reading> {
        self.best(word, None)
    }

    fn best(&self, word: &str, wanted: Option<&str>) -> Option<Reading> {
        let mut found = None;
        let mut buffer = [0u8; LONGEST + 1];
        for rule in self.rules.prefixes(word) {
            let Some(rest) = word.strip_prefix(rule.form) else { continue };
            for (letters, suffix) in &rule.suffixes {
                let Some(stem) = rest.strip_suffix(letters) else { continue };
                let merged = (*letters, *suffix) == MERGED;
                if merged && !stem.ends_with('k') || stem.len() < 2 || stem.len() >= LONGEST {
                    continue;
                }
                let visible = stem.len();
                let Some(stem) = restore(rule.lost, stem, &mut buffer) else { continue };
                if stem.len() < SHORTEST || !rule.before.iter().any(|before| before.fits(stem.as_bytes())) {
                    continue;
                }
                if let Some((root, class)) = self.base(stem)
                    && wanted.is_none_or(|wanted| wanted == root)
                {
                    let score = score(visible, class, rule.cost + if merged { 2 } else { 0 });
                    let reading = Reading::prefixed(rule, suffix, Lemma::Listed(root), score);
                    found = better(found, reading);
                }
            }
        }
        for rule in self.rules.of(AffixKind::Suffix) {
            let Some(stem) = word.strip_suffix(rule.form).filter(|stem| stem.len() >= SHORTEST) else { continue };
            if let Some((root, class)) = self.base(stem)
                && wanted.is_none_or(|wanted| wanted == root)
            {
                let reading = Reading::bare(Lemma::Listed(root), score(root.len(), class, rule.cost));
                found = better(found, Reading { suffix: rule.name, ..reading });
            }
        }
        found
    }
}
