use std::fmt::Write as _;
use std::io::{self, Write};

use super::escape::{escaped, push_text, safe_link};
use super::runs::Runs;
use super::{body, deeds, facts, marks, people, words};
use crate::speakers::{SpeakerGroup, speakers};
use crate::{CodePoints, Report};

const STYLE: &str = include_str!("style.css");

/// The hash of [`STYLE`] that the page's policy allows; a test compares the two.
const STYLE_HASH: &str = "sha256-+hvJAe+TrisIsGdEH01Yqe6MWqL9GCx046nM2mBN6a0=";

/// An article of a page: its report and the text that the report speaks of.
#[derive(Clone, Debug)]
pub struct HtmlArticle {
    /// The exact text.
    pub text: String,
    /// What reading it yielded.
    pub report: Report,
}

/// Writes one self-contained page on all `articles`, with a table of contents where there are several.
///
/// Words of an article are always escaped, and the page's policy forbids scripts and requests.
///
/// # Errors
///
/// What `out` refuses.
pub fn html_page(out: &mut impl Write, articles: &[HtmlArticle]) -> io::Result<()> {
    let title = match articles {
        [one] => headline(one),
        several => format!("{} artikel", several.len()),
    };
    let mut head = String::new();
    let _ = write!(
        head,
        "<!doctype html>\n<html lang=\"id\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{STYLE_HASH}'; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{} – siapa berkata dan berbuat apa</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        escaped(&title)
    );
    head.push_str(LEGEND);
    if articles.len() != 1 {
        contents(&mut head, articles);
    }
    head.push_str("<main>\n");
    out.write_all(head.as_bytes())?;
    let mut section = String::new();
    for (article, number) in articles.iter().zip(1..) {
        section.clear();
        let prefix = if articles.len() == 1 { String::new() } else { format!("a{number}-") };
        write_article(&mut section, article, &prefix);
        out.write_all(section.as_bytes())?;
    }
    out.write_all("</main>\n<footer><p>Dibaca otomatis oleh saksi; periksa ke artikelnya sebelum mengutip.</p></footer>\n</body>\n</html>\n".as_bytes())
}

const LEGEND: &str = "<header class=\"bar\"><p class=\"brand\">saksi<span> · siapa berkata dan berbuat apa</span></p>\n\
    <details><summary>Cara membaca</summary>\n<ul>\n\
    <li><mark class=\"q direct c0\"><span class=\"tag\">A</span>kutipan langsung</mark> di antara tanda kutip</li>\n\
    <li><mark class=\"q indirect c0\"><span class=\"tag\">A</span>kutipan tidak langsung</mark> tanpa tanda kutip</li>\n\
    <li><mark class=\"q mixed c0\"><span class=\"tag\">A</span>kutipan campuran</mark> sebagian di antara tanda kutip</li>\n\
    <li><span class=\"who c0\">narasumber</span> dan <span class=\"cue c0\">kata pengutip</span> di dekat kutipannya</li>\n\
    <li><mark class=\"act\"><span class=\"no\">1</span>peristiwa</mark>: kata yang menyebut siapa berbuat apa kepada siapa; nomornya menuju ke tabel</li>\n\
    <li>Huruf dan warna menunjukkan siapa yang berkata; tekan hurufnya untuk pindah ke daftar, tekan kutipan dalam daftar untuk pindah ke artikelnya.</li>\n\
    </ul></details></header>\n";

/// The title, else the text's first line where it is a headline, else the identifier.
fn headline(article: &HtmlArticle) -> String {
    let HtmlArticle { text, report } = article;
    let first = report.blocks.first().and_then(|block| {
        let line = CodePoints::new(text).span(block.start, block.end).of(text);
        body::is_headline(line, block.kind, report).then(|| line.to_owned())
    });
    report.document.title.clone().or(first).unwrap_or_else(|| report.document.id.clone())
}

fn contents(out: &mut String, articles: &[HtmlArticle]) {
    out.push_str("<nav class=\"contents\" aria-labelledby=\"isi\"><h2 id=\"isi\">Daftar artikel</h2>\n<ol>\n");
    for (article, number) in articles.iter().zip(1..) {
        let _ = write!(out, "<li><a href=\"#a{number}-\">{}</a> <span>", escaped(&headline(article)));
        let document = &article.report.document;
        if let Some(source) = &document.source {
            let _ = write!(out, "{} · ", escaped(source));
        }
        if let Some(published) = &document.published {
            let _ = write!(out, "{} · ", escaped(&words::day(published)));
        }
        let _ = writeln!(
            out,
            "{} kutipan · {} peristiwa</span></li>",
            article.report.quotes.len(),
            article.report.events.len()
        );
    }
    out.push_str("</ol></nav>\n");
}

fn write_article(out: &mut String, article: &HtmlArticle, prefix: &str) {
    let report = &article.report;
    let points = CodePoints::new(&article.text);
    let (groups, of_quote) = speakers(report);
    let marks = marks::marks(report, &points, &groups, &of_quote, prefix);
    let body = body::body(&article.text, report, &points, Runs::new(&article.text, &marks));

    let _ = write!(
        out,
        "<section class=\"article\" id=\"{}\">\n<article>\n<header>\n",
        if prefix.is_empty() { "artikel" } else { prefix }
    );
    kicker(out, report);
    let title = body.headline.unwrap_or_else(|| escaped(&headline(article)));
    let _ = writeln!(out, "<h1>{title}</h1>");
    summary(out, report, &groups, prefix);
    out.push_str("</header>\n");
    out.push_str(&body.html);
    out.push_str("</article>\n<aside>\n");
    people::speakers(out, report, &article.text, &points, &groups, prefix);
    people::names(out, report, prefix);
    facts::relations(out, report, prefix);
    facts::times(out, report, prefix);
    out.push_str("</aside>\n");
    deeds::events(out, report, &of_quote, prefix);
    out.push_str("</section>\n");
}

/// Outlet, day and address above the headline.
fn kicker(out: &mut String, report: &Report) {
    let document = &report.document;
    let mut facts: Vec<String> = Vec::new();
    facts.extend(document.source.as_deref().map(escaped));
    if let Some(published) = &document.published {
        facts.push(format!("<time datetime=\"{}\">{}</time>", escaped(published), escaped(&words::day(published))));
    }
    if let Some(url) = document.url.as_deref().and_then(safe_link) {
        facts.push(format!("<a href=\"{url}\" rel=\"noopener noreferrer\">artikel asli</a>"));
    }
    if !facts.is_empty() {
        let _ = writeln!(out, "<p class=\"kicker\">{}</p>", facts.join(" · "));
    }
}

/// How much is said by whom, each speaker a link into the list.
fn summary(out: &mut String, report: &Report, groups: &[SpeakerGroup<'_>], prefix: &str) {
    let _ = write!(out, "<p class=\"count\">{} kutipan · {} narasumber", report.quotes.len(), groups.len());
    if !report.events.is_empty() {
        let _ = write!(out, " · <a href=\"#{prefix}apa\">{} peristiwa</a>", report.events.len());
    }
    out.push_str("</p>\n");
    if groups.is_empty() {
        return;
    }
    out.push_str("<ul class=\"chips\">");
    for (index, group) in groups.iter().enumerate() {
        let _ = write!(
            out,
            "<li class=\"{}\"><a href=\"#{prefix}s{}\"><span class=\"badge\">{}</span> ",
            marks::colour(index),
            index + 1,
            words::letter(index)
        );
        push_text(out, group.name.unwrap_or("Tanpa nama"));
        let _ = write!(out, " <span class=\"times\">×{}</span></a></li>", group.quotes.len());
    }
    out.push_str("</ul>\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    /// Base 64, which only this test needs.
    fn base64(bytes: &[u8]) -> String {
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut out = String::new();
        for chunk in bytes.chunks(3) {
            let word = chunk.iter().fold(0u32, |word, &byte| word << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
            for place in 0..4 {
                let digit = DIGITS[(word >> (18 - 6 * place)) as usize & 63];
                out.push(if place <= chunk.len() { char::from(digit) } else { '=' });
            }
        }
        out
    }

    #[test]
    fn the_policy_allows_this_style_sheet() {
        assert_eq!(
            format!("sha256-{}", base64(&Sha256::digest(STYLE))),
            STYLE_HASH,
            "put the left one into STYLE_HASH"
        );
    }
}
