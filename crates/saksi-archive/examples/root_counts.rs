//! Makes `knowledge/root_counts.tsv`: in how many articles of the corpora a root occurs.
//!
//! `cargo run --release -p saksi-archive --example root_counts > knowledge/root_counts.tsv.new`

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

use saksi_lang::morphology::Morphology;
use saksi_lang::tokenize;

/// Roots of fewer articles are left out: they count as unseen, and names of few people stay out of the table.
const LEAST: u32 = 6;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let morphology = Morphology::new();
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let mut articles = 0;
    for folder in ["open", "unlicensed"] {
        let folder = Path::new("../shared/corpora/articles").join(folder);
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let file = std::fs::File::open(&path)?;
            let mut text = String::new();
            if path.extension().is_some_and(|e| e == "zst") {
                zstd::Decoder::new(file)?.read_to_string(&mut text)?;
            } else {
                std::io::BufReader::new(file).read_to_string(&mut text)?;
            }
            for line in text.lines() {
                let article: serde_json::Value = serde_json::from_str(line)?;
                count(article["text"].as_str().unwrap_or(""), &morphology, &mut counts);
                articles += 1;
            }
        }
    }
    print!("{}", include_str!("root_counts.head"));
    println!("root\tarticles\n*\t{articles}");
    for (root, count) in counts.iter().filter(|row| *row.1 >= LEAST) {
        println!("{root}\t{count}");
    }
    Ok(())
}

fn count(text: &str, morphology: &Morphology, counts: &mut BTreeMap<String, u32>) {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let words = tokens.iter().filter(|token| token.is_word()).map(|token| token.of(text).to_lowercase());
    let roots: BTreeSet<String> = words
        .filter(|word| word.chars().all(|c| c.is_alphabetic() || c == '-' || c == '\''))
        .map(|word| morphology.analyse(&word).lemma.into_owned())
        .collect();
    for root in roots {
        *counts.entry(root).or_default() += 1;
    }
}
