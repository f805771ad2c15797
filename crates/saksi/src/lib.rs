//! The engine: an article in, who said what out.
//!
//! [`Engine::read`] never fails and never panics: bad input yields less. It is deterministic, holds no global
//! mutable state, and one engine serves all threads, each with its own [`Scratch`].

mod analysis;
mod article;
mod assemble;
mod doc;
mod engine;
mod event;
mod knowledge;
mod long;
mod marks;
mod mention;
mod pairs;
mod quotation;
mod structure;
mod syntax;
#[cfg(feature = "train")]
pub mod training;

pub use analysis::*;
pub use article::{Article, Published};
pub use engine::{Engine, Scratch};
pub use event::classify::{ANNOTATED, PAIR_CLASSES, PairCounts, SURE, lead, pair_class};
pub use pairs::Marked;
pub use saksi_lang::Span;
