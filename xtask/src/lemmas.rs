//! `cargo xtask lemmas`: Indonesian roots that may ship.
//!
//! The root list of nlp-id is left aside although it is published under MIT: it equals the list of Sastrawi but for one word, and that
//! one was taken from a dictionary whose content is not free. Roots come from Wordnet Bahasa and from the treebank, and derived words
//! among them are dropped when their stem is attested too.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;

use anyhow::Result;

use crate::corpora::{conllu, frequencies, read, root};

const HEADER: &str = "\
# Indonesian roots, one a row, with a coarse part of speech where the wordnet or the treebank tells: n v a r.
# Made by `cargo xtask lemmas`; do not edit.
# Sources: Wordnet Bahasa (MIT, F. Bond and others), lemmas of UD Indonesian-CSUI and GSD (CC BY-SA 4.0), frequencies of wordfreq
# (CC BY-SA 4.0). The lists of Sastrawi and nlp-id are not used. Licence of this table: CC BY-SA 4.0.
root\ttag
";

/// Prefixes with the letters that nasalisation may have swallowed after them; the longest come first.
const PREFIXES: [(&str, &[&str]); 17] = [
    ("menge", &[""]),
    ("penge", &[""]),
    ("meng", &["", "k"]),
    ("peng", &["", "k"]),
    ("meny", &["s"]),
    ("peny", &["s"]),
    ("mem", &["", "p"]),
    ("pem", &["", "p"]),
    ("men", &["", "t"]),
    ("pen", &["", "t"]),
    ("ber", &[""]),
    ("ter", &[""]),
    ("per", &[""]),
    ("me", &[""]),
    ("di", &[""]),
    ("ke", &[""]),
    ("se", &[""]),
];

const SUFFIXES: [&str; 4] = ["kan", "nya", "an", "i"];

/// Possible stems of a word, none shorter than four letters: shorter ones are mostly chance (*bulan*, *makan*).
fn stems(word: &str) -> BTreeSet<String> {
    let mut bare: Vec<String> = vec![word.to_owned()];
    bare.extend(SUFFIXES.iter().filter_map(|suffix| word.strip_suffix(suffix)).map(str::to_owned));
    let mut stems: BTreeSet<String> = bare.iter().cloned().collect();
    for form in &bare {
        for (prefix, swallowed) in PREFIXES {
            if let Some(rest) = form.strip_prefix(prefix) {
                stems.extend(swallowed.iter().map(|letter| format!("{letter}{rest}")));
            }
        }
    }
    stems.remove(word);
    stems.retain(|stem| stem.len() >= 4);
    stems
}

/// Whether the word is built from another attested one. A word ten times as frequent as its supposed stem is its own root
/// (*kepala* is not *ke-pala*), save for verbs in *me-*, which often outrun their roots.
fn is_derived(word: &str, attested: &BTreeMap<String, String>, frequency: &HashMap<String, f64>) -> bool {
    let of = |word: &str| frequency.get(word).copied().unwrap_or(-7.0);
    stems(word).iter().any(|stem| attested.contains_key(stem) && (word.starts_with("me") || of(word) - of(stem) < 1.0))
}

/// Whether a long word begins as derived ones do; where it is rare as well its stem is merely unattested.
fn looks_affixed(word: &str) -> bool {
    word.len() >= 8 && ["me", "ber", "ter", "per", "pen", "pem", "di", "ke", "se"].iter().any(|p| word.starts_with(p))
}

fn is_plain(word: &str) -> bool {
    word.len() >= 2 && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Gathers, filters and writes `knowledge/lemmas.tsv`.
pub fn run() -> Result<()> {
    let frequency: HashMap<String, f64> = frequencies()?.into_iter().collect();
    let mut tags: BTreeMap<String, BTreeMap<char, u32>> = BTreeMap::new();
    for line in read("lexicon/wordnet-bahasa/wn-data-ind.tab.zst")?.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        if let [synset, "ind:lemma", lemma, ..] = columns[..]
            && is_plain(lemma)
            && let Some(tag) = synset.chars().last()
        {
            *tags.entry(lemma.to_owned()).or_default().entry(tag).or_default() += 1;
        }
    }
    let mut certain = BTreeSet::new();
    let mut derived = BTreeSet::new();
    for file in ["csui-train.conllu.zst", "gsd-dev.conllu.zst"] {
        for (form, lemma, upos) in conllu(&read(&format!("ud/{file}"))?) {
            let tag = match upos {
                "NOUN" => 'n',
                "VERB" => 'v',
                "ADJ" => 'a',
                "ADV" => 'r',
                "PROPN" | "X" | "PUNCT" | "SYM" | "NUM" => continue,
                _ => '-',
            };
            let form = form.to_lowercase();
            if !is_plain(lemma) {
                continue;
            }
            certain.insert(lemma.to_owned());
            if form != lemma {
                derived.insert(form);
            }
            let seen = tags.entry(lemma.to_owned()).or_default();
            if seen.is_empty() && tag != '-' {
                seen.insert(tag, 1);
            }
        }
    }
    let attested: BTreeMap<String, String> = tags
        .into_iter()
        .filter(|(word, _)| frequency.contains_key(word) || certain.contains(word) || word.len() >= 4)
        .map(|(word, seen)| {
            let tag = seen.iter().max_by_key(|(_, count)| **count).map_or(String::new(), |(tag, _)| tag.to_string());
            (word, tag)
        })
        .collect();
    let mut out = String::from(HEADER);
    let mut rows = 0;
    for (word, tag) in &attested {
        let affixed = is_derived(word, &attested, &frequency);
        // The treebank calls some words their own lemma although they carry an affix; it is believed where nothing speaks against it.
        let kept = certain.contains(word) && !(affixed && (derived.contains(word) || word.ends_with("kan")));
        let rare = !frequency.contains_key(word) && looks_affixed(word);
        if kept || !(affixed || rare || derived.contains(word)) {
            writeln!(out, "{word}\t{tag}")?;
            rows += 1;
        }
    }
    std::fs::write(root().join("knowledge/lemmas.tsv"), &out)?;
    println!("lemmas.tsv: {rows} rows, {} bytes", out.len());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nasal_prefixes_give_their_letter_back() {
        assert!(stems("menulis").contains("tulis"));
        assert!(stems("penyerangan").contains("serang"));
        assert!(stems("kebijakan").contains("bijak"));
        assert!(stems("bulan").is_empty());
    }
}
