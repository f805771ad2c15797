//! The text of a page without parsing it: for pages that no parser should see.

use super::lines::fold;

/// Shortest line that is taken for text of the article, in bytes.
const SHORTEST: usize = 40;

/// The shown text of `page`, tags taken off as text; lines too short for a sentence are left out unless all are.
pub(crate) fn text(page: &str) -> String {
    let mut out = String::with_capacity(page.len() / 4);
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = name(rest);
        if name.is_empty() && !rest[1..].starts_with(['/', '!', '?']) {
            out.push('<');
            rest = &rest[1..];
            continue;
        }
        if !is_inline(&name) {
            out.push('\n');
        }
        rest = if rest.starts_with("<!--") {
            rest.find("-->").map_or("", |end| &rest[end + 3..])
        } else if let "script" | "style" | "title" | "noscript" = name.as_str() {
            after_end_tag(rest, &name)
        } else {
            rest.find('>').map_or("", |end| &rest[end + 1..])
        };
    }
    out.push_str(rest);
    let lines: Vec<String> = out.lines().map(|l| fold(&unescape(l))).filter(|l| !l.is_empty()).collect();
    let long: Vec<&str> = lines.iter().map(String::as_str).filter(|l| l.len() >= SHORTEST).collect();
    if long.is_empty() { lines.join("\n") } else { long.join("\n") }
}

/// Lower-case name of the tag at the head of `tag`, opening or closing.
fn name(tag: &str) -> String {
    let tag = tag[1..].strip_prefix('/').unwrap_or(&tag[1..]);
    let end = tag.bytes().take(16).take_while(u8::is_ascii_alphanumeric).count();
    tag[..end].to_ascii_lowercase()
}

fn after_end_tag<'a>(tag: &'a str, name: &str) -> &'a str {
    let mut rest = &tag[1..];
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        if rest.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name)) {
            return rest.find('>').map_or("", |end| &rest[end + 1..]);
        }
    }
    ""
}

fn is_inline(name: &str) -> bool {
    matches!(name, "a" | "b" | "em" | "font" | "i" | "s" | "small" | "span" | "strong" | "sub" | "sup" | "u" | "")
}

/// Resolves the character references that occur in news; others stay as they are.
pub(crate) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|b| b == b';');
        match end.and_then(|end| Some((reference(&rest[1..end])?, end))) {
            Some((c, end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn reference(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
        return char::from_u32(code).filter(|c| !c.is_control());
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        "laquo" => '«',
        "raquo" => '»',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "eacute" => 'é',
        "copy" => '©',
        "bull" => '•',
        "deg" => '°',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_come_off() {
        let page = "<title>x</title><!-- <p> --><SCRIPT>if (a<b) '</p>'</SCRIPT ><div><p class=\"a\">“Kami <b>siap</b> 3 < 4 \
                    hari ini,” kata Menteri &amp; stafnya.</p><p>Pendek</p>";
        assert_eq!(text(page), "“Kami siap 3 < 4 hari ini,” kata Menteri & stafnya.");
        assert_eq!(text("<p>Pendek</p>"), "Pendek");
        assert_eq!(text("<"), "<");
        assert_eq!(text("<é <script"), "<é");
    }

    #[test]
    fn references() {
        assert_eq!(unescape("&quot;A&quot; &#8220;B&#x201D; &foo; & &#0; é&"), "\"A\" “B” &foo; & &#0; é&");
    }
}
