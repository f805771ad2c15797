//! Tables read back: each cell as the text that the program writes for it, `None` where it is empty.

use std::io::Read;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type, TimestampMicrosecondType};
use arrow_array::{Array, RecordBatch};
use jiff::{Timestamp, ToSpan, civil::Date};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use saksi_archive::StoredArticle;
use saksi_archive::export::{Exporter, Format, Table};

/// The table's columns and rows.
pub type Rows = (Vec<String>, Vec<Vec<Option<String>>>);

/// A table of articles, written.
pub fn written(articles: &[StoredArticle], what: Table, format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    let mut exporter = Exporter::new(what, format, &mut out).unwrap();
    articles.iter().for_each(|article| exporter.article(article).unwrap());
    exporter.finish().unwrap();
    out
}

/// Reads what was written, each format with its own reader.
pub fn read(bytes: &[u8], format: Format) -> Rows {
    match format {
        Format::Csv => delimited(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap(), b',', unguarded),
        Format::Tsv => delimited(bytes, b'\t', str::to_owned),
        Format::Jsonl => lines(bytes),
        Format::Parquet => columnar(bytes),
        Format::Gdelt => panic!("it has no header"),
    }
}

/// As the codebook says: one apostrophe off cells that match `^'+[=+\-@＝＋－＠\t\r\n]`.
fn unguarded(cell: &str) -> String {
    let risky =
        cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n']);
    cell.strip_prefix('\'').filter(|_| risky).unwrap_or(cell).to_owned()
}

fn delimited(bytes: &[u8], delimiter: u8, of: fn(&str) -> String) -> Rows {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes);
    let names = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row =
        |record: csv::StringRecord| record.iter().map(|cell| Some(of(cell)).filter(|cell| !cell.is_empty())).collect();
    (names, reader.records().map(|record| row(record.unwrap())).collect())
}

fn lines(bytes: &[u8]) -> Rows {
    let text = std::str::from_utf8(bytes).unwrap();
    let (mut names, mut rows) = (Vec::new(), Vec::new());
    for line in text.split_terminator('\n') {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        // The order of the keys is that of the line, which a map would forget.
        let mut keys: Vec<(usize, String)> = value
            .as_object()
            .unwrap()
            .keys()
            .map(|key| (line.find(&format!("\"{key}\":")).unwrap(), key.clone()))
            .collect();
        keys.sort();
        names = keys.into_iter().map(|(_, key)| key).collect();
        rows.push(
            names
                .iter()
                .map(|name| match &value[name] {
                    serde_json::Value::Null => None,
                    serde_json::Value::String(text) => Some(text.clone()),
                    serde_json::Value::Number(number) if number.is_f64() => Some(number.as_f64().unwrap().to_string()),
                    other => Some(other.to_string()),
                })
                .collect(),
        );
    }
    (names, rows)
}

fn columnar(bytes: &[u8]) -> Rows {
    let mut copy = Vec::new();
    let mut source = bytes;
    source.read_to_end(&mut copy).unwrap();
    let reader = ParquetRecordBatchReaderBuilder::try_new(parquet_bytes(copy)).unwrap();
    let names = reader.schema().fields().iter().map(|field| field.name().clone()).collect();
    let mut rows = Vec::new();
    for batch in reader.build().unwrap() {
        let batch = batch.unwrap();
        rows.extend(
            (0..batch.num_rows()).map(|row| (0..batch.num_columns()).map(|column| cell(&batch, column, row)).collect()),
        );
    }
    (names, rows)
}

fn parquet_bytes(bytes: Vec<u8>) -> std::fs::File {
    use std::io::{Seek, Write};
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(&bytes).unwrap();
    file.rewind().unwrap();
    file
}

fn cell(batch: &RecordBatch, column: usize, row: usize) -> Option<String> {
    use arrow_schema::DataType::*;
    let array = batch.column(column);
    if array.is_null(row) {
        return None;
    }
    Some(match array.data_type() {
        Utf8 => array.as_string::<i32>().value(row).to_owned(),
        Int64 => array.as_primitive::<Int64Type>().value(row).to_string(),
        Float64 => array.as_primitive::<Float64Type>().value(row).to_string(),
        Boolean => array.as_boolean().value(row).to_string(),
        Date32 => (Date::constant(1970, 1, 1) + array.as_primitive::<Date32Type>().value(row).days()).to_string(),
        Timestamp(..) => {
            let moment = array.as_primitive::<TimestampMicrosecondType>().value(row);
            self::Timestamp::from_microsecond(moment).unwrap().to_string()
        }
        other => panic!("{other}"),
    })
}
