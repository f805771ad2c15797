//! Which annotated sets are learned from, as what task, and how much of each a round takes.

use std::path::Path;

use anyhow::Result;
use rustc_hash::FxHashMap;
use saksi_lang::analyzer::{Deprel, Upos, features};
use saksi_lang::tokenize;

use crate::corpora::{TreeWord, read, tagged, treebank};
use crate::forms::Forms;
use crate::network::{NONE, Network, Sentence};
use crate::random::Random;

/// Tasks in the order of [`add_heads`].
pub const UPOS: usize = 0;
pub const FEATS: usize = 1;
pub const KUMPARAN: usize = 2;
pub const UPOS_2017: usize = 3;
pub const UPOS_IDNER: usize = 4;
pub const IDNER: usize = 5;
pub const NERGRIT: usize = 6;
pub const NERP: usize = 7;

/// Styles.
pub const CSUI: u8 = 1;
pub const GSD: u8 = 2;
pub const PUD: u8 = 3;

/// A set with its name and how often a round takes each of its sentences.
#[derive(Debug)]
pub struct Set {
    pub name: &'static str,
    pub sentences: Vec<Sentence>,
    pub weight: f32,
}

/// Labels that only training knows of.
#[derive(Debug, Default)]
pub struct Labels {
    /// Feature bundles.
    pub feats: Vec<String>,
    kumparan: Vec<String>,
    nerp: Vec<String>,
}

fn number(labels: &mut Vec<String>, label: &str) -> u16 {
    if let Some(n) = labels.iter().position(|l| l == label) {
        return n as u16;
    }
    labels.push(label.to_owned());
    labels.len() as u16 - 1
}

/// Adds the heads for all tasks to a network.
pub fn add_heads(network: &mut Network, labels: &Labels, random: &mut Random) {
    let upos = Upos::ALL.len();
    network.add_tagger(true, &[upos, labels.feats.len(), labels.kumparan.len(), upos, upos], random);
    network.add_tagger(false, &[7, 7, labels.nerp.len()], random);
    network.chain(IDNER);
    network.chain(NERGRIT);
    network.add_whose(3, random);
    for _ in 0..3 {
        network.add_parser(Deprel::ALL.len(), random);
    }
}

pub fn trees(
    bank: &[Vec<TreeWord>],
    forms: &mut Forms,
    labels: &mut Labels,
    upos_task: usize,
    feats: bool,
    parser: usize,
    style: u8,
) -> Vec<Sentence> {
    bank.iter()
        .map(|s| {
            let upos = s.iter().map(|w| Upos::of_name(&w.upos).map_or(NONE, |u| u as u16)).collect();
            let mut tasks = vec![(upos_task, upos)];
            if feats {
                let known = |f: &str| !f.contains("Typo");
                let feats = s.iter().map(|w| if known(&w.feats) { number(&mut labels.feats, &w.feats) } else { NONE });
                tasks.push((FEATS, feats.collect()));
            }
            let rels = s.iter().map(|w| {
                let universal = w.deprel.split(':').next().unwrap_or("dep");
                Deprel::of_name(&w.deprel).or(Deprel::of_name(universal)).map_or(NONE, |d| d as u16)
            });
            Sentence {
                forms: s.iter().map(|w| forms.intern(&w.form)).collect(),
                labels: tasks,
                tree: Some((parser, s.iter().map(|w| w.head).collect(), rels.collect())),
                style,
            }
        })
        .collect()
}

/// Entity tags as numbers: 0 outside, 1 B-PER, 2 I-PER, 3 B-ORG, 4 I-ORG, 5 B-LOC, 6 I-LOC.
fn entity_tag(tag: &str) -> u16 {
    let kind = match tag.get(2..).unwrap_or("") {
        "PER" | "PERSON" | "PPL" => 1,
        "ORG" | "ORGANISATION" | "ORGANIZATION" | "IND" => 3,
        "LOC" | "PLACE" | "PLC" => 5,
        _ => return 0,
    };
    kind + u16::from(tag.starts_with('I'))
}

/// Counts how often words stand in names: the encyclopaedia's lists, and our own tables, which count three times.
pub fn name_words(root: &Path, knowledge: &Path) -> Result<FxHashMap<String, u8>> {
    let mut counts: FxHashMap<String, [u32; 3]> = FxHashMap::default();
    let mut normal = String::new();
    let mut count = |name: &str, kind: usize, times: u32| {
        let mut tokens = Vec::new();
        tokenize(name, &mut tokens);
        for token in tokens.iter().filter(|t| t.is_word() && t.capital) {
            features::normalise(token.of(name), &mut normal);
            counts.entry(normal.clone()).or_default()[kind] += times;
        }
    };
    for (kind, file) in ["person.txt.zst", "organization.txt", "place.txt.zst"].into_iter().enumerate() {
        for line in read(root, &format!("kb/gazetteer_dbpedia_id/{file}"))?.lines() {
            count(line, kind, 1);
        }
    }
    for (kind, file, columns) in
        [(0, "persons.tsv", 1..3), (1, "organizations.tsv", 1..3), (2, "places.tsv", 1..3), (2, "states.tsv", 2..4)]
    {
        for line in read(knowledge, file)?.lines().filter(|l| !l.starts_with('#')).skip(1) {
            for column in line.split('\t').skip(columns.start).take(columns.len()) {
                column.split("; ").for_each(|name| count(name, kind, 3));
            }
        }
    }
    Ok(counts.into_iter().map(|(w, [p, o, l])| (w, features::name_class(p, o, l))).collect())
}

/// All sets, in a fixed order.
pub fn load(root: &Path, forms: &mut Forms, labels: &mut Labels) -> Result<Vec<Set>> {
    let mut sets = Vec::new();
    for (name, file, weight, task, feats, parser, style) in [
        ("csui", "ud/csui-train.conllu.zst", 2.0, UPOS, true, 0, CSUI),
        ("gsd", "ud/gsd-dev.conllu.zst", 2.0, UPOS, true, 0, GSD),
        ("pud", "ud/id_pud-ud-test.conllu.zst", 1.0, UPOS, true, 0, PUD),
        ("gsd2017", "ud/gsd-2017-train.conllu.zst", 0.5, UPOS_2017, false, 1, 4),
        ("indolem", "ud/indolem_id_pud-ud-test-revised-1-0.conllu.zst", 0.25, UPOS, false, 2, 5),
    ] {
        let bank = treebank(root, file)?;
        sets.push(Set { name, sentences: trees(&bank, forms, labels, task, feats, parser, style), weight });
    }
    let kumparan = tagged(root, "pos/kumparan.txt.zst")?.into_iter().map(|s| Sentence {
        forms: s.iter().map(|w| forms.intern(&w.0)).collect(),
        labels: vec![(KUMPARAN, s.iter().map(|w| number(&mut labels.kumparan, &w.2)).collect())],
        ..Sentence::default()
    });
    sets.push(Set { name: "kumparan", sentences: kumparan.collect(), weight: 0.1 });
    for (name, file, weight, task) in [
        ("idner", "ner/idner-train.conll.zst", 4.0, IDNER),
        ("idner-dev", "ner/idner-dev.conll", 4.0, IDNER),
        ("nergrit", "ner/nergrit-train.conll.zst", 0.5, NERGRIT),
        ("nerp", "ner/nerp-train.conll.zst", 0.25, NERP),
    ] {
        let sentences = tagged(root, file)?.into_iter().map(|s| {
            let tag =
                |labels: &mut Labels, t: &str| if task == NERP { number(&mut labels.nerp, t) } else { entity_tag(t) };
            let mut tasks = vec![(task, s.iter().map(|w| tag(labels, &w.2)).collect())];
            if task == IDNER {
                tasks.push((UPOS_IDNER, s.iter().map(|w| Upos::of_name(&w.1).map_or(NONE, |u| u as u16)).collect()));
            }
            Sentence { forms: s.iter().map(|w| forms.intern(&w.0)).collect(), labels: tasks, ..Sentence::default() }
        });
        sets.push(Set { name, sentences: sentences.collect(), weight });
    }
    Ok(sets)
}
