//! One source to its records.

use std::io::Cursor;
use std::path::Path;

use saksi::Article;

use crate::error::{IntakeError, Note, NoteKind};
use crate::format::{Given, InputFormat, Limits, Options, strip_compression};
use crate::input::Input;
use crate::lines::JsonLines;
use crate::{html, text};

/// An article, and what is worth telling about how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The article.
    pub article: Article,
    /// In the order of their discovery; mostly empty.
    pub notes: Vec<Note>,
}

/// The records of one source; an error does not end it unless nothing more can be read.
pub struct Records(State);

enum State {
    /// Text, a page, or an error that came first.
    One(Option<Result<Record, IntakeError>>),
    Lines(Box<JsonLines>),
}

impl Iterator for Records {
    type Item = Result<Record, IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            State::One(record) => record.take(),
            State::Lines(lines) => lines.next(),
        }
    }
}

/// Reads bytes that are in memory, with the default [`Limits`]. `name` is a path or `-`: errors cite it, its extension
/// decides what [`InputFormat::Auto`] is, and its stem becomes the id of an article that has none.
pub fn read_bytes(name: &str, bytes: Vec<u8>, format: InputFormat, given: &Given) -> Records {
    let options = Options { format, given: given.clone(), limits: Limits::default() };
    records(name, Input::open(name, Cursor::new(bytes)), &options)
}

/// The records of an opened source.
pub(crate) fn records(name: &str, input: Result<Input, IntakeError>, options: &Options) -> Records {
    let one = |record| Records(State::One(Some(record)));
    let input = match input {
        Ok(input) if input.head.is_empty() => return one(Err(IntakeError::Empty { place: name.to_owned() })),
        Ok(input) => input,
        Err(e) => return one(Err(e)),
    };
    let format = match options.format {
        InputFormat::Auto => InputFormat::of_name(name).unwrap_or_else(|| InputFormat::sniff(&input.head)),
        format => format,
    };
    let Limits { source, page, .. } = options.limits;
    match format {
        InputFormat::Jsonl => Records(State::Lines(Box::new(JsonLines::new(name, input, options)))),
        InputFormat::Html => {
            one(input.whole(name, page).and_then(|bytes| html::article(name, stem(name), bytes, &options.given)))
        }
        InputFormat::Auto | InputFormat::Text => {
            one(input.whole(name, source).and_then(|bytes| text::article(name, stem(name), bytes, &options.given)))
        }
    }
}

/// What an article without an id is called: the file's name without folders and extensions.
pub(crate) fn stem(name: &str) -> String {
    if name == "-" {
        return "stdin".to_owned();
    }
    let file = Path::new(strip_compression(name));
    match file.file_stem().map(|s| s.to_string_lossy().into_owned()) {
        Some(stem) if !stem.is_empty() => stem,
        _ => name.to_owned(),
    }
}

pub(crate) fn notes_at(place: &str, kinds: Vec<NoteKind>) -> Vec<Note> {
    kinds.into_iter().map(|kind| Note { place: place.to_owned(), kind }).collect()
}
