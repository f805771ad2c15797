//! Archives of every layout that was released open, are brought up to date, and answer as before.
//!
//! `tests/data/layout-N.saksi.zst` was written by the saksi that had layout N as its last. To add one for the layout of today:
//! `UPDATE=1 cargo test --release -p saksi-archive --test layouts`.

mod common;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use common::{Made, sample};
use saksi_archive::{Archive, EntityQuery, EventQuery, LAYOUT, Paging, QuoteQuery, Vocabulary};

fn file(layout: i64) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/layout-{layout}.saksi.zst"))
}

#[test]
fn archives_of_every_layout_open() {
    if std::env::var_os("UPDATE").is_some() {
        let mut made = Made::new();
        sample(&mut made);
        made.writer.commit().unwrap();
        let path = made.path();
        let Made { folder, writer, .. } = made;
        drop(writer);
        std::fs::write(file(LAYOUT), zstd::bulk::compress(&std::fs::read(path).unwrap(), 19).unwrap()).unwrap();
        drop(folder);
    }
    for layout in 1..=LAYOUT {
        let packed = std::fs::read(file(layout)).unwrap_or_else(|error| panic!("layout {layout}: {error}"));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("arsip.saksi");
        std::fs::write(&path, zstd::bulk::decompress(&packed, 64 << 20).unwrap()).unwrap();
        // Read alone, so brought up to date on the way.
        let archive = Archive::open_to_read(&path, Arc::new(Vocabulary::new())).unwrap();
        let stats = archive.stats().unwrap();
        assert_eq!((stats.schema, stats.articles), (LAYOUT, 3), "layout {layout}");
        let quotes = archive.quotes(&QuoteQuery::default(), &Paging::default()).unwrap().hits;
        assert!(quotes.iter().any(|quote| quote.text.contains("tidak akan mengimpor beras")));
        let events = archive.events(&EventQuery::default(), &Paging::default()).unwrap().hits;
        assert!(events.iter().any(|event| event.class == "SANCTION"));
        let who = EntityQuery { name: "wiryawan".to_owned(), ..EntityQuery::default() };
        assert_eq!(archive.entities(&who, &Paging::default()).unwrap().hits.len(), 1);
        for hit in quotes {
            let stored = archive.article(hit.article.id).unwrap().unwrap();
            assert!(stored.text.chars().skip(hit.start).take(5).eq(hit.text.chars().take(5)));
        }
    }
}
