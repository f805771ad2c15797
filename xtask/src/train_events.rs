//! `cargo xtask train events`: learns the judge of events from the reference articles of `../shared/gold/train`.
//!
//! Every act that the rules propose is an example; it is right where the reference has an event of its class at its words, or
//! else in its sentence. It prints what five-fold cross-validation gives, every article read with the judge of the other folds.
//! `--without PREFIX` leaves out the features whose names begin so and writes nothing: what they bring.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result, bail};
use saksi::{Engine, Scratch};
use saksi_evaluate::{Gold, Scores, compare};
use saksi_report::Report;

use crate::logistic::{FOLDS, Weights, article, fit, sum};

/// Shrinkage towards zero a step.
const SHRINK: f32 = 0.05;

/// A proposal, with whether the reference has it.
struct Example {
    article: usize,
    features: Vec<String>,
    right: bool,
}

pub fn run(arguments: &[String]) -> Result<()> {
    let without = match arguments {
        [] => None,
        [option, prefix] if option == "--without" => Some(prefix.as_str()),
        _ => bail!("cargo xtask train events [--without PREFIX]"),
    };
    let gold = saksi_evaluate::load(Path::new("../shared/gold/train"))
        .context("the judge is trained on ../shared/gold/train")?;
    let mut examples = examples(&gold);
    if let Some(prefix) = without {
        examples.iter_mut().for_each(|e| e.features.retain(|f| !f.starts_with(prefix)));
    }
    if let Ok(file) = std::env::var("DUMP") {
        let lines: Vec<String> = examples
            .iter()
            .map(|e| format!("{}\u{1}{}\u{1}{}", e.article, u8::from(e.right), e.features.join("\u{2}")))
            .collect();
        std::fs::write(file, lines.join("\n"))?;
    }
    let right = examples.iter().filter(|e| e.right).count();
    let wanted: usize = gold.iter().filter_map(|g| g.events.as_ref()).map(Vec::len).sum();
    eprintln!("{} proposals in {} articles, {right} right, of {wanted} events", examples.len(), gold.len());
    let pairs = |keep: &dyn Fn(&Example) -> bool| -> Vec<(&[String], bool)> {
        examples.iter().filter(|e| keep(e)).map(|e| (e.features.as_slice(), e.right)).collect()
    };
    let folds: Vec<Weights> = (0..FOLDS).map(|fold| fit(&pairs(&|e| e.article % FOLDS != fold), SHRINK)).collect();
    let weights = fit(&pairs(&|_| true), SHRINK);
    read_with("train, each read with the judge of the other folds", &gold, |n| &folds[n % FOLDS]);
    let dev = saksi_evaluate::load(Path::new("../shared/gold/dev"))?;
    read_with("dev", &dev, |_| &weights);
    if without.is_some() {
        return Ok(());
    }
    let mut table = String::from(
        "# Weights of the judge of events; see judge_events.md. Made by `cargo xtask train events` from ../shared/gold/train (IndoSum\n\
         # and NTREX articles with our reference annotations, CC BY-SA 4.0). A feature in three parts, then its weight (log odds).\n\
         a\tb\tc\tweight\n",
    );
    for (feature, weight) in &weights {
        if weight.abs() >= 0.005 {
            writeln!(table, "{feature}\t{weight:.3}")?;
        }
    }
    std::fs::write("models/judge_events.tsv", table).context("models/judge_events.tsv")
}

/// Prints how well events are read, the n-th article with the judge of these weights.
fn read_with<'w>(name: &str, gold: &[Gold], weights: impl Fn(usize) -> &'w Weights) {
    let engine = Engine::new();
    let (mut scratch, mut scores) = (Scratch::default(), Scores::default());
    for (n, reference) in gold.iter().enumerate() {
        let article = article(reference);
        let analysis = engine.read_deciding_events(&article, &mut scratch, &mut |proposal| {
            let features: Vec<String> = proposal.features.iter().map(|f| f.join("\t")).collect();
            1.0 / (1.0 + (-sum(&features, weights(n))).exp())
        });
        let report = Report::new(&article, &analysis);
        scores.add(reference, Some(&report), &compare(reference, Some(&report)));
    }
    for (measure, tally) in scores.measures().into_iter().filter(|(measure, _)| measure.starts_with("events")) {
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
        let Some(events) = &reference.events else { continue };
        let article = article(reference);
        let starts: Vec<usize> = article.text.char_indices().map(|(b, _)| b).chain([article.text.len()]).collect();
        let spans: Vec<(&str, usize, usize)> =
            events.iter().map(|e| (e.class.as_str(), starts[e.span[0]], starts[e.span[1]])).collect();
        let mut taken = vec![false; spans.len()];
        engine.read_deciding_events(&article, &mut scratch, &mut |proposal| {
            let free = |k: &usize| !taken[*k] && spans[*k].0 == proposal.class.name();
            let (start, end) = (proposal.anchor.start as usize, proposal.anchor.end as usize);
            let sentence = proposal.sentence.start as usize..proposal.sentence.end as usize;
            let at = (0..spans.len()).filter(free).find(|&k| start < spans[k].2 && spans[k].1 < end);
            let near = || (0..spans.len()).filter(free).find(|&k| sentence.contains(&spans[k].1));
            let found = at.or_else(near);
            if let Some(k) = found {
                taken[k] = true;
            }
            out.push(Example {
                article: n,
                features: proposal.features.iter().map(|f| f.join("\t")).collect(),
                right: found.is_some(),
            });
            f32::from(u8::from(found.is_some()))
        });
    }
    out
}
