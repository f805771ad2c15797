//! Single sentences and short passages of open news, put together again from tokens: what `models/events_labels.tsv` annotates
//! beside whole articles.

use anyhow::Result;
use saksi::Article;
use serde_json::Value;

use crate::corpora;

/// Every passage of the open sets of sentences; its id tells the set and the place in it.
pub fn all() -> Result<Vec<Article>> {
    let mut out = Vec::new();
    let mut add = |set: &str, n: usize, words: &[&str]| {
        out.push(Article { id: format!("{set}-{n:05}"), text: join(words), ..Article::default() });
    };
    for (set, file) in [
        ("kumparan", "pos/kumparan.txt.zst"),
        ("idner", "ner/idner-train.conll.zst"),
        ("idner-dev", "ner/idner-dev.conll"),
    ] {
        let text = corpora::read(file)?;
        let sentences = text.split("\n\n").map(|s| s.lines().filter_map(|l| l.split_whitespace().next()));
        for (n, words) in sentences.enumerate() {
            add(set, n, &words.collect::<Vec<_>>());
        }
    }
    for (n, line) in corpora::read("text/open_text.jsonl.zst")?.lines().enumerate() {
        let value: Value = serde_json::from_str(line)?;
        let field = |key: &str| value[key].as_str().unwrap_or_default();
        let set = field("source").split(' ').next().unwrap_or_default();
        if matches!(set, "facqa" | "indonli") {
            add(set, n, &field("text").split_whitespace().collect::<Vec<_>>());
        }
    }
    Ok(out)
}

/// The text that these tokens were cut from, as far as one can tell.
fn join(words: &[&str]) -> String {
    let mut text = String::new();
    let (mut glued, mut open) = (true, false);
    for &word in words {
        let closes = match word {
            "\"" => open,
            "nya" | "," | "." | ";" | ":" | "?" | "!" | ")" | "]" | "%" | "”" | "’" | "..." | "/" => true,
            _ => false,
        };
        if !glued && !closes {
            text.push(' ');
        }
        text.push_str(word);
        open ^= word == "\"";
        glued = matches!(word, "(" | "[" | "“" | "‘" | "/") || word == "\"" && open;
    }
    text
}
