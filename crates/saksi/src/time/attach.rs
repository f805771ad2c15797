//! Which expression says when something happened.

use std::ops::Range;

use saksi_lang::analyzer::{Deprel, Upos};

use super::Times;
use crate::TimeKind;
use crate::doc::Doc;
use crate::knowledge::Class;

/// The expression (index into the times) that says when the act of the words `anchor` took place.
///
/// The tree is asked first: what hangs from the act, or from the verb that the act is the object of. Else it is the nearest in the
/// same clause, else one at the head of the sentence. The time of a saying (*kata Budi, Senin*) is not that of what is said.
pub(crate) fn of(doc: &Doc, times: &Times, anchor: Range<usize>, sentence: Range<usize>) -> Option<u32> {
    let first = times.tokens.partition_point(|t| t.start < sentence.start);
    let here = || (first..times.tokens.len()).take_while(|&n| times.tokens[n].end <= sentence.end);
    let point = |n: usize| matches!(times.times[n].kind, TimeKind::Date | TimeKind::Time);
    let vague = |n: usize| times.times[n].value.ends_with("_REF");
    let exact = || here().filter(|&n| point(n) && !vague(n));
    // A length says when only as the act's own (*selama tiga hari*).
    let lasting = |&n: &usize| {
        let before = times.tokens[n].start.checked_sub(1).map_or("", |i| doc.lower(i));
        times.times[n].kind == TimeKind::Duration
            && matches!(before, "selama" | "dalam" | "sepanjang")
            && governor(doc, &times.tokens[n]).is_some_and(|g| anchor.contains(&g))
    };
    let found = by_tree(doc, &anchor, times, exact())
        .or_else(|| near(doc, times, &anchor, exact()))
        .or_else(|| opening(doc, times, &sentence, exact()))
        .or_else(|| by_tree(doc, &anchor, times, here().filter(|&n| vague(n))))
        .or_else(|| here().find(lasting));
    found.and_then(|n| u32::try_from(n).ok())
}

/// The expression that hangs from the act itself, else from what governs a nominal act.
fn by_tree(doc: &Doc, anchor: &Range<usize>, times: &Times, candidates: impl Iterator<Item = usize>) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for n in candidates {
        let Some(governor) = governor(doc, &times.tokens[n]) else { continue };
        let Some(steps) = steps(doc, anchor, governor) else { continue };
        if best.is_none_or(|(_, least)| steps < least) {
            best = Some((n, steps));
        }
    }
    best.map(|(n, _)| n)
}

/// The word outside that the head of `range` hangs from.
fn governor(doc: &Doc, range: &Range<usize>) -> Option<usize> {
    doc.syntax.tops(range.clone()).find_map(|(top, node)| {
        let adverbial = matches!(
            node.deprel,
            Deprel::Obl
                | Deprel::OblTmod
                | Deprel::OblLmod
                | Deprel::Advmod
                | Deprel::Nmod
                | Deprel::NmodTmod
                | Deprel::NmodLmod
                | Deprel::Appos
                | Deprel::Parataxis
                | Deprel::Compound
                | Deprel::Flat
                | Deprel::Amod
                | Deprel::Nummod
                | Deprel::Dep
        );
        doc.syntax.head(top).filter(|_| adverbial)
    })
}

/// How far above the act its time may hang: at the act (0), at a noun below it (1), at the verb above a nominal act or above a
/// further verb of the same clause (2); none where a saying stands between.
fn steps(doc: &Doc, anchor: &Range<usize>, governor: usize) -> Option<usize> {
    if anchor.contains(&governor) {
        return Some(0);
    }
    let saying = |i: usize| doc.words[i].cue().is_some() && doc.syntax.node(i).is_some_and(|n| n.upos == Upos::Verb);
    // A noun of the act's clause: *di Kyiv, Senin*.
    let noun = |i: usize| doc.syntax.node(i).is_some_and(|n| matches!(n.upos, Upos::Noun | Upos::Propn));
    if noun(governor) && doc.syntax.head(governor).is_some_and(|head| anchor.contains(&head)) {
        return Some(1);
    }
    let top = anchor.clone().find(|&i| doc.syntax.head(i).is_none_or(|head| !anchor.contains(&head)))?;
    let above = doc.syntax.head(top)?;
    let node = doc.syntax.node(top)?;
    let joined = matches!(
        node.deprel,
        Deprel::Obj
            | Deprel::Nsubj
            | Deprel::NsubjPass
            | Deprel::Obl
            | Deprel::Nmod
            | Deprel::Xcomp
            | Deprel::Conj
            | Deprel::Compound
    );
    (above == governor && joined && (!saying(above) || node.deprel == Deprel::Conj)).then_some(2)
}

/// The nearest in the same clause: no comma, quotation mark, cue or conjunction between.
fn near(doc: &Doc, times: &Times, anchor: &Range<usize>, candidates: impl Iterator<Item = usize>) -> Option<usize> {
    let gap = |n: usize| {
        let at = &times.tokens[n];
        if at.start >= anchor.end { anchor.end..at.start } else { at.end..anchor.start.max(at.end) }
    };
    let verb = |i: usize| doc.is(i, Class::VERB);
    let breaks = |n: usize, i: usize| {
        // *sejak 2014*: the preposition of the expression itself.
        let own = i + 1 == times.tokens[n].start && doc.is(i, Class::PREP);
        doc.quote(i)
            || [',', ';', ':'].iter().any(|&m| doc.mark(i, m))
            || doc.words[i].cue().is_some()
            || !own && doc.is(i, Class::SUB.or(Class::REL))
            || doc.is(i, Class::COMP) && (!doc.is(i, Class::PREP) || verb(i + 1))
            || doc.is(i, Class::COORD) && verb(i + 1)
    };
    candidates.filter(|&n| !gap(n).any(|i| breaks(n, i))).min_by_key(|&n| gap(n).len())
}

/// The only expression, at the head of the sentence: it is about all of it.
fn opening(
    doc: &Doc,
    times: &Times,
    sentence: &Range<usize>,
    mut candidates: impl Iterator<Item = usize>,
) -> Option<usize> {
    let only = candidates.next().filter(|_| candidates.next().is_none())?;
    let before = sentence.start..times.tokens[only].start;
    before.clone().all(|i| doc.is(i, Class::PREP.or(Class::CONN))).then_some(only)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::Tokens;
    use crate::knowledge::{CueTable, Lexicon};
    use crate::syntax::{Memory, Syntax};
    use crate::time::{TimeTable, read};
    use saksi_lang::analyzer::Analyzer;

    /// The words that say when the act named by `anchor` took place.
    fn when<'t>(text: &'t str, anchor: &str) -> Option<&'t str> {
        let (analyzer, lexicon) = (Analyzer::new(), Lexicon::load(&CueTable::load()));
        let mut tokens = Tokens::default();
        tokens.fill(text, &lexicon);
        let syntax = Syntax::new(&analyzer, lexicon.morphology(), text, &tokens.tokens, Memory::default());
        let doc = Doc::new(text, &tokens, &syntax);
        let sentence = 0..doc.len();
        syntax.sentence(sentence.clone());
        let times = read(&doc, &TimeTable::load(), std::slice::from_ref(&sentence), "2023-07-12".parse().ok());
        let at = (0..doc.len()).find(|&i| doc.surface(i) == anchor).expect("the anchor is a word of the text");
        of(&doc, &times, at..at + 1, sentence).map(|n| times.times[n as usize].span.of(text))
    }

    #[test]
    fn the_day_of_an_act() {
        for (text, anchor, day) in [
            ("Rusia menyerang Kyiv pada Senin (10/7/2023).", "menyerang", "Senin (10/7/2023)"),
            (
                "Pada Senin (10/7/2023), Rusia menyerang Kyiv dan menewaskan lima warga.",
                "menyerang",
                "Senin (10/7/2023)",
            ),
            ("Pada Senin, Rusia menyerang Kyiv dan menewaskan lima warga.", "menewaskan", "Senin"),
            ("Uni Eropa menjatuhkan sanksi terhadap Iran pekan lalu.", "menjatuhkan", "pekan lalu"),
            ("Sejak invasi Rusia pada Februari 2022, Ukraina menerima bantuan dari Jerman.", "invasi", "Februari 2022"),
            (
                "Presiden Joko Widodo bertemu Perdana Menteri Jepang di Tokyo, Senin (10/7/2023).",
                "bertemu",
                "Senin (10/7/2023)",
            ),
            ("Polisi menangkap tiga mahasiswa di Makassar, Senin malam.", "menangkap", "Senin malam"),
            ("Kedua negara akan menandatangani perjanjian itu bulan depan.", "menandatangani", "bulan depan"),
            ("Tentara menyerang desa itu kemarin setelah bertahan tiga hari.", "menyerang", "kemarin"),
            ("Pada 2014 Rusia mencaplok Krimea, lalu menyerbu Ukraina pada 2022.", "mencaplok", "2014"),
            ("Pada 2014 Rusia mencaplok Krimea, lalu menyerbu Ukraina pada 2022.", "menyerbu", "2022"),
            ("Turki menolak bantuan itu pekan lalu dan kemarin menerima bantuan dari Jerman.", "menerima", "kemarin"),
            ("Serangan Rusia di Kyiv pada Senin menewaskan lima warga.", "Serangan", "Senin"),
            ("Serangan Rusia di Kyiv pada Senin menewaskan lima warga.", "menewaskan", "Senin"),
            ("Pasukan itu mengepung kota selama tiga pekan.", "mengepung", "tiga pekan"),
            ("Saat ini kedua negara berunding di Jenewa.", "berunding", "Saat ini"),
        ] {
            assert_eq!(when(text, anchor), Some(day), "{anchor}: {text}");
        }
    }

    #[test]
    fn the_day_of_a_saying_is_not_that_of_what_is_said() {
        for (text, anchor, day) in [
            ("“Rusia menyerang kota kami,” kata Budi Santoso, Senin (10/7/2023).", "menyerang", None),
            (
                "“Rusia menyerang kota kami kemarin,” kata Budi Santoso, Senin (10/7/2023).",
                "menyerang",
                Some("kemarin"),
            ),
            ("Budi Santoso mengatakan pada Senin bahwa Rusia menyerang kota itu.", "menyerang", None),
            ("Rusia menyerang kota itu, kata Budi Santoso, Senin (10/7/2023).", "menyerang", None),
            ("Jerman mengecam serangan itu pada Senin.", "mengecam", Some("Senin")),
            ("Jaksa menuntut terdakwa enam tahun penjara.", "menuntut", None),
        ] {
            assert_eq!(when(text, anchor), day, "{anchor}: {text}");
        }
    }
}
