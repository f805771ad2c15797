//! Tables of articles that the engine read: what is in them, and that every format tells the same.

use std::fs;

use crate::articles::{articles, folder};
use crate::hostile::nasty;
use crate::read::{read, written};
use saksi_archive::ArchiveError;
use saksi_archive::export::{Exporter, Format, Table, arrow_schema, codebook, gdelt_columns};
use serde_json::Value;

const TYPED: [Format; 4] = [Format::Csv, Format::Tsv, Format::Jsonl, Format::Parquet];

fn objects(what: Table) -> Vec<Value> {
    let bytes = written(articles(), what, Format::Jsonl);
    std::str::from_utf8(&bytes).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The words between two code points of the article that a row is of.
fn words(row: &Value, id: &str, start: &str, end: &str) -> String {
    let article = articles().iter().find(|article| Some(article.article.id) == row[id].as_i64()).unwrap();
    let (start, end) = (row[start].as_u64().unwrap() as usize, row[end].as_u64().unwrap() as usize);
    article.text.chars().skip(start).take(end - start).collect()
}

#[test]
fn every_format_tells_the_same() {
    for table in Table::ALL {
        let of: Vec<_> = TYPED.iter().map(|&format| read(&written(articles(), table, format), format)).collect();
        let (names, rows) = &of[0];
        assert_eq!(*names, table.columns().iter().map(|column| column.name).collect::<Vec<_>>());
        assert!(rows.len() >= 2, "{table:?}");
        for (other, format) in of.iter().zip(TYPED) {
            assert_eq!(other, &of[0], "{table:?} {format:?}");
        }
    }
}

#[test]
fn the_same_bytes_every_time() {
    for format in Format::ALL {
        assert!(written(articles(), Table::Events, format) == written(articles(), Table::Events, format), "{format:?}");
    }
}

/// Takes a few bytes and then nothing more.
struct Narrow(usize);

impl std::io::Write for Narrow {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or(std::io::ErrorKind::BrokenPipe)?;
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_broken_pipe_is_seen_to_be_one() {
    for (format, room) in Format::ALL.into_iter().flat_map(|format| [(format, 0), (format, 2000)]) {
        let mut out = Narrow(room);
        let told = Exporter::new(Table::Events, format, &mut out).and_then(|mut exporter| {
            (0..200).try_for_each(|_| exporter.article(&articles()[0]))?;
            exporter.finish()
        });
        let Err(ArchiveError::Output(error)) = told else { panic!("{format:?}: {told:?}") };
        assert_eq!(error.kind(), std::io::ErrorKind::BrokenPipe, "{format:?}");
    }
}

#[test]
fn for_other_programs() {
    let articles = [articles(), &[nasty()]].concat();
    for table in Table::ALL {
        for format in TYPED {
            let path = folder().join(format!("{}.{}", table.name(), format.name()));
            fs::write(path, written(&articles, table, format)).unwrap();
        }
    }
    fs::write(folder().join("events.gdelt"), written(&articles, Table::Events, Format::Gdelt)).unwrap();
}

#[test]
fn names_are_unique_and_the_tidy_table_comes_first() {
    for table in Table::ALL {
        let mut names: Vec<_> = table.columns().iter().map(|column| column.name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "{table:?}");
    }
    let names: Vec<_> = Table::Quotes.columns().iter().take(13).map(|column| column.name).collect();
    let tidy = "doc_id quote_id kind text start end cue act speaker_text speaker_name speaker_kb addressee confidence";
    assert_eq!(names, tidy.split(' ').collect::<Vec<_>>());
}

#[test]
fn who_said_what() {
    let quotes = objects(Table::Quotes);
    let of: usize = articles().iter().map(|article| article.report.quotes.len()).sum();
    assert_eq!(quotes.len(), of);
    let first = &quotes[0];
    assert_eq!(first["quote_id"], "12-Q1");
    assert_eq!(first["speaker_name"], "Ratna Wiryawan");
    assert_eq!(first["speaker_role"], "Menteri Kelautan");
    assert_eq!((&first["statement_id"], &first["reports"]), (&7.into(), &3.into()));
    assert_eq!((&quotes[1]["statement_id"], &quotes[1]["reports"]), (&Value::Null, &1.into()));
    assert_eq!(first["captured"], "2025-05-12T09:30:00Z");
    let last = quotes.last().unwrap();
    assert_eq!((&last["published"], &last["published_date"]), (&"2025-05".into(), &Value::Null));
    for quote in &quotes {
        let pieces = quote["segments"].as_str().unwrap().split(';').map(|segment| {
            let (start, end) = segment.split_once('-').unwrap();
            let row = serde_json::json!({"doc_id": quote["doc_id"], "start": start.parse::<u64>().unwrap(), "end": end.parse::<u64>().unwrap()});
            words(&row, "doc_id", "start", "end")
        });
        assert_eq!(quote["text"], pieces.collect::<Vec<_>>().join(" … "));
        assert!(words(quote, "doc_id", "start", "end").len() <= quote["text"].as_str().unwrap().len() + 60);
    }
}

#[test]
fn a_formula_is_no_formula_to_spreadsheets() {
    let text = String::from_utf8(written(articles(), Table::Quotes, Format::Csv)).unwrap();
    assert!(text.contains("\"'=Harga harus naik,\n"), "{text}");
    let text = String::from_utf8(written(articles(), Table::Quotes, Format::Tsv)).unwrap();
    assert!(text.contains("\"=Harga harus naik,\n"), "{text}");
}

#[test]
fn who_did_what_to_whom() {
    let events = objects(Table::Events);
    for event in &events {
        assert_eq!(event["Anchor"], words(event, "Story ID", "Anchor Start", "Anchor End"));
        let sentence = words(event, "Story ID", "Sentence Start", "Sentence End");
        assert_eq!(event["Sentence"], sentence);
        assert!(sentence.contains(event["Anchor"].as_str().unwrap()));
        let count = |column: &str| event[column].as_str().map(|cell| cell.split(';').count());
        for side in ["Actor", "Recipient"] {
            let names = count(&format!("{side} Name"));
            for more in ["Country", "Sector", "Title", "Name Raw", "KB", "ID"] {
                let more = count(&format!("{side} {more}"));
                assert!(more.is_none() || more == names, "{event}");
            }
        }
    }
    let condemned = events.iter().find(|event| event["Event Date"] == "2025-05-10").unwrap();
    assert_eq!((&condemned["Event Type"], &condemned["Quad Code"]), (&"ACCUSE".into(), &3.into()));
    assert_eq!(
        (&condemned["Actor Name"], &condemned["Recipient Country"]),
        (&"Pemerintah Indonesia".into(), &"VNM".into())
    );
    assert_eq!((&condemned["Placename"], &condemned["Asserter"]), (&"Jakarta".into(), &Value::Null));
    let claimed = events.iter().find(|event| event["Asserter"] == "Dewi Anjani").expect("what she says is hers");
    assert!(claimed["In Quote"].is_string(), "{claimed}");
    let agreed = events.iter().find(|event| event["Event Type"] == "AGREE").unwrap();
    assert_eq!((&agreed["Recipient Name"], &agreed["Event Date"]), (&Value::Null, &Value::Null));
    assert!(agreed["Actor Name"].as_str().unwrap().contains("Malaysia;"), "{agreed}");
}

#[test]
fn pairs_of_actors() {
    let (events, dyads) = (objects(Table::Events), objects(Table::Dyads));
    for event in &events {
        let of: Vec<&Value> = dyads.iter().filter(|dyad| dyad["Event ID"] == event["Event ID"]).collect();
        assert!(!of.is_empty(), "every event stays: {event}");
        assert!(
            of.iter().all(|dyad| dyad["Event Type"] == event["Event Type"] && dyad["Sentence"] == event["Sentence"])
        );
    }
    let agreed = events.iter().find(|event| event["Event Type"] == "AGREE").unwrap();
    let joint: Vec<&Value> = dyads.iter().filter(|dyad| dyad["Event ID"] == agreed["Event ID"]).collect();
    let actors = agreed["Actor Name"].as_str().unwrap().split(';').count();
    assert_eq!(joint.len(), actors * (actors - 1) / 2);
    assert!(joint.iter().all(|dyad| dyad["Pairing"] == "joint" && dyad["Recipient Name"].is_string()));
}

#[test]
fn mentions_are_where_they_say() {
    let mentions = objects(Table::Mentions);
    assert!(mentions.len() > 10);
    for mention in mentions {
        assert_eq!(mention["text"], words(&mention, "doc_id", "start", "end"));
    }
    for article in objects(Table::Articles) {
        assert_eq!(article["length"], article["text"].as_str().unwrap().chars().count());
    }
}

#[test]
fn the_shape_of_gdelt() {
    assert_eq!(gdelt_columns().len(), 61);
    let text = String::from_utf8(written(articles(), Table::Events, Format::Gdelt)).unwrap();
    let mut ids = Vec::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        assert_eq!(cells.len(), 61, "{line}");
        assert!(!line.contains("Rusia"), "what Dewi Anjani claims is not the paper's: {line}");
        ids.push(cells[0].parse::<i64>().unwrap());
    }
    let unique: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len());
    let condemned = text.lines().find(|line| line.contains("\t20250510\t")).unwrap();
    let cells: Vec<&str> = condemned.split('\t').collect();
    assert_eq!(
        [cells[5], cells[15], cells[25], cells[26], cells[28], cells[29]],
        ["IDNGOV", "VNMGOV", "0", "110", "11", "3"]
    );
    assert_eq!([cells[51], cells[52], cells[59]], ["5", "Jakarta", "20250513010203"]);
    let refused = Exporter::new(Table::Quotes, Format::Gdelt, &mut Vec::new()).unwrap_err();
    assert!(matches!(refused, ArchiveError::Query(why) if why.contains("not of quotes")));
}

#[test]
fn memory_stays_bounded() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let path = folder().join("many.parquet");
    let mut file = fs::File::create(&path).unwrap();
    let mut exporter = Exporter::new(Table::Mentions, Format::Parquet, &mut file).unwrap();
    (0..4000).for_each(|_| exporter.article(&articles()[0]).unwrap());
    let rows = exporter.finish().unwrap();
    assert!(rows > 70_000, "{rows}");
    let reader = SerializedFileReader::new(fs::File::open(&path).unwrap()).unwrap();
    let groups = reader.metadata().row_groups();
    assert!(groups.len() > 1 && groups.iter().all(|group| group.num_rows() <= 65_536));
    fs::remove_file(path).unwrap();
}

#[test]
fn the_schema_says_what_it_is() {
    let schema = arrow_schema(Table::Quotes);
    assert_eq!(schema.metadata()["saksi.schema"], "saksi-tables/1");
    assert_eq!(schema.metadata()["saksi.table"], "quotes");
    let field = schema.field_with_name("captured").unwrap();
    assert!(field.is_nullable() && field.metadata()["description"].contains("fetched"));
}

#[test]
fn the_codebook_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/CODEBOOK.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, codebook()).unwrap();
    }
    let committed = fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == codebook(),
        "docs/CODEBOOK.md is old; run UPDATE=1 cargo test --release -p saksi-archive --test export codebook"
    );
}
