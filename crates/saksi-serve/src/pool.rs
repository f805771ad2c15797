use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use saksi_archive::{Archive, ArchiveError, Vocabulary};
use tokio::sync::Semaphore;

use crate::problem::Problem;

/// Connections to the archive, each in use by one thread at a time.
pub(crate) struct Pool {
    path: PathBuf,
    vocabulary: Arc<Vocabulary>,
    idle: Arc<Mutex<Vec<Archive>>>,
    free: Arc<Semaphore>,
}

impl Pool {
    /// Opens the first connection; the others are opened when they are needed.
    pub(crate) fn open(path: &Path, size: usize, vocabulary: Arc<Vocabulary>) -> Result<Self, ArchiveError> {
        let first = Archive::open_to_read(path, Arc::clone(&vocabulary))?;
        let idle = Arc::new(Mutex::new(vec![first]));
        Ok(Self { path: path.to_owned(), vocabulary, idle, free: Arc::new(Semaphore::new(size)) })
    }

    /// Asks the archive on a thread that may wait.
    ///
    /// Where the caller goes away, the thread still finishes: its permit goes with it, so that no more than the pool's
    /// size ever run.
    pub(crate) async fn ask<T, F>(&self, question: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&Archive) -> Result<T, ArchiveError> + Send + 'static,
    {
        let permit = Arc::clone(&self.free).acquire_owned().await.map_err(|_| Problem::stopping())?;
        let idle = Arc::clone(&self.idle);
        let (path, vocabulary) = (self.path.clone(), Arc::clone(&self.vocabulary));
        let answer = tokio::task::spawn_blocking(move || {
            let kept = lock(&idle).pop();
            let archive = match kept {
                Some(archive) => archive,
                None => Archive::open_to_read(&path, vocabulary)?,
            };
            let answer = question(&archive);
            lock(&idle).push(archive);
            drop(permit);
            answer
        });
        Ok(answer.await.map_err(|_| Problem::internal())??)
    }
}

fn lock(idle: &Mutex<Vec<Archive>>) -> std::sync::MutexGuard<'_, Vec<Archive>> {
    idle.lock().unwrap_or_else(PoisonError::into_inner)
}
