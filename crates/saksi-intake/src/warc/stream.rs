//! An archive as one stream of decompressed bytes that knows where its members begin and goes on after damage.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

use super::raw::{Patience, Raw};
use crate::input::{GZIP, ZSTD};

/// How much is read at a time.
const PIECE: usize = 32 << 10;
/// Most bytes of `WARC/0.18` and its line end.
const FIRST_LINE: usize = 10;
/// How a record begins; its version follows.
pub(super) const RECORD: &[u8] = b"WARC/";

/// What came of reading on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum More {
    Bytes,
    /// A compressed member ended, whole and with the right checksum.
    MemberEnd,
    End,
}

enum State {
    /// Not compressed.
    Plain(Raw),
    /// Before a member.
    Between(Raw),
    /// Somewhere behind damage: the next member is to be searched for.
    Lost(Raw),
    Gzip(Box<GzDecoder<Raw>>),
    Zstd(Box<zstd::Decoder<'static, Raw>>),
    Over,
}

/// The bytes of an archive; see [`Stream::rest`].
pub(super) struct Stream {
    state: State,
    buffer: Vec<u8>,
    at: usize,
    /// Where members begin: index into `buffer` and offset in the file.
    members: Vec<(usize, u64)>,
    /// Where a record certainly begins, a member and a record at once: nobody reads over it by mistake.
    fence: Option<usize>,
    packed: bool,
    /// Offset of the end of `buffer` in the decompressed stream.
    pub(super) read: u64,
    again_from: Patience,
}

impl Stream {
    pub(super) fn new(head: &[u8], reader: Box<dyn BufRead + Send>) -> Self {
        let packed = is_packed(head);
        let raw = Raw::new(reader);
        Self {
            state: if packed { State::Between(raw) } else { State::Plain(raw) },
            buffer: Vec::new(),
            at: 0,
            members: Vec::new(),
            fence: None,
            packed,
            read: 0,
            again_from: Patience::default(),
        }
    }

    /// What can be looked at without reading on, up to the next record that is known.
    pub(super) fn rest(&self) -> &[u8] {
        &self.buffer[self.at..self.fence.unwrap_or(self.buffer.len())]
    }

    pub(super) fn skip(&mut self, n: usize) {
        self.at += n.min(self.rest().len());
    }

    /// Goes on to the record that begins here, if one is known to.
    pub(super) fn pass_fence(&mut self) {
        if self.fence == Some(self.at) {
            self.fence = None;
        }
    }

    /// Whether nothing can be read before a record that is known to begin.
    pub(super) fn is_fenced(&self) -> bool {
        self.fence.is_some()
    }

    /// Where the next byte lies in the file; in a compressed one, where its member begins.
    pub(super) fn position(&self) -> u64 {
        if self.packed {
            self.members.iter().rev().find(|(index, _)| *index <= self.at).map_or(0, |&(_, offset)| offset)
        } else {
            self.read - (self.buffer.len() - self.at) as u64
        }
    }

    /// Reads on until there are more bytes to look at; false at the end and where the next record begins.
    pub(super) fn grow(&mut self) -> io::Result<bool> {
        loop {
            if self.fence.is_some() {
                return Ok(false);
            }
            match self.more()? {
                More::Bytes => return Ok(self.fence.is_none()),
                More::MemberEnd => {}
                More::End => return Ok(false),
            }
        }
    }

    /// Reads on once. After an error the next call looks for the next member.
    pub(super) fn more(&mut self) -> io::Result<More> {
        self.forget();
        self.go_on()
    }

    fn go_on(&mut self) -> io::Result<More> {
        match std::mem::replace(&mut self.state, State::Over) {
            State::Over => Ok(More::End),
            State::Plain(mut raw) => {
                let n = self.append(&mut raw)?;
                if n > 0 {
                    self.state = State::Plain(raw);
                }
                Ok(if n > 0 { More::Bytes } else { More::End })
            }
            State::Gzip(mut decoder) => match self.append(&mut decoder) {
                Ok(0) => Ok(self.between(decoder.into_inner())),
                Ok(_) => {
                    self.state = State::Gzip(decoder);
                    Ok(More::Bytes)
                }
                Err(e) => Err(self.lost(decoder.into_inner(), e)),
            },
            State::Zstd(mut decoder) => match self.append(&mut decoder) {
                Ok(0) => Ok(self.between(decoder.finish())),
                Ok(_) => {
                    self.state = State::Zstd(decoder);
                    Ok(More::Bytes)
                }
                Err(e) => Err(self.lost(decoder.finish(), e)),
            },
            State::Between(raw) => self.member(raw),
            State::Lost(mut raw) => loop {
                if !raw.find([GZIP[0], ZSTD[0]])? {
                    return Ok(More::End);
                }
                let head = raw.ahead::<4>()?;
                // The third byte of gzip is its method, the fourth has three bits that are never set.
                if head.starts_with(ZSTD) || head.starts_with(GZIP) && matches!(head[2..], [8, flags] if flags < 32) {
                    return self.member(raw);
                }
                raw.consume(1);
            },
        }
    }

    /// Begins the member at hand.
    fn member(&mut self, mut raw: Raw) -> io::Result<More> {
        let mut head = raw.ahead::<8>()?;
        // Frames that hold no data: dictionaries and notes.
        while let [0x50..=0x5F, 0x2A, 0x4D, 0x18, size @ ..] = &head[..]
            && let Ok(size) = size.try_into().map(u32::from_le_bytes)
        {
            io::copy(&mut raw.by_ref().take(u64::from(size) + 8), &mut io::sink())?;
            head = raw.ahead::<8>()?;
        }
        raw.mark();
        let from = self.buffer.len();
        self.members.push((from, raw.offset));
        self.state = if head.starts_with(GZIP) {
            State::Gzip(Box::new(GzDecoder::new(raw)))
        } else if head.starts_with(ZSTD) {
            State::Zstd(Box::new(zstd::Decoder::with_buffer(raw)?.single_frame()))
        } else if head.is_empty() {
            return Ok(More::End);
        } else {
            return Err(self.lost(raw, io::Error::other("bytes between the members")));
        };
        let mut more = More::Bytes;
        while more == More::Bytes && self.buffer.len() < from + RECORD.len() {
            more = self.go_on()?;
        }
        if self.buffer[from..].starts_with(RECORD) {
            self.fence = Some(from);
            return Ok(More::Bytes);
        }
        Ok(more)
    }

    fn between(&mut self, raw: Raw) -> More {
        self.state = State::Between(raw);
        More::MemberEnd
    }

    fn lost(&mut self, mut raw: Raw, error: io::Error) -> io::Error {
        raw.back();
        self.state = if raw.failed { State::Over } else { State::Lost(raw) };
        error
    }

    /// Reads a piece to the end of the buffer.
    fn append(&mut self, reader: &mut impl Read) -> io::Result<usize> {
        let from = self.buffer.len();
        self.buffer.resize(from + PIECE, 0);
        let read = loop {
            match reader.read(&mut self.buffer[from..]) {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        let n = read.as_ref().map_or(0, |&n| n);
        self.buffer.truncate(from + n);
        self.read += n as u64;
        read
    }

    /// Drops what was skipped.
    fn forget(&mut self) {
        let at = std::mem::take(&mut self.at);
        self.buffer.drain(..at);
        let behind = self.members.iter().rposition(|&(index, _)| index <= at).unwrap_or(0);
        self.members.drain(..behind);
        self.members.iter_mut().for_each(|(index, _)| *index = index.saturating_sub(at));
        self.fence = self.fence.map(|fence| fence - at);
    }

    /// Gives back the last bytes that were skipped, as far as [`Patience`] allows.
    pub(super) fn unread(&mut self, bytes: &[u8]) {
        let end = self.read - (self.buffer.len() - self.at) as u64;
        let start = end - bytes.len() as u64;
        let again = usize::try_from(self.again_from.after(start, end) - start).unwrap_or(bytes.len());
        self.forget();
        let bytes = &bytes[again..];
        self.buffer.splice(..0, bytes.iter().copied());
        self.members.iter_mut().filter(|(index, _)| *index > 0).for_each(|(index, _)| *index += bytes.len());
        self.fence = self.fence.map(|fence| fence + bytes.len());
    }

    /// Goes on to what looks like the first line of a record; false where none follows.
    pub(super) fn resync(&mut self) -> bool {
        loop {
            let rest = self.rest();
            let mut letters = rest.iter().enumerate().filter(|&(_, &b)| b == RECORD[0]).map(|(at, _)| at);
            if let Some(at) = letters.find(|&at| is_first_line(&rest[at..])) {
                self.skip(at);
                return true;
            }
            if self.fence.is_some() {
                self.skip(rest.len());
                return true;
            }
            // The beginning of a record may be in the last bytes.
            self.skip(rest.len().saturating_sub(FIRST_LINE));
            // Damage on the way is part of what was told already.
            if let Ok(More::End) = self.more() {
                return false;
            }
        }
    }
}

/// `WARC/1.0` and a line end. Records that were cut off need not end with a line, so the next may begin anywhere.
fn is_first_line(bytes: &[u8]) -> bool {
    let version = bytes.strip_prefix(RECORD).unwrap_or_default();
    matches!(
        version,
        [b'0'..=b'9', b'.', b'0'..=b'9', b'\r' | b'\n', ..] | [b'0'..=b'9', b'.', b'0'..=b'9', b'0'..=b'9', ..]
    )
}

/// Whether an archive that begins so is compressed.
fn is_packed(head: &[u8]) -> bool {
    head.starts_with(GZIP) || head.starts_with(ZSTD) || matches!(head, [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..])
}

/// Whether a source that begins with `head` is a web archive, compressed or not.
pub(crate) fn is_archive(head: &[u8]) -> bool {
    let mut stream = Stream::new(head, Box::new(io::Cursor::new(head.to_vec())));
    // An error is what a head that is cut off ends with.
    while stream.buffer.len() < RECORD.len() && matches!(stream.more(), Ok(More::Bytes | More::MemberEnd)) {}
    stream.buffer.starts_with(RECORD)
}
