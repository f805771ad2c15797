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
mod place;
mod quotation;
mod relation;
mod sectors;
mod structure;
mod syntax;
mod time;
#[cfg(feature = "train")]
pub mod training;
mod who;

pub use analysis::*;
pub use article::{Article, Published};
pub use engine::{Engine, Scratch};
pub use event::classify::{ANNOTATED, PAIR_CLASSES, PairCounts, SURE, lead, pair_class};
pub use pairs::Marked;
pub use saksi_lang::Span;
pub use who::{Fact, Profile};
