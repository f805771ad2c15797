//! What a page says of its article outside of the text: JSON-LD, meta elements, links, its address.

use dom_query::Document;
use saksi::Published;

use super::jsonld::{self, Described};
use super::lines::{Line, fold};
use super::title;
use crate::date::parse_date;

/// Meta names and properties that hold the day of publication, the surest first.
const DATES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "published_time",
    "content_publisheddate",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "dtk:publishdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "date",
    "datecreated",
    "date.created",
    "displaydate",
    "originalpublicationdate",
];

/// Words that mark a name as an outlet's or a role's rather than a person's.
const NO_PERSON: &[&str] =
    &["media", "redaksi", "admin", "news", "online", "digital", "editor", "team", "tim", "portal", "pt", "berita"];

/// What the page states; each `None` or empty where it does not.
#[derive(Debug, Default)]
pub(super) struct Stated {
    pub(super) title: Option<String>,
    pub(super) source: Option<String>,
    pub(super) url: Option<String>,
    pub(super) author: Option<String>,
    pub(super) language: Option<String>,
    /// As written, the surest first.
    pub(super) dates: Vec<String>,
    /// The article's text from JSON-LD, without its paragraphs.
    pub(super) body: Option<String>,
}

/// The meta elements of a page: lower-case name and content.
struct Metas(Vec<(String, String)>);

impl Metas {
    fn of(document: &Document) -> Self {
        let mut metas = Vec::new();
        for meta in document.select("meta[content]").nodes() {
            let content = fold(&meta.attr_or("content", ""));
            if content.is_empty() {
                continue;
            }
            for key in ["property", "name", "itemprop", "http-equiv"] {
                if let Some(name) = meta.attr(key) {
                    metas.push((name.trim().to_ascii_lowercase(), content.clone()));
                }
            }
        }
        Self(metas)
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, content)| content.as_str())
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.all(name).next()).map(str::to_owned)
    }
}

/// Gathers what `document` states; `shown` are its lines, `given_url` its address where the caller knows it.
pub(super) fn stated(document: &Document, shown: &[Line], given_url: Option<&str>) -> Stated {
    let metas = Metas::of(document);
    let blocks: Vec<_> =
        document.select(r#"script[type*="ld+json"]"#).nodes().iter().map(dom_query::NodeRef::text).collect();
    let described = jsonld::described(blocks.iter().map(|b| &**b)).unwrap_or_default();
    let url = url(document, &metas, &described, given_url);
    let site = metas.first(&["og:site_name", "application-name"]).filter(|s| !s.starts_with("http"));
    let host = url.as_deref().and_then(host).map(str::to_owned);
    let outlets: Vec<String> = [&site, &described.publisher, &host].into_iter().flatten().cloned().collect();
    let page = texts(document, "title").into_iter().next();
    // A line that is part of the page's title is its headline, whatever the markup.
    let parts = shown.iter().filter(|l| page.as_ref().is_some_and(|p| p.len() > l.text.len() && p.contains(&l.text)));
    let candidates = title::Candidates {
        stated: [described.headline.clone(), metas.first(&["og:title"]), metas.first(&["twitter:title", "dc.title"])],
        shown: texts(document, "h1").into_iter().chain(parts.map(|l| l.text.clone())).collect(),
        page,
        outlets: &outlets,
    };
    let author = described.author.clone().or_else(|| metas.first(&["author", "article:author", "dc.creator"]));
    Stated {
        title: title::choose(&candidates),
        author: author
            .or_else(|| texts(document, r#"[rel="author"], [itemprop="author"]"#).into_iter().next())
            .filter(|a| is_person(a, &outlets)),
        source: described.publisher.clone().or(site).or(host),
        dates: dates(document, &metas, &described),
        language: language(document, &metas, &described),
        url,
        body: described.body,
    }
}

fn texts(document: &Document, selector: &str) -> Vec<String> {
    let nodes = document.select(selector);
    nodes.nodes().iter().take(50).map(|n| fold(&n.text())).filter(|t| !t.is_empty()).collect()
}

fn url(document: &Document, metas: &Metas, described: &Described, given: Option<&str>) -> Option<String> {
    let canonical = document.select(r#"link[rel="canonical"]"#).attr("href").map(|h| h.trim().to_owned());
    let absolute = |u: &String| u.starts_with("http://") || u.starts_with("https://");
    let given = given.map(str::to_owned);
    [given, canonical, metas.first(&["og:url"]), described.url.clone()].into_iter().flatten().find(absolute)
}

/// `news.detik.com` of `https://news.detik.com/berita/…`.
pub(super) fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

/// `…/2022/06/30/…`.
pub(super) fn date_in_url(url: &str) -> Option<Published> {
    let parts: Vec<&str> = url.split(['/', '?']).collect();
    parts.windows(3).find_map(|w| match w {
        [y, m, d] if y.len() == 4 && m.len() <= 2 && d.len() <= 2 => parse_date(&w.join("-")).filter(|p| p.day > 0),
        _ => None,
    })
}

fn dates(document: &Document, metas: &Metas, described: &Described) -> Vec<String> {
    let mut dates: Vec<String> = described.published.iter().cloned().collect();
    dates.extend(DATES.iter().flat_map(|name| metas.all(name)).map(str::to_owned));
    for node in document.select(r#"[itemprop="datePublished"], time[pubdate]"#).nodes() {
        dates.extend(node.attr("datetime").or_else(|| node.attr("content")).map(|d| fold(&d)));
        dates.push(fold(&node.text()));
    }
    dates.retain(|d| !d.is_empty());
    dates
}

/// The language's primary tag, with its region where it is not plain Indonesian.
fn language(document: &Document, metas: &Metas, described: &Described) -> Option<String> {
    let html = document.select("html[lang]").attr("lang").map(|l| l.to_string());
    let stated = [described.language.clone(), html, metas.first(&["content-language", "language", "og:locale"])];
    stated.into_iter().flatten().find_map(|tag| language_tag(&tag))
}

/// A tag as BCP 47 has it; `id` for Indonesian however it is written.
pub(super) fn language_tag(tag: &str) -> Option<String> {
    let tag = tag.trim().replace('_', "-");
    match tag.to_ascii_lowercase().as_str() {
        "in" | "ind" | "id" | "id-id" | "in-id" | "indonesia" | "indonesian" | "bahasa indonesia" => {
            Some("id".to_owned())
        }
        _ if tag.len() <= 12
            && tag.split('-').next().is_some_and(|p| matches!(p.len(), 2 | 3))
            && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') =>
        {
            Some(tag)
        }
        _ => None,
    }
}

pub(crate) fn is_person(name: &str, outlets: &[String]) -> bool {
    let plain = title::plain(name);
    let words = name.split_whitespace().count();
    (1..=12).contains(&words)
        && !name.contains("://")
        && !name.contains(['@', '{'])
        && !name.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|w| NO_PERSON.contains(&w))
        && ![".com", ".id", ".net"].iter().any(|d| name.to_lowercase().contains(d))
        && !outlets.iter().any(|o| title::plain(o) == plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meta_and_links() {
        let page = r#"<html lang="id-ID"><head><title>Presiden Tiba di Kyiv - Harian.id</title>
            <link rel=canonical href="https://www.harian.id/2022/06/30/a"><meta property="og:site_name" content="Harian">
            <meta name="author" content="Ani Lestari"><meta name="pubdate" content="2022-06-30 10:00"></head></html>"#;
        let stated = stated(&Document::from(page), &[], None);
        assert_eq!(stated.title.as_deref(), Some("Presiden Tiba di Kyiv"));
        assert_eq!(stated.source.as_deref(), Some("Harian"));
        assert_eq!(stated.author.as_deref(), Some("Ani Lestari"));
        assert_eq!(stated.language.as_deref(), Some("id"));
        assert_eq!(stated.dates, ["2022-06-30 10:00"]);
        assert_eq!(date_in_url(stated.url.as_deref().unwrap()).unwrap().to_string(), "2022-06-30");
    }

    #[test]
    fn what_is_stated_comes_before_what_is_shown() {
        let json = r#"{"@type":"NewsArticle","headline":"Presiden Tiba di Kyiv","datePublished":"2022-06-30T10:00:00+07:00",
            "author":{"name":"Ani Lestari"},"publisher":{"name":"Harian Pagi"}}"#;
        let page = |head: &str| {
            format!(
                "<html><head><title>Presiden Tiba di Kyiv</title>{head}</head><body><h1>Presiden Tiba di Kyiv</h1>\
                 <a rel=author>Citra</a><time pubdate datetime=2022-07-02>Sabtu</time></body></html>"
            )
        };
        let meta = "<meta property=og:site_name content='Harian'><meta name=author content='Budi Santoso'>\
                    <meta property=article:published_time content=2022-07-01>";
        let url = Some("https://www.news.harian.id/a");
        for (head, source, author, date) in [
            (
                format!("{meta}<script type='application/ld+json'>{json}</script>"),
                "Harian Pagi",
                "Ani Lestari",
                "2022-06-30",
            ),
            (meta.to_owned(), "Harian", "Budi Santoso", "2022-07-01"),
            // An outlet that does not name itself is called by its host.
            (String::new(), "news.harian.id", "Citra", "2022-07-02"),
        ] {
            let stated = stated(&Document::from(page(&head)), &[], url);
            assert_eq!((stated.source.as_deref(), stated.author.as_deref()), (Some(source), Some(author)));
            assert_eq!(parse_date(&stated.dates[0]).unwrap().to_string(), date);
        }
        assert_eq!(stated(&Document::from(page("")), &[], None).source, None);
    }

    #[test]
    fn persons() {
        let outlets = ["Kompas.com".to_owned()];
        assert!(is_person("Ani Lestari, Budi", &outlets));
        for other in ["Kompas Cyber Media", "KOMPAS com", "https://facebook.com/x", "Redaksi", "a@b.id", ""] {
            assert!(!is_person(other, &outlets), "{other}");
        }
    }
}
