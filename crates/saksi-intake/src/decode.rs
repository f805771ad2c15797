//! Bytes to text: which encoding they are in, and what to do with those that are in none.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::NoteKind;
use crate::format::find;

/// How far into a page its declaration is looked for, in bytes.
const DECLARATION_WITHIN: usize = 16 << 10;

/// Decodes `bytes`; `declared` is what the source says of itself, which valid UTF-8 and a byte-order mark outrank.
pub(crate) fn decode(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> (String, Vec<NoteKind>) {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        if encoding == UTF_8 {
            let mut bytes = bytes;
            bytes.drain(..mark);
            return decode_utf8(bytes);
        }
        return decode_as(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = utf16_without_mark(&bytes) {
        return decode_as(encoding, &bytes);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return (text, Vec::new()),
        Err(e) => e.into_bytes(),
    };
    match declared {
        Some(encoding) if encoding != UTF_8 => decode_as(encoding, &bytes),
        _ if mostly_utf8(&bytes) => decode_utf8(bytes),
        _ => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(&bytes, true);
            let encoding = detector.guess(Some(b"id"), Utf8Detection::Deny);
            let (text, mut notes) = decode_as(encoding, &bytes);
            notes.insert(0, NoteKind::GuessedEncoding(encoding.name()));
            (text, notes)
        }
    }
}

/// UTF-8 with U+FFFD for what is not.
pub(crate) fn decode_utf8(bytes: Vec<u8>) -> (String, Vec<NoteKind>) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, Vec::new()),
        Err(e) => {
            let bytes = e.into_bytes();
            let count = bytes.utf8_chunks().filter(|c| !c.invalid().is_empty()).count();
            let note = NoteKind::InvalidBytes { encoding: UTF_8.name(), count };
            (String::from_utf8_lossy(&bytes).into_owned(), vec![note])
        }
    }
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> (String, Vec<NoteKind>) {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let count = if damaged { text.chars().filter(|&c| c == '\u{fffd}').count() } else { 0 };
    let notes = if damaged { vec![NoteKind::InvalidBytes { encoding: encoding.name(), count }] } else { Vec::new() };
    (text.into_owned(), notes)
}

/// A text cut off within a character, or with a stray byte, is still UTF-8: its valid sequences outnumber the others.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().bytes().filter(|&b| b >= 0xC0).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid > invalid
}

/// Latin text in UTF-16 has a NUL in every other byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    if head.len() < 8 {
        return None;
    }
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|&&b| b == 0).count() * 2;
    match (zeros(0), zeros(1)) {
        (even, odd) if odd > head.len() * 7 / 10 && even < head.len() / 10 => Some(UTF_16LE),
        (even, odd) if even > head.len() * 7 / 10 && odd < head.len() / 10 => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether these first bytes are UTF-16, with or without a mark.
pub(crate) fn is_utf16(head: &[u8]) -> bool {
    matches!(Encoding::for_bom(head), Some((e, _)) if e != UTF_8) || utf16_without_mark(head).is_some()
}

/// The encoding that a page declares: `<meta charset>`, `http-equiv`, or an XML declaration.
pub(crate) fn declared(page: &[u8]) -> Option<&'static Encoding> {
    let head = page[..page.len().min(DECLARATION_WITHIN)].to_ascii_lowercase();
    let label = |from: &[u8], key: &[u8]| {
        let rest = from[find(from, key)? + key.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
        let end = rest.iter().position(|b| matches!(b, b'"' | b'\'' | b';' | b'>' | b'/' | b' ' | b'?'))?;
        let encoding = Encoding::for_label(rest[..end].trim_ascii())?;
        // A page that says so in ASCII bytes cannot be UTF-16.
        Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
    };
    if head.starts_with(b"<?xml") {
        let end = head.iter().position(|&b| b == b'>')?;
        if let Some(encoding) = label(&head[..=end], b"encoding") {
            return Some(encoding);
        }
    }
    let mut rest = &head[..];
    while let Some(at) = find(rest, b"<meta") {
        let tag = &rest[at..];
        let end = tag.iter().position(|&b| b == b'>').map_or(tag.len(), |e| e + 1);
        if let Some(encoding) = label(&tag[..end], b"charset") {
            return Some(encoding);
        }
        rest = &tag[end..];
    }
    None
}

/// Says what `head` is where it is not text; `head` is decoded or UTF-8.
pub(crate) fn binary(head: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 9] = [
        (b"%PDF", "a PDF"),
        (b"PK\x03\x04", "a ZIP archive or office document"),
        (b"\x89PNG", "an image"),
        (b"\xFF\xD8\xFF", "an image"),
        (b"GIF8", "an image"),
        (b"\x7FELF", "a program"),
        (b"\xD0\xCF\x11\xE0", "an office document"),
        (b"{\\rtf", "an RTF document"),
        (b"SQLite format 3", "a data base"),
    ];
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(what);
    }
    let head = &head[..head.len().min(64 << 10)];
    let control = head.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B)).count();
    (control * 10 > head.len()).then_some("binary data")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_with_and_without_mark() {
        assert_eq!(decode(b"\xEF\xBB\xBFJumat".to_vec(), None), ("Jumat".to_owned(), vec![]));
        assert_eq!(decode("“Ya”".into(), Some(encoding_rs::WINDOWS_1252)).0, "“Ya”");
    }

    #[test]
    fn utf16_with_and_without_mark() {
        for (mark, order) in [(true, true), (true, false), (false, true), (false, false)] {
            let text = "Presiden berkata “ya”.";
            let mut bytes = Vec::new();
            for unit in mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16()) {
                bytes.extend(if order { unit.to_le_bytes() } else { unit.to_be_bytes() });
            }
            assert!(is_utf16(&bytes));
            assert_eq!(decode(bytes, None).0, text);
        }
    }

    #[test]
    fn windows_1252_is_guessed() {
        let (text, notes) = decode(b"\x93Kami siap,\x94 kata Andr\xe9.".to_vec(), None);
        assert_eq!(text, "“Kami siap,” kata André.");
        assert_eq!(notes, [NoteKind::GuessedEncoding("windows-1252")]);
    }

    #[test]
    fn a_cut_character_is_noted() {
        let (text, notes) = decode(b"\xE2\x80\x9CYa\xE2\x80\x9D kata \xE2\x80".to_vec(), None);
        assert_eq!(text, "“Ya” kata \u{fffd}");
        assert_eq!(notes, [NoteKind::InvalidBytes { encoding: "UTF-8", count: 1 }]);
    }

    #[test]
    fn declarations() {
        let name = |page: &str| declared(page.as_bytes()).map(Encoding::name);
        assert_eq!(name("<html><META CHARSET='iso-8859-1'>"), Some("windows-1252"));
        let equiv = "<meta name=x><meta http-equiv=Content-Type content=\"text/html; charset=gbk\">";
        assert_eq!(name(equiv), Some("GBK"));
        assert_eq!(name("<?xml version='1.0' encoding='UTF-8'?><html>"), Some("UTF-8"));
        assert_eq!(name("<meta charset=utf-16>"), Some("UTF-8"));
        assert_eq!(name("<p>charset=gbk</p>"), None);
    }

    #[test]
    fn binaries() {
        assert_eq!(binary(b"%PDF-1.4 ..."), Some("a PDF"));
        assert_eq!(binary(&[0, 1, 2, 3, 65, 66]), Some("binary data"));
        assert_eq!(binary("Halo\tdunia\r\n".as_bytes()), None);
    }
}
