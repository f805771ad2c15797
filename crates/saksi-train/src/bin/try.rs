//! Experiments.
use std::path::{Path, PathBuf};

use anyhow::Result;
use rustc_hash::FxHashMap;
use saksi_lang::analyzer::features;
use saksi_train::corpora::{COUNTED, Cutter, OPEN, tagged, texts, treebank};
use saksi_train::forms::Forms;
use saksi_train::network::{Config, Network, Sentence};
use saksi_train::random::Random;
use saksi_train::{pretrain, store};

fn main() -> Result<()> {
    let root = PathBuf::from("/work/shared/corpora");
    let args: Vec<String> = std::env::args().collect();
    let out = Path::new(&args[1]);
    let mut raw: Vec<(bool, Vec<String>)> = Vec::new();
    let mut cutter = Cutter::default();
    texts(&root, &OPEN, &mut cutter, |w| raw.push((true, w.iter().map(|w| w.to_string()).collect())))?;
    for name in ["pos/kumparan.txt.zst", "ner/idner-train.conll.zst", "ner/nergrit-train.conll.zst"] {
        for s in tagged(&root, name)? {
            raw.push((true, s.into_iter().map(|w| w.0).collect()));
        }
    }
    for name in [
        "ud/csui-train.conllu.zst",
        "ud/gsd-dev.conllu.zst",
        "ud/gsd-2017-train.conllu.zst",
        "ud/id_pud-ud-test.conllu.zst",
    ] {
        for s in treebank(&root, name)? {
            raw.push((true, s.into_iter().map(|w| w.form).collect()));
        }
    }
    texts(&root, &COUNTED, &mut cutter, |w| raw.push((false, w.iter().map(|w| w.to_string()).collect())))?;
    let words = |open: bool| raw.iter().filter(|r| r.0 || !open).map(|r| r.1.len()).sum::<usize>();
    eprintln!("{} sentences, {} words, open {}", raw.len(), words(false), words(true));
    let mut counts: FxHashMap<String, u32> = FxHashMap::default();
    let mut normal = String::new();
    for w in raw.iter().flat_map(|r| &r.1) {
        features::normalise(w, &mut normal);
        *counts.entry(normal.clone()).or_default() += 1;
    }
    let least: u32 = 4;
    let mut forms = Forms::new(&counts, least, 40_000, 8000);
    eprintln!("vocabulary {} of {}", forms.vocabulary.len(), counts.len());
    std::fs::write(out.with_extension("vocab"), forms.vocabulary.join("\n"))?;
    let sentences: Vec<(bool, Sentence)> = raw
        .into_iter()
        .map(|(open, w)| (open, Sentence { forms: w.iter().map(|w| forms.intern(w)).collect(), ..Sentence::default() }))
        .collect();
    let config = Config { d: 192, tag_layers: 2, layers: 4, hidden: 128, arc: 128, rel: 96 };
    let mut random = Random(1);
    let mut net = Network::new(config, &forms, &mut random);
    let all: Vec<Sentence> = sentences.iter().map(|s| s.1.clone()).collect();
    pretrain::run(&mut net, &forms, &all, 2, 1, 2e-3, 7);
    store::save(&net.params, &out.with_extension("stage1"))?;
    let embeddings = net.params.tables.clone();
    let mut net = Network::new(config, &forms, &mut random);
    net.params.tables = embeddings;
    for t in [net.words, net.ngrams, net.shapes, net.mask] {
        net.params.tables[t].rate = 0.5;
    }
    let open: Vec<Sentence> = sentences.into_iter().filter(|s| s.0).map(|s| s.1).collect();
    pretrain::run(&mut net, &forms, &open, 4, 4, 2e-3, 8);
    store::save(&net.params, &out.with_extension("stage2"))?;
    Ok(())
}
