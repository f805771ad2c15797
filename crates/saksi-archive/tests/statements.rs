//! Candidates, verification and clusters held against pairs that were judged by reading: `tests/data/statements.tsv`.
//!
//! `cargo test --release -p saksi-archive --test statements -- --nocapture` prints the figures; `-- --ignored --nocapture` those of the
//! whole way, over all quotes of the corpora.

mod support;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use saksi_archive::compare::{ArticleSignature, Clusters, Link, likeness, same_article, same_statement};
use support::{Figures, Quote, Read, corpora, read};

const JUDGED: &str = include_str!("data/statements.tsv");

/// One judged pair: of quotes, or of articles where the segments are empty.
struct Pair {
    what: &'static str,
    half: &'static str,
    same: bool,
    stratum: &'static str,
    one: (&'static str, &'static str),
    other: (&'static str, &'static str),
}

fn judged() -> Vec<Pair> {
    let rows = JUDGED.lines().filter(|line| !line.starts_with('#')).skip(1);
    let pair = |row: &'static str| {
        let cells: Vec<&str> = row.split('\t').collect();
        let [what, half, verdict, stratum, _, article, segments, _, other, theirs] = cells[..] else { panic!("{row}") };
        Pair { what, half, same: verdict == "same", stratum, one: (article, segments), other: (other, theirs) }
    };
    rows.map(pair).collect()
}

/// The quotes by article and place. A quote whose bounds have moved since is found by its first segment's beginning.
fn places(read: &Read) -> HashMap<(&str, &str), &Quote> {
    let mut places = HashMap::new();
    for quote in &read.quotes {
        places.insert((quote.article.as_str(), quote.segments.as_str()), quote);
        let begin = quote.segments.split('-').next().unwrap_or("");
        places.entry((quote.article.as_str(), begin)).or_insert(quote);
    }
    places
}

fn find<'a>(places: &HashMap<(&str, &str), &'a Quote>, at: (&str, &str)) -> Option<&'a Quote> {
    let begin = at.1.split('-').next().unwrap_or("");
    places.get(&at).or_else(|| places.get(&(at.0, begin))).copied()
}

fn share(a: &[u64], b: &[u64]) -> bool {
    a.iter().any(|key| b.contains(key))
}

#[test]
fn judged_pairs() {
    let Some(folder) = corpora() else {
        eprintln!("skipped: ../shared/corpora is not here");
        return;
    };
    let pairs = judged();
    let named: BTreeSet<String> = pairs.iter().flat_map(|pair| [pair.one.0, pair.other.0]).map(str::to_owned).collect();
    let read = read(&folder, Some(&named));
    let places = places(&read);
    let show = std::env::var("SHOW").unwrap_or_default();
    let mut figures: BTreeMap<(&str, &str), Figures> = BTreeMap::new();
    let mut moved = 0;
    for pair in &pairs {
        let mut note = |what, said| figures.entry((what, pair.half)).or_default().note(said, pair.same);
        if pair.what == "article" {
            let (one, other) = (&read.shingles[pair.one.0], &read.shingles[pair.other.0]);
            let candidates = share(&ArticleSignature::of(one).keys, &ArticleSignature::of(other).keys);
            let copy = same_article(one, other);
            note("4 articles: candidates", candidates);
            note("5 articles: both steps", candidates && copy.is_some());
            if show == pair.half && pair.same != (candidates && copy.is_some()) {
                let shared = one.shared(other) as f32 / one.list.len().min(other.list.len()) as f32;
                println!("{} {} {candidates} {shared:.2} {} {}", pair.half, pair.same, pair.one.0, pair.other.0);
            }
            continue;
        }
        let (Some(one), Some(other)) = (find(&places, pair.one), find(&places, pair.other)) else {
            moved += 1;
            continue;
        };
        let candidates = share(&one.keys, &other.keys);
        let sure = same_statement(&one.side(), &other.side());
        note("1 quotes: candidates", candidates);
        note("2 quotes: verification", sure.is_some());
        note("3 quotes: both steps", candidates && sure.is_some());
        if show == pair.half && pair.same != (candidates && sure.is_some()) {
            let like = likeness(&one.side(), &other.side());
            println!(
                "{} {} {candidates} {sure:?} {like:?}\n  {:?} {}\n  {:?} {}",
                pair.stratum, pair.same, one.name, one.text, other.name, other.text
            );
        }
    }
    for ((what, half), figures) in &figures {
        println!("{what:24} {half}  {figures}");
    }
    println!("{moved} pairs whose quotes the engine no longer reads");
    assert!(moved * 10 < pairs.len(), "too few of the judged quotes are still read");
}
