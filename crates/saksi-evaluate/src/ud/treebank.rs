//! A treebank as the measures see it: all its characters in a row, tokens, words and sentences as stretches of them.

use std::ops::Range;

use saksi_conll::{Id, Row, Sentence};

/// Whom a word depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parent {
    Root,
    /// The number of a word in the whole treebank.
    Word(usize),
    /// Not told.
    Unknown,
}

/// A word. One in a token of several stands where the token stands.
#[derive(Debug)]
pub(super) struct Word<'t> {
    pub span: Range<usize>,
    pub several: bool,
    pub parent: Parent,
    pub row: &'t Row<'t>,
}

impl Word<'_> {
    /// The relation without its subtype.
    pub fn universal_relation(&self) -> &str {
        self.row.deprel.split(':').next().unwrap_or_default()
    }
}

/// A treebank; spans are bytes of `characters`.
#[derive(Debug, Default)]
pub(super) struct Treebank<'t> {
    /// The surface of all tokens, without white space.
    pub characters: String,
    pub tokens: Vec<Range<usize>>,
    pub sentences: Vec<Range<usize>>,
    pub words: Vec<Word<'t>>,
}

impl<'t> Treebank<'t> {
    pub fn new(sentences: &'t [Sentence<'t>]) -> Self {
        let mut bank = Self::default();
        for sentence in sentences {
            let start = bank.characters.len();
            bank.sentence(sentence);
            if bank.characters.len() > start {
                bank.sentences.push(start..bank.characters.len());
            }
        }
        bank
    }

    fn sentence(&mut self, sentence: &'t Sentence<'t>) {
        let before = self.words.len();
        let mut covered = 0;
        for row in &sentence.rows {
            let several = match row.id {
                Id::Empty(..) => continue,
                Id::Range(_, last) => {
                    covered = last;
                    self.token(&row.form);
                    continue;
                }
                Id::Word(word) => word <= covered,
            };
            if !several {
                self.token(&row.form);
            }
            let span = self.tokens.last().cloned().unwrap_or_default();
            let parent = match row.head {
                None => Parent::Unknown,
                Some(0) => Parent::Root,
                Some(head) => Parent::Word(before + head as usize - 1),
            };
            self.words.push(Word { span, several, parent, row });
        }
    }

    fn token(&mut self, form: &str) {
        let start = self.characters.len();
        // The marks that the tokenizer takes for white space are some to Unicode too, or of no width.
        self.characters.extend(form.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{feff}')));
        self.tokens.push(start..self.characters.len());
    }
}

/// The running text of sentences: a line a paragraph.
pub fn raw_text(sentences: &[Sentence]) -> String {
    let mut text = String::new();
    for sentence in sentences {
        if sentence.begins_paragraph() && !text.is_empty() {
            text.truncate(text.trim_end().len());
            text.push('\n');
        }
        sentence.surface(&mut text);
    }
    text
}
