//! Words as Universal Dependencies count them for Indonesian: a clitic is a word of its own (*kata* + *nya*), a point that
//! belongs to an abbreviation is none (*Tbk.*), a range of numbers is three (*5* *-* *10*).
//!
//! The cut is made from [`tokenize`](crate::tokenize)'s tokens: some are joined (`join`), some parted (`part`), and clitics
//! come off what is then a token (`clitic`). Spans are always the surface itself; the words of a sentence cover exactly its
//! tokens.

use std::ops::Range;

use crate::analyzer::Word;
use crate::morphology::Morphology;
use crate::{Span, Token, TokenKind, sentence};

mod clitic;
mod join;
mod part;

/// The words of one sentence, whose tokens these are, into `out` (cleared first). UD tokens are numbered from 0.
pub fn words(text: &str, tokens: &[Token], morphology: &Morphology, out: &mut Vec<Word>) {
    out.clear();
    let mut at = 0;
    let mut number = 0;
    while at < tokens.len() {
        let end = join::end(text, tokens, at);
        let mut rest = sentence::span_of(&tokens[at..end]);
        if matches!(tokens[at].kind, TokenKind::Word | TokenKind::Number) {
            while let Some(length) = part::first(rest.of(text)) {
                let middle = rest.start + length as u32;
                push(text, Span { start: rest.start, end: middle }, at == 0, morphology, &mut number, out);
                rest.start = middle;
            }
        }
        push(text, rest, at == 0, morphology, &mut number, out);
        at = end;
    }
}

/// One UD token, cut where clitics hang on it.
fn push(text: &str, span: Span, first: bool, morphology: &Morphology, number: &mut u32, out: &mut Vec<Word>) {
    let cut = clitic::cut(span.of(text), first, morphology);
    let mut from = span.start;
    for stop in cut.places().map(|place| span.start + place as u32).chain([span.end]) {
        out.push(Word { span: Span { start: from, end: stop }, token: *number });
        from = stop;
    }
    *number += 1;
}

/// Calls `each` with every sentence of a text: the range of its tokens and its words.
pub fn sentences(text: &str, tokens: &[Token], morphology: &Morphology, mut each: impl FnMut(Range<usize>, &[Word])) {
    let mut out = Vec::new();
    let mut start = 0;
    while start < tokens.len() {
        let end = sentence::end_of(text, tokens, start).max(start + 1);
        words(text, &tokens[start..end], morphology, &mut out);
        each(start..end, &out);
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokenize;

    /// The words, those of one token joined by `+`.
    fn read(text: &str) -> String {
        let (mut tokens, mut words) = (Vec::new(), Vec::new());
        tokenize(text, &mut tokens);
        super::words(text, &tokens, &Morphology::new(), &mut words);
        let token = |part: &[Word]| part.iter().map(|word| word.span.of(text)).collect::<Vec<_>>().join("+");
        words.chunk_by(|a, b| a.token == b.token).map(token).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn clitics_are_words() {
        assert_eq!(read("Apakah ibunya menyetujuinya?"), "Apa+kah ibu+nya menyetujui+nya ?");
        assert_eq!(read("Kubawa bukumu, pulanglah!"), "Ku+bawa buku+mu , pulang+lah !");
        assert_eq!(read("Teman-temannya pun datang"), "Teman-teman+nya pun datang");
        assert_eq!(read("meskipun ditolaknya"), "meski+pun ditolak+nya");
        assert_eq!(read("KATANYA SEPI"), "KATA+NYA SEPI");
    }

    #[test]
    fn words_that_only_look_like_it_stay() {
        let adverbs = "Sebelumnya ia hanya punya satu suku dan bertemu tamu";
        assert_eq!(read(adverbs), adverbs);
        let names = "Kenya dan Catalunya adalah setelah masalah";
        assert_eq!(read(names), names);
        assert_eq!(read("sebaik-baiknya"), "sebaik-baiknya");
    }

    #[test]
    fn an_unknown_word_may_carry_nya() {
        assert_eq!(read("lewat podkesnya dan NPLnya"), "lewat podkes+nya dan NPL+nya");
        assert_eq!(read("akun Instagramnya"), "akun Instagram+nya");
        // The hyphen is a token of its own there.
        assert_eq!(read("anggaran APBD-nya"), "anggaran APBD - nya");
    }

    #[test]
    fn points_of_abbreviations_are_no_tokens() {
        assert_eq!(read("PT Bumi Tbk. dan Joko P. di sini."), "PT Bumi Tbk. dan Joko P. di sini .");
        assert_eq!(read("warga A.S. itu... pergi"), "warga A.S. itu ... pergi");
    }

    #[test]
    fn numbers_ranges_and_codes() {
        assert_eq!(read("Rp9.000,5 per dolar"), "Rp 9.000,5 per dolar");
        assert_eq!(read("antara Rp9.100/9.105 dan 5-10 persen"), "antara Rp 9.100 / 9.105 dan 5 - 10 persen");
        assert_eq!(read("triwulan II/2007, tahun 1990-an"), "triwulan II/2007 , tahun 1990-an");
        assert_eq!(read("Januari-Maret di RI-Jepang"), "Januari - Maret di RI - Jepang");
        assert_eq!(read("peringkat Moody's"), "peringkat Moody 's");
    }
}
