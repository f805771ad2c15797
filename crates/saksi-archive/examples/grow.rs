//! Grows an archive to a wanted number of quotes by recombining the articles of another, to measure searches:
//! `grow FROM TO QUOTES`. Each grown quote is the beginning of one real quote and the end of another, so that words keep
//! their frequencies; days are spread over twenty years. Nothing is read by the engine.

use std::path::Path;
use std::sync::Arc;

use saksi::Article;
use saksi_archive::{Archive, ArchiveError, Filter, StoredArticle, Vocabulary, Writer, prepare};

/// A small generator of numbers, the same on every machine (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((bits ^ (bits >> 31)) % end.max(1) as u64) as usize
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, to, wanted] = &arguments[..] else { return Err("usage: grow FROM TO QUOTES".into()) };
    let wanted: usize = wanted.parse()?;
    let vocabulary = Arc::new(Vocabulary::new());
    let mut articles: Vec<StoredArticle> = Vec::new();
    let keep = &mut |article: StoredArticle| -> Result<(), ArchiveError> {
        if !article.report.quotes.is_empty() {
            articles.push(article);
        }
        Ok(())
    };
    Archive::open_to_read(Path::new(from), vocabulary.clone())?.each_article(&Filter::default(), keep)?;
    let said: Vec<String> =
        articles.iter().flat_map(|a| &a.report.quotes).map(|q| q.segments[0].text.clone()).collect();
    let mut writer = Writer::open(Path::new(to), "grown", vocabulary.clone())?;
    let mut numbers = Numbers(7);
    let (mut quotes, mut number) = (0, 0);
    while quotes < wanted {
        let base = &articles[numbers.below(articles.len())];
        number += 1;
        let mut report = base.report.clone();
        let day = 1 + numbers.below(28);
        let published = format!("{}-{:02}-{day:02}", 2005 + numbers.below(20), 1 + numbers.below(12));
        report.document.published = Some(published);
        for quote in &mut report.quotes {
            let other = &said[numbers.below(said.len())];
            quote.segments.truncate(1);
            let own: Vec<&str> = quote.segments[0].text.split(' ').collect();
            let ends: Vec<&str> = other.split(' ').collect();
            let mixed = [&own[..own.len() / 2], &ends[ends.len() / 2..]].concat();
            quote.segments[0].text = mixed.join(" ");
        }
        quotes += report.quotes.len();
        // The quotes alone: whole texts would make every article a copy of some other.
        let text = report.quotes.iter().map(|quote| quote.segments[0].text.as_str()).collect::<Vec<_>>().join("\n");
        let article = Article {
            id: format!("grown-{number}"),
            title: base.article.title.clone(),
            source: base.article.outlet.clone(),
            text: format!("{number}\n{text}"),
            ..Article::default()
        };
        let prepared = prepare(article, &report, None, None, &vocabulary)?;
        writer.store(&prepared, "2025-01-01T00:00:00Z")?;
        if number % 1000 == 0 {
            writer.commit()?;
            eprintln!("{number} articles, {quotes} quotes");
        }
    }
    writer.commit()?;
    Ok(())
}
