//! One record of an archive: its head, and of its block what is wanted.

use std::io;

use super::stream::{More, RECORD, Stream};
use crate::http::{Head, LONGEST_HEAD};

/// Most blank bytes after a record; two line ends are due.
const BLANK: usize = 64 << 10;

/// The head of a record, and where it begins.
pub(super) struct Record {
    pub(super) head: Head,
    /// Offset in the file: see [`Stream::position`].
    pub(super) at: u64,
    /// Bytes of its block.
    pub(super) length: u64,
}

/// What comes next in an archive.
pub(super) enum Next {
    Record(Record),
    /// Where there is no record, and why.
    Damage(u64, String),
    End,
}

/// Reads the head of the next record. Blank lines before it are passed over. The block is next in the stream.
pub(super) fn next(stream: &mut Stream) -> Next {
    match blank(stream) {
        Ok(true) => {}
        Ok(false) => return Next::End,
        Err(e) => return Next::Damage(stream.position(), damaged(&e)),
    }
    let at = stream.position();
    let end = loop {
        let rest = stream.rest();
        let reason = match head(rest) {
            Ok(Some(end)) => break end,
            Ok(None) => match stream.grow() {
                Ok(true) => continue,
                Ok(false) => "cut off within its head".to_owned(),
                Err(e) => damaged(&e),
            },
            Err(reason) => reason.to_owned(),
        };
        stream.skip(1);
        return Next::Damage(at, reason);
    };
    let head = Head::parse(&stream.rest()[..end]);
    let length = head.get("content-length").and_then(|l| l.parse().ok());
    match length {
        Some(length) if head.get("warc-type").is_some() => {
            stream.skip(end);
            Next::Record(Record { head, at, length })
        }
        _ => {
            stream.skip(1);
            Next::Damage(at, "a head without WARC-Type or Content-Length".to_owned())
        }
    }
}

/// Where the head that `bytes` begin with ends; `None` where more must be read to tell. A line that is no field ends the
/// search, so that a run of beginnings is not read again for each of them.
fn head(bytes: &[u8]) -> Result<Option<usize>, &'static str> {
    let known = bytes.len().min(RECORD.len());
    if bytes[..known] != RECORD[..known] {
        return Err("bytes that are no record");
    }
    let mut from = 0;
    for line in bytes[..bytes.len().min(LONGEST_HEAD)].split_inclusive(|&b| b == b'\n') {
        if !line.ends_with(b"\n") {
            break;
        }
        let is_first = from == 0;
        from += line.len();
        match line {
            b"\n" | b"\r\n" => return Ok(Some(from)),
            _ if is_first || line.starts_with(b" ") || line.starts_with(b"\t") => {}
            _ if line.starts_with(RECORD) || !line.contains(&b':') => return Err("a head that breaks off"),
            _ => {}
        }
    }
    if bytes.len() >= LONGEST_HEAD { Err("a head without an end") } else { Ok(None) }
}

/// Passes over blank bytes; false at the end of the archive.
fn blank(stream: &mut Stream) -> io::Result<bool> {
    loop {
        stream.pass_fence();
        let rest = stream.rest();
        let blanks = rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
        let more = blanks < rest.len();
        stream.skip(blanks);
        if more {
            return Ok(true);
        }
        // At a fence nothing is read, and it is passed above.
        if !stream.grow()? && !stream.is_fenced() {
            return Ok(false);
        }
    }
}

/// Appends the next bytes of a block to `block` until it has `wanted`; false where it is cut off.
pub(super) fn read(stream: &mut Stream, block: &mut Vec<u8>, wanted: usize) -> io::Result<bool> {
    while block.len() < wanted {
        let rest = stream.rest();
        let taken = rest.len().min(wanted - block.len());
        block.extend_from_slice(&rest[..taken]);
        stream.skip(taken);
        if taken == 0 && !stream.grow()? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Passes over `left` bytes of a block; false where it is cut off.
pub(super) fn pass(stream: &mut Stream, mut left: u64) -> io::Result<bool> {
    while left > 0 {
        let taken = stream.rest().len().min(usize::try_from(left).unwrap_or(usize::MAX));
        stream.skip(taken);
        left -= taken as u64;
        if taken == 0 && !stream.grow()? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a block ends here: the archive or the member does, whole, or an empty line and a record follow.
pub(super) fn is_end(stream: &mut Stream) -> io::Result<bool> {
    loop {
        let rest = stream.rest();
        let blanks = rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
        if blanks < rest.len().saturating_sub(RECORD.len()) || blanks > BLANK {
            return Ok(rest[blanks..].starts_with(RECORD) || rest.starts_with(b"\r\n\r\n"));
        }
        if stream.is_fenced() {
            return Ok(true);
        }
        match stream.more()? {
            More::Bytes => {}
            // What is left is the beginning of a record that is cut off, or blank.
            More::MemberEnd | More::End => {
                let rest = stream.rest();
                return Ok(blanks == rest.len()
                    || RECORD.starts_with(&rest[blanks..])
                    || rest.starts_with(b"\r\n\r\n"));
            }
        }
    }
}

pub(super) fn damaged(error: &io::Error) -> String {
    format!("damaged compressed data: {error}")
}
