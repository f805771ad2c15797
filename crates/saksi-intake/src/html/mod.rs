//! A saved web page to an article.

mod content;
mod furniture;
mod jsonld;
mod lines;
mod meta;
mod strip;
mod sweep;
mod tangle;
mod title;

use dom_query::Document;
use saksi::Article;

use crate::date::parse_date;
use crate::decode::{binary, declared, decode};
use crate::error::{IntakeError, NoteKind};
use crate::format::Given;
use crate::read::{Record, notes_at};

/// Reads one page. `id` names the article.
pub(crate) fn article(place: &str, id: String, bytes: Vec<u8>, given: &Given) -> Result<Record, IntakeError> {
    if bytes.trim_ascii().is_empty() {
        return Err(IntakeError::Empty { place: place.to_owned() });
    }
    let encoding = declared(&bytes);
    let (mut page, mut notes) = decode(bytes, encoding);
    if let Some(what) = binary(page.as_bytes()) {
        return Err(IntakeError::Binary { place: place.to_owned(), what });
    }
    if page.contains('\0') {
        page.retain(|c| c != '\0');
    }
    let mut article = if tangle::is_tangled(&page) {
        notes.push(NoteKind::Tangled);
        Article { text: strip::text(&page), ..Article::default() }
    } else {
        read(page, given, &mut notes)
    };
    if article.text.trim().is_empty() {
        return Err(IntakeError::NoArticle { place: place.to_owned() });
    }
    article.id = id;
    given.apply(&mut article);
    Ok(Record { article, notes: notes_at(place, notes) })
}

fn read(page: String, given: &Given, notes: &mut Vec<NoteKind>) -> Article {
    let document = Document::from(page);
    let all = lines::lines(document.root());
    let stated = meta::stated(&document, &all, given.url.as_deref());
    let content = content::find(&document, all, &stated);
    let first = |dates: &[String]| dates.iter().find_map(|d| parse_date(d));
    // An address is surer than a line that may be the header's “today”.
    let published = first(&stated.dates)
        .or_else(|| stated.url.as_deref().and_then(meta::date_in_url))
        .or_else(|| first(&content.dates));
    if let (None, None, Some(bad)) = (published, given.published, stated.dates.first()) {
        notes.push(NoteKind::BadDate(bad.clone()));
    }
    Article {
        id: String::new(),
        title: stated.title,
        source: stated.source,
        url: stated.url,
        author: stated.author.or(content.author),
        published,
        language: stated.language,
        text: content.text,
    }
}
