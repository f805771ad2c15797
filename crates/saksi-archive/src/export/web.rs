//! Quotes, events and mentions as W3C Web Annotations in JSON-LD: an annotation page an article, a page a line.

use saksi_report::{CodePoints, Quote};
use serde_json::{Value, json};

use super::row::Context;
use crate::StoredArticle;

/// Code points of text before and behind a quotation that help to find it again.
const AROUND: usize = 32;

/// The article's address, else a name of our own.
fn source(article: &StoredArticle) -> String {
    article.article.url.clone().unwrap_or_else(|| format!("urn:saksi:article:{}", article.article.id))
}

/// The terms beyond the standard's.
fn context() -> Value {
    json!(["http://www.w3.org/ns/anno.jsonld", {
        "saksi": "urn:saksi:terms:",
        "Quotation": "saksi:Quotation",
        "Event": "saksi:Event",
        "Mention": "saksi:Mention",
        "Actor": "saksi:Actor",
        "kind": "saksi:kind",
        "act": "saksi:act",
        "cue": "saksi:cue",
        "words": "saksi:words",
        "role": "saksi:role",
        "country": "saksi:country",
        "sector": "saksi:sector",
        "identifier": "saksi:identifier",
        "speaker": "saksi:speaker",
        "addressee": "saksi:addressee",
        "class": "saksi:class",
        "mode": "saksi:mode",
        "status": "saksi:status",
        "time": "saksi:time",
        "place": "saksi:place",
        "actor": "saksi:actor",
        "recipient": "saksi:recipient",
        "inQuote": {"@id": "saksi:inQuote", "@type": "@id"},
        "confidence": {"@id": "saksi:confidence", "@type": "http://www.w3.org/2001/XMLSchema#double"}
    }])
}

/// The page of an article.
pub(super) fn page(article: &StoredArticle) -> Value {
    let at = Context::new(article);
    let mut items = Vec::new();
    for quote in &article.report.quotes {
        let spans = quote.segments.iter().map(|segment| (segment.start, segment.end));
        items.push(annotation(&at, &quote.id, "describing", &quotation(&at, quote), targets(&at, spans)));
    }
    for event in &article.report.events {
        let actor = |actor: &saksi_report::Actor| {
            let who = who(&at, actor.entity.as_deref(), actor.text.as_deref());
            with(who, [("country", json!(actor.country)), ("sector", json!(actor.sector))])
        };
        let body = json!({
            "type": "Event", "class": event.class, "mode": event.mode, "status": event.status,
            "time": event.time.as_ref().map(|time| &time.value), "place": event.place.as_ref().map(|place| &place.text),
            "actor": event.source.iter().map(actor).collect::<Vec<_>>(),
            "recipient": event.target.iter().map(actor).collect::<Vec<_>>(),
            "inQuote": event.in_quote.as_ref().map(|id| urn(&at, id)), "confidence": event.confidence,
        });
        let spans = [(event.anchor.start, event.anchor.end)];
        items.push(annotation(&at, &event.id, "classifying", &body, targets(&at, spans)));
    }
    for entity in &article.report.entities {
        for (mention, number) in entity.mentions.iter().zip(1..) {
            let who = who(&at, Some(&entity.id), None);
            let more = [
                ("type", json!("Mention")),
                ("kind", json!(mention.kind.name())),
                ("country", json!(entity.country)),
                ("sector", json!(entity.sector)),
            ];
            let id = format!("{}-{number}", entity.id);
            items.push(annotation(
                &at,
                &id,
                "identifying",
                &with(who, more),
                targets(&at, [(mention.start, mention.end)]),
            ));
        }
    }
    let id = format!("urn:saksi:article:{}:annotations", article.article.id);
    json!({
        "@context": context(), "id": format!("{id}:1"), "type": "AnnotationPage", "startIndex": 0,
        "partOf": {"id": id, "type": "AnnotationCollection", "total": items.len(), "label": article.article.title},
        "items": items,
    })
}

fn quotation(at: &Context, quote: &Quote) -> Value {
    let speaker = &quote.speaker;
    let known = speaker.entity.is_some() || speaker.text.is_some();
    let speaker = known.then(|| {
        let role = at.title(speaker.entity.as_deref());
        with(who(at, speaker.entity.as_deref(), speaker.text.as_deref()), [("role", json!(role))])
    });
    let addressee = quote.addressee.as_ref().map(|to| who(at, to.entity.as_deref(), Some(&to.text)));
    json!({
        "type": "Quotation", "kind": quote.kind.name(), "confidence": quote.confidence,
        "cue": quote.cue.as_ref().map(|cue| &cue.text), "act": quote.cue.as_ref().map(|cue| cue.act.as_ref()),
        "speaker": speaker, "addressee": addressee,
    })
}

/// Somebody: the name, the words, the identifier.
fn who(at: &Context, entity: Option<&str>, words: Option<&str>) -> Value {
    json!({"type": "Actor", "name": at.name(entity), "words": words, "identifier": at.kb(entity)})
}

fn with<const N: usize>(mut value: Value, more: [(&str, Value); N]) -> Value {
    if let Value::Object(fields) = &mut value {
        fields.extend(more.map(|(key, value)| (key.to_owned(), value)));
    }
    value
}

fn urn(at: &Context, id: &str) -> String {
    format!("urn:saksi:{}", at.within(id))
}

fn annotation(at: &Context, id: &str, motivation: &str, body: &Value, target: Value) -> Value {
    let article = at.stored;
    json!({
        "id": urn(at, id), "type": "Annotation", "motivation": motivation, "body": known(body), "target": target,
        "generator": {"id": format!("urn:saksi:engine:{}", article.engine), "type": "Software", "name": format!("saksi {}", article.engine)},
    })
}

/// Leaves out what is null, and lists that are empty: JSON-LD says nothing by saying null.
fn known(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let known = fields
                .iter()
                .filter(|(_, value)| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()));
            Value::Object(known.map(|(key, value)| (key.clone(), self::known(value))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(known).collect()),
        other => other.clone(),
    }
}

/// Where it stands: one target a segment, an object where there is one alone.
fn targets(at: &Context, spans: impl IntoIterator<Item = (usize, usize)>) -> Value {
    let mut targets: Vec<Value> = spans.into_iter().map(|(start, end)| target(at, start, end)).collect();
    match targets.pop() {
        Some(only) if targets.is_empty() => only,
        Some(last) => {
            targets.push(last);
            Value::Array(targets)
        }
        None => json!({"source": source(at.stored)}),
    }
}

fn target(at: &Context, start: usize, end: usize) -> Value {
    let points: &CodePoints = &at.points;
    let prefix = at.words(start.saturating_sub(AROUND), start);
    let suffix = at.words(end, end.saturating_add(AROUND).min(points.len()));
    json!({
        "source": source(at.stored),
        "selector": [
            {"type": "TextQuoteSelector", "exact": at.words(start, end), "prefix": prefix, "suffix": suffix},
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    })
}
