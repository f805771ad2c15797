use std::io::{self, IsTerminal};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use saksi::{Engine, Scratch};
use saksi_report::Report;

use crate::args::Format;
use crate::jobs::{Job, jobs};
use crate::output::{Output, Rendered, render};
use crate::parallel::ordered_map;
use crate::progress::Progress;
use crate::settings::Settings;
use saksi_intake::{IntakeError, Record};

/// What became of one article, or of an input that gave none.
enum Outcome {
    Read { rendered: Rendered, quotes: usize, notes: Vec<String> },
    Failed(String),
}

/// `saksi read`.
///
/// # Errors
///
/// Where the output cannot be written; what is wrong with an input is told and counted.
pub(crate) fn run(settings: &Settings) -> Result<ExitCode> {
    if settings.paths == [Path::new("-")] && io::stdin().is_terminal() && !settings.quiet {
        Progress::new(settings).tell("reading from the terminal; end the article with Ctrl-D");
    }
    let engine = Engine::new();
    let target = || settings.output.as_ref().map_or("standard output".to_owned(), |path| path.display().to_string());
    let mut output = Output::open(settings).with_context(|| format!("{}: cannot be written", target()))?;
    let mut progress = Progress::new(settings);

    // Readers of standard output may wait for each article; a file need not be written in small pieces.
    let live = settings.output.is_none() && matches!(settings.format, Format::Text) && io::stdout().is_terminal();
    let work = |scratch: &mut Scratch, job: Job| match job {
        Job::Record(record) => vec![outcome(*record, &engine, scratch, settings)],
        Job::Source(source) => {
            source.read(&settings.options).map(|record| outcome(record, &engine, scratch, settings)).collect()
        }
    };
    let sink = |outcomes: Vec<Outcome>| -> io::Result<()> {
        for outcome in outcomes {
            match outcome {
                Outcome::Failed(line) => progress.failure(&line),
                Outcome::Read { rendered, quotes, notes } => {
                    if settings.verbose {
                        notes.iter().for_each(|note| progress.tell(note));
                    }
                    output.write(rendered)?;
                    progress.article(quotes);
                }
            }
        }
        if live { output.flush() } else { Ok(()) }
    };
    let written =
        ordered_map(jobs(settings.paths.clone(), &settings.options), settings.threads, Scratch::default, work, sink);
    written.and_then(|()| output.finish()).with_context(|| format!("{}: cannot be written", target()))?;
    let failures = progress.finish(settings.verbose);
    Ok(ExitCode::from(u8::from(failures > 0)))
}

fn outcome(
    record: Result<Record, IntakeError>,
    engine: &Engine,
    scratch: &mut Scratch,
    settings: &Settings,
) -> Outcome {
    let Record { article, notes, .. } = match record {
        Ok(record) => record,
        Err(error) => return Outcome::Failed(error.to_string()),
    };
    let id = article.id.clone();
    // The engine does not panic; if it does all the same, that is one article's loss and not the run's.
    let read = catch_unwind(AssertUnwindSafe(|| {
        let report = Report::new(&article, &engine.read(&article, scratch));
        let quotes = report.quotes.len();
        (render(article, report, settings), quotes)
    }));
    match read {
        Ok((rendered, quotes)) => {
            Outcome::Read { rendered, quotes, notes: notes.iter().map(ToString::to_string).collect() }
        }
        Err(_) => {
            *scratch = Scratch::default();
            Outcome::Failed(format!("{id}: saksi failed on this article; please report it with the text"))
        }
    }
}
