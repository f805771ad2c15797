//! Reading the shared corpora, which live beside the repository and are never copied into it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace").to_path_buf()
}

/// The whole text of a corpus file, decompressed when its name ends in `.zst`.
pub fn read(name: &str) -> Result<String> {
    let path = root().join("../shared/corpora").join(name);
    let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
    let bytes = if name.ends_with(".zst") { zstd::decode_all(&bytes[..])? } else { bytes };
    // A few sources hold broken bytes; losing a letter there costs less than losing the file.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The lines of a tagged file that hold a token: its first column, the second where there are three or more, and the last.
pub fn tagged(text: &str) -> impl Iterator<Item = (&str, Option<&str>, &str)> {
    text.lines().filter_map(|line| {
        let columns: Vec<&str> = line.split([' ', '\t']).filter(|column| !column.is_empty()).collect();
        match columns.as_slice() {
            [word, tag] => Some((*word, None, *tag)),
            [word, upos, .., tag] => Some((*word, Some(*upos), *tag)),
            _ => None,
        }
    })
}

/// The word lines of a CoNLL-U file as (form, lemma, UPOS), multi-word ranges left out.
pub fn conllu(text: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut columns = line.split('\t');
        let id = columns.next()?;
        let (form, lemma, upos) = (columns.next()?, columns.next()?, columns.next()?);
        id.bytes().all(|byte| byte.is_ascii_digit()).then_some((form, lemma, upos))
    })
}

/// Words with their log10 frequency, as wordfreq gives them.
pub fn frequencies() -> Result<Vec<(String, f64)>> {
    let text = read("lexicon/wordfreq_id_CCBYSA/small_id.tsv.zst")?;
    Ok(text
        .lines()
        .filter_map(|line| {
            let (word, frequency) = line.split_once('\t')?;
            Some((word.to_owned(), frequency.parse().ok()?))
        })
        .collect())
}
