//! *X mengatakan (bahwa) …*: the subject before its cue, the content behind it.

use std::ops::Range;

use super::chunk::chunks;
use super::clause::{self, NoSubject};
use super::content::{self, Opened, Opener};
use super::judge::Evidence;
use super::phrase::{may_speak, noun_phrase};
use super::{Draft, Reader, Who, touching, whose};
use crate::QuoteKind;
use crate::knowledge::{Class, Content, Cue, Strength, Voice};

impl Reader<'_> {
    /// Reads the cue at `i`; returns where reading goes on.
    pub(super) fn active(
        &self,
        i: usize,
        number: u16,
        clause: Range<usize>,
        mark: usize,
        out: &mut Vec<Draft>,
    ) -> Option<usize> {
        let doc = &self.doc;
        let cue = self.cues.get(number);
        // Behind the cue word, or the last of its words (*menyambut baik*).
        let behind = i + doc.words[i].size();
        let from = clause.start;
        let mut end = clause.end;
        if doc.tokens[i].capital && !self.opens(i, from) {
            return None;
        }
        // *mengecamnya*: the clitic is the object, nothing is left to be said; *mengatakan mengatakan*: the second one counts.
        let objected = doc.words[i].nya && doc.lower_at(behind) != "bahwa" && doc.lower_at(behind) != "sebagai";
        // *menyampaikan pidato*: that somebody spoke, not what they said.
        let genre = matches!(doc.lower_at(behind), "pidato" | "ceramah" | "orasi" | "sambutan" | "khotbah" | "kuliah");
        if objected || genre || doc.lower_at(behind) == doc.lower(i) {
            return None;
        }
        let mut shared = false;
        let mut far = false;
        let (who, fronted, relative) = match clause::subject(doc, from, i) {
            Ok(before) if may_speak(doc, &before.subject) => {
                let subject = whose::outer(doc, from, i, &before.subject).unwrap_or(before.subject);
                (Who::Phrase(subject), before.fronted, before.relative)
            }
            Err(NoSubject::Shared) if i == from || self.linked(i) => {
                if i == from && doc.tokens[i].capital && out.len() == mark {
                    return self.fronted_cue(i, number, end, out);
                }
                // *sambil bercanda Rini mengatakan*: the manner of the cue that follows.
                let next = noun_phrase(doc, behind, end);
                if !next.is_empty()
                    && may_speak(doc, &next)
                    && doc.words.get(next.end).is_some_and(|w| w.cue().is_some())
                {
                    return None;
                }
                shared = true;
                let who = if out.len() > mark {
                    Who::Continued
                } else {
                    self.first_subject(from, i).map_or(Who::Unsaid, Who::Phrase)
                };
                (who, None, false)
            }
            // *tak menampik bahwa …* says yes.
            Err(NoSubject::Denied) if cue.lemma == "tampik" => {
                (self.first_subject(from, i + 1).map(Who::Phrase)?, None, false)
            }
            Err(NoSubject::Denied) => return None,
            _ => {
                // What the tree guesses, the content must bear out.
                let opened = content::open(doc, behind, end, cue.content)?;
                if cue.strength != Strength::Strong && !self.shows(&opened) {
                    return None;
                }
                far = true;
                (Who::Phrase(whose::subject(doc, from, i)?), None, false)
            }
        };
        // *Meski X mengatakan A, B …*: the content of a subordinate clause ends with it.
        if let Who::Phrase(np) = &who
            && np.start > from
            && np.start < i
            && doc.is(np.start - 1, Class::SUB)
            && !matches!(doc.lower(np.start - 1), "namun" | "padahal" | "sebab" | "apalagi")
            && self.opens(np.start - 1, from)
            && (!matches!(doc.lower(np.start - 1), "sementara" | "sedangkan") || self.said_after_comma(i + 1, end))
            && let Some(comma) = chunks(doc, i + 1..end).first().map(|c| c.end).filter(|c| *c < end && *c > i + 2)
        {
            end = comma;
        }
        let opened = content::open(doc, behind, end, cue.content)?;
        if self.idiom(i, opened.start, end) {
            return None;
        }
        let expected = (!far || self.shows(&opened)) && self.expected(cue, &who, &opened, shared, i == from, end);
        let cue_words = i..opened.cue_end.max(behind);
        let evidence = |rule, content| Evidence {
            cue,
            at: i,
            rule,
            subject: match &who {
                Who::Phrase(np) => Some(np.clone()),
                _ => None,
            },
            content,
            opener: opened.opener,
            relative,
            shared,
            expected,
        };
        let draft = |kind, segments, rule| Draft {
            kind,
            segments,
            cue: Some((cue_words.clone(), Some(number))),
            who: who.clone(),
            addressee: opened.addressee.clone().or_else(|| self.fronted_addressee(from, i)),
            rule,
            confidence: 0.9,
        };
        let concession =
            |f: &Range<usize>| doc.lower(f.start).starts_with("meski") || doc.lower(f.start).starts_with("walau");
        let fronted = fronted.filter(|f| {
            !(concession(f)
                && (opened.opener == Opener::Complementiser
                    || matches!(cue.act, "think" | "want" | "hope" | "blame" | "fear")))
        });
        if let Some((mut segments, done)) = self.whole_quotation(opened.start, end) {
            let kind = if fronted.is_some() { QuoteKind::Mixed } else { QuoteKind::Direct };
            segments.splice(0..0, fronted);
            let e = evidence("speaker-cue-quotation", opened.start..end);
            return self.propose(&e, draft(kind, segments, "speaker-cue-quotation"), out).then_some(done.max(i + 1));
        }
        let stop = self.contrast(opened.start, end);
        let close = content::close(doc, opened.start, stop);
        if close <= opened.start {
            return None;
        }
        let mut segments: Vec<_> = fronted.into_iter().collect();
        // *menyatakan A, sekaligus mengecam B*: two cues under one subject are one quote of two segments.
        match self.second_cue(opened.start, close, cue.content == Content::NounPhrase) {
            Some((conjunction, second)) => {
                segments.push(content::trim_right(doc, opened.start..conjunction));
                segments.push(second..close);
            }
            None => segments.push(opened.start..close),
        }
        let segments: Vec<_> = segments.into_iter().filter(|s| !s.is_empty()).map(|s| self.unquoted(s)).collect();
        let kind = self.kind_of(&segments);
        let rule = if far { "far-speaker-cue-content" } else { "speaker-cue-content" };
        let e = evidence(rule, opened.start..close);
        self.propose(&e, draft(kind, segments, rule), out).then_some(if stop < clause.end { stop } else { clause.end })
    }

    /// True where what stands before the cue at `i` lets it share the subject before that.
    fn linked(&self, i: usize) -> bool {
        self.doc.is(i - 1, Class::LINK) || self.doc.mark(i - 1, ',')
    }

    /// True where somebody else speaks behind the next comma (*Sementara X memuji A, Y mengecam B*).
    fn said_after_comma(&self, from: usize, end: usize) -> bool {
        let doc = &self.doc;
        let Some(comma) = chunks(doc, from..end).first().map(|c| c.end).filter(|c| *c < end) else {
            return false;
        };
        (comma + 2..end.min(comma + 14))
            .filter(|&k| doc.words[k].cue().is_some_and(|c| self.cues.get(c).voice == Voice::Active))
            .any(|k| clause::subject(doc, comma + 1, k).is_ok_and(|b| b.subject.start <= comma + 2))
    }

    /// *Kepada wartawan, X mengaku …*: to whom, before the subject.
    fn fronted_addressee(&self, from: usize, cue: usize) -> Option<Range<usize>> {
        let doc = &self.doc;
        let np = noun_phrase(doc, from + 1, cue);
        (doc.lower(from) == "kepada" && !np.is_empty() && doc.mark(np.end, ',')).then_some(np)
    }

    /// True where something opens the content: *bahwa*, a colon, a quotation mark.
    fn shows(&self, opened: &Opened) -> bool {
        matches!(opened.opener, Opener::Complementiser | Opener::Colon) || self.doc.quote(opened.start)
    }

    /// The hand-written condition: what a cue of its strength needs around it.
    fn expected(&self, cue: &Cue, who: &Who, opened: &Opened, shared: bool, first: bool, end: usize) -> bool {
        let doc = &self.doc;
        let named = match who {
            Who::Phrase(np) => self.speaks_well(np),
            _ => true,
        };
        let quoted = doc.quote(opened.start);
        if shared && !self.shows(opened) {
            let saying = !first && cue.strength == Strength::Strong && cue.content == Content::Clause;
            return saying && self.clause_follows(opened.start, end);
        }
        match (cue.strength, opened.opener) {
            _ if quoted => named,
            (Strength::Strong, _) => named || opened.opener == Opener::Complementiser,
            (Strength::Medium, Opener::Complementiser) => true,
            (Strength::Medium, _) => {
                named && (cue.content != Content::Clause || self.clause_follows(opened.start, end))
            }
            (Strength::Weak, Opener::Complementiser | Opener::Colon) => {
                named && doc.lower_at(opened.start - 1) != "untuk"
            }
            (Strength::Weak, _) => false,
        }
    }

    /// A whole quotation behind the cue (*X mengatakan, "…"*): its segments, and where it ends.
    fn whole_quotation(&self, start: usize, end: usize) -> Option<(Vec<Range<usize>>, usize)> {
        let doc = &self.doc;
        let q = touching(self.quoted, &(start..start + 1)).iter().find(|q| q.outer.start == start)?;
        let mut rest = q.outer.end;
        while rest < end && !doc.tokens[rest].is_word() && !doc.quote(rest) {
            rest += 1;
        }
        let note = rest < end && content::close(doc, q.outer.start, end) <= q.outer.end;
        let stopped = doc.mark(q.outer.end, ',') || doc.tokens[q.inner.end - 1].is_stop();
        if !(rest >= end || note || self.count(q.inner.clone()) >= 6 && stopped) {
            return None;
        }
        let mut segments = vec![q.inner.clone()];
        let mut done = q.outer.end;
        // *memberinya sebutan: "A" dan "B."*
        for more in touching(self.quoted, &(q.outer.end..end)).iter().filter(|m| m.outer.end <= end) {
            if more.outer.start - done <= 2 && !(done..more.outer.start).any(|k| doc.words[k].cue().is_some()) {
                segments.push(more.inner.clone());
                done = more.outer.end;
            }
        }
        Some((segments, done))
    }

    /// *Mengaku terlambat melapor, Fadli …*: the content ends at the comma and the subject follows it.
    fn fronted_cue(&self, i: usize, number: u16, end: usize, out: &mut Vec<Draft>) -> Option<usize> {
        let doc = &self.doc;
        let cue = self.cues.get(number);
        let comma = chunks(doc, i..end).first().map(|c| c.end).filter(|&c| c < end)?;
        let np = noun_phrase(doc, comma + 1, end);
        let opened = content::open(doc, i + doc.words[i].size(), comma, cue.content)?;
        let person = doc.is(np.start, Class::PERSON3.or(Class::TITLE)) || doc.capital(np.start);
        if np.is_empty() || !person {
            return None;
        }
        let content = content::trim_right(doc, opened.start..comma);
        let saying =
            cue.strength == Strength::Strong && matches!(cue.act, "say" | "admit" | "claim" | "stress" | "explain");
        let evidence = Evidence {
            cue,
            at: i,
            rule: "cue-content-speaker",
            subject: Some(np.clone()),
            content: content.clone(),
            opener: opened.opener,
            relative: false,
            shared: false,
            expected: saying,
        };
        let segments = Vec::from([content]);
        let kind = self.kind_of(&segments);
        let draft = Draft {
            kind,
            segments,
            cue: Some((i..i + 1, Some(number))),
            who: Who::Phrase(np),
            addressee: None,
            rule: "cue-content-speaker",
            confidence: 0.7,
        };
        self.propose(&evidence, draft, out).then_some(comma + 1)
    }

    /// The subject of the first verb of a clause: whom a later verb without one belongs to.
    fn first_subject(&self, from: usize, before: usize) -> Option<Range<usize>> {
        let doc = &self.doc;
        let verb = (from + 1..before).find(|&k| {
            doc.is(k, Class::VERB.or(Class::AUX).or(Class::NEG))
                && !doc.capital(k)
                && !doc.is(k, Class::NOUN.or(Class::PREP))
        })?;
        clause::subject(doc, from, verb).ok().map(|b| b.subject).filter(|np| may_speak(doc, np))
    }

    /// Contents that are none: *hal itu*, *meminta maaf*, *menjelaskan lebih lanjut*, *ingin pensiun*.
    fn idiom(&self, cue: usize, start: usize, end: usize) -> bool {
        let doc = &self.doc;
        let second = doc.lower_at(start + 1);
        match doc.lower_at(start) {
            // *hal itu* alone or before a setting; *hal ini berarti …* is a clause.
            "hal" if doc.is(start + 1, Class::DET) => {
                let next = start + 2;
                next >= end || !doc.tokens[next].is_word() || doc.is(next, Class::PREP.or(Class::SUB).or(Class::TIME))
            }
            // *hal demikian merupakan …* is a clause too.
            "hal" => {
                matches!(second, "serupa" | "senada" | "yang" | "demikian" | "sama")
                    && !doc.is(start + 2, Class::AUX.or(Class::VERB))
            }
            "maaf" | "izin" | "terima" | "diri" => true,
            "lebih" => matches!(second, "lanjut" | "jauh" | "detail" | "rinci"),
            "secara" | "dengan" => end - start <= 3,
            "senada" | "serupa" | "demikian" | "begitu" => end - start <= 2,
            _ => {
                let own_wish = doc.is(start, Class::VERB.or(Class::ADV).or(Class::AUX)) && !doc.is(start, Class::NOUN);
                doc.lower(cue) == "ingin" && (own_wish || !self.clause_follows(start, end))
            }
        }
    }

    /// True where a subject is somebody who speaks, not just something with a name in it.
    pub(super) fn speaks_well(&self, np: &Range<usize>) -> bool {
        let doc = &self.doc;
        let first = np.start;
        let speaker = Class::TITLE
            .or(Class::HONORIFIC)
            .or(Class::PERSON)
            .or(Class::GROUP)
            .or(Class::ORG)
            .or(Class::DOC)
            .or(Class::PRON)
            .or(Class::QUANT);
        let plain_noun = doc.is(first, Class::NOUN.or(Class::ADJ).or(Class::VERB)) && !doc.is(first, speaker);
        // *Keputusan ini menegaskan*, *Hal itu menunjukkan*: a thing, unless it is written like a name.
        if doc.is(first, Class::DET) || matches!(doc.lower(first), "hal" | "ini" | "itu") {
            return false;
        }
        !plain_noun
            || doc.capital(first) && doc.capital(first + 1)
            || doc.capital(first) && np.len() == 1 && !doc.is(first, Class::NOUN)
    }
}
