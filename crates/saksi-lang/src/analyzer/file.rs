//! The model as a file: magic, version, checksum, then numbers in the order in which [`super::net`] asks for them.

use std::borrow::Cow;

/// What every model begins with.
pub const MAGIC: &[u8; 8] = b"saksi-id";
/// The layout that this code reads.
pub const VERSION: u32 = 1;
/// Bytes before the body: magic, version, checksum.
const HEAD: usize = 8 + 4 + 8;

/// Why a model cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelError {
    /// It does not begin as models do.
    NotAModel,
    /// It is of another layout, that of this number.
    OtherVersion(u32),
    /// Its bytes are not those that were written: cut short or altered.
    Damaged,
    /// It holds something that does not fit together, at this byte.
    Malformed(usize),
}

impl std::fmt::Display for ModelError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotAModel => write!(f, "this is no model of saksi (it does not begin with \"saksi-id\")"),
            Self::OtherVersion(version) => {
                write!(f, "the model has layout {version}, this program reads layout {VERSION}: train it anew")
            }
            Self::Damaged => {
                write!(f, "the model is cut short or was altered (its checksum is wrong): get the file again")
            }
            Self::Malformed(at) => write!(f, "the model makes no sense at byte {at}: train it anew"),
        }
    }
}

impl std::error::Error for ModelError {}

/// A checksum of 64 bits, quick rather than strong: it finds accidents, it stops nobody.
fn checksum(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut lanes = [1u64, 2, 3, 4];
    let (blocks, rest) = bytes.as_chunks::<32>();
    for block in blocks {
        let (words, _) = block.as_chunks::<8>();
        for (lane, word) in lanes.iter_mut().zip(words) {
            *lane = (*lane ^ u64::from_le_bytes(*word)).wrapping_mul(FACTOR).rotate_left(29);
        }
    }
    let mut sum = lanes.iter().fold(bytes.len() as u64, |sum, lane| (sum ^ lane).wrapping_mul(FACTOR).rotate_left(31));
    for &byte in rest {
        sum = (sum ^ u64::from(byte)).wrapping_mul(FACTOR).rotate_left(31);
    }
    sum
}

/// Reads a model from its beginning to its end.
pub(super) struct Reader<'m> {
    bytes: &'m Cow<'static, [u8]>,
    at: usize,
}

impl<'m> Reader<'m> {
    #[allow(clippy::ptr_arg, reason = "what is compiled in is used where it lies, and only the Cow knows")]
    pub(super) fn new(bytes: &'m Cow<'static, [u8]>) -> Result<Self, ModelError> {
        if !bytes.starts_with(MAGIC) {
            return Err(ModelError::NotAModel);
        }
        let mut reader = Self { bytes, at: MAGIC.len() };
        let version = reader.number().map_err(|_| ModelError::Damaged)? as u32;
        if version != VERSION {
            return Err(ModelError::OtherVersion(version));
        }
        let (sum, body) = (bytes.get(12..HEAD), bytes.get(HEAD..));
        let (Some(sum), Some(body)) = (sum, body) else { return Err(ModelError::Damaged) };
        if sum != checksum(body).to_le_bytes() {
            return Err(ModelError::Damaged);
        }
        reader.at = HEAD;
        Ok(reader)
    }

    fn take(&mut self, count: usize) -> Result<&'m [u8], ModelError> {
        let end = self.at.checked_add(count).ok_or(ModelError::Malformed(self.at))?;
        let taken = self.bytes.get(self.at..end).ok_or(ModelError::Malformed(self.at))?;
        self.at = end;
        Ok(taken)
    }

    /// A count or size; none is beyond 2^31.
    pub(super) fn number(&mut self) -> Result<usize, ModelError> {
        let four = self.take(4)?;
        let number = u32::from_le_bytes([four[0], four[1], four[2], four[3]]);
        if number >> 31 == 0 { Ok(number as usize) } else { Err(ModelError::Malformed(self.at)) }
    }

    /// Whole numbers of 16 bits.
    pub(super) fn shorts(&mut self, count: usize) -> Result<Vec<i16>, ModelError> {
        let bytes = self.take(count.checked_mul(2).ok_or(ModelError::Malformed(self.at))?)?;
        Ok(bytes.as_chunks::<2>().0.iter().map(|b| i16::from_le_bytes(*b)).collect())
    }

    /// Numbers with a fraction.
    pub(super) fn floats(&mut self, count: usize) -> Result<Vec<f32>, ModelError> {
        let bytes = self.take(count.checked_mul(4).ok_or(ModelError::Malformed(self.at))?)?;
        Ok(bytes.as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect())
    }

    /// Bytes: where they lie if the model is compiled in, else copied.
    pub(super) fn raw(&mut self, count: usize) -> Result<Cow<'static, [u8]>, ModelError> {
        let start = self.at;
        let taken = self.take(count)?;
        Ok(match self.bytes {
            Cow::Borrowed(all) => Cow::Borrowed(&all[start..self.at]),
            Cow::Owned(_) => Cow::Owned(taken.to_vec()),
        })
    }

    /// Lines, joined as they stand.
    pub(super) fn lines(&mut self) -> Result<Cow<'static, str>, ModelError> {
        let count = self.number()?;
        let at = self.at;
        match self.raw(count)? {
            Cow::Borrowed(b) => std::str::from_utf8(b).map(Cow::Borrowed).map_err(|_| ModelError::Malformed(at)),
            Cow::Owned(b) => String::from_utf8(b).map(Cow::Owned).map_err(|_| ModelError::Malformed(at)),
        }
    }

    /// An error at the place that was read last.
    pub(super) fn malformed(&self) -> ModelError {
        ModelError::Malformed(self.at)
    }

    pub(super) fn finish(self) -> Result<(), ModelError> {
        if self.at == self.bytes.len() { Ok(()) } else { Err(ModelError::Malformed(self.at)) }
    }
}

/// Writes a model: the trainer's side of `Reader`.
#[derive(Debug, Default)]
pub struct Writer {
    body: Vec<u8>,
}

impl Writer {
    /// A count or size.
    pub fn number(&mut self, number: usize) {
        self.body.extend((number as u32).to_le_bytes());
    }

    /// Whole numbers of 16 bits.
    pub fn shorts(&mut self, numbers: &[i16]) {
        self.body.extend(numbers.iter().flat_map(|n| n.to_le_bytes()));
    }

    /// Numbers with a fraction.
    pub fn floats(&mut self, numbers: &[f32]) {
        self.body.extend(numbers.iter().flat_map(|n| n.to_le_bytes()));
    }

    /// Bytes.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.body.extend(bytes);
    }

    /// Lines.
    pub fn lines(&mut self, lines: &str) {
        self.number(lines.len());
        self.raw(lines.as_bytes());
    }

    /// The file.
    pub fn finish(self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(VERSION.to_le_bytes());
        out.extend(checksum(&self.body).to_le_bytes());
        out.extend(self.body);
        out
    }
}
