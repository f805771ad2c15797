//! `saksi evaluate pairs`: what is printed and written, by rules, by what is built in, and by counts of the file itself.

mod common;

use std::fs;

use common::{Folder, piped, saksi, text};

const PAIRS: &str = "\
{\"id\": \"a\", \"type\": \"ASSAULT\", \"text\": \"<s>Tentara Lembu</s> menyerang <t>Republik Sapi</t>.\"}
{\"id\": \"b\", \"type\": \"RETREAT\", \"text\": \"<s>Kerajaan Lembu</s> menarik pasukannya dari <t>Republik Sapi</t>.\"}
{\"id\": \"c\", \"type\": \"ASSAULT\", \"text\": \"<s>Milisi Sapi</s> menyerang <t>pangkalan Lembu</t>.\"}
{\"id\": \"d\", \"type\": \"YIELD\", \"text\": \"<s>Republik Sapi</s> mencabut sanksi terhadap <t>Kerajaan Lembu</t>.\"}
";

#[test]
fn the_classes_are_printed_and_written() {
    let folder = Folder::new("pairs");
    let (file, out) = (folder.file("pairs.jsonl", PAIRS), folder.0.join("said.jsonl"));
    for option in [&["--rules"][..], &[], &["--folds", "2"]] {
        let run = || {
            let mut command = saksi();
            command.args(["evaluate", "pairs"]).arg(&file).arg("--out").arg(&out).args(option).output().unwrap()
        };
        let output = run();
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert!(text(&output.stdout).starts_with("4 pairs, accuracy "), "{}", text(&output.stdout));
        let said = fs::read_to_string(&out).unwrap();
        assert_eq!(said.lines().count(), 4);
        assert!(said.starts_with("{\"id\":\"a\",\"type\":\""), "{said}");
        assert_eq!(text(&run().stdout), text(&output.stdout));
    }
    let output = saksi().args(["evaluate", "pairs", "--rules"]).arg(&file).output().unwrap();
    assert!(text(&output.stdout).starts_with("4 pairs, accuracy 100.0, macro F1 100.0"), "{}", text(&output.stdout));
}

#[test]
fn a_class_that_nobody_knows_is_told() {
    let folder = Folder::new("pairs-odd");
    let file = folder.file("pairs.jsonl", "{\"type\": \"DANCE\", \"text\": \"<s>A</s> menari dengan <t>B</t>.\"}\n");
    let output = piped(saksi().args(["evaluate", "pairs"]).arg(file), "");
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("DANCE"));
}
