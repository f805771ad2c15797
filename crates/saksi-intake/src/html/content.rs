//! The article among all that a page shows.
use dom_query::Document;
use super::lines::{lines, Line};
use super::meta::Stated;

/// What was found in the page itself.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) text: String,
    pub(super) author: Option<String>,
    pub(super) dates: Vec<String>,
}

pub(super) fn find(document: &Document, stated: &Stated) -> Content {
    let _ = stated;
    let mut r = dom_smoothie::Readability::with_document(document.clone(), None, None).unwrap();
    let ls: Vec<Line> = match r.parse() {
        Ok(_) => lines(r.doc.select_single("#readability-page-1").nodes()[0]),
        Err(_) => vec![],
    };
    Content { text: ls.into_iter().map(|l| l.text).collect::<Vec<_>>().join("\n"), ..Content::default() }
}
