//! An archive in other programs' formats: tables, annotated documents, a network.
//!
//! Articles go in one at a time and are written at once, so memory does not grow with the archive.

mod articles;
mod brat;
mod codebook;
mod column;
mod conllu;
mod documents;
mod event_columns;
mod events;
mod gdelt;
mod line;
mod network;
mod parquet;
mod quotes;
mod row;
mod sink;
mod web;

pub use brat::{brat_annotations, brat_configuration, brat_text, export_brat};
pub use codebook::codebook;
pub use column::{Column, Kind};
pub use documents::{DocumentExporter, DocumentFormat, export_documents};
pub use gdelt::cameo_root;
pub use network::{NetworkCounter, write_graphml};
pub use parquet::arrow_schema;
pub use sink::Output;

use crate::{Archive, ArchiveError, Filter, StoredArticle};
use column::Cell;
use row::{Context, Row};
use sink::{Delimited, Lines, Manner, Sink};

/// The contract that tables keep; the number grows when a column is renamed, taken away or means something else.
pub const SCHEMA: &str = "saksi-tables/1";

/// What there are tables of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// A row a quote.
    Quotes,
    /// A row an event, its actors joined.
    Events,
    /// A row a pair of an event's actors.
    Dyads,
    /// A row an article.
    Articles,
    /// A row an entity of an article.
    Entities,
    /// A row a mention of an entity.
    Mentions,
}

impl Table {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Quotes, Self::Events, Self::Dyads, Self::Articles, Self::Entities, Self::Mentions];

    /// The name of files and commands.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quotes => "quotes",
            Self::Events => "events",
            Self::Dyads => "dyads",
            Self::Articles => "articles",
            Self::Entities => "entities",
            Self::Mentions => "mentions",
        }
    }

    /// The table of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }

    /// Its columns in order.
    pub fn columns(self) -> Vec<&'static Column> {
        use {articles::*, event_columns::*, events::*, quotes::*, row::*};
        let groups: &[&'static [Column]] = match self {
            Self::Quotes => &[QUOTE, ARTICLE, STATEMENT, PROVENANCE],
            Self::Events => &[EVENT, ACTOR, RECIPIENT, TOLD, SENTENCE],
            Self::Dyads => &[EVENT, PAIR, ACTOR, RECIPIENT, TOLD, SENTENCE],
            Self::Articles => &[ID, ARTICLE, CONTENT, PROVENANCE],
            Self::Entities => &[ID, ENTITY, PROFILE, ARTICLE, PROVENANCE],
            Self::Mentions => &[ID, ENTITY, MENTION, ARTICLE, PROVENANCE],
        };
        groups.iter().copied().flatten().collect()
    }

    fn rows(self) -> RowsOf {
        match self {
            Self::Quotes => quotes::rows,
            Self::Events => events::rows,
            Self::Dyads => events::dyads,
            Self::Articles => articles::rows,
            Self::Entities => articles::entities,
            Self::Mentions => articles::mentions,
        }
    }
}

type RowsOf = fn(&Context, &mut dyn FnMut(&Row) -> Result<(), ArchiveError>) -> Result<(), ArchiveError>;

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated, for spreadsheets: byte-order mark, header, no cell that would be taken for a formula.
    Csv,
    /// Tab-separated with header, for statistics: every cell exactly as it is.
    Tsv,
    /// A JSON object a line.
    Jsonl,
    /// Parquet, with types.
    Parquet,
    /// The 61 columns of GDELT 2.0, without a header; for events alone.
    Gdelt,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Csv, Self::Tsv, Self::Jsonl, Self::Parquet, Self::Gdelt];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Jsonl => "jsonl",
            Self::Parquet => "parquet",
            Self::Gdelt => "gdelt",
        }
    }

    /// The format of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// What HTTP calls it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Tsv | Self::Gdelt => "text/tab-separated-values; charset=utf-8",
            Self::Jsonl => "application/x-ndjson",
            Self::Parquet => "application/vnd.apache.parquet",
        }
    }
}

/// Writes a table from articles that are given one at a time.
pub struct Exporter<'o> {
    sink: Box<dyn Sink + Send + 'o>,
    columns: Vec<&'static Column>,
    rows: RowsOf,
    written: usize,
}

impl<'o> Exporter<'o> {
    /// Begins a table: writes its header, where there is one.
    ///
    /// # Errors
    ///
    /// Where `out` refuses, and where there is no such format of that table.
    pub fn new(what: Table, format: Format, out: Output<'o>) -> Result<Self, ArchiveError> {
        let columns = what.columns();
        let sink: Box<dyn Sink + Send + 'o> = match format {
            Format::Csv => Box::new(Delimited::new(out, &columns, Manner::Spreadsheet)?),
            Format::Tsv => Box::new(Delimited::new(out, &columns, Manner::Statistics)?),
            Format::Jsonl => Box::new(Lines::new(out, &columns)),
            Format::Parquet => Box::new(parquet::Columnar::new(out, what)?),
            Format::Gdelt if matches!(what, Table::Events | Table::Dyads) => {
                let columns = gdelt_columns();
                let sink = Box::new(Delimited::new(out, &columns, Manner::Gdelt)?);
                return Ok(Self { sink, columns, rows: gdelt::rows, written: 0 });
            }
            Format::Gdelt => {
                let why = format!(
                    "gdelt is a shape of events, not of {}; export events, or take another format",
                    what.name()
                );
                return Err(ArchiveError::Query(why));
            }
        };
        Ok(Self { sink, columns, rows: what.rows(), written: 0 })
    }

    /// Writes the rows of an article.
    ///
    /// # Errors
    ///
    /// Where the output refuses.
    pub fn article(&mut self, article: &StoredArticle) -> Result<(), ArchiveError> {
        let Self { sink, columns, rows, written } = self;
        rows(&Context::new(article), &mut |row| {
            let cells: Vec<Option<Cell>> = columns.iter().map(|column| (column.cell)(row)).collect();
            *written += 1;
            sink.row(&cells)
        })
    }

    /// Ends the table; returns how many rows it has.
    ///
    /// # Errors
    ///
    /// Where the output refuses.
    pub fn finish(self) -> Result<usize, ArchiveError> {
        self.sink.finish()?;
        Ok(self.written)
    }
}

/// The columns of [`Format::Gdelt`], in order.
pub fn gdelt_columns() -> Vec<&'static Column> {
    gdelt::COLUMNS.iter().copied().flatten().collect()
}

/// Writes a table of the articles that fit; returns how many rows it has.
///
/// # Errors
///
/// Where the archive cannot be read or the output refuses.
pub fn export(
    archive: &Archive,
    what: Table,
    format: Format,
    filter: &Filter,
    out: Output,
) -> Result<usize, ArchiveError> {
    let mut exporter = Exporter::new(what, format, out)?;
    archive.each_article(filter, &mut |article| exporter.article(&article))?;
    exporter.finish()
}

impl std::fmt::Debug for Exporter<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Exporter").field("columns", &self.columns.len()).field("written", &self.written).finish()
    }
}
