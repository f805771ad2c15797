//! `cargo xtask names`: how often a word form stands inside the name of a person, an organisation or a place.

use std::collections::HashMap;
use std::fmt::Write as _;

use anyhow::Result;

use crate::corpora::{read, root, tagged};

const HEADER: &str = "\
# Word forms and how often each stands inside a name of a person, an organisation, a place, or elsewhere.
# Made by `cargo xtask names`; do not edit. Forms seen fewer than twice are left out, and those never seen in a name.
# In tagged news every token counts; a gazetteer name or a member of parliament counts once. A word in lower case is always `other`.
# Sources: idner-news-2k train and dev (MIT), nergrit train and valid (MIT, IndoNLU), members of DPR RI 2024-2029 (MIT, F. Maulida),
# names of the Indonesian DBpedia (CC BY-SA). Licence of this table: CC BY-SA 4.0.
word\tperson\torg\tplace\tother
";

/// Rows kept at most: the most frequent ones.
const LIMIT: usize = 40_000;

/// What a word was part of; the order is the order of the columns.
#[derive(Clone, Copy)]
enum Class {
    Person,
    Org,
    Place,
    Other,
}

#[derive(Default)]
struct Counts(HashMap<String, [u32; 4]>);

impl Counts {
    fn add(&mut self, word: &str, class: Class) {
        if is_word(word) {
            self.0.entry(word.to_owned()).or_default()[class as usize] += 1;
        }
    }

    fn add_name(&mut self, name: &str, class: Class) {
        for word in name.split([' ', '/', '(', ')', '"']) {
            let word = word.trim_matches([',', ':', ';', '\'']);
            // Inside a name, *dan*, *of* or *bin* prove nothing.
            if word.starts_with(char::is_uppercase) {
                self.add(word, class);
            }
        }
    }
}

fn is_word(word: &str) -> bool {
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    letters >= 2 && word.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '\'' | '’' | '.'))
}

fn class_of(tag: &str) -> Class {
    match tag.rsplit('-').next().unwrap_or(tag) {
        "PER" | "PERSON" => Class::Person,
        "ORG" | "ORGANISATION" => Class::Org,
        "LOC" | "PLACE" => Class::Place,
        _ => Class::Other,
    }
}

/// The name of a member of parliament without the degrees before and after it.
fn bare_name(field: &str) -> String {
    let name = field.split(',').next().unwrap_or(field);
    name.split_whitespace().filter(|word| !word.contains('.') && word.len() > 1).collect::<Vec<_>>().join(" ")
}

/// Counts everything and writes `knowledge/name_words.tsv`.
pub fn run() -> Result<()> {
    let mut counts = Counts::default();
    for file in ["idner-train.conll.zst", "idner-dev.conll", "nergrit-train.conll.zst", "nergrit-valid.conll"] {
        for (word, _, tag) in tagged(&read(&format!("ner/{file}"))?) {
            let class = class_of(tag);
            // A word in lower case inside a name (*dan*, *untuk*) must stay an ordinary word.
            let class = if word.starts_with(char::is_uppercase) { class } else { Class::Other };
            counts.add(word, class);
        }
    }
    let gazetteer =
        [("person.txt.zst", Class::Person), ("organization.txt", Class::Org), ("place.txt.zst", Class::Place)];
    for (file, class) in gazetteer {
        for name in read(&format!("kb/gazetteer_dbpedia_id/{file}"))?.lines() {
            counts.add_name(name, class);
        }
    }
    for line in read("kb/dpr_ri_2024-2029_MIT/data_cleaned.csv")?.lines().skip(1) {
        if let Some(field) = third_field(line) {
            counts.add_name(&bare_name(field), Class::Person);
        }
    }
    write(counts)
}

/// The third field of a line of CSV, quoted or not.
fn third_field(line: &str) -> Option<&str> {
    let rest = line.splitn(3, ',').nth(2)?;
    match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split(',').next(),
    }
}

fn write(counts: Counts) -> Result<()> {
    let mut rows: Vec<(String, [u32; 4])> =
        counts.0.into_iter().filter(|(_, c)| c.iter().sum::<u32>() >= 2 && c[..3].iter().any(|n| *n > 0)).collect();
    rows.sort_by(|a, b| b.1.iter().sum::<u32>().cmp(&a.1.iter().sum()).then_with(|| a.0.cmp(&b.0)));
    rows.truncate(LIMIT);
    rows.sort();
    let mut out = String::from(HEADER);
    for (word, [person, org, place, other]) in &rows {
        writeln!(out, "{word}\t{person}\t{org}\t{place}\t{other}")?;
    }
    std::fs::write(root().join("knowledge/name_words.tsv"), &out)?;
    println!("name_words.tsv: {} rows, {} bytes", rows.len(), out.len());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_no_part_of_a_name() {
        assert_eq!(bare_name("H. Irmawan S.Sos., M.M."), "Irmawan");
        assert_eq!(third_field(r#"1,Aceh I,"H. Irmawan S.Sos., M.M.",Laki-Laki"#), Some("H. Irmawan S.Sos., M.M."));
    }

    #[test]
    fn numbers_are_no_words() {
        assert!(is_word("Ba'asyir"));
        assert!(!is_word("01"));
        assert!(!is_word("A330-900"));
    }
}
