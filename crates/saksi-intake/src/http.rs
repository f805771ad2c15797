//! The head of an HTTP response, as archives keep it and servers send it.

use encoding_rs::Encoding;

/// Longest head that is read, in bytes.
pub(crate) const LONGEST_HEAD: usize = 64 << 10;

/// Status and fields of a response, or the fields of a record.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Head {
    /// First line.
    pub(crate) first: String,
    /// Lower-case names with their values, in order.
    fields: Vec<(String, String)>,
}

impl Head {
    /// Reads lines up to the empty one; those without a colon go on with the one before.
    pub(crate) fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let mut lines = text.lines();
        let mut head = Self { first: lines.next().unwrap_or_default().trim().to_owned(), fields: Vec::new() };
        for line in lines.filter(|line| !line.trim().is_empty()) {
            match line.split_once(':') {
                Some((name, value)) if !line.starts_with([' ', '\t']) => {
                    head.fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
                _ => {
                    if let Some((_, value)) = head.fields.last_mut() {
                        value.push(' ');
                        value.push_str(line.trim());
                    }
                }
            }
        }
        head
    }

    /// The first value of the field `name`, which is lower-case.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(n, v)| n == name && !v.is_empty()).map(|(_, value)| value.as_str())
    }

    /// The status of an HTTP response; `None` where the first line is none.
    pub(crate) fn status(&self) -> Option<u16> {
        let (version, rest) = self.first.split_once(' ')?;
        let version = version.to_ascii_uppercase();
        let status = rest.trim_start().get(..3)?;
        (version.starts_with("HTTP/") && status.bytes().all(|b| b.is_ascii_digit())).then(|| status.parse().ok())?
    }
}

/// Where the head of `bytes` ends, its empty line included.
pub(crate) fn head_end(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|&b| b == b'\n') {
        from += at + 1;
        match &bytes[from..] {
            [b'\n', ..] => return Some(from + 1),
            [b'\r', b'\n', ..] => return Some(from + 2),
            _ => {}
        }
    }
    None
}

/// `text/html` and the encoding of `text/html; charset=utf-8`.
pub(crate) fn media_type(value: &str) -> (String, Option<&'static Encoding>) {
    let mut parts = value.split(';');
    let kind = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let charset = parts.find_map(|p| {
        let (name, value) = p.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']))
    });
    (kind, charset.and_then(|c| Encoding::for_label(c.as_bytes())))
}

/// Whether a media type is that of a web page.
pub(crate) fn is_page(media_type: &str) -> bool {
    matches!(media_type, "text/html" | "application/xhtml+xml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads() {
        let bytes = b"HTTP/1.1 200 OK\r\nContent-Type: text/html;\r\n charset=utf-8\r\nX:\r\nx: 1\r\n\r\nbody";
        let end = head_end(bytes).unwrap();
        assert_eq!(&bytes[end..], b"body");
        let head = Head::parse(&bytes[..end]);
        assert_eq!((head.status(), head.get("x")), (Some(200), Some("1")));
        let (kind, charset) = media_type(head.get("content-type").unwrap());
        assert_eq!((kind.as_str(), charset.map(Encoding::name)), ("text/html", Some("UTF-8")));
        assert_eq!(head_end(b"a: b\n\n"), Some(6));
        assert_eq!(head_end(b"a: b\r\n"), None);
        for no in ["", "HTTP/1.1", "HTTP/1.1 2", "WARC/1.0 200 x", "HTTP/1.1 2é0"] {
            assert_eq!(Head::parse(no.as_bytes()).status(), None, "{no}");
        }
    }
}
