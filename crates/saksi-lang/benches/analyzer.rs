//! Words a second for each layer of the analysis, on each kernel, and what loading the model costs. One core.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use saksi_lang::analyzer::{Analyzer, Depth, Scratch};
use saksi_lang::kernel::Kernels;
use saksi_lang::morphology::Morphology;
use saksi_lang::{Span, segment, tokenize};

const TEXT: &str = include_str!("../../../examples/ktt-pangan-bandung.txt");

fn main() {
    divan::main();
}

fn sentences() -> Vec<Vec<Span>> {
    let mut tokens = Vec::new();
    tokenize(TEXT, &mut tokens);
    let mut out = Vec::new();
    segment::sentences(TEXT, &tokens, &Morphology::new(), |_, words| out.push(words.iter().map(|w| w.span).collect()));
    out
}

fn kernels() -> Vec<&'static str> {
    Kernels::available().map(Kernels::name).collect()
}

#[divan::bench(args = kernels(), consts = [0, 1])]
fn annotate<const TREES: usize>(bencher: Bencher, kernels: &str) {
    let kernels = Kernels::available().find(|k| k.name() == kernels).expect("it is available");
    let analyzer = Analyzer::new().with_kernels(kernels);
    let sentences = sentences();
    let depth = if TREES == 1 { Depth::Trees } else { Depth::Tags };
    let mut scratch = Scratch::default();
    bencher.counter(ItemsCount::new(sentences.iter().map(Vec::len).sum::<usize>())).bench_local(|| {
        for words in &sentences {
            black_box(analyzer.annotate(TEXT, words, depth, &mut scratch));
        }
    });
}

#[divan::bench]
fn segment_into_words(bencher: Bencher) {
    let morphology = Morphology::new();
    let mut tokens = Vec::new();
    tokenize(TEXT, &mut tokens);
    let words = sentences().iter().map(Vec::len).sum::<usize>();
    bencher.counter(ItemsCount::new(words)).bench_local(|| {
        segment::sentences(TEXT, &tokens, &morphology, |_, words| {
            black_box(words);
        });
    });
}

#[divan::bench]
fn load() -> Analyzer {
    Analyzer::new()
}
