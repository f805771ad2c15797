//! From the corpora to the model, in five stages: words, layers, teachers, silver, student.
//!
//! 1. *Words*: embeddings from guessing masked words in all texts (counts of words are all that is taken from those without a licence).
//! 2. *Layers*: new layers on these embeddings, guessing masked words in the openly licensed texts only.
//! 3. *Teachers*: networks tuned on the annotated sets, each with its own seed and settings.
//! 4. *Silver*: the teachers annotate plain text together.
//! 5. *Student*: a network tuned on silver and gold; it becomes the model.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use rustc_hash::FxHashMap;
use saksi_lang::analyzer::features;

use crate::corpora::{COUNTED, Cutter, OPEN, tagged, texts, treebank};
use crate::forms::Forms;
use crate::network::{Config, Dropout, Network, Sentence};
use crate::random::Random;
use crate::sets::{self, CSUI, GSD, Labels, Set};
use crate::tune::Plan;
use crate::{export, measure, pretrain, silver, store, tune, whose};

/// The sizes of the network that ships.
pub const CONFIG: Config = Config { d: 192, tag_layers: 2, layers: 4, hidden: 128, arc: 128, rel: 96 };

/// What is to be done, and where.
#[derive(Clone, Debug)]
pub struct Options {
    /// The corpora.
    pub corpora: PathBuf,
    /// Our own tables.
    pub knowledge: PathBuf,
    /// Where stages are kept, so that one that is there is not done again.
    pub work: PathBuf,
    /// Every `of`-th sentence of CSUI and GSD, from this one, and idner-dev are left out of training and measured.
    pub fold: Option<(usize, usize)>,
    /// Settings changed for an experiment, by name.
    pub change: FxHashMap<String, f32>,
}

impl Options {
    fn get(&self, name: &str, default: f32) -> f32 {
        self.change.get(name).copied().unwrap_or(default)
    }
}

struct Text {
    open: Vec<Sentence>,
    counted: Vec<Sentence>,
}

/// Runs all stages and returns the model file.
pub fn run(options: &Options) -> Result<Vec<u8>> {
    fs::create_dir_all(&options.work)?;
    let (mut forms, text) = load_text(options)?;
    forms.names = if options.get("names", 1.0) > 0.0 {
        sets::name_words(&options.corpora, &options.knowledge)?
    } else {
        FxHashMap::default()
    };
    let mut random = Random(1);
    let mut base = Network::new(CONFIG, &forms, &mut random);
    stage(options, "layers", &mut base, |base| {
        stage(options, "words", base, |base| {
            let all: Vec<Sentence> = text.open.iter().chain(&text.counted).cloned().collect();
            pretrain::run(base, &forms, &all, 2, 1, 2e-3, 7);
            Ok(())
        })?;
        let tables = base.params.tables.clone();
        *base = Network::new(CONFIG, &forms, &mut random);
        base.params.tables = tables;
        base.set_rates(0.5);
        pretrain::run(base, &forms, &text.open, 4, 4, 2e-3, 8);
        Ok(())
    })?;

    let mut labels = Labels::default();
    let mut sets = sets::load(&options.corpora, &mut forms, &mut labels)?;
    let held = options.fold.map(|fold| hold_out(&mut sets, fold));
    for set in &mut sets {
        set.weight = options.get(set.name, set.weight);
        // For learning curves.
        let part = options.get(&format!("{}-part", set.name), 1.0);
        set.sentences.truncate((set.sentences.len() as f32 * part) as usize);
    }
    sets.retain(|s| s.weight > 0.0 && !s.sentences.is_empty());
    base.set_rates(options.get("tables", 0.3));
    base.end_guessing();
    let mut random = Random(2);
    base.add_names(&mut random);
    sets::add_heads(&mut base, &labels, &mut random);

    let drop = Dropout { word: 0.1, mask: 0.02, layer: options.get("layer", 0.33), style: 0.25 };
    let mut teachers = Vec::new();
    for n in 0..options.get("teachers", 3.0) as usize {
        let mut teacher = base.clone();
        // Teachers need not be quick: the tags of every other one come from higher up.
        teacher.config.tag_layers += n % 2;
        stage(options, &format!("teacher{n}"), &mut teacher, |teacher| {
            let plan = Plan {
                rounds: options.get("rounds", 12.0) as usize,
                rate: [1e-3, 1.5e-3][n % 2],
                batch: 400,
                drop: Dropout { layer: [0.33, 0.25][n / 2 % 2], ..drop },
                seed: 11 + n as u64,
            };
            tune::run(teacher, &forms, &sets, plan, |_, _| {});
            report(teacher, &forms, held.as_ref());
            Ok(())
        })?;
        teachers.push(teacher);
    }

    anyhow::ensure!(options.get("stop", 0.0) == 0.0, "stopped behind the teachers, as asked");
    let mut student = base;
    stage(options, "student", &mut student, |student| {
        let plain = plain_text(&text, options.get("silver", 2.5e6) as usize);
        let mut taught = silver::annotate(&teachers, &forms, &plain);
        let mut damaged = silver::damaged(&mut forms, &taught);
        taught.append(&mut damaged);
        sets.push(Set { name: "silver", sentences: taught, weight: options.get("silver-weight", 0.15) });
        let plan = Plan {
            rounds: options.get("student-rounds", 12.0) as usize,
            rate: 1.5e-3,
            batch: 500,
            drop: Dropout { layer: options.get("student-layer", 0.15), ..drop },
            seed: 5,
        };
        tune::run(student, &forms, &sets, plan, |_, _| {});
        Ok(())
    })?;
    whose::run(&mut student, &forms, &sets);
    report(&student, &forms, held.as_ref());
    if let Some(held) = &held {
        let told = |sentences| student.style_of(&forms, sentences);
        eprintln!("  styles: csui is {:?}, gsd is {:?} ({CSUI} and {GSD})", told(&held.csui), told(&held.gsd));
    }
    Ok(export::model(&student, &mut forms, &labels.feats))
}

/// Does a stage, or takes what it left at an earlier time.
fn stage(
    options: &Options,
    name: &str,
    network: &mut Network,
    work: impl FnOnce(&mut Network) -> Result<()>,
) -> Result<()> {
    let pretrained = matches!(name, "words" | "layers");
    let fold = options.fold.filter(|_| !pretrained).map_or(String::new(), |(n, of)| format!("-{n}of{of}"));
    let path = options.work.join(format!("{name}{fold}.net"));
    if path.exists() {
        eprintln!("{name}: taken from {}", path.display());
        return store::load(&mut network.params, &path);
    }
    eprintln!("{name}");
    work(network)?;
    store::save(&network.params, &path)
}

fn load_text(options: &Options) -> Result<(Forms, Text)> {
    let root = &options.corpora;
    let mut cutter = Cutter::default();
    let (mut open, mut counted): (Vec<Vec<String>>, Vec<Vec<String>>) = (Vec::new(), Vec::new());
    let owned = |w: &[&str]| w.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    texts(root, &OPEN, &mut cutter, |w| open.push(owned(w)))?;
    for name in ["pos/kumparan.txt.zst", "ner/idner-train.conll.zst", "ner/nergrit-train.conll.zst"] {
        open.extend(tagged(root, name)?.into_iter().map(|s| s.into_iter().map(|w| w.0).collect()));
    }
    for name in ["csui-train", "gsd-dev", "gsd-2017-train", "id_pud-ud-test"] {
        let bank = treebank(root, &format!("ud/{name}.conllu.zst"))?;
        open.extend(bank.into_iter().map(|s| s.into_iter().map(|w| w.form).collect()));
    }
    texts(root, &COUNTED, &mut cutter, |w| counted.push(owned(w)))?;
    let mut counts: FxHashMap<String, u32> = FxHashMap::default();
    let mut normal = String::new();
    for w in open.iter().chain(&counted).flatten() {
        features::normalise(w, &mut normal);
        *counts.entry(normal.clone()).or_default() += 1;
    }
    let mut forms = Forms::new(&counts, 4, 40_000, 8000);
    let count = |t: &[Vec<String>]| t.iter().map(Vec::len).sum::<usize>();
    eprintln!(
        "words: {} open, {} counted, {} in the vocabulary",
        count(&open),
        count(&counted),
        forms.vocabulary.len()
    );
    let mut number = |text: Vec<Vec<String>>| -> Vec<Sentence> {
        text.iter()
            .map(|s| Sentence { forms: s.iter().map(|w| forms.intern(w)).collect(), ..Sentence::default() })
            .collect()
    };
    let text = Text { open: number(open), counted: number(counted) };
    Ok((forms, text))
}

/// Sentences for the teachers: open ones first, then of the others evenly, up to so many words. Every eighth is read as the
/// encyclopaedia's treebank would be.
fn plain_text(text: &Text, most: usize) -> Vec<Sentence> {
    let good = |s: &&Sentence| (5..=60).contains(&s.forms.len());
    let mut out: Vec<Sentence> = text.open.iter().filter(good).step_by(2).cloned().collect();
    let have: usize = out.iter().map(|s| s.forms.len()).sum();
    let rest: usize = text.counted.iter().filter(good).map(|s| s.forms.len()).sum();
    let step = rest.div_ceil(most.saturating_sub(have).max(1)).max(1);
    out.extend(text.counted.iter().filter(good).step_by(step).cloned());
    for (n, s) in out.iter_mut().enumerate() {
        s.style = if n % 8 == 0 { GSD } else { CSUI };
    }
    out
}

/// What training does not see.
struct Held {
    csui: Vec<Sentence>,
    gsd: Vec<Sentence>,
    idner: Vec<Sentence>,
}

fn hold_out(sets: &mut [Set], (fold, folds): (usize, usize)) -> Held {
    let mut held = Held { csui: Vec::new(), gsd: Vec::new(), idner: Vec::new() };
    for set in sets {
        match set.name {
            "csui" | "gsd" => {
                let (mut keep, mut out) = (Vec::new(), Vec::new());
                for (n, s) in std::mem::take(&mut set.sentences).into_iter().enumerate() {
                    if n % folds == fold { out.push(s) } else { keep.push(s) }
                }
                set.sentences = keep;
                *(if set.name == "csui" { &mut held.csui } else { &mut held.gsd }) = out;
            }
            "idner-dev" => held.idner = std::mem::take(&mut set.sentences),
            _ => {}
        }
    }
    held
}

fn report(network: &Network, forms: &Forms, held: Option<&Held>) {
    let Some(held) = held else { return };
    eprintln!("  csui  {}", measure::trees(network, forms, &held.csui, CSUI));
    eprintln!("  gsd   {}", measure::trees(network, forms, &held.gsd, GSD));
    eprintln!("  idner {:.2}", measure::entities(network, forms, &held.idner, sets::IDNER, 0));
}

/// Where the corpora and tables lie, seen from the root of the repository.
pub fn options(root: &Path) -> Options {
    Options {
        corpora: root.join("../shared/corpora"),
        knowledge: root.join("knowledge"),
        work: root.join("target/train"),
        fold: None,
        change: FxHashMap::default(),
    }
}
