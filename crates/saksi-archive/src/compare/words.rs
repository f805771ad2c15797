//! The comparable form of a text: its words without case and punctuation, each with its root, its kind and how much it tells.

use rustc_hash::FxHashMap;
use saksi_lang::morphology::Morphology;
use saksi_lang::{Span, Token, TokenKind, tokenize};

use super::{key, number};

const FUNCTION_WORDS: &str = include_str!("../../../../knowledge/function_words.tsv");
const SPELLINGS: &str = include_str!("../../../../knowledge/spellings.tsv");
const ROOT_COUNTS: &str = include_str!("../../../../knowledge/root_counts.tsv");

/// What a word is for a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordKind {
    /// It carries what is said.
    Content,
    /// A stop word: from the table of function words.
    Function,
    /// *tidak*, *bukan*, *belum* …
    Negation,
    /// Digits or a numeral, with the scale behind it (*5 juta*).
    Number,
}

/// One word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Word {
    /// Where it stands in the text.
    pub span: Span,
    /// What it is.
    pub kind: WordKind,
    /// Key of the lower-cased form; of a number's value.
    pub form: u64,
    /// Key of the root; of a number's value.
    pub root: u64,
    /// Written with a capital, and not as the first word: a name, mostly.
    pub name: bool,
    /// How much it tells: the logarithm of how rare its root is among articles. Nothing for stop words and negations.
    pub weight: f32,
}

/// The words of a text in order, without punctuation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// The words.
    pub list: Vec<Word>,
}

impl Words {
    /// Words that carry content, numbers among them.
    pub fn content(&self) -> impl Iterator<Item = &Word> {
        self.list.iter().filter(|word| matches!(word.kind, WordKind::Content | WordKind::Number))
    }

    /// The content's roots with their weights, each once, in the order of their keys.
    pub fn roots(&self) -> Vec<(u64, f32)> {
        let mut roots: Vec<(u64, f32)> = self.content().map(|word| (word.root, word.weight)).collect();
        roots.sort_unstable_by_key(|root| root.0);
        roots.dedup_by_key(|root| root.0);
        roots
    }
}

/// What is known of words. Made once and shared.
pub struct Vocabulary {
    morphology: Morphology,
    closed: FxHashMap<&'static str, WordKind>,
    spellings: FxHashMap<&'static str, &'static str>,
    weights: FxHashMap<&'static str, f32>,
    unseen: f32,
}

impl std::fmt::Debug for Vocabulary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vocabulary").finish_non_exhaustive()
    }
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self::new()
    }
}

/// Weight of a number: as that of a rather rare word.
const NUMBER: f32 = 3.5;

impl Vocabulary {
    /// Reads the tables that are compiled in.
    pub fn new() -> Self {
        let morphology = Morphology::new();
        let closed = rows(FUNCTION_WORDS)
            .filter_map(|(word, classes)| Some((word, closed_kind(&morphology, word, classes)?)))
            .collect();
        let counts: Vec<(&str, f32)> =
            rows(ROOT_COUNTS).filter_map(|(root, count)| Some((root, count.parse().ok()?))).collect();
        // The first row counts the articles themselves.
        let articles = counts.iter().find(|row| row.0 == "*").map_or(1.0, |row| row.1);
        let weights = counts.into_iter().map(|(root, count)| (root, (articles / count).ln().max(0.0))).collect();
        let spellings = rows(SPELLINGS).collect();
        Self { morphology, closed, spellings, weights, unseen: (articles / 3.0).ln().max(0.0) }
    }

    /// The rules of word formation that roots come from.
    pub fn morphology(&self) -> &Morphology {
        &self.morphology
    }

    /// The comparable form of `text`.
    pub fn words(&self, text: &str) -> Words {
        self.read(text, true)
    }

    /// The words of `text` as they stand there, each its own root: all that shingles need, for a tenth of the time.
    pub fn forms(&self, text: &str) -> Words {
        self.read(text, false)
    }

    fn read(&self, text: &str, rooted: bool) -> Words {
        let mut tokens = Vec::with_capacity(text.len() / 5);
        tokenize(text, &mut tokens);
        let mut list: Vec<Word> = Vec::with_capacity(tokens.len());
        let mut lowered = String::new();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let (word, used) = match number::at(text, &tokens[at..]) {
                Some((value, used)) => (Some(numeral(span(&tokens[at..at + used]), value)), used),
                None => (self.word(text, token, &mut lowered, rooted), 1),
            };
            list.extend(word.map(|word| Word { name: word.name && !list.is_empty(), ..word }));
            at += used;
        }
        Words { list }
    }

    /// The word that a token is, if it is one.
    fn word(&self, text: &str, token: &Token, lowered: &mut String, rooted: bool) -> Option<Word> {
        let surface = token.of(text);
        lower(surface, lowered);
        if token.kind == TokenKind::Punct && surface == "%" {
            lowered.clear();
            lowered.push_str("persen");
        } else if token.kind != TokenKind::Word {
            return None;
        }
        if let Some(standard) = self.spellings.get(lowered.as_str()) {
            lowered.clear();
            lowered.push_str(standard);
        }
        let form = key::of_bytes(lowered.as_bytes());
        if !rooted {
            return Some(Word {
                span: token.span,
                kind: WordKind::Content,
                form,
                root: form,
                weight: 0.0,
                name: false,
            });
        }
        if let Some(&kind) = self.closed.get(lowered.as_str()) {
            let root = if kind == WordKind::Negation { key::of_bytes(b"tidak") } else { form };
            return Some(Word { span: token.span, kind, form, root, name: false, weight: 0.0 });
        }
        let root = self.root(lowered);
        // *katanya* is no stop word, but *olehnya* is.
        let kind = match self.closed.get(root.as_ref()) {
            Some(WordKind::Function) => WordKind::Function,
            _ => WordKind::Content,
        };
        let weight = if kind == WordKind::Function { 0.0 } else { self.weight(&root) };
        Some(Word { span: token.span, kind, form, root: key::of_bytes(root.as_bytes()), name: token.capital, weight })
    }

    /// The root of a lower-cased form.
    pub fn root<'a>(&self, form: &'a str) -> std::borrow::Cow<'a, str> {
        self.morphology.analyse(form).lemma
    }

    /// How much a root tells.
    pub fn weight(&self, root: &str) -> f32 {
        self.weights.get(root).copied().unwrap_or(self.unseen)
    }
}

fn numeral(span: Span, value: u64) -> Word {
    Word { span, kind: WordKind::Number, form: value, root: value, name: false, weight: NUMBER }
}

fn span(tokens: &[Token]) -> Span {
    let (first, last) = (tokens[0].span, tokens[tokens.len() - 1].span);
    Span::new(first.start as usize, last.end as usize)
}

/// Lower case, one kind of apostrophe and hyphen.
fn lower(surface: &str, into: &mut String) {
    into.clear();
    if surface.is_ascii() {
        into.push_str(surface);
        into.make_ascii_lowercase();
        return;
    }
    for c in surface.chars().flat_map(char::to_lowercase) {
        into.push(match c {
            '’' | '‘' | '`' | 'ʻ' | 'ʼ' => '\'',
            '‑' => '-',
            c => c,
        });
    }
}

/// The kind of a word of the table: days and months tell something and count as content; *menolak* denies, but tells more than that.
fn closed_kind(morphology: &Morphology, word: &str, classes: &str) -> Option<WordKind> {
    let has = |class| classes.split(' ').any(|c| c == class);
    if has("day") || has("month") {
        return None;
    }
    if has("neg") {
        return (morphology.analyse(word).lemma == word).then_some(WordKind::Negation);
    }
    Some(WordKind::Function)
}

/// The rows of a table as first cell and second cell.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#')).skip(1).filter_map(|line| line.split_once('\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_punctuation_and_affixes_do_not_matter() {
        let vocabulary = Vocabulary::new();
        let one = vocabulary.words("“Kami tidak akan MENAIKKAN harga beras!”");
        let other = vocabulary.words("harga beras tak dinaikkan");
        assert_eq!(one.roots(), other.roots());
        assert_eq!(one.list.iter().filter(|word| word.kind == WordKind::Negation).count(), 1);
    }

    #[test]
    fn a_number_is_its_value() {
        let vocabulary = Vocabulary::new();
        let roots = |text| vocabulary.words(text).roots();
        assert_eq!(roots("Rp30 juta"), roots("rp 30 juta"));
        assert_eq!(roots("naik 5%"), roots("naik lima persen"));
        assert_eq!(roots("1.500 orang"), roots("1500 orang"));
        assert_ne!(roots("5 juta"), roots("5 miliar"));
    }

    #[test]
    fn two_spellings_are_one_word() {
        let vocabulary = Vocabulary::new();
        assert_eq!(
            vocabulary.words("Jamaah sholat, kabar hoax").roots(),
            vocabulary.words("jemaah salat kabar hoaks").roots()
        );
    }

    #[test]
    fn spans_hold_the_words() {
        let text = "Harga beras, katanya, naik 7,5 persen.";
        let words = Vocabulary::new().words(text);
        let surfaces: Vec<&str> = words.list.iter().map(|word| word.span.of(text)).collect();
        assert_eq!(surfaces, ["Harga", "beras", "katanya", "naik", "7,5", "persen"]);
    }
}
