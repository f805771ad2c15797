//! Numbers and negation: what must not differ between two tellings of one statement.

use super::words::{Word, WordKind, Words};

/// Words behind a negation among which the denied one is looked for.
const SCOPE: usize = 4;
/// Words before a word among which a negation may deny it too.
const NEAR: usize = 6;

/// Whether numbers and negation of two texts can belong to one statement. What one of them leaves out is no contradiction.
pub fn agree(a: &Words, b: &Words) -> bool {
    numbers(a, b) && !denies(a, b) && !denies(b, a)
}

/// Two numbers contradict each other where each is in one text alone and both count the same (*5 persen*, *7 persen*).
fn numbers(a: &Words, b: &Words) -> bool {
    let (one, other) = (only(a, b), only(b, a));
    one.iter().all(|(_, unit)| other.iter().all(|(_, what)| unit.is_none() || unit != what))
}

/// Numbers that stand in `a` alone, with the root behind them.
fn only(a: &Words, b: &Words) -> Vec<(u64, Option<u64>)> {
    let mut numbers = Vec::new();
    for (at, word) in a.list.iter().enumerate().filter(|(_, word)| word.kind == WordKind::Number) {
        if !b.list.iter().any(|other| other.kind == WordKind::Number && other.root == word.root) {
            let unit = a.list[at + 1..].iter().take(2).find(|next| next.kind == WordKind::Content);
            numbers.push((word.root, unit.map(|unit| unit.root)));
        }
    }
    numbers
}

/// Whether `a` denies a root that `b` has without denying it.
fn denies(a: &Words, b: &Words) -> bool {
    denied(a).any(|word| !affirmed(a, word.root) && stands_plainly(b, word.root))
}

/// The words that stand under a negation: the first content word behind each.
fn denied(words: &Words) -> impl Iterator<Item = &Word> {
    let list = &words.list;
    (0..list.len())
        .filter(|&at| list[at].kind == WordKind::Negation)
        .filter_map(|at| list[at + 1..].iter().take(SCOPE).find(|word| word.kind == WordKind::Content))
}

/// Whether a root also stands in `words` outside of a negation.
fn affirmed(words: &Words, root: u64) -> bool {
    let denied = denied(words).filter(|word| word.root == root).count();
    words.list.iter().filter(|word| word.root == root && word.kind == WordKind::Content).count() > denied
}

/// Whether a root stands in `words`, and each time without a negation among the words before it (*tidak ada catatan dan keluhan*).
fn stands_plainly(words: &Words, root: u64) -> bool {
    let list = &words.list;
    let mut places =
        (0..list.len()).filter(|&at| list[at].kind == WordKind::Content && list[at].root == root).peekable();
    places.peek().is_some()
        && places.all(|at| list[at.saturating_sub(NEAR)..at].iter().all(|word| word.kind != WordKind::Negation))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::words::Vocabulary;

    fn go_together(a: &str, b: &str) -> bool {
        let vocabulary = Vocabulary::new();
        let (a, b) = (vocabulary.words(a), vocabulary.words(b));
        assert_eq!(agree(&a, &b), agree(&b, &a));
        agree(&a, &b)
    }

    #[test]
    fn negation_goes_with_its_word() {
        assert!(!go_together("tarif tidak naik", "tarif naik"));
        assert!(!go_together("tarif batal naik", "tarif naik"));
        assert!(go_together("tarif tidak akan dinaikkan", "kami tak menaikkan tarif"));
        // What the other leaves out is not contradicted.
        assert!(go_together("tarif tidak naik, karena panen melimpah", "panen melimpah"));
        assert!(go_together("tidak ada catatan ataupun keluhan", "tidak ada keluhan"));
        assert!(go_together("bukan tarif yang naik, melainkan pajak. Tarif tetap", "tarif tetap"));
    }

    #[test]
    fn numbers_go_with_what_they_count() {
        assert!(!go_together("naik 5 persen", "naik 7 persen"));
        assert!(!go_together("lima bus datang", "tiga bus datang"));
        assert!(go_together("naik 5 persen", "naik lima persen dari 20 ribu ton"));
        assert!(go_together("naik 5 persen", "naik sejak 2019"));
    }
}
