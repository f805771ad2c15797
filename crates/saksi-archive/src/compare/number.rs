//! Numbers by their value: *Rp 30 juta*, *Rp30 juta* and *30 juta*, *lima* and *5*, *1.500* and *1500* are each one number.

use saksi_lang::{Token, TokenKind};

use super::key;

const SMALL: [&str; 12] =
    ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"];

const SCALES: [(&str, &str); 10] = [
    ("belas", "belas"),
    ("puluh", "puluh"),
    ("ratus", "ratus"),
    ("ribu", "ribu"),
    ("rb", "ribu"),
    ("juta", "juta"),
    ("jt", "juta"),
    ("miliar", "miliar"),
    ("milyar", "miliar"),
    ("triliun", "triliun"),
];

/// The number that `tokens` begin with: the key of its value, and how many tokens it takes.
pub(super) fn at(text: &str, tokens: &[Token]) -> Option<(u64, usize)> {
    let first = tokens.first()?;
    let (digits, mut used) = match first.kind {
        TokenKind::Number => (plain(first.of(text)), 1),
        TokenKind::Word => match currency(first.of(text)) {
            Some("") => {
                let next = tokens.get(1).filter(|next| next.kind == TokenKind::Number)?;
                (plain(next.of(text)), 2)
            }
            Some(rest) => (plain(rest), 1),
            None => (small(first.of(text))?.to_string(), 1),
        },
        _ => return None,
    };
    let mut value = key::of_bytes(digits.as_bytes());
    while let Some(scale) = tokens.get(used).filter(|next| next.is_word()).and_then(|next| scale(next.of(text))) {
        value = key::of_keys(&[value, key::of_bytes(scale.as_bytes())]);
        used += 1;
    }
    Some((value, used))
}

/// What stands behind *Rp* or *US$* in one word; empty for the sign alone.
fn currency(word: &str) -> Option<&str> {
    let rest = word.strip_prefix("Rp").or_else(|| word.strip_prefix("rp"))?;
    (rest.is_empty() || rest.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')).then_some(rest)
}

fn small(word: &str) -> Option<usize> {
    // *satu* is more often an article than a number.
    (2..SMALL.len()).find(|&value| SMALL[value].eq_ignore_ascii_case(word))
}

fn scale(word: &str) -> Option<&'static str> {
    SCALES.iter().find(|row| row.0.eq_ignore_ascii_case(word)).map(|row| row.1)
}

/// Digits without thousands' points, decimals behind a comma; dates and times as they stand.
fn plain(surface: &str) -> String {
    let parts: Vec<&str> = surface.split('.').collect();
    let thousands = parts.len() > 1
        && (1..=3).contains(&parts[0].len())
        && parts[1..].iter().all(|part| part.split(',').next().is_some_and(|whole| whole.len() == 3));
    if thousands { parts.concat() } else { surface.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_joined_and_times_are_not() {
        assert_eq!(plain("1.500.000"), "1500000");
        assert_eq!(plain("1.500,5"), "1500,5");
        assert_eq!(plain("21.30"), "21.30");
        assert_eq!(plain("30/6/2022"), "30/6/2022");
    }
}
