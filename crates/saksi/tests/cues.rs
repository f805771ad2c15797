//! Every row of `knowledge/cues.tsv` in a sentence made for its voice: a cue that is in the table must work.

use saksi::{Article, Engine, Scratch};

/// A sentence in which a cue of this voice and content introduces something said.
fn sentence(form: &str, voice: &str, content: &str) -> String {
    match (voice, content) {
        ("bare", _) => format!("\"Harga beras akan turun bulan depan,\" {form} Rina Sari di Jakarta."),
        ("active" | "state", "clause") => {
            format!("Menteri Keuangan Rina Sari {form} bahwa harga beras akan turun bulan depan.")
        }
        ("active", "np") => {
            format!("Menteri Keuangan Rina Sari {form} kenaikan harga beras yang terus terjadi sejak Januari.")
        }
        ("active", "request") => format!("Menteri Keuangan Rina Sari {form} warga untuk menanam padi di lahan kosong."),
        ("prep", _) if form == "berdasarkan" => {
            format!("{form} laporan Kementerian Pertanian, harga beras akan turun bulan depan.")
        }
        ("prep", _) => format!("{form} Rina Sari, harga beras akan turun bulan depan."),
        ("passive", _) => format!("{form} Rina Sari, harga beras akan turun bulan depan."),
        other => panic!("no sentence for {other:?}"),
    }
}

fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[test]
fn every_cue_of_the_table_introduces_a_quote() {
    let table = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../knowledge/cues.tsv"));
    let (engine, mut scratch) = (Engine::new(), Scratch::default());
    let mut rows = 0;
    let mut silent = Vec::new();
    for line in table.lines().filter(|l| !l.starts_with('#')).skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [form, _, _, voice, content, strength] = cells[..] else { panic!("not six cells: {line:?}") };
        rows += 1;
        // Weak cues mostly introduce nothing, and the judge may turn them down: *menolak*, *mendukung*.
        if strength == "weak" || strength == "medium" && content != "clause" {
            continue;
        }
        let text = capitalised(&sentence(form, voice, content));
        let article = Article { text, ..Article::default() };
        let analysis = engine.read(&article, &mut scratch);
        let said = |q: &saksi::Quote| {
            let cue = q.cue.as_ref().map(|c| c.span.of(&article.text).to_lowercase());
            cue.is_some_and(|c| c == form || form.starts_with(&c)) && q.speaker.entity.is_some()
        };
        if !analysis.quotes.iter().any(said) {
            silent.push(format!("{form} ({voice}, {content}, {strength}): {}", article.text));
        }
    }
    assert!(rows > 300, "only {rows} rows");
    assert!(silent.is_empty(), "{} of {rows} cues introduce nothing:\n{}", silent.len(), silent.join("\n"));
}
