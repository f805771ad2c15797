//! Pages written for this test after the manner of Indonesian outlets, each beside what must be read from it: title,
//! date, author (`-` for none), then the text.

use std::path::Path;

use saksi_intake::{Given, InputFormat, read_bytes};

#[test]
fn pages_in_the_manner_of_outlets() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut wrong = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "html") {
            continue;
        }
        let expected = std::fs::read_to_string(path.with_extension("txt")).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        let article = read_bytes(name, bytes, InputFormat::Auto, &Given::default()).next().unwrap().unwrap().article;
        let found = format!(
            "{}\n{}\n{}\n{}\n",
            article.title.unwrap_or("-".into()),
            article.published.map_or("-".into(), |p| p.to_string()),
            article.author.unwrap_or("-".into()),
            article.text
        );
        if found != expected {
            wrong += &format!("\n== {name}\n");
            for (mark, lines, others) in [('-', &expected, &found), ('+', &found, &expected)] {
                for line in lines.lines().filter(|l| !others.lines().any(|o| o == *l)) {
                    wrong += &format!("{mark} {line}\n");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
