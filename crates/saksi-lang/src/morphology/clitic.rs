//! Clitics: pronouns and particles that are written together with their word.

use super::Morphology;
use super::choose::Reading;
use super::table::AffixKind;

/// A word below this length is not what a clitic leans on.
const SHORTEST: usize = 3;

impl Morphology {
    /// The form as a known word with clitics around it: as few of them as will do.
    pub(super) fn cliticised(&self, word: &str) -> Option<Reading> {
        self.with_enclitic(word)
            .or_else(|| self.with_particle(word, |base| self.known(base)))
            .or_else(|| self.with_particle(word, |base| self.with_enclitic(base)))
            .or_else(|| self.with_proclitic(word))
    }

    fn known(&self, word: &str) -> Option<Reading> {
        self.listed(word).or_else(|| self.affixed(word))
    }

    fn with_enclitic(&self, word: &str) -> Option<Reading> {
        let spelt = self.rules.of(AffixKind::Enclitic).find_map(|rule| {
            let base = word.strip_suffix(rule.form).filter(|base| base.len() >= SHORTEST)?;
            Some(Reading { enclitic: Some(rule.name), ..self.known(base)? })
        });
        spelt.or_else(|| self.with_merged_nya(word))
    }

    /// *-nya* is often written with one *n* too few behind *-an* (*keinginanya*).
    fn with_merged_nya(&self, word: &str) -> Option<Reading> {
        let base = word.strip_suffix("ya").filter(|base| base.ends_with("an"))?;
        let rule = self.rules.of(AffixKind::Enclitic).find(|rule| rule.form == "nya")?;
        Some(Reading { enclitic: Some(rule.name), ..self.affixed(base)? })
    }

    fn with_particle(&self, word: &str, read: impl Fn(&str) -> Option<Reading>) -> Option<Reading> {
        self.rules.of(AffixKind::Particle).find_map(|rule| {
            let base = word.strip_suffix(rule.form).filter(|base| base.len() >= SHORTEST)?;
            Some(Reading { particle: Some(rule.name), ..read(base)? })
        })
    }

    /// *ku-* and *kau-* stand before verbs without prefix; enclitics may follow (*kuambilkannya*).
    fn with_proclitic(&self, word: &str) -> Option<Reading> {
        self.rules.of(AffixKind::Proclitic).find_map(|rule| {
            let base = word.strip_prefix(rule.form).filter(|base| base.len() > SHORTEST)?;
            let reading = self.known(base).or_else(|| self.with_enclitic(base))?;
            let verb = reading.voice.is_none() && matches!(reading.prefix, "" | "per-") && reading.suffix != "-an";
            verb.then_some(Reading { proclitic: Some(rule.name), voice: rule.voice, ..reading })
        })
    }
}
