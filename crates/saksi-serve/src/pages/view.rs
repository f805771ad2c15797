//! What templates show of hits.

use saksi_archive::{ActorRef, ArticleRef, EntityRef, EventHit, QuoteHit, Range};
use saksi_report::markup::safe_link;

use crate::csv::link;
use crate::language::Language;

/// A stretch of text, marked or not.
pub(crate) struct Stretch {
    pub text: String,
    pub marked: bool,
}

/// Cuts a text where it is marked. Ranges count code points.
pub(crate) fn stretches(text: &str, ranges: &[Range]) -> Vec<Stretch> {
    let mut ranges: Vec<(usize, usize)> = ranges.iter().map(|range| (range.start, range.end)).collect();
    ranges.sort_unstable();
    let mut out: Vec<Stretch> = Vec::new();
    let mut next = ranges.into_iter().peekable();
    for (at, c) in text.chars().enumerate() {
        while next.next_if(|&(_, end)| end <= at).is_some() {}
        let marked = next.peek().is_some_and(|&(start, _)| start <= at);
        match out.last_mut().filter(|last| last.marked == marked) {
            Some(last) => last.text.push(c),
            None => out.push(Stretch { text: c.to_string(), marked }),
        }
    }
    out
}

/// Where an article came from, in one line.
pub(crate) struct Source {
    pub id: i64,
    pub title: String,
    pub outlet: Option<String>,
    pub day: Option<String>,
    pub iso: String,
    pub inferred: bool,
    /// Checked: leads to a page and nothing else. Not yet escaped.
    pub url: Option<String>,
}

impl Source {
    pub(crate) fn new(article: &ArticleRef, l: Language) -> Self {
        Self {
            id: article.id,
            title: article.title.clone().unwrap_or_else(|| format!("{} {}", l.t("article"), article.id)),
            outlet: article.outlet.clone(),
            day: article.published.as_deref().map(|day| l.day(day)),
            iso: article.published.clone().unwrap_or_default(),
            inferred: article.published_inferred,
            url: article.url.clone().filter(|url| safe_link(url).is_some()),
        }
    }
}

/// A quote as a line of a list.
pub(crate) struct QuoteView {
    pub id: String,
    pub link: String,
    pub speaker: Option<EntityRef>,
    pub speaker_text: Option<String>,
    pub role: Option<String>,
    pub addressee: Option<EntityRef>,
    pub cue: Option<String>,
    pub kind: &'static str,
    pub kind_name: String,
    pub words: Vec<Stretch>,
    pub source: Source,
    pub statement: Option<i64>,
    /// Other articles that carry the same.
    pub others: usize,
    /// To be copied: who, what, where, when.
    pub citation: String,
}

impl QuoteView {
    pub(crate) fn new(hit: &QuoteHit, l: Language) -> Self {
        let source = Source::new(&hit.article, l);
        let kind = match hit.kind.as_str() {
            "direct" => "direct",
            "mixed" => "mixed",
            _ => "indirect",
        };
        Self {
            id: hit.id.clone(),
            link: link(hit.article.id, &hit.id),
            speaker: hit.speaker.clone(),
            speaker_text: hit.speaker_text.clone(),
            role: hit.speaker_role.clone(),
            addressee: hit.addressee.clone(),
            cue: hit.cue.clone(),
            kind,
            kind_name: l.name("kind", &hit.kind).to_owned(),
            words: stretches(&hit.text, &hit.highlights),
            citation: citation(hit, &source),
            statement: hit.statement,
            others: hit.reports.saturating_sub(1),
            source,
        }
    }

    pub(crate) fn all(hits: &[QuoteHit], l: Language) -> Vec<Self> {
        hits.iter().map(|hit| Self::new(hit, l)).collect()
    }
}

/// “…” — who, “title”, outlet, day. The script adds the address.
fn citation(hit: &QuoteHit, source: &Source) -> String {
    let (open, close) = if hit.kind == "direct" { ("“", "”") } else { ("", "") };
    let mut who = hit.speaker.as_ref().map(|speaker| speaker.name.clone()).or(hit.speaker_text.clone());
    if let (Some(who), Some(role)) = (&mut who, &hit.speaker_role) {
        *who = format!("{who} ({role})");
    }
    let parts =
        [who, Some(format!("“{}”", source.title)), source.outlet.clone(), source.day.clone(), source.url.clone()];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("{open}{}{close} — {}", hit.text, parts.join(", "))
}

/// One side of an event.
pub(crate) struct ActorView {
    pub id: Option<i64>,
    pub name: String,
    pub code: String,
}

/// An event as a row.
pub(crate) struct EventView {
    pub id: String,
    pub link: String,
    pub class: String,
    pub class_name: String,
    pub mode: Option<String>,
    pub status: Option<String>,
    pub done: bool,
    pub source: Vec<ActorView>,
    pub target: Vec<ActorView>,
    pub time: Option<String>,
    pub place: Option<String>,
    pub words: Vec<Stretch>,
    pub asserter: Option<EntityRef>,
    pub article: Source,
    pub happening: Option<i64>,
    pub others: usize,
}

impl EventView {
    pub(crate) fn new(hit: &EventHit, l: Language) -> Self {
        Self {
            id: hit.id.clone(),
            link: link(hit.article.id, &hit.id),
            class: hit.class.clone(),
            class_name: l.name("class", &hit.class).to_owned(),
            mode: hit.mode.clone().map(|mode| l.name("mode", &mode).to_owned()),
            status: hit.status.as_deref().map(|status| l.name("status", status).to_owned()),
            done: hit.status.as_deref() == Some("done"),
            source: side(&hit.source),
            target: side(&hit.target),
            time: hit.time.as_deref().map(|time| l.day(time)),
            place: hit.place.clone(),
            words: stretches(&hit.sentence, &hit.highlights),
            asserter: hit.asserter.clone(),
            article: Source::new(&hit.article, l),
            happening: hit.happening,
            others: hit.reports.saturating_sub(1),
        }
    }

    pub(crate) fn all(hits: &[EventHit], l: Language) -> Vec<Self> {
        hits.iter().map(|hit| Self::new(hit, l)).collect()
    }
}

fn side(actors: &[ActorRef]) -> Vec<ActorView> {
    let view = |actor: &ActorRef| ActorView {
        id: actor.entity.as_ref().map(|entity| entity.id),
        name: actor
            .entity
            .as_ref()
            .map(|entity| entity.name.clone())
            .or(actor.text.clone())
            .unwrap_or_else(|| "–".into()),
        code: format!(
            "{}{}",
            actor.country.as_deref().unwrap_or_default(),
            actor.sector.as_deref().unwrap_or_default()
        ),
    };
    actors.iter().map(view).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_words() {
        let ranges = [Range { start: 6, end: 9 }, Range { start: 0, end: 1 }, Range { start: 40, end: 50 }];
        let cut = stretches("É beli beras", &ranges);
        let told: Vec<(&str, bool)> = cut.iter().map(|s| (s.text.as_str(), s.marked)).collect();
        assert_eq!(told, [("É", true), (" beli", false), (" be", true), ("ras", false)]);
    }
}
