//! One page that stands alone: no script, nothing loaded from elsewhere.

mod body;
mod escape;
mod marks;
mod page;
mod people;
mod runs;
mod words;

pub use page::{HtmlArticle, html_page};
