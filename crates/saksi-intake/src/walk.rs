//! Paths to sources: files, folders, standard input.

use std::collections::{HashSet, VecDeque};
use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use crate::error::{IntakeError, Note};
use crate::format::{Limits, Options};
use crate::input::Input;
use crate::origin::Place;
use crate::read::{Records, records, stem};
use crate::text::decoded;

/// What saved pages and projects keep beside articles; passed over in folders, never where it is named itself.
const COMPANIONS: &[&str] = &[
    "css", "js", "mjs", "map", "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "bmp", "woff", "woff2",
    "ttf", "otf", "eot", "mp3", "mp4", "webm", "m4a", "ogg",
];

/// A file or standard input that may hold articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The path as given or found; `-` is standard input.
    pub path: PathBuf,
}

impl Source {
    /// The path for messages.
    pub fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// Opens it and reads its records, one at a time. A file that cannot be opened is a stream of one error.
    pub fn read(&self, options: &Options) -> Records {
        let name = self.name();
        records(&name, self.input(&Place::from(&name[..])), options)
    }

    /// All of it as text, decompressed and decoded, for formats that are no articles; and what is worth telling about that.
    ///
    /// # Errors
    ///
    /// Where it cannot be opened or read, is empty, too long, or not text.
    pub fn text(&self, limits: &Limits) -> Result<(String, Vec<Note>), IntakeError> {
        let name = self.name();
        let place = Place::from(&name[..]);
        decoded(&place, self.input(&place)?.unpacked(&place)?.whole(&place, limits.source)?)
    }

    /// What an article in it is called that has no id of its own: the file's name without folders and extensions.
    pub fn stem(&self) -> String {
        stem(&self.name())
    }

    fn input(&self, place: &Place) -> Result<Input, IntakeError> {
        if self.is_stdin() {
            Input::open(place, BufReader::new(io::stdin()))
        } else {
            self.open(place).and_then(|file| Input::open(place, BufReader::with_capacity(64 << 10, file)))
        }
    }

    fn is_stdin(&self) -> bool {
        self.path == Path::new("-")
    }

    fn open(&self, place: &Place) -> Result<File, IntakeError> {
        File::open(&self.path).map_err(|e| IntakeError::from_io(place, e))
    }
}

/// The sources among some paths: see [`walk`].
pub struct Walk {
    /// What is still to be looked at, in order.
    todo: VecDeque<Todo>,
    /// Folders looked into, by their real path: a link that leads back into one is passed over.
    seen: HashSet<PathBuf>,
}

struct Todo {
    path: PathBuf,
    /// Found in a folder, not named by the caller.
    found: bool,
}

/// Expands `paths`: a folder to the files in it and below, sorted by name, hidden files and companions of saved pages
/// (images, styles, scripts) left out; each folder once, however many links lead to it. `-` is standard input.
/// Yields sources one at a time; a path that does not exist or a folder that may not be read is an error among them.
pub fn walk<P: Into<PathBuf>>(paths: impl IntoIterator<Item = P>) -> Walk {
    let todo = paths.into_iter().map(|path| Todo { path: path.into(), found: false }).collect();
    Walk { todo, seen: HashSet::new() }
}

/// The records of all sources among `paths`, in order: [`walk`], then [`Source::read`].
pub fn read_paths<P: Into<PathBuf>>(
    paths: impl IntoIterator<Item = P>,
    options: &Options,
) -> impl Iterator<Item = Result<crate::Record, IntakeError>> {
    let options = options.clone();
    let mut sources = walk(paths);
    let mut current: Option<Records> = None;
    std::iter::from_fn(move || {
        loop {
            if let Some(record) = current.as_mut().and_then(Iterator::next) {
                return Some(record);
            }
            match sources.next()? {
                Ok(source) => current = Some(source.read(&options)),
                Err(e) => return Some(Err(e)),
            }
        }
    })
}

impl Walk {
    fn enter(&mut self, folder: &Path) -> io::Result<()> {
        if !self.seen.insert(fs::canonicalize(folder)?) {
            return Ok(());
        }
        let mut names = Vec::new();
        for entry in fs::read_dir(folder)? {
            let name = entry?.file_name();
            let text = name.to_string_lossy();
            let extension = Path::new(&name).extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
            if !text.starts_with('.') && !extension.is_some_and(|e| COMPANIONS.contains(&e.as_str())) {
                names.push(name);
            }
        }
        names.sort();
        for name in names.into_iter().rev() {
            self.todo.push_front(Todo { path: folder.join(name), found: true });
        }
        Ok(())
    }
}

impl Iterator for Walk {
    type Item = Result<Source, IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Todo { path, found } = self.todo.pop_front()?;
            let failed = |e| Some(Err(IntakeError::from_io(&path.display().to_string()[..].into(), e)));
            if path == Path::new("-") && !found {
                return Some(Ok(Source { path }));
            }
            match fs::metadata(&path) {
                Ok(meta) if meta.is_dir() => {
                    if let Err(e) = self.enter(&path) {
                        return failed(e);
                    }
                }
                // Sockets and devices in folders would block or never end; a pipe that is named (`<(…)`) is meant.
                Ok(meta) if found && !meta.is_file() => {}
                Ok(_) => return Some(Ok(Source { path })),
                Err(e) => return failed(e),
            }
        }
    }
}
