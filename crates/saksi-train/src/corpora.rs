//! The shared corpora as sentences. They live beside the repository and are never copied into it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use rustc_hash::{FxHashMap, FxHashSet};
use saksi_lang::morphology::Morphology;
use saksi_lang::{Token, sentence, tokenize};

/// The whole text of a file below `root`, decompressed where its name ends in `.zst`.
pub fn read(root: &Path, name: &str) -> Result<String> {
    let path = root.join(name);
    let bytes = fs::read(&path).with_context(|| format!("{}: cannot be read", path.display()))?;
    let bytes = if name.ends_with(".zst") { zstd::decode_all(&bytes[..])? } else { bytes };
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Texts whose weights may ship (open licences), and texts from which only statistics of words may.
pub const OPEN: [&str; 3] =
    ["articles/open/indosum_dev.jsonl.zst", "articles/open/ntrex_ind.jsonl.zst", "text/open_text.jsonl.zst"];

/// Folders and files of texts without a licence.
pub const COUNTED: [&str; 5] = [
    "articles/unlicensed",
    "text/antara_leads_2023.jsonl",
    "text/bppt_panl_sentences.jsonl.zst",
    "text/news_digests_2024.jsonl.zst",
    "text/kompas_headlines_2018_2019.tsv.zst",
];

/// Cuts texts into sentences of words, each sentence once.
#[derive(Debug, Default)]
pub struct Cutter {
    morphology: Morphology,
    splits: FxHashMap<String, bool>,
    seen: FxHashSet<u64>,
    tokens: Vec<Token>,
}

impl Cutter {
    /// Calls `each` with the words of every new sentence.
    pub fn cut(&mut self, text: &str, each: &mut impl FnMut(&[&str])) {
        let mut tokens = std::mem::take(&mut self.tokens);
        tokenize(text, &mut tokens);
        let mut start = 0;
        let mut words: Vec<&str> = Vec::new();
        while start < tokens.len() {
            let line = (start + 1..tokens.len()).find(|&i| tokens[i].line_start).unwrap_or(tokens.len());
            let end = sentence::end_of(text, &tokens[..line], start).max(start + 1);
            words.clear();
            for token in &tokens[start..end] {
                let surface = token.of(text);
                if token.is_word() && surface.len() > 5 && surface.ends_with("nya") && self.is_split(surface) {
                    words.extend([&surface[..surface.len() - 3], "nya"]);
                } else {
                    words.push(surface);
                }
            }
            start = end;
            if words.len() < 3 || words.len() > 150 {
                continue;
            }
            let hash = words
                .iter()
                .flat_map(|w| w.bytes().chain([0]))
                .fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
            if self.seen.insert(hash) {
                each(&words);
            }
        }
        self.tokens = tokens;
    }

    fn is_split(&mut self, surface: &str) -> bool {
        if let Some(&known) = self.splits.get(surface) {
            return known;
        }
        let split = self.morphology.analyse(surface).enclitic == Some("-nya");
        self.splits.insert(surface.to_owned(), split);
        split
    }
}

/// Calls `each` with the words of every sentence of these files and folders.
pub fn texts(root: &Path, names: &[&str], cutter: &mut Cutter, mut each: impl FnMut(&[&str])) -> Result<()> {
    let mut files = Vec::new();
    for name in names {
        if root.join(name).is_dir() {
            let mut inside: Vec<String> = fs::read_dir(root.join(name))?
                .map(|e| Ok(format!("{name}/{}", e?.file_name().to_string_lossy())))
                .collect::<Result<_>>()?;
            inside.sort();
            files.extend(inside);
        } else {
            files.push((*name).to_owned());
        }
    }
    for name in files {
        for line in read(root, &name)?.lines() {
            if name.contains(".tsv") {
                if let Some(title) = line.split('\t').nth(1) {
                    cutter.cut(title.trim_matches('"'), &mut each);
                }
                continue;
            }
            let Ok(article) = serde_json::from_str::<serde_json::Value>(line) else { continue };
            for key in ["title", "lead", "text"] {
                if let Some(text) = article[key].as_str()
                    && !(key == "title" && name.contains("indosum"))
                {
                    cutter.cut(text, &mut each);
                }
            }
        }
    }
    Ok(())
}

/// A word of a treebank.
#[derive(Clone, Debug)]
pub struct TreeWord {
    pub form: String,
    pub lemma: String,
    pub upos: String,
    pub feats: String,
    pub head: u32,
    pub deprel: String,
}

/// The sentences of a CoNLL-U file, without ranges and empty nodes.
pub fn treebank(root: &Path, name: &str) -> Result<Vec<Vec<TreeWord>>> {
    let mut sentences = Vec::new();
    let mut words = Vec::new();
    for line in read(root, name)?.lines().chain([""]) {
        if line.is_empty() {
            if !words.is_empty() {
                sentences.push(std::mem::take(&mut words));
            }
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, upos, _, feats, head, deprel, ..] = columns[..] else { continue };
        if id.bytes().all(|b| b.is_ascii_digit()) {
            words.push(TreeWord {
                form: form.to_owned(),
                lemma: lemma.to_owned(),
                upos: upos.to_owned(),
                feats: feats.to_owned(),
                head: head.parse().unwrap_or(u32::MAX),
                deprel: deprel.to_owned(),
            });
        }
    }
    Ok(sentences)
}

/// The sentences of a file with a token a line: form and last column, and the middle column where there is one.
pub fn tagged(root: &Path, name: &str) -> Result<Vec<Vec<(String, String, String)>>> {
    let mut sentences = Vec::new();
    let mut words = Vec::new();
    for line in read(root, name)?.lines().chain([""]) {
        let columns: Vec<&str> = line.split_whitespace().collect();
        match columns[..] {
            [] if !words.is_empty() => sentences.push(std::mem::take(&mut words)),
            [] | [_] => {}
            [form, tag] => words.push((form.to_owned(), String::new(), tag.to_owned())),
            [form, middle, .., tag] => words.push((form.to_owned(), middle.to_owned(), tag.to_owned())),
        }
    }
    Ok(sentences)
}
