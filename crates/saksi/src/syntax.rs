//! Dependency trees and named entities over the tokens of a text: analysed sentence by sentence, and only where a rule asks.
//!
//! The statistical analysis counts words as Universal Dependencies do; the rules count tokens. A token that is two words
//! (*kata*+*nya*) stands for the one that hangs from the rest of the sentence; of several tokens that are one word (*Tbk.*)
//! the first stands for it and the others hang from that.

use std::cell::RefCell;
use std::ops::Range;

use saksi_lang::analyzer::{Analyzer, Annotation, Deprel, Depth, EntityType, Upos, Word};
use saksi_lang::morphology::Morphology;
use saksi_lang::{Span, Token, analyzer, segment};

/// Sentences of more tokens are not analysed: tables and lists without a stop, of which no tree is right.
const LONGEST: usize = 300;
/// The head of a token that hangs from nothing.
const ROOT: u32 = u32::MAX;

/// What the analysis says of one token.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Node {
    pub upos: Upos,
    pub deprel: Deprel,
    /// The named entity that it is part of.
    pub entity: Option<EntityType>,
    head: u32,
}

/// Buffers that one thread reuses from article to article.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// A node a token; those of sentences that nobody asked for say nothing.
    nodes: Vec<Node>,
    /// The sentences in order, each with how much of it is known.
    sentences: Vec<(Range<usize>, Option<Depth>)>,
    words: Vec<Word>,
    spans: Vec<Span>,
    /// The token of each word.
    homes: Vec<usize>,
    analysis: analyzer::Scratch,
}

/// The analysis of one text.
#[derive(Debug)]
pub(crate) struct Syntax<'a> {
    analyzer: &'a Analyzer,
    morphology: &'a Morphology,
    text: &'a str,
    tokens: &'a [Token],
    memory: RefCell<Memory>,
}

impl<'a> Syntax<'a> {
    /// Nothing is analysed yet, and no sentence known.
    pub(crate) fn new(
        analyzer: &'a Analyzer,
        morphology: &'a Morphology,
        text: &'a str,
        tokens: &'a [Token],
        mut memory: Memory,
    ) -> Self {
        memory.sentences.clear();
        memory.nodes.clear();
        memory.nodes.resize(tokens.len(), Node::default());
        Self { analyzer, morphology, text, tokens, memory: RefCell::new(memory) }
    }

    /// Gives the buffers back.
    pub(crate) fn into_memory(self) -> Memory {
        self.memory.into_inner()
    }

    /// Adds the next sentence, behind all others.
    pub(crate) fn sentence(&self, tokens: Range<usize>) {
        self.memory.borrow_mut().sentences.push((tokens, None));
    }

    /// The sentence of token `i`, analysed; none where it is outside of all or too long for a tree.
    fn analysed(&self, i: usize, depth: Depth) -> Option<Range<usize>> {
        let mut memory = self.memory.borrow_mut();
        let n = memory.sentences.partition_point(|(s, _)| s.end <= i);
        let (range, known) = memory.sentences.get(n)?.clone();
        if !range.contains(&i) || range.len() > LONGEST {
            return None;
        }
        if known.is_none_or(|known| known < depth) {
            memory.sentences[n].1 = Some(depth);
            self.analyse(range.clone(), depth, &mut memory);
        }
        Some(range)
    }

    fn analyse(&self, range: Range<usize>, depth: Depth, memory: &mut Memory) {
        let Memory { nodes, words, spans, homes, analysis, .. } = memory;
        segment::words(self.text, &self.tokens[range.clone()], self.morphology, words);
        spans.clear();
        spans.extend(words.iter().map(|w| w.span));
        homes.clear();
        let mut token = range.start;
        for span in &*spans {
            while token + 1 < range.end && self.tokens[token + 1].span.start <= span.start {
                token += 1;
            }
            homes.push(token);
        }
        let found = self.analyzer.annotate(self.text, spans, depth, analysis);
        // Tokens that begin no word hang from the one before them.
        for i in range.clone() {
            let head = if i == range.start { ROOT } else { i as u32 - 1 };
            nodes[i] = Node { head, upos: Upos::Punct, deprel: Deprel::Goeswith, ..Node::default() };
        }
        let mut first = 0;
        while first < words.len() {
            let home = homes[first];
            let end = (first..words.len()).find(|&w| homes[w] != home).unwrap_or(words.len());
            nodes[home] = node(found, homes, first..end);
            first = end;
        }
        for named in &found.entities {
            for w in named.start..named.end {
                nodes[homes[w as usize]].entity = Some(named.kind);
            }
        }
    }

    /// What the tree says of token `i`.
    pub(crate) fn node(&self, i: usize) -> Option<Node> {
        self.analysed(i, Depth::Trees)?;
        Some(self.memory.borrow().nodes[i])
    }

    /// The named entity that token `i` is part of; needs no tree.
    pub(crate) fn entity(&self, i: usize) -> Option<EntityType> {
        // The reading of events asks for trees sooner or later: analysed once, and not once more for them.
        self.analysed(i, Depth::Trees)?;
        self.memory.borrow().nodes[i].entity
    }

    /// The token that `i` hangs from.
    pub(crate) fn head(&self, i: usize) -> Option<usize> {
        self.node(i).filter(|n| n.head != ROOT).map(|n| n.head as usize)
    }

    /// What `i` hangs from, directly and indirectly, upwards.
    fn ancestors(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        // A tree has no circles; the bound only makes sure of it.
        std::iter::successors(self.head(i), |&i| self.head(i)).take(LONGEST)
    }

    /// True where `i` hangs from `top`, however far below.
    pub(crate) fn below(&self, i: usize, top: usize) -> bool {
        self.ancestors(i).any(|a| a == top)
    }

    /// The tokens that hang from `i`, in order, each with its node.
    pub(crate) fn children(&self, i: usize) -> impl Iterator<Item = (usize, Node)> + '_ {
        let range = self.analysed(i, Depth::Trees).unwrap_or(0..0);
        // The sentence is analysed by now: its nodes are read as they are.
        range.filter_map(move |k| {
            let node = self.memory.borrow().nodes[k];
            (node.head == i as u32 && k != i).then_some((k, node))
        })
    }

    /// The tokens of `range` whose head lies outside of it, in order; marks do not count.
    pub(crate) fn tops(&self, range: Range<usize>) -> impl Iterator<Item = (usize, Node)> + '_ {
        let inside = range.clone();
        range
            .filter(|&k| !matches!(self.tokens[k].kind, saksi_lang::TokenKind::Punct | saksi_lang::TokenKind::Quote))
            .filter_map(move |k| Some((k, self.node(k)?)))
            .filter(move |(_, n)| n.head == ROOT || !inside.contains(&(n.head as usize)))
    }

    /// The stretch from the first to the last token of the tree below `i`.
    pub(crate) fn subtree(&self, i: usize) -> Range<usize> {
        let range = self.analysed(i, Depth::Trees).unwrap_or(0..0);
        let mut out = i..i + 1;
        for k in range {
            if self.below(k, i) {
                out = out.start.min(k)..out.end.max(k + 1);
            }
        }
        out
    }
}

/// The node of a token that holds `words`: that of the word which hangs from outside.
fn node(found: &Annotation, homes: &[usize], words: Range<usize>) -> Node {
    let Some(&upos) = found.upos.get(words.start) else { return Node::default() };
    if found.heads.is_empty() {
        return Node { upos, ..Node::default() };
    }
    let outside = |&w: &usize| found.heads[w] == 0 || !words.contains(&(found.heads[w] as usize - 1));
    let main = words.clone().find(outside).unwrap_or(words.start);
    Node {
        upos: found.upos[main],
        deprel: found.deprels[main],
        entity: None,
        head: found.heads[main].checked_sub(1).map_or(ROOT, |w| homes[w as usize] as u32),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::Tokens;
    use crate::knowledge::{CueTable, Lexicon};

    const TEXT: &str = "PT Bumi Makmur Tbk. melaporkan labanya naik. Katanya, “utangnya” turun.";

    fn with(text: &str, check: impl Fn(&Syntax, &[Token])) {
        let (analyzer, lexicon) = (Analyzer::new(), Lexicon::load(&CueTable::load()));
        let mut tokens = Tokens::default();
        tokens.fill(text, &lexicon);
        let syntax = Syntax::new(&analyzer, lexicon.morphology(), text, &tokens.tokens, Memory::default());
        let mut start = 0;
        while start < tokens.tokens.len() {
            let end = saksi_lang::sentence::end_of(text, &tokens.tokens, start).max(start + 1);
            syntax.sentence(start..end);
            start = end;
        }
        check(&syntax, &tokens.tokens);
    }

    #[test]
    fn every_token_hangs_from_the_one_root_of_its_sentence() {
        with(TEXT, |syntax, tokens| {
            let roots: Vec<usize> = (0..tokens.len()).filter(|&i| syntax.head(i).is_none()).collect();
            assert_eq!(roots.len(), 2, "{roots:?}");
            let whole: Vec<_> = roots.iter().map(|&root| syntax.subtree(root)).collect();
            assert_eq!(whole[0].end, whole[1].start);
            assert_eq!((whole[0].start, whole[1].end), (0, tokens.len()));
            assert!(roots.iter().all(|&root| syntax.children(root).all(|(k, _)| syntax.below(k, root))));
        });
    }

    #[test]
    fn the_point_of_an_abbreviation_hangs_from_it() {
        with(TEXT, |syntax, tokens| {
            let point = tokens.iter().position(|t| t.is('.')).unwrap();
            assert_eq!(tokens[point - 1].of(TEXT), "Tbk");
            assert_eq!(syntax.head(point), Some(point - 1));
        });
    }

    #[test]
    fn what_is_too_long_for_a_sentence_has_no_tree() {
        with(&"kata ".repeat(LONGEST + 1), |syntax, _| assert!(syntax.node(3).is_none()));
        // Longer than the analysis takes at once, it is analysed in pieces.
        with(&"Rina Sari, ".repeat(LONGEST / 3), |syntax, tokens| {
            assert_eq!((0..tokens.len()).filter(|&i| syntax.head(i).is_none()).count(), 1);
        });
    }
}
