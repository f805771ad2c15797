//! The bytes of an archive as they lie in the file: counted, and some of them remembered, so that a reader who was
//! led astray by a damaged member can go back and look for the next one.

use std::io::{self, BufRead, Cursor, ErrorKind, Read};

/// How much of a member is remembered. Members of pages are smaller; after a larger one the search goes on from where
/// it broke off.
const KEPT: usize = 4 << 20;

pub(super) struct Raw {
    inner: Box<dyn BufRead + Send>,
    /// Bytes given back, which come before those of `inner`.
    again: Cursor<Vec<u8>>,
    /// Bytes from the beginning of the file.
    pub(super) offset: u64,
    /// What was read since [`Raw::mark`], unless it was too much.
    kept: Vec<u8>,
    marked_at: u64,
    again_from: Patience,
    /// The file itself cannot be read on.
    pub(super) failed: bool,
}

impl Raw {
    pub(super) fn new(inner: Box<dyn BufRead + Send>) -> Self {
        Self {
            inner,
            again: Cursor::default(),
            offset: 0,
            kept: Vec::new(),
            marked_at: 0,
            again_from: Patience::default(),
            failed: false,
        }
    }

    /// Begins to remember.
    pub(super) fn mark(&mut self) {
        self.kept.clear();
        self.marked_at = self.offset;
    }

    /// Goes back to just after the mark, if all since is remembered and [`Patience`] allows.
    pub(super) fn back(&mut self) {
        if self.offset == self.marked_at {
            // Nothing was read since: what begins here is passed over, or it would be found for ever.
            self.skip_one();
            return;
        }
        let whole = self.marked_at + self.kept.len() as u64 == self.offset;
        let to = self.again_from.after(self.marked_at + 1, self.offset);
        if whole && to < self.offset {
            let kept = std::mem::take(&mut self.kept);
            let skip = usize::try_from(to - self.marked_at).unwrap_or(kept.len()).min(kept.len());
            self.put_back(&kept[skip..]);
        }
    }

    fn skip_one(&mut self) {
        if self.fill_buf().is_ok_and(|b| !b.is_empty()) {
            self.consume(1);
        }
    }

    fn put_back(&mut self, bytes: &[u8]) {
        let at = usize::try_from(self.again.position()).unwrap_or(usize::MAX).min(self.again.get_ref().len());
        let mut all = bytes.to_vec();
        all.extend_from_slice(&self.again.get_ref()[at..]);
        self.again = Cursor::new(all);
        self.offset -= bytes.len() as u64;
        // What is put back is no longer read since the mark.
        self.kept.truncate(self.kept.len().saturating_sub(bytes.len()));
    }

    /// The next bytes, up to `N`, which stay to be read.
    pub(super) fn ahead<const N: usize>(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(N);
        self.take(N as u64).read_to_end(&mut bytes)?;
        self.put_back(&bytes);
        Ok(bytes)
    }

    /// Goes on to the next byte that is one of `wanted`; false at the end.
    pub(super) fn find(&mut self, wanted: [u8; 2]) -> io::Result<bool> {
        loop {
            let buffer = self.fill_buf()?;
            if buffer.is_empty() {
                return Ok(false);
            }
            let at = buffer.iter().position(|b| wanted.contains(b));
            let passed = at.unwrap_or(buffer.len());
            self.consume(passed);
            if at.is_some() {
                return Ok(true);
            }
        }
    }
}

/// How much is read again after damage: in all a few times what was read, so that no file takes longer than its length
/// deserves, however it lies.
#[derive(Default)]
pub(super) struct Patience {
    spent: u64,
    /// Where reading had come to before it went back.
    seen: u64,
}

impl Patience {
    /// Where to go on between `from` and `to`, which is where reading has come to.
    pub(super) fn after(&mut self, from: u64, to: u64) -> u64 {
        let seen = self.seen;
        self.seen = seen.max(to);
        let again = seen.saturating_sub(from).min(to.saturating_sub(from));
        if self.spent + again > 4 * self.seen {
            return seen.clamp(from, to.max(from));
        }
        self.spent += again;
        from
    }
}

impl Read for Raw {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let buffer = self.fill_buf()?;
        let n = buffer.len().min(out.len());
        out[..n].copy_from_slice(&buffer[..n]);
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for Raw {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.again.position() < self.again.get_ref().len() as u64 {
            return self.again.fill_buf();
        }
        if self.failed {
            return Ok(&[]);
        }
        // Asked twice, since the first answer may not be kept while `failed` is set.
        loop {
            match self.inner.fill_buf() {
                Ok(_) => break,
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                Err(e) => {
                    self.failed = true;
                    return Err(e);
                }
            }
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        let left = self.again.get_ref().len() as u64 - self.again.position();
        let again = left > 0;
        let buffer = if again { self.again.fill_buf() } else { self.inner.fill_buf() };
        if let Ok(buffer) = buffer {
            let n = n.min(buffer.len());
            if self.kept.len() + n <= KEPT && self.marked_at + self.kept.len() as u64 == self.offset {
                self.kept.extend_from_slice(&buffer[..n]);
            }
        }
        if again {
            self.again.consume(n)
        } else {
            self.inner.consume(n)
        }
        self.offset += n as u64;
    }
}
