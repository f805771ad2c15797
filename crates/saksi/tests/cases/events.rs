//! Events: a line says that one is there, or that none is; not all of them need be listed.

use std::fmt::Write as _;

use saksi::{Actor, Analysis, Event, EventClass, Status};

use crate::expect::{bare, unquoted};
use crate::got;

/// An event as a case describes it; what is absent does not matter.
#[derive(Debug, Default)]
pub struct Wanted {
    class: &'static str,
    status: Option<&'static str>,
    anchor: String,
    /// Absent for `?`, empty for `–`.
    source: Option<Vec<String>>,
    target: Option<Vec<String>>,
    /// `mode`, `time`, `place`, `in` and `by` with their values.
    facts: Vec<(String, String)>,
}

const STATUSES: [Status; 5] = [Status::Done, Status::Planned, Status::CalledFor, Status::Hypothetical, Status::Denied];

/// *CLASS status “anchor” — source → target; fact …*.
pub fn parse(text: &str) -> Result<Wanted, String> {
    let shape = "CLASS status “anchor” — source → target; mode X; time V; place P; in quote; by X";
    let (act, rest) = text.split_once(" — ").ok_or(shape)?;
    let (kind, anchor) = act.split_once('“').ok_or(shape)?;
    let mut kind = kind.split_whitespace();
    let class = kind.next().and_then(EventClass::of_name).ok_or("an event begins with one of the 16 classes")?.name();
    let status = match kind.next() {
        Some(word) => {
            let known = STATUSES.iter().map(|s| s.name()).find(|name| *name == word);
            Some(known.ok_or_else(|| format!("{word:?} is no status"))?)
        }
        None => None,
    };
    let mut parts = rest.split("; ");
    let (source, target) = parts.next().and_then(|sides| sides.split_once(" → ")).ok_or(shape)?;
    let facts = parts
        .map(|part| match part.split_once(' ') {
            Some((key @ ("mode" | "time" | "place" | "in" | "by"), value)) => Ok((key.into(), bare(value).into())),
            _ => Err(format!("{part:?} is none of mode X, time V, place P, in quote, by X")),
        })
        .collect::<Result<_, String>>()?;
    let anchor = unquoted(&format!("“{}", anchor.trim())).to_string();
    Ok(Wanted { class, status, anchor, source: side(source), target: side(target), facts })
}

fn side(text: &str) -> Option<Vec<String>> {
    match text.trim() {
        "?" => None,
        "–" => Some(Vec::new()),
        actors => Some(actors.split(", ").map(|a| bare(a).to_string()).collect()),
    }
}

/// True where the event came out.
pub fn found(wanted: &Wanted, text: &str, analysis: &Analysis) -> bool {
    analysis.events.iter().any(|event| {
        event.class.name() == wanted.class
            && wanted.status.is_none_or(|status| status == event.status.name())
            && got::words(text, event.anchor) == wanted.anchor
            && same(wanted.source.as_deref(), &event.source, text, analysis)
            && same(wanted.target.as_deref(), &event.target, text, analysis)
            && wanted.facts.iter().all(|(key, value)| holds(key, value, event, text, analysis))
    })
}

/// True where no event stands there; with `word`, none whose anchor holds it.
pub fn none(word: Option<&str>, text: &str, analysis: &Analysis) -> bool {
    !analysis.events.iter().any(|event| word.is_none_or(|word| got::words(text, event.anchor).contains(word)))
}

/// The same actors in any order.
fn same(wanted: Option<&[String]>, side: &[Actor], text: &str, analysis: &Analysis) -> bool {
    let Some(wanted) = wanted else { return true };
    wanted.len() == side.len()
        && wanted.iter().all(|name| side.iter().any(|actor| bears(actor, name, text, analysis)))
        && side.iter().all(|actor| wanted.iter().any(|name| bears(actor, name, text, analysis)))
}

/// True where `name` is a name of the actor, its identifier in the knowledge base, or the words themselves.
fn bears(actor: &Actor, name: &str, text: &str, analysis: &Analysis) -> bool {
    got::words(text, actor.span) == name
        || actor.entity.is_some_and(|e| {
            let entity = &analysis.entities[e.0 as usize];
            entity.name == name
                || entity.kb.as_deref() == Some(name)
                || entity.mentions.iter().any(|&m| got::words(text, analysis.mentions[m as usize].span) == name)
        })
}

fn holds(key: &str, value: &str, event: &Event, text: &str, analysis: &Analysis) -> bool {
    match key {
        "mode" => event.mode.unwrap_or("–") == value,
        "time" => event.time.map_or("–", |t| analysis.times[t as usize].value.as_str()) == value,
        "place" => match &event.place {
            Some(place) => place.kb.as_deref() == Some(value) || got::words(text, place.span) == value,
            None => value == "–",
        },
        "in" => event.in_quote.is_some(),
        "by" => asserter(event, analysis).unwrap_or("paper") == value,
        _ => false,
    }
}

/// Who says so, where it is not the newspaper.
fn asserter<'a>(event: &Event, analysis: &'a Analysis) -> Option<&'a str> {
    let speaker = analysis.quotes[event.in_quote? as usize].speaker.entity;
    Some(speaker.map_or("?", |e| analysis.entities[e.0 as usize].name.as_str()))
}

/// An event as a line of a case.
pub fn line(event: &Event, text: &str, analysis: &Analysis) -> String {
    let side = |actors: &[Actor]| match actors {
        [] => "–".to_string(),
        _ => actors.iter().map(|a| actor(a, text, analysis)).collect::<Vec<_>>().join(", "),
    };
    let (class, status, anchor) = (event.class.name(), event.status.name(), got::words(text, event.anchor));
    let mut out = format!("`event` {class} {status} “{anchor}” — {} → {}", side(&event.source), side(&event.target));
    for (key, value) in [("mode", event.mode), ("by", asserter(event, analysis))] {
        if let Some(value) = value {
            write!(out, "; {key} {value}").unwrap();
        }
    }
    if let Some(time) = event.time {
        write!(out, "; time {}", analysis.times[time as usize].value).unwrap();
    }
    if let Some(place) = &event.place {
        write!(out, "; place {}", place.kb.as_deref().unwrap_or(got::words(text, place.span))).unwrap();
    }
    out
}

fn actor(actor: &Actor, text: &str, analysis: &Analysis) -> String {
    match actor.entity {
        Some(e) => analysis.entities[e.0 as usize].name.clone(),
        None => got::words(text, actor.span).to_string(),
    }
}
