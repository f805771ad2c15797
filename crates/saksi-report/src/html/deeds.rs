use std::fmt::Write;

use super::escape::{escaped, push_text};
use super::{marks, terms, words};
use crate::report::{Actor, Event, Report, When};

/// What the page shows for what the text does not tell.
const UNKNOWN: &str = "<span class=\"unknown\" title=\"tidak disebut\">–</span>";

/// The table of events; its cells name their roles because narrow screens lay them out as no table. Who does what to whom, when and where, and who says so. `of_quote` is the speaker of each quote.
pub(super) fn events(out: &mut String, report: &Report, of_quote: &[usize], prefix: &str) {
    if report.events.is_empty() {
        return;
    }
    let _ = write!(
        out,
        "<section class=\"deeds\" aria-labelledby=\"{prefix}apa\">\n<h2 id=\"{prefix}apa\">Siapa berbuat apa kepada siapa</h2>\n\
         <table role=\"table\">\n<thead role=\"rowgroup\"><tr role=\"row\"><th role=\"columnheader\" scope=\"col\">No.</th><th role=\"columnheader\" scope=\"col\">Pelaku</th><th role=\"columnheader\" scope=\"col\">Peristiwa</th>\
         <th role=\"columnheader\" scope=\"col\">Sasaran</th><th role=\"columnheader\" scope=\"col\">Kapan, di mana</th><th role=\"columnheader\" scope=\"col\">Status</th>\
         <th role=\"columnheader\" scope=\"col\">Menurut</th></tr></thead>\n<tbody role=\"rowgroup\">\n"
    );
    for (index, event) in report.events.iter().enumerate() {
        row(out, report, event, index + 1, of_quote, prefix);
    }
    out.push_str("</tbody></table>\n</section>\n");
}

fn row(out: &mut String, report: &Report, event: &Event, number: usize, of_quote: &[usize], prefix: &str) {
    let _ = write!(
        out,
        "<tr role=\"row\" id=\"{prefix}s-v{number}\"><td role=\"cell\" data-label=\"No.\"><a class=\"number\" href=\"#{prefix}v{number}\" \
         aria-label=\"peristiwa {number} dalam artikel\">{number}</a></td><td role=\"cell\" data-label=\"Pelaku\">"
    );
    side(out, report, &event.source);
    let rule = if event.rule.is_empty() { String::new() } else { format!(" · kaidah {}", event.rule) };
    let _ = write!(
        out,
        "</td><td role=\"cell\" data-label=\"Peristiwa\" title=\"keyakinan {:.0} %{}\"><b>{}</b> <span class=\"code\">{}</span>",
        event.confidence * 100.0,
        escaped(&rule),
        escaped(terms::class(&event.class)),
        escaped(&event.class)
    );
    if let Some(mode) = &event.mode {
        let _ =
            write!(out, " <span class=\"mode\" title=\"{}\">({})</span>", escaped(mode), escaped(terms::mode(mode)));
    }
    let _ = write!(
        out,
        "<a class=\"anchor\" href=\"#{prefix}v{number}\">{}</a></td><td role=\"cell\" data-label=\"Sasaran\">",
        escaped(&event.anchor.text)
    );
    side(out, report, &event.target);
    let empty = if event.time.is_none() && event.place.is_none() { " class=\"empty\"" } else { "" };
    let _ = write!(out, "</td><td role=\"cell\"{empty} data-label=\"Kapan, di mana\">");
    circumstances(out, event);
    out.push_str("</td><td role=\"cell\" data-label=\"Status\">");
    match &event.status {
        Some(status) => {
            let _ = write!(
                out,
                "<span class=\"status {}\">{}</span>",
                if *status == "done" { "done" } else { "open" },
                escaped(terms::status(status))
            );
        }
        None => out.push_str(UNKNOWN),
    }
    out.push_str("</td><td role=\"cell\" data-label=\"Menurut\">");
    voucher(out, report, event, of_quote, prefix);
    out.push_str("</td></tr>\n");
}

fn side(out: &mut String, report: &Report, actors: &[Actor]) {
    if actors.is_empty() {
        out.push_str(UNKNOWN);
    }
    for (index, actor) in actors.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        match report.actor_name(actor) {
            Some(name) => push_text(out, name),
            None => out.push_str(UNKNOWN),
        }
        if let Some(code) = &actor.code {
            let _ = write!(out, " <span class=\"code\">{}</span>", escaped(code));
        }
    }
}

fn circumstances(out: &mut String, event: &Event) {
    if let Some(time) = &event.time {
        let _ = write!(out, "<span title=\"{}\">{}</span>", escaped(&time.text), escaped(&day(time)));
    }
    if let Some(place) = &event.place {
        if event.time.is_some() {
            out.push_str(", ");
        }
        push_text(out, &place.text);
    }
    if event.time.is_none() && event.place.is_none() {
        out.push_str(UNKNOWN);
    }
}

/// The day where the value is one, else the words of the text.
fn day(time: &When) -> String {
    if time.value.parse::<saksi::Published>().is_ok() { words::day(&time.value) } else { time.text.clone() }
}

/// Who says so: the newspaper, or the speaker of the quote.
fn voucher(out: &mut String, report: &Report, event: &Event, of_quote: &[usize], prefix: &str) {
    if event.in_quote.is_none() {
        return push_text(out, report.document.source.as_deref().unwrap_or("artikel ini"));
    }
    let quote = report.vouching_quote(event);
    let place = quote.and_then(|quote| report.quotes.iter().position(|other| std::ptr::eq(other, quote)));
    let name = escaped(quote.and_then(|quote| report.speaker_name(quote)).unwrap_or("Tanpa nama"));
    match place.and_then(|place| Some((place + 1, *of_quote.get(place)?))) {
        Some((quote, group)) => {
            let _ = write!(
                out,
                "<a class=\"voucher {}\" href=\"#{prefix}q{quote}\"><span class=\"badge\">{}</span> {name}</a>",
                marks::colour(group),
                words::letter(group)
            );
        }
        None => out.push_str(&name),
    }
}

/// An event in one line of plain text: what a reader sees who points at its words.
pub(super) fn line(report: &Report, event: &Event) -> String {
    let side = |actors: &[Actor]| match actors {
        [] => "–".to_owned(),
        actors => actors.iter().map(|actor| report.actor_name(actor).unwrap_or("–")).collect::<Vec<_>>().join(", "),
    };
    let mode = event.mode.as_ref().map_or(String::new(), |mode| format!(" ({})", terms::mode(mode)));
    let mut line = format!("{} → {}{mode} → {}", side(&event.source), terms::class(&event.class), side(&event.target));
    if let Some(status) = &event.status {
        let _ = write!(line, ", {}", terms::status(status));
    }
    line
}
