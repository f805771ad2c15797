//! Any text in any field comes through every format, and nothing panics where spans are wrong.

use crate::articles::articles;
use crate::read::{read, written};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use saksi_archive::StoredArticle;
use saksi_archive::export::{
    DocumentExporter, DocumentFormat, Format, NetworkCounter, Table, brat_annotations, write_graphml,
};
use saksi_conll::conllu;

/// An article in whose every field there is something that trips readers.
pub fn nasty() -> StoredArticle {
    let texts = [
        "=1+1",
        "'=1",
        "-",
        "+62",
        "@a",
        "\t=1",
        "a\tb",
        "a\"b",
        "\"a",
        "\"\"",
        "a,b;c",
        "satu\ndua",
        "satu\rdua",
        "satu\r\ndua\r",
        "\u{feff}a",
        "a\u{0}b",
        "\u{1b}[31m",
        "\u{202e}kanan",
        "مرحبا",
        "😀👨‍👩‍👧",
        "e\u{301}",
        "NA",
        "null",
        "NaN",
        "1e5",
        "0012",
        "TRUE",
        "2025-13-40",
        "\\N",
        "\\",
        "<a href='x'>&amp;",
        "a\u{2028}b",
        "a\u{85}b",
        " a ",
        "'",
        "",
    ];
    scribbled(&texts.map(str::to_owned), 0)
}

/// Puts texts into every field that holds text, one behind the other.
fn scribbled(texts: &[String], shift: usize) -> StoredArticle {
    let mut article = articles()[0].clone();
    let mut number = 0;
    let mut next = || {
        number += 1;
        texts[number % texts.len()].clone()
    };
    let known = &mut article.article;
    (known.title, known.outlet, known.url, known.published) = (Some(next()), Some(next()), Some(next()), Some(next()));
    (article.author, article.engine) = (Some(next()), next());
    for from in &mut article.provenance {
        (from.place, from.record_id, from.captured) = (next(), Some(next()), Some(next()));
    }
    for (_, entity) in &mut article.entities {
        (entity.name, entity.kb) = (next(), Some(next()));
    }
    let report = &mut article.report;
    (report.document.id, report.document.language) = (next(), Some(next()));
    for entity in &mut report.entities {
        (entity.name, entity.kb, entity.country, entity.sector) = (next(), Some(next()), Some(next()), Some(next()));
        entity.roles.iter_mut().for_each(|role| role.title = next());
        for mention in &mut entity.mentions {
            mention.text = next();
            mention.start += shift;
        }
    }
    for quote in &mut report.quotes {
        for segment in &mut quote.segments {
            segment.text = next();
            segment.end = (segment.end + shift) % 700;
        }
        if let Some(cue) = &mut quote.cue {
            (cue.text, cue.lemma, cue.act) = (next(), next(), next().into());
        }
        quote.speaker.text = Some(next());
        quote.rule = next().into();
    }
    for event in &mut report.events {
        (event.class, event.mode, event.status, event.rule) =
            (next().into(), Some(next().into()), Some(next().into()), next().into());
        (event.anchor.text, event.anchor.lemma) = (next(), next());
        event.anchor.start += shift;
        for actor in event.source.iter_mut().chain(&mut event.target) {
            (actor.text, actor.country, actor.sector) = (Some(next()), Some(next()), Some(next()));
        }
        if let Some(place) = &mut event.place {
            (place.text, place.kb, place.latitude) = (next(), Some(next()), Some(f64::NAN));
        }
    }
    if shift > 0 {
        article.text = texts.concat();
    }
    article
}

fn text() -> impl Strategy<Value = String> {
    let marks = "[\"'=+@;,\\\\\t\r\n\u{0}\u{1b}\u{85}\u{2028}\u{feff}\u{fffe}\u{200f}\u{202e}é😀\u{301}<>&|()_#-]";
    proptest::string::string_regex(&format!("(\\PC|{marks}|[a-z ]){{0,14}}")).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn tables(texts in prop::collection::vec(text(), 1..20), shift in 0usize..900) {
        let article = [scribbled(&texts, shift)];
        for table in Table::ALL {
            let lines = read(&written(&article, table, Format::Jsonl), Format::Jsonl);
            for format in [Format::Csv, Format::Tsv, Format::Parquet] {
                let other = read(&written(&article, table, format), format);
                prop_assert_eq!(&other.1, &lines.1, "{:?} {:?}", table, format);
            }
            let title = lines.0.iter().position(|name| name == "title" || name == "Headline").unwrap();
            let given = article[0].article.title.clone().filter(|title| !title.is_empty());
            prop_assert!(lines.1.iter().all(|row| row[title] == given));
        }
        let gdelt = String::from_utf8(written(&article, Table::Events, Format::Gdelt)).unwrap();
        prop_assert!(gdelt.split_terminator('\n').all(|line| line.split('\t').count() == 61));
    }

    #[test]
    fn documents(texts in prop::collection::vec(text(), 1..20), shift in 0usize..900) {
        let article = scribbled(&texts, shift);
        let mut out = Vec::new();
        let mut exporter = DocumentExporter::new(DocumentFormat::WebAnnotation, &mut out);
        exporter.article(&article).unwrap();
        exporter.finish().unwrap();
        prop_assert_eq!(out.iter().filter(|&&byte| byte == b'\n').count(), 1);
        let page: serde_json::Value = serde_json::from_slice(&out).unwrap();
        prop_assert!(page["items"].is_array());

        let standoff = brat_annotations(&article);
        for line in standoff.split('\n').filter(|line| line.starts_with('T')) {
            let cells: Vec<&str> = line.split('\t').collect();
            prop_assert_eq!(cells.len(), 3);
            prop_assert!(!cells[2].is_empty() && !cells[2].contains(char::is_control));
        }

        let mut counter = NetworkCounter::new(&[]);
        counter.article(&article);
        let mut graph = Vec::new();
        write_graphml(&mut graph, &counter.finish()).unwrap();
        let graph = String::from_utf8(graph).unwrap();
        prop_assert!(graph.chars().all(|c| c >= ' ' || matches!(c, '\t' | '\n')));
        for data in graph.split("<data key=\"").skip(1) {
            let inside = data.split_once('>').unwrap().1.split("</data>").next().unwrap();
            prop_assert!(!inside.contains(['<', '>', '"']));
            prop_assert!(inside.split('&').skip(1).all(|entity| ["amp;", "lt;", "gt;", "quot;", "#13;"].iter().any(|known| entity.starts_with(known))));
        }
    }
}

/// The analysis behind CoNLL-U takes its time, so fewer texts.
#[test]
fn words() {
    let mut runner = proptest::test_runner::TestRunner::default();
    let mut out = Vec::new();
    let mut exporter = DocumentExporter::new(DocumentFormat::Conllu, &mut out);
    let given = (prop::collection::vec(text(), 1..12), 0usize..60);
    for _ in 0..24 {
        let (texts, shift) = given.new_tree(&mut runner).unwrap().current();
        exporter.article(&scribbled(&texts, shift)).unwrap();
    }
    exporter.finish().unwrap();
    conllu::parse("words", std::str::from_utf8(&out).unwrap()).unwrap();
}
