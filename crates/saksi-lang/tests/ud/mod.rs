//! The treebanks beside the repository, read for tests.
#![allow(dead_code, reason = "each test reads other columns")]

use std::path::Path;
use std::process::Command;

const CORPORA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora/ud");

/// The text of a treebank, or nothing (with a message) where it or `zstd` is absent.
pub fn corpus(name: &str) -> Option<String> {
    let path = Path::new(CORPORA).join(name);
    let read = || {
        let output = Command::new("zstd").arg("-dc").arg(&path).output().ok()?;
        output.status.success().then(|| String::from_utf8(output.stdout).ok())?
    };
    let text = if path.exists() { read() } else { None };
    if text.is_none() {
        eprintln!("skipped: {} or zstd is not here", path.display());
    }
    text
}

/// One word line of a treebank.
#[derive(Clone, Debug)]
pub struct Row<'t> {
    pub form: &'t str,
    pub lemma: &'t str,
    pub upos: &'t str,
    pub feats: &'t str,
}

/// A token: its surface and the words in it.
#[derive(Clone, Debug)]
pub struct Gold<'t> {
    pub surface: &'t str,
    pub words: Vec<Row<'t>>,
}

/// A sentence of a treebank.
#[derive(Clone, Debug, Default)]
pub struct Sentence<'t> {
    pub text: &'t str,
    pub tokens: Vec<Gold<'t>>,
}

/// The sentences of a treebank.
pub fn sentences(conllu: &str) -> Vec<Sentence<'_>> {
    let mut out = Vec::new();
    let mut current = Sentence::default();
    let mut open = 0;
    for line in conllu.lines() {
        if let Some(text) = line.strip_prefix("# text = ") {
            current.text = text;
        } else if line.is_empty() {
            out.push(std::mem::take(&mut current));
        } else if let [id, form, lemma, upos, _, feats, ..] = line.split('\t').collect::<Vec<_>>()[..] {
            if let Some((first, last)) = id.split_once('-') {
                let numbers = (first.parse::<usize>(), last.parse::<usize>());
                open = if let (Ok(first), Ok(last)) = numbers { last + 1 - first } else { 0 };
                current.tokens.push(Gold { surface: form, words: Vec::new() });
                continue;
            }
            if open == 0 {
                current.tokens.push(Gold { surface: form, words: Vec::new() });
            }
            open = open.saturating_sub(1);
            let row = Row { form, lemma, upos, feats };
            current.tokens.last_mut().expect("a token was opened").words.push(row);
        }
    }
    out
}
