//! How long searches take: `search_speed ARCHIVE [N]`. Asks N questions (words of stored quotes drawn at random, so frequent words come
//! often; phrases, prefixes, speakers, outlets, days) on one thread and prints percentiles in milliseconds by kind of question.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use saksi_archive::{Archive, Filter, Paging, QuoteHit, QuoteQuery, Vocabulary};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let path = arguments.first().ok_or("usage: search_speed ARCHIVE [N]")?;
    let wanted: usize = arguments.get(1).map_or(Ok(500), |n| n.parse())?;
    let archive = Archive::open_to_read(Path::new(path), Arc::new(Vocabulary::new()))?;
    // Quotes of many days: the newest of each month.
    let mut pool: Vec<QuoteHit> = Vec::new();
    for year in 2005..2025 {
        for month in 1..=12 {
            let until = Some(format!("{year}-{month:02}"));
            let query = QuoteQuery { filter: Filter { until, ..Filter::default() }, ..QuoteQuery::default() };
            pool.extend(archive.quotes(&query, &Paging::default())?.hits);
        }
    }
    let mut state = 11_u64;
    let mut below = |end: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % end.max(1)
    };
    let kinds = ["word", "two words", "phrase", "prefix", "speaker and word", "outlet, year and word", "nothing"];
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); kinds.len()];
    for number in 0..wanted {
        let hit = &pool[below(pool.len())];
        let words: Vec<&str> = hit.text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2).collect();
        if words.len() < 3 {
            continue;
        }
        let at = below(words.len() - 1);
        let kind = number % kinds.len();
        let mut query = QuoteQuery::default();
        query.filter.words = match kind {
            0 => words[at].to_owned(),
            1 => format!("{} {}", words[at], words[below(words.len())]),
            2 => format!("\"{} {}\"", words[at], words[at + 1]),
            3 => format!("{}*", words[at].chars().take(4).collect::<String>()),
            4 | 5 => words[at].to_owned(),
            _ => String::new(),
        };
        match kind {
            4 => query.speaker.extend(hit.speaker.as_ref().map(|speaker| speaker.id)),
            5 => {
                query.filter.outlet.extend(hit.article.outlet.clone());
                query.filter.since = hit.article.published.as_deref().map(|day| day[..4].to_owned());
                query.filter.until = query.filter.since.clone();
            }
            _ => {}
        }
        let start = Instant::now();
        archive.quotes(&query, &Paging::default())?;
        times[kind].push(start.elapsed().as_secs_f64() * 1000.0);
    }
    let mut all: Vec<f64> = times.concat();
    for (name, list) in kinds.iter().zip(&mut times).chain([(&"all", &mut all)]) {
        list.sort_by(f64::total_cmp);
        let at = |share: f64| list.get((list.len() as f64 * share) as usize).or(list.last()).copied().unwrap_or(0.0);
        println!("{name:<22} p50 {:>7.2}  p95 {:>7.2}  max {:>7.2} ms  ({})", at(0.5), at(0.95), at(1.0), list.len());
    }
    Ok(())
}
