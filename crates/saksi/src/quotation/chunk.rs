//! The parts of a clause between its commas, and what each is.

use std::ops::Range;

use saksi_lang::TokenKind;

use super::phrase::{SPEAKS, is_verb, starts_sentence};
use crate::doc::Doc;
use crate::knowledge::Class;

/// Splits `range` at commas outside brackets.
pub(super) fn chunks(doc: &Doc, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut depth, mut start) = (0i32, range.start);
    for i in range.clone() {
        match doc.tokens[i].first {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ',' if depth <= 0 && doc.tokens[i].kind == TokenKind::Punct => {
                out.push(start..i);
                start = i + 1;
            }
            _ => {}
        }
    }
    out.push(start..range.end);
    out
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chunk {
    /// An adverbial, a connective, a date.
    Adverbial,
    /// A relative clause.
    Relative,
    /// A noun phrase, perhaps with more behind it.
    Nominal,
    Empty,
}

/// `chunk` without the words that only open a sentence.
pub(super) fn strip(doc: &Doc, chunk: &Range<usize>) -> Range<usize> {
    let mut start = chunk.start;
    while start < chunk.end {
        let opens = Class::CONN.or(Class::ADV).or(Class::COORD);
        let token = &doc.tokens[start];
        let plain_sub = doc.is(start, Class::SUB)
            && matches!(
                doc.lower(start),
                "sementara"
                    | "sedangkan"
                    | "ketika"
                    | "saat"
                    | "karena"
                    | "meski"
                    | "setelah"
                    | "namun"
                    | "bahwa"
                    | "hingga"
                    | "sehingga"
                    | "padahal"
                    | "walau"
                    | "meskipun"
                    | "sebab"
                    | "apalagi"
            );
        let discourse = doc.is(start, opens) && !doc.is(start, Class::PREP.or(Class::TITLE))
            || plain_sub
            || token.kind == TokenKind::Punct && matches!(token.first, '-' | '–' | '—' | '•' | '*');
        // *Sementara itu Jepang*, *Setelah itu dia*: the demonstrative goes with it.
        let demonstrative = start > chunk.start && doc.is(start, Class::DET) && !doc.tokens[start].capital;
        // *Lebih lanjut Rini*, *Selain itu*, *Di sisi lain*
        let fixed = match doc.lower(start) {
            "lebih" if matches!(doc.lower_at(start + 1), "lanjut" | "jauh") => 2,
            "secara" => 2,
            "selain" | "untuk" | "atas" | "sebelum" | "setelah" | "usai" if doc.is(start + 1, Class::DET) => 2,
            "di" if matches!(doc.lower_at(start + 1), "sisi" | "samping" | "pihak") => 3,
            "oleh" if doc.lower_at(start + 1) == "karena" || doc.lower_at(start + 1) == "sebab" => 3,
            "pada" | "dalam" if matches!(doc.lower_at(start + 1), "kesempatan" | "akhirnya" | "dasarnya") => {
                if doc.is(start + 2, Class::DET) { 3 } else { 2 }
            }
            _ => 0,
        };
        if fixed > 0 && start + fixed < chunk.end {
            start += fixed;
        } else if (discourse || demonstrative) && start + 1 < chunk.end {
            start += 1;
        } else {
            break;
        }
    }
    start..chunk.end
}

pub(super) fn classify(doc: &Doc, chunk: &Range<usize>) -> Chunk {
    let Some(first) = chunk.clone().next() else { return Chunk::Empty };
    if doc.is(first, Class::REL) {
        return Chunk::Relative;
    }
    let nominal = SPEAKS.or(Class::QUANT).or(Class::NOUN);
    let capital_inside = doc.capital(first) && !doc.tokens[first].line_start && !starts_sentence(doc, first);
    // An age: *Sumarni, 54 tahun, mengatakan*.
    if doc.tokens[first].kind == TokenKind::Number && chunk.len() <= 2 {
        return Chunk::Adverbial;
    }
    if doc.is(first, Class::DAY) && chunk.len() <= 8 {
        return Chunk::Adverbial;
    }
    if doc.is(first, SPEAKS) || capital_inside && !doc.is(first, Class::PREP.or(Class::SUB)) {
        return Chunk::Nominal;
    }
    if doc.is(first, Class::PREP.or(Class::SUB)) {
        return Chunk::Adverbial;
    }
    if doc.is(first, nominal) {
        return Chunk::Nominal;
    }
    if doc.is(first, Class::CONN.or(Class::ADV).or(Class::TIME).or(Class::COORD)) && chunk.len() <= 3 {
        return Chunk::Adverbial;
    }
    if is_verb(doc, first) || doc.is(first, Class::VERB) && chunk.len() > 1 && !doc.capital(first + 1) {
        return Chunk::Adverbial;
    }
    Chunk::Nominal
}
