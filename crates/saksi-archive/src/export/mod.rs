//! An archive in other programs' formats: tables, annotated documents, a network.
//!
//! Articles go in one at a time and are written at once, so memory does not grow with the archive.

mod articles;
mod brat;
mod cameo;
mod codebook;
mod column;
mod conllu;
mod documents;
mod event_columns;
mod events;
mod exporter;
mod gdelt;
mod line;
mod network;
mod parquet;
mod quotes;
mod row;
mod sink;
mod table;
mod web;

pub use brat::{brat_annotations, brat_configuration, brat_text, export_brat};
pub use cameo::cameo_root;
pub use codebook::codebook;
pub use column::{Column, Kind};
pub use documents::{DocumentExporter, DocumentFormat, export_documents};
pub use exporter::{Exporter, export, gdelt_columns};
pub use network::{NetworkCounter, write_graphml};
pub use parquet::arrow_schema;
pub use sink::Output;
pub use table::{Format, Table};

/// The contract that tables keep; the number grows when a column is renamed, taken away or means something else.
pub const SCHEMA: &str = "saksi-tables/1";
