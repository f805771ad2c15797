//! `cargo xtask words`: the dominant coarse part of speech of each lower-cased form.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use anyhow::Result;

use crate::corpora::{conllu, read, root, tagged};
use crate::table::Table;

const HEADER: &str = "\
# Lower-cased word forms with their commonest coarse part of speech and how often the form was seen.
# Made by `cargo xtask words`; correct it through word_tags_fixes.tsv, not here. Forms seen fewer than three times, and those that are
# mostly names or marks, are left out. Tags: NOUN VERB ADJ ADV ADP PRON DET NUM AUX SCONJ CCONJ PART OTHER.
# Sources: Kumparan news tags of nlp-id (MIT), UD Indonesian CSUI train, GSD train of 2017 and dev, PUD (CC BY-SA), idner-news-2k (MIT).
# Licence of this table: CC BY-SA 4.0.
word\ttag\tcount
";

/// Forms that Kumparan calls adverbs, and which are auxiliaries in every treebank.
const AUXILIARIES: [&str; 22] = [
    "akan", "telah", "sudah", "bisa", "dapat", "sedang", "masih", "harus", "belum", "pernah", "boleh", "mampu",
    "perlu", "wajib", "mau", "ingin", "hendak", "tengah", "mesti", "adalah", "ialah", "bakal",
];

fn of_kumparan(tag: &str) -> &'static str {
    match tag {
        "NN" => "NOUN",
        "NNP" => "PROPN",
        "VB" => "VERB",
        "JJ" => "ADJ",
        "ADV" | "RB" => "ADV",
        "IN" => "ADP",
        "PR" | "PRP" => "PRON",
        "DT" => "DET",
        "NUM" | "CD" => "NUM",
        "SC" => "SCONJ",
        "CC" => "CCONJ",
        "NEG" | "RP" => "PART",
        "SYM" => "PUNCT",
        _ => "OTHER",
    }
}

fn of_universal(tag: &str) -> &'static str {
    const KNOWN: [&str; 14] =
        ["NOUN", "VERB", "ADJ", "ADV", "ADP", "PRON", "DET", "NUM", "AUX", "SCONJ", "CCONJ", "PART", "PROPN", "PUNCT"];
    match tag {
        "SYM" => "PUNCT",
        "CONJ" => "CCONJ",
        _ => KNOWN.into_iter().find(|known| *known == tag).unwrap_or("OTHER"),
    }
}

type Counts = HashMap<String, BTreeMap<&'static str, u32>>;

fn add(counts: &mut Counts, word: &str, tag: &'static str) {
    if word.chars().any(char::is_alphabetic) && !word.contains('.') {
        *counts.entry(word.to_lowercase()).or_default().entry(tag).or_default() += 1;
    }
}

/// Counts everything and writes `knowledge/word_tags.tsv`.
pub fn run() -> Result<()> {
    let mut counts = Counts::new();
    for (word, _, tag) in tagged(&read("pos/kumparan.txt.zst")?) {
        let tag =
            if AUXILIARIES.contains(&word.to_lowercase().as_str()) && tag != "JJ" { "AUX" } else { of_kumparan(tag) };
        add(&mut counts, word, tag);
    }
    for file in
        ["csui-train.conllu.zst", "gsd-2017-train.conllu.zst", "gsd-dev.conllu.zst", "id_pud-ud-test.conllu.zst"]
    {
        for (form, _, upos) in conllu(&read(&format!("ud/{file}"))?) {
            add(&mut counts, form, of_universal(upos));
        }
    }
    for file in ["idner-train.conll.zst", "idner-dev.conll"] {
        for (word, upos, _) in tagged(&read(&format!("ner/{file}"))?) {
            add(&mut counts, word, of_universal(upos.unwrap_or("X")));
        }
    }
    let fixes = Table::open("word_tags_fixes.tsv")?;
    let fixes: HashMap<&str, &str> = fixes.rows.iter().map(|row| (row.cell("word"), row.cell("tag"))).collect();
    let mut rows = Vec::new();
    for (word, tags) in &counts {
        let total: u32 = tags.values().sum();
        let Some((dominant, _)) = tags.iter().max_by_key(|(_, count)| **count) else { continue };
        let tag = fixes.get(word.as_str()).copied().unwrap_or(dominant);
        if total >= 3 && !matches!(tag, "PROPN" | "PUNCT" | "-") {
            rows.push((word, tag, total));
        }
    }
    rows.sort();
    let mut out = String::from(HEADER);
    for (word, tag, total) in &rows {
        writeln!(out, "{word}\t{tag}\t{total}")?;
    }
    std::fs::write(root().join("knowledge/word_tags.tsv"), &out)?;
    println!("word_tags.tsv: {} rows, {} bytes", rows.len(), out.len());
    Ok(())
}
