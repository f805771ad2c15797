//! Writes tables row by row.

use super::column::{Cell, Column};
use super::row::{Context, RowsOf};
use super::sink::{Delimited, Lines, Manner, Output, Sink};
use super::{Format, Table, gdelt, parquet};
use crate::{Archive, ArchiveError, Filter, StoredArticle};

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
