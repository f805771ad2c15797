//! One article's text, cut into tokens, each with what the lexicon knows of it.

use std::ops::Range;

use saksi_lang::{Span, Token, TokenKind, tokenize};

use crate::knowledge::{Class, Lexicon, Word};
use crate::syntax::Syntax;

/// Tokens and their words; the buffers live in a scratch and are reused.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    pub tokens: Vec<Token>,
    pub words: Vec<Word>,
    lower: String,
    starts: Vec<u32>,
}

impl Tokens {
    /// Cuts `text` and looks every word up.
    pub(crate) fn fill(&mut self, text: &str, lexicon: &Lexicon) {
        tokenize(text, &mut self.tokens);
        // Twice: *KeuanganPurbayaYudhi* has two seams.
        for _ in 0..2 {
            self.unglue(text, lexicon);
        }
        self.part(text, lexicon);
        self.unrun(text, lexicon);
        self.words.clear();
        self.words.resize(self.tokens.len(), Word::default());
        // All words lower-cased, end to end, so that phrases can look ahead without allocating.
        self.lower.clear();
        self.starts.clear();
        for token in &self.tokens {
            self.starts.push(self.lower.len() as u32);
            if token.kind == TokenKind::Word {
                let surface = token.of(text);
                if surface.is_ascii() {
                    self.lower.push_str(surface);
                    let from = self.lower.len() - surface.len();
                    self.lower[from..].make_ascii_lowercase();
                } else {
                    // *Ma’ruf* is *Ma'ruf*.
                    let plain = |c| if c == '’' { '\'' } else { c };
                    self.lower.extend(surface.chars().flat_map(char::to_lowercase).map(plain));
                }
            }
        }
        self.starts.push(self.lower.len() as u32);
        let mut i = 0;
        while i < self.tokens.len() {
            if self.tokens[i].kind != TokenKind::Word {
                i += 1;
                continue;
            }
            let lower = self.lower(i);
            // A capital at the head of a sentence says nothing, unless there is another inside (*Berners-Lee*).
            let token = &self.tokens[i];
            let opens = i == 0 || token.line_start || {
                let before = &self.tokens[i - 1];
                before.is_stop() || before.kind == TokenKind::Quote || before.is(':')
            };
            let inner = token.of(text).chars().skip(1).any(char::is_uppercase);
            let mut word = lexicon.word(lower, token.capital && (!opens || inner));
            word.length = 1;
            let next = |k: usize| {
                let at = i + 1 + k;
                let token = self.tokens.get(at)?;
                (token.kind == TokenKind::Word && !token.line_start).then(|| self.lower(at))
            };
            if let Some(phrase) = lexicon.phrase(lower, next) {
                // The phrase decides what its first word is; the others keep what they can do as parts of a name.
                let length = usize::from(phrase.length);
                self.words[i] = phrase;
                for k in 1..length {
                    let part = lexicon.word(self.lower(i + k), self.tokens[i + k].capital);
                    self.words[i + k] = Word::part_of(phrase.class.or(part.class));
                }
                i += length;
                continue;
            }
            self.words[i] = word;
            i += 1;
        }
        for i in 0..self.words.len() {
            let sets = lexicon.sets(self.lower(i));
            self.words[i].class = self.words[i].class.or(sets);
        }
    }

    /// Cuts words that lost the line break between them (*DidalamiEddy menilai*): in two where a capital follows a small letter
    /// and what it begins stands alone elsewhere in the text, or is a word that opens sentences. The second half begins a line.
    fn unglue(&mut self, text: &str, lexicon: &Lexicon) {
        let seam = |surface: &str| {
            let mut before = [' '; 2];
            for (at, c) in surface.char_indices() {
                let small_next = surface[at + c.len_utf8()..].starts_with(char::is_lowercase);
                let after_small = before[1].is_lowercase();
                let after_capitals = before[0].is_uppercase() && before[1].is_uppercase();
                if c.is_uppercase()
                    && small_next
                    && at >= 3
                    && (after_small || after_capitals)
                    && surface.len() - at >= 3
                {
                    return Some(at);
                }
                before = [before[1], c];
            }
            None
        };
        // *Subiantomengatakan*: a name that a cue follows.
        let cue = |token: &Token| {
            let surface = token.of(text);
            let tail = |at: &usize| surface[*at..].starts_with("me") && lexicon.cue(&surface[*at..]);
            let found = (4..surface.len().saturating_sub(6)).filter(|&at| surface.is_char_boundary(at)).find(tail);
            found.filter(|_| token.capital && !token.all_caps && !lexicon.holds(&surface.to_lowercase()))
        };
        let glued: Vec<(usize, usize)> = (0..self.tokens.len())
            .filter(|&i| self.tokens[i].kind == TokenKind::Word && self.tokens[i].span.len() >= 6)
            .filter_map(|i| seam(self.tokens[i].of(text)).or_else(|| cue(&self.tokens[i])).map(|at| (i, at)))
            .collect();
        if glued.is_empty() {
            return;
        }
        let opens = Class::PREP.or(Class::CONN).or(Class::PRON).or(Class::ADV).or(Class::TITLE).or(Class::SUB);
        for (i, at) in glued.into_iter().rev() {
            let token = self.tokens[i];
            let tail = &token.of(text)[at..];
            let alone = |t: &Token| t.kind == TokenKind::Word && t.of(text) == tail;
            let opener = lexicon.word(&tail.to_lowercase(), true).is(opens);
            let verb = tail.starts_with(char::is_lowercase);
            // *PresidenPrabowo Subianto*: only the blank was lost.
            let head = lexicon.word(&token.of(text)[..at].to_lowercase(), true);
            // *Amerika SerikatDonald Trump*, *Menteri KeuanganPurbaya Yudhi*: a word inside the office, and the name goes on.
            let capital = |t: Option<&Token>| t.is_some_and(|t| t.is_word() && t.capital && !t.line_start);
            let inside = token.capital
                && !token.line_start
                && (head.is(Class::NOUN.or(Class::ORG)) || !token.space_before)
                && capital(i.checked_sub(1).map(|b| &self.tokens[b]))
                && capital(self.tokens.get(i + 1));
            let small = !token.capital && head.is(Class::ADJ.or(Class::VERB).or(Class::GROUP).or(Class::PREP));
            let title = head.is(Class::TITLE) || inside || small;
            if !(opener || verb || title || token.capital && self.tokens.iter().any(alone)) {
                continue;
            }
            let cut = token.span.start + at as u32;
            self.tokens[i].span.end = cut;
            let first = tail.chars().next().unwrap_or(' ');
            let second = Token {
                span: Span { start: cut, end: token.span.end },
                first,
                space_before: false,
                line_start: !(verb || title),
                capital: !verb,
                all_caps: false,
                ..token
            };
            let head = self.tokens[i].of(text);
            self.tokens[i].all_caps = head.chars().all(|c| !c.is_lowercase());
            self.tokens.insert(i + 1, second);
        }
    }

    /// Begins a line where one was lost before a word that only opens sentences: *… Modus pelaku Kepada polisi, ia mengaku …*
    fn unrun(&mut self, text: &str, lexicon: &Lexicon) {
        let small = |t: &Token| t.is_word() && !t.capital;
        let opens = Class::PREP.or(Class::CONN).or(Class::SUB);
        let names = Class::TITLE.or(Class::ORG).or(Class::NOUN).or(Class::PERSON).or(Class::DAY).or(Class::MONTH);
        for i in 1..self.tokens.len().saturating_sub(1) {
            let token = &self.tokens[i];
            if !token.is_word() || !token.capital || token.all_caps || token.line_start {
                continue;
            }
            if small(&self.tokens[i - 1]) && small(&self.tokens[i + 1]) && !self.tokens[i + 1].line_start {
                let word = lexicon.word(&token.of(text).to_lowercase(), true);
                self.tokens[i].line_start = word.is(opens) && !word.is(names) && word.cue().is_none();
            }
        }
    }

    /// Cuts names of two that a hyphen joins inside (*Prabowo Subianto-Gibran Rakabuming Raka*), so that each is found.
    fn part(&mut self, text: &str, lexicon: &Lexicon) {
        let name = |t: Option<&Token>| t.is_some_and(|t| t.is_word() && t.capital && !t.of(text).contains('-'));
        let mut i = 1;
        while i + 1 < self.tokens.len() {
            let token = self.tokens[i];
            // *TPN Ganjar-Mahfud Andi Widjajanto*: the two give a team its name.
            let common = Class::NOUN.or(Class::ADJ).or(Class::ORG).or(Class::TITLE).or(Class::GROUP).or(Class::DOC);
            let before = &self.tokens[i - 1];
            let team = before.all_caps || lexicon.word(&before.of(text).to_lowercase(), true).is(common);
            let beside = !team
                && name(self.tokens.get(i - 1))
                && name(self.tokens.get(i + 1))
                && !token.line_start
                && !self.tokens[i + 1].line_start;
            let halves = token.of(text).split_once('-').filter(|(a, b)| {
                let written =
                    |half: &str| half.len() > 2 && half.starts_with(char::is_uppercase) && !half.contains('-');
                let one = lexicon.sets(&a.to_lowercase()).has(Class::DOUBLE);
                token.is_word() && beside && written(a) && written(b) && a != b && !one
            });
            if let Some((a, b)) = halves {
                let dash = token.span.start + a.len() as u32;
                let caps = |half: &str| half.chars().all(|c| !c.is_lowercase());
                let hyphen = Token {
                    span: Span { start: dash, end: dash + 1 },
                    kind: TokenKind::Punct,
                    first: '-',
                    space_before: false,
                    capital: false,
                    all_caps: false,
                    ..token
                };
                let second = Token {
                    span: Span { start: dash + 1, end: token.span.end },
                    first: b.chars().next().unwrap_or('-'),
                    space_before: false,
                    all_caps: caps(b),
                    ..token
                };
                self.tokens[i].span.end = dash;
                self.tokens[i].all_caps = caps(a);
                self.tokens.splice(i + 1..i + 1, [hyphen, second]);
                i += 2;
            }
            i += 1;
        }
    }

    /// The lower-cased surface of token `i`; empty where it is no word.
    pub(crate) fn lower(&self, i: usize) -> &str {
        &self.lower[self.starts[i] as usize..self.starts[i + 1] as usize]
    }
}

/// A text with its tokens: what every rule looks at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Doc<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub words: &'a [Word],
    /// Trees and entities, for those who ask.
    pub syntax: &'a Syntax<'a>,
    all: &'a Tokens,
}

impl<'a> Doc<'a> {
    pub(crate) fn new(text: &'a str, all: &'a Tokens, syntax: &'a Syntax<'a>) -> Self {
        Self { text, tokens: &all.tokens, words: &all.words, syntax, all }
    }

    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The surface of token `i`.
    pub(crate) fn surface(&self, i: usize) -> &'a str {
        self.tokens[i].of(self.text)
    }

    /// The lower-cased surface of token `i`; empty where it is no word.
    pub(crate) fn lower(&self, i: usize) -> &'a str {
        self.all.lower(i)
    }

    /// [`Doc::lower`], or nothing beyond the end.
    pub(crate) fn lower_at(&self, i: usize) -> &'a str {
        if i < self.len() { self.lower(i) } else { "" }
    }

    /// True where token `i` exists and is of this class.
    pub(crate) fn is(&self, i: usize, class: Class) -> bool {
        self.words.get(i).is_some_and(|w| w.is(class))
    }

    /// True where token `i` exists and is this mark.
    pub(crate) fn mark(&self, i: usize, mark: char) -> bool {
        self.tokens.get(i).is_some_and(|t| t.is(mark))
    }

    /// True where token `i` exists and is a quotation mark.
    pub(crate) fn quote(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Quote)
    }

    /// True where token `i` exists and is a capitalised word.
    pub(crate) fn capital(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.capital)
    }

    /// The span from the first to the last token of `range`.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        saksi_lang::sentence::span_of(&self.tokens[range])
    }

    /// The words of `range` as they stand.
    pub(crate) fn words_of(&self, range: Range<usize>) -> &'a str {
        self.span(range).of(self.text)
    }
}
