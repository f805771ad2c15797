//! What two quotes have in common, in numbers.

use super::signature::size;
use super::speaker::{Company, company};
use super::statement::Side;
use super::words::Words;

/// Words of a quote that are looked at for common stretches.
const LONGEST: usize = 200;

/// What two quotes have in common: what [`super::same_statement`] weighs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    /// Weight of the shared roots in that of the shorter quote, 0–1.
    pub contained: f32,
    /// Weight of the shared roots in that of all roots, 0–1.
    pub resemblance: f32,
    /// Weight of the shared roots.
    pub shared: f32,
    /// Content words and numbers of the shorter quote.
    pub size: usize,
    /// As `contained`, of roots that are not names: that of what is said, not of whom.
    pub plain: f32,
    /// Words, stop words too, in the longest stretch that both have.
    pub run: usize,
    /// Pairs of neighbouring words that the shorter quote shares with the other, 0–1.
    pub order: f32,
    /// How the speakers go together.
    pub company: Company,
}

/// How much two quotes have in common.
pub fn likeness(a: &Side, b: &Side) -> Likeness {
    let (shared, less, all) = overlap(&a.words.roots(), &b.words.roots());
    let (plain, less_plain, _) = overlap(&plain(a.words), &plain(b.words));
    let share = |part: f32, whole: f32| if whole > 0.0 { part / whole } else { 0.0 };
    Likeness {
        contained: share(shared, less),
        resemblance: share(shared, all),
        shared,
        size: size(a.words).min(size(b.words)),
        plain: share(plain, less_plain),
        run: run(a.words, b.words),
        order: order(a.words, b.words),
        company: company(a.speaker, b.speaker),
    }
}

/// Weight of the roots that both have, of those of the lighter side, and of all.
fn overlap(a: &[(u64, f32)], b: &[(u64, f32)]) -> (f32, f32, f32) {
    let weight = |roots: &[(u64, f32)]| roots.iter().map(|root| root.1).sum::<f32>();
    let (mut x, mut y, mut shared) = (0, 0, 0.0);
    while let (Some(p), Some(q)) = (a.get(x), b.get(y)) {
        if p.0 == q.0 {
            shared += p.1;
        }
        x += usize::from(p.0 <= q.0);
        y += usize::from(q.0 <= p.0);
    }
    (shared, weight(a).min(weight(b)), weight(a) + weight(b) - shared)
}

/// The roots of words that are no names, as [`Words::roots`].
fn plain(words: &Words) -> Vec<(u64, f32)> {
    let mut roots: Vec<(u64, f32)> =
        words.content().filter(|word| !word.name).map(|word| (word.root, word.weight)).collect();
    roots.sort_unstable_by_key(|root| root.0);
    roots.dedup_by_key(|root| root.0);
    roots
}

/// Words in the longest stretch that both have, root by root.
fn run(a: &Words, b: &Words) -> usize {
    let (mut before, mut row) = (vec![0usize; b.list.len() + 1], vec![0usize; b.list.len() + 1]);
    let mut longest = 0;
    for one in a.list.iter().take(LONGEST) {
        for (at, other) in b.list.iter().take(LONGEST).enumerate() {
            row[at + 1] = if one.root == other.root { before[at] + 1 } else { 0 };
            longest = longest.max(row[at + 1]);
        }
        std::mem::swap(&mut before, &mut row);
    }
    longest
}

/// Share of the neighbouring roots of the shorter quote that are neighbours in the other too.
fn order(a: &Words, b: &Words) -> f32 {
    let pairs = |words: &Words| {
        let roots: Vec<u64> = words.content().map(|word| word.root).collect();
        let mut pairs: Vec<(u64, u64)> = roots.windows(2).map(|pair| (pair[0], pair[1])).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    };
    let (one, other) = (pairs(a), pairs(b));
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let shared = short.iter().filter(|pair| long.binary_search(pair).is_ok()).count();
    if short.is_empty() { 0.0 } else { shared as f32 / short.len() as f32 }
}
