//! What is read.

use std::fs;

use anyhow::{Context, Result};
use saksi::Article;
use saksi_intake::{Options, walk};
use serde_json::json;

use crate::corpora::root;

/// Copies of the bundled article where the corpora are absent.
const COPIES: usize = 2000;

/// Articles in memory.
pub struct Set {
    /// Where they come from.
    pub name: &'static str,
    /// All of them.
    pub articles: Vec<Article>,
}

impl Set {
    /// The shared articles, or copies of the bundled one.
    pub fn load() -> Result<Self> {
        let folder = root().join("../shared/corpora/articles");
        if !folder.is_dir() {
            return Ok(Self { name: "examples/ktt-pangan-bandung.txt, repeated", articles: vec![bundled()?; COPIES] });
        }
        let mut articles = Vec::new();
        for source in walk([folder]) {
            articles.extend(source?.read(&Options::default()).flatten().map(|record| record.article));
        }
        Ok(Self { name: "../shared/corpora/articles", articles })
    }
}

/// The article that every checkout has.
pub fn bundled() -> Result<Article> {
    let path = root().join("examples/ktt-pangan-bandung.txt");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    Ok(Article { id: "ktt-pangan-bandung".into(), text, ..Article::default() })
}

/// An article as `saksi read` takes it.
pub fn json_line(article: &Article) -> String {
    let published = article.published.map(|day| day.to_string());
    let Article { id, title, source, text, .. } = article;
    json!({"id": id, "title": title, "source": source, "published": published, "text": text}).to_string() + "\n"
}
