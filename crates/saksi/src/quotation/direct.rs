//! Quoted stretches that stand for an utterance, and the attribution beside them.

use std::ops::Range;

use super::phrase::{may_speak, noun_phrase};
use super::{Draft, Frame, Reader, Who, content};
use crate::QuoteKind;
use crate::knowledge::{Class, Strength, Voice};
use crate::marks::Quoted;

/// What was read of a frame that begins with a quotation mark.
pub(crate) enum Read {
    /// All of it, and so many frames in all.
    Whole(usize),
    /// Up to this token; cues behind it are still to be read.
    UpTo(usize),
}

/// An attribution behind a quotation: cue, source, addressee.
#[derive(Clone, Debug)]
pub(crate) struct Attribution {
    pub cue: (Range<usize>, Option<u16>),
    pub who: Who,
    pub addressee: Option<Range<usize>>,
    pub end: usize,
}

impl Reader<'_> {
    /// Reads the quotation that opens frame `n`, if one does.
    pub(super) fn direct(&self, frames: &[Frame], n: usize, out: &mut Vec<Draft>) -> Read {
        let doc = &self.doc;
        let frame = &frames[n];
        let (start, end) = (frame.tokens.start, frame.tokens.end);
        let Some(q) = self.quoted[frame.quoted.clone()].first() else { return Read::UpTo(start) };
        let cut = self.cut_open(q, end);
        let q = cut.as_ref().unwrap_or(q);
        let leading = (start..q.outer.start).all(|i| !doc.tokens[i].is_word());
        if !leading || q.inner.end > end {
            return Read::UpTo(start);
        }
        let mut after = q.outer.end.min(end);
        while after < end && !doc.tokens[after].is_word() && !doc.quote(after) {
            after += 1;
        }
        let words = q.inner.clone().filter(|&i| doc.tokens[i].is_word()).count();
        let last = &doc.tokens[q.inner.end - 1];
        let finished = matches!(last.first, ',' | '.' | '?' | '!' | '…')
            || matches!(doc.tokens.get(q.outer.end), Some(t) if t.is(','));
        if after >= end {
            // The quotation is the whole sentence. Its attribution may be the next one: *"…?" Dia bertanya.*
            if let Some(next) = frames.get(n + 1).filter(|f| f.tokens.len() <= 24)
                && next.tokens.start == end
                && let Some(attribution) = self.only_attribution(next.tokens.clone())
            {
                self.push(out, q, attribution, "content-speaker-cue");
                return Read::Whole(2);
            }
            // *"…." Hal itu disampaikan X saat …*
            if let Some(next) = frames.get(n + 1)
                && next.tokens.start == end
                && let Some((attribution, at)) = self.said_of_it(next.tokens.clone())
                && words >= 3
            {
                let mark = out.len();
                self.push(out, q, attribution, "content-hal-cue-speaker");
                self.indirect(next, at, mark, out);
                return Read::Whole(2);
            }
            if words >= 4 || finished && words >= 2 {
                out.push(Draft {
                    kind: QuoteKind::Direct,
                    segments: vec![q.inner.clone()],
                    cue: None,
                    who: Who::Continued,
                    addressee: None,
                    rule: "continued",
                    confidence: 0.8,
                });
            }
            return Read::Whole(1);
        }
        let long = words >= 5 || finished;
        match self.attribution(after, end, long) {
            Some(attribution) => {
                let at = attribution.end;
                self.push(out, q, attribution, "content-cue-speaker");
                let rest = self.quoted[frame.quoted.clone()].iter().skip(1);
                let mut done = at;
                for more in rest {
                    // *"A," kata X, "B."*: one quotation, interrupted. Scare quotes in the tail are none.
                    let joined = more.outer.start > 0
                        && (doc.mark(more.outer.start - 1, ',')
                            || doc.mark(more.outer.start - 1, ':')
                            || more.outer.start == done);
                    if joined && more.inner.len() >= 3 {
                        out.last_mut().expect("pushed above").segments.push(more.inner.clone());
                        done = more.outer.end;
                    }
                }
                Read::UpTo(done)
            }
            None => {
                // *"…" — Hadi Pranowo*
                let dashed = matches!(doc.tokens[after - 1].first, '-' | '–' | '—') && !doc.tokens[after - 1].is_word();
                let np = noun_phrase(doc, after, end);
                let rest = (np.end..end).all(|k| !doc.tokens[k].is_word());
                if dashed && rest && long && may_speak(doc, &np) && doc.capital(np.start) {
                    out.push(Draft {
                        kind: QuoteKind::Direct,
                        segments: vec![q.inner.clone()],
                        cue: None,
                        who: Who::Phrase(np),
                        addressee: None,
                        rule: "content-dash-speaker",
                        confidence: 0.8,
                    });
                    return Read::Whole(1);
                }
                Read::UpTo(start)
            }
        }
    }

    /// A quotation that nobody closes ends where its attribution begins (*“Kami menunggu, kata Lukman.*).
    fn cut_open(&self, q: &Quoted, end: usize) -> Option<Quoted> {
        let doc = &self.doc;
        if q.closed || q.inner.end > end {
            return None;
        }
        let comma = q.inner.clone().find(|&k| {
            doc.mark(k, ',')
                && self.is_inverted(k + 1)
                && doc.words[k + 1].cue().is_some_and(|c| self.cues.get(c).strength == Strength::Strong)
        })?;
        let attribution = self.attribution(comma + 1, end, true)?;
        (attribution.who != Who::Continued).then(|| Quoted {
            inner: q.inner.start..comma + 1,
            outer: q.outer.start..comma + 1,
            closed: false,
        })
    }

    /// Sentences that the next one tells to have been said, and that nobody else says: *Harga beras turun. Hal itu disampaikan X saat …*
    pub(crate) fn taken_up(&self, frames: &[Frame], out: &mut Vec<Draft>) {
        let mark = out.len();
        for pair in frames.windows(2) {
            let (before, next) = (&pair[0], &pair[1]);
            if before.tokens.end != next.tokens.start
                || !before.quoted.is_empty()
                || self.count(before.tokens.clone()) < 5
            {
                continue;
            }
            let Some((attribution, _)) = self.said_of_it(next.tokens.clone()) else { continue };
            let said = attribution.cue.1.is_some_and(|c| self.cues.get(c).act != "report");
            let free = |d: &Draft| {
                let cue = d.cue.iter().map(|(cue, _)| cue);
                !d.segments.iter().chain(cue).any(|s| s.start < next.tokens.end && before.tokens.start < s.end)
            };
            if !said || !out[..mark].iter().all(free) {
                continue;
            }
            let segment = content::past_connectives(&self.doc, content::trim_right(&self.doc, before.tokens.clone()));
            out.push(Draft {
                kind: QuoteKind::Indirect,
                segments: vec![segment],
                cue: Some(attribution.cue),
                who: attribution.who,
                addressee: attribution.addressee,
                rule: "content-hal-cue-speaker",
                confidence: 0.7,
            });
        }
        if out.len() > mark {
            out.sort_by_key(|d| d.segments.first().map_or(0, |s| s.start));
        }
    }

    /// *Hal itu disampaikan X …*, *Demikian dikatakan X*: a sentence that says who said what stands before it, and where
    /// its source ends.
    fn said_of_it(&self, range: Range<usize>) -> Option<(Attribution, usize)> {
        let doc = &self.doc;
        let mut at = range.start;
        match doc.lower(at) {
            "hal" | "pernyataan" | "ucapan" | "permintaan" | "ajakan" | "imbauan" | "penegasan"
                if doc.is(at + 1, Class::DET) =>
            {
                at += 2
            }
            "demikian" | "begitu" => at += 1,
            _ => return None,
        }
        while at < range.end && doc.is(at, Class::ADV.or(Class::AUX)) && doc.words[at].cue().is_none() {
            at += 1;
        }
        let number = doc.words.get(at)?.cue().filter(|&c| self.cues.get(c).voice == Voice::Passive)?;
        let start = if doc.lower_at(at + 1) == "oleh" { at + 2 } else { at + 1 };
        let np = noun_phrase(doc, start, range.end);
        if np.is_empty()
            || !(doc.capital(np.start) || doc.is(np.start, Class::TITLE.or(Class::PERSON3).or(Class::PERSON)))
        {
            return None;
        }
        let attribution = self.inverted((at..at + 1, Some(number)), np, range.end);
        let end = attribution.end;
        Some((attribution, end))
    }

    fn push(&self, out: &mut Vec<Draft>, q: &Quoted, a: Attribution, rule: &'static str) {
        out.push(Draft {
            kind: QuoteKind::Direct,
            segments: vec![q.inner.clone()],
            cue: Some(a.cue),
            who: a.who,
            addressee: a.addressee,
            rule,
            confidence: if q.closed { 0.97 } else { 0.85 },
        });
    }

    /// A sentence that is nothing but an attribution (*Dia bertanya.*, *Kata Rini kepada wartawan.*).
    fn only_attribution(&self, range: Range<usize>) -> Option<Attribution> {
        let doc = &self.doc;
        let found = self.attribution(range.start, range.end, true)?;
        let mut rest = found.end;
        while rest < range.end && doc.tokens[rest].is_stop() {
            rest += 1;
        }
        let setting = doc.is(rest, Class::PREP) || doc.is(rest, Class::DAY) || doc.mark(rest, ',');
        let bare = rest >= range.end;
        let cue = found.cue.1.map(|c| self.cues.get(c).voice);
        match cue {
            Some(Voice::Bare) => (bare || setting).then_some(found),
            Some(Voice::Active) => (bare
                || setting && range.end - rest < 12 && !(rest..range.end).any(|i| doc.lower(i) == "bahwa"))
            .then_some(found),
            _ => None,
        }
    }

    /// Reads the attribution that begins at `a`; `long` tells that the quotation before it is an utterance by its looks.
    pub(super) fn attribution(&self, a: usize, end: usize, long: bool) -> Option<Attribution> {
        let doc = &self.doc;
        let lower = doc.lower_at(a);
        let mut at = a;
        if matches!(lower, "demikian" | "begitu" | "begitulah" | "itulah" | "seperti") && a + 1 < end {
            at = a + 1;
            let noun = matches!(
                doc.lower_at(at),
                "pernyataan"
                    | "keterangan"
                    | "bunyi"
                    | "isi"
                    | "penggalan"
                    | "kutipan"
                    | "laporan"
                    | "pesan"
                    | "penjelasan"
                    | "pengakuan"
                    | "ungkapan"
                    | "tulisan"
                    | "cuitan"
            );
            if !noun && !self.is_inverted(at) {
                let np = noun_phrase(doc, at, end);
                if lower == "demikian"
                    && may_speak(doc, &np)
                    && (doc.capital(at) || doc.is(at, Class::TITLE.or(Class::PERSON).or(Class::PRON)))
                {
                    return Some(self.inverted((a..a + 1, None), np, end));
                }
                return None;
            }
        }
        let noun_cue = matches!(
            doc.lower_at(at),
            "bunyi" | "pernyataan" | "laporan" | "keterangan" | "isi" | "bantah" | "penggalan"
        );
        if noun_cue && !self.is_inverted(at) {
            let mut np_start = at + 1;
            if matches!(doc.lower_at(at), "bunyi" | "isi" | "penggalan" | "bantah") || doc.is(np_start, Class::ADJ) {
                while doc.is(np_start, Class::ADJ) {
                    np_start += 1;
                }
            }
            let np = noun_phrase(doc, np_start, end);
            if may_speak(doc, &np) {
                return Some(self.inverted((at..at + 1, None), np, end));
            }
            let np = noun_phrase(doc, at, end);
            return may_speak(doc, &np).then(|| self.inverted((a..a + 1, None), np, end));
        }
        if self.is_inverted(at) {
            // *lanjut kata dia*, *ujar lagi*
            while self.is_inverted(at + 1) && at + 1 < end && !doc.words[at].nya && doc.words[at + 1].cue().is_some() {
                at += 1;
            }
            let cue = (at..at + 1, doc.words[at].cue());
            if doc.words[at].nya {
                let addressee = self.addressee(at + 1, end);
                return Some(Attribution { cue, who: Who::Nya(at), addressee, end: at + 1 });
            }
            let mut np_start = at + 1;
            while np_start < end && matches!(doc.lower(np_start), "lagi" | "pula" | "oleh") {
                np_start += 1;
            }
            let np = noun_phrase(doc, np_start, end);
            if np.is_empty() || !may_speak(doc, &np) {
                let lost = np_start >= end || doc.tokens[np_start].is_stop();
                return lost.then_some(Attribution { cue, who: Who::Continued, addressee: None, end: np_start });
            }
            return Some(self.inverted(cue, np, end));
        }
        // *"…," dia menambahkan*; also verbs that no table knows: *"…," ia bersumpah*.
        let np = noun_phrase(doc, a, end);
        if np.is_empty() || !may_speak(doc, &np) {
            return None;
        }
        let mut verb = np.end;
        if doc.mark(verb, ',') {
            // *"…," X, mengatakan*; *"…," X, seorang guru di Medan mengatakan*; *"…," X, yang …, mengatakan*
            let says = |k: usize| {
                let cue = doc.words[k].cue().map(|c| self.cues.get(c));
                cue.is_some_and(|c| c.voice == Voice::Active && c.strength == Strength::Strong)
            };
            let stop = (verb + 1..end.min(verb + 20)).find(|&k| doc.mark(k, ',') || says(k))?;
            verb = if says(stop) { stop } else { stop + 1 };
        }
        while verb < end && doc.is(verb, Class::ADV.or(Class::AUX)) && doc.words[verb].cue().is_none() {
            verb += 1;
        }
        if verb >= end {
            return None;
        }
        let cue = doc.words[verb].cue();
        let speaks = cue.is_some_and(|c| matches!(self.cues.get(c).voice, Voice::Active | Voice::Bare));
        let any_verb = doc.is(verb, Class::VERB) && !doc.capital(verb);
        let after = verb + 1;
        let over = after >= end
            || !doc.tokens[after].is_word()
            || doc.is(after, Class::PREP.or(Class::DAY).or(Class::SUB).or(Class::ADV).or(Class::TIME))
            || doc.lower(verb).ends_with("ku");
        (long && over && (speaks || any_verb)).then(|| Attribution {
            cue: (verb..after, cue),
            who: Who::Phrase(np),
            addressee: self.addressee(after, end),
            end: after,
        })
    }

    /// True where token `i` is a cue whose source follows it.
    pub(super) fn is_inverted(&self, i: usize) -> bool {
        let Some(word) = self.doc.words.get(i) else { return false };
        word.cue().is_some_and(|c| {
            let voice = self.cues.get(c).voice;
            voice == Voice::Bare || voice == Voice::Passive || self.doc.lower(i).starts_with("menurut")
        })
    }

    /// An attribution whose source phrase is `np`, with its apposition and addressee.
    pub(super) fn inverted(&self, cue: (Range<usize>, Option<u16>), np: Range<usize>, end: usize) -> Attribution {
        let np = self.with_apposition(np, end, false);
        let addressee = self.addressee(np.end, end);
        Attribution { cue, who: Who::Phrase(np.clone()), addressee, end: np.end }
    }

    /// `np` with the name that follows a description (*pengacara Lisa, Jhony Nababan*). Where content follows, a comma must
    /// close the name too: in *menurut hakim, Rudi menerima uang* Rudi is no part of the source.
    pub(super) fn with_apposition(&self, np: Range<usize>, end: usize, before_content: bool) -> Range<usize> {
        let doc = &self.doc;
        if !doc.mark(np.end, ',') || np.end + 1 >= end || !doc.capital(np.end + 1) || doc.is(np.end + 1, Class::DAY) {
            return np;
        }
        let roles = Class::TITLE.or(Class::PERSON);
        let described = doc.is(np.start, roles.or(Class::GROUP).or(Class::QUANT).or(Class::ORG))
            || np.clone().any(|k| doc.is(k, roles));
        let name = noun_phrase(doc, np.end + 1, end);
        let plain = !doc.is(name.start, Class::TITLE.or(Class::ORG).or(Class::PREP).or(Class::QUANT))
            || doc.is(name.start, Class::HONORIFIC);
        let closed = name.end >= end
            || !doc.tokens[name.end].is_word()
            || doc
                .is(name.end, Class::PREP.or(Class::SUB).or(Class::VERB).or(Class::REL).or(Class::ADV).or(Class::AUX));
        // *Deputi Bidang Protokol, Pers dan Media Sekretariat Presiden Bey Machmudin*: a list inside a title.
        let listed = doc.is(np.start, Class::TITLE) && name.clone().any(|k| matches!(doc.lower(k), "dan" | "serta"));
        let closed = closed && (!before_content || doc.mark(name.end, ','));
        if described && closed && (plain && name.len() <= 8 || listed) { np.start..name.end } else { np }
    }

    /// To whom something is said, in what follows an attribution.
    pub(super) fn addressee(&self, from: usize, end: usize) -> Option<Range<usize>> {
        let doc = &self.doc;
        for i in from..end.min(from + 24) {
            if doc.quote(i) || doc.tokens[i].is_stop() {
                return None;
            }
            let to = match doc.lower(i) {
                // *kata Trump merujuk kepada uji coba itu*
                "kepada" => !(i > from && matches!(doc.lower(i - 1), "merujuk" | "mengacu" | "tertuju")),
                "pada" | "ke" => {
                    doc.is(i + 1, Class::PERSON.or(Class::GROUP)) && doc.lower_at(i + 1).starts_with("wartawan")
                }
                _ => false,
            };
            if to {
                let np = noun_phrase(doc, i + 1, end);
                return (!np.is_empty()).then_some(np);
            }
        }
        None
    }
}
