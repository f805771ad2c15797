//! Few keys by which texts that may be the same find each other in an index: whoever shares a key is a candidate, and only candidates
//! are verified.
//!
//! A quote's keys are pairs of its rarest roots, and not MinHash bands: quotes are short, and of two paraphrases half of the words may
//! differ, but hardly the rare ones. An article's keys are the smallest hashes of its shingles (a bottom-k sketch): excerpts keep a
//! part of them.

use super::key;
use super::words::{WordKind, Words};

/// Roots that a quote's pairs are made of.
const RAREST: usize = 4;

/// The keys of a quote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuoteSignature {
    /// At most [`QuoteSignature::MOST`], sorted, each once.
    pub keys: Vec<u64>,
}

impl QuoteSignature {
    /// No quote has more keys.
    pub const MOST: usize = 8;

    /// The keys of a quote: pairs of its rarest roots; one key for a quote of one root.
    pub fn of(words: &Words) -> Self {
        let mut roots = words.roots();
        roots.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut keys = Vec::with_capacity(Self::MOST);
        if let [only] = roots[..] {
            keys.push(key::of_keys(&[only.0]));
        }
        let rarest = &roots[..roots.len().min(RAREST + 1)];
        for (at, one) in rarest.iter().enumerate() {
            for other in &rarest[at + 1..] {
                if keys.len() < Self::MOST {
                    keys.push(key::of_keys(&[one.0.min(other.0), one.0.max(other.0)]));
                }
            }
        }
        keys.sort_unstable();
        keys.dedup();
        Self { keys }
    }
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
        let keys = |text| QuoteSignature::of(&vocabulary.words(text)).keys;
        let one = keys("Kami tidak akan menaikkan harga beras sampai akhir tahun");
        let other = keys("harga beras tidak akan dinaikkan hingga akhir tahun");
        assert!(one.len() <= QuoteSignature::MOST);
        assert!(one.iter().any(|key| other.contains(key)));
        assert!(keys("kereta cepat itu belum beroperasi").iter().all(|key| !one.contains(key)));
    }

    #[test]
    fn short_texts_have_keys_and_empty_ones_none() {
        let vocabulary = Vocabulary::new();
        assert_eq!(QuoteSignature::of(&vocabulary.words("Tidak benar")).keys.len(), 1);
        assert!(QuoteSignature::of(&vocabulary.words("“ ”")).keys.is_empty());
        assert_eq!(Shingles::of(&vocabulary.words("Tidak benar")).list.len(), 1);
        assert!(Shingles::of(&vocabulary.words("")).list.is_empty());
    }
}
