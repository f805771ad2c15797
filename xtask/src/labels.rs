//! Our own annotation of events in open articles and passages: `models/events_labels.tsv` and `models/events_passage_labels.tsv`
//! name the article, the code points of the anchor, the class and the parties; the texts stay in `../shared/corpora`.

use std::collections::HashMap;
use std::ops::Range;

use anyhow::{Context, Result};
use saksi::{Article, EventClass};
use serde_json::Value;

/// Where the texts are.
const TEXTS: [&str; 2] = ["articles/open/indosum_dev.jsonl.zst", "articles/open/ntrex_ind.jsonl.zst"];

/// An event of a reference.
pub struct Wanted {
    pub class: EventClass,
    /// The bytes of its anchor.
    pub anchor: Range<usize>,
    /// Actors, each as every name that is right for it.
    pub source: Vec<Vec<String>>,
    pub target: Vec<Vec<String>>,
    /// Its actors were annotated.
    pub sided: bool,
}

/// An article with its events.
pub type Labelled = (Article, Vec<Wanted>);

/// The annotated articles.
pub fn articles() -> Result<Vec<Labelled>> {
    let table = read("models/events_labels.tsv")?;
    let mut labels = events(&table)?;
    let mut out = Vec::new();
    for name in TEXTS {
        for line in crate::corpora::read(name)?.lines() {
            let value: Value = serde_json::from_str(line)?;
            let field = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
            let Some(list) = labels.remove(field("id").as_str()) else { continue };
            let article = Article {
                id: field("id"),
                text: field("text"),
                published: field("date").parse().ok(),
                ..Article::default()
            };
            out.push(placed(article, list));
        }
    }
    Ok(out)
}

/// The annotated sentences and short passages.
pub fn passages() -> Result<Vec<Labelled>> {
    let table = read("models/events_passage_labels.tsv")?;
    let mut labels = events(&table)?;
    let all = crate::passages::all()?.into_iter();
    Ok(all.filter_map(|passage| labels.remove(passage.id.as_str()).map(|list| placed(passage, list))).collect())
}

fn read(path: &str) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| path.to_string())
}

/// The events of a table by the article, their places in code points.
fn events(table: &str) -> Result<HashMap<&str, Vec<Wanted>>> {
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
            let sided = cells.get(5) != Some(&"?");
            list.push(Wanted { class, anchor: start.parse()?..end.parse()?, source: side(5), target: side(6), sided });
        }
    }
    Ok(labels)
}

/// An article with its events, their places in bytes.
fn placed(article: Article, list: Vec<Wanted>) -> Labelled {
    let starts: Vec<usize> = article.text.char_indices().map(|(b, _)| b).chain([article.text.len()]).collect();
    let bytes = |w: Wanted| Wanted { anchor: starts[w.anchor.start]..starts[w.anchor.end], ..w };
    (article, list.into_iter().map(bytes).collect())
}
