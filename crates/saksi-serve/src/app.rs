use std::sync::Arc;

use saksi_archive::{ArchiveError, Vocabulary};
use saksi_intake::{FetchOptions, Fetcher};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use crate::assets::Assets;
use crate::config::Config;
use crate::guard::Hosts;
use crate::language::Language;
use crate::metrics::Metrics;
use crate::pool::Pool;
use crate::problem::Problem;
use crate::writer::Writer;

/// What all handlers share.
pub(crate) type App = Arc<Shared>;

pub(crate) struct Shared {
    pub config: Config,
    pub pool: Pool,
    pub writer: Option<Writer>,
    pub metrics: Metrics,
    pub assets: Assets,
    pub hosts: Hosts,
    pub fetcher: Arc<Fetcher>,
    /// Requests that may still come in.
    pub requests: Arc<Semaphore>,
    /// Articles that may be read at the same time.
    pub reading: Arc<Semaphore>,
    /// Known to this process alone: makes the forms' tokens.
    secret: [u8; 32],
}

impl Shared {
    pub(crate) fn new(config: Config) -> Result<Self, ArchiveError> {
        let mut secret = [0; 32];
        // Without the system's randomness no form is taken.
        let random = getrandom::fill(&mut secret).is_ok();
        let writer = config.token.as_deref().filter(|token| random && !token.is_empty());
        let vocabulary = Arc::new(Vocabulary::new());
        Ok(Self {
            pool: Pool::open(&config.archive, config.limits.readers, Arc::clone(&vocabulary))?,
            writer: writer.map(|token| Writer::new(&config.archive, token, vocabulary)),
            metrics: Metrics::default(),
            assets: Assets::new(),
            hosts: Hosts::new(&config),
            fetcher: Arc::new(Fetcher::new(FetchOptions { timeout: config.limits.time, ..FetchOptions::default() })),
            requests: Arc::new(Semaphore::new(config.limits.requests)),
            reading: Arc::new(Semaphore::new(config.limits.readers)),
            secret,
            config,
        })
    }

    /// What a form must send back to a browser's nonce.
    pub(crate) fn form_token(&self, nonce: &str) -> String {
        let digest = Sha256::new().chain_update(self.secret).chain_update(nonce).finalize();
        hex(&digest)
    }

    /// Names the state of the archive as a response in `language` shows it.
    pub(crate) async fn etag(&self, language: Option<Language>) -> Result<String, Problem> {
        let state = self.pool.ask(|archive| archive.state()).await?;
        let language = language.map_or("", Language::code);
        Ok(format!("W/\"{}-{state:x}{language}\"", env!("CARGO_PKG_VERSION")))
    }
}

/// Bytes as two digits each.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Something that nobody can guess, for a browser to keep.
pub(crate) fn nonce() -> Option<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).ok()?;
    Some(hex(&bytes))
}

/// A token for a server whose owner gave it none; nothing where the system has no randomness.
pub fn made_up_token() -> Option<String> {
    nonce()
}
