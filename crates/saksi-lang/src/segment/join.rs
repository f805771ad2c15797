//! Tokens that Universal Dependencies count as one.

use crate::{Token, TokenKind, sentence};

/// The index one past the last of the tokens that make one word with the one at `at`.
pub(super) fn end(text: &str, tokens: &[Token], at: usize) -> usize {
    let glued = |i: usize| tokens.get(i).filter(|token| !token.space_before);
    let token = &tokens[at];
    let Some(next) = glued(at + 1) else { return at + 1 };
    match token.kind {
        TokenKind::Punct if matches!(token.first, '.' | '-' | '!' | '?') && next.is(token.first) => {
            // *...*, *--*: a row of one mark.
            (at + 1..).find(|i| glued(*i).is_none_or(|next| !next.is(token.first))).unwrap_or(tokens.len())
        }
        // A semicolon that was quoted for a table of values and never unquoted.
        TokenKind::Quote if next.is(';') && glued(at + 2).is_some_and(|last| last.of(text) == "\"") => at + 3,
        TokenKind::Word | TokenKind::Number if next.kind == TokenKind::Punct => {
            amount(text, tokens, at).or_else(|| code(text, tokens, at)).unwrap_or_else(|| {
                let point = token.is_word() && next.is('.') && abbreviates(text, tokens, at);
                at + 1 + usize::from(point)
            })
        }
        _ => at + 1,
    }
}

/// *Rp9.000*: what the currency has torn from its number.
fn amount(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let whole = tokens[at].of(text).strip_prefix("Rp")?.bytes().all(|b| b.is_ascii_digit());
    let mut end = at + 1;
    while let [mark, number, ..] = &tokens[end..]
        && (mark.is('.') || mark.is(','))
        && number.kind == TokenKind::Number
        && !mark.space_before
        && !number.space_before
    {
        end += 2;
    }
    (whole && end > at + 1).then_some(end)
}

/// *II/2007*, *34/PMK.011/2007*, *S/A*: numbers of quarters and decrees; capitals and digits around a slash.
fn code(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let (mut digit, mut capital, mut single, mut slash) = (false, false, true, false);
    let mut end = at;
    while let Some(token) = tokens.get(end).filter(|token| end == at || !token.space_before) {
        let surface = token.of(text);
        match token.kind {
            TokenKind::Word | TokenKind::Number => {
                digit |= surface.bytes().any(|b| b.is_ascii_digit());
                capital |= token.capital;
                single &= token.capital && surface.len() == 1;
            }
            _ if token.is('/') || token.is('.') => {
                // A mark belongs to it only where it goes on.
                let on = tokens.get(end + 1).is_some_and(|next| !next.space_before && next.first.is_alphanumeric());
                if !on {
                    break;
                }
                slash |= token.is('/');
            }
            _ => break,
        }
        end += 1;
    }
    (slash && capital && (digit || single)).then_some(end)
}

/// True where the point behind the word at `at` is its own. What ends the sentence ends it alone.
fn abbreviates(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(after) = tokens.get(at + 2) else { return false };
    let closes = !after.space_before && (after.kind == TokenKind::Quote || after.is_stop() || after.is(')'));
    let surface = tokens[at].of(text);
    // The sentence goes on behind the point, so that a short word in front of it is hardly anything else.
    let short = tokens[at].capital && surface.len() <= 4 || surface.contains('.') && surface.len() <= 8;
    !closes && short || sentence::is_abbreviation(text, tokens, at + 1)
}
