//! Whether a proposed event is one, and of which class, by weights learned from reference articles (`cargo xtask train events`,
//! `models/events.bin`): a multinomial logistic model over named features.

use std::ops::Range;

use rustc_hash::FxHashMap;
use saksi_lang::analyzer::{Deprel, EntityType, Upos};

use super::Party;
use super::actors::Stage;
use super::arguments::Sides;
use super::candidate::Candidate;
use super::evaluate::{HEARD, SENSES, Senses};
use super::ranker::{Asked, ROLES, SideWeights};
use crate::knowledge::{Act, ActForm, Class, UNLISTED, Usual};
use crate::quotation::judge::{Sink, hash};
use crate::{EntityKind, EventClass, Status};

/// Events of less confidence are left.
pub(super) const TAKEN: f32 = 0.31;

/// What the rules saw of a proposed event.
pub(crate) struct Evidence<'e, 's, 'd, 'a> {
    pub act: &'e Act,
    pub candidate: &'e Candidate,
    /// What its words usually are.
    pub usual: Usual,
    pub sentence: &'e Range<usize>,
    pub sides: &'e Sides,
    pub status: Status,
    pub stage: &'e Stage<'s, 'd, 'a>,
    /// The class that the counts of marked pairs give it ([`super::classify`]), and how far that leads; none without both sides.
    pub pair: Option<(EventClass, f32)>,
    /// What is said for or against somebody in the quote that it introduces.
    pub said: Option<Senses>,
    /// What was proposed before, whether taken or not.
    pub before: &'e [Proposed],
}

/// What was proposed: for telling what is told again.
#[derive(Clone, Debug)]
pub(crate) struct Proposed {
    pub class: EventClass,
    pub listed: bool,
    pub form: String,
    pub source: Vec<Party>,
    pub target: Vec<Party>,
}

/// Says what a proposed event is.
pub(crate) trait EventJudge {
    /// Its class, and how sure it is that it is an event, 0–1.
    fn judge(&self, evidence: &Evidence) -> (EventClass, f32);

    /// Log odds of the roles of everybody mentioned around an event; nothing to leave the sides as they are.
    fn roles(&self, asked: &Asked) -> Vec<[f32; ROLES]>;
}

/// The learned weights.
#[derive(Debug, Default)]
pub(crate) struct EventRanker {
    weights: FxHashMap<u64, [f32; OUTPUTS]>,
    sides: SideWeights,
}

/// No event, and every class.
pub const OUTPUTS: usize = 1 + EventClass::ALL.len();
/// How a file of weights begins.
pub const MAGIC: &[u8; 8] = b"SKSEVT1\n";

impl EventRanker {
    /// Reads the weights that `cargo xtask train events` wrote. A file that is none, or empty, knows nothing.
    pub(crate) fn load(bytes: &[u8], sides: &[u8]) -> Self {
        Self { weights: Self::read(bytes).unwrap_or_default(), sides: SideWeights::load(sides) }
    }

    fn read(bytes: &[u8]) -> Option<FxHashMap<u64, [f32; OUTPUTS]>> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let mut weights = FxHashMap::default();
        for row in rest.chunks_exact(8 + 4 * OUTPUTS) {
            let (hash, row) = row.split_first_chunk::<8>()?;
            let row = row.as_chunks::<4>().0;
            weights.insert(u64::from_le_bytes(*hash), std::array::from_fn(|n| f32::from_le_bytes(row[n])));
        }
        Some(weights)
    }

    /// Log odds of every output, up to a constant.
    fn scores(&self, e: &Evidence) -> [f32; OUTPUTS] {
        let mut sums = [0.0; OUTPUTS];
        features(e, &mut |parts| {
            if let Some(row) = self.weights.get(&hash(parts)) {
                sums.iter_mut().zip(row).for_each(|(sum, w)| *sum += w);
            }
        });
        sums
    }
}

impl EventJudge for EventRanker {
    fn judge(&self, evidence: &Evidence) -> (EventClass, f32) {
        if self.weights.is_empty() {
            let sure = if evidence.candidate.act == UNLISTED { 0.0 } else { 1.0 };
            return (evidence.act.class, sure);
        }
        let listed = (evidence.candidate.act != UNLISTED).then_some(evidence.act.class);
        decide(&self.scores(evidence), listed)
    }

    fn roles(&self, asked: &Asked) -> Vec<[f32; ROLES]> {
        self.sides.roles(asked)
    }
}

/// The class of the table, of a verb that it does not know the likeliest; and how likely it is that there is an event at all. Weights
/// that were allowed to overrule the table were right as often as wrong: rare classes are seldom seen in training.
pub fn decide(scores: &[f32; OUTPUTS], listed: Option<EventClass>) -> (EventClass, f32) {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let weights = scores.map(|s| (s - top).exp());
    let best = (1..OUTPUTS).fold(1, |best, n| if scores[n] > scores[best] { n } else { best });
    (listed.unwrap_or(EventClass::ALL[best - 1]), 1.0 - weights[0] / weights.iter().sum::<f32>())
}

/// What a side is, coarsely.
fn side(stage: &Stage, parties: &[Party]) -> &'static str {
    let Some(first) = parties.first() else { return "none" };
    match stage.kind(first) {
        Some(EntityKind::Person) => "person",
        Some(EntityKind::Organization) => "body",
        Some(EntityKind::Country) => "state",
        Some(EntityKind::Place) => "place",
        Some(EntityKind::Group) => "group",
        Some(EntityKind::Other) => "other",
        None => "unnamed",
    }
}

/// Tells `sink` what the tables say of the words in general.
fn usual(e: &Evidence, kind: &str, told: &str, (source, target): (&str, &str), sink: &mut Sink) {
    let Usual { class, often, home } = e.usual;
    let own = if e.candidate.act == UNLISTED { "unlisted" } else { e.act.class.name() };
    let class = class.map_or("-", EventClass::name);
    let Some(often) = often else {
        sink(["often", "unknown", ""]);
        return;
    };
    // As much as that, and more than each below.
    const TENTHS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let often = usize::from(often).min(9);
    (1..=often).for_each(|n| sink(["oftener", TENTHS[n], ""]));
    let often = TENTHS[often];
    sink(["often", often, ""]);
    sink(["often-kind", often, kind]);
    sink(["often-class", often, own]);
    sink(["often-source", often, source]);
    sink(["often-target", often, target]);
    sink(["often-told", often, told]);
    sink(["often-status", often, e.status.name()]);
    sink(["often-quoted", often, if e.stage.quote.is_some() { "quoted" } else { "told" }]);
    sink(["often-deprel", often, e.stage.doc.syntax.node(e.candidate.at).map_or("", |node| node.deprel.name())]);
    let who = |parties: &[Party]| parties.first().map_or("none", |p| e.stage.who(p));
    sink(["often-who-source", often, who(&e.sides.source)]);
    sink(["often-who-target", often, who(&e.sides.target)]);
    sink(["home", home, ""]);
    sink(["home-topic", home, e.stage.topic]);
    sink(["home-class", home, own]);
    if e.candidate.act == UNLISTED {
        sink(["usual-class", class, often]);
    }
}

/// Tells `sink` every feature.
pub(crate) fn features(e: &Evidence, sink: &mut Sink) {
    let doc = e.stage.doc;
    let at = e.candidate.at;
    let listed = e.candidate.act != UNLISTED;
    let class = if listed { e.act.class.name() } else { "unlisted" };
    let form = if listed { e.act.words[0] } else { doc.lower(at) };
    let words = e.act.words.len();
    let kind = match (e.candidate.noun, e.candidate.form, e.candidate.carrier.is_some()) {
        (true, _, true) => "carried",
        (true, ..) => "noun",
        (_, ActForm::Passive, _) => "passive",
        (_, ActForm::Bare, _) => "bare",
        _ => "plain",
    };
    let (source, target) = (side(e.stage, &e.sides.source), side(e.stage, &e.sides.target));
    let quoted = if e.stage.quote.is_some() { "quoted" } else { "told" };
    sink(["bias", "", ""]);
    sink(["class", class, ""]);
    sink(["surface", doc.lower(at), ""]);
    sink(["form", form, if words > 1 { e.act.words[1] } else { "" }]);
    sink(["form-kind", form, kind]);
    sink(["kind", kind, class]);
    sink(["sides", source, target]);
    sink(["class-source", class, source]);
    sink(["class-target", class, target]);
    sink(["form-source", form, source]);
    sink(["form-target", form, target]);
    sink([
        "kind-sides",
        kind,
        if source == "none" {
            "no source"
        } else if target == "none" {
            "no target"
        } else {
            "both"
        },
    ]);
    sink([
        "class-sides",
        class,
        if source == "none" {
            "no source"
        } else if target == "none" {
            "no target"
        } else {
            "both"
        },
    ]);
    let lacks = match (e.act.needs_source && source == "none", e.act.needs_target && target == "none") {
        (true, _) => "source",
        (_, true) => "target",
        _ => "nothing",
    };
    // The same act told again, by its class and sides.
    let known = |old: &[Party], new: &[Party]| {
        new.iter().any(|n| old.iter().any(|o| n.member.is_some() && o.member == n.member))
    };
    let mut told = "new";
    for old in e.before.iter().filter(|old| old.listed && listed && old.class == e.act.class) {
        let rank = match (known(&old.source, &e.sides.source), known(&old.target, &e.sides.target)) {
            (true, true) => "both",
            (true, false) if e.sides.target.is_empty() => "source, no target",
            (false, true) if e.sides.source.is_empty() => "target, no source",
            (true, false) => "source",
            (false, true) => "target",
            _ => "class",
        };
        let order = ["new", "class", "source", "target", "source, no target", "target, no source", "both"];
        if order.iter().position(|o| *o == rank) > order.iter().position(|o| *o == told) {
            told = rank;
        }
    }
    sink(["told", told, ""]);
    sink(["told-class", told, class]);
    sink(["told-kind", told, kind]);
    let again = e.before.iter().any(|old| old.form == form);
    sink(["again", if again { "again" } else { "first" }, kind]);
    let (counted, lead) = e.pair.map_or(("none", ""), |(class, lead)| {
        let lead = match lead {
            l if l < 2.0 => "close",
            l if l < 6.0 => "ahead",
            l if l < 14.0 => "far ahead",
            _ => "sure",
        };
        (class.name(), lead)
    });
    sink(["counted", counted, lead]);
    sink(["counted-class", counted, class]);
    sink(["counted-same", if counted == class { "same" } else { "other" }, lead]);
    sink(["topic", e.stage.topic, ""]);
    sink(["topic-class", e.stage.topic, class]);
    sink(["lacks", lacks, class]);
    sink(["lacks-kind", lacks, kind]);
    sink(["quoted", quoted, class]);
    sink(["status", e.status.name(), class]);
    sink(["words", if words > 1 { "many" } else { "one" }, kind]);
    let node = doc.syntax.node(at);
    if let Some(node) = node {
        sink(["upos", node.upos.name(), kind]);
        sink(["deprel", node.deprel.name(), kind]);
        sink(["deprel-class", node.deprel.name(), class]);
        if node.upos == Upos::Propn {
            sink(["proper", class, ""]);
        }
    }
    let cue = match (e.candidate.cue_of, doc.words[at].cue()) {
        (Some(_), _) => "introduces",
        (None, Some(_)) => "cue",
        _ => "none",
    };
    sink(["cue", cue, class]);
    usual(e, kind, told, (source, target), sink);
    // What is said, where it introduces a quote.
    if let (Some(quote), Some(said)) = (e.candidate.cue_of, e.said) {
        let speech = &e.stage.quotes[quote];
        let of = if listed { class } else { speech.act };
        sink(["cue-act", speech.act, class]);
        sink(["cue-act-target", speech.act, target]);
        sink(["cue-act-source", speech.act, source]);
        for (sense, count) in SENSES.iter().zip(said) {
            let count = ["no", "one", "some"][usize::from(count.min(2))];
            sink(["said", sense, count]);
            sink(["said-by", sense, &[count, of].join(" ")]);
            sink(["said-of", sense, &[count, target].join(" ")]);
        }
        let most =
            (0..said.len()).rev().max_by_key(|&n| said[n]).filter(|&n| said[n] > 0).map_or("nothing", |n| SENSES[n]);
        // *X menilai Y gagal*: whom the content begins with is whom it is about.
        let first = speech.segments.first().map_or(0, |s| s.start);
        let begins = e.sides.target.first().is_some_and(|p| p.tokens.start < first + 5 && first < p.tokens.end);
        let begins = if begins { "first" } else { "later" };
        sink(["said-mostly", most, speech.act]);
        sink(["said-mostly-of", most, &[speech.act, target].join(" ")]);
        sink(["said-mostly-first", most, &[begins, target].join(" ")]);
        sink(["said-first", begins, speech.act]);
        let segments = speech.segments.iter().flat_map(|s| s.start..s.end.min(s.start + HEARD / 2));
        for i in segments.filter(|&i| doc.tokens[i].is_word() && doc.lower(i).len() > 3 && !e.stage.named(i)) {
            sink(["word-said", doc.lower(i), ""]);
        }
    }
    let near = |parties: &[Party]| match parties.first() {
        None => "none",
        Some(p) => match p.tokens.start.abs_diff(at) {
            0..=3 => "near",
            4..=9 => "middle",
            _ => "far",
        },
    };
    sink(["source-distance", near(&e.sides.source), kind]);
    sink(["target-distance", near(&e.sides.target), kind]);
    let before = at.checked_sub(1).filter(|i| e.sentence.contains(i)).map_or("", |i| doc.lower(i));
    sink(["before", before, ""]);
    sink(["before-class", if doc.is(at.saturating_sub(1), Class::PREP) { "preposition" } else { "" }, kind]);
    let after = if at + 1 < e.sentence.end { doc.lower(at + 1) } else { "" };
    sink(["after", after, ""]);
    let entity = |parties: &[Party]| {
        parties.first().and_then(|p| doc.syntax.entity(p.tokens.end - 1)).map_or("none", |t| match t {
            EntityType::Person => "person",
            EntityType::Organization => "body",
            EntityType::Location => "place",
        })
    };
    sink(["entities", entity(&e.sides.source), entity(&e.sides.target)]);
    // What stands around it, by the tree and by the words.
    let child = |wanted: &dyn Fn(Deprel) -> bool| {
        doc.syntax.children(e.candidate.verb()).find(|(_, n)| wanted(n.deprel)).map_or("none", |(k, _)| doc.lower(k))
    };
    let object = child(&|d| matches!(d, Deprel::Obj | Deprel::Ccomp | Deprel::Xcomp));
    let subject = child(&|d| matches!(d, Deprel::Nsubj | Deprel::NsubjPass));
    sink(["object", object, ""]);
    sink(["object-class", object, class]);
    sink(["form-object", form, object]);
    sink(["subject", subject, ""]);
    sink(["subject-class", subject, class]);
    let above = doc.syntax.head(e.candidate.verb()).map_or("none", |h| doc.lower(h));
    sink(["above", above, ""]);
    sink(["above-class", above, class]);
    for i in e.sentence.start.max(at.saturating_sub(4))..e.sentence.end.min(at + 6) {
        if i != at && doc.tokens[i].is_word() && !e.stage.named(i) {
            sink(["near", doc.lower(i), if i < at { "left" } else { "right" }]);
            sink(["near-class", doc.lower(i), class]);
        }
    }
    let who = |parties: &[Party]| parties.first().map_or("none", |p| e.stage.who(p));
    let (who_source, who_target) = (who(&e.sides.source), who(&e.sides.target));
    sink(["who", who_source, who_target]);
    sink(["who-source", who_source, class]);
    sink(["who-target", who_target, class]);
    let weight = |parties: &[Party]| parties.first().map_or("none", |p| e.stage.weight(p));
    sink(["weight", weight(&e.sides.source), weight(&e.sides.target)]);
    let many = match e.before.len() {
        0..=3 => "few",
        4..=12 => "some",
        13..=30 => "many",
        _ => "very many",
    };
    sink(["before-it", many, ""]);
    let position = match e.sentence.start {
        0..=40 => "first",
        41..=200 => "early",
        _ => "late",
    };
    sink(["position", position, ""]);
    for party in e.sides.target.iter().take(1) {
        sink(["target-head", doc.lower(party.tokens.start), ""]);
    }
    for party in e.sides.source.iter().take(1) {
        sink(["source-head", doc.lower(party.tokens.start), ""]);
    }
}
