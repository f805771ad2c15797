//! Cues in running text: what their subject said, in the paper's words or partly in the speaker's.

use std::ops::Range;

use super::clause::{self, NoSubject, may_speak, noun_phrase};
use super::content::{self, Opener};
use super::{Draft, Frame, Reader, Who};
use crate::QuoteKind;
use crate::knowledge::{Class, Content, Strength, Voice};

/// Words before a cue without a subject of its own, after which it shares the subject before it.
const LINKS: [&str; 16] = [
    "dan",
    "serta",
    "sekaligus",
    "namun",
    "tetapi",
    "tapi",
    "sambil",
    "seraya",
    "lalu",
    "kemudian",
    "dengan",
    "juga",
    "sembari",
    "saat",
    "lantas",
    "pun",
];

impl Reader<'_> {
    /// Reads the cues of `frame` from token `from` on; `mark` is where this frame's drafts begin in `out`.
    pub(super) fn indirect(&self, frame: &Frame, from: usize, mark: usize, out: &mut Vec<Draft>) {
        let end = frame.tokens.end;
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
                        Voice::Active | Voice::State => self.active(i, number, clause, end, mark, out),
                        Voice::Bare => self.inside(i, number, clause, end, out),
                        Voice::Prep => self.prepositional(i, number, clause, end, out),
                        Voice::Passive => self.passive(i, number, clause, end, out),
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

    /// *X mengatakan (bahwa) …*. Returns where reading goes on.
    fn active(
        &self,
        i: usize,
        number: u16,
        from: usize,
        end: usize,
        mark: usize,
        out: &mut Vec<Draft>,
    ) -> Option<usize> {
        let doc = &self.doc;
        let cue = self.cues.get(number);
        if doc.tokens[i].capital && !self.opens(i, from) {
            return None;
        }
        let (who, fronted, relative) = match clause::subject(doc, from, i) {
            Ok(before) => {
                if !may_speak(doc, &before.subject) {
                    return None;
                }
                (Who::Phrase(before.subject), before.fronted, before.relative)
            }
            Err(NoSubject::Shared) => {
                let linked = i > from && (LINKS.contains(&doc.lower(i - 1)) || doc.mark(i - 1, ','));
                let opened = content::open(doc, i + 1, end, cue.content)?;
                let sure = opened.opener == Opener::Complementiser
                    || opened.opener == Opener::Colon
                    || doc.quote(opened.start);
                if !(linked || i == from) || !sure {
                    return None;
                }
                let who = if out.len() > mark { Who::Continued } else { Who::Unsaid };
                (who, None, false)
            }
            Err(_) => return None,
        };
        let opened = content::open(doc, i + 1, end, cue.content)?;
        let named = match &who {
            Who::Phrase(np) => speaks_well(self, np),
            _ => true,
        };
        let quoted_next = doc.quote(opened.start);
        let accepted = match (cue.strength, opened.opener) {
            _ if quoted_next => named,
            (Strength::Strong, _) => named || opened.opener == Opener::Complementiser,
            (Strength::Medium, Opener::Complementiser) => true,
            (Strength::Medium, _) => {
                named && cue.content != Content::Clause || named && self.clause_follows(opened.start, end)
            }
            (Strength::Weak, Opener::Complementiser | Opener::Colon) => {
                named && doc.lower_at(opened.start - 1) != "untuk"
            }
            (Strength::Weak, _) => false,
        };
        if !accepted {
            return None;
        }
        let cue_words = i..opened.cue_end.max(i + 1);
        let addressee = opened.addressee.clone();
        let confidence = match (cue.strength, relative) {
            (Strength::Strong, false) => 0.9,
            _ => 0.7,
        };
        // A whole quotation behind the cue: *X mengatakan, "…"*.
        if let Some(q) = self.quoted.iter().find(|q| q.outer.start == opened.start && !q.inner.is_empty()) {
            let mut rest = q.outer.end;
            while rest < end && !doc.tokens[rest].is_word() && !doc.quote(rest) {
                rest += 1;
            }
            let words = q.inner.clone().filter(|&k| doc.tokens[k].is_word()).count();
            let note = rest < end && content::close(doc, q.outer.start, end) <= q.outer.end;
            if rest >= end
                || note
                || words >= 6 && (doc.mark(q.outer.end, ',') || doc.tokens[q.inner.end - 1].is_stop())
                || q.outer.end >= end
            {
                let mut segments = vec![q.inner.clone()];
                let mut done = q.outer.end;
                if let Some(f) = &fronted {
                    segments.insert(0, f.clone());
                }
                // *memberinya sebutan: "A" dan "B."*
                for more in self.quoted.iter().filter(|m| m.outer.start >= q.outer.end && m.outer.end <= end) {
                    let gap = more.outer.start - done;
                    if gap <= 2 && !(done..more.outer.start).any(|k| doc.words[k].cue().is_some()) {
                        segments.push(more.inner.clone());
                        done = more.outer.end;
                    }
                }
                let kind = if fronted.is_some() { QuoteKind::Mixed } else { QuoteKind::Direct };
                out.push(Draft {
                    kind,
                    segments,
                    cue: Some((cue_words, Some(number))),
                    who,
                    addressee,
                    rule: "speaker-cue-quotation",
                    confidence,
                });
                return Some(done.max(i + 1));
            }
        }
        let stop = self.contrast(opened.start, end);
        let close = content::close(doc, opened.start, stop);
        if close <= opened.start {
            return None;
        }
        let mut segments = Vec::new();
        if let Some(f) = fronted {
            segments.push(f);
        }
        // *menyatakan A, sekaligus mengecam B*: two cues under one subject are one quote of two segments.
        let mut done = close;
        match self.second_cue(opened.start, close) {
            Some((conjunction, second)) => {
                let first = content::trim_right(doc, opened.start..conjunction);
                segments.push(first);
                segments.push(second..close);
            }
            None => segments.push(opened.start..close),
        }
        if stop < end {
            done = stop;
        }
        let segments: Vec<_> = segments.into_iter().map(|s| self.unquoted(s)).collect();
        let kind = self.kind_of(&segments);
        out.push(Draft {
            kind,
            segments,
            cue: Some((cue_words, Some(number))),
            who,
            addressee,
            rule: "speaker-cue-content",
            confidence,
        });
        Some(if stop < end { done } else { end })
    }

    /// True where token `i` opens its clause.
    fn opens(&self, i: usize, from: usize) -> bool {
        i == from
            || self.doc.tokens[i].line_start
            || i > 0 && (self.doc.tokens[i - 1].is_stop() || self.doc.quote(i - 1))
    }

    /// True where a clause (something with a verb) follows, not a bare noun phrase.
    fn clause_follows(&self, start: usize, end: usize) -> bool {
        (start..end).any(|k| self.doc.is(k, Class::VERB.or(Class::AUX).or(Class::NEG).or(Class::MODAL)))
    }

    /// Where another speaker takes over in the same sentence (*…, namun dia percaya …*).
    fn contrast(&self, start: usize, end: usize) -> usize {
        let doc = &self.doc;
        for k in start + 1..end {
            if !doc.tokens[k - 1].is(',') && doc.lower(k) != "setelah" {
                continue;
            }
            if !matches!(doc.lower(k), "namun" | "sementara" | "sedangkan" | "tetapi" | "tapi" | "setelah") {
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

    /// A second cue that shares the subject: where the conjunction stands and where its content begins.
    fn second_cue(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let doc = &self.doc;
        for k in start + 2..end {
            let Some(number) = doc.words[k].cue() else { continue };
            let cue = self.cues.get(number);
            let link = matches!(
                doc.lower(k - 1),
                "dan" | "serta" | "sekaligus" | "namun" | "tetapi" | "tapi" | "seraya" | "sambil"
            );
            if cue.voice != Voice::Active || !link || cue.strength != Strength::Strong {
                continue;
            }
            let opened = content::open(doc, k + 1, end, cue.content)?;
            let sure = opened.opener != Opener::Bare
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
    fn unquoted(&self, segment: Range<usize>) -> Range<usize> {
        match self.quoted.iter().find(|q| q.outer.start == segment.start && q.closed) {
            Some(q) if q.outer.end >= segment.end => q.inner.clone(),
            _ => segment,
        }
    }

    fn kind_of(&self, segments: &[Range<usize>]) -> QuoteKind {
        let inside = |s: &Range<usize>| {
            self.quoted.iter().any(|q| q.inner.start >= s.start && q.inner.end <= s.end && q.inner != *s)
        };
        let whole = |s: &Range<usize>| self.quoted.iter().any(|q| q.inner == *s);
        if segments.iter().all(whole) {
            QuoteKind::Direct
        } else if segments.iter().any(|s| inside(s) || whole(s)) {
            QuoteKind::Mixed
        } else {
            QuoteKind::Indirect
        }
    }

    /// *A, kata X, B*; *A, ujarnya.*; *Kata dia, A*; *Apalagi, lanjut X, A*.
    fn inside(&self, i: usize, number: u16, from: usize, end: usize, out: &mut Vec<Draft>) -> Option<usize> {
        let doc = &self.doc;
        let opening = self.opens(i, from);
        let after_comma = i > from && (doc.mark(i - 1, ',') || doc.quote(i - 1));
        if !(opening || after_comma) {
            return None;
        }
        let attribution = self.attribution(i, end, false)?;
        if attribution.who == Who::Continued || attribution.cue.0.start < i {
            return None;
        }
        self.split(i, from, attribution, number, end, out)
    }

    /// *Menurut X, A*; *A, menurut X, B*; *A menurutnya B*.
    fn prepositional(&self, i: usize, number: u16, from: usize, end: usize, out: &mut Vec<Draft>) -> Option<usize> {
        let doc = &self.doc;
        let cue = self.cues.get(number);
        let word = doc.words[i];
        let opening = self.opens(i, from) || clause_opener(self, from, i);
        let attribution = if word.nya {
            if cue.strength != Strength::Strong {
                return None;
            }
            super::direct::Attribution { cue: (i..i + 1, Some(number)), who: Who::Nya(i), addressee: None, end: i + 1 }
        } else {
            let mut np = noun_phrase(doc, i + 1, end);
            if np.is_empty() {
                return None;
            }
            np = self.with_apposition(np, end);
            // *Menurut laporan itu*, *menurut survei Elabe untuk BFM TV*: to the comma.
            if opening && doc.is(np.start, Class::DOC) {
                let comma = (np.end..end.min(np.end + 14)).find(|&k| doc.mark(k, ','));
                if let Some(comma) = comma {
                    np.end = comma;
                }
            }
            let speaker = doc.is(np.start, Class::PRON)
                || doc.capital(np.start)
                || np.clone().any(|k| {
                    doc.is(k, Class::TITLE.or(Class::PERSON).or(Class::GROUP).or(Class::ORG).or(Class::DOC))
                        || doc.capital(k)
                });
            let excluded = matches!(
                doc.lower(np.start),
                "rencana" | "jadwal" | "saya" | "kami" | "kita" | "aku" | "kabar" | "catatan" | "hasil" | "informasi"
            ) && cue.lemma == "turut"
                && !doc.is(np.start, Class::DOC);
            if !speaker || excluded {
                return None;
            }
            if cue.strength != Strength::Strong {
                let document = cue.lemma == "dasar"
                    && np.clone().any(|k| {
                        matches!(
                            doc.lower(k),
                            "survei"
                                | "jajak"
                                | "proyeksi"
                                | "laporan"
                                | "keterangan"
                                | "kajian"
                                | "informasi"
                                | "prediksi"
                        )
                    });
                let person =
                    cue.lemma == "bagi" && (doc.capital(np.start) && np.len() <= 4 || doc.is(np.start, Class::PERSON3));
                if !(document || person && opening && doc.mark(np.end, ',')) {
                    return None;
                }
            }
            super::direct::Attribution {
                cue: (i..i + 1, Some(number)),
                who: Who::Phrase(np.clone()),
                addressee: None,
                end: np.end,
            }
        };
        let medial = i > from
            && (doc.mark(i - 1, ',')
                || word.nya
                || doc.capital(attribution.end.saturating_sub(1))
                || doc.is(attribution.end - 1, Class::PRON));
        if !opening && !medial {
            return None;
        }
        self.split(i, from, attribution, number, end, out)
    }

    /// *Dijelaskan X, A*; *A, dikatakan X*.
    fn passive(&self, i: usize, number: u16, from: usize, end: usize, out: &mut Vec<Draft>) -> Option<usize> {
        let doc = &self.doc;
        let opening = self.opens(i, from) || clause_opener(self, from, i);
        let after_comma = i > from && doc.mark(i - 1, ',');
        if !(opening || after_comma) {
            return None;
        }
        let attribution = if doc.words[i].nya {
            super::direct::Attribution { cue: (i..i + 1, Some(number)), who: Who::Nya(i), addressee: None, end: i + 1 }
        } else {
            let mut start = i + 1;
            if doc.lower_at(start) == "oleh" {
                start += 1;
            }
            let np = noun_phrase(doc, start, end);
            let named = doc.capital(np.start) || doc.is(np.start, Class::PERSON3) || doc.is(np.start, Class::TITLE);
            if np.is_empty() || !named || !may_speak(doc, &np) {
                return None;
            }
            let report = self.cues.get(number).act == "report";
            if report {
                return None;
            }
            self.inverted((i..i + 1, Some(number)), np, end)
        };
        let closed = doc.mark(attribution.end, ',')
            || doc.lower_at(attribution.end) == "bahwa"
            || attribution.end >= end
            || doc.tokens[attribution.end].is_stop();
        if !closed {
            return None;
        }
        self.split(i, from, attribution, number, end, out)
    }

    /// A quote whose content stands on both sides of its attribution.
    fn split(
        &self,
        i: usize,
        from: usize,
        attribution: super::direct::Attribution,
        number: u16,
        end: usize,
        out: &mut Vec<Draft>,
    ) -> Option<usize> {
        let doc = &self.doc;
        let mut segments = Vec::new();
        // Before it: everything from the start of the clause, unless that only opens the sentence (*Selain itu, lanjut X, …*).
        let mut left = from..i;
        while left.start < left.end && !doc.tokens[left.start].is_word() && !doc.quote(left.start) {
            left.start += 1;
        }
        let left = content::trim_right(doc, left);
        let lead = self.connective(&left);
        if !left.is_empty() && !lead {
            segments.push(left.clone());
        }
        let mut right = attribution.end;
        let mut addressee = attribution.addressee.clone();
        // *kata Rini kepada wartawan, B*; *menurut X, Selasa (12/3), B*
        if !doc.mark(right, ',') && right < end && doc.tokens[right].is_word() {
            let tail = doc.is(right, Class::PREP.or(Class::DAY).or(Class::SUB))
                && attribution.cue.1.is_some_and(|c| self.cues.get(c).voice == Voice::Bare);
            if tail {
                right = (right..end).find(|&k| doc.mark(k, ',')).unwrap_or(end);
            } else {
                addressee = None;
            }
        }
        // The attribution's own tail ends the sentence: nothing is said behind it.
        let has_left = !segments.is_empty();
        let rest = self.after_comma(right, end);
        if rest < end {
            let stop = self.contrast(rest, end);
            let close = content::close(doc, rest, stop);
            let words = (rest..close).filter(|&k| doc.tokens[k].is_word()).count();
            if words >= 2 || !has_left && words >= 1 {
                segments.push(rest..close);
            }
        }
        let words: usize = segments.iter().map(|s| s.clone().filter(|&k| doc.tokens[k].is_word()).count()).sum();
        if words < 2 {
            return None;
        }
        let segments: Vec<_> = segments.into_iter().map(|s| self.unquoted(s)).collect();
        let kind = self.kind_of(&segments);
        let rule = match (has_left, segments.len()) {
            (true, 1) => "content-cue-speaker",
            (true, _) => "content-cue-content",
            _ => "cue-speaker-content",
        };
        out.push(Draft {
            kind,
            segments,
            cue: Some((attribution.cue.0, Some(number))),
            who: attribution.who,
            addressee,
            rule,
            confidence: 0.85,
        });
        Some(end)
    }

    /// The first word of what follows `at`, past commas and adverbials of speaking.
    fn after_comma(&self, at: usize, end: usize) -> usize {
        let doc = &self.doc;
        let mut p = at;
        while p < end
            && (doc.tokens[p].is(',') || doc.tokens[p].is_stop() || doc.lower(p) == "bahwa" || doc.tokens[p].is('-'))
        {
            p += 1;
        }
        // A date set off by commas: *menurut Rini, Senin (12/3), …*
        if doc.is(p, Class::DAY) && doc.capital(p) {
            if let Some(comma) = (p..end.min(p + 10)).find(|&k| doc.mark(k, ',')) {
                return self.after_comma(comma, end);
            }
        }
        p
    }

    /// True for words before an attribution that only link sentences (*Selain itu*, *Apalagi*, *Untuk itu*, *Lebih lanjut*).
    fn connective(&self, left: &Range<usize>) -> bool {
        let doc = &self.doc;
        let words = left.clone().filter(|&k| doc.tokens[k].is_word()).count();
        if words == 0 {
            return true;
        }
        let linking = Class::CONN
            .or(Class::SUB)
            .or(Class::ADV)
            .or(Class::DET)
            .or(Class::COORD)
            .or(Class::PREP)
            .or(Class::TIME)
            .or(Class::AUX);
        words <= 4
            && left.clone().all(|k| {
                !doc.tokens[k].is_word()
                    || doc.is(k, linking)
                    || matches!(doc.lower(k), "sisi" | "lain" | "samping" | "itu" | "demikian" | "hal")
            })
    }
}

/// True where only words that open a sentence stand between `from` and `i` (*Namun menurut X*, *Untuk itu, menurut dia*).
fn clause_opener(reader: &Reader, from: usize, i: usize) -> bool {
    reader.connective(&content::trim_right(&reader.doc, from..i))
}

/// True where a subject is somebody who speaks, not just something with a name in it.
fn speaks_well(reader: &Reader, np: &Range<usize>) -> bool {
    let doc = &reader.doc;
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
