//! What a quotation says for or against somebody, by the words inside it: *menyebut X kelompok teroris* blames, though no verb says so.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::EventClass;
use crate::doc::Doc;
use crate::knowledge::{rows, table};

/// How many words of what is said are looked at.
pub(super) const HEARD: usize = 40;
/// How many words an expression has at most.
const LONGEST: usize = 4;

/// What words of evaluation tell.
pub(super) const SENSES: [&str; 6] = ["blame", "praise", "demand", "threat", "promise", "deny"];

/// The words of `evaluations.tsv`.
#[derive(Debug, Default)]
pub(crate) struct EvaluationTable {
    /// The number of the sense of each word, and of each expression by its first word.
    words: FxHashMap<&'static str, u8>,
    expressions: FxHashMap<&'static str, Vec<(Vec<&'static str>, u8)>>,
}

/// How many words of each sense stand in what is said.
pub(crate) type Senses = [u8; SENSES.len()];

/// The class of what is said, where that is blame or praise: the one that more words of it tell.
pub(super) fn leaning(class: EventClass, said: Senses) -> EventClass {
    let (blame, praise) = (said[0], said[1]);
    match class {
        EventClass::Accuse if praise > blame => EventClass::Support,
        EventClass::Support if blame > praise => EventClass::Accuse,
        _ => class,
    }
}

impl EvaluationTable {
    pub(crate) fn load() -> Self {
        let mut out = Self::default();
        for [form, sense] in rows(table!("evaluations.tsv")) {
            let Some(sense) = SENSES.iter().position(|s| *s == sense) else { continue };
            let words: Vec<&'static str> = form.split(' ').collect();
            match words[..] {
                [word] => {
                    out.words.insert(word, sense as u8);
                }
                _ => out.expressions.entry(words[0]).or_default().push((words, sense as u8)),
            }
        }
        out
    }

    /// What the first words of `segments` tell.
    pub(super) fn hear(&self, doc: &Doc, segments: &[Range<usize>]) -> Senses {
        let mut out = Senses::default();
        for segment in segments {
            let end = segment.end.min(segment.start + HEARD);
            let mut i = segment.start;
            while i < end {
                let lower = doc.lower(i);
                let longer = self.expressions.get(lower).into_iter().flatten().find(|(words, _)| {
                    debug_assert!(words.len() <= LONGEST);
                    i + words.len() <= segment.end && (1..words.len()).all(|k| doc.lower(i + k) == words[k])
                });
                let found = match longer {
                    Some((words, sense)) => Some((words.len(), *sense)),
                    None => self.words.get(lower).map(|sense| (1, *sense)),
                };
                if let Some((len, sense)) = found {
                    out[usize::from(sense)] = out[usize::from(sense)].saturating_add(1);
                    i += len;
                } else {
                    i += 1;
                }
            }
        }
        out
    }
}
