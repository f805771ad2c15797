//! Whose verb a cue is by the tree of its sentence: for subjects that no look to the left finds, behind relative clauses
//! (*X, yang memimpin aksi bersama istrinya mengatakan …*) and shared with a verb further up (*X memakai akunnya untuk
//! mengumumkan …*).

use std::ops::Range;

use saksi_lang::analyzer::{Deprel, Upos};

use super::phrase::{may_speak, noun_phrase, np_prefix};
use crate::doc::Doc;
use crate::knowledge::Class;

/// Verbs between a cue and the one whose subject it shares.
const STEPS: usize = 3;

/// The noun phrase at `from` or behind it that is the subject of the verb at `cue`, and can speak.
pub(super) fn subject(doc: &Doc, from: usize, cue: usize) -> Option<Range<usize>> {
    let syntax = doc.syntax;
    let mut verb = cue;
    for _ in 0..=STEPS {
        let subject = syntax.children(verb).take_while(|(k, _)| *k < cue).filter(|(_, n)| n.deprel == Deprel::Nsubj);
        if let Some((head, node)) = subject.last() {
            // *yang* stands for what its clause describes.
            if !doc.is(head, Class::REL) {
                return phrase(doc, from, head, cue)
                    .filter(|_| matches!(node.upos, Upos::Noun | Upos::Propn | Upos::Pron));
            }
        }
        let node = syntax.node(verb)?;
        let head = syntax.head(verb)?;
        match node.deprel {
            Deprel::Conj | Deprel::Xcomp | Deprel::Advcl if head < verb => verb = head,
            Deprel::Acl | Deprel::AclRelcl if head < verb => return phrase(doc, from, head, cue),
            _ => return None,
        }
    }
    None
}

/// The subject of the verb at `cue` that `inner`, which stands nearest to it, only describes (*Pemerintah Provinsi X, yang
/// mencakup kota Y, Z mengumumkan …*).
pub(super) fn outer(doc: &Doc, from: usize, cue: usize, inner: &Range<usize>) -> Option<Range<usize>> {
    // Nothing before it, nothing to ask.
    if !(from..inner.start).any(|k| doc.is(k, Class::REL)) {
        return None;
    }
    let (top, node) = doc.syntax.tops(inner.clone()).next()?;
    let beside = matches!(node.deprel, Deprel::Appos | Deprel::Conj | Deprel::Flat | Deprel::FlatName | Deprel::Nsubj);
    let np = subject(doc, from, cue).filter(|np| !beside && np.end <= inner.start)?;
    let (head, _) = doc.syntax.tops(np.clone()).next()?;
    // What a preposition leads is no subject, whatever it hangs from.
    let led = doc.syntax.children(top).any(|(k, n)| n.deprel == Deprel::Case && k < top);
    (led || doc.syntax.below(top, head)).then_some(np)
}

/// The noun phrase with this head, without the clauses that describe it.
fn phrase(doc: &Doc, from: usize, head: usize, cue: usize) -> Option<Range<usize>> {
    let whole = doc.syntax.subtree(head);
    let start = whole.start.max(from);
    if head < start {
        return None;
    }
    let mut np = np_prefix(doc, start..whole.end.min(cue));
    if !np.contains(&head) {
        np = noun_phrase(doc, head, cue);
    }
    while np.start < np.end && !doc.tokens[np.start].is_word() {
        np.start += 1;
    }
    (!np.is_empty() && may_speak(doc, &np)).then_some(np)
}
