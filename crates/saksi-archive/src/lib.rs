//! Reports in one SQLite file: stored, searched, compared, exported. Knows nothing of HTTP and terminals.
//!
//! [`prepare()`] makes an article and its report ready, on any thread; the one [`Writer`] stores it; any number of
//! [`Archive`]s answer meanwhile. What the file holds is told by `schema/*.sql` and [docs/ARCHIVE.md].

mod archive;
mod articles;
pub mod compare;
mod compress;
mod decide;
mod entities;
mod error;
mod events;
pub mod export;
mod key;
mod link;
mod marked;
mod model;
mod prepare;
mod query;
mod quotes;
mod search;
mod statements;
mod stats;
mod store;
mod tags;
mod terms;
mod write;

pub use archive::{Archive, ServerSaid};
pub use compare::words::Vocabulary;
pub use error::ArchiveError;
pub use model::*;
pub use prepare::{Prepared, prepare};
pub use query::{Marks, Parsed, parse};
pub use store::LAYOUT;
pub use write::{Outcome, Writer};

/// Hits that relevance is computed for.
pub const RANKED: usize = 2000;
/// Hits that facets are counted over.
pub const COUNTED: usize = 10_000;
/// Hits a page has at most.
pub const LONGEST_PAGE: usize = 200;
