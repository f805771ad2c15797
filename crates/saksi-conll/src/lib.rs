//! Annotated sentences as files hold them: [CoNLL-U](conllu), and a token a line ([`columns`]); and an [`Annotator`]
//! that fills them in with what [`saksi_lang::analyzer`] finds.
//!
//! Nothing here opens a file: text goes in and text comes out. What cannot be read is told with file and line.

mod annotate;
pub mod columns;
pub mod conllu;
mod error;
pub mod iob;
pub mod misc;
mod sentence;
mod text;

pub use annotate::{Annotator, Scratch};
pub use error::ConllError;
pub use sentence::{Id, Row, Sentence};
