//! Lemma accuracy on UD Indonesian: CSUI, whose lemmas are among the roots that ship, so that what is measured is the
//! choice of the root, and PUD, whose lemmas are not (its errors were looked at once, so it is no blind test either;
//! it strips adverbs and conjunctions that CSUI leaves whole: *setelah*, *selama*). The corpora lie outside the
//! repository: without them (or without `zstd`) a test says so and passes. `SAKSI_ERRORS=1` prints what is wrong.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use saksi_lang::morphology::{Morphology, Voice};

const CORPORA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora/ud");

#[derive(Default)]
struct Tally {
    right: u32,
    all: u32,
}

impl Tally {
    fn add(&mut self, right: bool) {
        self.right += u32::from(right);
        self.all += 1;
    }

    fn rate(&self) -> f64 {
        f64::from(self.right) / f64::from(self.all.max(1))
    }
}

fn corpus(name: &str) -> Option<String> {
    let path = Path::new(CORPORA).join(name);
    if !path.exists() {
        return None;
    }
    let output = Command::new("zstd").arg("-dc").arg(path).output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}

/// The floors are what was measured when they were last changed, rounded down.
#[test]
fn lemmas_agree_with_csui() {
    measure("csui-train.conllu.zst", 0.970, 0.995);
}

#[test]
fn lemmas_agree_with_pud() {
    measure("id_pud-ud-test.conllu.zst", 0.960, 0.990);
}

fn measure(name: &str, floor: f64, voice_floor: f64) {
    let Some(text) = corpus(name) else {
        eprintln!("skipped: {CORPORA}/{name} or zstd is not here");
        return;
    };
    let morphology = Morphology::new();
    let mut by_upos: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut errors: BTreeMap<(String, String, String, &str), u32> = BTreeMap::new();
    // `uncapped` leaves out what the treebank writes with a capital (its lemma is then the form: *Keuangan*).
    let (mut total, mut uncapped, mut stripped, mut voice) =
        (Tally::default(), Tally::default(), Tally::default(), Tally::default());
    for line in text.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, upos, _, features, ..] = cells[..] else { continue };
        if !id.bytes().all(|b| b.is_ascii_digit()) || lemma == "_" {
            continue;
        }
        let read = morphology.analyse(form);
        let gold = lemma.to_lowercase();
        let right = read.lemma == gold;
        by_upos.entry(upos).or_default().add(right);
        if matches!(upos, "PROPN" | "NUM" | "PUNCT") {
            continue;
        }
        total.add(right);
        if !lemma.starts_with(char::is_uppercase) {
            uncapped.add(right);
            // MorphInd leaves words whose root it lacks as they are; those say nothing about ours.
            if form.to_lowercase() != gold || read.lemma == gold {
                stripped.add(right);
            }
        }
        if upos == "VERB"
            && (features.contains("Voice=Act") || features.contains("Voice=Pass"))
            && !read.prefix.is_empty()
        {
            let gold = if features.contains("Voice=Act") { Voice::Active } else { Voice::Passive };
            voice.add(read.voice == Some(gold));
        }
        if !right {
            *errors.entry((form.to_lowercase(), gold, read.lemma.into_owned(), upos)).or_default() += 1;
        }
    }
    println!("{name}");
    println!("all but PROPN, NUM, PUNCT: {:.2} % of {}", 100.0 * total.rate(), total.all);
    println!("  without capitalised lemmas: {:.2} % of {}", 100.0 * uncapped.rate(), uncapped.all);
    println!("  and without words the treebank leaves whole: {:.2} % of {}", 100.0 * stripped.rate(), stripped.all);
    println!("voice of prefixed verbs: {:.2} % of {}", 100.0 * voice.rate(), voice.all);
    for (upos, tally) in &by_upos {
        println!("{upos:>6} {:6.2} % of {}", 100.0 * tally.rate(), tally.all);
    }
    if std::env::var_os("SAKSI_ERRORS").is_some() {
        let mut errors: Vec<_> = errors.into_iter().collect();
        errors.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        for ((form, gold, read, upos), count) in errors {
            println!("{count} {form} gold:{gold} read:{read} {upos}");
        }
    }
    assert!(total.rate() >= floor, "lemma accuracy {:.4} fell below {floor}", total.rate());
    assert!(voice.rate() >= voice_floor, "voice accuracy {:.4} fell below {voice_floor}", voice.rate());
}
