//! The class of an act between two parties, by how often what is seen of it stood with each class elsewhere.
//!
//! What is learned are counts and nothing else: how often a feature stood with a class. Each feature speaks for a class by the
//! logarithm of how much more often the class stands with it than without; rare features are drawn towards saying nothing.

use rustc_hash::FxHashMap;

use super::pair::{Knowing, Pair};
use crate::EventClass;
use crate::knowledge::rows;

/// The classes that are told apart. CONCEDE and RETREAT are one here; the table of acts parts them.
pub const PAIR_CLASSES: [&str; 15] = [
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONSULT",
    "COOPERATE",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "SANCTION",
    "SUPPORT",
    "THREATEN",
    "YIELD",
];
const CLASSES: usize = PAIR_CLASSES.len();
/// So many imagined occurrences draw a feature towards what is usual.
const DRAWN: f32 = 1.0;
/// How much the frequency of a class itself weighs, in features.
const PRIOR: f32 = 3.0;
/// So much likelier than the next a class must be to overrule the table of acts, as a logarithm of odds.
pub const SURE: f32 = 20.0;
/// How many times the annotated events count in reading.
pub const ANNOTATED: u32 = 2;
/// A feature seen less often says nothing.
const LEAST: u32 = 2;

/// The number of a class in [`PAIR_CLASSES`]; those of the analysis and *YIELD* have one.
pub fn pair_class(name: &str) -> Option<usize> {
    let name = if matches!(name, "CONCEDE" | "RETREAT") { "YIELD" } else { name };
    PAIR_CLASSES.iter().position(|c| *c == name)
}

/// FNV-1a over the parts of a feature.
fn hash(parts: [&str; 3]) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325_u64;
    for part in parts {
        for byte in part.bytes().chain([0x1f]) {
            h = (h ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    h
}

/// How often each feature stood with each class.
#[derive(Clone, Debug, Default)]
pub struct PairCounts {
    features: FxHashMap<u64, [u32; CLASSES]>,
    classes: [u32; CLASSES],
}

impl PairCounts {
    /// Reads a table: a feature in three parts, then for sentences with marked parties and for annotated events `class:count`,
    /// divided by blanks. The feature *all* counts the examples. `annotated` tells how many times the second count.
    pub fn load(table: &str, annotated: u32) -> Self {
        let mut out = Self::default();
        for [a, b, c, marked, own] in rows(table) {
            let mut counts = [0; CLASSES];
            for (cell, times) in [(marked, 1), (own, annotated)] {
                for (class, count) in cell.split(' ').filter_map(|item| item.split_once(':')) {
                    if let Some(class) = pair_class(class) {
                        counts[class] += times * count.parse().unwrap_or(0);
                    }
                }
            }
            if a == "all" {
                out.classes = counts;
            } else {
                out.features.insert(hash([a, b, c]), counts);
            }
        }
        out
    }

    /// Counts one example.
    pub fn add(&mut self, features: &[[String; 3]], class: usize) {
        self.classes[class] += 1;
        for [a, b, c] in features {
            self.features.entry(hash([a, b, c])).or_default()[class] += 1;
        }
    }

    /// The share of each class: one, drawn so that no class is impossible.
    fn shares(&self) -> [f32; CLASSES] {
        let all: u32 = self.classes.iter().sum();
        self.classes.map(|n| (n as f32 + 0.5) / (all as f32 + 0.5 * CLASSES as f32))
    }

    fn weigh(&self, shares: &[f32; CLASSES], feature: u64, scores: &mut [f32; CLASSES]) {
        let Some(counts) = self.features.get(&feature) else { return };
        let all: u32 = counts.iter().sum();
        if all < LEAST {
            return;
        }
        for ((score, &count), share) in scores.iter_mut().zip(counts).zip(shares) {
            *score += ((count as f32 + DRAWN * share) / ((all as f32 + DRAWN) * share)).ln();
        }
    }

    /// How much the features speak for each class.
    pub fn scores(&self, features: &[[String; 3]]) -> [f32; CLASSES] {
        let shares = self.shares();
        let mut scores = shares.map(|s| PRIOR * s.ln());
        for [a, b, c] in features {
            self.weigh(&shares, hash([a, b, c]), &mut scores);
        }
        scores
    }

    /// The number of the likeliest class.
    pub fn best(&self, features: &[[String; 3]]) -> usize {
        best(&self.scores(features))
    }
}

fn best(scores: &[f32; CLASSES]) -> usize {
    (0..CLASSES).fold(0, |best, i| if scores[i] > scores[best] { i } else { best })
}

/// How much the likeliest class leads the next.
pub fn lead(scores: &[f32; CLASSES]) -> f32 {
    let best = best(scores);
    let next = (0..CLASSES).filter(|&c| c != best).map(|c| scores[c]).fold(f32::MIN, f32::max);
    scores[best] - next
}

/// The likeliest class of what `pair` shows, and how much likelier it is than the next, as a logarithm of odds.
///
/// Where one act is asked about, the class that the tables give it stands, unless the counts are [`SURE`] of another.
pub(crate) fn classify(counts: &PairCounts, knowing: Knowing, pair: &Pair) -> (EventClass, f32) {
    let shares = counts.shares();
    let mut scores = shares.map(|s| PRIOR * s.ln());
    let (mut retreats, mut rule) = (false, None);
    pair.features(knowing, &mut |parts| {
        counts.weigh(&shares, hash(parts), &mut scores);
        retreats |= matches!(parts, ["class" | "last", "RETREAT", _]);
        if parts[0] == "rule" {
            rule = EventClass::of_name(parts[1]);
        }
    });
    let lead = lead(&scores);
    if let Some(rule) = rule.filter(|_| pair.trigger.is_some() && lead < SURE) {
        return (rule, lead);
    }
    let class = match PAIR_CLASSES[best(&scores)] {
        "YIELD" if retreats => EventClass::Retreat,
        "YIELD" => EventClass::Concede,
        name => EventClass::of_name(name).unwrap_or(EventClass::Consult),
    };
    (class, lead)
}
