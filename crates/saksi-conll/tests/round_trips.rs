//! What is written is what was read: on anything, and on the treebanks of `../shared/corpora` where they are there.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use proptest::prelude::*;
use saksi_conll::{Annotator, Id, Row, Scratch, Sentence, columns, conllu, iob, misc};
use saksi_lang::analyzer::Depth;

static ANNOTATOR: LazyLock<Annotator> = LazyLock::new(Annotator::new);

fn rewritten(text: &str) -> String {
    let mut out = String::new();
    conllu::write(&mut out, &conllu::parse("x", text).unwrap());
    out
}

/// Form, the columns between, tag.
type Told<'a> = (&'a str, &'a [&'a str], Option<&'a str>);

/// Tokens without their lines, which blank lines more or less move.
fn told<'a>(sentences: &'a [Vec<columns::Token>]) -> Vec<Vec<Told<'a>>> {
    let token = |token: &'a columns::Token| -> Told<'a> { (token.form, &token.middle, token.tag) };
    sentences.iter().map(|sentence| sentence.iter().map(token).collect()).collect()
}

/// A cell without line breaks and tabs; `#` and blanks are among what it may hold.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![Just("_".to_owned()), "[a-zA-Z#|=.é“ -]{1,8}".prop_filter("not blank", |s| !s.trim().is_empty())]
}

fn sentence() -> impl Strategy<Value = Sentence<'static>> {
    let word = (proptest::array::uniform9(cell()), any::<prop::sample::Index>(), 0..8u8);
    (prop::collection::vec("# ?[a-z_]{0,6}( = [a-z ]{0,9})?", 0..3), prop::collection::vec(word, 1..9)).prop_map(
        |(comments, words)| {
            let count = words.len();
            let mut rows = Vec::new();
            let mut covered = 0;
            for ((cells, head, kind), number) in words.into_iter().zip(1u32..) {
                let [form, lemma, upos, xpos, feats, deprel, deps, misc, other] = cells.map(Cow::<str>::from);
                if kind == 0 && number > covered && (number as usize) < count {
                    covered = number + 1;
                    rows.push(Row::new(Id::Range(number, covered), other.clone()));
                }
                let head = if kind == 1 { None } else { Some(head.index(count + 1) as u32) };
                let id = Id::Word(number);
                rows.push(Row { id, form, lemma, upos, xpos, feats, head, deprel, deps, misc });
                if kind == 2 {
                    rows.push(Row::new(Id::Empty(number, 1), other));
                }
            }
            Sentence { comments: comments.into_iter().map(Into::into).collect(), rows }
        },
    )
}

proptest! {
    #[test]
    fn sentences_are_read_as_they_were_written(sentences in prop::collection::vec(sentence(), 0..4)) {
        let mut text = String::new();
        conllu::write(&mut text, &sentences);
        prop_assert_eq!(conllu::parse("x", &text).unwrap(), sentences);
    }

    #[test]
    fn anything_is_read_or_refused_with_its_line(lines in prop::collection::vec("[#0-9a-z_.\t\r -]{0,30}", 0..8)) {
        let text = lines.join("\n");
        match conllu::parse("x", &text) {
            Ok(sentences) => {
                let mut once = String::new();
                conllu::write(&mut once, &sentences);
                prop_assert_eq!(rewritten(&once), once);
            }
            Err(error) => prop_assert!((1..=lines.len()).contains(&error.line), "{}", error),
        }
        if let Ok(sentences) = columns::parse("x", &text) {
            let mut once = String::new();
            columns::write(&mut once, &sentences);
            let again = columns::parse("x", &once).unwrap();
            prop_assert_eq!(told(&again), told(&sentences));
        }
    }

    #[test]
    fn an_attribute_set_is_there_and_the_others_stay(text in "[A-Z=a-z|]{0,20}", value in "[a-zA-Z-]{1,5}") {
        let others = |misc: &str| {
            let mut others: Vec<String> = misc.split('|').filter(|a| !a.is_empty() && !a.starts_with("NER=")).map(Into::into).collect();
            others.sort();
            others
        };
        let mut changed = text.clone().into();
        misc::set(&mut changed, "NER", Some(&value));
        prop_assert_eq!(misc::get(&changed, "NER"), Some(value.as_str()));
        prop_assert_eq!(others(&changed), others(&text));
    }

    #[test]
    fn any_text_becomes_sentences_that_can_be_read(text in "([a-zA-Z“”.,()é \n\t-]|nya ){0,80}") {
        let sentences = ANNOTATOR.read("x", &text, Depth::Trees, &mut Scratch::default());
        let mut written = String::new();
        conllu::write(&mut written, &sentences);
        prop_assert!(sentences.iter().flat_map(Sentence::words).all(|row| !row.lemma.is_empty()));
        prop_assert_eq!(conllu::parse("x", &written).unwrap(), sentences);
    }
}

fn shared(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora").join(folder);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: {} is not here", folder.display());
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// `None` where it is compressed and `zstd` is not here.
fn content(path: &Path) -> Option<String> {
    if path.extension().is_none_or(|extension| extension != "zst") {
        return Some(std::fs::read_to_string(path).unwrap());
    }
    let output = Command::new("zstd").arg("-dc").arg(path).output().ok().filter(|output| output.status.success());
    if output.is_none() {
        eprintln!("skipped: {}, as zstd is not here", path.display());
    }
    Some(String::from_utf8(output?.stdout).unwrap())
}

#[test]
fn treebanks_are_written_as_they_were() {
    for path in shared("ud") {
        let Some(text) = content(&path) else { continue };
        assert!(rewritten(&text) == text, "{} is written differently", path.display());
    }
}

#[test]
fn every_file_of_tagged_tokens_is_read() {
    for path in shared("ner") {
        let Some(text) = content(&path) else { continue };
        let name = path.display().to_string();
        let sentences = columns::parse(&name, &text).unwrap();
        let mut again = String::new();
        columns::write(&mut again, &sentences);
        assert_eq!(told(&columns::parse(&name, &again).unwrap()), told(&sentences));
        let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
        assert_eq!(sentences.iter().map(Vec::len).sum::<usize>(), lines, "{name}");
        let tags = sentences.iter().flatten().map(|token| iob::Tag::parse(token.tag.unwrap()).expect("an IOB tag"));
        let entities = iob::entities(tags).len();
        assert!(entities > 500, "{name}: only {entities} entities");
    }
}
