use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use saksi::Article;
use saksi_archive::{ArchiveError, Outcome, Provenance, Vocabulary, Writer as ArchiveWriter, prepare};
use saksi_intake::{Origin, canonical_url};
use saksi_report::Report;
use sha2::{Digest, Sha256};

use crate::problem::Problem;

/// Who may write, and how it is done: the archive is opened for each article, so that other programs may write between.
pub(crate) struct Writer {
    path: PathBuf,
    /// Of the token, so that comparing takes the same time whatever is offered.
    digest: [u8; 32],
    vocabulary: Arc<Vocabulary>,
    /// One at a time.
    turn: Arc<Mutex<()>>,
}

impl Writer {
    pub(crate) fn new(path: &Path, token: &str, vocabulary: Arc<Vocabulary>) -> Self {
        Self { path: path.to_owned(), digest: Sha256::digest(token).into(), vocabulary, turn: Arc::default() }
    }

    /// Whether this is the token.
    pub(crate) fn knows(&self, token: &str) -> bool {
        let offered: [u8; 32] = Sha256::digest(token).into();
        offered == self.digest
    }

    /// Stores an article that was read.
    pub(crate) async fn store(&self, article: Article, report: Report, origin: Origin) -> Result<Outcome, Problem> {
        let (path, turn, vocabulary) = (self.path.clone(), Arc::clone(&self.turn), Arc::clone(&self.vocabulary));
        let stored = tokio::task::spawn_blocking(move || {
            let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
            let now = Timestamp::now().to_string();
            let address = article.url.as_deref().map(canonical_url);
            let provenance = Provenance {
                place: origin.place,
                position: origin.position.and_then(|position| i64::try_from(position).ok()),
                record_id: origin.record_id,
                captured: origin.captured,
                stored: now.clone(),
            };
            let prepared = prepare(article, &report, address, Some(provenance), &vocabulary)?;
            let mut writer = ArchiveWriter::open(&path, concat!("saksi ", env!("CARGO_PKG_VERSION")), vocabulary)?;
            let outcome = writer.store(&prepared, &now)?;
            writer.commit()?;
            Ok::<Outcome, ArchiveError>(outcome)
        });
        Ok(stored.await.map_err(|_| Problem::internal())??)
    }
}
