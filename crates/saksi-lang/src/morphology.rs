//! Indonesian word forms: root, voice, affixes and clitics.
//!
//! The rules stand in `knowledge/affixes.tsv`, the roots in `knowledge/lemmas.tsv`, what neither can know in
//! `knowledge/lemma_exceptions.tsv`; how frequent a root is, `knowledge/word_tags.tsv` tells. Nothing is ever stripped down to a stem that is not a listed root, save for the few
//! guesses of `guess.rs`, which lower-cased forms alone get: a capital may be a name. The method, candidate
//! stems by rule checked against a root list, is that of Nazief and Adriani (1996) and of MorphInd (Larasati and
//! others, 2011); unlike there all candidates compete by score instead of the first one winning.
//!
//! Which reading wins:
//! 1. what the exceptions say of the form;
//! 2. the form is a root: it stays (*makan*, *ikan*, *sekolah*);
//! 3. affixes without clitics, then one particle or enclitic, then both, then a proclitic;
//! 4. among those of one step the score in `choose.rs`: long and frequent roots, cheap rules.

use std::borrow::Cow;

mod affix;
mod choose;
mod clitic;
mod feats;
mod guess;
mod lemma;
mod reduplication;
mod table;

pub use table::{AffixKind, AffixRule, Before};

use rustc_hash::FxHashMap;

use choose::{Lemma, Reading};
use lemma::Habit;
use table::{Rules, Words};

/// Whether the subject does what the verb says or undergoes it, as Universal Dependencies mark it: *ber-* counts as
/// active, *ter-* as passive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Voice {
    /// *menulis*, *bertemu*
    Active,
    /// *ditulis*, *tertulis*, *kutulis*
    Passive,
}

/// A word form taken apart. Affixes and clitics are cited as the table names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form<'a> {
    /// The root in lower case; the whole form where it is not understood.
    pub lemma: Cow<'a, str>,
    /// True where the lemma is in the root list, false where it is a guess or the form itself.
    pub known: bool,
    /// Voice as the prefix or proclitic shows it; a bare root shows none.
    pub voice: Option<Voice>,
    /// *me-*, *di-*, *memper-* …, or empty.
    pub prefix: &'static str,
    /// *-kan*, *-i*, *-an* …, or empty.
    pub suffix: &'static str,
    /// *ku-*, *kau-*.
    pub proclitic: Option<&'static str>,
    /// *-nya*, *-ku*, *-mu*.
    pub enclitic: Option<&'static str>,
    /// *-lah*, *-kah*, *-tah*, *-pun*.
    pub particle: Option<&'static str>,
    /// *negara-negara*, *tulis-menulis*; also where the reduplicated word is its own lemma (*undang-undang*).
    pub reduplicated: bool,
}

/// The rules and the roots, ready for look-ups. Build it once and share it: it is never changed.
pub struct Morphology {
    words: Words,
    rules: Rules,
    clitics: FxHashMap<&'static str, &'static str>,
    habits: FxHashMap<&'static str, Vec<Habit>>,
}

impl Default for Morphology {
    fn default() -> Self {
        Self::new()
    }
}

/// Forms up to this many bytes are lower-cased on the stack.
const SHORT: usize = 48;

impl std::fmt::Debug for Morphology {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Morphology").finish_non_exhaustive()
    }
}

impl Morphology {
    /// Reads the tables that are compiled into the library.
    pub fn new() -> Self {
        let rules = Rules::new();
        Self { words: Words::new(), rules, clitics: table::clitics(), habits: table::habits() }
    }

    /// The affixes and clitics with the example that each of them comes with.
    pub fn rules(&self) -> &[AffixRule] {
        self.rules.all()
    }

    /// The roots, in no order.
    pub fn roots(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.words.roots()
    }

    /// Whether this lower-cased word is a root.
    pub fn is_root(&self, word: &str) -> bool {
        self.words.root(word).is_some()
    }

    /// What `clitics.tsv` says of a lower-cased form: itself, or its words parted by a blank.
    pub(crate) fn clitics(&self, form: &str) -> Option<&'static str> {
        self.clitics.get(form).copied()
    }

    /// Takes a form apart, whatever its case. Never fails: a form that is not understood is its own lemma.
    pub fn analyse<'a>(&self, form: &'a str) -> Form<'a> {
        let plain = form.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
        if plain {
            return self.read(form).into_form(|range| Cow::Borrowed(&form[range]));
        }
        let mut buffer = [0u8; SHORT];
        let lowered: Cow<str> = match buffer.get_mut(..form.len()) {
            Some(short) if form.is_ascii() => {
                short.copy_from_slice(form.as_bytes());
                short.make_ascii_lowercase();
                std::str::from_utf8(short).map_or_else(|_| Cow::Owned(form.to_lowercase()), Cow::Borrowed)
            }
            _ => Cow::Owned(form.to_lowercase()),
        };
        let capital = form.chars().any(char::is_uppercase);
        let reading = if capital { self.read_known(&lowered) } else { self.read(&lowered) };
        reading.into_form(|range| Cow::Owned(lowered[range].to_owned()))
    }

    /// Reads a lower-cased form, guessing where no root is known.
    fn read(&self, word: &str) -> Reading {
        let reading = self.read_known(word);
        if matches!(reading.lemma, Lemma::Listed(_)) || reading.has_clitic() { reading } else { self.guess(word) }
    }

    /// Reads a lower-cased form by listed roots only.
    fn read_known(&self, word: &str) -> Reading {
        if let Some(reading) = self.listed(word) {
            return Reading { reduplicated: reading.reduplicated || is_doubled(word, &reading), ..reading };
        }
        if word.contains('-') { self.reduplicated(word) } else { self.simple(word) }
    }

    /// Reads a lower-cased form without hyphen, which is neither a root nor an exception.
    fn simple(&self, word: &str) -> Reading {
        self.affixed(word).or_else(|| self.cliticised(word)).unwrap_or_else(|| Reading::whole(word))
    }
}

/// Whether a listed form is written twice: its halves are equal, or it has a hyphen that its root has not (*sayur-mayur*).
fn is_doubled(word: &str, reading: &Reading) -> bool {
    let Some((first, second)) = word.split_once('-') else { return false };
    first == second || matches!(reading.lemma, Lemma::Listed(root) if !root.contains('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_reads_its_example() {
        let morphology = Morphology::new();
        let wrong: Vec<String> = morphology
            .rules()
            .iter()
            .filter_map(|rule| {
                let form = morphology.analyse(rule.example);
                let named = [form.prefix, form.suffix]
                    .into_iter()
                    .chain(form.proclitic)
                    .chain(form.enclitic)
                    .chain(form.particle)
                    .any(|name| name == rule.name);
                let right = form.lemma == rule.lemma && named && rule.voice.is_none_or(|v| form.voice == Some(v));
                (!right).then(|| format!("{} {} → {form:?}", rule.name, rule.example))
            })
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn roots_are_not_taken_apart() {
        let morphology = Morphology::new();
        let wrong: Vec<&str> = morphology.roots().filter(|root| morphology.analyse(root).lemma != *root).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
