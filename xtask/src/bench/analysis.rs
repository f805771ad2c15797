//! Words a second of the statistical analysis, layer by layer, one thread; and what loading its model takes.

use std::hint::black_box;
use std::time::{Duration, Instant};

use saksi::Article;
use saksi_lang::analyzer::{Analyzer, Depth, Scratch};
use saksi_lang::morphology::Morphology;
use saksi_lang::{Span, segment, tokenize};

/// Articles that are analysed: every so many of the set, some 500.
const SOME: usize = 500;

/// Sentences as words, with the number of the text they stand in.
struct Sentences<'a> {
    texts: Vec<&'a str>,
    words: Vec<(usize, Vec<Span>)>,
}

fn cut<'a>(texts: &[&'a str], morphology: &Morphology) -> Sentences<'a> {
    let (mut words, mut tokens) = (Vec::new(), Vec::new());
    for (n, text) in texts.iter().enumerate() {
        tokenize(text, &mut tokens);
        segment::sentences(text, &tokens, morphology, |_, found| {
            words.push((n, found.iter().map(|w| w.span).collect()))
        });
    }
    Sentences { texts: texts.to_vec(), words }
}

/// Prints a table.
pub fn run(articles: &[Article], fastest: impl Fn(&mut dyn FnMut()) -> Duration) {
    let step = articles.len().div_ceil(SOME).max(1);
    let texts: Vec<&str> = articles.iter().step_by(step).map(|a| a.text.as_str()).collect();
    let morphology = Morphology::new();
    let analyzer = Analyzer::new();
    let sentences = cut(&texts, &morphology);
    let count = sentences.words.iter().map(|s| s.1.len()).sum::<usize>() as f64;
    let mut scratch = Scratch::default();
    let mut annotate = |depth: Depth| {
        for (text, words) in &sentences.words {
            black_box(analyzer.annotate(sentences.texts[*text], words, depth, &mut scratch));
        }
    };
    println!("\nAnalysis of {} of these articles, {count} words, 1 thread:\n", texts.len());
    println!("| what | words a second |\n| --- | ---: |");
    let row = |what: &str, work: &mut dyn FnMut()| println!("| {what} | {:.0} |", count / fastest(work).as_secs_f64());
    row("tokens, sentences, words", &mut || {
        black_box(cut(&texts, &morphology).words.len());
    });
    row("tags, features, entities", &mut || annotate(Depth::Tags));
    row("these and trees", &mut || annotate(Depth::Trees));
    let mut loads: Vec<Duration> = (0..9)
        .map(|_| {
            let start = Instant::now();
            black_box(Analyzer::new());
            start.elapsed()
        })
        .collect();
    loads.sort();
    println!("\nLoading the model: {:.1} ms (median of 9).", 1e3 * loads[4].as_secs_f64());
}
