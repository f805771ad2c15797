//! What is typed. What the program makes of it is in [`crate::settings`].

mod annotate;
mod archive;
mod serve;
mod who;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use saksi::Published;

pub(crate) use annotate::{AnnotateArgs, AnnotateFormat, AnnotateInput, StyleChoice};
pub(crate) use archive::{
    EntitiesCommand, ExportArgs, ExportFormat, ExportWhat, IngestArgs, ListFormat, RereadArgs, SearchArgs, SearchOrder,
    StatsArgs, What,
};
pub(crate) use serve::{LogFormat, McpArgs, ServeArgs};
pub(crate) use who::{WhoArgs, WhoFormat};

/// Reads Indonesian news and writes down who said what and who did what to whom.
#[derive(Debug, Parser)]
#[command(name = "saksi", version, max_term_width = 100, propagate_version = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub command: Command,

    /// Colour on the terminal; NO_COLOR is respected
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_default_value = true)]
    pub color: Color,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read articles: print every quotation with its speaker and every event with its actors
    Read(Box<ReadArgs>),
    /// Annotate text: words, lemmas, parts of speech, dependency trees, named entities
    Annotate(AnnotateArgs),
    /// Ask the knowledge base who held an office, or what it knows of a name
    Who(WhoArgs),
    /// Read articles into an archive: files, folders, feeds, pages, web archives
    Ingest(Box<IngestArgs>),
    /// Read the articles of an archive anew with this version of saksi
    Reread(RereadArgs),
    /// Search an archive: who said what, who did what to whom
    Search(Box<SearchArgs>),
    /// Write an archive as tables and documents for other programs
    Export(ExportArgs),
    /// How much an archive holds; what could not be read
    Stats(StatsArgs),
    /// Find, merge and split the persons and bodies of an archive
    #[command(subcommand)]
    Entities(EntitiesCommand),
    /// Show an archive: pages for people, an interface for programs
    Serve(ServeArgs),
    /// Let an assistant ask an archive, over standard input and output
    Mcp(McpArgs),
    /// Score readings against reference annotations
    #[command(subcommand)]
    Evaluate(Evaluate),
    /// Print the JSON Schema of a report
    Schema,
    /// Print shell completions
    Completions {
        /// The shell they are for
        shell: clap_complete::Shell,
    },
    /// Print the manual page of saksi or of one of its commands
    Man {
        /// The command (read, annotate, evaluate …)
        command: Option<String>,
    },
}

#[derive(Debug, Args)]
#[command(after_help = "\
Data goes to standard output, everything else to standard error.
Exit status: 0 all read, 1 some inputs failed (each is listed), 2 wrong usage.

Examples:
  saksi read berita.txt
  saksi read --format html -o berita.html simpanan/*.html
  curl -s https://… | saksi read --input html
  saksi read arsip.jsonl > laporan.jsonl")]
pub(crate) struct ReadArgs {
    /// Files, folders (with all below them), or - for standard input, which is also read where none is named
    #[arg(value_name = "FILE|DIR|-")]
    pub paths: Vec<PathBuf>,

    /// Read further paths from FILE, one a line (- for standard input)
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<PathBuf>,

    /// What the input is; auto goes by extension, then by content
    #[arg(long, value_name = "FORMAT", default_value = "auto", hide_default_value = true)]
    pub input: Input,

    /// Headline, in place of the input's own
    #[arg(long, value_name = "TEXT", help_heading = "About the articles")]
    pub title: Option<String>,

    /// Outlet, in place of the input's own
    #[arg(long, value_name = "NAME", help_heading = "About the articles")]
    pub source: Option<String>,

    /// Address, in place of the input's own
    #[arg(long, value_name = "URL", help_heading = "About the articles")]
    pub url: Option<String>,

    /// Day of publication (YYYY-MM-DD, YYYY-MM or YYYY), in place of the input's own
    #[arg(long, value_name = "DATE", help_heading = "About the articles")]
    pub published: Option<Published>,

    /// Language as a BCP 47 tag
    #[arg(long, value_name = "TAG", help_heading = "About the articles")]
    pub language: Option<String>,

    /// What to print; text on a terminal and jsonl elsewhere, unless the output file's extension says otherwise.
    /// json is one object for one article and an array for several
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,

    /// Write to FILE, not to standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Threads to read with [default: one for each core]; the output is the same for any number
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,

    /// Only failures on standard error
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,

    /// Tell of everything noteworthy in the input, and sum up at the end
    #[arg(short, long)]
    pub verbose: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Evaluate {
    /// Figures for quotations, their speakers and the structure of the text
    Quotes {
        /// Folder of reference annotations (*.json)
        dir: PathBuf,
        /// Score these reports (JSON lines) and not a fresh reading
        #[arg(long, value_name = "FILE")]
        predictions: Option<PathBuf>,
        /// Show what is wrong, by phenomenon, with up to N examples of each fault and kind [default: all]
        #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true, default_missing_value = "1000000")]
        errors: Option<usize>,
        /// Print the figures as JSON
        #[arg(long, conflicts_with = "errors")]
        json: bool,
    },
    /// Figures for events: class and place, who does it to whom, how far it has come; overall and by class
    Events {
        /// Folder of reference annotations (*.json); those without events are passed over
        dir: PathBuf,
        /// Score these reports (JSON lines) and not a fresh reading
        #[arg(long, value_name = "FILE")]
        predictions: Option<PathBuf>,
        /// Show what is wrong, with its words and up to N examples of each fault and class [default: all]
        #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true, default_missing_value = "1000000")]
        errors: Option<usize>,
        /// Print the figures as JSON
        #[arg(long, conflicts_with = "errors")]
        json: bool,
    },
    /// Figures for parts of speech, features, lemmas and trees, as in the CoNLL 2018 shared task
    Ud {
        /// Treebank in CoNLL-U
        file: PathBuf,
        /// Score this CoNLL-U file and not a fresh analysis of the treebank's words
        #[arg(long, value_name = "FILE")]
        predictions: Option<PathBuf>,
        /// Score an analysis of the running text: sentences and words are found too
        #[arg(long, conflicts_with = "predictions")]
        from_text: bool,
        /// Whose conventions to follow; auto: those that the words speak for
        #[arg(long, value_name = "TREEBANK", default_value = "auto", hide_default_value = true)]
        style: StyleChoice,
        /// Print the figures as JSON
        #[arg(long)]
        json: bool,
    },
    /// Figures for named entities: exact spans and types
    Ner {
        /// Tagged tokens, one a line with the tag in the last column, or CoNLL-U with NER in the last
        file: PathBuf,
        /// Score this file, in either format, and not a fresh analysis of the same tokens
        #[arg(long, value_name = "FILE")]
        predictions: Option<PathBuf>,
        /// Print the figures as JSON
        #[arg(long)]
        json: bool,
    },
    /// Figures for expressions of time: exact spans, and exact values too
    Times {
        /// Case files (Markdown), or folders of them
        #[arg(value_name = "FILE|DIR", default_value = "cases/time")]
        files: Vec<PathBuf>,
        /// Show what is missing and what is too much
        #[arg(long, conflicts_with = "json")]
        errors: bool,
        /// One JSON object instead of a table
        #[arg(long)]
        json: bool,
    },
    /// Figures for what marked parties do to one another, by class
    Pairs {
        /// Sentences as JSON lines: text with <s>source</s> and <t>target</t>, and type, the class
        file: PathBuf,
        /// Write the class of every sentence to FILE, as JSON lines
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Count on N-1 parts of the file and score the other, N times, in place of the counts that are built in
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(2..=100))]
        folds: Option<u8>,
        /// The tables alone, nothing learned
        #[arg(long, conflicts_with = "folds")]
        rules: bool,
        /// Print the figures as JSON
        #[arg(long)]
        json: bool,
    },
    /// Tables for ACCURACY.md: overall, by outlet, by rule, by class of events
    Accuracy {
        /// Folders of reference annotations
        #[arg(long, value_name = "DIR", num_args = 1.., required = true)]
        gold: Vec<PathBuf>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Input {
    Auto,
    /// Plain text, a paragraph a line
    Text,
    /// A saved web page
    Html,
    /// Articles as JSON, one a line
    Jsonl,
    /// RSS, Atom or JSON Feed with the articles' text
    Feed,
    /// A web archive
    Warc,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// Reports, indented
    Json,
    /// Reports, one a line
    Jsonl,
    /// One self-contained page
    Html,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}
