//! CoNLL-U: ten columns separated by tabs, comments before a sentence and a blank line behind it.

use std::borrow::Cow;
use std::fmt::Write;

use crate::error::ConllError;
use crate::sentence::{Id, Row, Sentence};

/// How many columns a line has.
const COLUMNS: usize = 10;

/// Reads the sentences of a text. Line ends of Windows, blanks on blank lines, a byte-order mark, a missing blank line at the
/// end are all taken; comments between words move before them. `name` stands in the error.
///
/// # Errors
///
/// Where a line has not ten columns, a number is out of order, a form is empty, or a head is no word of the sentence.
pub fn parse<'a>(name: &str, text: &'a str) -> Result<Vec<Sentence<'a>>, ConllError> {
    let mut sentences = Vec::new();
    let mut open = Open::default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (line, number) in text.split('\n').zip(1..) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let read = if line.trim().is_empty() {
            open.close().map(|closed| sentences.extend(closed))
        } else if line.starts_with('#') {
            open.sentence.comments.push(Cow::Borrowed(line));
            Ok(())
        } else {
            open.row(line, number).map_err(|what| (number, what))
        };
        read.map_err(|(at, what)| ConllError::new(name, at, what))?;
    }
    let last = open.close().map_err(|(at, what)| ConllError::new(name, at, what))?;
    sentences.extend(last);
    Ok(sentences)
}

/// The sentence that is being read.
#[derive(Default)]
struct Open<'a> {
    sentence: Sentence<'a>,
    /// Words so far.
    words: u32,
    /// The last word of the last token of several words, and the token's line.
    range: (u32, usize),
    /// The largest head, and its line.
    head: (u32, usize),
}

impl<'a> Open<'a> {
    fn row(&mut self, line: &'a str, number: usize) -> Result<(), String> {
        let mut cells = [""; COLUMNS];
        let mut count = 0;
        for cell in line.split('\t') {
            if let Some(place) = cells.get_mut(count) {
                *place = cell;
            }
            count += 1;
        }
        if count != COLUMNS {
            let hint = if count == 1 { "; a token a line is another format, conll" } else { "" };
            return Err(format!("{count} columns separated by tabs, expected {COLUMNS}; correct the line{hint}"));
        }
        let [id, form, lemma, upos, xpos, feats, head, deprel, deps, misc] = cells;
        let id = Id::parse(id).ok_or_else(|| format!("{id:?} is no number of a word; expected 7, 7-8 or 7.1"))?;
        self.number(id, number)?;
        if form.trim().is_empty() {
            return Err(format!("word {id} has no form; write it in the second column"));
        }
        let head = match head {
            "_" | "" => None,
            digits => match Id::parse(digits) {
                Some(Id::Word(head)) => Some(head),
                _ => return Err(format!("{digits:?} is no head; expected the number of a word, 0 or _")),
            },
        };
        if head.is_some_and(|head| head > self.head.0) {
            self.head = (head.unwrap_or_default(), number);
        }
        let [form, lemma, upos, xpos, feats, deprel, deps, misc] =
            [form, lemma, upos, xpos, feats, deprel, deps, misc].map(Cow::Borrowed);
        self.sentence.rows.push(Row { id, form, lemma, upos, xpos, feats, head, deprel, deps, misc });
        Ok(())
    }

    /// Checks that the number follows those before it.
    fn number(&mut self, id: Id, line: usize) -> Result<(), String> {
        let next = self.words + 1;
        let right = match id {
            Id::Word(word) => word == next,
            Id::Range(first, last) => first == next && last >= first && first > self.range.0,
            Id::Empty(word, _) => word == self.words,
        };
        if !right {
            return Err(format!("{id} is out of order: the next word is {next}; number the words from 1 on"));
        }
        match id {
            Id::Word(word) => self.words = word,
            Id::Range(_, last) => self.range = (last, line),
            Id::Empty(..) => {}
        }
        Ok(())
    }

    /// Ends the sentence, where there is one.
    fn close(&mut self) -> Result<Option<Sentence<'a>>, (usize, String)> {
        let Self { sentence, words, range, head } = std::mem::take(self);
        if range.0 > words {
            return Err((
                range.1,
                format!("the token ends with word {}, but the last is {words}; correct its range", range.0),
            ));
        }
        if head.0 > words {
            return Err((
                head.1,
                format!("the head {} is not in the sentence, whose last word is {words}; correct it", head.0),
            ));
        }
        let empty = sentence.comments.is_empty() && sentence.rows.is_empty();
        Ok((!empty).then_some(sentence))
    }
}

/// Writes sentences, each with the blank line behind it. Nothing may hold a line break, nor a cell a tab.
pub fn write(out: &mut String, sentences: &[Sentence]) {
    for sentence in sentences {
        for comment in &sentence.comments {
            out.push_str(comment);
            out.push('\n');
        }
        for row in &sentence.rows {
            write_row(out, row);
        }
        out.push('\n');
    }
}

fn write_row(out: &mut String, row: &Row) {
    let Row { id, form, lemma, upos, xpos, feats, head, deprel, deps, misc } = row;
    let written = match head {
        Some(head) => write!(out, "{id}\t{form}\t{lemma}\t{upos}\t{xpos}\t{feats}\t{head}\t{deprel}\t{deps}\t{misc}"),
        None => write!(out, "{id}\t{form}\t{lemma}\t{upos}\t{xpos}\t{feats}\t_\t{deprel}\t{deps}\t{misc}"),
    };
    written.expect("a string takes everything");
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sentence in columns, for legibility separated by single spaces.
    fn tabs(lines: &str) -> String {
        lines
            .lines()
            .map(|line| if line.starts_with('#') { line.into() } else { line.replace(' ', "\t") } + "\n")
            .collect()
    }

    #[test]
    fn tokens_of_several_words_and_empty_nodes() {
        let text = tabs(
            "# sent_id = 1\n# newpar\n1-2 Katanya _ _ _ _ _ _ _ _\n1 Kata kata NOUN _ _ 0 root _ _\n2 nya nya PRON _ _ 1 nmod _ _\n\
             2.1 panen _ _ _ _ _ _ 1:dep _\n3 baik baik ADJ _ _ 1 acl _ SpaceAfter=No\n4 . . PUNCT _ _ 1 punct _ _\n",
        ) + "\n";
        let sentences = parse("x", &text).unwrap();
        let mut again = String::new();
        write(&mut again, &sentences);
        assert_eq!(again, text);
        let [sentence] = &sentences[..] else { panic!("one sentence") };
        let mut surface = String::new();
        sentence.surface(&mut surface);
        assert_eq!(surface, "Katanya baik. ");
        assert_eq!(sentence.words().count(), 4);
        assert_eq!(sentence.comment("sent_id"), Some("1"));
        assert!(sentence.begins_paragraph());
    }

    #[test]
    fn foreign_line_ends_and_blanks() {
        let text = tabs("1 Ya _ _ _ _ _ _ _ _\n \n1 Tidak _ _ _ _ _ _ _ _").replace('\n', "\r\n");
        let text = format!("\u{feff}\n{}", text.replace("\r\n\t\r\n", "\r\n \t\r\n\r\n").trim_end());
        let sentences = parse("x", &text).unwrap();
        assert_eq!(sentences.iter().map(|s| s.rows[0].form.as_ref()).collect::<Vec<_>>(), ["Ya", "Tidak"]);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let wrong = [
            ("# x\n1 Ya", "x:2: 2 columns"),
            ("1 Ya _ _ _ _ _ _ _ _\n1 Ya _ _ _ _ _ _ _ _", "x:2: 1 is out of order: the next word is 2"),
            ("satu Ya _ _ _ _ _ _ _ _", "x:1: \"satu\" is no number"),
            ("1 Ya _ _ _ _ 2 root _ _\n", "x:1: the head 2 is not in the sentence"),
            ("1 Ya _ _ _ _ -1 root _ _\n", "x:1: \"-1\" is no head"),
            ("1-2 Ya _ _ _ _ _ _ _ _\n1 Ya _ _ _ _ _ _ _ _", "x:1: the token ends with word 2"),
            ("1  _ _ _ _ _ _ _ _", "x:1: word 1 has no form"),
        ];
        for (lines, message) in wrong {
            let error = parse("x", &tabs(lines)).unwrap_err().to_string();
            assert!(error.starts_with(message), "{error}");
        }
        let error = parse("x", "Ya O").unwrap_err().to_string();
        assert!(error.contains("another format"), "{error}");
    }
}
