//! Sentence boundaries.

use crate::{Span, Token, TokenKind};

/// Abbreviations after which a point does not end a sentence, lower-cased, without the point.
const ABBREVIATIONS: &[&str] = &[
    // titles and degrees
    "prof", "mgr", "pdt", "ust", "bpk", "dr", "drs", "dra", "ir", "h", "hj", "kh", "k.h", "st", "sdr", "sdri", "tn",
    "ny", "nn", "mr", "mrs", "ms", "jr", "sr", "hc", "gus", "rev", "gen", // ranks
    "jend", "letjen", "mayjen", "brigjen", "irjen", "komjen", "kombes", "akbp", "kol", "letkol", "may", "kapt",
    "lettu", "ltn", // addresses, numbers, quantities
    "jl", "jln", "gg", "no", "nomor", "hal", "tgl", "kec", "kab", "kel", "ds", "rt", "rw", "pt", "cv", "tbk", "art",
    "ps", "ay", "vol", "ed", "cet", "jkt", "rp", "hlm", "bab", // other
    "a.n", "u.p", "d.a", "yth", "alm", "almh", "a.l", "s.d", "vs", "al", "inc", "pte", "ltd", "corp", "co", "bro",
];

/// Degrees behind a name and abbreviations that close a list: their point ends a sentence where a plain capitalised word
/// follows.
const CLOSING: &[&str] = &[
    "s.h", "m.h", "s.e", "s.ip", "s.pd", "m.si", "m.m", "ph.d", "lc", "s.ag", "skm", "mt", "dll", "dsb", "dst", "dkk",
    "s.t", "m.t", "s.kom", "m.pd", "s.sos", "m.hum",
];

/// True where the point at token `stop` belongs to the abbreviation or initial before it.
pub(crate) fn is_abbreviation(text: &str, tokens: &[Token], stop: usize) -> bool {
    if !tokens[stop].is('.') || stop == 0 || tokens[stop].space_before {
        return false;
    }
    let before = &tokens[stop - 1];
    let surface = before.of(text);
    if before.kind == TokenKind::Number {
        return false;
    }
    if !before.is_word() {
        return false;
    }
    // An initial: a single capital before a capitalised word (*Handa S. Abidin*), not a mark in a list (*titik A.*).
    let initials = before.capital && surface.contains('.') && surface.split('.').all(|p| p.chars().count() == 1);
    if initials && surface.len() <= 5 && !matches!(surface, "A.S" | "U.S") {
        // *W.S. Rendra*: initials before a name. *A.S.* is a state.
        return tokens.get(stop + 1).is_some_and(|t| t.capital && !t.line_start);
    }
    if before.capital && surface.chars().count() == 1 {
        return tokens.get(stop + 1).is_some_and(|t| t.capital);
    }
    let mut lower = [0u8; 16];
    if surface.len() > lower.len() || !surface.is_ascii() {
        return false;
    }
    let lower = &mut lower[..surface.len()];
    lower.copy_from_slice(surface.as_bytes());
    lower.make_ascii_lowercase();
    let lower = &*lower;
    let next_plain = tokens.get(stop + 1).is_some_and(|t| t.capital && !t.all_caps && !t.of(text).contains('.'));
    let closes = CLOSING.iter().any(|a| a.as_bytes() == lower) && !next_plain;
    (closes || ABBREVIATIONS.iter().any(|a| a.as_bytes() == lower))
        // At the end of a line nothing goes on, whatever stands there.
        && tokens.get(stop + 1).is_some_and(|t| !t.line_start)
}

/// The index one past the last token of the sentence that starts at `start`: a line break, or a stop with the marks
/// that close after it, when what follows can begin a sentence.
pub fn end_of(text: &str, tokens: &[Token], start: usize) -> usize {
    let mut i = start;
    while i < tokens.len() {
        if i > start && tokens[i].line_start {
            return i;
        }
        if tokens[i].is_stop() && !is_abbreviation(text, tokens, i) {
            let mut end = i + 1;
            // More stops (*?!*, *...*) and whatever closes directly behind them.
            while end < tokens.len() && !tokens[end].space_before && closes(tokens, end) {
                end += 1;
            }
            match tokens.get(end) {
                None => return end,
                Some(next) if next.line_start => return end,
                Some(next) if begins(text, tokens, i, end, next) => return end,
                _ => i = end - 1,
            }
        }
        i += 1;
    }
    tokens.len()
}

fn closes(tokens: &[Token], at: usize) -> bool {
    let t = &tokens[at];
    let opens_next = t.kind == TokenKind::Quote && tokens.get(at + 1).is_some_and(|n| !n.space_before && n.is_word());
    t.is_stop() || t.is(')') || t.is(']') || (t.kind == TokenKind::Quote && !opens_next)
}

/// True where `next` can begin a sentence after the stop at `stop`.
fn begins(text: &str, tokens: &[Token], stop: usize, end: usize, next: &Token) -> bool {
    if !next.space_before {
        // *…terbatas.Dia menambahkan*: glued sentences. A stop inside *(?)* or before a comma ends nothing.
        let before = &tokens[stop.saturating_sub(1)];
        // *…hilang."Kita telah …*: a quotation glued to the stop before it.
        let opens = next.kind == TokenKind::Quote && tokens.get(end + 1).is_some_and(|n| n.capital && !n.space_before);
        if before.is(')') && end == stop + 1 {
            return next.capital || opens;
        }
        // *pada 1972.Dia menilai*, *naik 0,10%.Pasar …*; *1.Dia* begins a list, *19.00.WIB* goes on.
        let number = before.kind == TokenKind::Number && !matches!(next.of(text), "WIB" | "WITA" | "WIT");
        let word = before.is_word() && !before.of(text).contains('.');
        return (next.capital || opens)
            && end == stop + 1
            && (before.is('%') || (number || word) && before.span.len() > 1);
    }
    match next.kind {
        TokenKind::Word => next.capital || next.first.is_numeric() || next.first == '@' || next.first == '#',
        TokenKind::Number | TokenKind::Quote => true,
        TokenKind::Punct => matches!(next.first, '(' | '[' | '-' | '–' | '—' | '•' | '*' | '¿' | '¡'),
    }
}

/// The sentences of `tokens`, as ranges of token indices, appended to `out`.
pub fn split(text: &str, tokens: &[Token], out: &mut Vec<std::ops::Range<usize>>) {
    let mut start = 0;
    while start < tokens.len() {
        let end = end_of(text, tokens, start).max(start + 1);
        out.push(start..end);
        start = end;
    }
}

/// The span from the first to the last of `tokens`.
pub fn span_of(tokens: &[Token]) -> Span {
    match (tokens.first(), tokens.last()) {
        (Some(a), Some(b)) => Span { start: a.span.start, end: b.span.end },
        _ => Span::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokenize;

    fn sentences(text: &str) -> Vec<&str> {
        let (mut tokens, mut out) = (Vec::new(), Vec::new());
        tokenize(text, &mut tokens);
        split(text, &tokens, &mut out);
        out.into_iter().map(|r| span_of(&tokens[r]).of(text)).collect()
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_sentences() {
        assert_eq!(sentences("Prof. Dr. H. Amin datang. Ia tiba di Jl. Merdeka No. 5.").len(), 2);
        assert_eq!(sentences("Rektor Handa S. Abidin hadir. Acara selesai.").len(), 2);
    }

    #[test]
    fn a_quotation_is_followed_by_its_attribution() {
        assert_eq!(sentences("\"Benarkah?\" tanyanya. Ia diam.").len(), 2);
        assert_eq!(sentences("\"Saya datang. Saya lihat,\" kata Budi.").len(), 2);
    }

    #[test]
    fn glued_sentences_are_cut() {
        assert_eq!(sentences("Alat terbatas.Dia menambahkan itu.").len(), 2);
    }

    #[test]
    fn points_in_numbers_stay() {
        assert_eq!(sentences("Harganya Rp 1.500.000. Murah sekali.").len(), 2);
    }
}
