//! Articles of our own making, read by the engine and stored; each test uses a part.
#![allow(dead_code)]

use std::path::PathBuf;
use std::sync::Arc;

use saksi::{Article, Engine, Scratch};
use saksi_archive::{Archive, Outcome, Prepared, Provenance, Vocabulary, Writer, prepare};
use saksi_report::Report;
use tempfile::TempDir;

pub const NOW: &str = "2025-06-20T08:00:00Z";

/// An archive in a folder that goes with it.
pub struct Made {
    pub folder: TempDir,
    pub writer: Writer,
    engine: Engine,
    scratch: Scratch,
    vocabulary: Arc<Vocabulary>,
}

impl Made {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let vocabulary = Arc::new(Vocabulary::new());
        let writer = Writer::open(&folder.path().join("arsip.saksi"), "test 1", vocabulary.clone()).unwrap();
        Self { folder, writer, engine: Engine::new(), scratch: Scratch::default(), vocabulary }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("arsip.saksi")
    }

    pub fn prepared(&mut self, article: Article, place: &str) -> Prepared {
        let report = Report::new(&article, &self.engine.read(&article, &mut self.scratch));
        let provenance = Provenance {
            place: place.to_owned(),
            position: None,
            record_id: None,
            captured: None,
            stored: NOW.to_owned(),
        };
        let address = article.url.clone();
        prepare(article, &report, address, Some(provenance), &self.vocabulary).unwrap()
    }

    pub fn store(&mut self, article: Article) -> Outcome {
        let prepared = self.prepared(article, "uji");
        self.writer.store(&prepared, NOW).unwrap()
    }

    /// Commits and opens to read.
    pub fn archive(&mut self) -> Archive {
        self.writer.commit().unwrap();
        Archive::open_to_read(&self.path(), self.vocabulary.clone()).unwrap()
    }
}

pub fn article(url: &str, outlet: &str, published: &str, title: &str, text: &str) -> Article {
    Article {
        id: url.rsplit('/').next().unwrap().to_owned(),
        title: Some(title.to_owned()),
        source: Some(outlet.to_owned()),
        url: Some(url.to_owned()),
        published: Some(published.parse().unwrap()),
        text: text.to_owned(),
        ..Article::default()
    }
}

/// Three papers on the same days, two of them on the same speech.
pub fn sample(made: &mut Made) {
    made.store(article(
        "https://harian.example/beras",
        "Harian Contoh",
        "2025-06-12",
        "Menteri janji harga beras tidak naik",
        "BANDUNG - Menteri Pertanian Ratna Wiryawan mengatakan harga beras tidak akan naik sampai akhir tahun.\n\
         “Gudang kami penuh dan kami tidak akan mengimpor beras,” kata Ratna kepada wartawan di Bandung, Kamis (12/6/2025).\n\
         Ketua Serikat Petani Dewi Lestari Ambarwati mengecam keputusan itu. “Petani tidak pernah diajak bicara,” ujar Dewi.",
    ));
    made.store(article(
        "https://warta.example/ratna",
        "Warta Contoh",
        "2025-06-13",
        "Ratna Wiryawan: stok cukup",
        "Menteri Pertanian Ratna Wiryawan menegaskan stok beras cukup. “Gudang kami penuh, tidak akan ada impor beras,” kata Ratna.\n\
         Kebijakan itu dikecam Dewi Lestari Ambarwati, Ketua Serikat Petani.",
    ));
    made.store(article(
        "https://harian.example/rusia",
        "Harian Contoh",
        "2022-06-30",
        "AS jatuhkan sanksi kepada Rusia",
        "WASHINGTON - Amerika Serikat menjatuhkan sanksi kepada Rusia pada Rabu (29/6/2022).\n\
         “Kami akan terus mendukung Ukraina,” kata Presiden Joe Biden.",
    ));
}
