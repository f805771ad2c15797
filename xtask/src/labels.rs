//! Our own annotation of events in open articles: `models/events_labels.tsv` names the article, the code points of the anchor
//! and the class; the texts stay in `../shared/corpora/articles/open`.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use saksi::{Article, EventClass};
use serde_json::Value;

/// Where the texts are.
const TEXTS: [&str; 2] = ["indosum_dev.jsonl.zst", "ntrex_ind.jsonl.zst"];

/// An event of a reference.
pub struct Wanted {
    pub class: EventClass,
    /// The bytes of its anchor.
    pub anchor: Range<usize>,
    /// Actors, each as every name that is right for it.
    pub source: Vec<Vec<String>>,
    pub target: Vec<Vec<String>>,
}

/// The annotated articles, each with its events.
pub fn articles() -> Result<Vec<(Article, Vec<Wanted>)>> {
    let path = Path::new("models/events_labels.tsv");
    let table = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut labels: HashMap<&str, Vec<Wanted>> = HashMap::new();
    for line in table.lines().filter(|l| !l.starts_with('#')).skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let list = labels.entry(cells[0]).or_default();
        if let [_, class, start, end, ..] = cells[..]
            && let Some(class) = EventClass::of_name(class)
        {
            let side = |n: usize| {
                let names = cells.get(n).copied().unwrap_or_default().split(" + ").filter(|name| !name.is_empty());
                names.map(|names| names.split('|').map(str::to_string).collect()).collect()
            };
            list.push(Wanted { class, anchor: start.parse()?..end.parse()?, source: side(5), target: side(6) });
        }
    }
    let mut out = Vec::new();
    for name in TEXTS {
        let path = Path::new("../shared/corpora/articles/open").join(name);
        let file = std::fs::File::open(&path).with_context(|| path.display().to_string())?;
        let text = std::io::read_to_string(zstd::Decoder::new(file)?)?;
        for line in text.lines() {
            let value: Value = serde_json::from_str(line)?;
            let field = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
            let Some(list) = labels.remove(field("id").as_str()) else { continue };
            let article = Article {
                id: field("id"),
                text: field("text"),
                published: field("date").parse().ok(),
                ..Article::default()
            };
            let starts: Vec<usize> = article.text.char_indices().map(|(b, _)| b).chain([article.text.len()]).collect();
            let bytes = |w: Wanted| Wanted { anchor: starts[w.anchor.start]..starts[w.anchor.end], ..w };
            let list = list.into_iter().map(bytes).collect();
            out.push((article, list));
        }
    }
    Ok(out)
}
