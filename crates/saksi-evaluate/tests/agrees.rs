//! The figures are those of `tools/score.py`, on predictions made from the reference and then spoilt.

mod spoilt;

use std::path::{Path, PathBuf};
use std::process::Command;

use saksi_evaluate::{Evaluation, Tally, load, write_accuracy, write_errors, write_event_errors};
use spoilt::{Spoiler, prediction};

/// The folder the workspace's checkouts share, where there is one.
fn shared() -> Option<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let shared = workspace.join("../shared");
    shared.join("tools/score.py").exists().then_some(shared)
}

#[test]
fn with_the_scorer_in_python() {
    let Some(shared) = shared() else {
        eprintln!("skipped: ../shared is not here");
        return;
    };
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("skipped: python3 is not here");
        return;
    }
    let folder = shared.join("gold/dev");
    for spoiler in Spoiler::ALL {
        let gold = load(&folder).unwrap();
        let reports: Vec<_> = gold.iter().zip(1..).filter_map(|(gold, seed)| prediction(gold, spoiler, seed)).collect();
        let lines: String = reports.iter().map(|report| serde_json::to_string(report).unwrap() + "\n").collect();
        let file = std::env::temp_dir().join(format!("saksi-agrees-{}-{spoiler:?}.jsonl", std::process::id()));
        std::fs::write(&file, lines).unwrap();
        let mut python = Command::new("python3");
        python.arg(shared.join("tools/score.py")).arg(&folder).arg(&file).arg("--json");
        let output = python.output().unwrap();
        std::fs::remove_file(&file).unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

        let theirs: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let evaluation = Evaluation::of_reports(reports, &folder).unwrap();
        let ours = serde_json::to_value(evaluation.scores()).unwrap();
        assert_eq!(ours, theirs, "{spoiler:?}");
        if spoiler == Spoiler::Nothing {
            assert_eq!(ours["quotes strict"]["f1"], 100.0);
            assert_eq!(ours["speaker accuracy"], 100.0);
        } else {
            let names = ["quotes end-to-end", "quotes strict", "kind", "events type", "events actors", "events status"];
            let spoilt = names.iter().any(|name| ours[name]["f1"] != 100.0);
            assert!(spoilt, "{spoiler:?} spoils nothing");
        }

        events_add_up(&evaluation, &theirs);
        let (mut errors, mut table) = (String::new(), String::new());
        write_errors(&mut errors, &evaluation, 3).unwrap();
        write_event_errors(&mut errors, &evaluation, 3).unwrap();
        write_accuracy(&mut table, "dev", &evaluation).unwrap();
        assert_eq!(errors.is_empty(), spoiler == Spoiler::Nothing, "{errors}");
        assert!(table.contains("| outlet |") && table.contains("| class |"), "{table}");
    }
}

/// The figures of `saksi evaluate events` are the scorer's too, and those of the classes and of the faults add up to them.
fn events_add_up(evaluation: &Evaluation, theirs: &serde_json::Value) {
    let scores = evaluation.scores().events;
    let ours = serde_json::to_value(&scores).unwrap();
    for name in ["events type", "events actors", "events status"] {
        assert_eq!(ours[name], theirs[name]);
    }
    let mut sum = Tally::default();
    scores.by_class.values().for_each(|tally| sum.add(tally.class));
    assert_eq!(sum, scores.all.class);
    let compared = || evaluation.articles.iter().filter_map(|(.., comparison)| comparison.events.as_ref());
    assert_eq!(compared().map(|events| events.missed.len()).sum::<usize>(), sum.gold - sum.right);
    assert_eq!(compared().map(|events| events.spurious.len()).sum::<usize>(), sum.predicted - sum.right);
    assert!(scores.all.source.right >= scores.all.actors.right && scores.all.target.right >= scores.all.actors.right);
}
