//! Any text through the engine: no panic, and every span slices the text.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use saksi::{Article, Engine, Scratch, Span};

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::new);

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let article = Article { id: "fuzz".into(), text, ..Article::default() };
    let analysis = ENGINE.read(&article, &mut Scratch::default());
    let check = |span: Span| assert!(article.text.get(span.start as usize..span.end as usize).is_some(), "{span:?}");
    analysis.blocks.iter().for_each(|b| check(b.span));
    analysis.sentences.iter().for_each(|s| check(s.span));
    analysis.mentions.iter().for_each(|m| check(m.span));
    for quote in &analysis.quotes {
        quote.segments.iter().for_each(|&s| check(s));
        quote.cue.iter().for_each(|c| check(c.span));
        quote.speaker.span.into_iter().for_each(check);
    }
});
