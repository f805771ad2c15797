//! What takes rows: delimited text and JSON lines. Parquet has a file of its own.

use std::borrow::Cow;
use std::io::{self, Write};

use super::column::{Cell, Column};
use super::line::one_line;
use crate::ArchiveError;

/// Where exports are written.
pub type Output<'o> = &'o mut (dyn Write + Send);

/// Takes a table row by row.
pub(super) trait Sink {
    /// Takes a row: a cell for each column.
    fn row(&mut self, cells: &[Option<Cell>]) -> Result<(), ArchiveError>;
    /// Writes what is still held back.
    fn finish(self: Box<Self>) -> Result<(), ArchiveError>;
}

/// CSV and its relatives.
pub(super) struct Delimited<'o> {
    out: csv::Writer<Output<'o>>,
    manner: Manner,
}

/// Whom delimited text is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// Spreadsheets: commas, a byte-order mark, no cell that would be taken for a formula.
    Spreadsheet,
    /// Statistics: tabs, cells quoted where they must be, otherwise exactly what they are.
    Statistics,
    /// GDELT's readers: tabs, no header and no quotation, so no tabs and line breaks in cells either.
    Gdelt,
}

impl<'o> Delimited<'o> {
    pub fn new(out: Output<'o>, columns: &[&'static Column], manner: Manner) -> Result<Self, ArchiveError> {
        let mut settings = csv::WriterBuilder::new();
        match manner {
            Manner::Spreadsheet => {
                out.write_all("\u{feff}".as_bytes())?;
                settings.terminator(csv::Terminator::CRLF);
            }
            Manner::Statistics => {
                settings.delimiter(b'\t');
            }
            Manner::Gdelt => {
                settings.delimiter(b'\t').quote_style(csv::QuoteStyle::Never);
            }
        }
        let mut out = settings.from_writer(out);
        if manner != Manner::Gdelt {
            out.write_record(columns.iter().map(|column| column.name)).map_err(refused)?;
        }
        Ok(Self { out, manner })
    }

    fn field<'c>(&self, cell: &'c Cell) -> Cow<'c, str> {
        match (cell, self.manner) {
            (Cell::Text(text), Manner::Spreadsheet) => guarded(text),
            (Cell::Text(text), Manner::Gdelt) => one_line(text),
            (Cell::Text(text), Manner::Statistics) => Cow::Borrowed(text),
            (other, _) => Cow::Owned(other.to_string()),
        }
    }
}

/// Puts an apostrophe before text that a spreadsheet would take for a formula (`=`, `+`, `-`, `@`, their wide forms, a tab or
/// line break first), whatever apostrophes it has already: who reads the file takes one away again.
fn guarded(text: &str) -> Cow<'_, str> {
    let risky =
        text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n']);
    if risky { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// What the output said, without what CSV wraps around it: a broken pipe must be seen to be one.
fn refused(error: csv::Error) -> ArchiveError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => ArchiveError::Output(error),
        other => ArchiveError::Output(io::Error::other(format!("{other:?}"))),
    }
}

impl Sink for Delimited<'_> {
    fn row(&mut self, cells: &[Option<Cell>]) -> Result<(), ArchiveError> {
        for cell in cells {
            let field = cell.as_ref().map_or(Cow::Borrowed(""), |cell| self.field(cell));
            self.out.write_field(field.as_bytes()).map_err(refused)?;
        }
        self.out.write_record(None::<&[u8]>).map_err(refused)
    }

    fn finish(mut self: Box<Self>) -> Result<(), ArchiveError> {
        Ok(self.out.flush()?)
    }
}

/// A JSON object a line, every column in it.
pub(super) struct Lines<'o> {
    out: io::BufWriter<Output<'o>>,
    /// `"name":` of each column, with the comma or bracket before it.
    keys: Vec<String>,
}

impl<'o> Lines<'o> {
    pub fn new(out: Output<'o>, columns: &[&'static Column]) -> Self {
        let key = |(index, column): (usize, &&Column)| {
            format!("{}{}:", if index == 0 { '{' } else { ',' }, serde_json::Value::from(column.name))
        };
        Self { out: io::BufWriter::new(out), keys: columns.iter().enumerate().map(key).collect() }
    }
}

impl Sink for Lines<'_> {
    fn row(&mut self, cells: &[Option<Cell>]) -> Result<(), ArchiveError> {
        let Self { out, keys } = self;
        for (key, cell) in keys.iter().zip(cells) {
            out.write_all(key.as_bytes())?;
            match cell {
                None => out.write_all(b"null")?,
                Some(Cell::Text(text)) => serde_json::to_writer(&mut *out, text).map_err(io::Error::from)?,
                Some(Cell::Double(number)) => serde_json::to_writer(&mut *out, number).map_err(io::Error::from)?,
                Some(number @ (Cell::Integer(_) | Cell::Boolean(_))) => write!(out, "{number}")?,
                Some(moment) => write!(out, "\"{moment}\"")?,
            }
        }
        Ok(out.write_all(b"}\n")?)
    }

    fn finish(mut self: Box<Self>) -> Result<(), ArchiveError> {
        Ok(self.out.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn formulas_are_guarded_and_come_back() {
        for (text, told) in [
            ("=1+1", "'=1+1"),
            ("-6 derajat", "'-6 derajat"),
            ("'=1", "''=1"),
            ("\tx", "'\tx"),
            ("＝1", "'＝1"),
            ("'Aisyiyah", "'Aisyiyah"),
            ("beras = aman", "beras = aman"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), told);
        }
    }
}
