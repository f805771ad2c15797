//! Who is spoken of: names, what they are, and which of them are the same.

mod bearer;
mod descriptions;
mod entities;
mod lists;
mod names;
mod resolve;
mod runs;
mod weigh;

pub(crate) use descriptions::describe;
pub(crate) use entities::{Cast, Member};
pub(crate) use names::{Name, find, known_at};
pub(crate) use resolve::Resolver;
pub(crate) use runs::is_address;
