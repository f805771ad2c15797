//! Who is spoken of: names, what they are, and which of them are the same.

mod entities;
mod names;
mod resolve;

pub(crate) use entities::Cast;
pub(crate) use names::{Name, find};
pub(crate) use resolve::Resolver;
