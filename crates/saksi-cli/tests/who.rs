//! `saksi who`: answers, formats, exit codes.

mod common;

use common::{saksi, text};

#[test]
fn an_office_on_a_day_as_a_json_line() {
    let output = saksi().args(["who", "menlu Rusia", "--at", "2022-06-30"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["kb"], "person/sergei-lavrov");
    assert_eq!(answer["code"], "RUSGOV");
    assert_eq!(answer["facts"][0]["type"], "holds_office");
    assert_eq!(answer["facts"][0]["object"], "RUS");
    assert!(!answer["facts"][0]["source"].as_str().unwrap().is_empty());
}

#[test]
fn words_need_no_quotation_marks_and_people_get_text() {
    let output = saksi().args(["who", "Sekjen", "NATO", "--at", "2022-06-30", "--format", "text"]).output().unwrap();
    let told = text(&output.stdout);
    assert!(told.starts_with("Jens Stoltenberg  person/jens-stoltenberg"), "{told}");
    assert!(told.contains("Sekretaris Jenderal, Pakta Pertahanan Atlantik Utara  2014-10-01–2024-10-01"), "{told}");
}

#[test]
fn a_body_has_a_chief_and_members() {
    let output = saksi().args(["who", "ASEAN", "--at", "2025-11-01", "--format", "json"]).output().unwrap();
    let answers: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let facts = answers[0]["facts"].as_array().unwrap();
    assert_eq!(facts.iter().filter(|f| f["type"] == "has_member").count(), 11);
    assert!(facts.iter().any(|f| f["type"] == "held_by" && f["title"] == "Sekretaris Jenderal"));
}

#[test]
fn what_is_unknown_fails_and_says_what_to_do() {
    let output = saksi().args(["who", "menlu Ruritania"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    assert!(text(&output.stderr).contains("ask for the name"), "{}", text(&output.stderr));
    let output = saksi().args(["who", "Sekjen NATO", "--at", "1901-01-01"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("leave --at out"), "{}", text(&output.stderr));
    assert_eq!(saksi().arg("who").output().unwrap().status.code(), Some(2));
}
