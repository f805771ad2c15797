//! Passive cues whose subject is half of what is said: *Anggaran itu dinilai para ahli terlalu besar*.

use std::ops::Range;

use saksi_lang::analyzer::Deprel;

use super::content::{self, Opener};
use super::direct::Attribution;
use super::inverted::SOURCE;
use super::phrase::{may_speak, noun_phrase};
use super::{Draft, Reader, Who};
use crate::knowledge::Class;

/// Acts of speech that are about somebody or something; what is only said or announced is a thing and not half a clause (*Hal itu
/// disampaikan X menanggapi …*).
const ACTS: [&str; 6] = ["think", "claim", "blame", "report", "assure", "demand"];

impl Reader<'_> {
    /// *Anggaran itu dinilai para ahli terlalu besar*: the subject of what is said is that of the passive cue, its agent says it.
    pub(super) fn raised(&self, i: usize, number: u16, clause: Range<usize>, out: &mut Vec<Draft>) -> Option<usize> {
        let doc = &self.doc;
        if !ACTS.contains(&self.cues.get(number).act) {
            return None;
        }
        let start = if doc.lower_at(i + 1) == "oleh" { i + 2 } else { i + 1 };
        let agent = noun_phrase(doc, start, clause.end);
        let rest = agent.end;
        let says = Class::VERB.or(Class::AUX).or(Class::NEG).or(Class::MODAL).or(Class::ADJ).or(Class::ADV);
        let goes_on = doc.is(rest, says) && !doc.is(rest, Class::PREP.or(Class::SUB).or(Class::CONN).or(Class::REL))
            || doc.lower_at(rest) == "sebagai";
        // *diperkirakan bakal naik*, *saat ditanya siapa*, *sebagaimana disebut X akan …*
        let source = (doc.is(agent.start, SOURCE) || doc.capital(agent.start))
            && !doc.is(agent.start, says)
            && (!doc.is(agent.start, Class::PRON) || doc.is(agent.start, Class::PERSON3));
        if doc.is(i - 1, Class::SUB.or(Class::PREP))
            || agent.is_empty()
            || rest >= clause.end
            || !goes_on
            || !source
            || !may_speak(doc, &agent)
        {
            return None;
        }
        let subject = doc.syntax.children(i).take_while(|(k, _)| *k < i).find(|(k, n)| {
            matches!(n.deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Csubj | Deprel::CsubjPass)
                && !doc.is(*k, Class::REL)
        });
        let left = subject.map(|(k, _)| doc.syntax.subtree(k)).filter(|s| s.start >= clause.start && s.end <= i);
        let right = rest..content::close(doc, rest, self.contrast(rest, clause.end));
        let attribution =
            Attribution { cue: (i..i + 1, Some(number)), who: Who::Phrase(agent), addressee: None, end: rest };
        let evidence =
            self.evidence(&attribution, number, right.clone(), Opener::Bare, "content-cue-speaker-content", true);
        self.place(&evidence, attribution, left.into_iter().chain([right]).collect(), out).then_some(clause.end)
    }
}
