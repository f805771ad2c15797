//! What HTTP wraps around a body, taken off: chunks and compression, with a bound on what may come out.

use std::io::{Cursor, Read};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::input::{GZIP, ZSTD};

/// Most encodings around each other; real servers use one.
const LAYERS: usize = 3;

/// Why a body could not be unpacked.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Wrapped {
    /// More would come out than allowed.
    TooLarge,
    /// What is wrong with it.
    Damaged(String),
}

/// Takes off the encodings that `Content-Encoding` names, the last first. At most `limit` bytes come out. A body that
/// is not what its header says but looks like text is taken as it is: archives often store it decoded under its old header.
pub(crate) fn content(header: &str, mut bytes: Vec<u8>, limit: u64) -> Result<Vec<u8>, Wrapped> {
    let encodings: Vec<String> = header
        .split(',')
        .map(|e| e.trim().to_ascii_lowercase())
        .filter(|e| !e.is_empty() && e != "identity" && e != "none")
        .collect();
    if encodings.len() > LAYERS {
        return Err(Wrapped::Damaged(format!("{} encodings around each other", encodings.len())));
    }
    for encoding in encodings.iter().rev() {
        bytes = match encoding.as_str() {
            "gzip" | "x-gzip" if bytes.starts_with(GZIP) => bounded(MultiGzDecoder::new(&bytes[..]), limit)?,
            "zstd" if bytes.starts_with(ZSTD) => {
                let decoder = zstd::Decoder::with_buffer(Cursor::new(&bytes[..])).map_err(damaged)?;
                bounded(decoder, limit)?
            }
            // Servers send both: with zlib's header, as the standard has it, and without.
            "deflate" if !is_plain(&bytes) => match bounded(ZlibDecoder::new(&bytes[..]), limit) {
                Err(Wrapped::Damaged(_)) => bounded(DeflateDecoder::new(&bytes[..]), limit)?,
                done => done?,
            },
            _ if is_plain(&bytes) => continue,
            "gzip" | "x-gzip" | "zstd" => return Err(Wrapped::Damaged(format!("said to be {encoding} and is not"))),
            other => {
                let name: String = other.chars().filter(|c| !c.is_control()).take(40).collect();
                return Err(Wrapped::Damaged(format!("encoded as {name:?}, which is not supported")));
            }
        };
    }
    if bytes.len() as u64 > limit { Err(Wrapped::TooLarge) } else { Ok(bytes) }
}

fn damaged(error: std::io::Error) -> Wrapped {
    Wrapped::Damaged(format!("damaged compressed data: {error}"))
}

fn bounded(reader: impl Read, limit: u64) -> Result<Vec<u8>, Wrapped> {
    let mut out = Vec::new();
    reader.take(limit.saturating_add(1)).read_to_end(&mut out).map_err(damaged)?;
    if out.len() as u64 > limit { Err(Wrapped::TooLarge) } else { Ok(out) }
}

/// Markup or text from its first character on.
fn is_plain(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64)];
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let text = head.utf8_chunks().next().is_none_or(|c| c.valid().len() + 3 >= head.len());
    text && head.first().is_none_or(u8::is_ascii_graphic) && !head.iter().any(|&b| b < 9 || (14..32).contains(&b))
}

/// Joins the chunks of a body in chunked transfer encoding; a body that is not is given back as it is.
pub(crate) fn chunks(bytes: Vec<u8>) -> Result<Vec<u8>, Wrapped> {
    let Some((mut size, mut at)) = chunk_head(&bytes, 0) else { return Ok(bytes) };
    let mut out = Vec::with_capacity(bytes.len());
    loop {
        if size == 0 {
            return Ok(out);
        }
        let end = at.checked_add(size).filter(|&end| end <= bytes.len());
        let Some(end) = end else { return Err(Wrapped::Damaged("a chunk is cut off".to_owned())) };
        out.extend_from_slice(&bytes[at..end]);
        let next = end + bytes[end..].iter().take(2).take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let Some(head) = chunk_head(&bytes, next) else {
            return Err(Wrapped::Damaged("chunks without an end".to_owned()));
        };
        (size, at) = head;
    }
}

/// Size of the chunk whose head begins at `at`, and where its bytes begin.
fn chunk_head(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let line = bytes.get(at..)?;
    let end = line.iter().take(1024).position(|&b| b == b'\n')?;
    let size = line[..end].split(|&b| b == b';').next()?.trim_ascii();
    let size = usize::from_str_radix(std::str::from_utf8(size).ok()?, 16).ok()?;
    Some((size, at + end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::read::{DeflateEncoder, GzEncoder, ZlibEncoder};

    fn read(mut reader: impl Read) -> Vec<u8> {
        let mut out = Vec::new();
        reader.read_to_end(&mut out).unwrap();
        out
    }

    #[test]
    fn every_encoding_comes_off() {
        let page = b"<html><p>Presiden tiba di Kyiv.</html>".to_vec();
        let level = Compression::fast();
        let gzip = read(GzEncoder::new(&page[..], level));
        for (header, packed) in [
            ("gzip", gzip.clone()),
            ("x-gzip", gzip.clone()),
            ("deflate", read(ZlibEncoder::new(&page[..], level))),
            ("deflate", read(DeflateEncoder::new(&page[..], level))),
            ("zstd", zstd::encode_all(&page[..], 1).unwrap()),
            ("identity", page.clone()),
            ("", page.clone()),
            ("gzip, zstd", zstd::encode_all(&gzip[..], 1).unwrap()),
            ("gzip", page.clone()),
            ("br", page.clone()),
        ] {
            assert_eq!(content(header, packed, 1_000).as_ref(), Ok(&page), "{header}");
        }
        assert!(matches!(content("br", vec![0x1b, 0x02], 1_000), Err(Wrapped::Damaged(_))));
        assert!(matches!(content("gzip", gzip[..gzip.len() - 9].to_vec(), 1_000), Err(Wrapped::Damaged(_))));
        assert!(matches!(content("gzip,gzip,gzip,gzip", gzip, 1_000), Err(Wrapped::Damaged(_))));
    }

    #[test]
    fn bombs_do_not_go_off() {
        let bomb = read(GzEncoder::new(std::io::repeat(b'a').take(50 << 20), Compression::best()));
        assert!(bomb.len() < 100 << 10);
        assert_eq!(content("gzip", bomb, 1 << 20), Err(Wrapped::TooLarge));
        assert_eq!(content("", vec![b'a'; 20], 10), Err(Wrapped::TooLarge));
    }

    #[test]
    fn chunks_are_joined() {
        let joined = |body: &[u8]| chunks(body.to_vec());
        assert_eq!(joined(b"4\r\nSatu\r\n5;x=1\r\n dua.\r\n0\r\n\r\n").unwrap(), b"Satu dua.");
        assert_eq!(joined(b"<html>").unwrap(), b"<html>");
        assert_eq!(joined(b"").unwrap(), b"");
        assert!(joined(b"ff\r\nSatu").is_err());
        assert!(joined(b"ffffffffffffffff\r\nSatu").is_err());
        assert!(joined(b"4\r\nSatu\r\n").is_err());
    }
}
