//! `saksi search`, `saksi stats`, `saksi entities`: an archive asked on the command line.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Result, bail};
use saksi_archive::{
    ActorRef, Archive, ArticleQuery, ArticleRef, EntityQuery, EventHit, EventQuery, Filter, LONGEST_PAGE, Order, Page,
    Paging, QuoteHit, QuoteQuery, Statement, Vocabulary, Writer,
};

use crate::args::{EntitiesCommand, ListFormat, SearchArgs, SearchOrder, StatsArgs, What};
use crate::ingest::ENGINE;

fn open(path: &Path) -> Result<Archive> {
    Ok(Archive::open_to_read(path, Arc::new(Vocabulary::new()))?)
}

/// Prints pages until `limit` hits are out; their number.
fn pages<T: serde::Serialize>(
    format: Option<ListFormat>,
    limit: usize,
    mut ask: impl FnMut(&Paging) -> Result<Page<T>, saksi_archive::ArchiveError>,
    order: Order,
    text: impl Fn(&T) -> String,
) -> Result<usize> {
    let for_people = match format {
        Some(format) => format == ListFormat::Text,
        None => io::stdout().is_terminal(),
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let (mut count, mut paging) = (0, Paging { order, limit: limit.min(LONGEST_PAGE), cursor: None });
    while count < limit {
        let page = ask(&paging)?;
        for hit in page.hits.iter().take(limit - count) {
            if for_people {
                writeln!(out, "{}", text(hit))?
            } else {
                writeln!(out, "{}", serde_json::to_string(hit)?)?
            }
            count += 1;
        }
        match page.next {
            Some(next) => paging.cursor = Some(next),
            None => break,
        }
    }
    out.flush()?;
    Ok(count)
}

/// `saksi search`: exit status 1 where nothing is found.
///
/// # Errors
///
/// Where the archive cannot be read, or a date cannot be understood.
pub(crate) fn run(args: &SearchArgs) -> Result<ExitCode> {
    let archive = open(&args.archive)?;
    // What the shell took the quotation marks off is still one phrase of a field.
    let words = args.words.iter().map(|word| match word.split_once(':') {
        Some((field, value)) if value.contains(' ') && !value.contains('"') => format!("{field}:\"{value}\""),
        _ if word.contains(' ') && !word.contains(['"', ':']) => format!("\"{word}\""),
        _ => word.clone(),
    });
    let filter = Filter { words: words.collect::<Vec<_>>().join(" "), ..Filter::default() };
    let order = match args.order {
        SearchOrder::Newest => Order::Newest,
        SearchOrder::Oldest => Order::Oldest,
        SearchOrder::Relevance => Order::Relevance,
    };
    let count = match args.what {
        What::Quotes => {
            let query = QuoteQuery { filter, ..QuoteQuery::default() };
            pages(args.format, args.limit, |paging| archive.quotes(&query, paging), order, quote)?
        }
        What::Events => {
            let query = EventQuery {
                filter,
                class: args.class.clone(),
                source_country: args.country_of_source.clone(),
                target_country: args.country_of_target.clone(),
                ..EventQuery::default()
            };
            pages(args.format, args.limit, |paging| archive.events(&query, paging), order, event)?
        }
        What::Articles => {
            let query = ArticleQuery { filter, ..ArticleQuery::default() };
            let text = |hit: &saksi_archive::ArticleHit| {
                format!(
                    "{}\n  {}\n  {} quotations, {} events\n",
                    place(&hit.article),
                    hit.snippet,
                    hit.quotes,
                    hit.events
                )
            };
            pages(args.format, args.limit, |paging| archive.articles(&query, paging), order, text)?
        }
        What::Statements => {
            pages(args.format, args.limit, |paging| archive.statements(&filter, paging), order, statement)?
        }
    };
    Ok(ExitCode::from(u8::from(count == 0)))
}

fn place(article: &ArticleRef) -> String {
    let parts = [article.published.as_deref(), article.outlet.as_deref(), article.title.as_deref()];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    format!("[{}] {}", article.id, parts.join(" · "))
}

fn quote(hit: &QuoteHit) -> String {
    let who = hit.speaker.as_ref().map(|speaker| speaker.name.as_str()).or(hit.speaker_text.as_deref()).unwrap_or("?");
    let to = hit.addressee.as_ref().map(|to| format!(" — to {}", to.name)).unwrap_or_default();
    let more = if hit.reports > 1 { format!(" · in {} articles", hit.reports) } else { String::new() };
    let cue = hit.cue.as_deref().unwrap_or("goes on");
    format!("{who} — {cue}, {}{to}\n  “{}”\n  {} {}{more}\n", hit.kind, hit.text, hit.id, place(&hit.article))
}

fn side(actors: &[ActorRef]) -> String {
    let name = |actor: &ActorRef| {
        actor.entity.as_ref().map(|entity| entity.name.clone()).or(actor.text.clone()).unwrap_or_default()
    };
    let names: Vec<String> = actors.iter().map(name).collect();
    if names.is_empty() { "–".to_owned() } else { names.join(", ") }
}

fn event(hit: &EventHit) -> String {
    let facts = [hit.time.as_deref(), hit.place.as_deref(), hit.status.as_deref()];
    let facts: Vec<&str> = facts.into_iter().flatten().collect();
    let says = match (&hit.asserter, &hit.in_quote) {
        (Some(who), _) => format!("says {}", who.name),
        (None, Some(_)) => "says a quoted speaker".to_owned(),
        (None, None) => "says the article".to_owned(),
    };
    let (source, target) = (side(&hit.source), side(&hit.target));
    format!(
        "{source} → {} “{}” → {target}\n  {} · {says}\n  {}\n  {} {}\n",
        hit.class,
        hit.anchor,
        facts.join(" · "),
        hit.sentence,
        hit.id,
        place(&hit.article)
    )
}

fn statement(hit: &Statement) -> String {
    let who = hit.speaker.as_ref().map_or("?", |speaker| speaker.name.as_str());
    let versions =
        hit.versions.iter().map(|version| format!("  “{}”\n    {}", version.quote.text, place(&version.quote.article)));
    format!("{who} — in {} articles\n{}\n", hit.versions.len(), versions.collect::<Vec<_>>().join("\n"))
}

/// `saksi stats`.
///
/// # Errors
///
/// Where the archive cannot be read.
pub(crate) fn stats(args: &StatsArgs) -> Result<ExitCode> {
    let archive = open(&args.archive)?;
    if args.rejects {
        let text = |reject: &saksi_archive::Reject| {
            let at = reject.position.map(|at| format!(":{at}")).unwrap_or_default();
            format!("{}{at}: {}", reject.place, reject.reason)
        };
        pages(args.format, usize::MAX, |paging| archive.rejects(paging), Order::Newest, text)?;
        return Ok(ExitCode::SUCCESS);
    }
    let stats = archive.stats()?;
    let mut out = io::stdout().lock();
    if !args.format.map_or(io::stdout().is_terminal(), |format| format == ListFormat::Text) {
        writeln!(out, "{}", serde_json::to_string(&stats)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    let days = [stats.first.as_deref(), stats.last.as_deref()].map(|day| day.unwrap_or("?"));
    writeln!(
        out,
        "{} articles, {} to {}; {} replaced by newer versions",
        stats.articles, days[0], days[1], stats.replaced
    )?;
    writeln!(
        out,
        "{} quotes, {} with a known speaker; {} statements in several articles",
        stats.quotes, stats.attributed, stats.statements
    )?;
    writeln!(out, "{} events; {} persons, bodies, states", stats.events, stats.entities)?;
    writeln!(out, "{} groups of nearly equal articles; {} inputs failed", stats.copies, stats.rejects)?;
    writeln!(out, "{:.1} MB, layout {}", stats.bytes as f64 / 1e6, stats.schema)?;
    for (what, counts) in
        [("outlet", &stats.outlets), ("quotes", &stats.kinds), ("events", &stats.classes), ("read by", &stats.engines)]
    {
        for count in counts.iter().take(12) {
            writeln!(
                out,
                "  {what:<8} {:>9}  {}",
                count.count,
                if count.value.is_empty() { "?" } else { &count.value }
            )?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// `saksi entities`.
///
/// # Errors
///
/// Where the archive cannot be read or written, or an entity is not in it.
pub(crate) fn entities(command: &EntitiesCommand) -> Result<ExitCode> {
    let writer = |path: &Path| -> Result<Writer> {
        if !path.exists() {
            bail!("{}: no such archive", path.display());
        }
        Ok(Writer::open(path, ENGINE, Arc::new(Vocabulary::new()))?)
    };
    match command {
        EntitiesCommand::Find { archive, name, limit, format } => {
            let archive = open(archive)?;
            let query = EntityQuery { name: name.join(" "), kind: Vec::new() };
            let text = |hit: &saksi_archive::EntityHit| {
                let about =
                    [Some(hit.kind.as_str()), hit.role.as_deref(), hit.country.as_deref(), hit.entity.kb.as_deref()];
                let about: Vec<&str> = about.into_iter().flatten().collect();
                let counts = format!("{} articles, {} quotes, {} events", hit.articles, hit.quotes, hit.events);
                format!("[{}] {} — {}: {counts}", hit.entity.id, hit.entity.name, about.join(", "))
            };
            let count = pages(*format, *limit, |paging| archive.entities(&query, paging), Order::Newest, text)?;
            return Ok(ExitCode::from(u8::from(count == 0)));
        }
        EntitiesCommand::Merge { archive, entity, others } => {
            let mut writer = writer(archive)?;
            writer.merge(*entity, others)?;
            writer.commit()?;
        }
        EntitiesCommand::Unmerge { archive, entity } => {
            let mut writer = writer(archive)?;
            writer.unmerge(*entity)?;
            writer.commit()?;
        }
        EntitiesCommand::Split { archive, entity, articles } => {
            let mut writer = writer(archive)?;
            let made = writer.split(*entity, articles)?;
            writer.commit()?;
            writeln!(io::stdout(), "{made}")?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
