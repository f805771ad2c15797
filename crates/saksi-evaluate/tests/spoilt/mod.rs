//! Predictions made from reference annotations, spoilt in a reproducible way.

use saksi_evaluate::Gold;
use saksi_report::Report;
use serde_json::{Value, json};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Spoiler {
    Nothing,
    DroppedQuotes,
    ShiftedBoundaries,
    WrongSpeakers,
    WrongKinds,
    SpuriousQuotes,
    WrongClasses,
    WrongActors,
    SpuriousEvents,
    Everything,
}

impl Spoiler {
    pub const ALL: [Self; 10] = [
        Self::Nothing,
        Self::DroppedQuotes,
        Self::ShiftedBoundaries,
        Self::WrongSpeakers,
        Self::WrongKinds,
        Self::SpuriousQuotes,
        Self::WrongClasses,
        Self::WrongActors,
        Self::SpuriousEvents,
        Self::Everything,
    ];
}

/// A small generator: the same numbers everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) % sides
    }
}

/// The report of a system that would read `gold` rightly but for `spoiler`; `None` where it gives no report.
pub fn prediction(gold: &Gold, spoiler: Spoiler, seed: u64) -> Option<Report> {
    let mut dice = Dice(seed);
    let mut spoils = |what: Spoiler| (spoiler == what || spoiler == Spoiler::Everything) && dice.roll(3) == 0;
    let length = gold.text.chars().count();
    if seed.is_multiple_of(17) && spoiler == Spoiler::Everything {
        return None;
    }
    let mut entities: Vec<Value> = Vec::new();
    let mut quotes: Vec<Value> = Vec::new();
    for quote in &gold.quotes {
        if spoils(Spoiler::DroppedQuotes) {
            continue;
        }
        let id = format!("E{}", entities.len() + 1);
        // The first name of a speaker, another of its names, or somebody else's.
        let mut name = quote.speaker_names.last().unwrap().clone();
        if spoils(Spoiler::WrongSpeakers) {
            name = gold.quotes[0].speaker_names[0].clone() + " Lain";
        }
        entities.push(json!({"id": id, "kind": "person", "name": name, "kb": null, "country": null, "sector": null}));
        let segments = quote.spans.iter().map(|&[start, end]| {
            let mut shift = |by: usize| if spoils(Spoiler::ShiftedBoundaries) { (end - start) * by / 10 } else { 0 };
            let (start, end) = (start + shift(4), end + shift(3));
            json!({"start": start.min(length), "end": end.min(length), "text": ""})
        });
        let segments: Vec<Value> = segments.collect();
        let kind = if spoils(Spoiler::WrongKinds) { "mixed" } else { &quote.kind };
        let speaker = json!({"entity": id, "start": null, "end": null, "text": null});
        quotes.push(
            json!({"id": "Q", "kind": kind, "segments": segments, "speaker": speaker, "cue": null, "addressee": null}),
        );
    }
    if spoils(Spoiler::SpuriousQuotes) || spoils(Spoiler::SpuriousQuotes) {
        let segments = json!([{"start": 0, "end": length.min(40), "text": ""}]);
        let speaker = json!({"entity": null, "text": "Seseorang"});
        quotes.push(json!({"id": "Q", "kind": "indirect", "segments": segments, "speaker": speaker}));
    }
    let mut events: Vec<Value> = Vec::new();
    for event in gold.events.iter().flatten() {
        if spoils(Spoiler::DroppedQuotes) {
            continue;
        }
        // Every other actor is known by a mention of its entity only.
        let mut actor = |names: &Vec<String>| {
            let id = format!("E{}", entities.len() + 1);
            let name = if spoils(Spoiler::WrongActors) { "Sultan Antah Berantah" } else { names.last().unwrap() };
            let mention = json!({"start": 0, "end": 0, "text": name, "kind": "name"});
            let mut entity =
                json!({"id": id, "kind": "other", "name": "?", "kb": null, "country": null, "sector": null});
            entity["mentions"] = json!([mention]);
            entities.push(entity);
            if entities.len().is_multiple_of(2) { json!({"entity": id, "text": "ia"}) } else { json!({"text": name}) }
        };
        let mut source: Vec<Value> = event.source.iter().map(&mut actor).collect();
        let target: Vec<Value> = event.target.iter().map(&mut actor).collect();
        if spoils(Spoiler::WrongActors) {
            source.pop();
        }
        let class = if spoils(Spoiler::WrongClasses) { "PROTEST" } else { &event.class };
        let shift = if spoiler == Spoiler::ShiftedBoundaries { 20 + event.span[0] % 60 } else { 0 };
        let status = if spoils(Spoiler::WrongKinds) { Some("hypothetical") } else { event.status.as_deref() };
        let copies = if spoils(Spoiler::SpuriousEvents) { 2 } else { 1 };
        for _ in 0..copies {
            events
                .push(json!({"type": class, "anchor": {"start": event.span[0] + shift, "end": event.span[1] + shift},
                       "source": source, "target": target, "status": status}));
        }
    }
    let blocks = gold.blocks.iter().filter(|_| spoiler != Spoiler::Everything);
    let blocks: Vec<Value> =
        blocks.map(|(kind, [start, end])| json!({"kind": kind, "start": start, "end": end})).collect();
    let document = json!({"id": gold.id, "length": length});
    let report =
        json!({"document": document, "blocks": blocks, "entities": entities, "quotes": quotes, "events": events});
    Some(serde_json::from_value(report).unwrap())
}
