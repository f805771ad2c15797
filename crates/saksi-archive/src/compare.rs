//! Texts and events held against each other: the same statement in several papers, copies of one article, one happening reported several
//! times. Pure functions; what they were measured on stands in `docs/COMPARE.md`.
//!
//! A text becomes [`Words`] by the shared [`Vocabulary`]; words have a signature, whose keys an index
//! keeps; who shares a key is a candidate; [`same_statement`] and [`same_article`] verify candidates; [`cluster`] joins what was
//! verified.

mod agree;
mod article;
mod cluster;
mod first;
mod happening;
pub mod key;
mod likeness;
mod number;
mod signature;
mod speaker;
mod statement;
mod wording;
pub mod words;

pub use agree::agree;
pub use article::{Copy, same_article};
pub use cluster::{Clusters, Link, cluster};
pub use first::{First, Report, first};
pub use happening::{EventSide, LONG, Party, Site, same_event};
pub use likeness::{Likeness, likeness};
pub use signature::{ArticleSignature, QuoteSignature, Shingles};
pub use speaker::{Company, Speaker, company};
pub use statement::{DAYS, Side, same_statement};
pub use wording::{Change, Edit, wording};
pub use words::{Vocabulary, Word, WordKind, Words};
