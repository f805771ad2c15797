use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

/// Breaks `text` into lines of at most `width` columns at white space; a longer word gets a line of its own.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut columns = 0;
    for word in text.split_whitespace() {
        let wide = word.width();
        match lines.last_mut() {
            Some(line) if columns + 1 + wide <= width => {
                line.push(' ');
                line.push_str(word);
                columns += 1 + wide;
            }
            _ => {
                lines.push(word.to_owned());
                columns = wide;
            }
        }
    }
    lines
}

/// `text` fit for a terminal: an article must not move the cursor or recolour what follows.
pub(crate) fn harmless(text: &str) -> Cow<'_, str> {
    let steers =
        |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if text.chars().any(steers) {
        Cow::Owned(text.chars().map(|c| if steers(c) { ' ' } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_at_spaces_only() {
        assert_eq!(wrap("satu dua  tiga\nempat", 8), ["satu dua", "tiga", "empat"]);
        assert_eq!(wrap("ketidakberdayaannya itu", 5), ["ketidakberdayaannya", "itu"]);
        assert!(wrap(" ", 5).is_empty());
    }

    #[test]
    fn takes_the_sting_out_of_escapes() {
        assert_eq!(harmless("a\u{1b}[31mb\u{202e}c"), "a [31mb c");
    }
}
