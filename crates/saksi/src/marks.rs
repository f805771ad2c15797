//! Which quotation marks belong together.
//!
//! Papers write them odd in number, open them in one paragraph and close them in another, close with an opening mark
//! and nest one kind in itself. The rules here never give up: a stretch that nobody closes ends with its line, one that
//! nobody opened begins with it.

use std::ops::Range;

use saksi_lang::TokenKind;

use crate::doc::Doc;

/// A stretch between two quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quoted {
    /// Tokens between the marks.
    pub inner: Range<usize>,
    /// Tokens with the marks, where they are there.
    pub outer: Range<usize>,
    /// Both marks stand in the text.
    pub closed: bool,
}

/// How many lines an open quotation may run on before its mark counts as a slip.
const MAX_LINES: usize = 14;

/// How many tokens behind its opening mark a closing one is looked for, in a line of whatever length.
const REACH: usize = 4000;

/// How many tokens a quotation may have that holds others between marks of its own kind, when their number is odd.
const NESTED: usize = 150;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Either,
}

/// The side that white space and the shape of mark `i` speak for.
fn side(doc: &Doc, i: usize) -> Side {
    let token = &doc.tokens[i];
    let next = doc.tokens.get(i + 1);
    let space_after = next.is_none_or(|n| n.space_before);
    let before = token.space_before
        || i.checked_sub(1).is_some_and(|p| {
            let t = &doc.tokens[p];
            t.kind == TokenKind::Quote
                || matches!(t.first, '(' | '[' | '-' | '–' | '—' | '/') && t.kind == TokenKind::Punct
        });
    match (before, space_after) {
        (true, false) => Side::Opens,
        (false, true) => Side::Closes,
        (false, false) => {
            // *…,”ujar X* and *dengan“pesan*: the character decides; after a stop or comma a plain mark closes.
            let after_stop = i > 0 && matches!(doc.tokens[i - 1].first, ',' | '.' | '?' | '!' | '…');
            match token.first {
                _ if after_stop => Side::Closes,
                '“' | '„' | '«' | '‘' => Side::Opens,
                '”' | '»' | '’' => Side::Closes,
                _ if next.is_some_and(|n| !n.is_word()) => Side::Closes,
                _ => Side::Either,
            }
        }
        (true, true) => match token.first {
            '“' | '„' | '«' | '‘' => Side::Opens,
            '”' | '»' | '’' => Side::Closes,
            _ => Side::Either,
        },
    }
}

/// A single mark: quotes of the second order, but also of the first in some papers.
fn is_single(doc: &Doc, i: usize) -> bool {
    let token = &doc.tokens[i];
    matches!(token.first, '\'' | '‘' | '’' | '‚' | '‹' | '›' | '`' | '′')
        && (token.span.len() == token.first.len_utf8() || token.of(doc.text).starts_with('&'))
}

/// Pairs the marks of a text. `lines` are the ranges of tokens of its lines; the result is in order of the first token
/// and holds outer stretches only.
pub(crate) fn pair(doc: &Doc, lines: &[Range<usize>], out: &mut Vec<Quoted>) {
    out.clear();
    let mut skip_to = 0;
    for (n, line) in lines.iter().enumerate() {
        let mut i = line.start.max(skip_to);
        while i < line.end {
            if !doc.quote(i) {
                i += 1;
                continue;
            }
            let single = is_single(doc, i);
            let mut at = side(doc, i);
            // *…Bao Fan."Perusahaan akan …*: glued sentences; nothing is open that it could close.
            if at == Side::Closes
                && !doc.tokens[i].space_before
                && doc.tokens.get(i + 1).is_some_and(|n| {
                    !n.space_before && (n.capital || n.is('(') && doc.tokens.get(i + 2).is_some_and(|t| t.capital))
                })
            {
                at = Side::Opens;
            }
            if at == Side::Closes {
                // *… di sana ." Lokasi itu ideal, "kata X*: the blanks stand on the wrong sides of both.
                let other = (i + 1..line.end).find(|&j| doc.quote(j) && is_single(doc, j) == single);
                if let Some(j) = other.filter(|&j| j > i + 2 && turned(doc, j)) {
                    out.push(Quoted { inner: i + 1..j, outer: i..j + 1, closed: true });
                    i = j + 1;
                    continue;
                }
                // Nobody opened it. A double one that ends something said began with the line.
                if !single && i > line.start + 3 && doc.tokens[i - 1].kind == TokenKind::Punct {
                    let from = out.last().map_or(line.start, |q: &Quoted| q.outer.end.max(line.start));
                    if from == line.start {
                        out.push(Quoted { inner: from..i, outer: from..i + 1, closed: false });
                    }
                }
                i += 1;
                continue;
            }
            match close(doc, lines, n, i, single) {
                Some((end, closed)) => {
                    out.push(Quoted { inner: i + 1..end, outer: i..end + usize::from(closed), closed });
                    i = end + usize::from(closed);
                    skip_to = i;
                }
                None => i += 1,
            }
        }
    }
    out.retain(|q| !q.inner.is_empty());
}

/// The token that closes what `open` opens, and whether it is a mark; `None` where `open` is an apostrophe or a slip.
fn close(doc: &Doc, lines: &[Range<usize>], n: usize, open: usize, single: bool) -> Option<(usize, bool)> {
    let mut depth = 0;
    for (k, line) in lines[n..].iter().enumerate().take(MAX_LINES) {
        let start = if k == 0 { open + 1 } else { line.start };
        if k > 0 {
            // A mark that opens the next line: the first quotation ended with its own.
            let reopened = doc.quote(start) && is_single(doc, start) == single && side(doc, start) != Side::Closes;
            if reopened || single {
                break;
            }
        }
        for i in start..line.end.min(open + REACH) {
            if !doc.quote(i) || is_single(doc, i) != single {
                continue;
            }
            match side(doc, i) {
                // Another quotation opens on a later line: nobody closed this one.
                Side::Opens if k > 0 && depth == 0 && !space_error(doc, i) => return Some((lines[n].end, false)),
                Side::Opens if !space_error(doc, i) => depth += 1,
                _ if depth > 0 => depth -= 1,
                _ => return Some((i, true)),
            }
        }
        let end = line.end.min(open + REACH);
        // The number of marks is odd. In an article of one line the mark forgotten may be this one's: what opens next ends it.
        let last = (start..end).rev().find(|&i| doc.quote(i) && !is_single(doc, i) && side(doc, i) == Side::Closes);
        let opens =
            |i: usize| doc.quote(i) && !is_single(doc, i) && side(doc, i) == Side::Opens && !space_error(doc, i);
        if k == 0
            && !single
            && last.is_some_and(|last| last - open > NESTED)
            && let Some(next) = (start..end).find(|&i| opens(i))
        {
            return Some((next, false));
        }
        if k == 0 && depth > 0 && !single {
            // *"… (kata "itu), …*: more opened than closed; take the last mark of the line that closes.
            if let Some(last) = last {
                return Some((last, true));
            }
            // *"A," kata X: "B* or an opening mark used to close: the first one ends it.
            if let Some(first) = (start..end).find(|&i| doc.quote(i) && !is_single(doc, i)) {
                return Some((first, true));
            }
        }
    }
    if single { None } else { Some((lines[n].end, false)) }
}

/// A mark that opens by its blanks where one closes what is said: *…, "kata X*.
fn turned(doc: &Doc, i: usize) -> bool {
    side(doc, i) == Side::Opens
        && matches!(doc.tokens[i - 1].first, ',' | '.' | '?' | '!')
        && doc.tokens.get(i + 1).is_some_and(|n| n.is_word() && !n.capital)
        && doc.words[i + 1].cue().is_some()
}

/// An opening mark where a closing one belongs: right after a comma or stop (*…ini,“ katanya*).
fn space_error(doc: &Doc, i: usize) -> bool {
    !doc.tokens[i].space_before && matches!(doc.tokens[i - 1].first, ',' | '.' | '?' | '!')
}
