use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal};
use std::path::{Path, PathBuf};
use std::thread::available_parallelism;

use anyhow::{Context, Result};
use saksi_report::TextOptions;

use crate::args::{Color, Format, Input, ReadArgs};
use saksi_intake::{Given, InputFormat, Options};

/// Lines of text for people get no wider, however wide the terminal.
const WIDEST: usize = 120;

/// What `saksi read` needs to know, every choice made.
#[derive(Debug)]
pub(crate) struct Settings {
    pub paths: Vec<PathBuf>,
    pub options: Options,
    pub format: Format,
    pub text: TextOptions,
    pub output: Option<PathBuf>,
    pub threads: usize,
    pub quiet: bool,
    pub verbose: bool,
}

/// Why arguments that are each right do not go together.
#[derive(Debug)]
pub(crate) struct Usage(pub &'static str);

impl Settings {
    /// Checks what the parser of arguments does not.
    pub(crate) fn check(args: &ReadArgs) -> Result<(), Usage> {
        one_standard_input(args.paths.iter().chain(&args.files_from))
    }

    pub(crate) fn new(args: ReadArgs, color: Color) -> Result<Self> {
        let mut paths = args.paths;
        if let Some(list) = &args.files_from {
            paths.extend(listed(list)?);
        } else if paths.is_empty() {
            paths.push("-".into());
        }
        let to_terminal = args.output.is_none() && io::stdout().is_terminal();
        let format = args.format.or_else(|| of_extension(args.output.as_deref()?.extension()?));
        let given = Given {
            title: args.title,
            source: args.source,
            url: args.url,
            published: args.published,
            language: args.language,
        };
        Ok(Self {
            paths,
            options: Options { format: format_of_input(args.input), given, ..Options::default() },
            format: format.unwrap_or(if to_terminal { Format::Text } else { Format::Jsonl }),
            text: TextOptions { width: width(), colour: coloured(color, args.output.is_none()) },
            output: args.output,
            threads: args.threads.map_or_else(cores, usize::from),
            quiet: args.quiet,
            verbose: args.verbose,
        })
    }
}

/// What intake calls it.
pub(crate) fn format_of_input(input: Input) -> InputFormat {
    match input {
        Input::Auto => InputFormat::Auto,
        Input::Text => InputFormat::Text,
        Input::Html => InputFormat::Html,
        Input::Jsonl => InputFormat::Jsonl,
        Input::Warc => InputFormat::Warc,
        Input::Feed => InputFormat::Feed,
    }
}

/// Checks that standard input is asked for once at most: nobody can read it twice.
pub(crate) fn one_standard_input<'p>(paths: impl IntoIterator<Item = &'p PathBuf>) -> Result<(), Usage> {
    match paths.into_iter().filter(|path| *path == Path::new("-")).count() {
        0 | 1 => Ok(()),
        _ => Err(Usage("standard input (-) can be read only once")),
    }
}

pub(crate) fn listed(list: &Path) -> Result<Vec<PathBuf>> {
    let name = list.display();
    let reader: Box<dyn BufRead> = if list == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(list).with_context(|| format!("{name}: cannot read the list of files"))?))
    };
    let lines: io::Result<Vec<String>> = reader.lines().collect();
    let lines = lines.with_context(|| format!("{name}: cannot read the list of files"))?;
    Ok(lines.into_iter().filter(|line| !line.is_empty()).map(PathBuf::from).collect())
}

fn of_extension(extension: &OsStr) -> Option<Format> {
    match extension.to_str()? {
        "txt" => Some(Format::Text),
        "json" => Some(Format::Json),
        "jsonl" | "ndjson" => Some(Format::Jsonl),
        "html" | "htm" => Some(Format::Html),
        _ => None,
    }
}

fn width() -> usize {
    terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0).clamp(30, WIDEST))
}

/// Whether standard output gets colours; a file gets them only on demand.
pub(crate) fn coloured(color: Color, to_stdout: bool) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => to_stdout && anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
    }
}

/// How many threads to use where nobody says.
pub(crate) fn cores() -> usize {
    available_parallelism().map_or(1, usize::from)
}
