//! Attributions that end a sentence and take all of it: *A, menurut X.*; *A, media setempat melaporkan.*; *A, seperti
//! diungkapkan X.*

use super::direct::Attribution;
use super::phrase::{may_speak, noun_phrase};
use super::{Draft, Frame, Reader, Who, clause, content};
use crate::knowledge::{Class, Strength, Voice};

impl Reader<'_> {
    /// *A, menurut X.*; *A, pers setempat melaporkan.*: an attribution that ends the sentence takes all of it, whatever
    /// cues stand inside.
    pub(super) fn final_attribution(&self, frame: &Frame, out: &mut Vec<Draft>) -> bool {
        let doc = &self.doc;
        let (start, end) = (frame.tokens.start, frame.tokens.end);
        // The last comma or closing mark behind which an attribution fills the rest.
        let sets_off = |k: usize| doc.tokens[k].is(',') || doc.quote(k) && self.is_inverted(k + 1);
        let Some(comma) = (start..end).rev().find(|&k| sets_off(k)) else { return false };
        if end - comma > 16 || comma < start + 3 || comma + 1 >= end || doc.words[start].cue().is_some() {
            return false;
        }
        if doc.tokens[comma].is(',') && self.quoted[frame.quoted.clone()].iter().any(|q| q.outer.contains(&comma)) {
            return false;
        }
        let Some((attribution, number)) = self.closing(comma + 1, end) else { return false };
        let content = content::trim_right(doc, start..comma + usize::from(doc.quote(comma)));
        let content = content::past_connectives(doc, content);
        if self.count(content.clone()) < 4 {
            return false;
        }
        let evidence =
            self.evidence(&attribution, number, content.clone(), content::Opener::Bare, "content-cue-speaker", true);
        self.place(&evidence, attribution, vec![content], out)
    }

    /// The attribution that fills all of `at..end`.
    fn closing(&self, at: usize, end: usize) -> Option<(Attribution, u16)> {
        let doc = &self.doc;
        if let Some(number) = doc.words[at].cue() {
            let cue = self.cues.get(number);
            if cue.lemma == "turut" || cue.voice == Voice::Bare && cue.strength == Strength::Strong {
                let a = self.attribution(at, end, false)?;
                return (a.who != Who::Continued && self.only_tail(a.end, end)).then_some((a, number));
            }
        }
        // *…, seperti diungkapkan X kepada AFP.*
        let mut passive = at;
        while matches!(doc.lower_at(passive), "seperti" | "sebagaimana" | "yang") {
            passive += 1;
        }
        if passive > at
            && passive < end
            && let Some(number) = doc.words[passive]
                .cue()
                .filter(|&c| self.cues.get(c).voice == Voice::Passive && self.cues.get(c).act != "report")
        {
            let np = noun_phrase(doc, passive + 1, end);
            let a = self.inverted((passive..passive + 1, Some(number)), np.clone(), end);
            return (may_speak(doc, &np) && (self.only_tail(a.end, end) || doc.mark(a.end, ',')))
                .then_some((a, number));
        }
        // *…, media setempat melaporkan.*
        let verb = (at + 1..end).find(|&k| doc.words[k].cue().is_some())?;
        let number = doc.words[verb].cue()?;
        let np = noun_phrase(doc, at, verb);
        let whole =
            np.end == verb && may_speak(doc, &np) && !doc.is(np.start, Class::SUB.or(Class::REL).or(Class::COORD));
        let setting = doc.is(verb + 1, Class::PREP) && doc.lower(verb + 1) != "kepada";
        // *Biden mengatakan …, Associated Press melaporkan*: who said it stands at its head.
        if self.cues.get(number).act == "report" && self.said_before(at) {
            return None;
        }
        let fits = self.cues.get(number).voice == Voice::Active && whole && self.only_tail(verb + 1, end) && !setting;
        fits.then(|| {
            (
                Attribution {
                    cue: (verb..verb + 1, Some(number)),
                    who: Who::Phrase(np),
                    addressee: None,
                    end: verb + 1,
                },
                number,
            )
        })
    }

    /// True where a cue with a subject stands in the eight words that open the sentence before `at`.
    fn said_before(&self, at: usize) -> bool {
        let doc = &self.doc;
        let start = (at.saturating_sub(400)..at)
            .rev()
            .find(|&k| doc.tokens[k].line_start || doc.tokens[k].is_stop())
            .map_or(0, |k| k + usize::from(doc.tokens[k].is_stop()));
        (start + 1..at.min(start + 9)).any(|k| {
            doc.words[k].cue().is_some_and(|c| self.cues.get(c).voice == Voice::Active)
                && clause::subject(doc, start, k).is_ok()
        })
    }

    /// True where nothing but a setting (*kepada wartawan*, *di Jakarta, Senin*) or the stop follows.
    fn only_tail(&self, at: usize, end: usize) -> bool {
        let doc = &self.doc;
        at >= end
            || doc.tokens[at].is_stop()
            || doc.is(at, Class::PREP.or(Class::DAY).or(Class::SUB))
                && !matches!(doc.lower(at), "bahwa" | "agar" | "supaya" | "kalau" | "jika")
            || doc.mark(at, '(')
    }
}
