//! Quotations: what somebody said, and the words that say who.
//!
//! The text is read sentence by sentence, with every quoted stretch as one piece. A stretch that stands for an
//! utterance takes the attribution beside it; outside of them each cue looks left for its subject and right for its
//! content. What comes out are drafts over tokens; speakers are resolved afterwards, in order.

mod active;
mod chunk;
mod clause;
mod closing;
mod content;
mod direct;
mod indirect;
mod inverted;
pub(crate) mod judge;
pub(crate) mod phrase;
mod raised;
mod relations;
mod whose;

use std::ops::Range;

use crate::QuoteKind;
use crate::doc::Doc;
use crate::knowledge::CueTable;
use crate::marks::Quoted;

/// Who a draft says is speaking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// The noun phrase of these tokens.
    Phrase(Range<usize>),
    /// The clitic *-nya* at the end of this token.
    Nya(usize),
    /// Whoever spoke last.
    Continued,
    /// Whoever the sentence is about: a cue without a subject of its own.
    Unsaid,
}

/// A quote over tokens, before its speaker is known.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub kind: QuoteKind,
    pub segments: Vec<Range<usize>>,
    /// The cue word and its row.
    pub cue: Option<(Range<usize>, Option<u16>)>,
    pub who: Who,
    pub addressee: Option<Range<usize>>,
    pub rule: &'static str,
    pub confidence: f32,
}

/// A sentence with its quoted stretches.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub tokens: Range<usize>,
    /// Indices of the stretches inside, in order.
    pub quoted: Range<usize>,
}

/// Everything a rule needs.
pub(crate) struct Reader<'a> {
    pub doc: Doc<'a>,
    pub cues: &'a CueTable,
    pub quoted: &'a [Quoted],
    /// Decides on cues in running text.
    pub judge: &'a dyn judge::Judge,
}

/// Cuts a paragraph into frames: sentences in which a quoted stretch is one piece, whatever it holds.
pub(crate) fn frames(doc: &Doc, paragraph: Range<usize>, quoted: &[Quoted], out: &mut Vec<Frame>) {
    let mut start = paragraph.start;
    let mut next = quoted.partition_point(|q| q.outer.end <= paragraph.start);
    while start < paragraph.end {
        let first = next;
        let mut i = start;
        let end = loop {
            let stop = saksi_lang::sentence::end_of(doc.text, &doc.tokens[..paragraph.end], i);
            match quoted.get(next) {
                // *…kalah bersaing"Serta adanya …," lanjutnya*: an utterance glued to the sentence before it.
                Some(q) if q.outer.start < stop && q.outer.start > start && glued(doc, q) => break q.outer.start,
                Some(q) if q.outer.start < stop => {
                    next += 1;
                    let after = q.outer.end.min(paragraph.end);
                    if after >= paragraph.end {
                        break paragraph.end;
                    }
                    // A stretch that ends like a sentence ends the frame, unless an attribution follows in lower case.
                    let last = &doc.tokens[q.inner.end - 1];
                    let ends = last.is_stop() && starts_frame(doc, after);
                    if ends && q.outer.start == start || ends && doc.capital(after) && !doc.tokens[after].is(',') {
                        break after;
                    }
                    if doc.tokens[after].is_stop() {
                        break end_of_stops(doc, after, paragraph.end);
                    }
                    i = after;
                }
                _ => break stop,
            }
        };
        let end = end.max(start + 1);
        out.push(Frame { tokens: start..end, quoted: first..next });
        start = end;
    }
}

fn glued(doc: &Doc, q: &Quoted) -> bool {
    q.inner.len() >= 6
        && !doc.tokens[q.outer.start].space_before
        && doc.capital(q.inner.start)
        && doc.tokens[q.outer.start - 1].is_word()
}

fn starts_frame(doc: &Doc, i: usize) -> bool {
    doc.capital(i) || doc.quote(i)
}

fn end_of_stops(doc: &Doc, mut i: usize, end: usize) -> usize {
    while i < end && doc.tokens[i].is_stop() {
        i += 1;
    }
    i
}

/// The quoted stretches that touch `range`; all are in order and none overlaps another.
pub(crate) fn touching<'q>(quoted: &'q [Quoted], range: &Range<usize>) -> &'q [Quoted] {
    let from = quoted.partition_point(|q| q.outer.end <= range.start);
    let to = quoted.partition_point(|q| q.outer.start < range.end);
    &quoted[from..to.max(from)]
}

impl Reader<'_> {
    /// Reads the frames of one paragraph, adding to `out`.
    pub(crate) fn paragraph(&self, frames: &[Frame], out: &mut Vec<Draft>) {
        let mut done = 0;
        for (n, frame) in frames.iter().enumerate() {
            if n < done {
                continue;
            }
            let mark = out.len();
            let from = match self.direct(frames, n, out) {
                direct::Read::Whole(consumed) => {
                    done = n + consumed;
                    continue;
                }
                direct::Read::UpTo(at) => at,
            };
            self.indirect(frame, from, mark, out);
        }
    }
}

/// The paragraphs, with those that one quotation runs over made one.
pub(crate) fn joined(running: &[Range<usize>], quoted: &[Quoted]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::with_capacity(running.len());
    for p in running {
        match out.last_mut() {
            Some(last)
                if last.end == p.start
                    && touching(quoted, &(p.start..p.start + 1)).iter().any(|q| q.outer.start < last.end) =>
            {
                last.end = p.end
            }
            _ => out.push(p.clone()),
        }
    }
    out
}
