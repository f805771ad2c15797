//! Tables as Parquet: real types, zstd, row groups of bounded size.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, StringBuilder, TimestampMicrosecondBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, TimeUnit};
use jiff::civil::Date;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

use super::column::{Cell, Column, Kind};
use super::sink::{Output, Sink};
use super::{SCHEMA, Table};
use crate::ArchiveError;

/// Rows gathered before they are handed on.
const BATCH: usize = 1024;
/// Bytes of text gathered before they are handed on.
const BATCH_BYTES: usize = 4 << 20;
/// Rows of a row group at most.
const GROUP: usize = 65_536;
/// Bytes of a row group, roughly at most, as they are encoded.
const GROUP_BYTES: usize = 32 << 20;

/// The Arrow schema of a table: names, types, and what each column means.
pub fn arrow_schema(table: Table) -> Schema {
    let fields: Vec<Field> = table.columns().into_iter().map(field).collect();
    let about = [("saksi.table", table.name()), ("saksi.schema", SCHEMA), ("saksi.engine", env!("CARGO_PKG_VERSION"))];
    let about = about.map(|(key, value)| (key.to_owned(), value.to_owned()));
    Schema::new_with_metadata(fields, HashMap::from(about))
}

fn field(column: &Column) -> Field {
    let kind = match column.kind {
        Kind::Text => DataType::Utf8,
        Kind::Integer => DataType::Int64,
        Kind::Double => DataType::Float64,
        Kind::Boolean => DataType::Boolean,
        Kind::Day => DataType::Date32,
        Kind::Moment => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
    };
    let about = [("description", column.meaning), ("values", column.values), ("field", column.field)];
    let about = about.into_iter().filter(|(_, value)| !value.is_empty());
    let about: HashMap<String, String> = about.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    Field::new(column.name, kind, true).with_metadata(about)
}

/// The cells of a column that are not yet handed on.
enum Builder {
    Text(StringBuilder),
    Integer(Int64Builder),
    Double(Float64Builder),
    Boolean(BooleanBuilder),
    Day(Date32Builder),
    Moment(TimestampMicrosecondBuilder),
}

impl Builder {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text(StringBuilder::new()),
            Kind::Integer => Self::Integer(Int64Builder::new()),
            Kind::Double => Self::Double(Float64Builder::new()),
            Kind::Boolean => Self::Boolean(BooleanBuilder::new()),
            Kind::Day => Self::Day(Date32Builder::new()),
            Kind::Moment => Self::Moment(TimestampMicrosecondBuilder::new().with_timezone("UTC")),
        }
    }

    /// Takes a cell; one of another kind than the column's is left empty. Returns the bytes it takes.
    fn push(&mut self, cell: Option<&Cell>) -> usize {
        match (self, cell) {
            (Self::Text(builder), Some(Cell::Text(text))) => {
                builder.append_value(text);
                return text.len();
            }
            (Self::Text(builder), _) => builder.append_null(),
            (Self::Integer(builder), Some(Cell::Integer(number))) => builder.append_value(*number),
            (Self::Integer(builder), _) => builder.append_null(),
            (Self::Double(builder), Some(Cell::Double(number))) => builder.append_value(*number),
            (Self::Double(builder), _) => builder.append_null(),
            (Self::Boolean(builder), Some(Cell::Boolean(truth))) => builder.append_value(*truth),
            (Self::Boolean(builder), _) => builder.append_null(),
            (Self::Day(builder), Some(Cell::Day(day))) => builder.append_option(days(*day)),
            (Self::Day(builder), _) => builder.append_null(),
            (Self::Moment(builder), Some(Cell::Moment(moment))) => builder.append_value(moment.as_microsecond()),
            (Self::Moment(builder), _) => builder.append_null(),
        }
        size_of::<i64>()
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(builder) => Arc::new(builder.finish()),
            Self::Integer(builder) => Arc::new(builder.finish()),
            Self::Double(builder) => Arc::new(builder.finish()),
            Self::Boolean(builder) => Arc::new(builder.finish()),
            Self::Day(builder) => Arc::new(builder.finish()),
            Self::Moment(builder) => Arc::new(builder.finish()),
        }
    }
}

/// Days since 1970-01-01.
fn days(day: Date) -> Option<i32> {
    day.since(Date::constant(1970, 1, 1)).ok().map(|span| span.get_days())
}

/// A table as Parquet.
pub(super) struct Columnar<'o> {
    writer: ArrowWriter<Output<'o>>,
    schema: Arc<Schema>,
    builders: Vec<Builder>,
    rows: usize,
    bytes: usize,
}

impl<'o> Columnar<'o> {
    pub fn new(out: Output<'o>, table: Table) -> Result<Self, ArchiveError> {
        let schema = Arc::new(arrow_schema(table));
        let mut about: Vec<_> =
            schema.metadata().iter().map(|(key, value)| KeyValue::new(key.clone(), value.clone())).collect();
        about.sort_by(|one, other| one.key.cmp(&other.key));
        let properties = WriterProperties::builder()
            .set_created_by(concat!("saksi version ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(GROUP))
            .set_max_row_group_bytes(Some(GROUP_BYTES))
            .set_key_value_metadata(Some(about))
            .build();
        let writer = ArrowWriter::try_new(out, schema.clone(), Some(properties)).map_err(refused)?;
        let builders = table.columns().iter().map(|column| Builder::new(column.kind)).collect();
        Ok(Self { writer, schema, builders, rows: 0, bytes: 0 })
    }

    fn flush(&mut self) -> Result<(), ArchiveError> {
        if self.rows == 0 {
            return Ok(());
        }
        let columns = self.builders.iter_mut().map(Builder::finish).collect();
        let batch = RecordBatch::try_new(self.schema.clone(), columns).map_err(io::Error::other)?;
        (self.rows, self.bytes) = (0, 0);
        self.writer.write(&batch).map_err(refused)
    }
}

fn refused(error: ParquetError) -> ArchiveError {
    match error {
        ParquetError::External(source) => match source.downcast::<io::Error>() {
            Ok(source) => ArchiveError::Output(*source),
            Err(source) => ArchiveError::Output(io::Error::other(source)),
        },
        error => ArchiveError::Output(io::Error::other(error)),
    }
}

impl Sink for Columnar<'_> {
    fn row(&mut self, cells: &[Option<Cell>]) -> Result<(), ArchiveError> {
        for (builder, cell) in self.builders.iter_mut().zip(cells) {
            self.bytes += builder.push(cell.as_ref());
        }
        self.rows += 1;
        if self.rows >= BATCH || self.bytes >= BATCH_BYTES { self.flush() } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>) -> Result<(), ArchiveError> {
        self.flush()?;
        self.writer.finish().map_err(refused)?;
        Ok(self.writer.inner_mut().flush()?)
    }
}
