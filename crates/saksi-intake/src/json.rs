//! A JSON value to an article.

use saksi::Article;
use serde_json::{Map, Value};

use crate::date::parse_date;
use crate::error::{IntakeError, Note, NoteKind};
use crate::format::Given;
use crate::origin::{Origin, Place};
use crate::read::Record;

/// Names that data sets give the fields of an article; the first that holds something is taken.
const TEXT: &[&str] = &["text", "content", "body", "articleBody", "article", "paragraphs", "isi", "konten"];
const TITLE: &[&str] = &["title", "headline", "judul"];
const SOURCE: &[&str] = &["source", "publisher", "outlet", "media", "site_name", "sumber"];
const URL: &[&str] = &["url", "link", "canonical_url"];
const AUTHOR: &[&str] = &["author", "authors", "byline", "penulis"];
const DATE: &[&str] =
    &["published", "date", "published_at", "publishedAt", "datePublished", "publish_date", "timestamp", "tanggal"];
const LANGUAGE: &[&str] = &["language", "lang", "inLanguage"];
const ID: &[&str] = &["id", "_id"];

/// Reads one value as an article. `fallback_id` names it where it has no `id`. The text is taken over exactly.
pub(crate) fn article(place: &Place, fallback_id: String, value: Value, given: &Given) -> Result<Record, IntakeError> {
    let wrong = |reason: String| IntakeError::NoText { place: place.clone(), reason };
    let Value::Object(mut object) = value else {
        return Err(wrong(format!("{} is no article", kind(&value))));
    };
    let text = TEXT.iter().find_map(|&key| joined(object.get_mut(key)?.take()));
    let Some(text) = text.filter(|t| !t.trim().is_empty()) else {
        let reason = match TEXT.iter().find(|&&key| object.contains_key(key)) {
            Some(key) => format!("{key:?} holds no text"),
            None => "there is no text".to_owned(),
        };
        return Err(wrong(reason));
    };
    let first = |keys: &[&str]| keys.iter().find_map(|&key| named(object.get(key)?));
    let date = first(DATE);
    let published = date.as_deref().and_then(parse_date);
    let mut notes = Vec::new();
    if let (Some(date), None, None) = (date, published, given.published) {
        notes.push(Note { place: place.clone(), kind: NoteKind::BadDate(date) });
    }
    let mut article = Article {
        id: first(ID).unwrap_or(fallback_id),
        title: first(TITLE),
        source: first(SOURCE),
        url: first(URL),
        author: authors(&object),
        published,
        language: first(LANGUAGE),
        text,
    };
    given.apply(&mut article);
    Ok(Record { article, origin: Origin::at(place, "application/json"), notes })
}

/// A string as it is; an array of strings, objects with text, or such arrays, joined by LF.
fn joined(value: Value) -> Option<String> {
    match value {
        Value::String(s) => Some(s),
        Value::Array(parts) => {
            let parts: Vec<String> = parts.into_iter().filter_map(joined).collect();
            (!parts.is_empty()).then(|| parts.join("\n"))
        }
        Value::Object(mut object) => TEXT.iter().find_map(|&key| joined(object.get_mut(key)?.take())),
        _ => None,
    }
}

/// A string or number that says something, or the `name` of an object.
fn named(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => Some(s.trim().to_owned()).filter(|s| !s.is_empty()),
        Value::Number(n) => Some(n.to_string()),
        Value::Object(object) => object.get("name").or(object.get("$oid")).or(object.get("$date")).and_then(named),
        _ => None,
    }
}

fn authors(object: &Map<String, Value>) -> Option<String> {
    AUTHOR.iter().find_map(|&key| match object.get(key)? {
        Value::Array(names) => {
            let names: Vec<String> = names.iter().filter_map(named).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        value => named(value),
    })
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// Escapes like `\ud83d` without their other half, which JSON parsers refuse, become `\ufffd`; `None` where there are none.
pub(crate) fn mend_surrogates(line: &str) -> Option<String> {
    let bytes = line.as_bytes();
    let unit = |at: usize| -> Option<u16> {
        let hex = line.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(hex, 16).ok()
    };
    let mut lone = Vec::new();
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|&b| b == b'\\') {
        at += next;
        at += match (unit(at), unit(at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => {
                lone.push(at);
                6
            }
            _ => 2,
        };
        if at >= bytes.len() {
            break;
        }
    }
    if lone.is_empty() {
        return None;
    }
    let mut mended = line.to_owned();
    for at in lone {
        mended.replace_range(at..at + 6, "\\ufffd");
    }
    Some(mended)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::Position;
    use serde_json::json;

    fn read(value: Value) -> Result<Record, IntakeError> {
        article(&Place::within("a.jsonl", Position::Line(3)), "a#3".into(), value, &Given::default())
    }

    #[test]
    fn fields() {
        let record = read(json!({
            "id": 7, "title": " Judul ", "source": {"name": "Kompas"}, "url": "https://x", "authors": ["Ani", "Budi"],
            "published": "Kamis, 30 Juni 2022 | 10:00 WIB", "lang": "id", "text": "Satu.\r\n Dua. "
        }));
        let Article { id, title, source, author, published, text, .. } = record.unwrap().article;
        assert_eq!((id.as_str(), title.as_deref(), source.as_deref()), ("7", Some("Judul"), Some("Kompas")));
        assert_eq!(author.as_deref(), Some("Ani, Budi"));
        assert_eq!(published.unwrap().to_string(), "2022-06-30");
        assert_eq!(text, "Satu.\r\n Dua. ");
    }

    #[test]
    fn other_names_for_the_text() {
        for value in [
            json!({"content": "A\nB"}),
            json!({"body": "A\nB"}),
            json!({"text": null, "paragraphs": ["A", "B"]}),
            json!({"article": {"text": ["A", {"text": "B"}]}}),
            json!({"content": [["A"], ["B"]]}),
        ] {
            let record = read(value).unwrap().article;
            assert_eq!((record.text.as_str(), record.id.as_str()), ("A\nB", "a#3"));
        }
    }

    #[test]
    fn no_article() {
        let error = |value| read(value).unwrap_err().to_string();
        assert!(error(json!({"title": "x"})).starts_with("a.jsonl:3: there is no text; expected an object"));
        assert!(error(json!({"text": " "})).contains("\"text\" holds no text"));
        assert!(error(json!("x")).contains("a string is no article"));
    }

    #[test]
    fn a_bad_date_is_a_note() {
        let record = read(json!({"text": "A", "date": "kemarin"})).unwrap();
        assert_eq!(record.notes[0].to_string(), "a.jsonl:3: cannot read the date \"kemarin\"; going on without");
        assert!(read(json!({"text": "A", "date": ""})).unwrap().notes.is_empty());
        assert_eq!(read(json!({"text": "A", "date": 1656547200})).unwrap().article.published.unwrap().day, 30);
    }

    #[test]
    fn surrogates() {
        assert_eq!(mend_surrogates(r#"{"text":"\ud83d\ude00 \\ud83d"}"#), None);
        assert_eq!(mend_surrogates(r#"{"text":"\ud83d x"}"#).unwrap(), r#"{"text":"\ufffd x"}"#);
        assert_eq!(mend_surrogates("\\"), None);
    }
}
