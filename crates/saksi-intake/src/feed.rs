//! Feeds (RSS, Atom, JSON Feed): entries that bring their article along, and entries that are links to one.

use feed_rs::model::{Entry, FeedType, Text};
use feed_rs::parser::Builder;
use jiff::Timestamp;
use jiff::tz::Offset;
use saksi::{Article, Published};
use url::Url;

use crate::date::parse_date;
use crate::decode::{declared, decode};
use crate::error::IntakeError;
use crate::format::{Given, Options, find, is_feed};
use crate::html;
use crate::origin::{Origin, Place, Position};
use crate::read::{Record, stem};

/// Fewest characters of text in an entry's content that pass for the whole article.
const FULL: usize = 600;
/// The same for a description, which is a summary unless it is much longer than one.
const FULL_DESCRIPTION: usize = 1_500;
/// What a text ends with that goes on elsewhere.
const CUT: &[&str] =
    &["[…]", "[...]", "…", "...", "(more…)", "read more", "selengkapnya", "continue reading", "baca selengkapnya"];
/// Deepest nesting of elements that is parsed.
const DEPTH: usize = 200;
/// How far into a feed its root is looked for, in bytes.
const ROOT_WITHIN: usize = 16 << 10;

/// One entry of a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedEntry {
    /// Its number in the feed, from 1.
    pub number: u64,
    /// Address of its article, absolute where the feed's is known.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication; of a time in UTC the day in Jakarta.
    pub published: Option<Published>,
    /// Authors, joined by commas.
    pub author: Option<String>,
    /// Title of the feed: the outlet, mostly.
    pub source: Option<String>,
    /// The article as HTML, only where it seems to be all of it: some hundred characters that do not end in “[…]”.
    pub content: Option<String>,
    /// Language of the feed.
    pub language: Option<String>,
    /// `application/rss+xml`, `application/atom+xml`, `application/feed+json`.
    pub media_type: &'static str,
}

/// The entries of a feed in the order they stand in it. `base` is the feed's address, for those that link relatively.
///
/// # Errors
///
/// Where `bytes` are no feed: [`IntakeError::Feed`], with `base` or `-` as its place.
pub fn entries(bytes: Vec<u8>, base: Option<&str>) -> Result<Vec<FeedEntry>, IntakeError> {
    parse(&base.unwrap_or("-").into(), bytes, None, base)
}

/// The same for a feed at `place`, in the encoding that its server says.
pub(crate) fn parse(
    place: &Place,
    bytes: Vec<u8>,
    charset: Option<&'static encoding_rs::Encoding>,
    base: Option<&str>,
) -> Result<Vec<FeedEntry>, IntakeError> {
    let wrong = |reason: String| IntakeError::Feed { place: place.clone(), reason };
    let charset = charset.or_else(|| declared(&bytes));
    let (text, _) = decode(bytes, charset);
    let text = mended(&text);
    if is_deep(&text) {
        return Err(wrong(format!("elements nested more than {DEPTH} deep")));
    }
    let base = base.and_then(|b| Url::parse(b).ok());
    // The library keeps times in UTC, which a day is not; its days are ours with a time put on and off again.
    let builder = Builder::new().timestamp_parser(|written| format!("{}T00:00:00Z", day(written)?).parse().ok());
    let parser = builder.base_uri(base.as_ref().map(Url::as_str)).build();
    let feed = parser.parse(text.as_bytes()).map_err(|e| wrong(e.to_string().replace('\n', " ")))?;
    let media_type = match feed.feed_type {
        FeedType::Atom => "application/atom+xml",
        FeedType::JSON => "application/feed+json",
        FeedType::RSS0 | FeedType::RSS1 | FeedType::RSS2 => "application/rss+xml",
    };
    let source = feed.title.as_ref().and_then(plain);
    let one = |(at, entry): (usize, Entry)| FeedEntry {
        number: at as u64 + 1,
        url: address(&entry, base.as_ref()),
        title: entry.title.as_ref().and_then(plain),
        published: entry.published.or(entry.updated).and_then(|t| parse_date(t.to_rfc3339().get(..10)?)),
        author: author(&entry, source.as_deref()),
        content: content(&entry),
        source: source.clone(),
        language: entry.language.or_else(|| feed.language.clone()).filter(|l| l.len() <= 12),
        media_type,
    };
    Ok(feed.entries.into_iter().enumerate().map(one).collect())
}

/// What the XML parser would stumble over: white space before the root, a declaration of the encoding that is no longer
/// true, and versions of RSS between those that it knows.
fn mended(text: &str) -> String {
    let mut text = text.trim_start();
    if text.starts_with("<?xml") {
        text = text.split_once("?>").map_or(text, |(_, rest)| rest.trim_start());
    }
    let Some(at) = text.find("<rss").filter(|&at| at < ROOT_WITHIN) else { return text.to_owned() };
    let Some(end) = text[at..].find('>').map(|end| at + end) else { return text.to_owned() };
    let root = &text[at..end];
    let version = root.find("version").map(|v| root[v + 7..].trim_start_matches(['=', '"', '\'', ' ']));
    match version {
        Some(v) if ["2.0\"", "2.0'", "0.91\"", "0.91'", "0.92\"", "0.92'"].iter().any(|known| v.starts_with(known)) => {
            text.to_owned()
        }
        Some(_) => format!("{}{}{}", &text[..at], root.replacen("version", "version=\"2.0\" was", 1), &text[end..]),
        None => format!("{}<rss version=\"2.0\"{}", &text[..at], &text[at + 4..]),
    }
}

/// Whether elements nest more deeply than in any feed, told by one scan over the tags.
fn is_deep(text: &str) -> bool {
    let mut depth = 0usize;
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let end = match rest {
            _ if rest.starts_with("<![CDATA[") => "]]>",
            _ if rest.starts_with("<!--") => "-->",
            _ => ">",
        };
        let Some(close) = rest.find(end) else { return false };
        match rest.as_bytes().get(1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'!' | b'?') | None => {}
            Some(_) if rest[..close].ends_with('/') => {}
            Some(_) => depth += 1,
        }
        if depth > DEPTH {
            return true;
        }
        rest = &rest[close + end.len()..];
    }
    false
}

/// The day of a time as it is written; WordPress writes all in UTC, and the day is an Indonesian one.
fn day(written: &str) -> Option<Published> {
    let written = written.trim();
    let utc = ["GMT", "UTC", "Z", "+0000", "+00:00", "-0000", "UT"].iter().any(|zone| written.ends_with(zone));
    let wib = |time: Timestamp| {
        let date = Offset::constant(7).to_datetime(time).date();
        let part = |n: i8| u8::try_from(n).ok();
        Published::new(u16::try_from(date.year()).ok()?, part(date.month())?, part(date.day())?)
    };
    let time = if utc {
        let rfc2822 = || jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_timestamp(written);
        written.parse().ok().or_else(|| rfc2822().ok())
    } else {
        None
    };
    time.and_then(wib).or_else(|| parse_date(written)).filter(|p| p.day > 0)
}

/// Shown text of a title, folded.
fn plain(text: &Text) -> Option<String> {
    let shown = html::line(&text.content);
    (!shown.is_empty()).then_some(shown)
}

fn address(entry: &Entry, base: Option<&Url>) -> Option<String> {
    let fits = |rel: Option<&str>| matches!(rel, None | Some("alternate"));
    let links = || entry.links.iter().filter(|l| fits(l.rel.as_deref()));
    let page = |l: &&feed_rs::model::Link| l.media_type.as_deref().is_none_or(|t| t.contains("html"));
    let href = links().find(page).or_else(|| links().next()).map(|l| l.href.trim());
    let href = href.or_else(|| Some(entry.id.trim()).filter(|id| id.starts_with("http")))?;
    let url = match base {
        Some(base) => base.join(href).ok()?,
        None => Url::parse(href).ok()?,
    };
    matches!(url.scheme(), "http" | "https").then(|| url.into())
}

fn author(entry: &Entry, source: Option<&str>) -> Option<String> {
    let outlets: Vec<String> = source.map(str::to_owned).into_iter().collect();
    let names = entry.authors.iter().filter_map(|a| a.name.as_deref()).map(html::line);
    let mut names: Vec<String> = names.filter(|name| html::is_person(name, &outlets)).collect();
    names.dedup();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The article in an entry, where all of it is there.
fn content(entry: &Entry) -> Option<String> {
    let content = entry.content.as_ref().and_then(|c| {
        let is_text = c.content_type.essence().to_string() == "text/plain";
        let body = c.body.clone()?;
        Some(if is_text && !body.trim_start().starts_with('<') { paragraphs(&body) } else { body })
    });
    let full = |markup: &String, least: usize| {
        let shown = html::fragment(markup, None);
        let end = shown.trim_end().to_lowercase();
        shown.chars().count() >= least && !CUT.iter().any(|cut| end.ends_with(cut))
    };
    let description = || entry.summary.as_ref().map(|s| s.content.clone());
    content.filter(|c| full(c, FULL)).or_else(|| description().filter(|d| full(d, FULL_DESCRIPTION)))
}

/// Lines of text as HTML.
fn paragraphs(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    escaped.lines().filter(|l| !l.trim().is_empty()).map(|l| format!("<p>{l}</p>\n")).collect()
}

/// Whether a JSON document begins like a JSON Feed.
pub(crate) fn is_json_feed(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let head = &head[..head.len().min(1024)];
    is_feed(head) && find(head, b"\"version\"").is_some()
}

impl FeedEntry {
    /// The article in the entry; `None` where it is a link only. `feed` says where the feed was read, and when.
    pub fn record(&self, feed: &Origin, id: String, given: &Given) -> Option<Result<Record, IntakeError>> {
        let content = self.content.as_deref()?;
        let place = Place::within(&feed.place, Position::Entry(self.number));
        let text = html::fragment(content, self.title.as_deref());
        if text.trim().is_empty() {
            return Some(Err(IntakeError::NoArticle { place }));
        }
        let mut article = Article {
            id,
            title: self.title.clone(),
            source: self.source.clone(),
            url: self.url.clone(),
            author: self.author.clone(),
            published: self.published,
            language: html::language(self.language.as_deref(), &text),
            text,
        };
        given.apply(&mut article);
        let origin = Origin { captured: feed.captured.clone(), ..Origin::at(&place, self.media_type) };
        Some(Ok(Record { article, origin, notes: Vec::new() }))
    }
}

/// The articles of a saved feed; what is a link only is kept aside.
pub(crate) struct Entries {
    origin: Origin,
    stem: String,
    given: Given,
    entries: std::vec::IntoIter<FeedEntry>,
    links: Vec<FeedEntry>,
}

impl Entries {
    pub(crate) fn new(place: &Place, bytes: Vec<u8>, options: &Options) -> Result<Self, IntakeError> {
        if bytes.trim_ascii().is_empty() {
            return Err(IntakeError::Empty { place: place.clone() });
        }
        let entries = parse(place, bytes, None, None)?;
        Ok(Self {
            origin: Origin { place: place.name.clone(), ..Origin::default() },
            stem: stem(&place.name),
            given: options.given.clone(),
            entries: entries.into_iter(),
            links: Vec::new(),
        })
    }

    pub(crate) fn links(&self) -> &[FeedEntry] {
        &self.links
    }
}

impl Iterator for Entries {
    type Item = Result<Record, IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let entry = self.entries.next()?;
            let id = format!("{}#{}", self.stem, entry.number);
            match entry.record(&self.origin, id, &self.given) {
                Some(record) => return Some(record),
                None => self.links.push(entry),
            }
        }
    }
}
