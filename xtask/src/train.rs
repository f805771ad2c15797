//! `cargo xtask train`: learns the judge of quotations from the reference articles of `../shared/gold/train`.
//!
//! A logistic model over what the rules saw around each cue, fitted by stochastic gradient descent with L2 shrinkage in
//! a fixed order, so that the same articles give the same bytes. Only `train` is learned from: its articles are CC BY-SA
//! 4.0, so the weights may ship. `--folds 5` prints what cross-validation gives instead of writing a model.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use saksi::{Article, Engine, Scratch};
use saksi_evaluate::Gold;

/// Passes over the examples.
const EPOCHS: usize = 40;
/// Step size of the first pass; it falls with the square root of the pass.
const RATE: f32 = 0.12;
/// Shrinkage towards zero a step.
const SHRINK: f32 = 0.4;
/// A feature seen less often than this is left out.
const LEAST: usize = 2;

/// A proposal, with whether the reference has it.
struct Example {
    article: usize,
    features: Vec<String>,
    expected: bool,
    right: bool,
}

pub fn run() -> Result<()> {
    let folder = Path::new("../shared/gold/train");
    let gold = saksi_evaluate::load(folder).context("the judge is trained on ../shared/gold/train")?;
    let examples = examples(&gold);
    let right = examples.iter().filter(|e| e.right).count();
    eprintln!("{} proposals in {} articles, {right} right", examples.len(), gold.len());
    for fold in 0..5 {
        let (test, train): (Vec<_>, Vec<_>) = examples.iter().partition(|e| e.article % 5 == fold);
        report(&format!("fold {fold}"), &fit(&train), &test);
    }
    let all: Vec<_> = examples.iter().collect();
    let weights = fit(&all);
    report("all", &weights, &all);
    let mut table = String::from(
        "# Weights of the judge of quotations; see quotes.md. Made by `cargo xtask train` from ../shared/gold/train (IndoSum and\n\
         # NTREX articles with our reference annotations, CC BY-SA 4.0). A feature in three parts, then its weight (log odds).\n\
         a\tb\tc\tweight\n",
    );
    for (feature, weight) in &weights {
        if weight.abs() >= 0.005 {
            writeln!(table, "{feature}\t{weight:.3}")?;
        }
    }
    std::fs::write("models/quotes.tsv", table).context("models/quotes.tsv")
}

/// Every proposal of the rules, labelled. A right one is taken and a wrong one left, as a good judge would.
fn examples(gold: &[Gold]) -> Vec<Example> {
    let engine = Engine::new();
    let mut scratch = Scratch::default();
    let mut out = Vec::new();
    for (n, reference) in gold.iter().enumerate() {
        let article = Article {
            id: reference.id.clone(),
            title: reference.title.clone(),
            published: reference.published.as_deref().and_then(|d| d.parse().ok()),
            text: reference.text.clone(),
            ..Article::default()
        };
        // Letters of each reference quote, as byte offsets.
        let starts: Vec<usize> = article.text.char_indices().map(|(b, _)| b).chain([article.text.len()]).collect();
        let letters = |start: usize, end: usize| {
            article.text[start..end]
                .char_indices()
                .filter(|(_, c)| c.is_alphanumeric())
                .map(move |(b, _)| start + b)
                .collect::<Vec<_>>()
        };
        let quotes: Vec<HashSet<usize>> = reference
            .quotes
            .iter()
            .map(|q| q.spans.iter().flat_map(|s| letters(starts[s[0]], starts[s[1]])).collect())
            .collect();
        let mut taken = vec![false; quotes.len()];
        engine.read_deciding(&article, &mut scratch, &mut |proposal| {
            let mine: HashSet<usize> =
                proposal.segments.iter().flat_map(|s| letters(s.start as usize, s.end as usize)).collect();
            let found = quotes.iter().position(|q| {
                let shared = q.intersection(&mine).count();
                2 * shared >= q.union(&mine).count() && shared > 0
            });
            let right = found.is_some_and(|f| !std::mem::replace(&mut taken[f], true));
            out.push(Example {
                article: n,
                features: proposal.features.iter().map(|f| f.join("\t")).collect(),
                expected: proposal.expected,
                right,
            });
            right
        });
    }
    out
}

/// The weights of a logistic model, by feature.
fn fit(examples: &[&Example]) -> BTreeMap<String, f32> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for feature in examples.iter().flat_map(|e| &e.features) {
        *seen.entry(feature).or_default() += 1;
    }
    let mut weights: BTreeMap<String, f32> =
        seen.iter().filter(|(_, n)| **n >= LEAST).map(|(f, _)| (f.to_string(), 0.0)).collect();
    let mut sums: BTreeMap<String, f32> = weights.clone();
    // A fixed order that does not follow the articles.
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for epoch in 0..EPOCHS {
        for i in (1..order.len()).rev() {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            order.swap(i, (state % (i as u64 + 1)) as usize);
        }
        let rate = RATE / ((epoch + 1) as f32).sqrt();
        for &i in &order {
            let example = examples[i];
            let sum: f32 = example.features.iter().filter_map(|f| weights.get(f)).sum();
            let error = f32::from(u8::from(example.right)) - 1.0 / (1.0 + (-sum).exp());
            for feature in &example.features {
                if let Some(w) = weights.get_mut(feature) {
                    *w += rate * (error - SHRINK * *w);
                }
            }
        }
        for (feature, weight) in &weights {
            *sums.get_mut(feature).expect("same features") += weight;
        }
    }
    sums.values_mut().for_each(|w| *w /= EPOCHS as f32);
    sums
}

fn report(name: &str, weights: &BTreeMap<String, f32>, examples: &[&Example]) {
    let score = |e: &Example| e.features.iter().filter_map(|f| weights.get(f)).sum::<f32>();
    let figures = |take: &dyn Fn(&Example) -> bool| {
        let hit = examples.iter().filter(|e| e.right && take(e)).count() as f32;
        let taken = examples.iter().filter(|e| take(e)).count() as f32;
        let all = examples.iter().filter(|e| e.right).count() as f32;
        (100.0 * hit / taken, 100.0 * hit / all, 200.0 * hit / (taken + all))
    };
    let (p, r, f) = figures(&|e| score(e) > -0.2);
    let (bp, br, bf) = figures(&|e| e.expected);
    eprintln!("{name}: judge P {p:.1} R {r:.1} F1 {f:.1}; hand-written conditions P {bp:.1} R {br:.1} F1 {bf:.1}");
}
