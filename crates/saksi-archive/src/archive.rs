//! The archive as those who ask see it. One [`Archive`] is one connection, for one thread; open several to read in parallel.

use std::path::Path;
use std::sync::Arc;

use rusqlite::types::FromSql;
use rusqlite::{OptionalExtension, Params, Row};
use saksi_lang::morphology::Morphology;

use crate::compare::words::Vocabulary;
use crate::model::EntityRef;
use crate::store::Store;
use crate::{ArchiveError, prepare};

/// What a server gave with an answer, to be sent with the next request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerSaid {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
}

/// An archive, opened to be asked.
#[derive(Debug)]
pub struct Archive {
    pub(crate) store: Store,
    pub(crate) vocabulary: Arc<Vocabulary>,
}

impl Archive {
    /// Opens an archive that exists; one of an older layout is brought up to date first.
    ///
    /// # Errors
    ///
    /// Where nothing is at the path, or something else, or an archive of a later saksi.
    pub fn open_to_read(path: &Path, vocabulary: Arc<Vocabulary>) -> Result<Self, ArchiveError> {
        Ok(Self { store: Store::open_to_read(path)?, vocabulary })
    }

    pub(crate) fn morphology(&self) -> &Morphology {
        self.vocabulary.morphology()
    }

    /// The path it was opened by.
    pub fn path(&self) -> &Path {
        &self.store.path
    }

    /// Grows with every commit: for ETags.
    ///
    /// # Errors
    ///
    /// Where SQLite fails, as of every question below.
    pub fn state(&self) -> Result<u64, ArchiveError> {
        let state: Option<String> = self.one("SELECT value FROM about WHERE key = 'state'", [])?;
        Ok(state.and_then(|state| state.parse().ok()).unwrap_or(0))
    }

    /// The stored article with this text and outlet, or, for want of one, nothing: then it is worth reading.
    ///
    /// # Errors
    ///
    /// Where SQLite fails.
    pub fn knows(&self, text: &str, outlet: Option<&str>) -> Result<Option<i64>, ArchiveError> {
        self.one(
            "SELECT articles.id FROM texts JOIN articles ON articles.text = texts.id
             WHERE texts.hash = ?1 AND articles.outlet IS (SELECT id FROM outlets WHERE name = ?2)
                AND (?2 IS NULL OR articles.outlet IS NOT NULL) ORDER BY articles.id LIMIT 1",
            rusqlite::params![prepare::content_hash(text), outlet],
        )
    }

    /// What a server gave with an address when it was fetched: `ETag` and `Last-Modified`.
    ///
    /// # Errors
    ///
    /// Where SQLite fails.
    pub fn fetched(&self, url: &str) -> Result<Option<ServerSaid>, ArchiveError> {
        self.first("SELECT etag, last_modified FROM fetches WHERE url = ?1", [url], |row| {
            Ok(ServerSaid { etag: row.get(0)?, last_modified: row.get(1)? })
        })
    }

    /// Articles, all versions, that were read by another than `engine`, by number.
    ///
    /// # Errors
    ///
    /// Where SQLite fails.
    pub fn read_by_others(&self, engine: &str) -> Result<Vec<i64>, ArchiveError> {
        let sql = "SELECT articles.id FROM articles JOIN engines ON engines.id = engine WHERE engines.version <> ?1 ORDER BY 1";
        self.all(sql, [engine], |row| row.get(0))
    }

    pub(crate) fn one<T: FromSql>(&self, sql: &str, params: impl Params) -> Result<Option<T>, ArchiveError> {
        self.first(sql, params, |row| row.get(0))
    }

    pub(crate) fn first<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, ArchiveError> {
        let found = self
            .store
            .connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_row(params, read).optional());
        found.map_err(|error| self.store.fail(error))
    }

    pub(crate) fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, ArchiveError> {
        let rows = self.store.connection.prepare_cached(sql).and_then(|mut s| s.query_map(params, read)?.collect());
        rows.map_err(|error| self.store.fail(error))
    }

    pub(crate) fn damaged(&self, what: impl Into<String>) -> ArchiveError {
        ArchiveError::Damaged { path: self.store.path.clone(), what: what.into() }
    }

    /// An entity as it is shown: the one that it was joined into, if it was.
    ///
    /// # Errors
    ///
    /// Where SQLite fails.
    pub fn entity_ref(&self, id: i64) -> Result<Option<EntityRef>, ArchiveError> {
        self.first(
            "SELECT shown.id, shown.name, shown.kb FROM entities
             JOIN entities shown ON shown.id = ifnull(entities.merged, entities.id) WHERE entities.id = ?1",
            [id],
            |row| Ok(EntityRef { id: row.get(0)?, name: row.get(1)?, kb: row.get(2)? }),
        )
    }

    /// An entity with all that were joined into it.
    pub(crate) fn joined(&self, id: i64) -> Result<Vec<i64>, ArchiveError> {
        self.all(
            "SELECT id FROM entities WHERE id = (SELECT ifnull(merged, id) FROM entities WHERE id = ?1)
                OR merged = (SELECT ifnull(merged, id) FROM entities WHERE id = ?1) ORDER BY id",
            [id],
            |row| row.get(0),
        )
    }
}
