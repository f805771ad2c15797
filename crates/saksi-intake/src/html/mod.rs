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
use encoding_rs::Encoding;
use saksi::Article;

use meta::Stated;
pub(crate) use meta::is_person;

use crate::date::parse_date;
use crate::decode::{binary, declared, decode};
use crate::error::{IntakeError, NoteKind};
use crate::format::Given;
use crate::origin::{Origin, Place};
use crate::read::{Record, notes_at};

/// A page as it came.
pub(crate) struct Page {
    pub(crate) bytes: Vec<u8>,
    /// What the server said of its encoding, which outranks what the page says.
    pub(crate) charset: Option<&'static Encoding>,
}

impl From<Vec<u8>> for Page {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, charset: None }
    }
}

/// Reads one page. `id` names the article.
pub(crate) fn article(place: &Place, id: String, page: Page, given: &Given) -> Result<Record, IntakeError> {
    let Page { bytes, charset } = page;
    if bytes.trim_ascii().is_empty() {
        return Err(IntakeError::Empty { place: place.clone() });
    }
    let encoding = charset.or_else(|| declared(&bytes));
    let (mut page, mut notes) = decode(bytes, encoding);
    if let Some(what) = binary(page.as_bytes()) {
        return Err(IntakeError::Binary { place: place.clone(), what });
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
        return Err(IntakeError::NoArticle { place: place.clone() });
    }
    article.id = id;
    given.apply(&mut article);
    Ok(Record { article, origin: Origin::at(place, "text/html"), notes: notes_at(place, notes) })
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
        language: language(stated.language.as_deref(), &content.text),
        text: content.text,
    }
}

/// What a language tag says of `text`, if that may be true.
pub(crate) fn language(tag: Option<&str>, text: &str) -> Option<String> {
    let tag = meta::language_tag(tag?)?;
    Some(if tag.starts_with("en") && is_indonesian(text) { "id".to_owned() } else { tag })
}

/// The lines of a piece of markup that is an article and nothing else, as feeds bring it.
pub(crate) fn fragment(markup: &str, title: Option<&str>) -> String {
    let markup = if markup.contains('\0') { &markup.replace('\0', "") } else { markup };
    if tangle::is_tangled(markup) {
        return strip::text(markup);
    }
    let stated = Stated { title: title.map(str::to_owned), ..Stated::default() };
    content::inside(&Document::from(markup), &stated)
}

/// Markup of one line as text.
pub(crate) fn line(markup: &str) -> String {
    lines::fold(&strip::text(&lines::fold(&strip::unescape(markup))))
}

/// Templates declare English over Indonesian text (`<html lang="en">`); its commonest words tell.
fn is_indonesian(text: &str) -> bool {
    let (mut indonesian, mut words) = (0, 0);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).take(2_000) {
        words += 1;
        let is = |known: &[&str]| known.iter().any(|k| k.eq_ignore_ascii_case(word));
        indonesian += usize::from(is(&["yang", "dan", "di", "dengan", "untuk", "dari", "ini", "itu", "pada", "tidak"]));
    }
    words >= 20 && indonesian * 20 >= words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(page: &str) -> Record {
        article(&"a.html".into(), "a".into(), page.as_bytes().to_vec().into(), &Given::default()).unwrap()
    }

    #[test]
    fn a_template_in_english_does_not_hide_indonesian() {
        let text = "Menteri itu berkata bahwa harga beras di pasar akan turun dan tidak naik lagi dengan panen yang tiba pada \
                    bulan ini untuk warga dari desa.";
        let page = format!("<html lang=en><h1>Harga Beras Turun</h1><p>{text}</p>");
        assert_eq!(read(&page).article.language.as_deref(), Some("id"));
        let page = "<html lang=en><h1>Rice</h1><p>The minister said that the price of rice would go down next month, he said.</p>";
        assert_eq!(read(page).article.language.as_deref(), Some("en"));
    }

    #[test]
    fn scripts_alone_have_json_ld() {
        let body = "Presiden tiba di Kyiv pada Rabu pagi. “Kami siap,” kata dia kepada wartawan yang menunggu.";
        let page = format!(
            r#"<html><script type="application/ld+json">{{"@type":"NewsArticle","headline":"Presiden Tiba di Kyiv",
            "datePublished":"x","articleBody":"{body}"}}</script><div id=app></div>"#
        );
        let record = read(&page);
        assert_eq!(record.article.text, body);
        assert!(matches!(&record.notes[0].kind, NoteKind::BadDate(d) if d == "x"));
    }

    #[test]
    fn deep_pages_are_read_as_text() {
        let page = "<div>".repeat(100_000) + "<p>Presiden tiba di Kyiv pada Rabu pagi untuk bertemu tuan rumah.";
        let record = read(&page);
        assert_eq!(record.notes[0].kind, NoteKind::Tangled);
        assert!(record.article.text.starts_with("Presiden tiba"));
        assert!(matches!(
            article(&"a.html".into(), "a".into(), b"<html><img src=x></html>".to_vec().into(), &Given::default()),
            Err(IntakeError::NoArticle { .. })
        ));
    }
}
