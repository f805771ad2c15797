//! What a page says of its article in JSON-LD (schema.org).

use serde_json::{Map, Value};

use super::lines::fold;
use super::strip::unescape;

/// Deepest nesting of JSON-LD that is looked into.
const DEPTH: usize = 12;

/// The fields of an article's description; all as the page gives them, folded.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Described {
    pub(super) headline: Option<String>,
    pub(super) published: Option<String>,
    pub(super) author: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    pub(super) body: Option<String>,
}

/// The first article among the JSON-LD blocks of a page.
pub(super) fn described<'a>(blocks: impl Iterator<Item = &'a str>) -> Option<Described> {
    blocks.filter_map(parse).find_map(|value| Some(describe(article_in(&value, 0)?)))
}

/// Pages put line ends into strings, commas before brackets, and comments around it all.
fn parse(block: &str) -> Option<Value> {
    let block = block.trim().trim_start_matches("<!--").trim_start_matches("//").trim();
    let block = block.trim_start_matches("<![CDATA[").trim_end_matches("-->").trim_end_matches("]]>");
    let block = block.trim().trim_end_matches("//").trim_end_matches(';').trim();
    serde_json::from_str(block).ok().or_else(|| serde_json::from_str(&mend(block)).ok())
}

fn mend(block: &str) -> String {
    let mut out = String::with_capacity(block.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in block.chars() {
        match c {
            '"' if !escaped => quoted = !quoted,
            '}' | ']' if !quoted => {
                let kept = out.trim_end().trim_end_matches(',').len();
                out.truncate(kept);
            }
            _ => {}
        }
        escaped = quoted && c == '\\' && !escaped;
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

/// Looks through arrays, `@graph` and nested entities for something of an article's type.
fn article_in(value: &Value, depth: usize) -> Option<&Map<String, Value>> {
    if depth > DEPTH {
        return None;
    }
    match value {
        Value::Array(values) => values.iter().find_map(|v| article_in(v, depth + 1)),
        Value::Object(object) => {
            if is_article(object.get("@type")) {
                return Some(object);
            }
            ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"]
                .iter()
                .find_map(|&key| article_in(object.get(key)?, depth + 1))
        }
        _ => None,
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    match kind {
        Some(Value::String(s)) => s.ends_with("Article") || s.ends_with("BlogPosting") || s == "Report",
        Some(Value::Array(kinds)) => kinds.iter().any(|k| is_article(Some(k))),
        _ => false,
    }
}

fn describe(object: &Map<String, Value>) -> Described {
    let get = |key: &str| object.get(key).and_then(text);
    Described {
        headline: get("headline").or_else(|| get("name")),
        published: get("datePublished").or_else(|| get("dateCreated")),
        author: get("author"),
        publisher: get("publisher"),
        url: get("url").or_else(|| match object.get("mainEntityOfPage")? {
            Value::Object(page) => page.get("@id").and_then(text),
            page => text(page),
        }),
        language: get("inLanguage"),
        body: get("articleBody"),
    }
}

/// A string, the name of an object, or such in an array joined by commas; references resolved.
fn text(value: &Value) -> Option<String> {
    let found = match value {
        Value::String(s) => fold(&unescape(s)),
        Value::Number(n) => n.to_string(),
        Value::Object(object) => fold(&unescape(object.get("name")?.as_str()?)),
        Value::Array(values) => values.iter().filter(|v| !v.is_array()).filter_map(text).collect::<Vec<_>>().join(", "),
        _ => return None,
    };
    (!found.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn graphs_arrays_and_damage() {
        let graph = r#"{"@graph":[{"@type":"WebSite","name":"X"},{"@type":["NewsArticle"],
            "headline":"Judul &quot;A&quot;","datePublished":"2022-06-30T10:00:00+07:00",
            "author":[{"@type":"Person","name":"Ani"},{"name":"Budi"}],"publisher":{"name":"Harian"},
            "mainEntityOfPage":{"@id":"https://h.id/a"},"inLanguage":"id-ID"}]}"#;
        let article = described([graph].into_iter()).unwrap();
        assert_eq!(article.headline.as_deref(), Some("Judul \"A\""));
        assert_eq!(article.author.as_deref(), Some("Ani, Budi"));
        assert_eq!(article.publisher.as_deref(), Some("Harian"));
        assert_eq!(article.url.as_deref(), Some("https://h.id/a"));

        let damaged = "<!-- [{\"@type\": \"NewsArticle\", \"headline\": \"Satu\n dua, ]\",},] -->";
        assert_eq!(described([damaged].into_iter()).unwrap().headline.as_deref(), Some("Satu dua, ]"));
        assert_eq!(described(["{", r#"{"@type":"Organization"}"#].into_iter()), None);
    }
}
