use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use saksi::{Engine, PAIR_CLASSES, PairCounts, Scratch, pair_class};
use saksi_evaluate::pairs::{PairExample, PairScores, deal};
use serde_json::json;

/// The class of each example: by the tables alone, by counts from the other parts of the file, or by those that are built in.
pub(crate) fn classify(
    engine: &Engine,
    examples: &[PairExample],
    folds: Option<usize>,
    rules: bool,
) -> Vec<Option<usize>> {
    let mut scratch = Scratch::default();
    let Some(folds) = folds else {
        let class = |e: &PairExample| {
            let marked = &e.marked;
            let class = if rules {
                engine.pair_rule(marked, &mut scratch)
            } else {
                Some(engine.pair_class(marked, &mut scratch))
            };
            class.and_then(|c| pair_class(c.name()))
        };
        return examples.iter().map(class).collect();
    };
    let seen: Vec<_> = examples.iter().map(|e| engine.pair_features(&e.marked, &mut scratch)).collect();
    let part = deal(examples, folds);
    let counted: Vec<PairCounts> = (0..folds)
        .map(|fold| {
            let mut counts = PairCounts::default();
            for (n, example) in examples.iter().enumerate() {
                if let Some(class) = example.class.filter(|_| part[n] != fold) {
                    counts.add(&seen[n], class);
                }
            }
            counts
        })
        .collect();
    seen.iter().zip(part).map(|(features, part)| Some(counted[part].best(features))).collect()
}

/// Holds what was said against the file's own classes.
pub(crate) fn score(examples: &[PairExample], said: &[Option<usize>]) -> PairScores {
    let mut scores = PairScores::default();
    for (example, said) in examples.iter().zip(said) {
        if let Some(class) = example.class {
            scores.add(class, *said);
        }
    }
    scores
}

/// Writes what was said, a sentence a line.
///
/// # Errors
///
/// Where the file cannot be written.
pub(crate) fn write(out: &Path, examples: &[PairExample], said: &[Option<usize>]) -> Result<()> {
    let mut lines = String::new();
    for (example, said) in examples.iter().zip(said) {
        writeln!(lines, "{}", json!({"id": example.id, "type": said.map(|c| PAIR_CLASSES[c])}))?;
    }
    fs::write(out, lines).with_context(|| format!("{}: cannot be written", out.display()))
}
