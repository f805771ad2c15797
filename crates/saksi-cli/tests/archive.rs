//! An archive on the command line: put in, searched, taken out, decided about, read anew.

mod common;

use std::path::Path;
use std::process::Output;

use common::{Folder, saksi, text};
use serde_json::Value;

const NEWS: &str = r#"{"id": "a", "url": "https://www.warta.example/a?utm_source=x", "source": "Warta", "title": "Sanksi", "published": "2022-06-30", "text": "WASHINGTON - Amerika Serikat menjatuhkan sanksi kepada Rusia pada Rabu (29/6/2022).\n“Kami akan terus mendukung Ukraina,” kata Presiden Joe Biden."}
{"id": "b", "source": "Harian", "published": "2022-07-02", "text": "Menteri Pertanian Ratna Wiryawan mengecam kenaikan harga. “Harga beras tidak boleh naik,” kata Ratna kepada wartawan."}
this is no JSON
{"id": "c", "source": "Harian", "published": "2022-07-03", "text": "“Kami akan menyumbang beras,” kata Ratna Wiryawan, Menteri Pertanian."}
"#;

struct Archive {
    folder: Folder,
}

impl Archive {
    fn new(name: &str) -> Self {
        let folder = Folder::new(name);
        folder.file("berita.jsonl", NEWS);
        Self { folder }
    }

    fn path(&self) -> String {
        self.folder.0.join("arsip.saksi").display().to_string()
    }

    fn run(&self, command: &[&str], rest: &[&str]) -> Output {
        saksi().args(command).arg(self.path()).args(rest).output().unwrap()
    }

    fn ingest(&self, rest: &[&str]) -> Output {
        let input = self.folder.0.join("berita.jsonl").display().to_string();
        self.run(&["ingest"], &[&[input.as_str()], rest].concat())
    }

    fn lines(&self, command: &[&str], rest: &[&str]) -> Vec<Value> {
        let output = self.run(command, rest);
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

#[test]
fn what_fails_is_told_and_kept_and_the_rest_is_stored() {
    let archive = Archive::new("ingest");
    let output = archive.ingest(&[]);
    assert_eq!(output.status.code(), Some(1), "an input failed");
    assert!(text(&output.stderr).contains("berita.jsonl:3: "), "{}", text(&output.stderr));
    assert_eq!(text(&output.stdout).matches("\"stored\"").count(), 3);
    let rejects = archive.lines(&["stats"], &["--rejects"]);
    assert_eq!((rejects.len(), &rejects[0]["position"]), (1, &Value::from(3)));
    // Again: known, and the same input is not rejected twice.
    assert_eq!(text(&archive.ingest(&[]).stdout).matches("\"known\"").count(), 3);
    assert_eq!(archive.lines(&["stats"], &[])[0]["rejects"], 1);
}

#[test]
fn words_are_found_in_their_forms_and_nothing_found_is_told() {
    let archive = Archive::new("search");
    archive.ingest(&[]);
    let found = archive.lines(&["search"], &["dinaikkan", "oleh:Ratna Wiryawan", "jenis:direct"]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["text"], "Harga beras tidak boleh naik,");
    let events = archive.lines(&["search"], &["--what", "events", "--type", "SANCTION", "--country-of-target", "RUS"]);
    assert_eq!(events[0]["time"], "2022-06-29");
    assert_eq!(archive.run(&["search"], &["kemerdekaan"]).status.code(), Some(1));
    let wrong = archive.run(&["search"], &["sejak:kemarin"]);
    assert!(text(&wrong.stderr).contains("YYYY-MM-DD"), "{}", text(&wrong.stderr));
    let people = archive.run(&["search"], &["sanksi", "--what", "articles", "--format", "text"]);
    assert!(text(&people.stdout).contains("2022-06-30 · Warta · Sanksi"), "{}", text(&people.stdout));
}

#[test]
fn it_is_taken_out_as_tables() {
    let archive = Archive::new("export");
    archive.ingest(&[]);
    let csv = archive.run(&["export"], &["quotes", "--format", "tsv"]);
    let lines: Vec<&str> = text(&csv.stdout).lines().collect();
    assert!(lines[0].starts_with("doc_id\tquote_id\tkind\ttext"), "{}", lines[0]);
    let all = archive.lines(&["search"], &["-n", "1000"]).len();
    assert_eq!(lines.len() - 1, all, "a row a quote");
    let file = archive.folder.0.join("peristiwa.parquet");
    let output = archive.run(&["export"], &["events", "-o", &file.display().to_string()]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(std::fs::read(&file).unwrap().starts_with(b"PAR1"));
    let brat = archive.folder.0.join("brat");
    archive.run(&["export"], &["documents", "--format", "brat", "-o", &brat.display().to_string()]);
    assert!(std::fs::read_dir(&brat).unwrap().count() >= 6);
    let wrong = archive.run(&["export"], &["network", "--format", "csv"]);
    assert!(!wrong.status.success() && text(&wrong.stderr).contains("graphml"));
}

#[test]
fn decisions_outlive_a_new_reading() {
    let archive = Archive::new("decisions");
    archive.ingest(&[]);
    let id = |name: &str| archive.lines(&["entities", "find"], &[name])[0]["id"].as_i64().unwrap().to_string();
    let (biden, ratna) = (id("Biden"), id("Ratna"));
    assert!(archive.run(&["entities", "merge"], &[&ratna, &biden]).status.success());
    assert!(archive.run(&["reread"], &["--all"]).status.success());
    assert_eq!(id("Biden"), ratna, "asked for by either name, the one that stays answers");
    assert!(archive.run(&["entities", "unmerge"], &[&biden]).status.success());
    let made = archive.run(&["entities", "split"], &[&ratna, "3"]);
    let made = text(&made.stdout).trim().to_owned();
    assert!(archive.run(&["reread"], &["--all"]).status.success());
    let quotes = archive.lines(&["search"], &["-n", "1000"]);
    let by = |id: &str| {
        quotes
            .iter()
            .filter(|q| q["speaker"]["id"].as_i64().is_some_and(|one| one.to_string() == id))
            .map(|q| q["article"]["id"].as_i64())
            .collect::<Vec<_>>()
    };
    assert_eq!(by(&made), [Some(3)]);
    assert!(!by(&ratna).is_empty() && by(&ratna).iter().all(|article| *article == Some(2)));
    assert!(text(&archive.run(&["entities", "merge"], &["1", "99999"]).stderr).contains("no entity 99999"));
}

#[test]
fn the_archive_is_the_same_for_any_number_of_threads() {
    let folder = Folder::new("threads");
    let line = |n: usize| {
        let body = format!(
            "“Harga {} naik lagi,” kata Menteri Pertanian Ratna Wiryawan. Indonesia mengecam Negara {}.",
            n % 7,
            n % 5
        );
        serde_json::json!({"id": n.to_string(), "text": body, "source": format!("Media {}", n % 3), "published": format!("2024-01-{:02}", 1 + n % 28)})
    };
    let lines: String = (0..120).map(|n| line(n).to_string() + "\n").collect();
    let input = folder.file("berita.jsonl", &lines);
    let dump = |threads: &str| {
        let path = folder.0.join(format!("t{threads}.saksi"));
        assert!(
            saksi().arg("ingest").args([&path, &input]).args(["--threads", threads]).output().unwrap().status.success()
        );
        (contents(&path, "quotes"), contents(&path, "events"), contents(&path, "articles"), contents(&path, "entities"))
    };
    assert_eq!(dump("1"), dump("4"));
}

/// Every row of a kind, as the program tells it.
fn contents(path: &Path, what: &str) -> String {
    let output = if what == "entities" {
        saksi().args(["entities", "find"]).arg(path).args(["-n", "100000"]).output().unwrap()
    } else {
        saksi().arg("search").arg(path).args(["--what", what, "-n", "100000"]).output().unwrap()
    };
    text(&output.stdout).to_owned()
}

#[test]
fn what_is_no_archive_is_said_so() {
    let folder = Folder::new("none");
    let file = folder.file("berita.txt", "Bukan arsip sama sekali.\n");
    for command in ["search", "stats", "reread"] {
        let output = saksi().arg(command).arg(&file).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).contains("no saksi archive"), "{}", text(&output.stderr));
    }
    let output = saksi().arg("stats").arg(folder.0.join("tiada")).output().unwrap();
    assert!(text(&output.stderr).contains("saksi ingest"), "{}", text(&output.stderr));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "Bukan arsip sama sekali.\n");
}
