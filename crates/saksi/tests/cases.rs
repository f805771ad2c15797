//! Runs the language cases of `cases/**/*.md`. How to write one: `cases/README.md`.
//!
//! `SHOW=medial cargo test -p saksi --test cases -- --nocapture` prints what comes out of the cases of `medial.md`.

#[path = "cases/check.rs"]
mod check;
#[path = "cases/events.rs"]
mod events;
#[path = "cases/expect.rs"]
mod expect;
#[path = "cases/file.rs"]
mod file;
#[path = "cases/got.rs"]
mod got;
#[path = "cases/quotes.rs"]
mod quotes;
#[path = "cases/times.rs"]
mod times;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use saksi::{Engine, Scratch};

/// Belongs to the cases of words, which another harness runs.
const NOT_OURS: [&str; 2] = ["words", "README.md"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases")
}

/// All case files, in order of name.
fn files(dir: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(dir).expect("cases/ is there").map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if NOT_OURS.iter().any(|n| path.ends_with(n)) {
            continue;
        }
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|e| e == "md") {
            out.push(path);
        }
    }
}

#[test]
fn every_case() {
    let root = root();
    let mut paths = Vec::new();
    files(&root, &mut paths);
    let show = std::env::var("SHOW").ok();
    let engine = Engine::new();
    let mut scratch = Scratch::default();
    let (mut cases, mut lines, mut known) = (0, 0, 0);
    let mut report = String::new();
    for path in &paths {
        let name = format!("cases/{}", path.strip_prefix(&root).unwrap().display()).replace('\\', "/");
        let text = fs::read_to_string(path).expect("case files are UTF-8");
        let parsed = match file::parse(&text) {
            Ok(parsed) if parsed.is_empty() => Err("holds no case".to_string()),
            Ok(parsed) => Ok(parsed),
            Err((line, why)) => Err(format!("{line}: {why}")),
        };
        let parsed = match parsed {
            Ok(parsed) => parsed,
            Err(why) => {
                writeln!(report, "{name}:{why}\n").unwrap();
                continue;
            }
        };
        for case in &parsed {
            cases += 1;
            lines += case.lines.len();
            known += case.lines.iter().filter(|l| l.fixme).count();
            let analysis = engine.read(&case.article, &mut scratch);
            if show.as_ref().is_some_and(|s| name.contains(s.as_str())) {
                println!("{name}:{}\n{}", case.line, got::all(&case.article.text, &analysis));
            }
            let failed = check::case(case, &analysis);
            if !failed.is_empty() {
                let start: String = case.article.text.chars().take(110).collect();
                writeln!(report, "{name}:{} {}…", case.line, start.replace('\n', " ⏎ ")).unwrap();
                for (line, what) in failed {
                    writeln!(report, "  {name}:{line} {what}").unwrap();
                }
                report.push('\n');
            }
        }
    }
    println!("{cases} cases in {} files, {lines} lines, {known} of them known to come out wrong", paths.len());
    assert!(report.is_empty(), "\n{report}");
    assert!(cases > 0, "no cases in {}", root.display());
}
