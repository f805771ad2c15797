//! What the network sees of a word's form: its letters in lower case, its n-grams, its shape. Trainer and reader share this.

/// Buckets that n-grams of letters are hashed into.
pub const NGRAM_BUCKETS: usize = 1 << 15;

/// How many shapes there are.
pub const SHAPES: usize = 12;

/// The shape of a form: what lower-casing loses, and what kinds of characters it holds.
pub fn shape(form: &str) -> u8 {
    let (mut letters, mut upper, mut lower_after, mut digits, mut other) = (0u32, 0u32, 0u32, 0u32, 0u32);
    let mut first_upper = false;
    for c in form.chars() {
        if c.is_alphabetic() {
            if c.is_uppercase() {
                upper += 1;
                first_upper |= letters == 0;
            } else {
                lower_after += 1;
            }
            letters += 1;
        } else if c.is_numeric() {
            digits += 1;
        } else {
            other += 1;
        }
    }
    match (letters, digits, other) {
        (0, 0, _) => 0,
        (0, 1..=2, 0) => 1,
        (0, 4, 0) => 2,
        (0, _, 0) => 3,
        (0, _, _) => 4,
        (_, 1.., _) if upper > 0 => 5,
        (_, 1.., _) => 6,
        (1, 0, _) if upper == 1 => 7,
        _ if upper == 0 => 8,
        _ if lower_after == 0 => 9,
        _ if first_upper && upper == 1 => 10,
        _ => 11,
    }
}

/// Writes the form in lower case into `out` (cleared first); digits all become 0, so that numbers of one pattern are one word.
pub fn normalise(form: &str, out: &mut String) {
    out.clear();
    for c in form.chars() {
        if c.is_ascii() {
            out.push(if c.is_ascii_digit() { '0' } else { c.to_ascii_lowercase() });
            continue;
        }
        match c {
            '“' | '”' | '„' | '«' | '»' => out.push('"'),
            '‘' | '’' => out.push('\''),
            '–' | '—' | '‑' => out.push('-'),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

/// Calls `each` with the bucket of every n-gram (3 to 5 characters, the ends of the word marked) of a normalised form. Of words
/// over 24 characters only the first 12 and last 12 are looked at.
pub fn ngrams(normal: &str, mut each: impl FnMut(u32)) {
    let mut letters = [0u32; 26];
    let mut n = 1;
    letters[0] = u32::from('<');
    let count = normal.chars().count();
    for (i, c) in normal.chars().enumerate() {
        if count > 24 && (12..count - 12).contains(&i) {
            continue;
        }
        letters[n] = u32::from(c);
        n += 1;
    }
    letters[n] = u32::from('>');
    n += 1;
    for start in 0..n {
        let mut hash = 0x811c_9dc5_u32;
        for (len, &letter) in letters[start..n.min(start + 5)].iter().enumerate() {
            hash = (hash ^ letter).wrapping_mul(0x0100_0193);
            hash ^= hash >> 15;
            if len >= 2 {
                each((hash.wrapping_mul(0x9e37_79b1) >> 17) & (NGRAM_BUCKETS as u32 - 1));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_tell_names_from_words_and_years_from_amounts() {
        let shapes: Vec<u8> =
            ["rumah", "Jakarta", "KPK", "B", "2019", "17", "1.500", "COVID-19", "ke-4", "iPhone", ","]
                .map(shape)
                .to_vec();
        assert_eq!(shapes, [8, 10, 9, 7, 2, 1, 4, 5, 6, 11, 0]);
    }

    #[test]
    fn every_word_has_ngrams_whatever_its_length() {
        for word in ["a", "di", &"panjang".repeat(9), "—", ""] {
            let (mut normal, mut n) = (String::new(), 0);
            normalise(word, &mut normal);
            ngrams(&normal, |bucket| {
                assert!((bucket as usize) < NGRAM_BUCKETS);
                n += 1;
            });
            assert_eq!(n > 0, !word.is_empty(), "{word:?}");
        }
    }
}
