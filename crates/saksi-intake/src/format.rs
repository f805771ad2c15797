use std::path::Path;
use std::str::FromStr;

use saksi::{Article, Published};

/// What the bytes of a source are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum InputFormat {
    /// By the file's extension, else by its first bytes.
    #[default]
    Auto,
    /// Plain text, a paragraph a line; one article.
    Text,
    /// A saved web page; one article.
    Html,
    /// Articles as JSON: an object a line, one object, or an array of objects.
    Jsonl,
    /// RSS, Atom or JSON Feed; an article an entry that has its full text.
    Feed,
    /// A web archive (WARC); an article a page.
    Warc,
}

impl InputFormat {
    /// The names that [`FromStr`] reads, for help texts.
    pub const NAMES: [&'static str; 6] = ["auto", "text", "html", "jsonl", "feed", "warc"];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// By the extension, a compression's extension left aside; `None` where it says nothing.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        let name = strip_compression(name);
        let extension = Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" => Some(Self::Text),
            "html" | "htm" | "xhtml" | "shtml" => Some(Self::Html),
            "jsonl" | "ndjson" | "json" => Some(Self::Jsonl),
            "rss" | "atom" => Some(Self::Feed),
            "warc" => Some(Self::Warc),
            _ => None,
        }
    }

    /// By the first bytes.
    pub(crate) fn sniff(head: &[u8]) -> Self {
        let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
        // UTF-16 pages: the ASCII half is enough to recognise a tag.
        let ascii: Vec<u8> = head.iter().copied().filter(|&b| b != 0 && b < 0x80).take(1024).collect();
        let head = ascii.trim_ascii_start().to_ascii_lowercase();
        let begins = |what: &[u8]| head.starts_with(what);
        let after = |skip: usize| head.get(skip..).unwrap_or_default().trim_ascii_start();
        if begins(b"warc/") {
            Self::Warc
        } else if is_feed(&head) {
            Self::Feed
        } else if [&b"<!doctype html"[..], b"<html", b"<head", b"<body"].into_iter().any(begins)
            || (begins(b"<") && find(&head, b"<html").is_some())
        {
            Self::Html
        } else if (begins(b"{") && after(1).starts_with(b"\"")) || (begins(b"[") && after(1).starts_with(b"{")) {
            Self::Jsonl
        } else {
            Self::Text
        }
    }
}

/// Whether `head`, lower-case, begins a feed: its root element, or JSON Feed's version.
pub(crate) fn is_feed(head: &[u8]) -> bool {
    if head.starts_with(b"{") {
        return find(head, b"jsonfeed.org/version").is_some();
    }
    let mut rest = head;
    // What may stand before the root: declarations, comments, processing instructions.
    while rest.starts_with(b"<?") || rest.starts_with(b"<!") {
        let end: &[u8] = if rest.starts_with(b"<!--") { b"-->" } else { b">" };
        let Some(at) = find(rest, end) else { return false };
        rest = rest[at + end.len()..].trim_ascii_start();
    }
    let root = |name: &[u8]| {
        rest.strip_prefix(name).is_some_and(|r| r.first().is_none_or(|b| b.is_ascii_whitespace() || *b == b'>'))
    };
    root(b"<rss") || root(b"<feed") || root(b"<rdf:rdf") && find(rest, b"/rss/").is_some()
}

impl FromStr for InputFormat {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        match s.to_ascii_lowercase().as_str() {
            "auto" => Ok(Self::Auto),
            "text" | "txt" => Ok(Self::Text),
            "html" => Ok(Self::Html),
            "jsonl" | "json" | "ndjson" => Ok(Self::Jsonl),
            "feed" | "rss" | "atom" => Ok(Self::Feed),
            "warc" => Ok(Self::Warc),
            _ => Err(format!("{s:?} is no input format: expected one of {}", Self::NAMES.join(", "))),
        }
    }
}

/// The name without `.gz` or `.zst`.
pub(crate) fn strip_compression(name: &str) -> &str {
    let lower = name.to_ascii_lowercase();
    match [".gz", ".zst", ".zstd"].into_iter().find(|e| lower.ends_with(e)) {
        Some(extension) => &name[..name.len() - extension.len()],
        None => name,
    }
}

/// First place of `needle` in `hay`.
pub(crate) fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|w| w == needle)
}

/// What the caller knows better than the source: every field set here wins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Headline.
    pub title: Option<String>,
    /// Outlet.
    pub source: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Day of publication.
    pub published: Option<Published>,
    /// BCP 47 language tag.
    pub language: Option<String>,
}

impl Given {
    /// Puts what is given into `article`.
    pub(crate) fn apply(&self, article: &mut Article) {
        let put = |to: &mut Option<String>, from: &Option<String>| {
            if from.is_some() {
                to.clone_from(from);
            }
        };
        put(&mut article.title, &self.title);
        put(&mut article.source, &self.source);
        put(&mut article.url, &self.url);
        put(&mut article.language, &self.language);
        article.published = self.published.or(article.published);
    }
}

/// How much of a source is read at most. All in bytes, after decompression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A text, a JSON document, or one line of JSON lines. 256 MiB.
    pub source: u64,
    /// A web page. 32 MiB.
    pub page: u64,
    /// A stream of JSON lines in all: stops a decompression bomb. 1 TiB.
    pub stream: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { source: 256 << 20, page: 32 << 20, stream: 1 << 40 }
    }
}

/// How sources are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What the bytes are.
    pub format: InputFormat,
    /// What wins over the source's own account.
    pub given: Given,
    /// How much is read at most.
    pub limits: Limits,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for name in InputFormat::NAMES {
            assert_eq!(name.parse::<InputFormat>().unwrap().name(), name);
        }
        assert!("pdf".parse::<InputFormat>().unwrap_err().contains("auto, text, html, jsonl, feed, warc"));
    }

    #[test]
    fn formats_are_told_apart() {
        assert_eq!(InputFormat::of_name("a/b.JSONL.zst"), Some(InputFormat::Jsonl));
        assert_eq!(InputFormat::of_name("index.htm"), Some(InputFormat::Html));
        assert_eq!(InputFormat::of_name("arsip.warc.gz"), Some(InputFormat::Warc));
        assert_eq!(InputFormat::of_name("berita"), None);
        for (head, format) in [
            ("\u{feff}\n<!DOCTYPE HTML>", InputFormat::Html),
            ("<?xml version=\"1.0\"?>\n<html>", InputFormat::Html),
            ("<!-- x --><html lang=id>", InputFormat::Html),
            ("{\"text\": 1}", InputFormat::Jsonl),
            ("{\"version\": \"https://jsonfeed.org/version/1.1\"", InputFormat::Feed),
            ("<?xml version=\"1.0\"?>\n<!-- generator --><rss version=\"2.0\">", InputFormat::Feed),
            ("<feed xmlns=\"http://www.w3.org/2005/Atom\">", InputFormat::Feed),
            ("<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\">", InputFormat::Feed),
            ("<feedback>", InputFormat::Text),
            ("WARC/1.1\r\nWARC-Type: warcinfo", InputFormat::Warc),
            ("[\n {\"text\": 1}]", InputFormat::Jsonl),
            ("[Jakarta] Presiden", InputFormat::Text),
            ("{Jakarta}", InputFormat::Text),
            ("Jakarta - <html", InputFormat::Text),
            ("", InputFormat::Text),
        ] {
            assert_eq!(InputFormat::sniff(head.as_bytes()), format, "{head}");
        }
    }
}
