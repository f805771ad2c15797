//! Numbers and negation: what must not differ between two tellings of one statement.

use super::words::{Word, WordKind, Words};

/// Words behind a negation among which the denied one is looked for.
const SCOPE: usize = 4;

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
    let theirs: Vec<u64> = denied(b).map(|word| word.root).collect();
    denied(a).any(|word| {
        !theirs.contains(&word.root)
            && b.list.iter().any(|other| other.kind == WordKind::Content && other.root == word.root)
            && !affirmed(a, word.root)
    })
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
