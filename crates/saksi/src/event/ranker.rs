//! Who of those spoken of around an act is its source and who its target, by learned weights (`cargo xtask train events`,
//! `models/event_sides.bin`): what the rules found is one feature among others.

use rustc_hash::FxHashMap;
use saksi_lang::analyzer::Deprel;

use super::Party;
use super::arguments::{Sides, same};
use super::judge::Evidence;
use super::mentions::Mention;
use crate::doc::Doc;
use crate::knowledge::{ActForm, Class, UNLISTED};
use crate::quotation::judge::{Sink, hash};
use crate::{EntityKind, EventClass};

/// Neither, source, target.
pub const ROLES: usize = 3;
/// How a file of weights begins.
pub const SIDES_MAGIC: &[u8; 8] = b"SKSIDE1\n";
/// How likely it is that a side is nobody: source, target.
const NOBODY: [f32; 2] = [0.2, 0.15];
/// The source of a passive that names none.
const AGENTLESS: f32 = 0.4;
/// How likely somebody must be a further source or target: anywhere, and in a list with one.
const FURTHER: f32 = 0.6;
const LISTED: f32 = 0.15;
/// And where the rules have both in one list.
const TOGETHER: f32 = 0.1;
/// How many words may stand between two of a list.
const LIST: usize = 24;
/// Steps up and down the tree between an act and whoever is mentioned.
const STEPS: usize = 4;

/// The learned weights.
#[derive(Debug, Default)]
pub(crate) struct SideWeights {
    weights: FxHashMap<u64, [f32; ROLES]>,
}

impl SideWeights {
    /// Reads the weights that `cargo xtask train events` wrote. A file that is none, or empty, knows nothing.
    pub(crate) fn load(bytes: &[u8]) -> Self {
        Self::read(bytes).unwrap_or_default()
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(SIDES_MAGIC)?;
        let mut weights = FxHashMap::default();
        for row in rest.chunks_exact(8 + 4 * ROLES) {
            let (hash, row) = row.split_first_chunk::<8>()?;
            let row = row.as_chunks::<4>().0;
            weights.insert(u64::from_le_bytes(*hash), std::array::from_fn(|n| f32::from_le_bytes(row[n])));
        }
        Some(Self { weights })
    }

    /// Log odds of every role of each mention; nothing where no weights are known.
    pub(crate) fn roles(&self, asked: &Asked) -> Vec<[f32; ROLES]> {
        if self.weights.is_empty() {
            return Vec::new();
        }
        let of = |n: usize| {
            let mut sums = [0.0; ROLES];
            asked.features(n, &mut |parts| {
                if let Some(row) = self.weights.get(&hash(parts)) {
                    sums.iter_mut().zip(row).for_each(|(sum, w)| *sum += w);
                }
            });
            sums
        };
        (0..asked.mentions.len()).map(of).collect()
    }
}

/// An act with everybody who may be a side of it.
pub(crate) struct Asked<'q, 'e, 's, 'd, 'a> {
    pub evidence: &'q Evidence<'e, 's, 'd, 'a>,
    /// The class that was decided for.
    pub class: EventClass,
    pub mentions: &'q [Mention],
}

/// Somebody with how likely they are neither, source or target.
struct Likely {
    party: Party,
    kind: &'static str,
    share: [f32; ROLES],
}

/// The sides by the log odds of `roles`: the likeliest pair, and whoever stands in one list with them; none where these say nothing.
/// `ruled` are the sides that the rules found.
pub(super) fn sides(
    doc: &Doc,
    mentions: &[Mention],
    roles: &[[f32; ROLES]],
    ruled: &Sides,
    agentless: bool,
) -> Option<Sides> {
    // Of several mentions of one, the likeliest stands for all.
    let mut likely: Vec<Likely> = Vec::new();
    for (mention, scores) in mentions.iter().zip(roles) {
        let top = scores.iter().copied().fold(f32::MIN, f32::max);
        let weights = scores.map(|s| (s - top).exp());
        let sum: f32 = weights.iter().sum();
        let share = weights.map(|w| w / sum);
        match likely.iter_mut().find(|l| same(&l.party, &mention.party)) {
            Some(old) => {
                let better = share[0] < old.share[0];
                // *kedua menteri*: who is one of them stays one of them.
                if mention.kind == "plural" || better && old.kind != "plural" {
                    (old.party, old.kind) = (mention.party.clone(), mention.kind);
                }
                if better {
                    old.share = share;
                }
            }
            None => likely.push(Likely { party: mention.party.clone(), kind: mention.kind, share }),
        }
    }
    let nobody = if agentless { [AGENTLESS, NOBODY[1]] } else { NOBODY };
    // Nobody on a side is as likely as somebody that much.
    let share = |n: Option<usize>, role: usize| n.map_or(nobody[role - 1], |n| likely[n].share[role]);
    let choices = || std::iter::once(None).chain((0..likely.len()).map(Some));
    let apart = |a: Option<usize>, b: Option<usize>| match (a, b) {
        (Some(a), Some(b)) => {
            let (a, b) = (&likely[a].party, &likely[b].party);
            // *dihadiri Sri, Amran, dan Agus*: who stands in one list does nothing to each other.
            a != b && a.tokens != b.tokens && (ruled.mutual || !listed(doc, mentions, a, b))
        }
        _ => true,
    };
    let pairs = choices().flat_map(|source| choices().map(move |target| (source, target)));
    let mut best = (None, None, 0.0);
    for (source, target) in pairs.filter(|&(s, t)| apart(s, t)) {
        let product = share(source, 1) * share(target, 2);
        if product > best.2 {
            best = (source, target, product);
        }
    }
    let side = |chosen: Option<usize>, other: Option<usize>, role: usize| {
        let list = if role == 1 { &ruled.source } else { &ruled.target };
        let has = |n: usize| list.iter().any(|p| same(p, &likely[n].party));
        let Some(first) = chosen else { return Vec::new() };
        let mut kept = vec![first];
        let further = |n: usize, kept: &[usize]| {
            let l = &likely[n];
            let beside = kept.iter().any(|&k| listed(doc, mentions, &likely[k].party, &l.party));
            let inside = kept.iter().any(|&k| overlap(&likely[k].party, &l.party));
            // *kedua negara*: whoever the same words stand for; not *masyarakat Indonesia* once more as the state.
            let both = |k: usize| likely[k].party.tokens == l.party.tokens && likely[k].kind == l.kind;
            if kept.iter().any(|&k| both(k)) && !kept.contains(&n) {
                return true;
            }
            Some(n) != other
                && !kept.contains(&n)
                && !inside
                && (l.share[role] >= l.share[3 - role] || beside && other.is_none())
                && l.share[role]
                    >= match (has(n) && has(first), beside) {
                        (true, _) => TOGETHER,
                        (_, true) => LISTED,
                        _ => FURTHER,
                    }
        };
        while let Some(n) = (0..likely.len()).find(|&n| further(n, &kept)) {
            kept.push(n);
        }
        kept.sort_unstable();
        let mut out: Vec<Party> = kept.into_iter().map(|n| likely[n].party.clone()).collect();
        out.sort_by_key(|p| p.tokens.start);
        out
    };
    let (source, target) = (best.0, best.1);
    let mut out = Sides {
        source: side(source, target, 1),
        target: side(target, source, 2),
        mutual: ruled.mutual,
        rule: "ranked",
    };
    if out.mutual && out.source.len() > 1 {
        out.target.clone_from(&out.source);
    }
    (!out.source.is_empty() || !out.target.is_empty()).then_some(out)
}

fn overlap(a: &Party, b: &Party) -> bool {
    a.tokens.start < b.tokens.end && b.tokens.start < a.tokens.end
}

/// True where two stand in one list: nothing between them but commas, *dan*, and others of the list.
fn listed(doc: &Doc, mentions: &[Mention], a: &Party, b: &Party) -> bool {
    let (first, last) = if a.tokens.start < b.tokens.start { (a, b) } else { (b, a) };
    let between = first.tokens.end..last.tokens.start;
    if between.len() > LIST {
        return false;
    }
    // *Menurut Lavrov, Rusia dan Indonesia …*: who says it is none of them.
    if first.tokens.start > 0 && doc.lower(first.tokens.start - 1) == "menurut" {
        return false;
    }
    let persons = [first, last].iter().all(|p| mentions.iter().any(|m| m.person && same(&m.party, p)));
    let office = |k: usize| persons && doc.is(k, Class::TITLE.or(Class::HONORIFIC).or(Class::SORT));
    // *China, sekutu terbesar Korut*: the same once more, or whose it is. Two names of persons are two.
    let ups = doc.syntax.tops(last.tokens.clone()).next().map(|(k, _)| k);
    let above = std::iter::successors(ups, |&k| doc.syntax.head(k).filter(|h| between.contains(h)));
    if !persons && above.take(STEPS).any(|k| doc.syntax.node(k).is_some_and(|node| node.deprel == Deprel::Appos)) {
        return false;
    }
    // *seluruh kader maupun simpatisan Gerindra*: it is they who are in the list, and not the party.
    let held = |m: &Mention| {
        m.party.tokens.start >= first.tokens.end
            && m.party.tokens.start < last.tokens.start
            && m.party.tokens.contains(&last.tokens.start)
    };
    if !persons && mentions.iter().any(held) {
        return false;
    }
    let two = first.tokens.start > 0 && doc.lower(first.tokens.start - 1) == "antara";
    let joint = |k: usize| {
        matches!(doc.lower(k), "dan" | "serta" | "atau" | "maupun" | "bersama" | "bersama-sama" | "beserta" | "plus")
            || ['-', '–', '/'].iter().any(|&mark| doc.mark(k, mark))
            || two && doc.lower(k) == "dengan"
    };
    // *Kalau Israel menyerang Lebanon, Iran siap …*: a comma alone joins only where the list goes on to *dan*.
    let named = |k: usize| mentions.iter().any(|m| m.party.tokens.contains(&k));
    let goes_on = || {
        let rest = last.tokens.end..doc.len().min(last.tokens.end + LIST);
        rest.clone().find(|&k| !doc.mark(k, ',') && !named(k) && !office(k)).is_some_and(joint)
    };
    if !between.clone().any(joint) && !goes_on() {
        return false;
    }
    let mut joined = false;
    for k in between {
        let joint = doc.mark(k, ',') || joint(k);
        joined |= joint;
        let small = doc.mark(k, '(')
            || doc.mark(k, ')')
            || matches!(doc.lower(k), "juga" | "dengan" | "kepada" | "terhadap" | "oleh" | "antara");
        let part =
            mentions.iter().any(|m| m.party.tokens.contains(&k) && !m.party.tokens.contains(&first.tokens.start));
        if !(joint || small || part || office(k)) {
            return false;
        }
    }
    joined
}

impl Asked<'_, '_, '_, '_, '_> {
    /// Tells `sink` every feature of the n-th mention.
    pub(crate) fn features(&self, n: usize, sink: &mut Sink) {
        let e = self.evidence;
        let (stage, candidate) = (e.stage, e.candidate);
        let doc = stage.doc;
        let mention = &self.mentions[n];
        let (party, head) = (&mention.party, mention.head);
        let class = self.class.name();
        let form = if candidate.act == UNLISTED { doc.lower(candidate.at) } else { e.act.words[0] };
        let voice = match (candidate.noun, candidate.form, candidate.carrier.is_some()) {
            (true, _, true) => "carried",
            (true, ..) => "noun",
            (_, ActForm::Passive, _) => "passive",
            _ => "active",
        };
        let inside = e.sentence.contains(&head);
        // What the rules found.
        let has = |side: &[Party]| side.iter().any(|p| same(p, party));
        let ruled = match (has(&e.sides.source), has(&e.sides.target)) {
            (true, _) => "source",
            (_, true) => "target",
            _ => "neither",
        };
        let exact = e.sides.source.iter().chain(&e.sides.target).any(|p| p.tokens.contains(&head));
        let found = match (e.sides.source.is_empty(), e.sides.target.is_empty()) {
            (true, true) => "none",
            (true, false) => "target",
            (false, true) => "source",
            (false, false) => "both",
        };
        sink(["ruled", ruled, found]);
        sink(["ruled-rule", ruled, e.sides.rule]);
        sink(["ruled-class", ruled, class]);
        sink(["ruled-voice", ruled, voice]);
        sink(["ruled-exact", ruled, if exact { "exact" } else { "other" }]);
        sink(["ruled-form", ruled, form]);
        sink(["ruled-cue", ruled, if candidate.cue_of.is_some() { "cue" } else { "" }]);
        // What it is.
        let kind = match stage.kind(party) {
            Some(EntityKind::Person) => "person",
            Some(EntityKind::Organization) => "body",
            Some(EntityKind::Country) => "state",
            Some(EntityKind::Place) => "place",
            Some(EntityKind::Group) => "group",
            Some(EntityKind::Other) => "other",
            None => "unnamed",
        };
        sink(["mention", mention.kind, kind]);
        sink(["mention-class", mention.kind, class]);
        sink(["kind-class", kind, class]);
        sink(["kind-ruled", kind, ruled]);
        sink(["who-ruled", stage.who(party), ruled]);
        sink(["who-class", stage.who(party), class]);
        sink(["weight", stage.weight(party), ruled]);
        sink(["head", doc.lower(head), ""]);
        sink(["head-ruled", doc.lower(head), ruled]);
        sink(["kind-class-ruled", &[kind, class].join(" "), ruled]);
        // Who speaks, where the act is told or is itself the word that introduces what is said.
        let says = |quote: Option<usize>| {
            quote.is_some_and(|q| party.member.is_some() && stage.quotes[q].speaker == party.member)
        };
        let speaks = match (says(candidate.cue_of), says(stage.quote)) {
            (true, _) => "says",
            (_, true) => "tells",
            _ => "",
        };
        sink(["speaks", speaks, class]);
        sink(["speaks-ruled", speaks, ruled]);
        sink(["speaks-form", speaks, form]);
        let addressed = candidate.cue_of.or(stage.quote).and_then(|q| stage.quotes[q].addressee.clone());
        if addressed.is_some_and(|np| np.contains(&head)) {
            sink(["addressed", class, ruled]);
        }
        let quoted = if stage.quote.is_some() { "quoted" } else { "told" };
        sink(["mention-quoted", mention.kind, quoted]);
        sink(["ruled-quoted", ruled, quoted]);
        if !inside {
            sink(["outside", mention.kind, class]);
            sink(["outside-ruled", mention.kind, ruled]);
            sink(["outside-found", mention.kind, found]);
            sink(["outside-kind", mention.kind, kind]);
            sink(["outside-who", stage.who(party), class]);
            sink(["outside-voice", mention.kind, &[voice, found].join(" ")]);
            sink(["outside-form", mention.kind, form]);
            let role = doc.syntax.node(head).map_or("", |node| node.deprel.name());
            sink(["outside-deprel", mention.kind, &[role, found].join(" ")]);
            let last = self.mentions.iter().rposition(|m| m.kind == mention.kind && m.party != *party);
            sink(["outside-last", mention.kind, if last.is_some_and(|l| l > n) { "earlier" } else { "last" }]);
            return;
        }
        // Where it stands.
        let verb = candidate.verb();
        let side = if head < verb { "left" } else { "right" };
        let distance = match head.abs_diff(verb) {
            0..=2 => "1",
            3..=5 => "3",
            6..=10 => "6",
            11..=18 => "11",
            _ => "19",
        };
        sink(["side", side, voice]);
        sink(["side-class", side, class]);
        sink(["side-form", side, form]);
        sink(["distance", side, distance]);
        sink(["distance-voice", side, &[voice, distance].join(" ")]);
        let between = if head < verb { head + 1..verb } else { verb + 1..head };
        let nearer = self.mentions.iter().filter(|m| between.contains(&m.head) && m.party != *party).count();
        let order = ["0", "1", "2", "3"][nearer.min(3)];
        sink(["order", side, &[voice, order].join(" ")]);
        sink(["order-ruled", side, &[ruled, order].join(" ")]);
        let breaks = between
            .clone()
            .filter(|&k| doc.is(k, Class::SUB.or(Class::REL).or(Class::COMP)) && !doc.is(k, Class::PREP))
            .count();
        let commas = between.clone().filter(|&k| doc.mark(k, ',')).count();
        sink(["breaks", side, ["0", "1", "2"][breaks.min(2)]]);
        sink(["commas", side, ["0", "1", "2"][commas.min(2)]]);
        let verbs = between.filter(|&k| doc.is(k, Class::VERB)).count();
        sink(["verbs", side, ["0", "1", "2"][verbs.min(2)]]);
        let held = self
            .mentions
            .iter()
            .any(|m| m.party != *party && m.party.tokens.contains(&head) && m.party.tokens.len() > party.tokens.len());
        let holds = self.mentions.iter().any(|m| m.party != *party && party.tokens.contains(&m.head));
        sink([
            "held",
            if held {
                "held"
            } else if holds {
                "holds"
            } else {
                "alone"
            },
            ruled,
        ]);
        // How it hangs in the tree.
        let case = doc
            .syntax
            .children(head)
            .find(|(c, n)| n.deprel == Deprel::Case && *c < head)
            .map_or("", |(c, _)| doc.lower(c));
        sink(["case", case, side]);
        sink(["case-voice", case, voice]);
        sink(["case-class", case, class]);
        sink(["case-form", case, form]);
        let path = self.path(head, verb);
        sink(["path", &path, voice]);
        sink(["path-class", &path, class]);
        sink(["path-form", &path, form]);
        sink(["path-side", &path, side]);
        sink(["path-ruled", &path, ruled]);
        if candidate.carrier.is_some() {
            sink(["path-noun", &self.path(head, candidate.at), voice]);
        }
        let above = doc.syntax.head(head);
        let parent = above.filter(|&k| k != verb).map_or("", |k| doc.lower(k));
        sink(["parent", parent, ""]);
        sink(["parent-ruled", parent, ruled]);
        // *A, B, dan C*: one of a list with whom the rules found.
        let conjunct = doc.syntax.node(head).is_some_and(|n| n.deprel == Deprel::Conj);
        let mate = |side: &[Party]| {
            conjunct && above.is_some_and(|k| side.iter().any(|p| p.tokens.contains(&k)))
                || doc
                    .syntax
                    .children(head)
                    .any(|(k, n)| n.deprel == Deprel::Conj && side.iter().any(|p| p.tokens.contains(&k)))
        };
        let mate = match (mate(&e.sides.source), mate(&e.sides.target)) {
            (true, _) => "source",
            (_, true) => "target",
            _ => "none",
        };
        sink(["mate", mate, ruled]);
        let list = |side: &[Party]| side.iter().any(|p| !same(p, party) && listed(&doc, self.mentions, p, party));
        let list = match (list(&e.sides.source), list(&e.sides.target)) {
            (true, _) => "source",
            (_, true) => "target",
            _ => "none",
        };
        sink(["list", list, ruled]);
        sink(["list-class", list, class]);
        let before = head.checked_sub(1).map_or("", |k| doc.lower(k));
        let first = party.tokens.start.checked_sub(1).map_or("", |k| doc.lower(k));
        sink(["before", before, side]);
        sink(["first", first, side]);
    }

    /// The relations between a mention and the act, upwards to what both hang from and down again.
    fn path(&self, head: usize, verb: usize) -> String {
        let syntax = self.evidence.stage.doc.syntax;
        let ups = |from: usize| -> Vec<usize> {
            std::iter::successors(Some(from), |&i| syntax.head(i)).take(STEPS + 1).collect()
        };
        let (up, down) = (ups(head), ups(verb));
        let Some((n, m)) = up.iter().enumerate().find_map(|(n, k)| down.iter().position(|d| d == k).map(|m| (n, m)))
        else {
            return "far".to_string();
        };
        let name = |k: usize| syntax.node(k).map_or("", |node| node.deprel.name());
        let mut out = String::new();
        up[..n].iter().for_each(|&k| {
            out.push('<');
            out.push_str(name(k));
        });
        down[..m].iter().rev().for_each(|&k| {
            out.push('>');
            out.push_str(name(k));
        });
        out
    }
}
