//! `cargo xtask bench`: how fast the engine and the command are, as a Markdown table on standard output.
//!
//! Every figure is measured in the one run: the engine over articles in memory, the built command over the same
//! articles as JSON lines, both beside a plain scan of the same text, so that a slow hour of the machine shows in all
//! of them. `docs/SPEED.md` is one such run.

mod analysis;
mod articles;
mod child;

use std::hint::black_box;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use saksi::{Article, Engine, Scratch};

use articles::{Set, json_line};
use child::{Saksi, instructions};

/// Runs of each measurement; the fastest counts, for the others had to share the machine.
const RUNS: usize = 3;
/// Starts of the command; the median counts.
const STARTS: usize = 20;
/// Copies of the bundled article under callgrind.
const COPIES: usize = 40;

/// Measures and prints.
pub fn run() -> Result<()> {
    let set = Set::load()?;
    let engine = Engine::new();
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let sentences: usize = {
        let mut scratch = Scratch::default();
        set.articles.iter().map(|a| engine.read(a, &mut scratch).sentences.len()).sum()
    };
    println!("# Speed\n\nMade by `cargo xtask bench` on {}.\n", machine(cores));
    println!(
        "Text: {} — {} articles, {sentences} sentences, {:.1} MB.\n",
        set.name,
        set.articles.len(),
        megabytes(&set)
    );

    let scan = fastest(|| set.articles.iter().map(|a| black_box(&*a.text).split_whitespace().count()).sum::<usize>());
    let table = Table { sentences: sentences as f64, megabytes: megabytes(&set), scan };
    println!("| what | sentences a second | MB/s | time of a plain scan |\n| --- | ---: | ---: | ---: |");
    table.row("a plain scan for words (`split_whitespace`), 1 thread", scan);
    table.row("engine, articles in memory, 1 thread", fastest(|| read_all(&engine, &set.articles, 1)));
    table.row(&format!("engine, {cores} threads"), fastest(|| read_all(&engine, &set.articles, cores)));

    let saksi = Saksi::build()?;
    let file = child::Scratch::new("articles.jsonl", &set.articles.iter().map(json_line).collect::<String>())?;
    let mut peaks = Vec::new();
    for threads in [1, cores] {
        let mut best = Duration::MAX;
        for _ in 0..RUNS {
            let (time, peak) = saksi.read(&file, threads)?;
            best = best.min(time);
            peaks.push((threads, peak));
        }
        table.row(&format!("`saksi read --threads {threads}`, JSON lines in and out"), best);
    }
    println!("\n| what | |\n| --- | ---: |");
    for threads in [1, cores] {
        let peak = peaks.iter().filter(|(t, _)| *t == threads).map(|(_, peak)| *peak).max().unwrap_or(0);
        println!("| peak memory of `saksi read --threads {threads}` over all articles | {:.1} MB |", peak as f64 / 1e6);
    }
    let short = child::Scratch::new("short.txt", "“Beras cukup,” kata Menteri Pertanian Ratna Wiryawan di Bandung.\n")?;
    let mut starts = (0..STARTS).map(|_| saksi.read(&short, 1)).collect::<Result<Vec<_>>>()?;
    starts.sort();
    let (start, peak) = starts[STARTS / 2];
    println!(
        "| `saksi read` of one sentence, start to end (median of {STARTS}) | {:.1} ms |",
        1e3 * start.as_secs_f64()
    );
    println!("| peak memory of that start | {:.1} MB |", peak as f64 / 1e6);
    counts(&saksi)?;
    analysis::run(&set.articles, |work| fastest(work));
    Ok(())
}

/// Instructions a byte: what remains of forty articles when one is taken off, start-up with it.
fn counts(saksi: &Saksi) -> Result<()> {
    let article = articles::bundled()?;
    let lines = |n: usize| json_line(&article).repeat(n);
    let (one, many) = (child::Scratch::new("1.jsonl", &lines(1))?, child::Scratch::new("n.jsonl", &lines(COPIES + 1))?);
    let (Some(one), Some(many)) = (instructions(saksi, &one)?, instructions(saksi, &many)?) else {
        println!("| instructions a byte | not measured: valgrind is not here |");
        return Ok(());
    };
    let each = (many - one) / COPIES as u64;
    println!(
        "| instructions a byte, JSON lines to JSON lines (callgrind, bundled article) | {} |",
        each / article.text.len() as u64
    );
    println!("| instructions to start | {:.1} million |", (one - each) as f64 / 1e6);
    Ok(())
}

/// What every row is held against.
struct Table {
    sentences: f64,
    megabytes: f64,
    scan: Duration,
}

impl Table {
    fn row(&self, what: &str, time: Duration) {
        let seconds = time.as_secs_f64();
        println!(
            "| {what} | {:.0} | {:.1} | × {:.1} |",
            self.sentences / seconds,
            self.megabytes / seconds,
            seconds / self.scan.as_secs_f64()
        );
    }
}

fn megabytes(set: &Set) -> f64 {
    set.articles.iter().map(|a| a.text.len()).sum::<usize>() as f64 / 1e6
}

fn fastest<T>(mut work: impl FnMut() -> T) -> Duration {
    let time = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    (0..RUNS).map(time).min().unwrap_or_default()
}

/// Reads all articles on so many threads; the number of quotations.
fn read_all(engine: &Engine, articles: &[Article], threads: usize) -> usize {
    let (next, quotes) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut scratch = Scratch::default();
                while let Some(article) = articles.get(next.fetch_add(1, Ordering::Relaxed)) {
                    quotes.fetch_add(engine.read(article, &mut scratch).quotes.len(), Ordering::Relaxed);
                }
            });
        }
    });
    quotes.into_inner()
}

fn machine(cores: usize) -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").context("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map_or("?", |(_, m)| m);
    format!("{cores} cores of {model} (a shared virtual machine), release profile")
}
