//! Stands in for `saksi-intake` until it lands: the same names, text and JSON lines only.

use std::fmt;
use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use saksi::{Article, Published};
use serde::Deserialize;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum InputFormat {
    #[default]
    Auto,
    Text,
    Html,
    Jsonl,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Given {
    pub title: Option<String>,
    pub source: Option<String>,
    pub url: Option<String>,
    pub published: Option<Published>,
    pub language: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    pub format: InputFormat,
    pub given: Given,
}

#[derive(Debug)]
pub(crate) struct Record {
    pub article: Article,
    pub notes: Vec<Note>,
}

/// Where, what, what to do: one line.
#[derive(Debug)]
pub(crate) struct IntakeError(String);

pub(crate) type Note = String;
pub(crate) type Records = Box<dyn Iterator<Item = Result<Record, IntakeError>> + Send>;

impl fmt::Display for IntakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[derive(Debug)]
pub(crate) struct Source {
    pub path: PathBuf,
}

#[derive(Deserialize)]
struct JsonArticle {
    id: Option<String>,
    title: Option<String>,
    source: Option<String>,
    url: Option<String>,
    #[serde(alias = "date")]
    published: Option<String>,
    text: String,
}

/// Folders to the files in them, in order of name.
pub(crate) fn walk(paths: impl IntoIterator<Item = PathBuf>) -> impl Iterator<Item = Result<Source, IntakeError>> {
    paths.into_iter().flat_map(|path| {
        let mut found = Vec::new();
        enter(path, &mut found);
        found
    })
}

fn enter(path: PathBuf, found: &mut Vec<Result<Source, IntakeError>>) {
    if !path.is_dir() {
        return found.push(Ok(Source { path }));
    }
    match fs::read_dir(&path) {
        Ok(entries) => {
            let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
            paths.sort();
            paths.into_iter().for_each(|path| enter(path, found));
        }
        Err(error) => found.push(Err(IntakeError(format!("{}: {error}", path.display())))),
    }
}

impl Source {
    pub(crate) fn name(&self) -> String {
        self.path.display().to_string()
    }

    pub(crate) fn read(&self, options: &Options) -> Records {
        let (name, given) = (self.name(), options.given.clone());
        let reader: Box<dyn BufRead + Send> = if name == "-" {
            Box::new(BufReader::new(io::stdin()))
        } else {
            match fs::File::open(&self.path) {
                Ok(file) => Box::new(BufReader::new(file)),
                Err(e) if e.kind() == io::ErrorKind::NotFound => {
                    return one(Err(IntakeError(format!("{name}: no such file or folder; check the path"))));
                }
                Err(e) => return one(Err(IntakeError(format!("{name}: {e}")))),
            }
        };
        let lines = self.path.extension().is_some_and(|e| e == "jsonl" || e == "json");
        if options.format == InputFormat::Jsonl || (options.format == InputFormat::Auto && lines) {
            return Box::new(reader.lines().zip(1..).map(move |(line, number)| json(&name, number, line, &given)));
        }
        let id = if name == "-" { "stdin".into() } else { Path::new(&name).file_stem().unwrap_or_default().to_owned() };
        one(text(reader, &name, id.to_string_lossy().into_owned(), &given))
    }
}

fn one(record: Result<Record, IntakeError>) -> Records {
    Box::new(std::iter::once(record))
}

fn text(mut reader: impl Read, name: &str, id: String, given: &Given) -> Result<Record, IntakeError> {
    let mut text = String::new();
    reader.read_to_string(&mut text).map_err(|e| IntakeError(format!("{name}: {e}")))?;
    if text.trim().is_empty() {
        return Err(IntakeError(format!("{name}: empty; nothing to read")));
    }
    Ok(record(Article { id, text, ..Article::default() }, given))
}

fn json(name: &str, number: usize, line: io::Result<String>, given: &Given) -> Result<Record, IntakeError> {
    let wrong = |what: String| IntakeError(format!("{name}:{number}: {what}; correct or remove it"));
    let line = line.map_err(|e| wrong(e.to_string()))?;
    let json: JsonArticle = serde_json::from_str(&line).map_err(|e| wrong(format!("not valid JSON: {e}")))?;
    let article = Article {
        id: json.id.unwrap_or_else(|| format!("{name}:{number}")),
        title: json.title,
        source: json.source,
        url: json.url,
        published: json.published.and_then(|day| day.parse().ok()),
        text: json.text,
        ..Article::default()
    };
    Ok(record(article, given))
}

fn record(mut article: Article, given: &Given) -> Record {
    article.title = given.title.clone().or(article.title);
    article.source = given.source.clone().or(article.source);
    article.url = given.url.clone().or(article.url);
    article.language = given.language.clone().or(article.language);
    article.published = given.published.or(article.published);
    Record { article, notes: Vec::new() }
}
