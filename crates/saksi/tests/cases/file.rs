//! Case files: Markdown in which a block of text is followed by a list of what must come out of it.

use saksi::Article;

use crate::expect::{self, Line};

/// One text and what must come out of it.
#[derive(Debug)]
pub struct Case {
    /// Line of the file where its block opens, from 1.
    pub line: usize,
    pub article: Article,
    pub lines: Vec<Line>,
}

/// The cases of a file, or the line that is wrong and why.
pub fn parse(text: &str) -> Result<Vec<Case>, (usize, String)> {
    let mut out: Vec<Case> = Vec::new();
    let mut block: Option<(usize, Vec<&str>)> = None;
    let mut item: Option<(usize, String)> = None;
    // True from the end of a block to the prose behind its list.
    let mut listing = false;
    for (n, line) in text.lines().enumerate().map(|(n, l)| (n + 1, l)) {
        if let Some((at, lines)) = &mut block {
            if line == "```" {
                out.push(Case { line: *at, article: article(lines).map_err(|e| (*at, e))?, lines: Vec::new() });
                (block, listing) = (None, true);
            } else {
                lines.push(line);
            }
            continue;
        }
        if let Some((_, words)) = &mut item
            && line.starts_with("  ")
        {
            words.push(' ');
            words.push_str(line.trim());
            continue;
        }
        finish(&mut item, &mut out)?;
        if line == "```text" {
            close(&out)?;
            block = Some((n, Vec::new()));
        } else if line.starts_with("```") {
            return Err((n, "a block opens with ```text".into()));
        } else if let Some(rest) = line.strip_prefix("- ") {
            if !listing {
                return Err((n, "a list line stands under the block it is about".into()));
            }
            item = Some((n, rest.to_string()));
        } else if !line.trim().is_empty() {
            listing = false;
        }
    }
    if let Some((at, _)) = block {
        return Err((at, "this block is never closed".into()));
    }
    finish(&mut item, &mut out)?;
    close(&out)?;
    Ok(out)
}

fn finish(item: &mut Option<(usize, String)>, out: &mut [Case]) -> Result<(), (usize, String)> {
    if let (Some((n, words)), Some(case)) = (item.take(), out.last_mut()) {
        case.lines.push(expect::parse(n, &words).map_err(|e| (n, e))?);
    }
    Ok(())
}

fn close(out: &[Case]) -> Result<(), (usize, String)> {
    match out.last() {
        Some(case) if case.lines.is_empty() => Err((case.line, "nothing is said about this block".into())),
        _ => Ok(()),
    }
}

/// The article of a block: lines of `key: value` above `---`, if there are any, then the text.
fn article(lines: &[&str]) -> Result<Article, String> {
    let mut out = Article { id: "case".into(), language: Some("id".into()), ..Article::default() };
    let rule = lines.iter().position(|l| *l == "---");
    for line in &lines[..rule.unwrap_or(0)] {
        let (key, value) = line.split_once(": ").ok_or_else(|| format!("{line:?} is no header line"))?;
        match key {
            "published" => out.published = Some(value.parse()?),
            "title" => out.title = Some(value.to_string()),
            "source" => out.source = Some(value.to_string()),
            _ => return Err(format!("header {key:?} is none of published, title, source")),
        }
    }
    out.text = lines[rule.map_or(0, |r| r + 1)..].join("\n");
    if out.text.trim().is_empty() { Err("an empty block".into()) } else { Ok(out) }
}
