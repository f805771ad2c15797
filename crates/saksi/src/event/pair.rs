//! What stands between two parties: evidence of what the one does to the other.
//!
//! An act is known by its word, but the words around it have a say: *menolak* and *akan* outrank what they govern, *mencabut*
//! turns a sanction into a concession, *untuk memprotes* tells what an ambassador is called in for. The evidence is a list of
//! features; [`super::classify`] weighs them.

use std::ops::Range;

use rustc_hash::FxHashMap;
use saksi_lang::analyzer::Upos;
use saksi_lang::morphology::Morphology;

use super::rules;
use crate::EventClass;
use crate::doc::Doc;
use crate::knowledge::{ActForm, ActTable, rows, table};

/// How many other words may stand between the words of an expression.
const GAP: usize = 3;
/// How many tokens before both parties are looked at.
const BEFORE: usize = 8;
/// How many tokens behind both parties.
const BEHIND: usize = 14;
/// How far behind two parties in one phrase (*A dan B sepakat …*) their predicate may reach.
const BEYOND: usize = 12;
/// Of more words between the parties the first and the last count.
const HEAD: usize = 9;
const TAIL: usize = 5;

/// Receives features, each given in three parts.
pub(crate) type Sink<'s> = dyn FnMut([&str; 3]) + 's;

/// What a word says between two parties; see the head of `pair_words.tsv`.
#[derive(Clone, Copy, Debug, Default)]
struct Role {
    operator: Option<&'static str>,
    source: Option<&'static str>,
    target: Option<&'static str>,
    speech: bool,
    glue: bool,
    relator: bool,
    skip: bool,
    purpose: bool,
}

/// The words of `pair_words.tsv`.
#[derive(Debug)]
pub(crate) struct PairWords(FxHashMap<&'static str, Role>);

impl PairWords {
    pub(crate) fn load() -> Self {
        let mut words: FxHashMap<&'static str, Role> = FxHashMap::default();
        for [word, role, value] in rows(table!("pair_words.tsv")) {
            let entry = words.entry(word).or_default();
            match role {
                "operator" => entry.operator = Some(value),
                "source" => entry.source = Some(value),
                "target" => entry.target = Some(value),
                "speech" => entry.speech = true,
                "glue" => entry.glue = true,
                "relator" => entry.relator = true,
                "purpose" => entry.purpose = true,
                _ => entry.skip = true,
            }
        }
        Self(words)
    }

    fn of(&self, word: &str) -> Role {
        self.0.get(word).copied().unwrap_or_default()
    }
}

/// What the words are looked up in.
#[derive(Clone, Copy)]
pub(crate) struct Knowing<'a> {
    pub acts: &'a ActTable,
    pub words: &'a PairWords,
    pub morphology: &'a Morphology,
}

/// Two parties and the words around them.
#[derive(Clone, Debug)]
pub(crate) struct Pair<'a> {
    pub doc: Doc<'a>,
    /// The sentence.
    pub tokens: Range<usize>,
    /// The word that names the act, where one is asked about.
    pub trigger: Option<usize>,
    /// The tokens of the source, in order; empty where it is not named.
    pub source: Vec<usize>,
    /// The tokens of the target.
    pub target: Vec<usize>,
}

/// An act word or expression in the text.
struct Found {
    at: usize,
    /// Behind its last word.
    end: usize,
    form: String,
    class: EventClass,
}

/// Where the words between and around the parties lie.
struct Zone {
    /// Words between the parties and, where those stand side by side, words behind them.
    tokens: Vec<usize>,
    /// Both parties have one predicate behind them.
    side_by_side: bool,
    order: &'static str,
    /// Someone says it.
    speech: bool,
}

impl Pair<'_> {
    fn lower(&self, i: usize) -> &str {
        self.doc.lower(i)
    }

    /// Drops what says nothing: names, numbers, days, pronouns.
    fn content(&self, knowing: Knowing, tokens: impl Iterator<Item = usize>) -> Vec<usize> {
        tokens
            .filter(|&i| {
                let upos = self.doc.syntax.node(i).map(|n| n.upos).unwrap_or_default();
                let kind = match upos {
                    Upos::Verb | Upos::Noun | Upos::Adj | Upos::Adv | Upos::Aux | Upos::Sconj | Upos::Adp => true,
                    Upos::Part => true,
                    Upos::Propn => !self.doc.capital(i),
                    _ => false,
                };
                kind && !self.lower(i).is_empty() && !knowing.words.of(self.lower(i)).skip
            })
            .collect()
    }

    fn zone(&self, knowing: Knowing) -> Zone {
        let (source, target) = (&self.source, &self.target);
        let party = |i: &usize| source.contains(i) || target.contains(i);
        let (Some(&s), Some(&t)) = (source.first(), target.first()) else {
            // One party only: everything around it.
            let tokens: Vec<usize> = self.tokens.clone().filter(|i| !party(i)).collect();
            let order = if source.is_empty() { "target" } else { "source" };
            let speech = tokens.iter().any(|&i| knowing.words.of(self.lower(i)).speech);
            return Zone { tokens, side_by_side: false, order, speech };
        };
        let (first, second, order) = if s <= t { (source, target, "active") } else { (target, source, "passive") };
        let start = second[0];
        let low = first.iter().copied().filter(|&i| i < start).max().unwrap_or(first[0]);
        let mut tokens: Vec<usize> = (low + 1..start).collect();
        let predicate = |&i: &usize| {
            let role = knowing.words.of(self.lower(i));
            let upos = self.doc.syntax.node(i).map(|n| n.upos).unwrap_or_default();
            !role.speech && !role.glue && (role.operator.is_some() || matches!(upos, Upos::Verb | Upos::Adj))
        };
        let speech = tokens.iter().any(|&i| knowing.words.of(self.lower(i)).speech);
        let side_by_side = !self.content(knowing, tokens.iter().copied()).iter().any(predicate);
        if side_by_side {
            let end = (start..self.tokens.end).take_while(|i| second.contains(i)).last().unwrap_or(start) + 1;
            let stop = |&i: &usize| !self.doc.mark(i, '.') && !self.doc.mark(i, ';');
            tokens.extend((end..self.tokens.end.min(end + BEYOND)).take_while(stop));
        }
        Zone { tokens, side_by_side, order, speech }
    }

    /// The words and expressions of `events.tsv`, in order.
    fn acts(&self, knowing: Knowing) -> Vec<Found> {
        let mut out: Vec<Found> = Vec::new();
        let mut taken = self.tokens.start;
        for i in self.tokens.clone() {
            let lower = self.lower(i);
            if i < taken || lower.is_empty() {
                continue;
            }
            // *dilaporkan menahan*: hearsay and no report to the police.
            if knowing.words.of(lower).speech && self.verbal(i + 1) {
                continue;
            }
            let base = lower.strip_suffix("nya").unwrap_or(lower);
            let all = knowing.acts.begin(lower).iter().chain(knowing.acts.begin(base));
            for &(number, form) in all {
                let act = knowing.acts.get(number);
                let verb = || self.doc.syntax.node(i).is_some_and(|n| n.upos == Upos::Verb);
                if form == ActForm::Bare && !verb() {
                    continue;
                }
                if let Some(end) = self.expression(&act.words, i) {
                    if act.words.len() > 1 {
                        taken = end;
                    }
                    out.push(Found { at: i, end, form: act.words.join("_"), class: act.class });
                    break;
                }
            }
        }
        out
    }

    /// True where token `i` can open a predicate.
    fn verbal(&self, i: usize) -> bool {
        let upos = (i < self.tokens.end).then(|| self.doc.syntax.node(i)).flatten().map(|n| n.upos);
        matches!(upos, Some(Upos::Verb | Upos::Aux | Upos::Adv))
    }

    /// The end of an expression whose first word stands at `i`.
    fn expression(&self, words: &[&str], i: usize) -> Option<usize> {
        let mut end = i + 1;
        for word in &words[1..] {
            let same = |&k: &usize| {
                let lower = self.lower(k);
                lower == *word || lower.strip_suffix("nya") == Some(*word)
            };
            // *dikerahkan sebagai pasukan …* has no troops as its object.
            let crossed = |k: &usize| {
                let upos = self.doc.syntax.node(*k).map(|n| n.upos).unwrap_or_default();
                same(k) || !matches!(upos, Upos::Adp | Upos::Sconj | Upos::Punct | Upos::Verb)
            };
            end = (end..self.tokens.end.min(end + GAP + 1)).take_while(crossed).find(same)? + 1;
        }
        Some(end)
    }

    /// What the rules make of it: the class by table and operators alone.
    pub(crate) fn rule(&self, knowing: Knowing) -> Option<EventClass> {
        let mut rule = None;
        self.features(knowing, &mut |[template, value, _]| {
            if template == "rule" {
                rule = EventClass::of_name(value);
            }
        });
        rule
    }

    /// All evidence.
    pub(crate) fn features(&self, knowing: Knowing, sink: &mut Sink) {
        let of = |i: usize| knowing.words.of(self.lower(i));
        let mut zone = self.zone(knowing);
        if let Some(trigger) = self.trigger {
            // What governs it, it, and what follows.
            let governs = |&i: &usize| of(i).operator.is_some();
            let before = (trigger.saturating_sub(GAP + 1).max(self.tokens.start)..trigger).filter(governs);
            let behind = trigger..self.tokens.end.min(trigger + BEFORE);
            zone.tokens = before.chain(behind).collect();
            zone.tokens.retain(|i| !self.source.contains(i) && !self.target.contains(i));
        }
        let mut bare = self.content(knowing, zone.tokens.iter().copied());
        bare.retain(|&i| !of(i).speech && !of(i).glue);
        let mut operators: Vec<&str> = Vec::new();
        let mut operator_at = None;
        for (i, operator) in bare.iter().take(BEFORE).filter_map(|&i| Some((i, of(i).operator?))) {
            operator_at = operator_at.or(Some(i));
            if !operators.contains(&operator) {
                operators.push(operator);
            }
        }
        operators.truncate(2);
        let operator = if operators.is_empty() { "none".to_string() } else { operators.join("/") };
        if bare.len() > HEAD + TAIL {
            bare.drain(HEAD..bare.len() - TAIL);
        }
        let outranking = |i: usize| matches!(of(i).operator, Some("would" | "neg" | "will" | "must"));
        let plain: Vec<&str> =
            bare.iter().filter(|&&i| !outranking(i) && !of(i).relator).map(|&i| self.lower(i)).collect();

        sink(["order", zone.order, ""]);
        sink(["side", if zone.side_by_side { "1" } else { "0" }, ""]);
        if zone.speech {
            sink(["speech", "", ""]);
        }
        self.words(knowing, &bare, sink);
        if let Some(first) = plain.first() {
            sink(["plain", first, ""]);
            sink(["under", &operator, first]);
        }
        sink(["operator", &operator, ""]);

        let acts = self.acts(knowing);
        let inside: Vec<&Found> = acts.iter().filter(|a| zone.tokens.contains(&a.at)).collect();
        let first = inside.first().map_or("none", |a| a.class.name());
        let last = inside.last().map_or("none", |a| a.class.name());
        for act in &inside {
            sink(["act", &act.form, ""]);
        }
        sink(["class", first, ""]);
        sink(["operated", &operator, first]);
        if !inside.is_empty() {
            sink(["last", last, ""]);
            sink(["operated last", &operator, last]);
            operators.iter().for_each(|o| sink(["operated by", o, first]));
        }
        let head = self.target.first().copied();
        let of_target: Vec<&Found> =
            acts.iter().filter(|a| self.target.contains(&a.at) && head.is_some_and(|h| a.at <= h + 2)).collect();
        for act in &of_target {
            sink(["act of target", &act.form, ""]);
            sink(["class of target", act.class.name(), ""]);
        }
        let behind = if zone.side_by_side { Vec::new() } else { self.behind(knowing, &acts, plain.first(), sink) };
        let start = self.source.iter().chain(&self.target).copied().min().unwrap_or(self.tokens.start);
        for act in acts.iter().filter(|a| a.at < start && a.at + BEFORE >= start) {
            sink(["class before", act.class.name(), ""]);
        }
        self.parties(knowing, first, inside.is_empty(), sink);
        // An operator governs what follows it, and is part of an expression that holds it (*menangguhkan bantuan*).
        let governs = operator_at
            .is_some_and(|o| inside.first().is_none_or(|a| if a.end > a.at + 1 { o < a.at } else { o <= a.at }));
        let seen = rules::Seen {
            // *tidak menangkap*: between two parties a refusal; of one act it tells only how far that has come.
            operator: operators
                .first()
                .copied()
                .filter(|_| governs && (self.trigger.is_none() || operator_at == self.trigger)),
            inside: inside.iter().map(|a| a.class).collect(),
            target: of_target.first().map(|a| a.class),
            behind,
            purpose: self.purpose(&acts),
            source: acts.iter().find(|a| self.source.contains(&a.at)).map(|a| a.class),
        };
        sink(["rule", rules::class(&seen).map_or("none", EventClass::name), ""]);
    }

    fn words(&self, knowing: Knowing, bare: &[usize], sink: &mut Sink) {
        if let Some(&first) = bare.first() {
            sink(["first", self.lower(first), ""]);
            sink(["first two", self.lower(first), bare.get(1).map_or("", |&i| self.lower(i))]);
        }
        for (n, &i) in bare.iter().enumerate() {
            sink(["lemma", &knowing.morphology.analyse(self.lower(i)).lemma, ""]);
            if let Some(&next) = bare.get(n + 1) {
                sink(["two", self.lower(i), self.lower(next)]);
            }
        }
    }

    /// Purposes and acts behind both parties. Returns the classes of the acts.
    fn behind(&self, knowing: Knowing, acts: &[Found], plain: Option<&&str>, sink: &mut Sink) -> Vec<EventClass> {
        let end = self.source.iter().chain(&self.target).copied().max().map_or(self.tokens.start, |i| i + 1);
        let tail = self.content(knowing, end..self.tokens.end.min(end + BEHIND));
        for (&i, &next) in tail.iter().zip(tail.iter().skip(1)).take(BEFORE - 1) {
            if let Some(plain) = plain
                && knowing.words.of(self.lower(i)).purpose
            {
                sink(["purpose", plain, self.lower(next)]);
            }
        }
        let near = |a: &&Found| a.at >= end && a.at < end + BEFORE + 2;
        for act in acts.iter().filter(near) {
            sink(["act behind", &act.form, ""]);
            sink(["class behind", act.class.name(), ""]);
        }
        acts.iter().filter(near).map(|a| a.class).collect()
    }

    /// The act that is told to be what all is done for, behind both parties.
    fn purpose(&self, acts: &[Found]) -> Option<EventClass> {
        let end = self.source.iter().chain(&self.target).copied().max()? + 1;
        let opened = |a: &&Found| {
            (a.at.saturating_sub(2).max(end)..a.at).any(|i| matches!(self.lower(i), "untuk" | "guna" | "demi"))
        };
        acts.iter().filter(|a| a.at > end && a.at < end + BEHIND).find(opened).map(|a| a.class)
    }

    /// What kinds of actors and things the parties are.
    fn parties(&self, knowing: Knowing, first: &str, none: bool, sink: &mut Sink) {
        let kinds = |party: &[usize], of: fn(Role) -> Option<&'static str>| {
            let mut kinds: Vec<&str> = Vec::new();
            for kind in party.iter().filter_map(|&i| of(knowing.words.of(self.lower(i)))) {
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
            if kinds.is_empty() {
                kinds.push(if party.is_empty() { "nobody" } else { "other" });
            }
            kinds
        };
        for kind in kinds(&self.source, |r| r.source) {
            sink(["source", kind, ""]);
            if !none {
                sink(["source and class", kind, first]);
            }
        }
        let early = &self.target[..self.target.len().min(4)];
        for kind in kinds(early, |r| r.target) {
            sink(["target", kind, ""]);
            if !none {
                sink(["target and class", kind, first]);
            }
        }
        if let Some(&head) = self.target.first() {
            sink(["opens target", self.lower(head), ""]);
            let before = if head > self.tokens.start { self.doc.surface(head - 1) } else { "" };
            sink(["before target", &before.to_lowercase(), ""]);
        }
        for &i in &self.source {
            sink(["word of source", self.lower(i), ""]);
        }
    }
}
