//! Candidates, verification and clusters held against pairs that were judged by reading: `tests/data/statements.tsv`.
//!
//! `cargo test --release -p saksi-archive --test statements -- --nocapture` prints the figures; `-- --ignored --nocapture` those of the
//! whole way, over all quotes of the corpora.

mod support;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Instant;

use saksi_archive::compare::{
    ArticleSignature, Link, QuoteSignature, Vocabulary, cluster, likeness, same_article, same_statement,
};
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
    for (what, least) in
        [("1 quotes: candidates", 0.0), ("2 quotes: verification", 0.68), ("5 articles: both steps", 0.8)]
    {
        for half in ["held", "tune"] {
            let figures = figures[&(what, half)];
            assert!(figures.f1() > least, "{what}, {half}: {figures}");
        }
    }
    assert!(figures[&("1 quotes: candidates", "held")].recall() > 0.8, "the keys find too few");
}

#[test]
fn the_whole_way() {
    let Some(folder) = corpora() else {
        eprintln!("skipped: ../shared/corpora is not here");
        return;
    };
    let read = read(&folder, None);
    let begun = Instant::now();
    let mut index: HashMap<u64, Vec<usize>> = HashMap::new();
    let (mut candidates, mut links) = (0, Vec::new());
    for (at, quote) in read.quotes.iter().enumerate() {
        let found: BTreeSet<usize> = quote.keys.iter().filter_map(|key| index.get(key)).flatten().copied().collect();
        candidates += found.len();
        for other in found.into_iter().filter(|&other| read.quotes[other].article != quote.article) {
            if let Some(score) = same_statement(&read.quotes[other].side(), &quote.side()) {
                links.push(Link { a: other as i64, b: at as i64, score });
            }
        }
        for key in &quote.keys {
            index.entry(*key).or_default().push(at);
        }
    }
    let clusters = cluster(&links);
    let count = read.quotes.len();
    println!(
        "{count} quotes, {:.1} keys and {:.1} earlier candidates each, {} links, {} clusters, the largest of {}; {:.2} s",
        read.quotes.iter().map(|quote| quote.keys.len()).sum::<usize>() as f64 / count as f64,
        candidates as f64 / count as f64,
        links.len(),
        clusters.len(),
        clusters.iter().map(Vec::len).max().unwrap_or(0),
        begun.elapsed().as_secs_f64()
    );
    let mut of: HashMap<(&str, &str), i64> = HashMap::new();
    for (group, at) in clusters.iter().flat_map(|group| group.iter().map(move |&at| (group[0], at as usize))) {
        of.insert((&read.quotes[at].article, &read.quotes[at].segments), group);
    }
    let mut figures: BTreeMap<&str, Figures> = BTreeMap::new();
    for pair in judged().iter().filter(|pair| pair.what == "quote") {
        let together = of.get(&pair.one).is_some_and(|group| of.get(&pair.other) == Some(group));
        figures.entry(pair.half).or_default().note(together, pair.same);
    }
    for (half, figures) in &figures {
        println!("6 quotes: in one cluster {half}  {figures}");
        assert!(figures.f1() > 0.6, "{half}: {figures}");
    }
    let mut clock = Instant::now();
    let vocabulary = Vocabulary::new();
    let words: usize = read.quotes.iter().map(|quote| vocabulary.words(&quote.text).list.len()).sum();
    println!(
        "{:.1} µs a quote of {:.1} words",
        clock.elapsed().as_secs_f64() * 1e6 / count as f64,
        words as f64 / count as f64
    );
    clock = Instant::now();
    let keys: usize = read
        .quotes
        .iter()
        .map(|quote| QuoteSignature::of(&vocabulary, &quote.words, quote.side().speaker).keys.len())
        .sum();
    println!("{:.1} µs a signature, {keys} keys", clock.elapsed().as_secs_f64() * 1e6 / count as f64);
    assert!(figures["held"].f1() > 0.6, "{}", figures["held"]);
}
