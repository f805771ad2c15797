//! Events: what one political actor does to, with or about another.
//!
//! A word of `events.tsv` proposes an act; the tree of its sentence tells who does it to whom, the words around it how far it
//! has come. A learned judge takes or leaves what is proposed; what is told twice is told once.

mod actors;
mod arguments;
mod candidate;
pub(crate) mod classify;
mod evaluate;
mod judge;
mod mentions;
mod merge;
pub(crate) mod pair;
mod plural;
mod ranker;
mod rules;
mod status;
mod topic;

use std::ops::Range;

use actors::Told;
pub(crate) use actors::{Speech, Stage};
#[cfg(feature = "train")]
pub(crate) use arguments::same;
pub(crate) use candidate::{Candidate, Finder};
use classify::PairCounts;
pub(crate) use evaluate::EvaluationTable;
use judge::Proposed;
#[cfg(feature = "train")]
pub(crate) use judge::features;
pub(crate) use judge::{EventJudge, EventRanker, Evidence};
#[cfg(feature = "train")]
pub use judge::{MAGIC, OUTPUTS, decide};
use mentions::Mention;
use pair::{Knowing, Pair};
pub(crate) use ranker::Asked;
#[cfg(feature = "train")]
pub use ranker::{ROLES, SIDES_MAGIC};
pub(crate) use status::StatusTable;
pub(crate) use topic::{TopicTable, topic};

use crate::knowledge::Class;
use crate::knowledge::{ActForm, ActTable, UNLISTED};
use crate::{EventClass, Status};

/// A participant over tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Party {
    /// The words that name or describe it.
    pub tokens: Range<usize>,
    /// Its member of the cast.
    pub member: Option<usize>,
}

/// An event over tokens.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub class: EventClass,
    pub mode: Option<&'static str>,
    /// The word that heads the anchor.
    pub at: usize,
    pub anchor: Range<usize>,
    pub sentence: Range<usize>,
    pub source: Vec<Party>,
    pub target: Vec<Party>,
    pub status: Status,
    /// Index of the quote that it stands in.
    pub in_quote: Option<usize>,
    pub confidence: f32,
    /// The table knows its words.
    pub listed: bool,
    pub rule: &'static str,
}

/// The tables that events are read with.
#[derive(Debug)]
pub(crate) struct Tables {
    pub acts: ActTable,
    pub status: StatusTable,
    pub topics: TopicTable,
    pub evaluations: EvaluationTable,
}

/// What events are read with.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'r> {
    pub tables: &'r Tables,
    /// For the class that counts of marked pairs tell.
    pub knowing: Knowing<'r>,
    pub counts: &'r PairCounts,
    pub judge: &'r dyn EventJudge,
}

/// Reads the events of `sentences`, in order of their anchors.
pub(crate) fn read(reader: Reader, sentences: &[Range<usize>], stage: &mut Stage) -> Vec<Draft> {
    let tables = reader.tables;
    let mut out = Vec::new();
    let mut before = Vec::new();
    let mut candidates = Vec::new();
    for (n, sentence) in sentences.iter().enumerate() {
        candidates.clear();
        let mut mentions = None;
        let previous = n.checked_sub(1).map(|n| &sentences[n]);
        let finder = Finder { doc: stage.doc, acts: &tables.acts };
        finder.sentence(sentence.clone(), |i| stage.named(i), |i| stage.cue_of(i), &mut candidates);
        for candidate in &candidates {
            if let Some(draft) =
                draft(reader, sentence, candidate, &candidates, stage, &mut before, (previous, &mut mentions))
            {
                out.push(draft);
            }
        }
    }
    merge::merge(&mut out);
    out
}

fn draft(
    reader: Reader,
    sentence: &Range<usize>,
    candidate: &Candidate,
    all: &[Candidate],
    stage: &mut Stage,
    before: &mut Vec<Proposed>,
    (previous, mentions): (Option<&Range<usize>>, &mut Option<[Vec<Mention>; 2]>),
) -> Option<Draft> {
    let Reader { tables, knowing, counts, judge } = reader;
    let act = tables.acts.get(candidate.act);
    stage.enter(candidate.at);
    let sides = arguments::find(act, candidate, sentence, all, &tables.acts, stage);
    // Whoever says something about nobody in particular may still blame somebody.
    let lacking = sides.source.is_empty() || sides.target.is_empty() && candidate.cue_of.is_none();
    if candidate.act == UNLISTED && lacking {
        return None;
    }
    let status = status::of(&tables.status, candidate, all, &tables.acts, stage);
    let pair = (!sides.source.is_empty() && !sides.target.is_empty()).then(|| {
        let tokens = |parties: &[Party]| {
            let mut all: Vec<usize> =
                parties.iter().flat_map(|p| p.tokens.clone()).filter(|i| sentence.contains(i)).collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let (source, target) = (tokens(&sides.source), tokens(&sides.target));
        let pair = Pair { doc: stage.doc, tokens: sentence.clone(), trigger: Some(candidate.at), source, target };
        classify::classify(counts, knowing, &pair)
    });
    let usual = tables.acts.usual(candidate.act, stage.doc.lower(candidate.at));
    let said = candidate.cue_of.map(|q| tables.evaluations.hear(&stage.doc, &stage.quotes[q].segments));
    let evidence = Evidence { act, candidate, usual, sentence, sides: &sides, status, stage, pair, said, before };
    let (class, confidence) = judge.judge(&evidence);
    // *memuji X dan menyebut Y sebagai inspirasi*: where the verb tells neither, the words of praise and blame do.
    let class = if candidate.act == UNLISTED {
        let behind = candidate.at + 1..sentence.end;
        let heard = said.unwrap_or_else(|| tables.evaluations.hear(&stage.doc, &[behind]));
        evaluate::leaning(class, heard)
    } else {
        class
    };
    let taken = confidence >= judge::TAKEN;
    let listed = candidate.act != UNLISTED;
    before.push(Proposed {
        class: act.class,
        listed,
        form: if listed { act.words[0].to_string() } else { stage.doc.lower(candidate.at).to_string() },
        source: sides.source.clone(),
        target: sides.target.clone(),
    });
    if !sides.source.is_empty() {
        let root = stage.root(candidate.verb());
        stage.told.push(Told { root, source: sides.source.clone() });
    }
    if !taken {
        return None;
    }
    let [around, earlier] = mentions.get_or_insert_with(|| {
        let earlier = previous.map_or_else(Vec::new, |previous| mentions::of_sentence(stage, previous));
        [mentions::of_sentence(stage, sentence), earlier]
    });
    // *Tiga orang ditahan*: who did it is not looked for further off.
    let agentless = sides.source.is_empty()
        && (candidate.form == ActForm::Passive || candidate.carrier.is_some_and(|c| c.form == ActForm::Passive));
    let earlier = if agentless { &[][..] } else { earlier };
    let around = mentions::of_act(around, earlier, &sides, candidate.at, stage);
    let evidence = Evidence { act, candidate, usual, sentence, sides: &sides, status, stage, pair, said, before };
    let mut roles = judge.roles(&Asked { evidence: &evidence, class, mentions: &around });
    // *sepakat menggelar patroli di Laut Sulawesi*: where it is, not with whom; *serangan di Gaza* does hit Gaza.
    if matches!(class, EventClass::Agree | EventClass::Consult | EventClass::Cooperate) {
        for (_, [.., target]) in around.iter().zip(&mut roles).filter(|(m, _)| stage.placed(&m.party)) {
            *target = f32::NEG_INFINITY;
        }
    }
    // *X meminta polisi mengusut kasus itu*: nothing is done to X, who only says so.
    if let Some(quote) = stage.quote()
        && let Some(speaker) = stage.quotes[quote].speaker
    {
        let quote = &stage.quotes[quote];
        let inside = |m: &Mention| quote.segments.iter().any(|s| s.contains(&m.head));
        let spoken = |m: &Mention| m.party.member == Some(speaker);
        if !around.iter().any(|m| spoken(m) && inside(m)) {
            for (_, [.., target]) in around.iter().zip(&mut roles).filter(|(m, _)| spoken(m)) {
                *target = f32::NEG_INFINITY;
            }
        }
    }
    let sides = ranker::sides(&stage.doc, &around, &roles, &sides, agentless)
        .filter(|_| sides.rule != "each other")
        .unwrap_or(sides);
    // *pertemuan antara X dan Y*: of those who do it together none has it done to him.
    let mut sides = sides;
    let joint = matches!(class, EventClass::Agree | EventClass::Consult | EventClass::Cooperate);
    if joint && sides.source.is_empty() && sides.target.len() > 1 {
        sides.source = std::mem::take(&mut sides.target);
    }
    if sides.source.is_empty() && sides.target.is_empty() {
        return None;
    }
    // *Presiden memanggil para menteri*: who does not investigate meets whom he calls.
    let calls = class == EventClass::Accuse && act.words.len() == 1 && stage.doc.is(candidate.at, Class::SUMMONS);
    let meets = |p: &Party| matches!(stage.sector(p), Some("GOV" | "PTY" | "BUS" | "REL" | "EDU" | "IGO"));
    let class = if calls && sides.source.iter().any(meets) { EventClass::Consult } else { class };
    Some(Draft {
        class,
        mode: act.mode.filter(|_| class == act.class),
        at: candidate.at,
        anchor: candidate.anchor.clone(),
        sentence: sentence.clone(),
        source: sides.source,
        target: sides.target,
        status,
        in_quote: stage.quote(),
        confidence,
        listed,
        rule: sides.rule,
    })
}
