//! Takes the last furniture off the lines of an article.

use super::furniture::{FURNITURE, is_related, is_related_label};
use super::lines::{Line, LineKind};
use super::meta::Stated;
use super::title;
use crate::date::parse_date;

/// From this many bytes on a line is running text whatever its end.
const RUNNING: usize = 80;

/// The lines that are the article's; sub-headings, datelines and “Baca juga: …” stay.
pub(super) fn sweep(mut lines: Vec<Line>, stated: &Stated) -> Vec<Line> {
    for line in &mut lines {
        if let Some(cut) = FURNITURE.cut(&line.text) {
            line.text = cut;
        }
    }
    let headline = stated.title.as_deref().map(title::plain).unwrap_or_default();
    if let Some(end) = lines.iter().rposition(|l| FURNITURE.ends_article(&l.text)) {
        // Only where an article stands above it: the same words head boxes beside it.
        let end = lines[..end].iter().position(|l| FURNITURE.ends_article(&l.text)).unwrap_or(end);
        let weight = |part: &[Line]| part.iter().filter(|l| is_running(l)).map(|l| l.text.len()).sum::<usize>();
        if weight(&lines[..end]) > weight(&lines[end..]) {
            lines.truncate(end);
        }
    }
    let captions: usize = lines.iter().filter(|l| l.kind == LineKind::Caption).map(|l| l.text.len()).sum();
    let only_captions = captions * 2 > lines.iter().map(|l| l.text.len()).sum();
    lines.retain(|l| {
        !l.text.is_empty()
            && !FURNITURE.is_furniture(&l.text)
            && (only_captions || l.kind != LineKind::Caption)
            && (title::plain(&l.text) != headline || headline.is_empty())
    });
    // One caption above an article goes; several are a photo story.
    if let [first, second, rest @ ..] = &lines[..]
        && is_credited(&first.text)
        && !is_credited(&second.text)
        && rest.iter().any(is_running)
    {
        lines.remove(0);
    }
    let mut lines = related(lines);
    let head = lines.iter().position(is_running).unwrap_or(0);
    let foot = foot(&lines, head);
    lines.truncate(foot);
    let mut at = 0;
    lines.retain(|l| {
        at += 1;
        at > head || !is_above_article(l, stated)
    });
    lines
}

/// A sentence, or long enough to be one.
fn is_running(line: &Line) -> bool {
    let ends = line.text.trim_end_matches(['"', '”', '\'', '’', ')', ' ']).ends_with(['.', '!', '?', ',', ':', ';']);
    !line.is_link() && (line.text.len() >= RUNNING || ends && line.text.split_whitespace().count() >= 6)
}

/// The caption of the image above an article: it ends with its credit, “(ANTARA FOTO/Ani)”, “(Dok. BNPB)”.
fn is_credited(line: &str) -> bool {
    let Some((_, credit)) = line.trim_end_matches(['.', ' ']).strip_suffix(')').and_then(|l| l.rsplit_once('(')) else {
        return false;
    };
    let lower = credit.to_lowercase();
    let agency = ["foto", "dok", "antara", "reuters", "afp", "istimewa", "shutterstock", "getty", "ist"];
    line.len() <= 600
        && credit.len() <= 80
        && !credit.starts_with(|c: char| c.is_ascii_digit())
        && (credit.contains('/') || lower.split(|c: char| !c.is_alphanumeric()).any(|w| agency.contains(&w)))
}

/// What stands between headline and first paragraph, short of a dateline or a sub-heading.
fn is_above_article(line: &Line, stated: &Stated) -> bool {
    let is_author = stated.author.as_deref().is_some_and(|a| title::plain(&line.text).starts_with(&title::plain(a)));
    let is_outlet = stated.source.as_deref().is_some_and(|s| title::plain(s) == title::plain(&line.text));
    let dateline = line.text.ends_with(['-', '–', '—']);
    // “KOMPAS.com/ANI LESTARI”: the credit of an image.
    let credit = line.text.contains('/') && line.text.split_whitespace().count() <= 5;
    !dateline
        && (credit
            || parse_date(&line.text).is_some()
            || is_author
            || is_outlet
            || line.is_link() && !is_related(&line.text))
}

/// Where the tags, links and names below the last paragraph begin.
fn foot(lines: &[Line], head: usize) -> usize {
    let Some(last) = lines.iter().rposition(is_running) else { return lines.len() };
    let below = &lines[(last + 1).max(head)..];
    let is_initials = |l: &Line| l.text.starts_with(['(', '[']) && l.text.ends_with([')', ']']) && l.text.len() <= 40;
    // One line may be the writer's name or initials; a list of short ones is tags or links.
    let mut kept = 0;
    for line in below {
        // A link that shows its address is the article's own (“KONTAK: …”).
        let address = line.text.contains("www.") || line.text.contains("://") || line.text.contains('@');
        if line.is_link() && !address || line.item || (below.len() - kept > 2 && !is_initials(line) && !address) {
            break;
        }
        kept += 1;
    }
    (last + 1).max(head) + kept
}

/// “Baca juga:” and the one link below it become one line; over a list of links it goes together with them.
fn related(lines: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut lines = lines.into_iter().peekable();
    while let Some(mut line) = lines.next() {
        if is_related_label(&line.text) {
            let mut links = Vec::new();
            while let Some(link) = lines.next_if(|l| l.is_link() && !is_related(&l.text)) {
                links.push(link);
            }
            if links.len() > 1 {
                continue;
            }
            let Some(link) = links.pop() else { continue };
            line.text = format!("{} {}", line.text, link.text);
            line.linked += link.linked;
        }
        out.push(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::lines::lines;
    use dom_query::Document;

    fn swept(html: &str) -> Vec<String> {
        let document = Document::from(html);
        let stated = Stated { title: Some("Presiden Tiba di Kyiv".into()), ..Stated::default() };
        sweep(lines(document.root()), &stated).into_iter().map(|l| l.text).collect()
    }

    #[test]
    fn furniture_goes_and_text_stays() {
        let page = "<h1>Presiden tiba di Kyiv</h1><p>Kamis, 30 Juni 2022 | 10:00 WIB<p>Bagikan<p>KYIV, Harian.id -\
            <p>Presiden Joko Widodo tiba di Kyiv pada Rabu pagi untuk bertemu Presiden Volodymyr Zelensky.\
            ADVERTISEMENT SCROLL TO CONTINUE WITH CONTENT<p>Baca juga:<br><a href=x>Menteri Terbang ke Warsawa</a>\
            <h2>Gandum</h2><p>“Kami siap,” kata dia.<p>Baca Juga<ul><li><a>Satu</a><li><a>Dua</a></ul>\
            <p>Ia pulang pada Kamis malam dengan kereta api.<p>(ani/bud)<p>Editor: Budi<p>COPYRIGHT © HARIAN 2022\
            <ul><li><a>Kyiv</a><li><a>Jokowi</a></ul><p>Berita Terkait<p>Menteri itu membantah kabar bahwa ia mundur.";
        assert_eq!(
            swept(page),
            [
                "KYIV, Harian.id -",
                "Presiden Joko Widodo tiba di Kyiv pada Rabu pagi untuk bertemu Presiden Volodymyr Zelensky.",
                "Baca juga: Menteri Terbang ke Warsawa",
                "Gandum",
                "“Kami siap,” kata dia.",
                "Ia pulang pada Kamis malam dengan kereta api.",
                "(ani/bud)",
            ]
        );
    }

    #[test]
    fn a_page_of_captions_keeps_them() {
        let page = "<figure><figcaption>Presiden berpose bersama tamunya.</figcaption></figure>";
        assert_eq!(swept(page), ["Presiden berpose bersama tamunya."]);
    }
}
