//! Saved pages of ten outlets against their expected title, date and content. The pages are the outlets' and are not
//! part of this repository: without `../shared` (or `SAKSI_PAGES`) beside it the test says so and passes.

use std::collections::HashMap;
use std::path::PathBuf;

use saksi_intake::{Given, InputFormat, read_bytes};
use serde_json::Value;

fn folder() -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora/html");
    let folder = std::env::var_os("SAKSI_PAGES").map_or_else(|| PathBuf::from(beside), PathBuf::from);
    folder.join("gold.jsonl").exists().then_some(folder)
}

/// Words with their counts; markup leaves glued words in the reference, so letters and digits alone make a word.
fn words(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        *counts.entry(word.to_lowercase()).or_insert(0) += 1;
    }
    counts
}

/// Precision, recall and F1 over words.
fn score(found: &str, expected: &str) -> (f64, f64, f64) {
    let (found, expected) = (words(found), words(expected));
    let common: usize = found.iter().map(|(w, n)| (*n).min(expected.get(w).copied().unwrap_or(0))).sum();
    let share = |of: &HashMap<String, usize>| common as f64 / of.values().sum::<usize>().max(1) as f64;
    let (p, r) = (share(&found), share(&expected));
    (p, r, if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) })
}

#[test]
fn pages_of_ten_outlets() {
    let Some(folder) = folder() else {
        eprintln!("skipped: no saved pages beside this repository; set SAKSI_PAGES to their folder");
        return;
    };
    let gold = std::fs::read_to_string(folder.join("gold.jsonl")).unwrap();
    let (mut sum, mut pages, mut wrong) = (0.0, 0, Vec::new());
    for line in gold.lines().filter(|l| !l.trim().is_empty()) {
        let gold: Value = serde_json::from_str(line).unwrap();
        let file = gold["file"].as_str().unwrap();
        let bytes = std::fs::read(folder.join(file)).unwrap();
        let record = read_bytes(file, bytes, InputFormat::Auto, &Given::default()).next().unwrap();
        let article = record.unwrap().article;
        if std::env::var_os("SAKSI_SHOW").is_some() {
            eprintln!("\n======== {file}\n{article:#?}\n{}", article.text);
        }
        let (p, r, f1) = score(&article.text, gold["content"].as_str().unwrap());
        eprintln!("{file:45} P {p:.3} R {r:.3} F1 {f1:.3}");
        (sum, pages) = (sum + f1, pages + 1);
        let date = article.published.map(|p| p.to_string());
        for (what, found, expected) in [
            ("title", article.title.as_deref(), gold["title"].as_str()),
            ("date", date.as_deref(), gold["date"].as_str().and_then(|d| d.get(..10))),
        ] {
            if expected.is_some() && found != expected {
                wrong.push(format!("{file}: {what} {found:?}, expected {expected:?}"));
            }
        }
    }
    let mean = sum / f64::from(pages);
    eprintln!("mean F1 over {pages} pages: {mean:.4}");
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(mean >= 0.9, "{mean}");
}
