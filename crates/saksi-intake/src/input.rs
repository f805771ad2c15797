//! A stream of bytes: what it begins with, decompressed, and read up to a limit.

use std::io::{BufRead, BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

use crate::error::IntakeError;

/// How much of a stream's head is looked at.
const HEAD: usize = 8 << 10;

/// The bytes of a source, decompressed. Owns whatever it reads from.
pub(crate) struct Input {
    /// The first bytes, up to [`HEAD`]; they are still to come from `reader`.
    pub(crate) head: Vec<u8>,
    pub(crate) reader: Box<dyn BufRead + Send>,
}

impl Input {
    /// Looks at the head of `reader` and takes off gzip or zstd, once.
    pub(crate) fn open(place: &str, reader: impl BufRead + Send + 'static) -> Result<Self, IntakeError> {
        let io = |e| IntakeError::from_io(place, e);
        let input = Self::peek(Box::new(reader)).map_err(io)?;
        if input.head.starts_with(b"\x1F\x8B") {
            Self::peek(Box::new(BufReader::new(MultiGzDecoder::new(input.reader)))).map_err(io)
        } else if input.head.starts_with(b"\x28\xB5\x2F\xFD") {
            let decoder = zstd::Decoder::with_buffer(input.reader).map_err(io)?;
            Self::peek(Box::new(BufReader::new(decoder))).map_err(io)
        } else {
            Ok(input)
        }
    }

    fn peek(mut reader: Box<dyn BufRead + Send>) -> std::io::Result<Self> {
        let mut head = Vec::new();
        reader.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
        let reader: Box<dyn BufRead + Send> = Box::new(Cursor::new(head.clone()).chain(reader));
        Ok(Self { head, reader })
    }

    /// All of it, if it is not longer than `limit` bytes.
    pub(crate) fn whole(mut self, place: &str, limit: u64) -> Result<Vec<u8>, IntakeError> {
        let mut bytes = Vec::new();
        let read = self.reader.by_ref().take(limit.saturating_add(1)).read_to_end(&mut bytes);
        read.map_err(|e| IntakeError::from_io(place, e))?;
        if bytes.len() as u64 > limit {
            return Err(IntakeError::TooLarge { place: place.to_owned(), limit });
        }
        Ok(bytes)
    }
}
