//! `cargo xtask train events`: learns the judge of events, and who is source and target of them, from the reference articles of
//! `../shared/gold/train` and from our own annotation of open articles and passages (`models/events_labels.tsv`: places, classes,
//! parties).
//!
//! Every act that the rules propose is an example; its class is that of the reference event at its words, else of one of its
//! class in its sentence, else none. Everybody mentioned around one that is an event is an example of a source, a target or
//! neither. It prints what five-fold cross-validation gives, every article of gold read with what the other folds tell.
//! `name=value` sets a number of the fit; `--dry` writes nothing.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use saksi::training::events::{MAGIC, OUTPUTS, ROLES, SIDES_MAGIC, decide};
use saksi::training::{DecideEvents, EventProposal, SideProposal};
use saksi::{Article, Engine, EventClass, Scratch};
use saksi_evaluate::{Gold, Scores, compare, same_name};
use saksi_report::Report;

use crate::labels::Wanted;
use crate::logistic::{FOLDS, article};
use crate::multinomial::{Example, Fit, Model, Names, fit};

/// What is learned from: of events, and of their sides.
#[derive(Default)]
struct Lessons {
    names: Names,
    events: Vec<Example>,
    sides: Vec<Example>,
}

/// What is learned.
struct Models {
    events: Model<OUTPUTS>,
    sides: Model<ROLES>,
}

pub fn run(arguments: &[String]) -> Result<()> {
    let mut how = Fit { epochs: 8, rate: 0.001, hide: 0.3, least: 3, runs: 5 };
    let mut how_sides = Fit { epochs: 8, rate: 0.001, hide: 0.3, least: 3, runs: 5 };
    let (mut dry, mut labelled_weight, mut passage_weight) = (false, 0.5, 0.25);
    for argument in arguments {
        match argument.split_once('=') {
            None if argument == "--dry" => dry = true,
            Some(("epochs", v)) => how.epochs = v.parse()?,
            Some(("rate", v)) => how.rate = v.parse()?,
            Some(("hide", v)) => how.hide = v.parse()?,
            Some(("least", v)) => how.least = v.parse()?,
            Some(("runs", v)) => (how.runs, how_sides.runs) = (v.parse()?, v.parse()?),
            Some(("labelled", v)) => labelled_weight = v.parse()?,
            Some(("passages", v)) => passage_weight = v.parse()?,
            Some(("sides-epochs", v)) => how_sides.epochs = v.parse()?,
            Some(("sides-rate", v)) => how_sides.rate = v.parse()?,
            Some(("sides-hide", v)) => how_sides.hide = v.parse()?,
            _ => bail!(
                "cargo xtask train events [--dry] [epochs=N] [rate=X] [hide=X] [least=N] [runs=N] [labelled=X] [passages=X] [sides-epochs=N] [sides-rate=X] [sides-hide=X]"
            ),
        }
    }
    let gold = saksi_evaluate::load(Path::new("../shared/gold/train"))
        .context("the judge is trained on ../shared/gold/train")?;
    let engine = Engine::new();
    let mut lessons = Lessons::default();
    for (n, reference) in gold.iter().enumerate() {
        let article = article(reference);
        lessons.article(&engine, &article, &wanted(reference, &article), n, 1.0);
    }
    let figures = |examples: &[Example]| (examples.len(), examples.iter().filter(|e| e.output > 0).count());
    let (all, right) = figures(&lessons.events);
    let events: usize = gold.iter().filter_map(|g| g.events.as_ref()).map(Vec::len).sum();
    eprintln!("{all} proposals in {} articles, {right} right, of {events} events", gold.len());
    let (mark, sides_mark) = (lessons.events.len(), lessons.sides.len());
    let labelled = crate::labels::articles()?;
    for (article, wanted) in &labelled {
        lessons.article(&engine, article, wanted, usize::MAX, labelled_weight);
    }
    let (all, right) = figures(&lessons.events[mark..]);
    eprintln!("{all} proposals in {} articles annotated by ourselves, {right} right", labelled.len());
    let (mark, sides) = (lessons.events.len(), lessons.sides.len());
    let passages = crate::labels::passages()?;
    for (passage, wanted) in &passages {
        lessons.article(&engine, passage, wanted, usize::MAX, passage_weight);
    }
    // Who *dia* is in a sentence by itself nobody can tell: of sides the passages teach nothing.
    lessons.sides.truncate(sides);
    let (all, right) = figures(&lessons.events[mark..]);
    eprintln!("{all} proposals in {} passages annotated by ourselves, {right} right", passages.len());
    let (all, right) = figures(&lessons.sides);
    eprintln!("{all} mentions around events ({sides_mark} of them in reference articles), {right} of them sides");
    let learn = |keep: &dyn Fn(&Example) -> bool| {
        let kept =
            |examples: &'_ [Example]| examples.iter().enumerate().filter(|(_, e)| keep(e)).map(|(n, _)| n).collect();
        let (events, sides): (Vec<usize>, Vec<usize>) = (kept(&lessons.events), kept(&lessons.sides));
        let events: Vec<&Example> = events.into_iter().map(|n| &lessons.events[n]).collect();
        let sides: Vec<&Example> = sides.into_iter().map(|n| &lessons.sides[n]).collect();
        let features = lessons.names.hashes.len();
        Models { events: fit(&events, features, how), sides: fit(&sides, features, how_sides) }
    };
    let folds: Vec<Models> =
        (0..FOLDS).map(|fold| learn(&|e| e.article == usize::MAX || e.article % FOLDS != fold)).collect();
    let models = learn(&|_| true);
    let dev = saksi_evaluate::load(Path::new("../shared/gold/dev"))?;
    read_with("train, each read with the judge of the other folds", &gold, &lessons.names, |n| &folds[n % FOLDS]);
    read_with("dev", &dev, &lessons.names, |_| &models);
    if dry {
        return Ok(());
    }
    std::fs::write("models/events.bin", bytes(MAGIC, &models.events, &lessons.names)).context("models/events.bin")?;
    let sides = bytes(SIDES_MAGIC, &models.sides, &lessons.names);
    std::fs::write("models/event_sides.bin", sides).context("models/event_sides.bin")
}

/// The events of a reference article.
fn wanted(reference: &Gold, article: &Article) -> Vec<Wanted> {
    let starts: Vec<usize> = article.text.char_indices().map(|(b, _)| b).chain([article.text.len()]).collect();
    let of = |e: &saksi_evaluate::GoldEvent| {
        Some(Wanted {
            class: EventClass::of_name(&e.class)?,
            anchor: starts[e.span[0]]..starts[e.span[1]],
            source: e.source.clone(),
            target: e.target.clone(),
            sided: true,
        })
    };
    reference.events.iter().flatten().filter_map(of).collect()
}

/// The file that the engine reads.
fn bytes<const N: usize>(magic: &[u8], model: &Model<N>, names: &Names) -> Vec<u8> {
    let mut kept: Vec<(u64, &[f32; N])> = names
        .hashes
        .iter()
        .copied()
        .zip(&model.sparse)
        .filter(|(_, row)| row.iter().any(|w| w.abs() >= 0.01))
        .collect();
    kept.sort_by_key(|(hash, _)| *hash);
    let mut out = magic.to_vec();
    for (hash, row) in kept {
        out.extend(hash.to_le_bytes());
        row.iter().for_each(|w| out.extend(w.to_le_bytes()));
    }
    out
}

/// Decides as the engine will with these models.
struct Reading<'m> {
    models: &'m Models,
    known: &'m HashMap<u64, u32>,
}

impl Reading<'_> {
    fn numbers(&self, features: &[[String; 3]]) -> Vec<u32> {
        features.iter().filter_map(|f| self.known.get(&EventProposal::hash(f)).copied()).collect()
    }
}

impl DecideEvents for Reading<'_> {
    fn event(&mut self, proposal: &EventProposal) -> (EventClass, f32) {
        let scores = self.models.events.scores(&self.numbers(&proposal.features));
        decide(&scores, proposal.listed.then_some(proposal.class))
    }

    fn roles(&mut self, around: &[SideProposal]) -> Vec<[f32; ROLES]> {
        around.iter().map(|side| self.models.sides.scores(&self.numbers(&side.features))).collect()
    }
}

/// Prints how well events are read, the n-th article with these models.
fn read_with<'m>(name: &str, gold: &[Gold], names: &Names, models: impl Fn(usize) -> &'m Models) {
    let engine = Engine::new();
    let known: HashMap<u64, u32> = (0..).zip(&names.hashes).map(|(n, hash)| (*hash, n)).collect();
    let (mut scratch, mut scores) = (Scratch::default(), Scores::default());
    for (n, reference) in gold.iter().enumerate() {
        let article = article(reference);
        let mut reading = Reading { models: models(n), known: &known };
        let analysis = engine.read_deciding_events(&article, &mut scratch, &mut reading);
        let report = Report::new(&article, &analysis);
        scores.add(reference, Some(&report), &compare(reference, Some(&report)));
    }
    for (measure, tally) in scores.measures().into_iter().filter(|(measure, _)| measure.starts_with("events")) {
        let [p, r, f] = [tally.precision(), tally.recall(), tally.f1()].map(|share| 100.0 * share);
        eprintln!("{name}: {measure} P {p:.1} R {r:.1} F1 {f:.1}");
    }
}

/// Takes what it is told to, and keeps what is around it.
#[derive(Default)]
struct Seen {
    events: Vec<EventProposal>,
    /// What to take: the bytes of an anchor, and the number of the reference event with its class.
    right: HashMap<(u32, u32), (usize, EventClass)>,
    /// The reference event that was taken last.
    last: usize,
    /// Who is around what was taken, by the number of the reference event.
    around: Vec<(usize, Vec<SideProposal>)>,
}

impl DecideEvents for Seen {
    fn event(&mut self, proposal: &EventProposal) -> (EventClass, f32) {
        if self.right.is_empty() {
            self.events.push(proposal.clone());
        }
        let Some((k, class)) = self.right.get(&(proposal.anchor.start, proposal.anchor.end)) else {
            return (proposal.class, 0.0);
        };
        self.last = *k;
        (*class, 1.0)
    }

    fn roles(&mut self, around: &[SideProposal]) -> Vec<[f32; ROLES]> {
        self.around.push((self.last, around.to_vec()));
        Vec::new()
    }
}

impl Lessons {
    /// Every proposal of the rules in one article, labelled, and everybody around those that are right.
    fn article(&mut self, engine: &Engine, article: &Article, wanted: &[Wanted], fold: usize, weight: f32) {
        let mut seen = Seen::default();
        engine.read_deciding_events(article, &mut Scratch::default(), &mut seen);
        let answers = answers(&seen.events, wanted);
        for (proposal, answer) in seen.events.iter().zip(&answers) {
            let output = answer.map_or(0, |k| 1 + wanted[k].class as usize);
            let sparse = self.numbers(&proposal.features);
            self.events.push(Example { article: fold, sparse, output, weight });
        }
        let right = seen.events.iter().zip(&answers);
        seen.right = right
            .filter_map(|(proposal, answer)| Some((proposal, (*answer)?)))
            .map(|(proposal, k)| ((proposal.anchor.start, proposal.anchor.end), (k, wanted[k].class)))
            .collect();
        if seen.right.is_empty() {
            return;
        }
        engine.read_deciding_events(article, &mut Scratch::default(), &mut seen);
        for (k, around) in seen.around {
            let event = &wanted[k];
            if !event.sided {
                continue;
            }
            let (source, target) = (which(&around, &event.source), which(&around, &event.target));
            for side in around {
                let output = match (source.contains(&side.one), target.contains(&side.one)) {
                    (true, _) => 1,
                    (_, true) => 2,
                    _ => 0,
                };
                let sparse = self.numbers(&side.features);
                self.sides.push(Example { article: fold, sparse, output, weight });
            }
        }
    }

    fn numbers(&mut self, features: &[[String; 3]]) -> Vec<u32> {
        let mut out: Vec<u32> = features.iter().map(|f| self.names.number(EventProposal::hash(f))).collect();
        out.sort_unstable();
        out
    }
}

/// Which of those around an event its actors are: of all that a name fits, whom it fits best.
fn which(around: &[SideProposal], actors: &[Vec<String>]) -> Vec<usize> {
    let fits = |side: &SideProposal, names: &[String]| {
        let exact = |name: &String| names.iter().any(|n| n.to_lowercase() == name.to_lowercase());
        let rank = if side.names.iter().any(exact) {
            3
        } else if side.names.iter().any(|name| same_name(name, names)) {
            1
        } else {
            0
        };
        if rank > 0 { rank + usize::from(side.found) } else { 0 }
    };
    let best = |names: &Vec<String>| {
        let ranked = around.iter().map(|side| (fits(side, names), side.one)).filter(|(rank, _)| *rank > 0);
        ranked.fold(None, |best: Option<(usize, usize)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        })
    };
    actors.iter().filter_map(best).map(|(_, one)| one).collect()
}

/// Which reference event each proposal is, if any.
fn answers(seen: &[EventProposal], wanted: &[Wanted]) -> Vec<Option<usize>> {
    let mut out = vec![None; seen.len()];
    let mut settled = vec![false; wanted.len()];
    // Best first: the same words and the class of the table, the same words, the class of the table in the sentence.
    for round in 0..3 {
        for (k, event) in wanted.iter().enumerate() {
            let anchor = &event.anchor;
            let fits = |p: &EventProposal| {
                let over = (p.anchor.start as usize) < anchor.end && anchor.start < p.anchor.end as usize;
                let same = p.listed && p.class == event.class;
                let sentence = p.sentence.start as usize <= anchor.start && anchor.start < p.sentence.end as usize;
                match round {
                    0 => over && same,
                    1 => over,
                    _ => same && sentence,
                }
            };
            if settled[k] {
                continue;
            }
            if let Some(n) = (0..seen.len()).find(|&n| out[n].is_none() && fits(&seen[n])) {
                out[n] = Some(k);
                settled[k] = true;
            }
        }
    }
    out
}
