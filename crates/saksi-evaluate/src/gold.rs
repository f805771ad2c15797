use std::fs;
use std::path::{Path, PathBuf};

use saksi_report::CodePoints;
use serde::Deserialize;

use crate::locate::{Needle, Text};

/// An article with its reference annotations; spans are code points, end-exclusive.
#[derive(Clone, Debug)]
pub struct Gold {
    /// Names the article.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Outlet.
    pub source: Option<String>,
    /// Day of publication.
    pub published: Option<String>,
    /// The text.
    pub text: String,
    /// Lines that are not running text: kind and span.
    pub blocks: Vec<(String, [usize; 2])>,
    /// Who said what.
    pub quotes: Vec<GoldQuote>,
    /// Events, where the article has been annotated for them.
    pub events: Option<Vec<GoldEvent>>,
}

/// A reference quotation.
#[derive(Clone, Debug)]
pub struct GoldQuote {
    /// `direct`, `indirect` or `mixed`.
    pub kind: String,
    /// The content.
    pub segments: Vec<String>,
    /// Where it stands.
    pub spans: Vec<[usize; 2]>,
    /// The mention beside the cue (`nya` for *katanya*).
    pub speaker: Option<String>,
    /// Every name that is right for the speaker.
    pub speaker_names: Vec<String>,
    /// The word that introduces it.
    pub cue: Option<String>,
}

/// A reference event.
#[derive(Clone, Debug)]
pub struct GoldEvent {
    /// The words that name the act.
    pub anchor: String,
    /// Where they stand.
    pub span: [usize; 2],
    /// PLOVER class.
    pub class: String,
    /// Actors, each as every name that is right for it.
    pub source: Vec<Vec<String>>,
    /// Actors, each as every name that is right for it.
    pub target: Vec<Vec<String>>,
    /// `done`, `planned` …
    pub status: Option<String>,
}

/// Why reference annotations could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum GoldError {
    /// A file or folder could not be read.
    #[error("{path}: {error}")]
    Read {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// A file is not an annotated article.
    #[error("{path}: not an annotated article: {error}")]
    Format {
        /// Which one.
        path: PathBuf,
        /// What the parser says.
        error: serde_json::Error,
    },
    /// A quoted string does not stand in its article.
    #[error("{path}: {what} is not in the text: {words:?}")]
    NotInText {
        /// Which file.
        path: PathBuf,
        /// Which annotation.
        what: String,
        /// The words.
        words: String,
    },
    /// A folder holds no annotated article.
    #[error("{path}: no *.json file here; expected annotated articles")]
    Empty {
        /// Which folder.
        path: PathBuf,
    },
}

#[derive(Deserialize)]
struct File {
    id: String,
    title: Option<String>,
    source: Option<String>,
    published: Option<String>,
    text: String,
    #[serde(default)]
    blocks: Vec<FileBlock>,
    #[serde(default)]
    quotes: Vec<FileQuote>,
    events: Option<Vec<FileEvent>>,
}

#[derive(Deserialize)]
struct FileBlock {
    text: String,
    kind: String,
}

#[derive(Deserialize)]
struct FileQuote {
    segments: Vec<String>,
    kind: String,
    speaker: Option<String>,
    #[serde(default)]
    speaker_names: Vec<String>,
    cue: Option<String>,
}

#[derive(Deserialize)]
struct FileEvent {
    anchor: String,
    #[serde(rename = "type")]
    class: String,
    #[serde(default)]
    source: Vec<Vec<String>>,
    #[serde(default)]
    target: Vec<Vec<String>>,
    status: Option<String>,
    in_quote: Option<usize>,
    after: Option<usize>,
}

/// Loads every `*.json` of a folder, by name.
///
/// # Errors
///
/// Where the folder or a file cannot be read, or an annotation does not fit its article.
pub fn load(folder: &Path) -> Result<Vec<Gold>, GoldError> {
    let read = |error| GoldError::Read { path: folder.to_owned(), error };
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(read)? {
        paths.push(entry.map_err(read)?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    if paths.is_empty() {
        return Err(GoldError::Empty { path: folder.to_owned() });
    }
    paths.iter().map(|path| load_file(path)).collect()
}

/// Loads one annotated article.
///
/// # Errors
///
/// Where the file cannot be read, or an annotation does not fit its article.
pub fn load_file(path: &Path) -> Result<Gold, GoldError> {
    let bytes = fs::read(path).map_err(|error| GoldError::Read { path: path.to_owned(), error })?;
    let file = serde_json::from_slice(&bytes).map_err(|error| GoldError::Format { path: path.to_owned(), error })?;
    compile(file).map_err(|(what, words)| GoldError::NotInText { path: path.to_owned(), what, words })
}

/// Gives every quoted string its place. A segment is looked for after the start of the one before it, an event's
/// anchor from the start of the quote that holds it, and each anywhere where it is not found there.
fn compile(file: File) -> Result<Gold, (String, String)> {
    let points = CodePoints::new(&file.text);
    let text = Text { text: &file.text, points: &points };
    let mut blocks = Vec::new();
    for block in &file.blocks {
        blocks.push((
            block.kind.clone(),
            text.locate(Needle { what: "block", index: blocks.len(), words: &block.text }, 0)?,
        ));
    }
    let mut quotes: Vec<GoldQuote> = Vec::new();
    let mut cursor = 0;
    for quote in file.quotes {
        let mut spans = Vec::new();
        for segment in &quote.segments {
            let span = text.locate(Needle { what: "quote", index: quotes.len(), words: segment }, cursor)?;
            cursor = span[0] + 1;
            spans.push(span);
        }
        let FileQuote { segments, kind, speaker, speaker_names, cue } = quote;
        quotes.push(GoldQuote { kind, segments, spans, speaker, speaker_names, cue });
    }
    let mut events = file.events.as_ref().map(|_| Vec::new());
    for event in file.events.into_iter().flatten() {
        let quoted = event.in_quote.and_then(|index| quotes.get(index)?.spans.first()).map_or(0, |span| span[0]);
        let list = events.get_or_insert_default();
        let needle = Needle { what: "event", index: list.len(), words: &event.anchor };
        let span = text.locate(needle, event.after.unwrap_or(quoted))?;
        let FileEvent { anchor, class, source, target, status, .. } = event;
        list.push(GoldEvent { anchor, span, class, source, target, status });
    }
    drop(points);
    let File { id, title, source, published, text, .. } = file;
    Ok(Gold { id, title, source, published, text, blocks, quotes, events })
}
