//! One page that stands alone: no script, nothing loaded from elsewhere.

mod body;
mod deeds;
mod escape;
mod facts;
mod marks;
mod page;
mod people;
mod runs;
mod terms;
mod words;

pub use page::{HtmlArticle, html_page};
