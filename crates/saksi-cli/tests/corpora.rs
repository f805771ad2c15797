//! Every article of `../shared/corpora/articles`, as `saksi read` takes them: intake, then the engine, on two threads.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use saksi::{Analysis, Article, Engine, Scratch, Span};
use saksi_intake::{InputFormat, Options, walk};

/// The folders the workspace's checkouts share, where they are there.
fn corpora() -> Option<Vec<PathBuf>> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora");
    let folders = ["articles", "html"].map(|name| shared.join(name));
    folders.iter().all(|folder| folder.is_dir()).then(|| folders.into())
}

#[test]
fn every_article_is_read_on_two_threads() {
    let Some(folders) = corpora() else {
        eprintln!("skipped: ../shared/corpora is not here");
        return;
    };
    let engine = Engine::new();
    let sources = Mutex::new(walk(folders));
    let (articles, sentences, quotes) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let faults = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut scratch = Scratch::default();
                loop {
                    let Some(source) = sources.lock().unwrap().next() else { break };
                    let source = source.expect("the corpora can be walked");
                    // The reference of the pages is no article.
                    if source.name().ends_with("gold.jsonl") {
                        continue;
                    }
                    let options = Options { format: InputFormat::Auto, ..Options::default() };
                    for record in source.read(&options) {
                        let article = match record {
                            Ok(record) => record.article,
                            Err(error) => {
                                faults.lock().unwrap().push(error.to_string());
                                continue;
                            }
                        };
                        let read = engine.read(&article, &mut scratch);
                        if let Err(fault) = check(&article, &read) {
                            faults.lock().unwrap().push(format!("{}: {fault}", article.id));
                        }
                        articles.fetch_add(1, Ordering::Relaxed);
                        sentences.fetch_add(read.sentences.len(), Ordering::Relaxed);
                        quotes.fetch_add(read.quotes.len(), Ordering::Relaxed);
                    }
                }
            });
        }
    });
    let [articles, sentences, quotes] = [articles, sentences, quotes].map(AtomicUsize::into_inner);
    println!("{articles} articles, {sentences} sentences, {quotes} quotations");
    let faults = faults.into_inner().unwrap();
    // An article without any text is told as such; nothing else may go wrong.
    let faults: Vec<_> = faults.iter().filter(|fault| !fault.contains("no text")).collect();
    assert!(faults.is_empty(), "{} faults, such as {:#?}", faults.len(), &faults[..faults.len().min(10)]);
    assert!(articles > 11_000, "only {articles} articles");
    assert!(quotes > 2 * articles, "only {quotes} quotations in {articles} articles");
}

/// Every span slices the text, at the edges of its words.
fn check(article: &Article, read: &Analysis) -> Result<(), String> {
    let mut spans: Vec<(&str, Span)> = Vec::new();
    spans.extend(read.blocks.iter().map(|block| ("block", block.span)));
    spans.extend(read.sentences.iter().map(|sentence| ("sentence", sentence.span)));
    spans.extend(read.mentions.iter().map(|mention| ("mention", mention.span)));
    for quote in &read.quotes {
        spans.extend(quote.segments.iter().map(|&span| ("segment", span)));
        spans.extend(quote.cue.iter().map(|cue| ("cue", cue.span)));
        spans.extend(quote.speaker.span.map(|span| ("speaker", span)));
        spans.extend(quote.addressee.map(|to| ("addressee", to.span)));
        if quote.segments.is_empty() || quote.segments.windows(2).any(|pair| pair[0].end > pair[1].start) {
            return Err(format!("segments out of order: {:?}", quote.segments));
        }
    }
    for (what, span) in spans {
        match article.text.get(span.start as usize..span.end as usize) {
            Some(words) if !words.is_empty() && words.trim() == words => {}
            words => return Err(format!("{what} {span:?} is {words:?}")),
        }
    }
    Ok(())
}
