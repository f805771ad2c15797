//! Texts and reports as they are kept: zstd.

use std::io::{self, Read};

/// Texts beyond this are damaged, or meant to fill memory. Intake's own limit for one text is a quarter of it, reports are some four times their text.
const LONGEST: u64 = 2 << 30;

pub(crate) fn pack(bytes: &[u8]) -> io::Result<Vec<u8>> {
    zstd::bulk::compress(bytes, 3)
}

pub(crate) fn unpack(packed: &[u8]) -> io::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(packed.len() * 4);
    zstd::Decoder::with_buffer(packed)?.take(LONGEST).read_to_end(&mut out)?;
    Ok(out)
}
