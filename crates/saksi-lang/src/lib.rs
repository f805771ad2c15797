//! Indonesian as a language: text and spans, words, sentences, morphology.
//!
//! Nothing here knows what an article, a quotation or a file is. Offsets are byte offsets into the exact text,
//! end-exclusive, and always fall on character boundaries.

pub mod analyzer;
#[doc(hidden)]
pub mod kernel;
pub mod morphology;
pub mod segment;
pub mod sentence;
mod span;
mod token;

pub use span::Span;
pub use token::{Token, TokenKind, tokenize};
