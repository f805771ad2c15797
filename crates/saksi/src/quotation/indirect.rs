//! Cues in running text: what their subject said, in the paper's words or partly in the speaker's.

use std::ops::Range;

use super::clause;
use super::content;
use super::judge::Evidence;
use super::phrase::{may_speak, noun_phrase};
use super::{Draft, Frame, Reader, touching};
use crate::QuoteKind;
use crate::knowledge::{Class, Strength, Voice};
use crate::marks::Quoted;

/// What the judge must at least be sure of. Below one half: a quote that no rule proposes is lost anyway, so the balance of
/// precision and recall over all quotes lies lower than over the proposals.
const TAKEN: f32 = 0.45;

/// How many tokens before its text an account is looked for.
const ACCOUNT: usize = 40;

impl Reader<'_> {
    /// Reads the cues of `frame` from token `from` on; `mark` is where this frame's drafts begin in `out`.
    pub(super) fn indirect(&self, frame: &Frame, from: usize, mark: usize, out: &mut Vec<Draft>) {
        let end = frame.tokens.end;
        if from == frame.tokens.start && (self.final_attribution(frame, out) || self.name_and_colon(frame, out)) {
            return;
        }
        let (mut i, mut clause) = (from, from);
        while i < end {
            if let Some(q) = self.quoted[frame.quoted.clone()].iter().find(|q| q.outer.contains(&i)) {
                i = q.outer.end;
                continue;
            }
            let next = match self.doc.words[i].cue() {
                Some(number) => {
                    let cue = self.cues.get(number);
                    match cue.voice {
                        Voice::Active | Voice::State => self.active(i, number, clause..end, mark, out),
                        Voice::Bare => self.inside(i, number, clause..end, out).or_else(|| {
                            self.bare_as_active(i, clause)
                                .then(|| self.active(i, number, clause..end, mark, out))
                                .flatten()
                        }),
                        Voice::Prep => self.prepositional(i, number, clause..end, out),
                        Voice::Passive => self.passive(i, number, clause..end, out),
                    }
                }
                None => None,
            };
            match next {
                Some(at) => {
                    i = at.max(i + 1);
                    clause = i;
                }
                None => i += 1,
            }
        }
    }

    /// *Rina Sari: “…”*; *Berikut isi unggahannya: “…”*.
    fn name_and_colon(&self, frame: &Frame, out: &mut Vec<Draft>) -> bool {
        let doc = &self.doc;
        let Some(q) = self.quoted[frame.quoted.clone()].first() else { return false };
        let (start, at) = (frame.tokens.start, q.outer.start);
        let rest = (q.outer.end..frame.tokens.end).all(|k| !doc.tokens[k].is_word());
        if at < start + 2 || !doc.mark(at - 1, ':') || at - start > 14 || self.count(q.inner.clone()) < 3 || !rest {
            return false;
        }
        // *Berikut pernyataan lengkap Jokowi: “…”*
        let announced = usize::from(doc.lower(start) == "berikut");
        let np = noun_phrase(doc, start + announced, at - 1);
        let named = np.end == at - 1 && may_speak(doc, &np) && (announced > 0 || doc.capital(np.start));
        let said = np.clone().any(|k| doc.words[k].cue().is_some());
        let posted = if named && !said && announced == 0 { None } else { self.posted(start..at - 1) };
        let who = posted.or_else(|| (named && !said).then_some(super::Who::Phrase(np)));
        let Some(who) = who else { return false };
        out.push(Draft {
            kind: QuoteKind::Direct,
            segments: vec![q.inner.clone()],
            cue: None,
            who,
            addressee: None,
            rule: "speaker-colon-quotation",
            confidence: 0.85,
        });
        true
    }

    /// Whose the text is that `range` announces before a colon: *Berikut isi unggahannya*, *Video itu menyertakan narasi*, *Narasi dalam
    /// video itu sebagai berikut*.
    fn posted(&self, range: Range<usize>) -> Option<super::Who> {
        let doc = &self.doc;
        let text = range.clone().rev().find(|&k| doc.is(k, Class::POSTED))?;
        let behind = &doc.words_of(text..range.end).to_lowercase();
        let last = text + 1 == range.end || behind.ends_with("sebagai berikut");
        if !last || range.clone().any(|k| doc.words[k].cue().is_some() && !doc.is(k, Class::POSTED)) {
            return None;
        }
        if doc.words[text].nya || doc.lower(text).ends_with("nya") {
            // *… diunggah salah satu akun Facebook. Berikut isi unggahannya: “…”*
            let account = (range.start.saturating_sub(ACCOUNT)..range.start).rev().find(|&k| doc.lower(k) == "akun");
            return Some(match account {
                Some(k) => {
                    let one = k > 1 && doc.lower(k - 1) == "satu" && doc.lower(k - 2) == "salah";
                    super::Who::Phrase(if one { k - 2 } else { k }..noun_phrase(doc, k, range.start).end)
                }
                None => super::Who::Nya(text),
            });
        }
        let np = super::phrase::np_prefix(doc, range);
        (!np.is_empty()).then_some(super::Who::Phrase(np))
    }

    /// Asks the judge, and keeps what it takes.
    pub(super) fn propose(&self, evidence: &Evidence, mut draft: Draft, out: &mut Vec<Draft>) -> bool {
        // *kata X* beside its content, *X mengatakan bahwa …* leave nothing to decide.
        let strong = evidence.cue.strength == Strength::Strong && evidence.expected;
        let beside = evidence.cue.voice == Voice::Bare && evidence.rule != "speaker-cue-content";
        let opened = evidence.opener == content::Opener::Complementiser && !evidence.relative && !evidence.shared;
        let plain = strong && (beside || opened);
        let confidence = if plain { 0.95 } else { self.judge.judge(&self.doc, self.quoted, evidence, &draft.segments) };
        if confidence < TAKEN {
            return false;
        }
        draft.confidence = confidence.min(0.99);
        out.push(draft);
        true
    }

    /// *Dia cerita …*, *KPU prediksi …*: a bare root used as a verb after its subject.
    fn bare_as_active(&self, i: usize, from: usize) -> bool {
        let doc = &self.doc;
        if i <= from || doc.words[i].nya || doc.tokens[i].capital {
            return false;
        }
        // *Beberapa pesan penting*, *Dalam kritik itu*: a noun behind a word that only stands at the head of a sentence.
        let small =
            Class::PREP.or(Class::QUANT).or(Class::ADV).or(Class::CONN).or(Class::NOUN).or(Class::DET).or(Class::SUB);
        let named = doc.capital(i - 1) && doc.tokens[i - 1].is_word() && !doc.is(i - 1, small);
        let verbal =
            !doc.is(i, Class::NOUN) || doc.is(i + 1, Class::VERB.or(Class::AUX).or(Class::NEG).or(Class::COMP));
        (doc.is(i - 1, Class::PERSON3) || named) && verbal
    }

    /// True where token `i` opens its clause.
    pub(super) fn opens(&self, i: usize, from: usize) -> bool {
        i == from
            || self.doc.tokens[i].line_start
            || i > 0 && (self.doc.tokens[i - 1].is_stop() || self.doc.quote(i - 1))
    }

    /// True where a clause (something with a verb) follows, not a bare noun phrase.
    pub(super) fn clause_follows(&self, start: usize, end: usize) -> bool {
        let verb = |k| self.doc.is(k, Class::VERB.or(Class::AUX).or(Class::NEG).or(Class::MODAL));
        (start..end).any(verb) || super::relations::is_clause(&self.doc, start..end)
    }

    /// Where another speaker takes over in the same sentence (*…, namun dia percaya …*).
    pub(super) fn contrast(&self, start: usize, end: usize) -> usize {
        let doc = &self.doc;
        for k in start + 1..end {
            if !matches!(doc.lower(k), "namun" | "sementara" | "sedangkan" | "tetapi" | "tapi" | "setelah") {
                continue;
            }
            if !doc.tokens[k - 1].is(',') && !doc.quote(k - 1) && doc.lower(k) != "setelah" {
                continue;
            }
            for i in k + 1..end.min(k + 22) {
                let Some(number) = doc.words[i].cue() else { continue };
                let cue = self.cues.get(number);
                if !matches!(cue.voice, Voice::Active | Voice::State) || cue.strength == Strength::Weak {
                    continue;
                }
                if let Ok(before) = clause::subject(doc, k, i)
                    && !before.relative
                    && may_speak(doc, &before.subject)
                    && before.subject.start <= k + 3
                {
                    return k;
                }
            }
        }
        end
    }

    /// A second cue that shares the subject: where the conjunction stands and where its content begins. After a cue that takes a
    /// mere `phrase` (*memuji X dan menyebutnya …*) any cue is one.
    pub(super) fn second_cue(&self, start: usize, end: usize, phrase: bool) -> Option<(usize, usize)> {
        let doc = &self.doc;
        for k in start + 2..end {
            let Some(number) = doc.words[k].cue() else { continue };
            let cue = self.cues.get(number);
            let link = matches!(
                doc.lower(k - 1),
                "dan" | "serta" | "sekaligus" | "namun" | "tetapi" | "tapi" | "seraya" | "sambil" | "juga"
            );
            if cue.voice != Voice::Active || !link || cue.strength != Strength::Strong {
                continue;
            }
            let opened = content::open(doc, k + 1, end, cue.content)?;
            let sure = phrase
                || matches!(cue.act, "promise" | "threaten") && self.clause_follows(opened.start, end)
                || matches!(opened.opener, content::Opener::Complementiser | content::Opener::Colon)
                || doc.mark(k - 2, ',')
                || doc.quote(k - 2)
                || matches!(doc.lower(k - 1), "sekaligus" | "seraya");
            if sure {
                let mut conjunction = k - 1;
                while conjunction > start && doc.is(conjunction - 1, Class::ADV.or(Class::COORD)) {
                    conjunction -= 1;
                }
                return Some((conjunction, opened.start));
            }
        }
        None
    }

    /// A segment that is nothing but a quotation loses its marks.
    pub(super) fn unquoted(&self, segment: Range<usize>) -> Range<usize> {
        let whole = |q: &&Quoted| q.outer.start == segment.start && q.closed && q.outer.end == segment.end;
        touching(self.quoted, &segment).iter().find(whole).map_or(segment.clone(), |q| q.inner.clone())
    }

    pub(super) fn kind_of(&self, segments: &[Range<usize>]) -> QuoteKind {
        let near = |s: &Range<usize>| touching(self.quoted, &(s.start.saturating_sub(1)..s.end + 1));
        let inside = |s: &Range<usize>| {
            near(s).iter().any(|q| q.inner.start >= s.start && q.inner.end <= s.end && q.inner != *s)
        };
        let whole = |s: &Range<usize>| near(s).iter().any(|q| q.inner == *s);
        if segments.iter().all(whole) {
            QuoteKind::Direct
        } else if segments.iter().any(|s| inside(s) || whole(s)) {
            QuoteKind::Mixed
        } else {
            QuoteKind::Indirect
        }
    }

    /// How many words `range` holds.
    pub(super) fn count(&self, range: Range<usize>) -> usize {
        range.filter(|&k| self.doc.tokens[k].is_word()).count()
    }
}
