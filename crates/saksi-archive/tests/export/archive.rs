//! From an archive to its exports.

#[path = "../common/mod.rs"]
mod common;

use common::{Made, sample};
use saksi_archive::export::{DocumentFormat, Format, Table, export, export_brat, export_documents, write_graphml};
use saksi_archive::{Archive, EventQuery, Filter};
use saksi_conll::conllu;
use serde_json::Value;

use crate::read::read;

fn rows(archive: &Archive, what: Table, filter: &Filter) -> Vec<Value> {
    let mut out = Vec::new();
    let count = export(archive, what, Format::Jsonl, filter, &mut out).unwrap();
    let lines: Vec<Value> =
        std::str::from_utf8(&out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), count);
    lines
}

#[test]
fn what_is_stored_is_exported() {
    let mut made = Made::new();
    sample(&mut made);
    let archive = made.archive();
    let stats = archive.stats().unwrap();
    let all = Filter::default();
    let quotes = rows(&archive, Table::Quotes, &all);
    assert_eq!(quotes.len(), stats.quotes);
    assert_eq!(quotes.iter().filter(|quote| quote["speaker_id"].is_i64()).count(), stats.attributed);
    assert_eq!(rows(&archive, Table::Events, &all).len(), stats.events);
    assert_eq!(rows(&archive, Table::Articles, &all).len(), 3);
    let ratna: Vec<&Value> = quotes.iter().filter(|quote| quote["speaker_name"] == "Ratna Wiryawan").collect();
    assert!(
        ratna.len() >= 3 && ratna.iter().all(|quote| quote["speaker_id"] == ratna[0]["speaker_id"]),
        "two articles, one person"
    );
    let hit = archive.quote(quotes[0]["quote_id"].as_str().unwrap()).unwrap().unwrap();
    assert_eq!(
        (quotes[0]["text"].as_str(), quotes[0]["start"].as_u64()),
        (Some(hit.text.as_str()), Some(hit.start as u64))
    );

    let old = Filter { until: Some("2023".into()), ..Filter::default() };
    let events = rows(&archive, Table::Events, &old);
    assert!(!events.is_empty() && events.iter().all(|event| event["Publication Date"] == "2022-06-30"), "{events:?}");
    let sanctions = events.iter().find(|event| event["Event Type"] == "SANCTION").unwrap();
    let (actor, date) = (&sanctions["Actor Country"], &sanctions["Event Date"]);
    assert_eq!((actor, date, &sanctions["Recipient KB"]), (&"USA".into(), &"2022-06-29".into(), &"RUS".into()));
    let event = archive.event(sanctions["Event ID"].as_str().unwrap()).unwrap().unwrap();
    assert_eq!(
        (event.happening, event.sentence.as_str()),
        (sanctions["Happening ID"].as_i64(), sanctions["Sentence"].as_str().unwrap())
    );

    for table in Table::ALL {
        let mut out = Vec::new();
        let count = export(&archive, table, Format::Parquet, &old, &mut out).unwrap();
        assert_eq!(read(&out, Format::Parquet).1.len(), count);
    }
}

#[test]
fn documents_of_an_archive() {
    let mut made = Made::new();
    sample(&mut made);
    let archive = made.archive();
    let mut words = Vec::new();
    assert_eq!(export_documents(&archive, DocumentFormat::Conllu, &Filter::default(), &mut words).unwrap(), 3);
    conllu::parse("x", std::str::from_utf8(&words).unwrap()).unwrap();
    let mut pages = Vec::new();
    assert_eq!(export_documents(&archive, DocumentFormat::WebAnnotation, &Filter::default(), &mut pages).unwrap(), 3);
    let mut names = Vec::new();
    let count = export_brat(&archive, &Filter::default(), &mut |name, content| {
        assert!(!content.is_empty());
        names.push(name.to_owned());
        Ok(())
    });
    assert_eq!((count.unwrap(), names.len()), (3, 8));
    let network = archive.network(&EventQuery::default(), 100).unwrap();
    let mut graph = Vec::new();
    write_graphml(&mut graph, &network).unwrap();
    assert_eq!(std::str::from_utf8(&graph).unwrap().matches("<node ").count(), network.nodes.len());
}
