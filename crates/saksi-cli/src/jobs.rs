//! Paths to what one thread does at a time.

use std::path::PathBuf;

use saksi_intake::{InputFormat, IntakeError, Options, Record, Source, walk};

/// What one thread does at a time.
pub(crate) enum Job {
    /// A file that is one article: opened, decoded and read by the thread.
    Source(Source),
    /// One of the articles of a file that holds many.
    Record(Box<Result<Record, IntakeError>>),
}

pub(crate) fn jobs(paths: Vec<PathBuf>, options: &Options) -> impl Iterator<Item = Job> + Send {
    walk(paths).flat_map(|source| -> Box<dyn Iterator<Item = Job> + Send> {
        match source {
            Ok(source) if holds_many(&source, options) => {
                Box::new(source.read(options).map(|record| Job::Record(Box::new(record))))
            }
            Ok(source) => Box::new(std::iter::once(Job::Source(source))),
            Err(error) => Box::new(std::iter::once(Job::Record(Box::new(Err(error))))),
        }
    })
}

/// True where a source may hold many articles, which are then shared among the threads. A wrong guess costs only time:
/// one thread reads them all.
fn holds_many(source: &Source, options: &Options) -> bool {
    let name = source.name();
    let name = [".gz", ".zst", ".zstd"].iter().find_map(|packed| name.strip_suffix(packed)).unwrap_or(&name);
    match options.format {
        InputFormat::Jsonl | InputFormat::Warc => true,
        InputFormat::Auto => {
            name == "-" || [".jsonl", ".ndjson", ".json", ".warc"].iter().any(|end| name.ends_with(end))
        }
        InputFormat::Text | InputFormat::Html | InputFormat::Feed => false,
    }
}
