//! Tables of articles that the engine read.

mod common;

use common::{articles, folder};
use saksi_archive::export::{Exporter, Format, Table, codebook, gdelt_columns};

/// A table of both articles.
fn table(what: Table, format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    let mut exporter = Exporter::new(what, format, &mut out).unwrap();
    articles().iter().for_each(|article| exporter.article(article).unwrap());
    exporter.finish().unwrap();
    out
}

#[test]
fn show() {
    for table in Table::ALL { println!("{}", String::from_utf8(self::table(table, Format::Jsonl)).unwrap()); }
    println!("{}", String::from_utf8(table(Table::Events, Format::Gdelt)).unwrap());
    assert_eq!(gdelt_columns().len(), 61);
}
