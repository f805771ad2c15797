//! Commands that have to do with an archive.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::Input;

#[derive(Debug, Args)]
#[command(after_help = "\
Sources are files, folders with all below them, addresses (https://…) of pages and feeds, or - for standard input: text, saved pages,
JSON lines, feeds, web archives (.warc, .warc.gz); also as .gz and .zst. What is there already is not stored again, so an
ingest that was interrupted is taken up by running the same command. Into a pipe goes one JSON line for each article, once it
is safely stored. Exit status: 0 all stored or known, 1 some inputs failed (each is listed, and kept: saksi stats --rejects),
2 wrong usage.

Examples:
  saksi ingest arsip.saksi simpanan/ berita.jsonl.gz
  saksi ingest arsip.saksi https://kantor.example/rss
  saksi ingest arsip.saksi crawl-*.warc.gz")]
pub(crate) struct IngestArgs {
    /// The archive: one file; made where nothing is
    pub archive: PathBuf,

    /// Files, folders, addresses, or - for standard input
    #[arg(value_name = "SOURCE")]
    pub sources: Vec<PathBuf>,

    /// Read further sources from FILE, one a line (- for standard input)
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<PathBuf>,

    /// What the input is; auto goes by extension, then by content
    #[arg(long, value_name = "FORMAT", default_value = "auto", hide_default_value = true)]
    pub input: Input,

    /// Outlet, in place of the input's own
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,

    /// Whom servers may write to: put into the user agent when pages are fetched
    #[arg(long, value_name = "MAIL|URL", help_heading = "Fetching")]
    pub contact: Option<String>,

    /// Seconds between two requests to one host, if its robots.txt asks for no more
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0, help_heading = "Fetching")]
    pub delay: f64,

    /// Fetch from private addresses too (an intranet)
    #[arg(long, help_heading = "Fetching")]
    pub allow_private: bool,

    /// Threads to read with [default: one for each core]; the archive is the same for any number
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,

    /// Only failures on standard error, nothing on standard output
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,

    /// Tell of everything noteworthy in the input
    #[arg(short, long)]
    pub verbose: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RereadArgs {
    /// The archive
    pub archive: PathBuf,

    /// Every article, not only those that another version of saksi read
    #[arg(long)]
    pub all: bool,

    /// Threads to read with [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,

    /// Only failures on standard error
    #[arg(short, long)]
    pub quiet: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Words are found in all their forms (mengecam finds dikecam, kecaman) and in speakers' names; \"exact phrases\", beginnings (harga*),
-without, one OR other; fields oleh:NAME, media:OUTLET, sejak:DATE, sampai:DATE, jenis:direct, tindak:deny.
Exit status: 0 found, 1 nothing found, 2 wrong usage.

Examples:
  saksi search arsip.saksi mengecam oleh:\"Retno Marsudi\" sejak:2022
  saksi search arsip.saksi --what events --type SANCTION --country-of-target RUS")]
pub(crate) struct SearchArgs {
    /// The archive
    pub archive: PathBuf,

    /// What to look for; nothing: everything
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,

    /// What to search
    #[arg(long, value_name = "WHAT", default_value = "quotes")]
    pub what: What,

    /// Only events of this PLOVER class; may be repeated
    #[arg(long = "type", value_name = "CLASS")]
    pub class: Vec<String>,

    /// Only events whose source is of this country (ISO 3166-1 alpha-3)
    #[arg(long, value_name = "CODE")]
    pub country_of_source: Vec<String>,

    /// Only events whose target is of this country
    #[arg(long, value_name = "CODE")]
    pub country_of_target: Vec<String>,

    /// In which order
    #[arg(long, value_name = "ORDER", default_value = "newest")]
    pub order: SearchOrder,

    /// How many at most
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    pub limit: usize,

    /// What to print; text on a terminal and jsonl elsewhere
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<ListFormat>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Columns are told by docs/CODEBOOK.md. Words, days and outlets choose articles; everything in them is written.

Examples:
  saksi export arsip.saksi events -o peristiwa.parquet --since 2022
  saksi export arsip.saksi quotes --outlet Kompas > kutipan.csv
  saksi export arsip.saksi network -o jaringan.graphml
  saksi export arsip.saksi documents --format brat -o anotasi/")]
pub(crate) struct ExportArgs {
    /// The archive
    pub archive: PathBuf,

    /// What to write
    pub what: ExportWhat,

    /// How; without it the file's extension tells, else csv, of documents conllu, of the network graphml
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<ExportFormat>,

    /// Write to FILE (of brat: into a folder), not to standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Only articles with these words, as in saksi search
    #[arg(long, value_name = "WORDS")]
    pub words: Vec<String>,

    /// Only articles from this day on (YYYY-MM-DD, YYYY-MM or YYYY)
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,

    /// Only articles up to this day
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,

    /// Only articles of this outlet; may be repeated
    #[arg(long, value_name = "NAME")]
    pub outlet: Vec<String>,
}

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportWhat {
    /// A quote a row
    Quotes,
    /// An event a row
    Events,
    /// A source and a target of an event a row
    Dyads,
    /// An article a row
    Articles,
    /// An entity of an article a row
    Entities,
    /// A mention a row
    Mentions,
    /// Texts with their annotation
    Documents,
    /// Who acts on whom
    Network,
}

/// How it can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// For spreadsheets
    Csv,
    /// Exact, with a header
    Tsv,
    /// An object a line
    Jsonl,
    /// For R, pandas, Spark
    Parquet,
    /// The columns of GDELT 2.0, of events
    Gdelt,
    /// Words, trees, quotes and events, of documents
    Conllu,
    /// W3C Web Annotation, of documents
    Jsonld,
    /// A folder for brat, of documents
    Brat,
    /// A network for Gephi, networkx, igraph
    Graphml,
}

#[derive(Debug, Args)]
pub(crate) struct StatsArgs {
    /// The archive
    pub archive: PathBuf,

    /// List the inputs that gave no article, with the reasons
    #[arg(long)]
    pub rejects: bool,

    /// What to print; text on a terminal and jsonl elsewhere
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<ListFormat>,
}

/// Persons, bodies, states of an archive.
#[derive(Debug, Subcommand)]
pub(crate) enum EntitiesCommand {
    /// Find entities by the beginning of a name
    Find {
        /// The archive
        archive: PathBuf,
        /// The beginning of a name, or of a word of it; nothing: those in the most articles
        #[arg(value_name = "NAME")]
        name: Vec<String>,
        /// How many at most
        #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
        limit: usize,
        /// What to print; text on a terminal and jsonl elsewhere
        #[arg(long, value_name = "FORMAT")]
        format: Option<ListFormat>,
    },
    /// Say that entities are one; kept when articles are read anew
    Merge {
        /// The archive
        archive: PathBuf,
        /// The number of the entity that stays
        entity: i64,
        /// The numbers of those that it stands for too
        #[arg(required = true)]
        others: Vec<i64>,
    },
    /// Take back that an entity was merged into another
    Unmerge {
        /// The archive
        archive: PathBuf,
        /// Its number
        entity: i64,
    },
    /// Say that in some articles it is somebody else; kept when articles are read anew
    Split {
        /// The archive
        archive: PathBuf,
        /// The number of the entity
        entity: i64,
        /// The numbers of the articles
        #[arg(required = true)]
        articles: Vec<i64>,
    },
}

/// What can be searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum What {
    /// Who said what
    Quotes,
    /// Who did what to whom
    Events,
    /// Articles by title and text
    Articles,
    /// Statements that several articles carry
    Statements,
}

/// In which order hits come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SearchOrder {
    Newest,
    Oldest,
    Relevance,
}

/// How lists are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For people
    Text,
    /// One object a line
    Jsonl,
}
