//! The tables of `knowledge/`: comments, a header line, rows of tab-separated cells.

use std::fs;
use std::rc::Rc;

use anyhow::{Context, Result, ensure};

use crate::corpora::root;

/// A table as it stands in a file.
pub struct Table {
    /// The file name.
    pub name: String,
    /// The comment lines before the header.
    pub comments: Vec<String>,
    /// The column names.
    pub columns: Rc<[String]>,
    /// The rows, in file order.
    pub rows: Vec<Row>,
}

/// One row of a table.
pub struct Row {
    /// The line number in the file, from 1.
    pub line: usize,
    columns: Rc<[String]>,
    cells: Vec<String>,
}

impl Table {
    /// Reads a table of `knowledge/`.
    pub fn open(name: &str) -> Result<Self> {
        let path = root().join("knowledge").join(name);
        let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        Self::parse(name, &text)
    }

    /// Parses a table; a row of a wrong width is an error.
    pub fn parse(name: &str, text: &str) -> Result<Self> {
        let mut lines = text.lines().enumerate().peekable();
        let mut comments = Vec::new();
        while let Some((_, line)) = lines.next_if(|(_, line)| line.starts_with("# ")) {
            comments.push(line.to_owned());
        }
        let (_, header) = lines.next().with_context(|| format!("{name}: no header"))?;
        let columns: Rc<[String]> = header.split('\t').map(str::to_owned).collect();
        let mut rows = Vec::new();
        for (index, line) in lines {
            let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
            ensure!(
                cells.len() == columns.len(),
                "{name}:{}: {} cells instead of {}",
                index + 1,
                cells.len(),
                columns.len()
            );
            rows.push(Row { line: index + 1, columns: Rc::clone(&columns), cells });
        }
        Ok(Self { name: name.to_owned(), comments, columns, rows })
    }

    /// Whether the table has this column.
    pub fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|name| name == column)
    }
}

impl Row {
    /// The cell of a column; empty where the table has no such column.
    pub fn cell(&self, column: &str) -> &str {
        self.columns.iter().position(|name| name == column).map_or("", |index| &self.cells[index])
    }

    /// All cells.
    pub fn cells(&self) -> &[String] {
        &self.cells
    }

    /// The items of a cell that holds a list.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &str> {
        self.cell(column).split("; ").filter(|item| !item.is_empty())
    }
}
