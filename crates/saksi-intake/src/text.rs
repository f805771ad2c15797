//! Plain text: a paragraph a line, one article.

use saksi::Article;

use crate::decode::{binary, decode};
use crate::error::{IntakeError, Note};
use crate::format::Given;
use crate::origin::{Origin, Place};
use crate::read::{Record, notes_at};

/// Reads `bytes` as one article named `id`. CRLF and CR become LF; nothing else changes.
pub(crate) fn article(place: &Place, id: String, bytes: Vec<u8>, given: &Given) -> Result<Record, IntakeError> {
    let (text, notes) = decoded(place, bytes)?;
    let mut article = Article { id, text: newlines(text), ..Article::default() };
    given.apply(&mut article);
    Ok(Record { article, origin: Origin::at(place, "text/plain"), notes })
}

/// The text that `bytes` are, if they are text at all.
pub(crate) fn decoded(place: &Place, bytes: Vec<u8>) -> Result<(String, Vec<Note>), IntakeError> {
    let head = bytes[..bytes.len().min(64 << 10)].to_vec();
    let (text, kinds) = decode(bytes, None);
    if text.trim().is_empty() {
        return Err(IntakeError::Empty { place: place.clone() });
    }
    // A NUL in decoded text is no text, however much text there is around it.
    let what = if text.as_bytes().contains(&0) { Some("binary data") } else { None };
    if let Some(what) = binary(if crate::decode::is_utf16(&head) { text.as_bytes() } else { &head }).or(what) {
        return Err(IntakeError::Binary { place: place.clone(), what });
    }
    Ok((text, notes_at(place, kinds)))
}

/// CRLF and lone CR to LF, without a copy where there is none.
fn newlines(text: String) -> String {
    if !text.as_bytes().contains(&b'\r') {
        return text;
    }
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Record, IntakeError> {
        article(&"berita.txt".into(), "berita".into(), bytes.to_vec(), &Given::default())
    }

    #[test]
    fn line_ends() {
        assert_eq!(read(b"Satu.\r\n\r\nDua.\rTiga.\n").unwrap().article.text, "Satu.\n\nDua.\nTiga.\n");
    }

    #[test]
    fn nothing_and_binary() {
        assert_eq!(read(b" \r\n").unwrap_err().to_string(), "berita.txt: empty; nothing to read");
        assert!(matches!(read(b"Satu\0dua."), Err(IntakeError::Binary { .. })));
        assert!(matches!(read(b"%PDF-1.7\n1 0 obj"), Err(IntakeError::Binary { what: "a PDF", .. })));
    }
}
