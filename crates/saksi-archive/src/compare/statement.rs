//! Whether two quotes are one statement.

use saksi::QuoteKind;

use super::agree;
use super::likeness::{Likeness, likeness};
use super::speaker::{Company, Speaker};
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
