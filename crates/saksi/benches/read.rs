//! `cargo bench -p saksi`: the bundled article, read whole and only cut into tokens; and what an engine costs to make.

use divan::Bencher;
use divan::counter::BytesCount;
use saksi::{Article, Engine, Scratch};

const TEXT: &str = include_str!("../../../examples/ktt-pangan-bandung.txt");

fn main() {
    divan::main();
}

#[divan::bench]
fn read(bencher: Bencher) {
    let engine = Engine::new();
    let article = Article { id: "ktt".into(), text: TEXT.into(), ..Article::default() };
    let mut scratch = Scratch::default();
    bencher.counter(BytesCount::of_str(TEXT)).bench_local(|| engine.read(&article, &mut scratch));
}

#[divan::bench]
fn tokenize(bencher: Bencher) {
    let mut tokens = Vec::new();
    bencher.counter(BytesCount::of_str(TEXT)).bench_local(|| saksi_lang::tokenize(TEXT, &mut tokens));
}

#[divan::bench]
fn engine() -> Engine {
    Engine::new()
}
