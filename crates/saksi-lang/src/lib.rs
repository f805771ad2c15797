//! Indonesian as a language: text and spans, words, sentences, morphology.
//!
//! Nothing here knows what an article, a quotation or a file is. Offsets are byte offsets into the exact text,
//! end-exclusive, and always fall on character boundaries.

mod span;

pub use span::Span;
