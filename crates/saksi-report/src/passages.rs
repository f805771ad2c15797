//! The parts of an article that are shown: quotes, and the sentences between them that tell of events.

use std::collections::HashMap;

use crate::report::{Event, Quote, Report};

/// What the events of a passage stand in.
pub(crate) enum Shown {
    /// A quote, by its index.
    Quote(usize),
    /// A sentence, with the code point after its last.
    Sentence(usize),
}

/// A quote or a sentence with the events that are shown below it.
pub(crate) struct Passage<'r> {
    /// First code point.
    pub start: usize,
    /// What it is.
    pub shown: Shown,
    /// In their own order.
    pub events: Vec<&'r Event>,
}

/// All quotes, and the sentences that tell of events outside quotes, in the order of the text.
pub(crate) fn passages(report: &Report) -> Vec<Passage<'_>> {
    let quote = |(index, quote): (usize, &Quote)| Passage {
        start: quote.segments.first().map_or(0, |segment| segment.start),
        shown: Shown::Quote(index),
        events: Vec::new(),
    };
    let mut items: Vec<Passage<'_>> = report.quotes.iter().enumerate().map(quote).collect();
    let mut sentence_at: HashMap<usize, usize> = HashMap::new();
    for event in &report.events {
        if let Some(quote) = report.quote_around(event) {
            items[quote].events.push(event);
            continue;
        }
        let (start, end) = report.sentence_around(event);
        let item = *sentence_at.entry(start).or_insert_with(|| {
            items.push(Passage { start, shown: Shown::Sentence(end), events: Vec::new() });
            items.len() - 1
        });
        items[item].events.push(event);
    }
    items.sort_by_key(|item| item.start);
    items
}
