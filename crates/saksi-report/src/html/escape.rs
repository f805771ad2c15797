/// Appends `text` so that it can only ever be text: in an element or in a quoted attribute.
pub fn push_text(out: &mut String, text: &str) {
    let mut plain = 0;
    for (at, c) in text.char_indices() {
        let instead = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            '\n' | '\t' => continue,
            // Control characters are no part of HTML; overrides of direction could hide what follows them.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "",
            c if c.is_control() => "\u{fffd}",
            _ => continue,
        };
        out.push_str(&text[plain..at]);
        out.push_str(instead);
        plain = at + c.len_utf8();
    }
    out.push_str(&text[plain..]);
}

/// `text` escaped as by [`push_text`].
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    push_text(&mut out, text);
    out
}

/// `url` escaped, where it is one that a reader may follow.
pub fn safe_link(url: &str) -> Option<String> {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://")).then(|| escaped(url))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_its_place() {
        assert_eq!(
            escaped("<b a=\"x\" b='y'>&\u{0}\u{202e}é\n"),
            "&lt;b a=&quot;x&quot; b=&#39;y&#39;&gt;&amp;\u{fffd}é\n"
        );
        assert_eq!(safe_link("javascript:alert(1)"), None);
        assert_eq!(safe_link("HTTPS://a.id/?a=1&b=\"").as_deref(), Some("HTTPS://a.id/?a=1&amp;b=&quot;"));
    }
}
