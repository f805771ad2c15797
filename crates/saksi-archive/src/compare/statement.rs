//! Whether two quotes are one statement.

use saksi::QuoteKind;

use super::agree;
use super::signature::size;
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

/// Words of a quote that are looked at for common stretches.
const LONGEST: usize = 200;

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

/// Words in the longest stretch that both have, form by form.
fn run(a: &Words, b: &Words) -> usize {
    let (mut before, mut row) = (vec![0usize; b.list.len() + 1], vec![0usize; b.list.len() + 1]);
    let mut longest = 0;
    for one in a.list.iter().take(LONGEST) {
        for (at, other) in b.list.iter().take(LONGEST).enumerate() {
            row[at + 1] = if one.form == other.form { before[at] + 1 } else { 0 };
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

/// Whether two quotes of different articles are the same statement, and how sure that is (0.5–1).
///
/// None where the days are too far apart, where numbers or negation disagree, and where too little is shared: how much that must be
/// depends on the speakers. Of quotes that have fewer than five content words one must hold nearly all of the other or a stretch of it, and the
/// speaker must be the same; or they are nearly identical and say something particular.
pub fn same_statement(a: &Side, b: &Side) -> Option<f32> {
    if let (Some(one), Some(other)) = (a.day, b.day)
        && one.abs_diff(other) > DAYS.unsigned_abs()
    {
        return None;
    }
    let like = likeness(a, b);
    if like.shared <= 0.0 || like.size < SHORT && !short(&like) || !agree::agree(a.words, b.words) {
        return None;
    }
    let sure = probability(&like);
    (sure >= 0.5).then_some(sure)
}

/// Content words below which a quote is short.
const SHORT: usize = 5;

/// Whether short quotes have enough in common.
fn short(like: &Likeness) -> bool {
    match like.company {
        Company::Same => like.contained >= 0.9 || like.run >= 4,
        Company::Open | Company::Different => like.resemblance >= 0.9 && like.shared >= 12.0,
    }
}

/// How likely quotes with so much in common are one statement: logistic regression over the pairs that `docs/COMPARE.md` tells of, its weights
/// rounded, its bias moved to where precision and recall were in balance.
fn probability(like: &Likeness) -> f32 {
    let company = match like.company {
        Company::Same => 1.4,
        Company::Open => 0.0,
        Company::Different => -0.8,
    };
    let run = (like.run as f32).ln_1p();
    let score = -6.2 + like.contained + 0.8 * like.resemblance + 1.95 * like.plain + 1.9 * run + company;
    1.0 / (1.0 + (-score).exp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::words::Vocabulary;

    /// How sure it is that two quotes of two speakers, so many days apart, are one statement.
    fn sure(a: (&str, &str), b: (&str, &str), days: i32) -> Option<f32> {
        let vocabulary = Vocabulary::new();
        let (one, other) = (vocabulary.words(a.1), vocabulary.words(b.1));
        let side =
            |words, name, day, kind| Side { words, speaker: Some(Speaker { kb: None, name }), day: Some(day), kind };
        let (one, other) =
            (side(&one, a.0, 100, QuoteKind::Direct), side(&other, b.0, 100 + days, QuoteKind::Indirect));
        let sure = same_statement(&one, &other);
        assert_eq!(sure, same_statement(&other, &one), "which of the two comes first must not matter");
        sure
    }

    const RICE: &str = "Kami tidak akan menaikkan harga beras sampai akhir tahun";

    #[test]
    fn direct_and_indirect_in_another_voice() {
        let other = "harga beras tidak akan dinaikkan hingga akhir tahun";
        assert!(sure(("Menteri Perdagangan Rini Hapsari", RICE), ("Rini Hapsari", other), 1).is_some());
        assert!(sure(("Rini Hapsari", RICE), ("Rini Hapsari", other), 20).is_none());
    }

    #[test]
    fn one_paper_quotes_only_half_of_it() {
        let long =
            "Jembatan itu akan dibuka bulan depan, dan truk bermuatan besar tetap harus memutar lewat jalan lama";
        assert!(sure(("Bayu Seto", long), ("Bayu", "truk bermuatan besar tetap harus memutar"), 0).is_some());
    }

    #[test]
    fn what_is_denied_is_not_what_is_said() {
        let said = "harga beras akan dinaikkan sampai akhir tahun";
        assert!(sure(("Rini Hapsari", RICE), ("Rini Hapsari", said), 0).is_none());
    }

    #[test]
    fn numbers_of_one_thing_must_agree() {
        let said =
            |share: &str| format!("pertumbuhan ekonomi daerah kami tahun depan ditargetkan mencapai {share} persen");
        let (five, seven, words) = (said("5"), said("7"), said("lima"));
        assert!(sure(("Rini Hapsari", &five), ("Rini Hapsari", &seven), 0).is_none());
        assert!(sure(("Rini Hapsari", &five), ("Rini Hapsari", &words), 0).is_some());
    }

    #[test]
    fn a_short_denial_needs_the_same_speaker() {
        let text = "Kabar tersebut tidak benar";
        assert!(sure(("Rini Hapsari", text), ("Bayu Seto", text), 0).is_none());
        assert!(sure(("Rini Hapsari", text), ("Hapsari", text), 0).is_some());
    }

    #[test]
    fn the_same_subject_is_not_the_same_statement() {
        let other = "stok beras di gudang kami cukup untuk memenuhi kebutuhan sampai musim panen";
        assert!(sure(("Rini Hapsari", RICE), ("Rini Hapsari", other), 0).is_none());
    }
}
