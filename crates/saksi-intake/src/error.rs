use std::fmt;
use std::io;

use crate::origin::{Place, Position};

/// Why a source, or one record of it, gave no article. Each prints as one line: where, what, what to do.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// There is no such file or folder.
    #[error("{place}: no such file or folder; check the path")]
    NotFound {
        /// The path as given.
        place: Place,
    },
    /// The file exists but may not be read.
    #[error("{place}: may not be read; check its permissions")]
    Denied {
        /// The path as given.
        place: Place,
    },
    /// Reading broke off, or the path is neither file nor folder.
    #[error("{place}: cannot be read: {source}")]
    Io {
        /// The path as given, with the line where one is known.
        place: Place,
        /// What the system said.
        source: io::Error,
    },
    /// Nothing, or nothing but white space.
    #[error("{place}: empty; nothing to read")]
    Empty {
        /// The path as given.
        place: Place,
    },
    /// Not text.
    #[error("{place}: not text but {what}; give plain text, HTML or JSON lines")]
    Binary {
        /// The path as given.
        place: Place,
        /// What it looks like (“a PDF”, “binary data”).
        what: &'static str,
    },
    /// Longer than [`Limits`](crate::Limits) allows, after decompression.
    #[error("{place}: longer than the limit of {limit} bytes; split it or raise the limit")]
    TooLarge {
        /// The path as given, with the line where one is known.
        place: Place,
        /// The limit, in bytes.
        limit: u64,
    },
    /// The compressed stream is damaged.
    #[error("{place}: damaged compressed data: {source}; fetch or compress the file again")]
    Compressed {
        /// The path as given.
        place: Place,
        /// What the decoder said.
        source: io::Error,
    },
    /// A line or a document that is not JSON.
    #[error("{place}: not valid JSON: {reason}; correct or remove it")]
    Json {
        /// The path as given and the line.
        place: Place,
        /// What the parser said, with the column.
        reason: String,
    },
    /// A JSON record that is not an article.
    #[error("{place}: {reason}; expected an object with \"text\" (or \"content\", \"body\", \"paragraphs\")")]
    NoText {
        /// The path as given and the line.
        place: Place,
        /// What is wrong with it.
        reason: String,
    },
    /// A page in which no article was found.
    #[error("{place}: no article text found in this page; save the page with its text and try again")]
    NoArticle {
        /// The path as given, with the record's place in an archive.
        place: Place,
    },
    /// A stretch of a web archive that is no record, or a record that is cut off or lies about itself.
    #[error("{place}: {reason}; going on with the next record")]
    Archive {
        /// The archive, and where in it the record or the stretch begins.
        place: Place,
        /// What is wrong with it.
        reason: String,
    },
    /// A page in a transfer or content encoding that is damaged or not known.
    #[error("{place}: {reason}; fetch it again")]
    Encoded {
        /// The archive and where the record begins in it, or the address.
        place: Place,
        /// What is wrong with it.
        reason: String,
    },
    /// A feed that cannot be read.
    #[error("{place}: {reason}; expected RSS, Atom or JSON Feed")]
    Feed {
        /// The path or address as given.
        place: Place,
        /// What the parser said.
        reason: String,
    },
}

impl IntakeError {
    /// The path or address as given.
    pub fn place(&self) -> &str {
        &self.at().name
    }

    /// Where in it: see [`Position`].
    pub fn position(&self) -> Option<u64> {
        self.at().position.map(Position::number)
    }

    /// What is wrong and what to do, without the place.
    pub fn reason(&self) -> String {
        let (line, place) = (self.to_string(), self.at().to_string());
        line.strip_prefix(&place).and_then(|l| l.strip_prefix(": ")).unwrap_or(&line).to_owned()
    }

    /// Where it happened.
    pub fn at(&self) -> &Place {
        match self {
            Self::NotFound { place }
            | Self::Denied { place }
            | Self::Io { place, .. }
            | Self::Empty { place }
            | Self::Binary { place, .. }
            | Self::TooLarge { place, .. }
            | Self::Compressed { place, .. }
            | Self::Json { place, .. }
            | Self::NoText { place, .. }
            | Self::NoArticle { place }
            | Self::Archive { place, .. }
            | Self::Encoded { place, .. }
            | Self::Feed { place, .. } => place,
        }
    }

    /// Sorts an error of the system into the cases a reader can do something about.
    pub(crate) fn from_io(place: &Place, source: io::Error) -> Self {
        let place = place.clone();
        match source.kind() {
            io::ErrorKind::NotFound => Self::NotFound { place },
            io::ErrorKind::PermissionDenied => Self::Denied { place },
            // flate2 and zstd report damage this way; a plain file never does.
            io::ErrorKind::InvalidInput
            | io::ErrorKind::InvalidData
            | io::ErrorKind::UnexpectedEof
            | io::ErrorKind::Other => Self::Compressed { place, source },
            _ => Self::Io { place, source },
        }
    }
}

/// Something worth telling about a record that was read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The path as given, with the line where one is known.
    pub place: Place,
    /// What it is.
    pub kind: NoteKind,
}

/// What a [`Note`] tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// Bytes that the encoding does not know became U+FFFD.
    InvalidBytes {
        /// The encoding's name (`UTF-8`).
        encoding: &'static str,
        /// How many U+FFFD were put in.
        count: usize,
    },
    /// The bytes are not UTF-8 and name no encoding; this one was guessed.
    GuessedEncoding(&'static str),
    /// The record's date could not be read; the article goes on without.
    BadDate(String),
    /// `\ud800`-like escapes without their other half became U+FFFD.
    LoneSurrogate,
    /// The page nests too deeply or is too tangled for a parser; its tags were stripped as text.
    Tangled,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.place)?;
        match &self.kind {
            NoteKind::InvalidBytes { encoding, count } => {
                write!(f, "{count} bytes or sequences are not {encoding}; U+FFFD stands in their place")
            }
            NoteKind::GuessedEncoding(name) => write!(f, "not UTF-8; read as {name}"),
            NoteKind::BadDate(value) => write!(f, "cannot read the date {value:?}; going on without"),
            NoteKind::LoneSurrogate => f.write_str("half a surrogate pair in JSON; U+FFFD stands in its place"),
            NoteKind::Tangled => f.write_str("page nests too deeply to be parsed; read by its text alone"),
        }
    }
}
