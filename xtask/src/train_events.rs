//! `cargo xtask train events`: learns the judge of events from the reference articles of `../shared/gold/train` and from our own
//! annotation of open articles (`models/events_labels.tsv`: places and classes, no words).
//!
//! Every act that the rules propose is an example; its class is that of the reference event at its words, else of one of its
//! class in its sentence, else none. It prints what five-fold cross-validation gives, every article of gold read with the judge
//! of the other folds. `name=value` sets a number of the fit; `--dry` writes nothing.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use saksi::training::EventProposal;
use saksi::training::events::{MAGIC, OUTPUTS, decide};
use saksi::{Article, Engine, EventClass, Scratch};
use saksi_evaluate::{Gold, Scores, compare};
use saksi_report::Report;

use crate::labels::Wanted;
use crate::logistic::{FOLDS, article};
use crate::multinomial::{Example, Fit, Model, Names, fit};

pub fn run(arguments: &[String]) -> Result<()> {
    let mut how = Fit { epochs: 20, rate: 0.1, shrink: 10.0, least: 3 };
    let (mut dry, mut labelled_weight) = (false, 0.5);
    for argument in arguments {
        match argument.split_once('=') {
            None if argument == "--dry" => dry = true,
            Some(("epochs", v)) => how.epochs = v.parse()?,
            Some(("rate", v)) => how.rate = v.parse()?,
            Some(("shrink", v)) => how.shrink = v.parse()?,
            Some(("least", v)) => how.least = v.parse()?,
            Some(("labelled", v)) => labelled_weight = v.parse()?,
            _ => bail!("cargo xtask train events [--dry] [epochs=N] [rate=X] [shrink=X] [least=N] [labelled=X]"),
        }
    }
    let gold = saksi_evaluate::load(Path::new("../shared/gold/train"))
        .context("the judge is trained on ../shared/gold/train")?;
    let engine = Engine::new();
    let mut names = Names::default();
    let mut examples = Vec::new();
    for (n, reference) in gold.iter().enumerate() {
        let article = article(reference);
        let starts: Vec<usize> = article.text.char_indices().map(|(b, _)| b).chain([article.text.len()]).collect();
        let wanted: Vec<Wanted> = reference
            .events
            .iter()
            .flatten()
            .filter_map(|e| Some((EventClass::of_name(&e.class)?, starts[e.span[0]], starts[e.span[1]])))
            .collect();
        proposals(&engine, &article, &wanted, n, 1.0, &mut names, &mut examples);
    }
    let figures = |examples: &[Example]| (examples.len(), examples.iter().filter(|e| e.output > 0).count());
    let (all, right) = figures(&examples);
    let wanted: usize = gold.iter().filter_map(|g| g.events.as_ref()).map(Vec::len).sum();
    eprintln!("{all} proposals in {} articles, {right} right, of {wanted} events", gold.len());
    let mark = examples.len();
    let labelled = crate::labels::articles()?;
    for (article, wanted) in &labelled {
        proposals(&engine, article, wanted, usize::MAX, labelled_weight, &mut names, &mut examples);
    }
    let (all, right) = figures(&examples[mark..]);
    eprintln!("{all} proposals in {} articles annotated by ourselves, {right} right", labelled.len());
    let learn = |keep: &dyn Fn(&Example) -> bool| {
        let kept: Vec<&Example> = examples.iter().filter(|e| keep(e)).collect();
        fit(&kept, names.hashes.len(), how)
    };
    let folds: Vec<Model> =
        (0..FOLDS).map(|fold| learn(&|e| e.article == usize::MAX || e.article % FOLDS != fold)).collect();
    let model = learn(&|_| true);
    let dev = saksi_evaluate::load(Path::new("../shared/gold/dev"))?;
    read_with("train, each read with the judge of the other folds", &gold, &names, |n| &folds[n % FOLDS]);
    read_with("dev", &dev, &names, |_| &model);
    if dry {
        return Ok(());
    }
    std::fs::write("models/events.bin", bytes(&model, &names)).context("models/events.bin")
}

/// The file that `EventRanker::load` reads.
fn bytes(model: &Model, names: &Names) -> Vec<u8> {
    let mut kept: Vec<(u64, &[f32; OUTPUTS])> = names
        .hashes
        .iter()
        .copied()
        .zip(&model.sparse)
        .filter(|(_, row)| row.iter().any(|w| w.abs() >= 0.01))
        .collect();
    kept.sort_by_key(|(hash, _)| *hash);
    let mut out = MAGIC.to_vec();
    for (hash, row) in kept {
        out.extend(hash.to_le_bytes());
        row.iter().for_each(|w| out.extend(w.to_le_bytes()));
    }
    out
}

/// Prints how well events are read, the n-th article with the judge of these weights.
fn read_with<'m>(name: &str, gold: &[Gold], names: &Names, model: impl Fn(usize) -> &'m Model) {
    let engine = Engine::new();
    let known: HashMap<u64, u32> = (0..).zip(&names.hashes).map(|(n, hash)| (*hash, n)).collect();
    let (mut scratch, mut scores) = (Scratch::default(), Scores::default());
    for (n, reference) in gold.iter().enumerate() {
        let article = article(reference);
        let analysis = engine.read_deciding_events(&article, &mut scratch, &mut |proposal| {
            let sparse: Vec<u32> =
                proposal.features.iter().filter_map(|f| known.get(&EventProposal::hash(f)).copied()).collect();
            decide(&model(n).scores(&sparse), proposal.listed.then_some(proposal.class))
        });
        let report = Report::new(&article, &analysis);
        scores.add(reference, Some(&report), &compare(reference, Some(&report)));
    }
    for (measure, tally) in scores.measures().into_iter().filter(|(measure, _)| measure.starts_with("events")) {
        let [p, r, f] = [tally.precision(), tally.recall(), tally.f1()].map(|share| 100.0 * share);
        eprintln!("{name}: {measure} P {p:.1} R {r:.1} F1 {f:.1}");
    }
}

/// Every proposal of the rules in one article, labelled.
fn proposals(
    engine: &Engine,
    article: &Article,
    wanted: &[Wanted],
    fold: usize,
    weight: f32,
    names: &mut Names,
    out: &mut Vec<Example>,
) {
    let mut seen: Vec<EventProposal> = Vec::new();
    engine.read_deciding_events(article, &mut Scratch::default(), &mut |proposal| {
        seen.push(proposal.clone());
        (proposal.class, 0.0)
    });
    let mut output = vec![0usize; seen.len()];
    let mut settled = vec![false; wanted.len()];
    // Best first: the same words and the class of the table, the same words, the class of the table in the sentence.
    for round in 0..3 {
        for (k, (class, start, end)) in wanted.iter().enumerate() {
            let fits = |p: &EventProposal| {
                let over = (p.anchor.start as usize) < *end && *start < p.anchor.end as usize;
                let same = p.listed && p.class == *class;
                let sentence = p.sentence.start as usize <= *start && *start < p.sentence.end as usize;
                match round {
                    0 => over && same,
                    1 => over,
                    _ => same && sentence,
                }
            };
            if settled[k] {
                continue;
            }
            if let Some(n) = (0..seen.len()).find(|&n| output[n] == 0 && fits(&seen[n])) {
                output[n] = 1 + *class as usize;
                settled[k] = true;
            }
        }
    }
    for (proposal, output) in seen.into_iter().zip(output) {
        let mut sparse: Vec<u32> = proposal.features.iter().map(|f| names.number(EventProposal::hash(f))).collect();
        sparse.sort_unstable();
        out.push(Example { article: fold, sparse, output, weight });
    }
}
