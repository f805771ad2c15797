//! `cargo xtask train pairs`: counts how often what is seen between two parties stands with each class of act.
//!
//! The sentences state no licence, so nothing of them ships but counts of words and of what the tables say of words, and only of
//! what was seen at least twice. Beside the table it prints what five-fold cross-validation gives, and, for comparison only, what a
//! logistic model fitted to the same folds would give; its weights are thrown away.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context, Result};
use saksi::{ANNOTATED, Engine, Marked, PAIR_CLASSES, PairCounts, SURE, Scratch, Span, lead, pair_class};
use saksi_evaluate::pairs::{PairScores, deal, parse};

use crate::corpora::root;

const FILE: &str = "../shared/corpora/events/plv-id-train.jsonl";
/// A feature seen less often is left out.
const LEAST: usize = 2;
/// How many parts the sentences are dealt to.
const FOLDS: usize = 5;
const CLASSES: usize = PAIR_CLASSES.len();

type Features = Vec<[String; 3]>;

pub fn run() -> Result<()> {
    let text = std::fs::read_to_string(FILE).with_context(|| FILE)?;
    let examples = parse(&text)?;
    let (engine, mut scratch) = (Engine::new(), Scratch::default());
    let seen: Vec<Features> = examples.iter().map(|e| engine.pair_features(&e.marked, &mut scratch)).collect();
    let classes: Vec<usize> = examples.iter().map(|e| e.class.context("no class")).collect::<Result<_>>()?;
    let part = deal(&examples, FOLDS);
    let (mut rules, mut counted, mut fitted) = (PairScores::default(), PairScores::default(), PairScores::default());
    for fold in 0..FOLDS {
        let train: Vec<usize> = (0..seen.len()).filter(|&n| part[n] != fold).collect();
        let mut counts = PairCounts::default();
        train.iter().for_each(|&n| counts.add(&seen[n], classes[n]));
        let weights = Logistic::fit(&train, &seen, &classes);
        for n in (0..seen.len()).filter(|&n| part[n] == fold) {
            counted.add(classes[n], Some(counts.best(&seen[n])));
            fitted.add(classes[n], Some(weights.best(&seen[n])));
        }
    }
    for (example, &class) in examples.iter().zip(&classes) {
        let rule = engine.pair_rule(&example.marked, &mut scratch);
        rules.add(class, rule.and_then(|c| saksi::pair_class(c.name())));
    }
    eprint!("tables alone: {rules}\ncounts, {FOLDS} folds: {counted}\nweights, {FOLDS} folds: {fitted}");

    let own = annotated(&engine, &seen, &classes)?;

    // Of each feature, what it stood with in the marked sentences and in the annotated events.
    let mut table: BTreeMap<&[String; 3], [[usize; CLASSES]; 2]> = BTreeMap::new();
    let mut all = [[0; CLASSES]; 2];
    let marked = seen.iter().zip(&classes).map(|(f, c)| (0, f, *c));
    for (set, features, class) in marked.chain(own.iter().map(|(f, c)| (1, f, *c))) {
        all[set][class] += 1;
        for feature in features {
            table.entry(feature).or_insert([[0; CLASSES]; 2])[set][class] += 1;
        }
    }
    for counts in table.values_mut() {
        for set in counts.iter_mut().filter(|set| set.iter().sum::<usize>() < LEAST) {
            *set = [0; CLASSES];
        }
    }
    table.retain(|_, counts| counts.iter().flatten().any(|n| *n > 0));
    let mut out = String::from(
        "# How often what is seen between two parties stands with each class of act; see pairs.md. Made by `cargo xtask train pairs`:\n\
         # counts of words and of what our tables say of them, a feature in three parts; nothing seen once. CC BY-SA 4.0.\n\
         a\tb\tc\tmarked\tannotated\n",
    );
    let whole = ["all", "", ""].map(str::to_string);
    for (feature, counts) in std::iter::once((&whole, &all)).chain(table.iter().map(|(f, c)| (*f, c))) {
        write!(out, "{}", feature.join("\t"))?;
        for set in counts {
            let present = (0..CLASSES).filter(|&c| set[c] > 0);
            let cells: Vec<String> = present.map(|c| format!("{}:{}", PAIR_CLASSES[c], set[c])).collect();
            write!(out, "\t{}", cells.join(" "))?;
        }
        writeln!(out)?;
    }
    std::fs::write(root().join("models/pairs.tsv"), out).context("models/pairs.tsv")
}

/// The events of the reference articles, each with the number of its article and of its class.
fn events(folder: &str) -> Result<Vec<(usize, usize, Marked)>> {
    let mut out = Vec::new();
    for (number, gold) in saksi_evaluate::load(std::path::Path::new(folder))?.iter().enumerate() {
        let starts: Vec<usize> = gold.text.char_indices().map(|(b, _)| b).chain([gold.text.len()]).collect();
        for event in gold.events.iter().flatten() {
            let (Some(class), at) = (pair_class(&event.class), starts[event.span[0]]) else { continue };
            let end = starts[event.span[1]];
            let from = gold.text[..at].rfind('\n').map_or(0, |n| n + 1);
            let to = gold.text[end..].find('\n').map_or(gold.text.len(), |n| end + n);
            let line = &gold.text[from..to];
            let span = |start: usize, length: usize| Span { start: start as u32, end: (start + length) as u32 };
            // The mention nearest to the act.
            let nearest = |names: &Vec<String>| {
                let found = names.iter().filter(|n| n.len() > 1).flat_map(|n| line.match_indices(n.as_str()));
                let near = found.filter(|(i, _)| i.abs_diff(at - from) < 200);
                near.min_by_key(|(i, n)| (i.abs_diff(at - from), n.len())).map(|(i, n)| span(i, n.len()))
            };
            let marked = Marked {
                text: line.to_string(),
                source: event.source.iter().filter_map(nearest).collect(),
                target: event.target.iter().filter_map(nearest).collect(),
                act: Some(span(at - from, end - at)),
            };
            out.push((number, class, marked));
        }
    }
    Ok(out)
}

/// How the classes of the annotated events are told: by the tables, by the counts of the pairs, by counts of their own.
///
/// Returns what is seen of each event, and its class.
fn annotated(engine: &Engine, seen: &[Features], classes: &[usize]) -> Result<Vec<(Features, usize)>> {
    let events = events("../shared/gold/train")?;
    let mut scratch = Scratch::default();
    let features: Vec<Features> = events.iter().map(|(_, _, m)| engine.pair_features(m, &mut scratch)).collect();
    let mut pairs = PairCounts::default();
    seen.iter().zip(classes).for_each(|(f, c)| pairs.add(f, *c));
    let mut scores = vec![PairScores::default(); 4];
    for fold in 0..FOLDS {
        let (mut own, mut both) = (PairCounts::default(), pairs.clone());
        for (n, (_, class, _)) in events.iter().enumerate().filter(|(_, e)| e.0 % FOLDS != fold) {
            own.add(&features[n], *class);
            for _ in 0..ANNOTATED {
                both.add(&features[n], *class);
            }
        }
        for (n, (_, class, marked)) in events.iter().enumerate().filter(|(_, e)| e.0 % FOLDS == fold) {
            let rule = engine.pair_rule(marked, &mut scratch).and_then(|c| pair_class(c.name()));
            let (best, sure) = (both.best(&features[n]), lead(&both.scores(&features[n])) >= SURE);
            let settled = if sure { Some(best) } else { rule.or(Some(best)) };
            let said = [rule, Some(own.best(&features[n])), Some(best), settled];
            scores.iter_mut().zip(said).for_each(|(s, said)| s.add(*class, said));
        }
    }
    for (name, score) in ["tables", "own counts", "all counts", "tables unless all counts are sure"].iter().zip(&scores)
    {
        eprint!("annotated events, {name}: {score}");
    }
    Ok(features.into_iter().zip(events).map(|(f, (_, class, _))| (f, class)).collect())
}

/// A multinomial logistic model, for comparison.
struct Logistic<'f>(BTreeMap<&'f [String; 3], [f32; CLASSES]>);

impl<'f> Logistic<'f> {
    const PASSES: usize = 30;
    const SHRINK: f32 = 0.002;

    fn fit(train: &[usize], seen: &'f [Features], classes: &[usize]) -> Self {
        let mut often: BTreeMap<&[String; 3], usize> = BTreeMap::new();
        for feature in train.iter().flat_map(|&n| &seen[n]) {
            *often.entry(feature).or_default() += 1;
        }
        often.retain(|_, count| *count >= LEAST);
        let mut model = Self(often.into_keys().map(|f| (f, [0.0; CLASSES])).collect());
        let mut sums = model.0.clone();
        let mut order = train.to_vec();
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        for pass in 0..Self::PASSES {
            for i in (1..order.len()).rev() {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                order.swap(i, (state % (i as u64 + 1)) as usize);
            }
            let rate = 0.05 / (1.0 + pass as f32).sqrt();
            for &n in &order {
                let scores = model.scores(&seen[n]);
                let top = scores.iter().copied().fold(f32::MIN, f32::max);
                let odds = scores.map(|s| (s - top).exp());
                let sum: f32 = odds.iter().sum();
                for feature in &seen[n] {
                    if let Some(weights) = model.0.get_mut(feature) {
                        for (c, weight) in weights.iter_mut().enumerate() {
                            let wanted = f32::from(u8::from(c == classes[n]));
                            *weight += rate * (wanted - odds[c] / sum - Self::SHRINK * *weight);
                        }
                    }
                }
            }
            for (sum, weights) in sums.values_mut().zip(model.0.values()) {
                sum.iter_mut().zip(weights).for_each(|(s, w)| *s += w);
            }
        }
        Self(sums)
    }

    fn scores(&self, features: &Features) -> [f32; CLASSES] {
        let mut scores = [0.0; CLASSES];
        for weights in features.iter().filter_map(|f| self.0.get(f)) {
            scores.iter_mut().zip(weights).for_each(|(s, w)| *s += w);
        }
        scores
    }

    fn best(&self, features: &Features) -> usize {
        let scores = self.scores(features);
        (0..CLASSES).fold(0, |best, c| if scores[c] > scores[best] { c } else { best })
    }
}
