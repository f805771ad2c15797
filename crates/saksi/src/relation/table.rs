use rustc_hash::{FxHashMap, FxHashSet};

use crate::RelationKind;
use crate::knowledge::{World, rows, table};

/// How the two sides stand to the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// *anggota NATO*: the object follows, the subject is so described.
    Noun,
    /// The same where the object is a party.
    Party,
    /// Subject, words, object.
    Verb,
    /// Object, words, subject.
    Reverse,
    /// *perang Rusia-Ukraina*: both follow.
    Pair,
    /// *sanksi AS terhadap Iran*: the object, a preposition, the subject.
    Aimed,
}

/// Words that say a relation.
#[derive(Debug)]
struct Entry {
    /// The words behind the first.
    rest: Vec<&'static str>,
    kind: RelationKind,
    shape: Shape,
}

/// The words of `relations.tsv`.
#[derive(Debug, Default)]
pub(crate) struct RelationTable {
    entries: FxHashMap<&'static str, Vec<Entry>>,
    seeks: FxHashSet<&'static str>,
    bars: FxHashSet<&'static str>,
    offices: FxHashSet<String>,
    no_offices: FxHashSet<&'static str>,
}

impl RelationTable {
    pub(crate) fn load(world: &World) -> Self {
        let mut out = Self::default();
        for [words, relation, shape] in rows(table!("relations.tsv")) {
            let shape = match shape {
                "noun" => Shape::Noun,
                "party" => Shape::Party,
                "verb" => Shape::Verb,
                "reverse" => Shape::Reverse,
                "pair" => Shape::Pair,
                "aimed" => Shape::Aimed,
                "seeks" => {
                    out.seeks.insert(words);
                    continue;
                }
                "bars" => {
                    out.bars.insert(words);
                    continue;
                }
                "no_office" => {
                    out.no_offices.insert(words);
                    continue;
                }
                _ => {
                    out.offices.insert(words.to_string());
                    continue;
                }
            };
            let Some(kind) = RelationKind::ALL.into_iter().find(|k| k.name() == relation) else { continue };
            let mut words = words.split(' ');
            let first = words.next().unwrap_or_default();
            out.entries.entry(first).or_default().push(Entry { rest: words.collect(), kind, shape });
        }
        for entries in out.entries.values_mut() {
            entries.sort_by_key(|e| std::cmp::Reverse(e.rest.len()));
        }
        // What opens the title of a known office opens that of others.
        for office in world.offices.all() {
            out.offices.extend(office.forms().filter_map(|form| form.split(' ').next()).map(str::to_string));
        }
        out
    }

    /// The longest entry that begins with `first`, with how many words it has.
    pub(super) fn find<'w>(
        &self,
        first: &str,
        next: impl Fn(usize) -> &'w str,
    ) -> Option<(usize, RelationKind, Shape)> {
        let fits = |rest: &[&str]| rest.iter().enumerate().all(|(k, word)| next(k) == *word);
        let entries = self.entries.get(first)?;
        entries.iter().find(|e| fits(&e.rest)).map(|e| (e.rest.len() + 1, e.kind, e.shape))
    }

    /// True for a word that makes somebody a member of the party behind it (*politikus*).
    pub(super) fn party(&self, lower: &str) -> bool {
        self.entries.get(lower).is_some_and(|list| list.iter().any(|e| e.rest.is_empty() && e.shape == Shape::Party))
    }

    /// Before a verb of joining: it is sought.
    pub(super) fn seeks(&self, lower: &str) -> bool {
        self.seeks.contains(lower)
    }

    /// Before any of the words: it is not so, or nobody says that it is.
    pub(super) fn bars(&self, lower: &str) -> bool {
        self.bars.contains(lower)
    }

    /// True where a title that opens with this lower-cased word is an office somebody holds.
    pub(super) fn office(&self, first: &str) -> bool {
        self.offices.contains(first) && !self.no_offices.contains(first)
    }
}
