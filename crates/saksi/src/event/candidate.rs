//! Words that may name an act.

use std::ops::Range;

use saksi_lang::analyzer::Upos;

use crate::doc::Doc;
use crate::knowledge::{Act, ActForm, ActTable, Class, Light, UNLISTED};

/// How many other words may stand between the words of an expression (*menarik sebagian besar pasukan*).
const GAP: usize = 3;
/// How far before its noun a light verb may stand (*melancarkan rangkaian serangan*).
const REACH: usize = 4;

/// How many candidates back an expression may still hold a word.
const NEAR: usize = 16;

/// A light verb beside its noun.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Carrier {
    pub at: usize,
    pub light: Light,
    pub form: ActForm,
}

/// A word or expression that may name an act.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// The word that heads it.
    pub at: usize,
    /// From its first to its last word.
    pub anchor: Range<usize>,
    pub act: u16,
    pub form: ActForm,
    /// A noun and no verb.
    pub noun: bool,
    /// The verb that carries the noun.
    pub carrier: Option<Carrier>,
    /// The clitic *-nya* hangs on it.
    pub nya: bool,
    /// The quote that it introduces, where it is a cue.
    pub cue_of: Option<usize>,
}

impl Candidate {
    /// The word whose subject and time are those of the act: the light verb, else the head.
    pub(crate) fn verb(&self) -> usize {
        self.carrier.map_or(self.at, |c| c.at)
    }
}

/// Looks for candidates.
#[derive(Clone, Copy)]
pub(crate) struct Finder<'a> {
    pub doc: Doc<'a>,
    pub acts: &'a ActTable,
}

impl Finder<'_> {
    /// Adds the candidates of a sentence, in order. `named` tells the words inside names, `cue_of` the quote that a word introduces.
    pub(crate) fn sentence(
        &self,
        sentence: Range<usize>,
        named: impl Fn(usize) -> bool,
        cue_of: impl Fn(usize) -> Option<usize>,
        out: &mut Vec<Candidate>,
    ) {
        let mark = out.len();
        for i in sentence.clone() {
            if !self.doc.tokens[i].is_word()
                || out[mark..].iter().rev().take(NEAR).any(|c| c.anchor.contains(&i) && c.anchor.len() > 1)
            {
                continue;
            }
            if named(i) {
                continue;
            }
            if let Some(mut candidate) = self.at(i, &sentence).or_else(|| self.unlisted(i)) {
                candidate.cue_of = cue_of(candidate.at);
                // *sanksi dijatuhkan*: the longer one holds the shorter.
                let anchor = candidate.anchor.clone();
                let from = mark + out[mark..].partition_point(|c| c.at < anchor.start);
                let held: Vec<Candidate> =
                    out.drain(from..).filter(|c| !(anchor.contains(&c.at) && anchor.len() > c.anchor.len())).collect();
                out.extend(held);
                out.push(candidate);
            }
        }
    }

    /// A verb that the table does not know.
    fn unlisted(&self, i: usize) -> Option<Candidate> {
        let lower = self.doc.lower(i);
        let small = Class::AUX.or(Class::MODAL).or(Class::NEG).or(Class::PREP).or(Class::ADV).or(Class::SUB);
        let cue = self.doc.words[i].cue().is_some();
        let verb = self.doc.syntax.node(i).is_some_and(|n| n.upos == Upos::Verb);
        if !cue && (!verb || self.doc.is(i, small) || self.acts.light(lower).is_some() || lower.len() < 4) {
            return None;
        }
        let form = if lower.starts_with("di") && !cue { ActForm::Passive } else { ActForm::Plain };
        let nya = lower.ends_with("nya");
        Some(Candidate { at: i, anchor: i..i + 1, act: UNLISTED, form, noun: false, carrier: None, nya, cue_of: None })
    }

    fn at(&self, i: usize, sentence: &Range<usize>) -> Option<Candidate> {
        let lower = self.doc.lower(i);
        let mut nya = false;
        let mut rows = self.acts.begin(lower);
        if rows.is_empty()
            && let Some(base) = lower.strip_suffix("nya").or_else(|| lower.strip_suffix("lah"))
        {
            nya = lower.ends_with("nya");
            rows = self.acts.begin(base);
        }
        for &(number, form) in rows {
            let act = self.acts.get(number);
            let Some(anchor) = self.anchor(act, form, i, sentence) else { continue };
            let noun = self.is_noun(i, act);
            if form == ActForm::Bare && (noun || !self.bare(i)) {
                continue;
            }
            let carrier = if noun { self.carrier(i, sentence) } else { None };
            let anchor = match carrier {
                // *Perjanjian antara Ethiopia dan pemberontak ditandatangani*: too much for one anchor.
                Some(c) if c.at < anchor.end + GAP => anchor.start.min(c.at)..anchor.end.max(c.at + 1),
                _ => anchor,
            };
            return Some(Candidate { at: i, anchor, act: number, form, noun, carrier, nya, cue_of: None });
        }
        None
    }

    /// The tokens from the first to the last word of an expression that begins at `i`.
    fn anchor(&self, act: &Act, form: ActForm, i: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
        let gap = if act.verbal() { GAP } else { 0 };
        let mut end = i + 1;
        let mut forward = true;
        for word in &act.words[1..] {
            // *menetapkan Gubernur Sulawesi Tenggara Nur Alam sebagai tersangka*: the words of names do not count.
            let mut parted = 0;
            let found = (end..sentence.end.min(end + 3 * gap + 1))
                .take_while(|&k| self.doc.tokens[k].is_word() && (k == end || !self.crosses(k - 1)))
                .take_while(|&k| {
                    parted += usize::from(k > end && !self.doc.capital(k - 1));
                    parted <= gap
                })
                .find(|&k| self.same(k, word));
            match found {
                Some(k) => end = k + 1,
                None => {
                    forward = false;
                    break;
                }
            }
        }
        if forward {
            return Some(i..end);
        }
        // *pasukan itu ditarik*
        if form == ActForm::Passive && act.words.len() == 2 {
            let from = i.saturating_sub(GAP + 2).max(sentence.start);
            let start =
                (from..i).rev().take_while(|&k| self.doc.tokens[k].is_word()).find(|&k| self.same(k, act.words[1]))?;
            return Some(start..i + 1);
        }
        None
    }

    fn same(&self, k: usize, word: &str) -> bool {
        let lower = self.doc.lower(k);
        lower == word || lower.strip_suffix("nya") == Some(word)
    }

    /// True where an expression does not reach over token `k`: another verb.
    fn crosses(&self, k: usize) -> bool {
        self.doc.is(k, Class::VERB) && !self.doc.is(k, Class::NOUN.or(Class::ADJ))
    }

    fn is_noun(&self, i: usize, act: &Act) -> bool {
        if act.verbal() {
            return false;
        }
        match self.doc.syntax.node(i).map(|n| n.upos) {
            Some(Upos::Noun | Upos::Propn) => true,
            Some(Upos::Verb | Upos::Adj | Upos::Adv | Upos::Aux) => false,
            _ => self.doc.is(i, Class::NOUN),
        }
    }

    /// True where a bare stem is a verb: behind a pronoun of the first or second person (*kami tolak*, *ku tolak*).
    fn bare(&self, i: usize) -> bool {
        let pronoun = |k: usize| {
            matches!(self.doc.lower(k), "kami" | "kita" | "saya" | "aku" | "anda" | "kalian" | "mereka" | "dia" | "ia")
        };
        (i.saturating_sub(3)..i).any(pronoun)
    }

    /// The light verb that carries the noun at `i`.
    fn carrier(&self, i: usize, sentence: &Range<usize>) -> Option<Carrier> {
        // *menandatangani perjanjian ekstradisi*: a noun that only says of which kind another act is.
        let act = |&(number, _): &(u16, ActForm)| {
            let act = self.acts.get(number);
            act.words.len() == 1 && self.is_noun(i - 1, act)
        };
        if i > 0 && self.acts.begin(self.doc.lower(i - 1)).iter().any(act) {
            return None;
        }
        let light = |k: usize| self.acts.light(self.doc.lower(k)).map(|(light, form)| Carrier { at: k, light, form });
        // By the tree, whatever stands between.
        if let Some(head) = self.doc.syntax.head(i)
            && let Some(carrier) = light(head)
            && head.abs_diff(i) <= 2 * REACH
            // *Penangkapan itu memicu protes*: what an active verb carries stands behind it.
            && (carrier.form == ActForm::Passive || carrier.form == ActForm::Plain && head < i)
        {
            return Some(carrier);
        }
        // *serangan yang dilancarkan Rusia*
        let relative = (i + 1..sentence.end.saturating_sub(1).min(i + 3))
            .find(|&k| self.doc.is(k, Class::REL))
            .and_then(|k| light(k + 1));
        if let Some(carrier) = relative.filter(|c| c.at < sentence.end && c.form == ActForm::Passive) {
            return Some(carrier);
        }
        let from = i.saturating_sub(REACH).max(sentence.start);
        (from..i)
            .rev()
            .take_while(|&k| {
                self.doc.tokens[k].is_word() && (light(k).is_some() || !self.crosses(k)) && !self.doc.is(k, Class::PREP)
            })
            .find_map(light)
            .filter(|c| c.form == ActForm::Plain)
    }
}
