//! Pages that a parser would choke on, told by one cheap scan over their tags.

/// Deepest nesting that is parsed. Real pages stay below 100; scoring a page reads all its text once a level.
const DEPTH: u64 = 500;
/// Parsers look through the open elements at most tags: the sum of depths bounds their work.
const WORK: u64 = 20_000_000;
/// Unclosed `<b>` and the like are opened again in every block: the sum of them bounds the nodes that are made.
const REOPENED: u64 = 500_000;
/// Attributes of one tag; each is compared with all others.
const ATTRIBUTES: u64 = 1_000;

/// Whether parsing `page` could take more stack, time or memory than a page is worth.
pub(crate) fn is_tangled(page: &str) -> bool {
    let bytes = page.as_bytes();
    let (mut depth, mut work, mut open_format, mut reopened) = (0u64, 0u64, 0u64, 0u64);
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|&b| b == b'<') {
        at += next + 1;
        let closing = bytes.get(at) == Some(&b'/');
        let from = at + usize::from(closing);
        let name_length = bytes[from..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        if name_length == 0 {
            continue;
        }
        let name = bytes[from..from + name_length.min(16)].to_ascii_lowercase();
        let (end, attributes) = tag_end(bytes, from + name_length);
        if attributes > ATTRIBUTES {
            return true;
        }
        // What stands in a script is not markup.
        at = match &name[..] {
            b"script" | b"style" | b"textarea" | b"title" if !closing => raw_end(bytes, end, &name),
            _ => end,
        };
        let self_closing = bytes.get(end.wrapping_sub(2)) == Some(&b'/');
        match &name[..] {
            b"area" | b"base" | b"br" | b"col" | b"embed" | b"hr" | b"img" | b"input" | b"link" | b"meta"
            | b"param" | b"source" | b"track" | b"wbr" | b"script" | b"style" | b"textarea" | b"title" => {}
            // Their end tags may be left out: another one ends them.
            b"p" | b"li" | b"td" | b"th" | b"tr" | b"tbody" | b"thead" | b"option" | b"dt" | b"dd" => {
                reopened += open_format;
            }
            b"a" | b"b" | b"big" | b"code" | b"em" | b"font" | b"i" | b"nobr" | b"s" | b"small" | b"strike"
            | b"strong" | b"tt" | b"u" => {
                open_format = if closing { open_format.saturating_sub(1) } else { open_format + 1 };
            }
            _ if closing => depth = depth.saturating_sub(1),
            _ if self_closing && name_length < 3 => {}
            _ => {
                depth += 1;
                reopened += open_format;
            }
        }
        work += depth + open_format;
        if depth + open_format > DEPTH || work > WORK || reopened > REOPENED {
            return true;
        }
    }
    false
}

/// Just after the `>` of a tag whose name ends at `at`, and how many attributes it has.
fn tag_end(bytes: &[u8], mut at: usize) -> (usize, u64) {
    let mut attributes = 0;
    let mut quote = None;
    while let Some(&b) = bytes.get(at) {
        match (quote, b) {
            (Some(q), _) if b == q => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return (at + 1, attributes),
            (None, b'"' | b'\'') => quote = Some(b),
            (None, b' ' | b'\t' | b'\n' | b'\r' | b'/' | 0x0C) => attributes += 1,
            _ => {}
        }
        at += 1;
    }
    (bytes.len(), attributes)
}

/// Where the end tag of `name` begins.
fn raw_end(bytes: &[u8], mut at: usize, name: &[u8]) -> usize {
    while let Some(next) = bytes[at..].iter().position(|&b| b == b'<') {
        at += next;
        let tag = &bytes[at + 1..];
        if tag.first() == Some(&b'/') && tag.get(1..=name.len()).is_some_and(|t| t.eq_ignore_ascii_case(name)) {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deep_wide_and_reopened() {
        assert!(is_tangled(&"<div>".repeat(100_000)));
        assert!(is_tangled(&"<b><p>".repeat(10_000)));
        assert!(is_tangled(&format!("<p{}>", " a=1".repeat(5_000))));
        let half = format!("{}{}", "<div>".repeat(490), "<br><i></i>".repeat(20_000));
        assert!(is_tangled(&half));
    }

    #[test]
    fn ordinary_pages_are_not() {
        assert!(!is_tangled(&"<div><p>Satu<p>Dua<br></div>".repeat(50_000)));
        assert!(!is_tangled("<script>for (i = 0; i<n; i++) '<div><div>'</script><p title='a > b'>x"));
        assert!(!is_tangled("a < b, c <"));
    }
}
