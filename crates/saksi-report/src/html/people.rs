use std::fmt::Write;

use super::escape::{escaped, push_text};
use super::marks::colour;
use super::words;
use crate::report::{Entity, Quote, Report, Role};
use crate::speakers::SpeakerGroup;
use crate::{CodePoints, QuoteKind};

/// The list of speakers, each with what they said; every quotation leads to its place in the text.
pub(super) fn speakers(
    out: &mut String,
    report: &Report,
    text: &str,
    points: &CodePoints<'_>,
    groups: &[SpeakerGroup<'_>],
    prefix: &str,
) {
    let _ = write!(out, "<section class=\"people\" aria-labelledby=\"{prefix}siapa\">\n<h2 id=\"{prefix}siapa\">");
    out.push_str("Siapa berkata apa</h2>\n");
    if groups.is_empty() {
        out.push_str("<p class=\"none\">Tidak ada kutipan yang ditemukan dalam artikel ini.</p>\n");
    }
    for (index, group) in groups.iter().enumerate() {
        let _ = write!(
            out,
            "<section class=\"person {}\" id=\"{prefix}s{}\">\n<h3><span class=\"badge\">{}</span> ",
            colour(index),
            index + 1,
            words::letter(index)
        );
        push_text(out, group.name.unwrap_or("Tanpa nama"));
        out.push_str("</h3>\n");
        if let Some(entity) = group.entity {
            roles(out, report, entity, |role| points.span(role.start, role.end).of(text), prefix);
        }
        out.push_str("<ol class=\"said\">\n");
        for &quote in &group.quotes {
            said(out, &report.quotes[quote], quote + 1, prefix);
        }
        out.push_str("</ol>\n</section>\n");
    }
    out.push_str("</section>\n");
}

fn said(out: &mut String, quote: &Quote, number: usize, prefix: &str) {
    let rule = if quote.rule.is_empty() { String::new() } else { format!(" · kaidah {}", quote.rule) };
    let _ = write!(
        out,
        "<li id=\"{prefix}s-q{number}\"><p class=\"how\" title=\"keyakinan {:.0} %{}\">",
        quote.confidence * 100.0,
        escaped(&rule)
    );
    match &quote.cue {
        Some(cue) => {
            out.push_str("<i>");
            push_text(out, &cue.text);
            out.push_str("</i>");
        }
        None => out.push_str("lanjutan"),
    }
    let _ = write!(out, " · {}", words::quote_kind(quote.kind));
    if let Some(addressee) = &quote.addressee {
        out.push_str(" · kepada ");
        push_text(out, &addressee.text);
    }
    let _ = write!(out, "</p>\n<blockquote><a href=\"#{prefix}q{number}\">");
    let (open, close) = if quote.kind == QuoteKind::Direct { ("“", "”") } else { ("", "") };
    for (index, segment) in quote.segments.iter().enumerate() {
        if index > 0 {
            out.push_str(" <span class=\"gap\">[…]</span> ");
        }
        out.push_str(open);
        push_text(out, &segment.text);
        out.push_str(close);
    }
    out.push_str("</a></blockquote></li>\n");
}

/// The offices of a speaker in the article's own words, each a link to its place.
fn roles<'t>(out: &mut String, report: &Report, entity: &Entity, said: impl Fn(&Role) -> &'t str, prefix: &str) {
    let Some(e) = report.entities.iter().position(|other| std::ptr::eq(other, entity)) else { return };
    let mut seen: Vec<&str> = Vec::new();
    for (role, r) in entity.roles.iter().zip(1..) {
        let words = said(role);
        if words.is_empty() || seen.contains(&words) {
            continue;
        }
        out.push_str(if seen.is_empty() { "<p class=\"roles\">" } else { " · " });
        let _ = write!(out, "<a href=\"#{prefix}e{}-r{r}\">{}</a>", e + 1, escaped(words));
        seen.push(words);
    }
    if !seen.is_empty() {
        out.push_str("</p>\n");
    }
}

/// Everybody and everything named, with links to each mention; folded up until asked for.
pub(super) fn names(out: &mut String, report: &Report, prefix: &str) {
    if report.entities.is_empty() {
        return;
    }
    let _ = write!(
        out,
        "<details class=\"names\"><summary>Nama dalam artikel ({})</summary>\n<ul>\n",
        report.entities.len()
    );
    for (entity, e) in report.entities.iter().zip(1..) {
        out.push_str("<li><b>");
        push_text(out, &entity.name);
        let _ = write!(out, "</b> <span class=\"kind\">{}", words::entity_kind(entity.kind));
        if let Some(kb) = &entity.kb {
            let _ = write!(out, " · {}", escaped(kb));
        }
        out.push_str("</span> <span class=\"places\">");
        for (mention, m) in entity.mentions.iter().zip(1..) {
            let _ = write!(out, "<a href=\"#{prefix}e{e}-{m}\" title=\"{}\">{m}</a> ", escaped(&mention.text));
        }
        out.push_str("</span></li>\n");
    }
    out.push_str("</ul></details>\n");
}
