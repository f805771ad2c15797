//! One source to its records.

use std::io::Cursor;
use std::path::Path;

use saksi::Article;

use crate::error::{IntakeError, Note, NoteKind};
use crate::feed::{Entries, FeedEntry};
use crate::format::{Given, InputFormat, Limits, Options, strip_compression};
use crate::input::Input;
use crate::lines::JsonLines;
use crate::origin::{Origin, Place};
use crate::warc::{Archive, is_archive};
use crate::{feed, html, text};

/// An article, and what is worth telling about how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The article.
    pub article: Article,
    /// Where it comes from.
    pub origin: Origin,
    /// In the order of their discovery; mostly empty.
    pub notes: Vec<Note>,
}

/// The records of one source; an error does not end it unless nothing more can be read.
pub struct Records(State);

enum State {
    /// Text, a page, or an error that came first.
    One(Option<Box<Result<Record, IntakeError>>>),
    Lines(Box<JsonLines>),
    Feed(Box<Entries>),
    Archive(Box<Archive>),
}

impl Records {
    /// What was passed over so far because it is no article: records of a web archive that are no pages, entries of a feed
    /// without their text.
    pub fn skipped(&self) -> u64 {
        match &self.0 {
            State::One(_) | State::Lines(_) => 0,
            State::Feed(entries) => entries.links().len() as u64,
            State::Archive(archive) => archive.skipped(),
        }
    }

    /// The entries of a feed met so far that have no text of their own: what a [`Fetcher`](crate::Fetcher) may fetch.
    pub fn links(&self) -> &[FeedEntry] {
        match &self.0 {
            State::Feed(entries) => entries.links(),
            _ => &[],
        }
    }
}

impl Iterator for Records {
    type Item = Result<Record, IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            State::One(record) => record.take().map(|record| *record),
            State::Lines(lines) => lines.next(),
            State::Feed(entries) => entries.next(),
            State::Archive(archive) => archive.next(),
        }
    }
}

/// Reads bytes that are in memory, with the default [`Limits`]. `name` is a path or `-`: errors cite it, its extension
/// decides what [`InputFormat::Auto`] is, and its stem becomes the id of an article that has none.
pub fn read_bytes(name: &str, bytes: Vec<u8>, format: InputFormat, given: &Given) -> Records {
    let options = Options { format, given: given.clone(), limits: Limits::default() };
    records(name, Input::open(&name.into(), Cursor::new(bytes)), &options)
}

/// The records of an opened source.
pub(crate) fn records(name: &str, input: Result<Input, IntakeError>, options: &Options) -> Records {
    let one = |record| Records(State::One(Some(Box::new(record))));
    let place = Place::from(name);
    let named = match options.format {
        InputFormat::Auto => InputFormat::of_name(name),
        format => Some(format),
    };
    let input = match input {
        // Its members are taken off one by one: where they begin is where reading goes on after damage.
        Ok(input)
            if !input.head.is_empty() && named.map_or_else(|| is_archive(&input.head), |n| n == InputFormat::Warc) =>
        {
            return Records(State::Archive(Box::new(Archive::new(name, input, options))));
        }
        input => match input.and_then(|input| input.unpacked(&place)) {
            Ok(input) if input.head.is_empty() => return one(Err(IntakeError::Empty { place })),
            Ok(input) => input,
            Err(e) => return one(Err(e)),
        },
    };
    let format = match named {
        Some(InputFormat::Jsonl) if options.format == InputFormat::Auto && feed::is_json_feed(&input.head) => {
            InputFormat::Feed
        }
        Some(format) => format,
        None => InputFormat::sniff(&input.head),
    };
    let Limits { source, page, .. } = options.limits;
    match format {
        InputFormat::Jsonl => Records(State::Lines(Box::new(JsonLines::new(name, input, options)))),
        InputFormat::Html => {
            let read = |bytes: Vec<u8>| html::article(&place, stem(name), bytes.into(), &options.given);
            one(input.whole(&place, page).and_then(read))
        }
        InputFormat::Feed => match input.whole(&place, page).and_then(|bytes| Entries::new(&place, bytes, options)) {
            Ok(entries) => Records(State::Feed(Box::new(entries))),
            Err(e) => one(Err(e)),
        },
        InputFormat::Auto | InputFormat::Text | InputFormat::Warc => {
            let read = |bytes| text::article(&place, stem(name), bytes, &options.given);
            one(input.whole(&place, source).and_then(read))
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

pub(crate) fn notes_at(place: &Place, kinds: Vec<NoteKind>) -> Vec<Note> {
    kinds.into_iter().map(|kind| Note { place: place.clone(), kind }).collect()
}
