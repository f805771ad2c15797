//! One page that stands alone: no script, nothing loaded from elsewhere.

mod body;
mod deeds;
pub(crate) mod escape;
mod facts;
pub(crate) mod marks;
mod page;
mod people;
pub(crate) mod runs;
mod terms;
mod words;

pub use page::{HtmlArticle, html_page};
