//! Foreign bytes in, [`saksi::Article`]s out: plain text, saved web pages, JSON lines, feeds, web archives; compressed
//! or not; from files and from the web.
//!
//! Nothing here knows what an analysis is. Four doors, from the widest to the narrowest:
//!
//! * [`read_paths`] — files, folders and `-` to a stream of records;
//! * [`walk`] and [`Source::read`] — the same in two steps, so that sources can be handed to threads;
//! * [`read_bytes`] — bytes that are already in memory;
//! * [`Fetcher::gather`] — an address, asked for politely: the article of a page, or the entries of a feed.
//!
//! A stream yields `Ok(Record)` or `Err(IntakeError)` an article and goes on after an error. One source is in memory
//! at a time, of a JSON-lines source one line and of a web archive one page, so folders, streams and archives may be of
//! any length. Every record says where it comes from: [`Origin`].
//!
//! [`Article::text`](saksi::Article::text) is the decoded text: offsets of an analysis refer to it. A byte-order mark
//! is taken off, CRLF and CR become LF in plain text, and bytes that the encoding does not know become U+FFFD (with a
//! [`Note`]); nothing else is repaired. The text of a JSON record is taken over exactly as its string says.

mod canonical;
mod date;
mod decode;
mod error;
pub mod feed;
mod fetch;
mod format;
mod html;
mod http;
mod input;
mod json;
mod lines;
mod origin;
mod read;
mod text;
mod unpack;
mod walk;
mod warc;

pub use canonical::canonical_url;
pub use date::parse_date;
pub use error::{IntakeError, Note, NoteKind};
pub use feed::FeedEntry;
pub use fetch::{FetchError, FetchOptions, Fetched, FetchedPage, Fetcher, Gathered, Validators};
pub use format::{Given, InputFormat, Limits, Options};
pub use origin::{Origin, Place, Position};
pub use read::{Record, Records, read_bytes};
pub use walk::{Source, Walk, read_paths, walk};
