//! Reports in one SQLite file: stored, searched, compared, exported. Knows nothing of HTTP and terminals.

mod archive;
mod error;
pub mod export;
mod model;

pub use archive::Archive;
pub use error::ArchiveError;
pub use model::*;

/// Hits that relevance is computed for.
pub const RANKED: usize = 2000;
/// Hits that facets are counted over.
pub const COUNTED: usize = 10_000;
/// Hits a page has at most.
pub const LONGEST_PAGE: usize = 200;
