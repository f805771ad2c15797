//! Experiments.
use std::path::{Path, PathBuf};

use anyhow::Result;
use saksi_train::forms::Forms;
use saksi_train::network::{Config, Dropout, Network};
use saksi_train::random::Random;
use saksi_train::sets::{self, Labels};
use saksi_train::{measure, store, tune};

fn main() -> Result<()> {
    let root = PathBuf::from("/work/shared/corpora");
    let args: Vec<String> = std::env::args().collect();
    let get = |key: &str, default: f32| {
        args.iter().find_map(|a| a.strip_prefix(&format!("{key}=")).and_then(|v| v.parse().ok())).unwrap_or(default)
    };
    let start = Path::new(&args[1]);
    let vocabulary = std::fs::read_to_string(start.with_extension("vocab"))?.split('\n').map(str::to_owned).collect();
    let mut forms = Forms::of_vocabulary(vocabulary, 8000);
    let config = Config { d: 192, tag_layers: 2, layers: 4, hidden: 128, arc: 128, rel: 96 };
    let mut random = Random(1);
    let mut net = Network::new(config, &forms, &mut random);
    if args[1] != "none" {
        store::load(&mut net.params, start)?;
    }
    for t in [net.words, net.ngrams, net.shapes, net.mask] {
        net.params.tables[t].rate = get("tables", 0.3);
    }
    if get("names", 1.0) > 0.0 {
        forms.names = sets::name_words(&root, Path::new("/work/main/knowledge"))?;
        eprintln!("{} words of names", forms.names.len());
        net.add_names(&mut random);
    }
    let mut labels = Labels::default();
    let mut all = sets::load(&root, &mut forms, &mut labels)?;
    sets::add_heads(&mut net, &labels, &mut random);
    // Folds.
    let (fold, folds) = (get("fold", 0.0) as usize, get("folds", 4.0) as usize);
    let mut held = Vec::new();
    for set in &mut all {
        set.weight = get(set.name, set.weight);
        if folds > 1 && (set.name == "csui" || set.name == "gsd") {
            let (mut keep, mut out) = (Vec::new(), Vec::new());
            for (n, s) in std::mem::take(&mut set.sentences).into_iter().enumerate() {
                if n % folds == fold { out.push(s) } else { keep.push(s) }
            }
            set.sentences = keep;
            held.push(out);
        }
        if set.name == "idner-dev" {
            held.push(std::mem::take(&mut set.sentences));
        }
    }
    all.retain(|s| s.weight > 0.0 && !s.sentences.is_empty());
    let drop = Dropout {
        word: get("word", 0.1),
        mask: get("mask", 0.02),
        layer: get("layer", 0.25),
        style: get("style", 0.25),
    };
    let plan = tune::Plan {
        rounds: get("rounds", 12.0) as usize,
        rate: get("rate", 1e-3),
        batch: get("batch", 400.0) as usize,
        drop,
        seed: get("seed", 3.0) as u64,
    };
    let rounds = plan.rounds;
    tune::run(&mut net, &forms, &all, plan, |n, net| {
        if held.len() == 3 && ((n + 1) % 4 == 0 || n + 1 == rounds) {
            eprintln!("  csui  {}", measure::trees(net, &forms, &held[0], 1));
            eprintln!("  csui0 {}", measure::trees(net, &forms, &held[0], 0));
            eprintln!("  gsd   {}", measure::trees(net, &forms, &held[1], 2));
            eprintln!("  gsd0  {}", measure::trees(net, &forms, &held[1], 0));
            eprintln!("  idner {:.2}", measure::entities(net, &forms, &held[2], sets::IDNER, 0));
        }
    });
    if let Some(path) = args.iter().find_map(|a| a.strip_prefix("save=")) {
        store::save(&net.params, Path::new(path))?;
    }
    if let Some(path) = args.iter().find_map(|a| a.strip_prefix("model=")) {
        std::fs::write(path, saksi_train::export::model(&net, &mut forms, &labels.feats))?;
    }
    Ok(())
}
