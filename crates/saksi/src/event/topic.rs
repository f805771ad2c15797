//! What an article is about, coarsely: acts between clubs or stars are no political events.

use rustc_hash::FxHashMap;

use crate::EntityKind;
use crate::doc::Doc;
use crate::knowledge::{rows, table};
use crate::mention::Cast;

/// Of how many words one must belong to a topic.
const DENSE: usize = 90;

/// The words of `topics.tsv`.
#[derive(Debug, Default)]
pub(crate) struct TopicTable {
    words: FxHashMap<&'static str, &'static str>,
}

impl TopicTable {
    pub(crate) fn load() -> Self {
        Self { words: rows::<2>(table!("topics.tsv")).map(|[word, topic]| (word, topic)).collect() }
    }
}

/// The topic of an article: `sport`, `culture` … of `topics.tsv` where its words are dense enough, else by whom it names most:
/// `state` (states and their bodies) or `other`.
pub(crate) fn topic(table: &TopicTable, doc: &Doc, cast: &Cast) -> &'static str {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for topic in (0..doc.len()).filter_map(|i| table.words.get(doc.lower(i)).copied()) {
        match counts.iter_mut().find(|(name, _)| *name == topic) {
            Some((_, count)) => *count += 1,
            None => counts.push((topic, 1)),
        }
    }
    let best = counts.iter().copied().max_by_key(|(_, n)| *n).filter(|(_, n)| n * DENSE >= doc.len().max(1) && *n >= 2);
    if let Some((topic, _)) = best {
        return topic;
    }
    let public = |m: &&crate::mention::Member| {
        m.known.is_some_and(|k| {
            m.kind == EntityKind::Country
                || matches!(k.sector, "GOV" | "MIL" | "LEG" | "JUD" | "IGO" | "PTY" | "REB" | "COP" | "SPY")
        })
    };
    if cast.members.iter().filter(public).count() >= 3 { "state" } else { "other" }
}
