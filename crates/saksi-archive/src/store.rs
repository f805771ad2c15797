//! The file: opened, recognised, brought to the latest layout. `schema/NNNN.sql` are the layouts' steps, applied in order,
//! each in a transaction of its own; a file keeps the number of its layout in `user_version`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::ArchiveError;

/// The steps from nothing to the layout of today. Never change one that was released: add another.
const STEPS: &[&str] = &[include_str!("schema/0001.sql")];
/// The layout of today.
pub const LAYOUT: i64 = STEPS.len() as i64;
/// `application_id` of the file: “sksi”.
const MAGIC: i64 = 0x736b_7369;

/// A connection that knows its path, for messages.
#[derive(Debug)]
pub(crate) struct Store {
    pub connection: Connection,
    pub path: PathBuf,
}

impl Store {
    /// Opens a file to read and write; makes it where nothing is.
    pub fn open(path: &Path) -> Result<Self, ArchiveError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut store = Self::connect(path, flags)?;
        store.recognise(true)?;
        // Written by one, read by many meanwhile; a commit is on the disk when it returns.
        store.pragmas(&[
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = OFF",
            "cache_size = -131072",
            "wal_autocheckpoint = 16384",
        ])?;
        store.update()?;
        Ok(store)
    }

    /// Opens a file that exists, to read alone.
    pub fn open_to_read(path: &Path) -> Result<Self, ArchiveError> {
        if !path.exists() {
            return Err(ArchiveError::Missing(path.to_owned()));
        }
        // Read-write, because the first reader after a crash has to bring the journal in; nothing is written otherwise.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let store = Self::connect(path, flags)?;
        store.recognise(false)?;
        let found = store.layout()?;
        if found < LAYOUT {
            drop(store);
            drop(Self::open(path)?);
            return Self::open_to_read(path);
        }
        store.pragmas(&["query_only = ON", "cache_size = -32768", "mmap_size = 1073741824"])?;
        Ok(store)
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self, ArchiveError> {
        let fail = |source| ArchiveError::Store { path: path.to_owned(), source };
        let connection = Connection::open_with_flags(path, flags).map_err(fail)?;
        connection.busy_timeout(Duration::from_secs(10)).map_err(fail)?;
        // Plans do not depend on what is bound: otherwise every range would be planned anew.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(fail)?;
        connection.set_prepared_statement_cache_capacity(128);
        Ok(Self { connection, path: path.to_owned() })
    }

    /// What SQLite says, with the path.
    pub fn fail(&self, source: rusqlite::Error) -> ArchiveError {
        ArchiveError::Store { path: self.path.clone(), source }
    }

    fn number(&self, pragma: &str) -> Result<i64, ArchiveError> {
        match self.connection.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0)) {
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => {
                Err(ArchiveError::NotAnArchive(self.path.clone()))
            }
            other => other.map_err(|error| self.fail(error)),
        }
    }

    /// An empty file becomes an archive if that is wanted; anything else must be one.
    fn recognise(&self, make: bool) -> Result<(), ArchiveError> {
        let magic = self.number("application_id")?;
        let tables = self.connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0));
        if magic == MAGIC || (make && magic == 0 && tables.map_err(|error| self.fail(error))? == 0) {
            return Ok(());
        }
        Err(ArchiveError::NotAnArchive(self.path.clone()))
    }

    pub fn layout(&self) -> Result<i64, ArchiveError> {
        let found = self.number("user_version")?;
        if found > LAYOUT {
            return Err(ArchiveError::TooNew { path: self.path.clone(), found, known: LAYOUT });
        }
        Ok(found)
    }

    fn pragmas(&self, settings: &[&str]) -> Result<(), ArchiveError> {
        for setting in settings {
            self.connection
                .query_row(&format!("PRAGMA {setting}"), [], |_| Ok(()))
                .or_else(|error| if error == rusqlite::Error::QueryReturnedNoRows { Ok(()) } else { Err(error) })
                .map_err(|error| self.fail(error))?;
        }
        Ok(())
    }

    /// Applies the steps that the file lacks.
    fn update(&mut self) -> Result<(), ArchiveError> {
        if self.layout()? == LAYOUT {
            return Ok(());
        }
        let path = self.path.clone();
        let fail = |source| ArchiveError::Store { path: path.clone(), source };
        // Whoever comes second waits here and then finds nothing left to do.
        let transaction = Transaction::new(&mut self.connection, TransactionBehavior::Immediate).map_err(fail)?;
        let found: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(fail)?;
        for step in &STEPS[usize::try_from(found).unwrap_or(0).min(STEPS.len())..] {
            transaction.execute_batch(step).map_err(fail)?;
        }
        transaction.pragma_update(None, "user_version", LAYOUT).map_err(fail)?;
        transaction.pragma_update(None, "application_id", MAGIC).map_err(fail)?;
        transaction.commit().map_err(fail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_archive_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let text = folder.path().join("berita.txt");
        std::fs::write(&text, "Bukan arsip. ".repeat(200)).unwrap();
        assert!(matches!(Store::open(&text), Err(ArchiveError::NotAnArchive(_))));
        assert!(std::fs::read_to_string(&text).unwrap().starts_with("Bukan arsip."));
        let other = folder.path().join("other.db");
        Connection::open(&other).unwrap().execute_batch("CREATE TABLE mine (a)").unwrap();
        assert!(matches!(Store::open(&other), Err(ArchiveError::NotAnArchive(_))));
        assert!(matches!(Store::open_to_read(&folder.path().join("none")), Err(ArchiveError::Missing(_))));
    }

    #[test]
    fn a_later_layout_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("arsip.saksi");
        Store::open(&path).unwrap().connection.pragma_update(None, "user_version", LAYOUT + 1).unwrap();
        assert!(matches!(Store::open(&path), Err(ArchiveError::TooNew { .. })));
        assert!(matches!(Store::open_to_read(&path), Err(ArchiveError::TooNew { .. })));
    }
}
