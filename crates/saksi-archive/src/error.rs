use std::path::PathBuf;

/// What can go wrong with an archive. Each says what, where and what to do.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// SQLite could not do it.
    #[error("{}: {source}{}", path.display(), advice(source))]
    Store {
        /// The archive.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// The file is something else.
    #[error("{}: no saksi archive; give another path, a new archive is made where nothing is", .0.display())]
    NotAnArchive(PathBuf),
    /// It was written by a later saksi.
    #[error("{}: written by a later saksi (layout {found}, this one knows up to {known}); update saksi", path.display())]
    TooNew {
        /// The archive.
        path: PathBuf,
        /// Its layout.
        found: i64,
        /// The latest layout known here.
        known: i64,
    },
    /// There is nothing at the path.
    #[error("{}: no such archive; make one with saksi ingest {} SOURCE…", .0.display(), .0.display())]
    Missing(PathBuf),
    /// What was asked cannot be understood.
    #[error("{0}")]
    Query(String),
    /// A stored value cannot be read back.
    #[error("{}: damaged: {what}; re-read it with saksi reread, or restore the file", path.display())]
    Damaged {
        /// The archive.
        path: PathBuf,
        /// Which value.
        what: String,
    },
    /// Output could not be written.
    #[error("cannot be written: {0}")]
    Output(#[from] std::io::Error),
}

fn advice(source: &rusqlite::Error) -> &'static str {
    use rusqlite::ErrorCode;
    match source.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => "; make room and run the same command again, what was reported stored is kept",
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => "; another saksi is writing to it: wait for it",
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            "; check the rights of the file and its folder"
        }
        Some(ErrorCode::DatabaseCorrupt) => "; restore it from a copy, or export what still opens",
        _ => "",
    }
}
