use std::borrow::Cow;
use std::fmt;

use crate::misc;

/// What a line of CoNLL-U stands for; numbers count words from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Id {
    /// A word.
    Word(u32),
    /// A token of several words: its first and its last.
    Range(u32, u32),
    /// The second number's empty node behind the word of the first (0: before all words).
    Empty(u32, u32),
}

impl Id {
    /// Reads `7`, `7-8` or `7.1`.
    pub fn parse(text: &str) -> Option<Self> {
        // `u32::from_str` takes a sign, which is not meant here.
        let number = |digits: &str| {
            let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            if plain { digits.parse().ok() } else { None }
        };
        if let Some((first, last)) = text.split_once('-') {
            return Some(Self::Range(number(first)?, number(last)?));
        }
        match text.split_once('.') {
            Some((word, node)) => Some(Self::Empty(number(word)?, number(node)?)),
            None => Some(Self::Word(number(text)?)),
        }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => write!(f, "{word}"),
            Self::Range(first, last) => write!(f, "{first}-{last}"),
            Self::Empty(word, node) => write!(f, "{word}.{node}"),
        }
    }
}

/// A line of CoNLL-U: a word, a token of several words, or an empty node. What is not told is `_`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// Which word or words.
    pub id: Id,
    /// The surface.
    pub form: Cow<'a, str>,
    /// Lemma.
    pub lemma: Cow<'a, str>,
    /// Universal part of speech.
    pub upos: Cow<'a, str>,
    /// Part of speech in the treebank's own words.
    pub xpos: Cow<'a, str>,
    /// Features, `Number=Sing|Person=3`.
    pub feats: Cow<'a, str>,
    /// The number of the word that it depends on, 0 for the root.
    pub head: Option<u32>,
    /// Relation to the head.
    pub deprel: Cow<'a, str>,
    /// Enhanced dependencies.
    pub deps: Cow<'a, str>,
    /// Anything else: see [`misc`](crate::misc).
    pub misc: Cow<'a, str>,
}

impl<'a> Row<'a> {
    /// A line of which nothing is known but its form.
    pub fn new(id: Id, form: impl Into<Cow<'a, str>>) -> Self {
        let none = Cow::Borrowed("_");
        let [lemma, upos, xpos, feats, deprel, deps, misc] = std::array::from_fn(|_| none.clone());
        Self { id, form: form.into(), lemma, upos, xpos, feats, head: None, deprel, deps, misc }
    }

    /// True where it is a word of the sentence.
    pub fn is_word(&self) -> bool {
        matches!(self.id, Id::Word(_))
    }

    /// True unless `SpaceAfter=No` says that the next token follows at once.
    pub fn space_after(&self) -> bool {
        misc::get(&self.misc, "SpaceAfter") != Some("No")
    }
}

/// A sentence of CoNLL-U.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence<'a> {
    /// The lines before the first word, each with its `#`.
    pub comments: Vec<Cow<'a, str>>,
    /// Its words in order, with the tokens and empty nodes among them.
    pub rows: Vec<Row<'a>>,
}

impl<'a> Sentence<'a> {
    /// A sentence of these words, of which nothing else is known.
    pub fn of_forms(forms: impl IntoIterator<Item = &'a str>) -> Self {
        let rows = forms.into_iter().zip(1..).map(|(form, number)| Row::new(Id::Word(number), form));
        Self { comments: Vec::new(), rows: rows.collect() }
    }

    /// The words, without tokens of several words and empty nodes.
    pub fn words(&self) -> impl Iterator<Item = &Row<'a>> {
        self.rows.iter().filter(|row| row.is_word())
    }

    /// The value of the comment `# name = value`.
    pub fn comment(&self, name: &str) -> Option<&str> {
        self.comments.iter().find_map(|comment| {
            let (key, value) = comment.strip_prefix('#')?.split_once('=')?;
            (key.trim() == name).then(|| value.trim())
        })
    }

    /// True where a comment says that a paragraph or a document begins here.
    pub fn begins_paragraph(&self) -> bool {
        let begins = |comment: &Cow<str>| {
            let words = comment.trim_start_matches('#').trim_start();
            words.starts_with("newpar") || words.starts_with("newdoc")
        };
        self.comments.iter().any(begins)
    }

    /// Puts the sentence's text, as its tokens and their spaces make it, behind `out`; a space at its end where one follows.
    pub fn surface(&self, out: &mut String) {
        let mut covered = 0;
        for row in &self.rows {
            match row.id {
                Id::Range(_, last) => covered = last,
                Id::Word(word) if word > covered => {}
                Id::Word(_) | Id::Empty(..) => continue,
            }
            out.push_str(&row.form);
            if row.space_after() {
                out.push(' ');
            }
        }
    }
}
