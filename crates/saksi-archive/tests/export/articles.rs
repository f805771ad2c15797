//! Articles written for these tests, read by the engine and put as an archive gives them.

use std::sync::OnceLock;

use saksi::{Article, Engine, Scratch};
use saksi_archive::{ArticleRef, EntityRef, Provenance, QuoteStatement, StoredArticle, Version};
use saksi_report::Report;

const FISH: &str = "BANDUNG, Warta Laut – Menteri Kelautan Ratna Wiryawan mengatakan bahwa “stok ikan di Laut Natuna masih cukup” \
    untuk tahun ini. “Kami tidak akan mengizinkan kapal asing masuk,” kata Ratna kepada wartawan di Bandung, Senin (12/5/2025).\n\
    Ia mendesak Filipina menarik kapalnya dari perbatasan. Pemerintah Indonesia mengecam Vietnam pada 10 Mei 2025 di Jakarta.\n\
    Presiden Prabowo Subianto bertemu Perdana Menteri Jepang di Tokyo pada Rabu. Indonesia dan Filipina meneken nota kesepahaman pangan.\n\
    “Rusia menyerang lagi,” ujar Dewi Anjani, ketua serikat nelayan. Menurut Dewi, pemerintah mencabut izin dua perusahaan.\n\
    Baca juga: Harga ikan naik";

const RICE: &str = "Ketua serikat tani Slamet Raharjo menilai harga beras “terlalu rendah 🌾”.\r\n\
    “=Harga harus naik,\n\
    kalau tidak kami mogok,” katanya di Karawang.\n\
    Polisi menangkap tiga orang di Kafé Gerimis. Indonesia, Malaysia dan Thailand sepakat membangun cadangan beras bersama.";

/// Two articles: one as papers print them, and one with what trips programs: an emoji, a line break within a quotation, a formula.
pub fn articles() -> &'static [StoredArticle] {
    static ARTICLES: OnceLock<Vec<StoredArticle>> = OnceLock::new();
    ARTICLES.get_or_init(|| {
        let mut fish = stored(12, "stok-ikan", FISH);
        fish.statements = vec![QuoteStatement { quote: "Q1".into(), statement: 7, reports: 3 }];
        fish.happenings = vec![("V1".into(), 31), ("V2".into(), 32)];
        let mut rice = stored(13, "harga beras", RICE);
        rice.article.published = Some("2025-05".into());
        rice.article.published_inferred = true;
        rice.article.url = None;
        rice.provenance[0].position = None;
        rice.provenance[0].captured = None;
        rice.copies = vec![fish.article.clone()];
        vec![fish, rice]
    })
}

/// A text, read and put as an archive would.
pub fn stored(id: i64, name: &str, text: &str) -> StoredArticle {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    let article = Article {
        id: name.into(),
        title: Some(format!("Berita “{name}”")),
        source: Some("Warta Laut".into()),
        url: Some(format!("https://warta.example/{id}?a=1&b=2")),
        author: Some("Sekar Ayu".into()),
        published: "2025-05-12".parse().ok(),
        language: None,
        text: text.into(),
    };
    let analysis = ENGINE.get_or_init(Engine::new).read(&article, &mut Scratch::default());
    let report = Report::new(&article, &analysis);
    // One number for what has one identifier, as the archive does it.
    let known = |kb: &str| kb.bytes().fold(1000, |sum, byte| (sum * 31 + i64::from(byte)) % 100_000);
    let entities = report.entities.iter().zip(1..).map(|(entity, index)| {
        let id = entity.kb.as_deref().map_or(id * 100_000 + index, known);
        (entity.id.clone(), EntityRef { id, name: entity.name.clone(), kb: entity.kb.clone() })
    });
    StoredArticle {
        article: ArticleRef {
            id,
            title: article.title.clone(),
            outlet: article.source.clone(),
            url: article.url.clone(),
            published: report.document.published.clone(),
            published_inferred: false,
        },
        author: article.author.clone(),
        text: text.into(),
        entities: entities.collect(),
        report,
        engine: "0.1.0".into(),
        provenance: vec![Provenance {
            place: "arsip/mei.jsonl".into(),
            position: Some(4),
            record_id: Some("<urn:uuid:5b3c>".into()),
            captured: Some("2025-05-12T16:30:00+07:00".into()),
            stored: "2025-05-13T01:02:03.5Z".into(),
        }],
        versions: vec![Version { id, version: 1, current: true, captured: "2025-05-12T09:30:00Z".into() }],
        copies: Vec::new(),
        statements: Vec::new(),
        happenings: Vec::new(),
    }
}

/// A folder for what other programs are to read: `target/tmp/exports`.
pub fn folder() -> std::path::PathBuf {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("exports");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
