//! What came out, in the words of a case.

use std::fmt::Write as _;

use saksi::{Analysis, Span};

use crate::events;
use crate::expect::Quote;

/// The words of a span; what the round trip of [`crate::check`] has tested.
pub fn words(text: &str, span: Span) -> &str {
    text.get(span.start as usize..span.end as usize).unwrap_or("⟨no span of the text⟩")
}

/// A segment without the point or comma at its end: whether that belongs to it is nobody's question.
pub fn trimmed(segment: &str) -> &str {
    segment.trim().trim_end_matches(['.', ','])
}

/// The quotes as cases describe them.
pub fn quotes(text: &str, analysis: &Analysis) -> Vec<Quote> {
    let at = |span| words(text, span).to_string();
    analysis
        .quotes
        .iter()
        .map(|q| Quote {
            kind: q.kind.name(),
            segments: q.segments.iter().map(|&s| trimmed(words(text, s)).replace('\n', " ")).collect(),
            mention: Some(q.speaker.span.map_or("–".into(), at)),
            speaker: q.speaker.entity.map_or("?".into(), |e| analysis.entities[e.0 as usize].name.clone()),
            cue: q.cue.as_ref().map_or("–".into(), |c| at(c.span)),
            addressee: Some(q.addressee.map_or("–".into(), |a| at(a.span))),
        })
        .collect()
}

/// The expressions of time as cases describe them: words and value.
pub fn times(text: &str, analysis: &Analysis) -> Vec<(String, String)> {
    analysis.times.iter().map(|t| (words(text, t.span).replace('\n', " "), t.value.clone())).collect()
}

/// A quote as a line of a case.
pub fn line(q: &Quote) -> String {
    let mut out = format!("`{}` {} — ", q.kind, q.segments.join(" … "));
    match &q.mention {
        Some(m) if *m != q.speaker && m != "–" => write!(out, "{m} → {}", q.speaker).unwrap(),
        _ => out.push_str(&q.speaker),
    }
    write!(out, " — {}", q.cue).unwrap();
    match &q.addressee {
        Some(a) if a != "–" => write!(out, " — kepada {a}").unwrap(),
        _ => {}
    }
    out
}

/// Everything, for whoever writes a case.
pub fn all(text: &str, analysis: &Analysis) -> String {
    let mut out = String::new();
    for quote in quotes(text, analysis) {
        writeln!(out, "- {}", line(&quote)).unwrap();
    }
    for event in &analysis.events {
        writeln!(out, "- {}", events::line(event, text, analysis)).unwrap();
    }
    for (words, value) in times(text, analysis) {
        writeln!(out, "- `time` {words} = {value}").unwrap();
    }
    if let Some(day) = analysis.inferred_day {
        writeln!(out, "- `inferred` {day}").unwrap();
    }
    for block in &analysis.blocks {
        writeln!(out, "- `block {}` {}", block.kind.name(), words(text, block.span)).unwrap();
    }
    for sentence in &analysis.sentences {
        writeln!(out, "- `sentence` {}", words(text, sentence.span)).unwrap();
    }
    for n in 0..analysis.entities.len() {
        writeln!(out, "- `entity` {}", entity(text, analysis, n)).unwrap();
    }
    for r in &analysis.relations {
        writeln!(out, "- `relation` {}", relation(text, analysis, r)).unwrap();
    }
    out
}

/// A relation as a line of a case, with the words that say so.
pub fn relation(text: &str, analysis: &Analysis, r: &saksi::Relation) -> String {
    let name = |id: saksi::EntityId| analysis.entities[id.0 as usize].name.as_str();
    let mut parts = vec![name(r.subject), r.kind.name()];
    parts.extend(r.title.as_deref());
    parts.push(match &r.object {
        saksi::Object::Entity(id) => name(*id),
        saksi::Object::Named(words) => words,
    });
    parts.extend(r.in_quote.map(|_| "in quote"));
    format!("{} (“{}”)", parts.join(" — "), words(text, r.span))
}

/// An entity as a line of a case.
pub fn entity(text: &str, analysis: &Analysis, n: usize) -> String {
    let e = &analysis.entities[n];
    let mut names: Vec<&str> = e.mentions.iter().map(|&m| words(text, analysis.mentions[m as usize].span)).collect();
    names.dedup();
    let mut out = format!("{}; name {}; kind {}", names.join(" = "), e.name, e.kind.name());
    for (key, value) in [("kb", &e.kb), ("country", &e.country), ("sector", &e.sector)] {
        if let Some(value) = value {
            write!(out, "; {key} {value}").unwrap();
        }
    }
    for role in &e.roles {
        write!(out, "; role {}", role.title).unwrap();
    }
    out
}
