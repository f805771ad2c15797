//! The manners of the command line: exit codes, streams, order, colour.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use common::{Folder, piped, saksi, text};

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/ktt-pangan-bandung.txt")
}

fn articles(count: usize) -> String {
    let line = |n: usize| {
        let body = format!("“Panen ke-{n} baik,” kata Menteri Pertanian Ratna Wiryawan.\n").repeat(n % 7 + 1);
        serde_json::json!({"id": format!("artikel-{n}"), "title": "Panen", "text": body}).to_string() + "\n"
    };
    (0..count).map(line).collect()
}

#[test]
fn reads_a_file_as_json_lines_into_a_pipe() {
    let output = saksi().arg("read").arg(example()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(text(&output.stdout).lines().count(), 1);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["schema"], "saksi-report/1");
    assert_eq!(report["document"]["id"], "ktt-pangan-bandung");
    assert!(output.stderr.is_empty());
}

#[test]
fn standard_input_where_no_file_is_named_or_a_dash_is() {
    let article = fs::read_to_string(example()).unwrap();
    let bare = piped(saksi().args(["read", "--source", "Warta", "--published", "2025-06-12"]), &article);
    let dash = piped(saksi().args(["read", "-", "--source", "Warta", "--published", "2025-06-12"]), &article);
    assert_eq!(bare.status.code(), Some(0), "{}", text(&bare.stderr));
    assert_eq!(bare.stdout, dash.stdout);
    let report: serde_json::Value = serde_json::from_slice(&bare.stdout).unwrap();
    assert_eq!(report["document"]["source"], "Warta");
    assert_eq!(report["document"]["published"], "2025-06-12");
}

#[test]
fn one_when_some_inputs_fail_and_each_is_listed() {
    let folder = Folder::new("fail");
    let empty = folder.file("kosong.txt", " \n");
    let output = saksi().arg("read").arg("tidak-ada.txt").arg(example()).arg(&empty).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout).lines().count(), 1, "the one that can be read is read");
    let told: Vec<&str> = text(&output.stderr).lines().collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("tidak-ada.txt") && told[1].contains("kosong.txt"), "{told:?}");
}

#[test]
fn two_for_wrong_usage() {
    let wrong: &[&[&str]] = &[
        &[],
        &["baca"],
        &["read", "--format", "pdf"],
        &["read", "--published", "kemarin"],
        &["read", "--threads", "0"],
        &["read", "-q", "-v"],
        &["read", "-", "--files-from", "-"],
        &["man", "baca"],
        &["annotate", "-", "-"],
        &["annotate", "--input", "html"],
        &["evaluate", "ud", "x.conllu", "--from-text", "--predictions", "y.conllu"],
    ];
    for arguments in wrong {
        let output = saksi().args(*arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn nobody_reading_on_is_success() {
    let folder = Folder::new("pipe");
    let many = folder.file("banyak.jsonl", &articles(3000));
    for threads in ["1", "3"] {
        let mut child = saksi()
            .args(["read", "--format", "text", "--threads", threads])
            .arg(&many)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
    }
}

#[test]
fn the_same_bytes_whatever_the_threads() {
    let folder = Folder::new("order");
    folder.file("b.jsonl", &articles(200));
    folder.file("a.txt", "“Baik,” kata Ratna.");
    folder.file("c.txt", "“Buruk,” kata Slamet.");
    folder.file("d.txt", "");
    for format in ["jsonl", "json", "text", "html"] {
        let read = |threads: &str| {
            saksi().args(["read", "--format", format, "--threads", threads]).arg(&folder.0).output().unwrap()
        };
        let (one, four) = (read("1"), read("4"));
        assert_eq!(one.status.code(), Some(1));
        assert_eq!(one.stdout, four.stdout, "{format}");
        assert_eq!(one.stderr, four.stderr);
        assert!(!one.stdout.is_empty());
    }
}

#[test]
fn json_is_an_object_for_one_article_and_an_array_for_several() {
    let read = |lines: &str| -> serde_json::Value {
        let output = piped(saksi().args(["read", "--input", "jsonl", "--format", "json"]), lines);
        serde_json::from_slice(&output.stdout).unwrap()
    };
    assert!(read(&articles(1)).is_object());
    assert_eq!(read(&articles(2)).as_array().unwrap().len(), 2);
    assert_eq!(read(&articles(5)).as_array().unwrap().len(), 5);
}

#[test]
fn paths_from_a_list() {
    let folder = Folder::new("list");
    let first = folder.file("satu.txt", "“Satu,” kata Ratna.");
    let second = folder.file("dua.txt", "“Dua,” kata Ratna.");
    let list = format!("{}\n\n{}\n", first.display(), second.display());
    let from_stdin = piped(saksi().args(["read", "--files-from", "-"]), &list);
    let file = folder.file("daftar", &list);
    let from_file = saksi().args(["read", "--files-from"]).arg(file).output().unwrap();
    assert_eq!(from_stdin.stdout, from_file.stdout);
    assert_eq!(text(&from_file.stdout).lines().count(), 2);
}

#[test]
fn colours_only_where_they_are_wanted() {
    let read = |arguments: &[&str], no_color: bool| {
        let mut command = saksi();
        command.args(["read", "--format", "text"]).args(arguments).arg(example());
        if no_color {
            command.env("NO_COLOR", "1");
        }
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        output.stdout.contains(&0x1b)
    };
    assert!(!read(&[], false), "a pipe gets none");
    assert!(!read(&[], true));
    assert!(read(&["--color", "always"], false));
    assert!(!read(&["--color", "never"], false));
}

#[test]
fn an_output_file_says_its_format() {
    let folder = Folder::new("output");
    let page = folder.0.join("laporan.html");
    let output = saksi().arg("read").arg(example()).arg("-o").arg(&page).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(output.stdout.is_empty());
    assert!(fs::read_to_string(page).unwrap().starts_with("<!doctype html>"));
    let nowhere = saksi().arg("read").arg(example()).args(["-o", "/tidak/ada/x.json"]).output().unwrap();
    assert_eq!(nowhere.status.code(), Some(1));
}

#[test]
fn generated_things() {
    let print = |arguments: &[&str]| {
        let output = saksi().args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        text(&output.stdout).to_owned()
    };
    assert_eq!(print(&["--version"]), format!("saksi {}\n", env!("CARGO_PKG_VERSION")));
    assert!(print(&["completions", "bash"]).contains("_saksi"));
    assert!(print(&["man"]).contains(".TH saksi 1"));
    assert!(print(&["man", "read"]).contains("\\-\\-files\\-from"));
    let schema = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/report.schema.json"));
    assert_eq!(print(&["schema"]), schema.unwrap());
}

#[test]
fn evaluation_prints_figures() {
    let folder = Folder::new("gold");
    let article = serde_json::json!({"id": "x", "title": null, "source": "Warta", "published": "2025-06-12",
        "text": "“Baik,” kata Ratna.", "blocks": [],
        "quotes": [{"segments": ["Baik,"], "kind": "direct", "speaker": "Ratna", "speaker_names": ["Ratna"],
                    "cue": "kata", "addressee": null}]});
    folder.file("x.json", &article.to_string());
    let print = |arguments: &[&str]| {
        let output = saksi().arg("evaluate").args(arguments).arg(&folder.0).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout).to_owned()
    };
    assert!(print(&["quotes"]).contains("quotes lenient"));
    assert!(print(&["quotes", "--errors"]).contains("speaker accuracy"));
    let figures: serde_json::Value = serde_json::from_str(&print(&["quotes", "--json"])).unwrap();
    assert_eq!(figures["quotes lenient"]["gold"], 1);
    assert!(print(&["accuracy", "--gold"]).contains("| Warta | 1 | 1 |"));
    let nothing = saksi().args(["evaluate", "quotes", "/tidak/ada"]).output().unwrap();
    assert_eq!(nothing.status.code(), Some(1));
}
