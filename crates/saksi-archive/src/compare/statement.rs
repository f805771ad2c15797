//! Whether two quotes are one statement.

use saksi::QuoteKind;

use super::agree;
use super::speaker::{Company, Speaker, company};
use super::words::Words;

/// One quote, to be held against another.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Its words: those of all segments, joined by blanks.
    pub words: &'a Words,
    /// Who said it, where that is known.
    pub speaker: Option<Speaker<'a>>,
    /// The day of publication, in days since 1 January 1970.
    pub day: Option<i32>,
    /// How it is quoted.
    pub kind: QuoteKind,
}

/// Papers report a statement within so many days of one another.
pub const DAYS: i32 = 7;

/// What two quotes have in common: what [`same_statement`] weighs.
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
    /// Pairs of neighbouring words that the shorter quote shares with the other, 0–1.
    pub order: f32,
    /// How the speakers go together.
    pub company: Company,
}

/// How much two quotes have in common.
pub fn likeness(a: &Side, b: &Side) -> Likeness {
    let (one, other) = (a.words.roots(), b.words.roots());
    let weight = |roots: &[(u64, f32)]| roots.iter().map(|root| root.1).sum::<f32>();
    let (mut x, mut y, mut shared) = (0, 0, 0.0);
    while let (Some(p), Some(q)) = (one.get(x), other.get(y)) {
        if p.0 == q.0 {
            shared += p.1;
        }
        x += usize::from(p.0 <= q.0);
        y += usize::from(q.0 <= p.0);
    }
    let (all, less) = (weight(&one) + weight(&other) - shared, weight(&one).min(weight(&other)));
    Likeness {
        contained: if less > 0.0 { shared / less } else { 0.0 },
        resemblance: if all > 0.0 { shared / all } else { 0.0 },
        shared,
        size: super::signature::size(a.words).min(super::signature::size(b.words)),
        order: order(a.words, b.words),
        company: company(a.speaker, b.speaker),
    }
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

/// Whether two quotes of different articles are the same statement, and how sure that is (0.5–1).
///
/// None where the days are too far apart, numbers or negation disagree, or the speakers are two for all that is known and the
/// words are not nearly the same. Quotes of fewer than five content words must be nearly identical.
pub fn same_statement(a: &Side, b: &Side) -> Option<f32> {
    if let (Some(one), Some(other)) = (a.day, b.day)
        && one.abs_diff(other) > DAYS.unsigned_abs()
    {
        return None;
    }
    let like = likeness(a, b);
    if like.shared <= 0.0 || !agree::agree(a.words, b.words) {
        return None;
    }
    let sure = probability(&like);
    (sure >= 0.5).then_some(sure)
}

/// How likely quotes with so much in common are one statement.
fn probability(like: &Likeness) -> f32 {
    if like.size < 5 {
        let near = like.resemblance >= 0.85 && like.company == Company::Same
            || like.resemblance >= 0.95 && like.company == Company::Open && like.shared >= 12.0;
        return if near { 0.5 + like.resemblance / 2.0 } else { 0.0 };
    }
    let score = -5.0
        + 6.0 * like.contained
        + 2.0 * like.resemblance
        + 2.0 * like.order
        + match like.company {
            Company::Same => 0.5,
            Company::Open => 0.0,
            Company::Different => -2.5,
        };
    1.0 / (1.0 + (-score).exp())
}
