//! Words written twice, and clitics behind a hyphen.

use super::Morphology;
use super::choose::{Lemma, Reading};
use super::table::AffixKind;

impl Morphology {
    /// A form with a hyphen. Both halves must lead to one root, else it is a compound and stays (*sayur-mayur*, *se-Asia*).
    pub(super) fn reduplicated(&self, word: &str) -> Reading {
        self.twice(word).or_else(|| self.hyphened_clitic(word)).unwrap_or_else(|| Reading::whole(word))
    }

    fn twice(&self, word: &str) -> Option<Reading> {
        let (first, second) = word.split_once('-')?;
        if first.len() < 2 || second.len() < 2 || second.contains('-') {
            return None;
        }
        let (left, right) = (self.known_or_whole(first), self.known_or_whole(second));
        if first == second {
            let mut reading = left;
            if matches!(reading.lemma, Lemma::Part(_)) {
                reading = Reading::whole(first);
            }
            return Some(Reading { reduplicated: true, ..reading });
        }
        self.lexical(first, second)
            .or_else(|| same_root(left.clone(), right))
            .or_else(|| self.shared_tail(first, second))
            .or_else(|| self.inflected(first, second, left))
    }

    /// *undang-undangnya*: the word is its own lemma and has something behind it.
    fn lexical(&self, first: &str, second: &str) -> Option<Reading> {
        let rest = second.strip_prefix(first)?;
        let kind = [AffixKind::Enclitic, AffixKind::Particle];
        let rule = kind.iter().find_map(|kind| self.rules.of(*kind).find(|rule| rule.form == rest))?;
        let mut doubled = String::with_capacity(2 * first.len() + 1);
        doubled.extend([first, "-", first]);
        let (root, _) = self.words.root(&doubled)?;
        let reading = Reading { reduplicated: true, ..Reading::bare(Lemma::Listed(root), 0) };
        Some(match rule.kind {
            AffixKind::Enclitic => Reading { enclitic: Some(rule.name), ..reading },
            _ => Reading { particle: Some(rule.name), ..reading },
        })
    }

    /// *kehijau-hijauan*, *memukul-mukul*: what both halves share is written twice; without the copy a plain form is left.
    fn shared_tail(&self, first: &str, second: &str) -> Option<Reading> {
        let from = (1..first.len())
            .filter(|at| first.is_char_boundary(*at))
            .find(|at| first.len() - at >= 3 && second.starts_with(&first[*at..]))?;
        let mut single = String::with_capacity(from + second.len());
        single.extend([&first[..from], second]);
        let reading = self.known_or_whole(&single);
        listed(&reading).then_some(Reading { reduplicated: true, ..reading })
    }

    /// *startup-startupnya*: an unknown word twice, the second time with a clitic.
    fn inflected(&self, first: &str, second: &str, left: Reading) -> Option<Reading> {
        let rest = second.strip_prefix(first)?;
        let enclitic = self.rules.of(AffixKind::Enclitic).find(|rule| rule.form == rest);
        let reading = if listed(&left) { left } else { Reading::whole(first) };
        enclitic.map(|rule| Reading { enclitic: Some(rule.name), reduplicated: true, ..reading })
    }

    /// *SBY-lah*, *PBB-nya*: a clitic that the spelling keeps off a capitalised word.
    fn hyphened_clitic(&self, word: &str) -> Option<Reading> {
        let (base, tail) = word.rsplit_once('-')?;
        let rule = self.rules.all().iter().find(|rule| {
            matches!(rule.kind, AffixKind::Enclitic | AffixKind::Particle) && rule.form == tail && !base.is_empty()
        })?;
        let reading = if base.contains('-') { Reading::whole(base) } else { self.known_or_whole(base) };
        Some(match rule.kind {
            AffixKind::Enclitic => Reading { enclitic: Some(rule.name), ..reading },
            _ => Reading { particle: Some(rule.name), ..reading },
        })
    }

    fn known_or_whole(&self, word: &str) -> Reading {
        self.listed(word).unwrap_or_else(|| self.simple(word))
    }
}

fn listed(reading: &Reading) -> bool {
    matches!(reading.lemma, Lemma::Listed(_))
}

/// *tulis-menulis*, *berlari-lari*, *anak-anaknya*: the prefix of either half, what closes the second one.
fn same_root(left: Reading, right: Reading) -> Option<Reading> {
    if !listed(&left) || left.lemma != right.lemma {
        return None;
    }
    let prefixed = if left.prefix.is_empty() { &right } else { &left };
    Some(Reading {
        prefix: prefixed.prefix,
        voice: left.voice.or(right.voice),
        reduplicated: true,
        proclitic: left.proclitic,
        ..right.clone()
    })
}
