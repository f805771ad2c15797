//! Runs the language cases in `cases/words/*.md`: indented lines `form → lemma marks`. Marks are the voice (`active`,
//! `passive`), clitics as the table cites them (`-nya`, `ku-`, `-lah`), `twice` for reduplication and affixes (`me-`,
//! `-kan`). Voice, clitics and reduplication must be complete; affixes are compared where they are given.

use std::fs;
use std::path::Path;

use saksi_lang::morphology::{Form, Morphology, Voice};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../cases/words");

/// What is not as the marks say, or nothing.
fn difference(form: &Form, lemma: &str, marks: &[&str]) -> Option<String> {
    let voice = form.voice.map(|voice| match voice {
        Voice::Active => "active",
        Voice::Passive => "passive",
    });
    let must: Vec<&str> = [voice, form.proclitic, form.enclitic, form.particle, form.reduplicated.then_some("twice")]
        .into_iter()
        .flatten()
        .collect();
    let missing = must.iter().any(|mark| !marks.contains(mark));
    let extra = marks.iter().any(|mark| !must.contains(mark) && *mark != form.prefix && *mark != form.suffix);
    (form.lemma != lemma || missing || extra).then(|| format!("{form:?}"))
}

#[test]
fn cases_hold() {
    let morphology = Morphology::new();
    let mut wrong = Vec::new();
    let mut run = 0;
    let files = fs::read_dir(Path::new(CASES)).expect("cases/words is part of the repository");
    for path in
        files.filter_map(|file| file.ok().map(|file| file.path())).filter(|p| p.extension().is_some_and(|e| e == "md"))
    {
        let text = fs::read_to_string(&path).expect("a case file is readable");
        for (number, line) in text.lines().enumerate().filter(|(_, line)| line.starts_with("    ")) {
            let place = format!("{}:{}", path.file_name().unwrap_or_default().display(), number + 1);
            let Some((form, expected)) = line.split_once(" → ") else {
                wrong.push(format!("{place}: no arrow"));
                continue;
            };
            let expected: Vec<&str> = expected.split_whitespace().collect();
            let [lemma, marks @ ..] = &expected[..] else {
                wrong.push(format!("{place}: no lemma"));
                continue;
            };
            run += 1;
            if let Some(difference) = difference(&morphology.analyse(form.trim()), lemma, marks) {
                wrong.push(format!("{place}: {} {difference}", line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {run} cases fail:\n{}", wrong.len(), wrong.join("\n"));
    assert!(run >= 120, "only {run} cases were found");
}
