//! `saksi ingest` and `saksi reread`: threads read, this one writes.

use std::io::{self, IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use jiff::Timestamp;
use saksi::{Article, Engine, Scratch};
use saksi_archive::{Archive, ArchiveError, Outcome, Prepared, Provenance, ServerSaid, Vocabulary, Writer, prepare};
use saksi_intake::{
    FetchOptions, Fetcher, Gathered, Given, IntakeError, Options, Origin, Record, Validators, canonical_url,
};
use saksi_report::Report;

use crate::args::{IngestArgs, RereadArgs};
use crate::jobs::{Job, jobs};
use crate::parallel::ordered_map;
use crate::rate::Rate;
use crate::settings::{cores, format_of_input, listed};

/// Articles, and time, between two commits: what an interruption costs at most.
const BATCH: usize = 256;
const PATIENCE: Duration = Duration::from_secs(1);

/// Whose reports are stored.
pub(crate) const ENGINE: &str = concat!("saksi ", env!("CARGO_PKG_VERSION"));

/// What one thread does at a time.
enum Task {
    Read(Job),
    Fetch(String),
}

/// What came of an input.
enum Item {
    New(Box<Prepared>, String),
    Known(i64, Provenance),
    Rejected {
        place: String,
        position: Option<i64>,
        reason: String,
    },
    /// An address that was fetched, and what to send the next time.
    Fetched(String, Validators),
    Note(String),
}

/// What all threads share.
struct Reading {
    engine: Engine,
    vocabulary: Arc<Vocabulary>,
    options: Options,
    fetcher: Fetcher,
    archive: PathBuf,
    verbose: bool,
}

/// What each thread has of its own.
#[derive(Default)]
struct Own {
    scratch: Scratch,
    archive: Option<Archive>,
}

/// `saksi ingest`.
///
/// # Errors
///
/// Where the archive cannot be opened or written; what is wrong with an input is told, counted and kept.
pub(crate) fn run(args: IngestArgs) -> Result<ExitCode> {
    let mut sources = args.sources;
    if let Some(list) = &args.files_from {
        sources.extend(listed(list)?);
    } else if sources.is_empty() {
        sources.push("-".into());
    }
    let given = Given { source: args.source, ..Given::default() };
    let options = Options { format: format_of_input(args.input), given, ..Options::default() };
    let vocabulary = Arc::new(Vocabulary::new());
    let mut writer = Writer::open(&args.archive, ENGINE, vocabulary.clone())?;
    let delay = Duration::try_from_secs_f64(args.delay).unwrap_or(Duration::from_secs(1));
    let fetching =
        FetchOptions { contact: args.contact, delay, allow_private: args.allow_private, ..FetchOptions::default() };
    let reading = Reading {
        engine: Engine::new(),
        vocabulary,
        options: options.clone(),
        fetcher: Fetcher::new(fetching),
        archive: args.archive.clone(),
        verbose: args.verbose,
    };
    let mut rate = Rate::new(args.quiet, total(&sources, &options));
    let report = (!args.quiet && !io::stdout().is_terminal()).then(|| Lines { out: Some(io::stdout().lock()) });
    let mut sink =
        Sink { writer: &mut writer, rate: &mut rate, report, waiting: Vec::new(), last: Instant::now(), failed: 0 };
    let threads = args.threads.map_or_else(cores, usize::from);
    let work = |own: &mut Own, task: Task| reading.work(own, task);
    let written = ordered_map(tasks(sources, &options), threads, Own::default, work, |items| sink.take(items));
    let committed = written.and_then(|()| sink.commit());
    let failed = sink.failed;
    rate.finish(failed);
    committed?;
    Ok(ExitCode::from(u8::from(failed > 0)))
}

fn tasks<'o>(sources: Vec<PathBuf>, options: &'o Options) -> impl Iterator<Item = Task> + Send + use<'o> {
    sources.into_iter().flat_map(move |source| -> Box<dyn Iterator<Item = Task> + Send> {
        match source.to_str().filter(|text| is_address(text)) {
            Some(address) => Box::new(std::iter::once(Task::Fetch(address.to_owned()))),
            None => Box::new(jobs(vec![source], options).map(Task::Read)),
        }
    })
}

fn is_address(text: &str) -> bool {
    let begins = |with: &str| text.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
    begins("http://") || begins("https://")
}

/// Bytes of the sources, where they tell how much there is to read.
fn total(sources: &[PathBuf], options: &Options) -> Option<u64> {
    let mut bytes = 0;
    for source in sources {
        if source == Path::new("-") || source.to_str().is_some_and(is_address) {
            return None;
        }
        for source in saksi_intake::walk([source]) {
            let path = source.ok()?.path;
            let packed =
                path.extension().is_some_and(|end| ["gz", "zst", "zstd", "warc"].iter().any(|packed| end == *packed));
            if packed || options.format == saksi_intake::InputFormat::Warc {
                return None;
            }
            bytes += path.metadata().ok()?.len();
        }
    }
    Some(bytes)
}

impl Reading {
    fn work(&self, own: &mut Own, task: Task) -> Vec<Item> {
        match task {
            Task::Read(Job::Record(record)) => self.record(own, *record),
            Task::Read(Job::Source(source)) => {
                let mut items: Vec<Item> = Vec::new();
                for record in source.read(&self.options) {
                    items.extend(self.record(own, record));
                }
                items
            }
            Task::Fetch(address) => self.fetch(own, &address),
        }
    }

    /// A page, or a feed with everything that it links to.
    fn fetch(&self, own: &mut Own, address: &str) -> Vec<Item> {
        let failed = |error: &dyn std::fmt::Display| {
            vec![Item::Rejected { place: address.to_owned(), position: None, reason: error.to_string() }]
        };
        let before = match self.with_archive(own, |archive| archive.fetched(address)) {
            Ok(before) => before.unwrap_or_default(),
            Err(error) => return failed(&error),
        };
        let before = validators(before);
        let (mut items, validators) = match self.fetcher.gather(address, &before) {
            Err(error) => return failed(&error),
            Ok(Gathered::NotModified) => {
                return vec![Item::Note(format!("{address}: not changed since the last time"))];
            }
            Ok(Gathered::Article { record, validators }) => (self.record(own, Ok(*record)), validators),
            Ok(Gathered::Feed { origin, entries, validators }) => {
                let mut items = Vec::new();
                for entry in entries {
                    let id = entry.url.clone().unwrap_or_else(|| format!("{address}#{}", entry.number));
                    match (entry.record(&origin, id, &self.options.given), &entry.url) {
                        (Some(record), _) => items.extend(self.record(own, record)),
                        (None, Some(url)) if url != address => items.extend(self.linked(own, url)),
                        _ => {}
                    }
                }
                (items, validators)
            }
        };
        items.push(Item::Fetched(address.to_owned(), validators));
        items
    }

    /// A page that a feed links to; one that was fetched before is asked for only if it changed.
    fn linked(&self, own: &mut Own, url: &str) -> Vec<Item> {
        let before = self.with_archive(own, |archive| archive.fetched(url)).ok().flatten().unwrap_or_default();
        match self.fetcher.gather(url, &validators(before)) {
            Ok(Gathered::Article { record, validators }) => {
                let mut items = self.record(own, Ok(*record));
                items.push(Item::Fetched(url.to_owned(), validators));
                items
            }
            Ok(Gathered::NotModified) => Vec::new(),
            Ok(Gathered::Feed { .. }) => Vec::new(),
            Err(error) => vec![Item::Rejected { place: url.to_owned(), position: None, reason: error.to_string() }],
        }
    }

    fn with_archive<T>(
        &self,
        own: &mut Own,
        ask: impl FnOnce(&Archive) -> Result<T, ArchiveError>,
    ) -> Result<T, ArchiveError> {
        if own.archive.is_none() {
            own.archive = Some(Archive::open_to_read(&self.archive, self.vocabulary.clone())?);
        }
        own.archive.as_ref().map_or_else(|| Err(ArchiveError::Missing(self.archive.clone())), ask)
    }

    fn record(&self, own: &mut Own, record: Result<Record, IntakeError>) -> Vec<Item> {
        let Record { article, origin, notes } = match record {
            Ok(record) => record,
            Err(error) => {
                let position = error.position().and_then(|at| i64::try_from(at).ok());
                return vec![Item::Rejected { place: error.place().to_owned(), position, reason: error.reason() }];
            }
        };
        let mut items: Vec<Item> =
            if self.verbose { notes.iter().map(|note| Item::Note(note.to_string())).collect() } else { Vec::new() };
        let provenance = provenance(origin);
        let known = self.with_archive(own, |archive| archive.knows(&article.text, article.source.as_deref()));
        if let Ok(Some(id)) = known {
            items.push(Item::Known(id, provenance));
            return items;
        }
        let (place, position, id) = (provenance.place.clone(), provenance.position, article.id.clone());
        items.push(match self.read(own, article, Some(provenance)) {
            Ok(prepared) => Item::New(Box::new(prepared), id),
            Err(reason) => Item::Rejected { place, position, reason },
        });
        items
    }

    fn read(&self, own: &mut Own, article: Article, provenance: Option<Provenance>) -> Result<Prepared, String> {
        // The engine does not panic; if it does all the same, that is one article's loss and not the run's.
        let read = catch_unwind(AssertUnwindSafe(|| {
            let report = Report::new(&article, &self.engine.read(&article, &mut own.scratch));
            let address = article.url.as_deref().map(canonical_url);
            prepare(article, &report, address, provenance, &self.vocabulary)
        }));
        match read {
            Ok(prepared) => prepared.map_err(|error| error.to_string()),
            Err(_) => {
                own.scratch = Scratch::default();
                Err("saksi failed on this article; please report it with the text".to_owned())
            }
        }
    }
}

fn validators(said: ServerSaid) -> Validators {
    Validators { etag: said.etag, last_modified: said.last_modified }
}

fn provenance(origin: Origin) -> Provenance {
    Provenance {
        place: origin.place,
        position: origin.position.and_then(|at| i64::try_from(at).ok()),
        record_id: origin.record_id,
        captured: origin.captured,
        stored: String::new(),
    }
}

/// Now, to the second.
pub(crate) fn now() -> String {
    let second = Timestamp::from_second(Timestamp::now().as_second()).unwrap_or_default();
    second.to_string()
}

/// Standard output, until nobody reads it any more: that is no reason to stop storing.
struct Lines {
    out: Option<io::StdoutLock<'static>>,
}

impl Lines {
    fn write(&mut self, line: &str) {
        if self.out.as_mut().is_some_and(|out| writeln!(out, "{line}").is_err()) {
            self.out = None;
        }
    }

    fn flush(&mut self) {
        if self.out.as_mut().is_some_and(|out| out.flush().is_err()) {
            self.out = None;
        }
    }
}

/// The one that writes.
struct Sink<'w> {
    writer: &'w mut Writer,
    rate: &'w mut Rate,
    report: Option<Lines>,
    /// Lines of articles that are stored but not committed.
    waiting: Vec<String>,
    last: Instant,
    failed: usize,
}

impl Sink<'_> {
    fn take(&mut self, items: Vec<Item>) -> Result<(), ArchiveError> {
        for item in items {
            self.one(item)?;
        }
        if self.waiting.len() >= BATCH || self.last.elapsed() >= PATIENCE { self.commit() } else { Ok(()) }
    }

    fn one(&mut self, item: Item) -> Result<(), ArchiveError> {
        let now = now();
        let (outcome, name, what) = match item {
            Item::New(prepared, name) => {
                let outcome = self.writer.store(&prepared, &now)?;
                let stored = !matches!(outcome, Outcome::Known(_));
                self.rate.article(prepared.length(), if stored { prepared.quote_count() } else { 0 }, stored);
                (outcome.article(), name, word(outcome))
            }
            Item::Known(id, provenance) => {
                let name = provenance.place.clone();
                self.writer.found_again(id, &provenance, &now)?;
                self.rate.article(0, 0, false);
                (id, name, "known")
            }
            Item::Rejected { place, position, reason } => {
                self.writer.reject(&place, position, &reason, &now)?;
                self.failed += 1;
                let at = position.map(|at| format!(":{at}")).unwrap_or_default();
                self.rate.tell(&format!("{place}{at}: {reason}"));
                return Ok(());
            }
            Item::Fetched(url, validators) => {
                return self.writer.fetched(
                    &url,
                    validators.etag.as_deref(),
                    validators.last_modified.as_deref(),
                    &now,
                );
            }
            Item::Note(note) => {
                self.rate.tell(&note);
                return Ok(());
            }
        };
        self.waiting.push(serde_json::json!({ "article": outcome, "outcome": what, "id": name }).to_string());
        Ok(())
    }

    /// Makes it last; then, and not before, says so.
    fn commit(&mut self) -> Result<(), ArchiveError> {
        self.writer.commit()?;
        self.last = Instant::now();
        let waiting = std::mem::take(&mut self.waiting);
        if let Some(report) = &mut self.report {
            waiting.iter().for_each(|line| report.write(line));
            report.flush();
        }
        Ok(())
    }
}

fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Stored(_) => "stored",
        Outcome::Version(_) => "version",
        Outcome::Known(_) => "known",
    }
}

/// `saksi reread`: articles read anew by this version.
///
/// # Errors
///
/// Where the archive cannot be opened, read or written.
pub(crate) fn reread(args: &RereadArgs) -> Result<ExitCode> {
    let vocabulary = Arc::new(Vocabulary::new());
    let archive = Archive::open_to_read(&args.archive, vocabulary.clone())?;
    let ids = archive.read_by_others(if args.all { "" } else { ENGINE })?;
    drop(archive);
    let mut writer = Writer::open(&args.archive, ENGINE, vocabulary.clone())?;
    let reading = Reading {
        engine: Engine::new(),
        vocabulary,
        options: Options::default(),
        fetcher: Fetcher::new(FetchOptions::default()),
        archive: args.archive.clone(),
        verbose: false,
    };
    let mut rate = Rate::new(args.quiet, None);
    let (mut failed, mut waiting) = (0, 0);
    let threads = args.threads.map_or_else(cores, usize::from);
    let work = |own: &mut Own, id: i64| {
        let article = reading.with_archive(own, |archive| archive.to_read(id)).map_err(|error| error.to_string());
        let read = article.and_then(|article| article.map(|article| reading.read(own, article, None)).transpose());
        (id, read)
    };
    let sink = |(id, read): (i64, Result<Option<Prepared>, String>)| -> Result<(), ArchiveError> {
        match read {
            Ok(Some(prepared)) => {
                writer.replace(id, &prepared)?;
                rate.article(prepared.length(), prepared.quote_count(), true);
            }
            Ok(None) => {}
            Err(reason) => {
                failed += 1;
                rate.tell(&format!("article {id}: {reason}; it keeps the reading it had"));
            }
        }
        waiting += 1;
        if waiting % BATCH == 0 { writer.commit() } else { Ok(()) }
    };
    let written = ordered_map(ids.into_iter(), threads, Own::default, work, sink);
    let committed = written.and_then(|()| writer.commit());
    rate.finish(failed);
    committed?;
    Ok(ExitCode::from(u8::from(failed > 0)))
}
