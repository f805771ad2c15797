//! Few keys by which texts that may be the same find each other in an index: whoever shares a key is a candidate, and only candidates
//! are verified.
//!
//! A quote has a key for each pair of its three rarest roots, for each of its five rarest roots together with the speaker, and for its
//! two smallest shingles. Bands of MinHash would not do: of two paraphrases half of the words may differ, but hardly the rare ones,
//! and eight bands either miss them (two rows a band) or make candidates of thousands (one row); `docs/COMPARE.md` has the figures.
//! An article's keys are the smallest hashes of its shingles (a bottom-k sketch): excerpts keep a part of them.

use super::key;
use super::speaker::Speaker;
use super::words::{Vocabulary, WordKind, Words};

/// Roots that make a key with the speaker.
const RAREST: usize = 5;
/// Shingles of a quote that are keys.
const SMALLEST: usize = 2;

/// The keys of a quote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuoteSignature {
    /// At most [`QuoteSignature::MOST`], sorted, each once.
    pub keys: Vec<u64>,
}

impl QuoteSignature {
    /// No quote has more keys.
    pub const MOST: usize = 3 + RAREST + SMALLEST;

    /// The keys of a quote.
    pub fn of(vocabulary: &Vocabulary, words: &Words, speaker: Option<Speaker>) -> Self {
        let mut roots = words.roots();
        roots.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut keys = Vec::with_capacity(Self::MOST);
        for (one, other) in [(0, 1), (0, 2), (1, 2)] {
            if let (Some(one), Some(other)) = (roots.get(one), roots.get(other)) {
                keys.push(key::of_keys(&[one.0.min(other.0), one.0.max(other.0)]));
            }
        }
        if let Some(name) = speaker.and_then(|speaker| name_key(vocabulary, speaker)) {
            keys.extend(roots.iter().take(RAREST).map(|root| key::of_keys(&[name, root.0])));
        }
        keys.extend(Shingles::of(words).list.iter().take(SMALLEST));
        keys.sort_unstable();
        keys.dedup();
        Self { keys }
    }
}

/// Key of the rarest word of a speaker's name, so that *Menteri Rini Hapsari* and *Hapsari* have one. Among words that are equally rare
/// the key decides, and so the same for both.
fn name_key(vocabulary: &Vocabulary, speaker: Speaker) -> Option<u64> {
    let name = speaker.kb.and_then(|kb| kb.rsplit('/').next()).unwrap_or(speaker.name).to_lowercase();
    let words = name.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| word.chars().count() > 2);
    let weighed = words.map(|word| (vocabulary.weight(&vocabulary.root(word)), key::of_bytes(word.as_bytes())));
    weighed.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|word| word.1)
}

/// Words in a shingle.
const SHINGLE: usize = 4;

/// The shingles of a text: every four words that follow one another, as keys, sorted, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shingles {
    /// The keys.
    pub list: Vec<u64>,
}

impl Shingles {
    /// The shingles of a text. One of fewer than four words has one.
    pub fn of(words: &Words) -> Self {
        let forms: Vec<u64> = words.list.iter().map(|word| word.form).collect();
        let mut list: Vec<u64> = if forms.len() < SHINGLE && !forms.is_empty() {
            vec![key::of_keys(&forms)]
        } else {
            forms.windows(SHINGLE).map(key::of_keys).collect()
        };
        list.sort_unstable();
        list.dedup();
        Self { list }
    }

    /// How many both have.
    pub fn shared(&self, other: &Self) -> usize {
        let (mut a, mut b, mut shared) = (0, 0, 0);
        while let (Some(one), Some(two)) = (self.list.get(a), other.list.get(b)) {
            a += usize::from(one <= two);
            b += usize::from(two <= one);
            shared += usize::from(one == two);
        }
        shared
    }
}

/// The keys of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleSignature {
    /// At most [`ArticleSignature::MOST`], sorted, each once.
    pub keys: Vec<u64>,
}

impl ArticleSignature {
    /// No article has more keys.
    pub const MOST: usize = 16;

    /// The keys of an article: its smallest shingles. They are random ones, since shingles are hashes.
    pub fn of(shingles: &Shingles) -> Self {
        Self { keys: shingles.list.iter().copied().take(Self::MOST).collect() }
    }
}

/// Content words and numbers of a text.
pub(super) fn size(words: &Words) -> usize {
    words.list.iter().filter(|word| matches!(word.kind, WordKind::Content | WordKind::Number)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::words::Vocabulary;

    #[test]
    fn paraphrases_share_a_key() {
        let vocabulary = Vocabulary::new();
        let by = |name| Some(Speaker { kb: None, name });
        let keys = |text, name| QuoteSignature::of(&vocabulary, &vocabulary.words(text), by(name)).keys;
        let one = keys("Kami tidak akan menaikkan harga beras sampai akhir tahun", "Rini Hapsari");
        let other = keys("harga beras tidak akan dinaikkan hingga akhir tahun", "Menteri Hapsari");
        assert!(one.len() <= QuoteSignature::MOST);
        assert!(one.iter().any(|key| other.contains(key)));
        assert!(keys("kereta cepat itu belum beroperasi", "Rini Hapsari").iter().all(|key| !one.contains(key)));
    }

    #[test]
    fn short_texts_have_keys_and_empty_ones_none() {
        let vocabulary = Vocabulary::new();
        assert_eq!(QuoteSignature::of(&vocabulary, &vocabulary.words("Tidak benar"), None).keys.len(), 1);
        assert!(QuoteSignature::of(&vocabulary, &vocabulary.words("“ ”"), None).keys.is_empty());
        assert_eq!(Shingles::of(&vocabulary.words("Tidak benar")).list.len(), 1);
        assert!(Shingles::of(&vocabulary.words("")).list.is_empty());
    }
}
