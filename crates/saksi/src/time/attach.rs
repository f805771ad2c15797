//! Which expression says when something happened.
#![allow(dead_code, reason = "asked by the reading of events")]

use std::ops::Range;

use saksi_lang::analyzer::{Deprel, Upos};

use super::Times;
use crate::TimeKind;
use crate::doc::Doc;
use crate::knowledge::Class;

/// The expression (index into the times) that says when the act of the words `anchor` took place.
///
/// The tree is asked first: what hangs from the act, or from the verb that the act is the object of. Else it is the nearest in the
/// same clause, else one at the head of the sentence. The time of a saying (*kata Budi, Senin*) is not that of what is said.
pub(crate) fn of(doc: &Doc, times: &Times, anchor: Range<usize>, sentence: Range<usize>) -> Option<u32> {
    let first = times.tokens.partition_point(|t| t.start < sentence.start);
    let here = || (first..times.tokens.len()).take_while(|&n| times.tokens[n].end <= sentence.end);
    let points = || here().filter(|&n| matches!(times.times[n].kind, TimeKind::Date | TimeKind::Time));
    let rest = || here().filter(|&n| times.times[n].kind == TimeKind::Duration);
    let found = by_tree(doc, times, &anchor, points())
        .or_else(|| near(doc, times, &anchor, points()))
        .or_else(|| opening(doc, times, &sentence, points()))
        .or_else(|| by_tree(doc, times, &anchor, rest()));
    found.and_then(|n| u32::try_from(n).ok())
}

/// The expression that hangs from the act itself, else from what governs a nominal act.
fn by_tree(doc: &Doc, times: &Times, anchor: &Range<usize>, candidates: impl Iterator<Item = usize>) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for n in candidates {
        let Some(governor) = governor(doc, &times.tokens[n]) else { continue };
        let Some(steps) = steps(doc, anchor, governor) else { continue };
        if best.is_none_or(|(_, least)| steps < least) {
            best = Some((n, steps));
        }
    }
    best.map(|(n, _)| n)
}

/// The word outside that the head of `range` hangs from.
fn governor(doc: &Doc, range: &Range<usize>) -> Option<usize> {
    doc.syntax.tops(range.clone()).find_map(|(top, node)| {
        let adverbial = matches!(
            node.deprel,
            Deprel::Obl
                | Deprel::OblTmod
                | Deprel::OblLmod
                | Deprel::Advmod
                | Deprel::Nmod
                | Deprel::NmodTmod
                | Deprel::NmodLmod
                | Deprel::Appos
                | Deprel::Parataxis
                | Deprel::Compound
                | Deprel::Flat
                | Deprel::Amod
                | Deprel::Nummod
                | Deprel::Dep
        );
        doc.syntax.head(top).filter(|_| adverbial)
    })
}

/// How far above the act its time may hang: at the act (0), at a noun below it (1), at the verb above a nominal act or above a
/// further verb of the same clause (2); none where a saying stands between.
fn steps(doc: &Doc, anchor: &Range<usize>, governor: usize) -> Option<usize> {
    if anchor.contains(&governor) {
        return Some(0);
    }
    let saying = |i: usize| doc.words[i].cue().is_some() && doc.syntax.node(i).is_some_and(|n| n.upos == Upos::Verb);
    // A noun of the act's clause: *di Kyiv, Senin*.
    let noun = |i: usize| doc.syntax.node(i).is_some_and(|n| matches!(n.upos, Upos::Noun | Upos::Propn));
    if noun(governor) && doc.syntax.head(governor).is_some_and(|head| anchor.contains(&head)) {
        return Some(1);
    }
    let top = anchor.clone().find(|&i| doc.syntax.head(i).is_none_or(|head| !anchor.contains(&head)))?;
    let above = doc.syntax.head(top)?;
    let node = doc.syntax.node(top)?;
    let joined = matches!(
        node.deprel,
        Deprel::Obj
            | Deprel::Nsubj
            | Deprel::NsubjPass
            | Deprel::Obl
            | Deprel::Nmod
            | Deprel::Xcomp
            | Deprel::Conj
            | Deprel::Compound
    );
    (above == governor && joined && (!saying(above) || node.deprel == Deprel::Conj)).then_some(2)
}

/// The nearest in the same clause: no comma, quotation mark, cue or conjunction between.
fn near(doc: &Doc, times: &Times, anchor: &Range<usize>, candidates: impl Iterator<Item = usize>) -> Option<usize> {
    let gap = |n: usize| {
        let at = &times.tokens[n];
        if at.start >= anchor.end { anchor.end..at.start } else { at.end..anchor.start.max(at.end) }
    };
    let breaks = |i: usize| {
        doc.quote(i)
            || [',', ';', ':'].iter().any(|&m| doc.mark(i, m))
            || doc.words[i].cue().is_some()
            || doc.is(i, Class::SUB.or(Class::COMP).or(Class::REL))
            || doc.is(i, Class::COORD) && doc.is(i + 1, Class::VERB)
    };
    candidates.filter(|&n| !gap(n).any(breaks)).min_by_key(|&n| gap(n).len())
}

/// The only expression, at the head of the sentence: it is about all of it.
fn opening(
    doc: &Doc,
    times: &Times,
    sentence: &Range<usize>,
    mut candidates: impl Iterator<Item = usize>,
) -> Option<usize> {
    let only = candidates.next().filter(|_| candidates.next().is_none())?;
    let before = sentence.start..times.tokens[only].start;
    before.clone().all(|i| doc.is(i, Class::PREP.or(Class::CONN))).then_some(only)
}
