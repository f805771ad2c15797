//! `cargo xtask habits`: where the lemmas of UD Indonesian-CSUI are not the roots that the rules find.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use anyhow::Result;
use saksi_lang::morphology::Morphology;

use crate::corpora::{conllu, read, root};

const HEADER: &str = "\
# Lower-cased forms whose lemma in UD Indonesian-CSUI is not the root that the rules find: mostly words that the treebank's tagger left
# whole. upos is empty where every part of speech has that lemma. Used by `Morphology::lemma` alone, which follows the treebank.
# Made by `cargo xtask habits` after `cargo xtask lemmas`; do not edit. Source: UD Indonesian-CSUI. Licence of this table: CC BY-SA 4.0.
form\tupos\tlemma
";

/// Gathers and writes `knowledge/lemma_habits.tsv`.
pub fn run() -> Result<()> {
    let morphology = Morphology::new();
    let text = read("ud/csui-train.conllu.zst")?;
    let mut seen: BTreeMap<String, BTreeMap<&str, BTreeMap<&str, u32>>> = BTreeMap::new();
    for (form, lemma, upos) in conllu(&text) {
        // Capitals and these parts of speech are settled by rule.
        let plain = form.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        if plain && form.len() > 1 && !matches!(upos, "PROPN" | "X" | "NUM" | "PUNCT" | "SYM") {
            *seen.entry(form.to_owned()).or_default().entry(upos).or_default().entry(lemma).or_default() += 1;
        }
    }
    let mut out = String::from(HEADER);
    for (form, by_upos) in &seen {
        let best = |lemmas: &BTreeMap<&str, u32>| {
            lemmas.iter().max_by_key(|(_, n)| **n).map_or(String::new(), |(l, _)| (*l).to_owned())
        };
        let lemmas: BTreeMap<&str, String> = by_upos.iter().map(|(upos, lemmas)| (*upos, best(lemmas))).collect();
        let rules = morphology.analyse(form).lemma;
        let distinct: BTreeSet<&String> = lemmas.values().collect();
        match distinct.first() {
            Some(lemma) if distinct.len() == 1 && **lemma != rules => writeln!(out, "{form}\t\t{lemma}")?,
            Some(_) if distinct.len() > 1 => {
                for (upos, lemma) in lemmas.iter().filter(|(_, lemma)| **lemma != rules) {
                    writeln!(out, "{form}\t{upos}\t{lemma}")?;
                }
            }
            _ => {}
        }
    }
    std::fs::write(root().join("knowledge/lemma_habits.tsv"), &out)?;
    println!("lemma_habits.tsv: {} rows", out.lines().count() - HEADER.lines().count());
    Ok(())
}
