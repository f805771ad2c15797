//! Case files as `cases/README.md` describes them, as far as they are about expressions of time.

use std::fs;
use std::path::{Path, PathBuf};

use saksi::{Article, Span};

/// A text with all its expressions of time.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeCase {
    /// Where it stands: file and line.
    pub place: String,
    /// The text and its day of publication.
    pub article: Article,
    /// The expressions in order, each with its value.
    pub times: Vec<(Span, String)>,
}

/// Why case files cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// A file or folder is not there or cannot be read.
    #[error("{path}: cannot be read")]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A line says what cannot be.
    #[error("{place}: {what}")]
    Line {
        /// File and line.
        place: String,
        /// What is wrong.
        what: String,
    },
}

/// The cases of a file, or of all `.md` files of a folder in order of name.
///
/// # Errors
///
/// Where a file cannot be read, or names words that its text does not hold.
pub fn load(path: &Path) -> Result<Vec<TimeCase>, CaseError> {
    let io = |source| CaseError::Io { path: path.to_owned(), source };
    if path.is_dir() {
        let entries = fs::read_dir(path).map_err(io)?.collect::<Result<Vec<_>, _>>().map_err(io)?;
        let mut files: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
        files.retain(|file| file.extension().is_some_and(|e| e == "md"));
        files.sort();
        return files.iter().map(|file| load(file)).collect::<Result<Vec<_>, _>>().map(|cases| cases.concat());
    }
    parse(&path.display().to_string(), &fs::read_to_string(path).map_err(io)?)
}

/// The cases of one file that say something about time.
///
/// # Errors
///
/// Where a line names words that its text does not hold in that order, or a header no day.
pub fn parse(file: &str, text: &str) -> Result<Vec<TimeCase>, CaseError> {
    let mut out: Vec<TimeCase> = Vec::new();
    let (mut block, mut said): (Option<(usize, Vec<&str>)>, bool) = (None, true);
    for (line, number) in text.lines().zip(1..) {
        let place = |number: usize| format!("{file}:{number}");
        let wrong = |what: String| CaseError::Line { place: place(number), what };
        if let Some((at, lines)) = &mut block {
            if line == "```" {
                if !said {
                    out.pop();
                }
                out.push(TimeCase { place: place(*at), article: article(lines).map_err(wrong)?, times: Vec::new() });
                (block, said) = (None, false);
            } else {
                lines.push(line);
            }
            continue;
        }
        if line == "```text" {
            block = Some((number, Vec::new()));
            continue;
        }
        let (Some(fact), Some(case)) = (line.strip_prefix("- "), out.last_mut()) else { continue };
        // What is known to come out wrong is right all the same.
        let fact = match fact.strip_prefix("fixme") {
            Some(rest) => rest.split_once(": ").map_or(rest, |(_, fact)| fact),
            None => fact,
        };
        if fact == "no time" {
            said = true;
        } else if let Some(fact) = fact.strip_prefix("`time` ") {
            let (words, value) = fact.split_once(" = ").ok_or_else(|| wrong("words = value".into()))?;
            let from = case.times.last().map_or(0, |(span, _)| span.end as usize);
            let span = find(&case.article.text, from, words)
                .ok_or_else(|| wrong(format!("{words:?} is no part of the text behind what is listed before it")))?;
            case.times.push((span, value.trim().trim_matches('`').to_owned()));
            said = true;
        }
    }
    if !said {
        out.pop();
    }
    Ok(out)
}

/// The first place behind `from` where `words` stand as whole words.
fn find(text: &str, from: usize, words: &str) -> Option<Span> {
    let whole = |at: usize| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    };
    let mut found = text[from..].match_indices(words).map(|(at, _)| from + at);
    found.find(|&at| whole(at)).map(|at| Span::new(at, at + words.len()))
}

/// The article of a block: lines of `key: value` above `---`, if there are any, then the text.
fn article(lines: &[&str]) -> Result<Article, String> {
    let mut out = Article { id: "case".into(), language: Some("id".into()), ..Article::default() };
    let rule = lines.iter().position(|line| *line == "---");
    for line in &lines[..rule.unwrap_or(0)] {
        match line.split_once(": ") {
            Some(("published", day)) => out.published = Some(day.parse()?),
            Some(("title", title)) => out.title = Some(title.to_owned()),
            _ => {}
        }
    }
    out.text = lines[rule.map_or(0, |rule| rule + 1)..].join("\n");
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_its_text_and_all_its_expressions() {
        let text = "Prose.\n\n```text\npublished: 2023-07-12\n---\nHujan Senin, 10 dan 11 Juli.\n```\n- `time` Senin = 2023-07-10\n\
                    - fixme (cause): `time` 11 Juli = `2023-07-11`\n\n```text\nHujan.\n```\n- no quote\n\n```text\nHujan.\n```\n- no time\n";
        let cases = parse("x.md", text).unwrap();
        assert_eq!(cases.len(), 2);
        assert_eq!(cases[0].place, "x.md:3");
        assert_eq!(cases[0].article.published.map(|day| day.to_string()).as_deref(), Some("2023-07-12"));
        let values: Vec<_> =
            cases[0].times.iter().map(|(span, v)| (span.of(&cases[0].article.text), v.as_str())).collect();
        assert_eq!(values, [("Senin", "2023-07-10"), ("11 Juli", "2023-07-11")]);
        assert!(cases[1].times.is_empty());
    }

    #[test]
    fn words_that_are_not_there_are_an_error() {
        let text = "```text\nHujan turun.\n```\n- `time` Senin = 2023-07-10\n";
        assert!(parse("x.md", text).unwrap_err().to_string().starts_with("x.md:4: \"Senin\" is no part"));
    }
}
