//! `cargo xtask train`: learns the judge of quotations from the reference articles of `../shared/gold/train`.
//!
//! A logistic model over what the rules saw around each cue, fitted by stochastic gradient descent with L2 shrinkage in
//! a fixed order, so that the same articles give the same bytes. Only `train` is learned from: its articles are CC BY-SA
//! 4.0, so the weights may ship.
//!
//! It prints what five-fold cross-validation gives: for the judge alone, and for reading, every article with the judge of the
//! other folds. `--without tree` leaves out the features whose names begin so and writes nothing: what they bring.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result, bail};
use saksi::{Engine, Scratch};
use saksi_evaluate::{Gold, Scores, compare};
use saksi_report::Report;

use crate::logistic::{FOLDS, Weights, article, fit, sum};

/// Shrinkage towards zero a step.
const SHRINK: f32 = 0.2;
/// Log odds from which the engine takes a proposal: a probability of 0.45.
const TAKEN: f32 = -0.2;

/// A proposal, with whether the reference has it.
struct Example {
    article: usize,
    features: Vec<String>,
    expected: bool,
    right: bool,
}

pub fn run(arguments: &[String]) -> Result<()> {
    let without = match arguments {
        [] => None,
        [option, prefix] if option == "--without" => Some(prefix.as_str()),
        _ => bail!("cargo xtask train [--without PREFIX]"),
    };
    let folder = Path::new("../shared/gold/train");
    let gold = saksi_evaluate::load(folder).context("the judge is trained on ../shared/gold/train")?;
    let mut examples = examples(&gold);
    if let Some(prefix) = without {
        examples.iter_mut().for_each(|e| e.features.retain(|f| !f.starts_with(prefix)));
    }
    let right = examples.iter().filter(|e| e.right).count();
    eprintln!("{} proposals in {} articles, {right} right", examples.len(), gold.len());
    let mut folds = Vec::new();
    for fold in 0..FOLDS {
        let (test, train): (Vec<_>, Vec<_>) = examples.iter().partition(|e| e.article % FOLDS == fold);
        folds.push(fit(&pairs(&train), SHRINK));
        report(&format!("fold {fold}"), &folds[fold], &test);
    }
    let all: Vec<_> = examples.iter().collect();
    let weights = fit(&pairs(&all), SHRINK);
    report("all", &weights, &all);
    read_with("train, each read with the judge of the other folds", &gold, |n| &folds[n % FOLDS]);
    if without.is_some() {
        let dev = saksi_evaluate::load(Path::new("../shared/gold/dev"))?;
        read_with("dev", &dev, |_| &weights);
        return Ok(());
    }
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

/// Prints how well articles are read, the n-th with the judge of these weights.
fn read_with<'w>(name: &str, gold: &[Gold], weights: impl Fn(usize) -> &'w Weights) {
    let engine = Engine::new();
    let (mut scratch, mut scores) = (Scratch::default(), Scores::default());
    for (n, reference) in gold.iter().enumerate() {
        let article = article(reference);
        let analysis = engine.read_deciding(&article, &mut scratch, &mut |proposal| {
            let features: Vec<String> = proposal.features.iter().map(|f| f.join("\t")).collect();
            sum(&features, weights(n)) > TAKEN
        });
        let report = Report::new(&article, &analysis);
        scores.add(reference, Some(&report), &compare(reference, Some(&report)));
    }
    for (measure, tally) in scores.measures().into_iter().take(6) {
        let [p, r, f] = [tally.precision(), tally.recall(), tally.f1()].map(|share| 100.0 * share);
        eprintln!("{name}: {measure} P {p:.1} R {r:.1} F1 {f:.1}");
    }
}

/// Every proposal of the rules, labelled. A right one is taken and a wrong one left, as a good judge would.
fn examples(gold: &[Gold]) -> Vec<Example> {
    let engine = Engine::new();
    let mut scratch = Scratch::default();
    let mut out = Vec::new();
    for (n, reference) in gold.iter().enumerate() {
        let article = article(reference);
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

/// The examples as the learner takes them.
fn pairs<'e>(examples: &[&'e Example]) -> Vec<(&'e [String], bool)> {
    examples.iter().map(|e| (e.features.as_slice(), e.right)).collect()
}

fn report(name: &str, weights: &Weights, examples: &[&Example]) {
    let score = |e: &Example| sum(&e.features, weights);
    let figures = |take: &dyn Fn(&Example) -> bool| {
        let hit = examples.iter().filter(|e| e.right && take(e)).count() as f32;
        let taken = examples.iter().filter(|e| take(e)).count() as f32;
        let all = examples.iter().filter(|e| e.right).count() as f32;
        (100.0 * hit / taken, 100.0 * hit / all, 200.0 * hit / (taken + all))
    };
    let (p, r, f) = figures(&|e| score(e) > TAKEN);
    let (bp, br, bf) = figures(&|e| e.expected);
    // In bits an example: what the judge still does not know.
    let loss = |e: &&Example| (1.0 + (if e.right { -score(e) } else { score(e) }).exp()).log2();
    let loss = examples.iter().copied().map(|e| loss(&e)).sum::<f32>() / examples.len() as f32;
    eprintln!(
        "{name}: judge P {p:.1} R {r:.1} F1 {f:.1}; hand-written conditions P {bp:.1} R {br:.1} F1 {bf:.1}; loss {loss:.3}"
    );
}
