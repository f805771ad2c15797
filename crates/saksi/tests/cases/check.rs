//! What a case asks for, held against what came out.

use saksi::{Analysis, Span};

use crate::expect::Fact;
use crate::file::Case;
use crate::{events, got, quotes, times};

/// What is wrong, with the line of the file that says so.
pub fn case(case: &Case, analysis: &Analysis) -> Vec<(usize, String)> {
    let text = case.article.text.as_str();
    let mut failed: Vec<(usize, String)> =
        round_trip(text, analysis).into_iter().map(|what| (case.line, what)).collect();
    quotes::check(case, analysis, &mut failed);
    times::check(case, analysis, &mut failed);
    for line in &case.lines {
        let Some(wrong) = fact(&line.fact, text, analysis) else { continue };
        match (line.fixme, wrong) {
            (true, None) => failed.push((line.line, format!("is right now, take fixme away: {}", line.words))),
            (false, Some(got)) => failed.push((line.line, format!("- {}\n      + {got}", line.words))),
            _ => {}
        }
    }
    failed.sort_by_key(|f| f.0);
    failed
}

/// `None` for what is checked elsewhere; else what came out instead, if it is not the fact.
fn fact(fact: &Fact, text: &str, analysis: &Analysis) -> Option<Option<String>> {
    let wrong = match fact {
        Fact::Block(kind, words) => {
            let holds = |b: &saksi::Block| b.kind.name() == kind && got::words(text, b.span).trim() == words;
            (!analysis.blocks.iter().any(holds)).then(|| blocks(text, analysis))
        }
        Fact::Blocks(kinds) => {
            let got: Vec<&str> = analysis.blocks.iter().map(|b| b.kind.name()).collect();
            (got != *kinds).then(|| blocks(text, analysis))
        }
        Fact::Sentence(words) => {
            let holds = |s: &saksi::Sentence| got::words(text, s.span) == words;
            (!analysis.sentences.iter().any(holds)).then(|| sentences(text, analysis))
        }
        Fact::Sentences(n) => (analysis.sentences.len() != *n).then(|| sentences(text, analysis)),
        Fact::Entity { names, facts } => entity(names, facts, text, analysis),
        Fact::Distinct(names) => {
            let of: Vec<Vec<usize>> = names.iter().map(|n| bearers(n, text, analysis)).collect();
            let apart = of.iter().enumerate().all(|(n, a)| !a.is_empty() && of[..n].iter().all(|b| disjoint(a, b)));
            (!apart).then(|| entities(text, analysis))
        }
        Fact::Event(wanted) => (!events::found(wanted, text, analysis)).then(|| told(text, analysis)),
        Fact::NoEvent(word) => (!events::none(word.as_deref(), text, analysis)).then(|| told(text, analysis)),
        Fact::Inferred(day) => {
            let inferred = analysis.inferred_day.map_or("–".to_string(), |d| d.to_string());
            (inferred != *day).then(|| format!("`inferred` {inferred}"))
        }
        Fact::Relation { subject, kind, title, object, in_quote } => {
            let named = |id: &saksi::EntityId, name: &str| {
                let e = &analysis.entities[id.0 as usize];
                e.name == name
                    || e.kb.as_deref() == Some(name)
                    || bearers(name, text, analysis).contains(&(id.0 as usize))
            };
            let holds = |r: &saksi::Relation| {
                let other = match &r.object {
                    saksi::Object::Entity(id) => named(id, object),
                    saksi::Object::Named(words) => words == object,
                };
                r.kind.name() == kind
                    && named(&r.subject, subject)
                    && other
                    && r.title == *title
                    && r.in_quote.is_some() == *in_quote
            };
            (!analysis.relations.iter().any(holds)).then(|| relations(text, analysis))
        }
        Fact::NoRelation(kind) => {
            let any = analysis.relations.iter().any(|r| kind.as_ref().is_none_or(|k| r.kind.name() == k));
            any.then(|| relations(text, analysis))
        }
        Fact::Quote(_) | Fact::NoQuote | Fact::NoOtherQuote | Fact::Time(..) | Fact::NoTime => return None,
    };
    Some(wrong)
}

fn disjoint(a: &[usize], b: &[usize]) -> bool {
    !a.iter().any(|n| b.contains(n))
}

/// The entities with a mention of these words.
fn bearers(name: &str, text: &str, analysis: &Analysis) -> Vec<usize> {
    let holds = |n: &usize| {
        let mentions = &analysis.entities[*n].mentions;
        mentions.iter().any(|&m| got::words(text, analysis.mentions[m as usize].span) == name)
    };
    (0..analysis.entities.len()).filter(holds).collect()
}

/// Some entity bears all the names and has all the facts.
fn entity(names: &[String], facts: &[(String, String)], text: &str, analysis: &Analysis) -> Option<String> {
    let of: Vec<Vec<usize>> = names.iter().map(|n| bearers(n, text, analysis)).collect();
    let found = (0..analysis.entities.len()).filter(|n| of.iter().all(|o| o.contains(n))).any(|n| {
        let e = &analysis.entities[n];
        facts.iter().all(|(key, value)| match key.as_str() {
            "kind" => e.kind.name() == value,
            "name" => e.name == *value,
            "kb" => e.kb.as_deref().unwrap_or("–") == value,
            "country" => e.country.as_deref().unwrap_or("–") == value,
            "sector" => e.sector.as_deref().unwrap_or("–") == value,
            "role" => e.roles.iter().any(|r| r.title == *value),
            _ => false,
        })
    });
    (!found).then(|| entities(text, analysis))
}

fn listed(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join("\n        ")
}

fn blocks(text: &str, analysis: &Analysis) -> String {
    listed(analysis.blocks.iter().map(|b| format!("`block {}` {}", b.kind.name(), got::words(text, b.span))))
}

fn sentences(text: &str, analysis: &Analysis) -> String {
    listed(analysis.sentences.iter().map(|s| format!("`sentence` {}", got::words(text, s.span))))
}

fn told(text: &str, analysis: &Analysis) -> String {
    match analysis.events.as_slice() {
        [] => "`no event`".into(),
        events => listed(events.iter().map(|e| events::line(e, text, analysis))),
    }
}

fn entities(text: &str, analysis: &Analysis) -> String {
    listed((0..analysis.entities.len()).map(|n| format!("`entity` {}", got::entity(text, analysis, n))))
}

fn relations(text: &str, analysis: &Analysis) -> String {
    listed(analysis.relations.iter().map(|r| format!("`relation` {}", got::relation(text, analysis, r))))
}

/// Every span is a stretch of the text that neither begins nor ends with white space; blocks and sentences are in order,
/// and hold everything but white space.
fn round_trip(text: &str, analysis: &Analysis) -> Vec<String> {
    let mut out = Vec::new();
    let mut span = |what: &str, span: Span| match text.get(span.start as usize..span.end as usize) {
        None | Some("") => out.push(format!("{what} {span:?} is no stretch of the text")),
        Some(words) if words.trim() != words => out.push(format!("{what} has white space at an end: {words:?}")),
        Some(_) => {}
    };
    analysis.blocks.iter().for_each(|b| span("block", b.span));
    analysis.sentences.iter().for_each(|s| span("sentence", s.span));
    analysis.times.iter().for_each(|t| span("time", t.span));
    analysis.mentions.iter().for_each(|m| span("mention", m.span));
    analysis.relations.iter().for_each(|r| span("relation", r.span));
    for quote in &analysis.quotes {
        quote.segments.iter().for_each(|&s| span("segment", s));
        quote.cue.iter().for_each(|c| span("cue", c.span));
        quote.speaker.span.iter().for_each(|&s| span("speaker", s));
        quote.addressee.iter().for_each(|a| span("addressee", a.span));
    }
    for event in &analysis.events {
        span("anchor", event.anchor);
        event.source.iter().for_each(|a| span("source", a.span));
        event.target.iter().for_each(|a| span("target", a.span));
        event.place.iter().for_each(|p| span("place", p.span));
    }
    analysis.times.iter().for_each(|t| span("time", t.span));
    analysis.relations.iter().for_each(|r| span("relation", r.span));
    covers(text, "blocks", analysis.blocks.iter().map(|b| b.span), &mut out);
    covers(text, "sentences", analysis.sentences.iter().map(|s| s.span), &mut out);
    out
}

fn covers(text: &str, what: &str, spans: impl Iterator<Item = Span>, out: &mut Vec<String>) {
    let mut end = 0;
    for span in spans.chain([Span { start: text.len() as u32, end: text.len() as u32 }]) {
        match text.get(end..span.start as usize) {
            Some(gap) if gap.trim().is_empty() => {}
            Some(gap) => out.push(format!("{what} leave out {gap:?}")),
            None => out.push(format!("{what} overlap at {}", span.start)),
        }
        end = span.end as usize;
    }
}
