//! A token a line: the form, further columns or none, the tag in the last; a blank line behind a sentence.

use crate::error::ConllError;

/// A line of such a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// The surface; it may hold blanks where the columns are separated by tabs.
    pub form: &'a str,
    /// What stands between form and tag.
    pub middle: Vec<&'a str>,
    /// The last column; `None` where the form stands alone.
    pub tag: Option<&'a str>,
    /// Where it stands, counted from 1.
    pub line: usize,
}

/// A line of the CoNLL shared tasks that only parts documents.
const BETWEEN_DOCUMENTS: &str = "-DOCSTART-";

/// Reads the sentences of a text. A line with a tab in it is cut at its tabs, any other at its blanks; `name` stands in the
/// error.
///
/// # Errors
///
/// Where a line begins with a tab, so that its token has no form.
pub fn parse<'a>(name: &str, text: &'a str) -> Result<Vec<Vec<Token<'a>>>, ConllError> {
    let mut sentences = Vec::new();
    let mut open = Vec::new();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (line, number) in text.split('\n').zip(1..) {
        if line.trim().is_empty() || line.starts_with(BETWEEN_DOCUMENTS) {
            close(&mut open, &mut sentences);
            continue;
        }
        match token(line, number) {
            Some(token) => open.push(token),
            None => {
                let what = "no form before the first tab; expected FORM, then the tag in the last column";
                return Err(ConllError::new(name, number, what));
            }
        }
    }
    close(&mut open, &mut sentences);
    Ok(sentences)
}

fn close<'a>(open: &mut Vec<Token<'a>>, sentences: &mut Vec<Vec<Token<'a>>>) {
    if !open.is_empty() {
        sentences.push(std::mem::take(open));
    }
}

fn token(line: &str, number: usize) -> Option<Token<'_>> {
    let mut cells: Vec<&str> = if line.contains('\t') {
        line.split('\t').map(str::trim).collect()
    } else {
        line.split(' ').map(str::trim).filter(|cell| !cell.is_empty()).collect()
    };
    while cells.last().is_some_and(|cell| cell.is_empty()) {
        cells.pop();
    }
    let tag = if cells.len() > 1 { cells.pop() } else { None };
    let mut cells = cells.into_iter();
    let form = cells.next().filter(|form| !form.is_empty())?;
    Some(Token { form, middle: cells.collect(), tag, line: number })
}

/// Writes sentences, columns separated by tabs, each sentence with the blank line behind it. A token without a tag gets an
/// empty last column.
pub fn write(out: &mut String, sentences: &[Vec<Token>]) {
    for sentence in sentences {
        for token in sentence {
            out.push_str(token.form);
            for cell in token.middle.iter().copied().chain([token.tag.unwrap_or_default()]) {
                out.push('\t');
                out.push_str(cell);
            }
            out.push('\n');
        }
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_tabs() {
        let text = "-DOCSTART- O\n\nBupati NOUN O\r\nSlamet  PROPN B-PER\n \t\noleh sebab itu\tO\nBlora\n.\t\n";
        let sentences = parse("x", text).unwrap();
        let columns = |sentence: &[Token<'static>]| -> Vec<(&str, usize, Option<&str>)> {
            sentence.iter().map(|token| (token.form, token.middle.len(), token.tag)).collect()
        };
        assert_eq!(sentences.len(), 2);
        assert_eq!(columns(&sentences[0]), [("Bupati", 1, Some("O")), ("Slamet", 1, Some("B-PER"))]);
        assert_eq!(columns(&sentences[1]), [("oleh sebab itu", 0, Some("O")), ("Blora", 0, None), (".", 0, None)]);
        let error = parse("x", "Ya O\n\tO\n").unwrap_err().to_string();
        assert!(error.starts_with("x:2: no form"), "{error}");
    }
}
