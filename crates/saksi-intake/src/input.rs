//! A stream of bytes: what it begins with, decompressed, and read up to a limit.

use std::io::{BufRead, BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

use crate::error::IntakeError;
use crate::origin::Place;

/// How much of a stream's head is looked at.
const HEAD: usize = 8 << 10;

/// How gzip begins.
pub(crate) const GZIP: &[u8] = b"\x1F\x8B";
/// How a zstd frame begins.
pub(crate) const ZSTD: &[u8] = b"\x28\xB5\x2F\xFD";

/// The bytes of a source. Owns whatever it reads from.
pub(crate) struct Input {
    /// The first bytes, up to [`HEAD`]; they are still to come from `reader`.
    pub(crate) head: Vec<u8>,
    pub(crate) reader: Box<dyn BufRead + Send>,
}

impl Input {
    /// Looks at the head of `reader`.
    pub(crate) fn open(place: &Place, reader: impl BufRead + Send + 'static) -> Result<Self, IntakeError> {
        Self::peek(Box::new(reader)).map_err(|e| IntakeError::from_io(place, e))
    }

    /// Takes off gzip or zstd, once.
    pub(crate) fn unpacked(self, place: &Place) -> Result<Self, IntakeError> {
        let io = |e| IntakeError::from_io(place, e);
        if self.head.starts_with(GZIP) {
            Self::peek(Box::new(BufReader::new(MultiGzDecoder::new(self.reader)))).map_err(io)
        } else if self.head.starts_with(ZSTD) {
            let decoder = zstd::Decoder::with_buffer(self.reader).map_err(io)?;
            Self::peek(Box::new(BufReader::new(decoder))).map_err(io)
        } else {
            Ok(self)
        }
    }

    fn peek(mut reader: Box<dyn BufRead + Send>) -> std::io::Result<Self> {
        let mut head = Vec::new();
        reader.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
        let reader: Box<dyn BufRead + Send> = Box::new(Cursor::new(head.clone()).chain(reader));
        Ok(Self { head, reader })
    }

    /// All of it, if it is not longer than `limit` bytes.
    pub(crate) fn whole(mut self, place: &Place, limit: u64) -> Result<Vec<u8>, IntakeError> {
        let mut bytes = Vec::new();
        let read = self.reader.by_ref().take(limit.saturating_add(1)).read_to_end(&mut bytes);
        read.map_err(|e| IntakeError::from_io(place, e))?;
        if bytes.len() as u64 > limit {
            return Err(IntakeError::TooLarge { place: place.clone(), limit });
        }
        Ok(bytes)
    }
}
