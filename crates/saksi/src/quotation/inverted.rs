//! Attributions that stand behind or inside the content, or open the sentence: *A, kata X, B*; *menurut X, A*;
//! *dijelaskan X, A*; *A, media setempat melaporkan*; *dalam laporan itu disebutkan, A*.

use std::ops::Range;

use super::content::{self, Opener};
use super::direct::Attribution;
use super::judge::Evidence;
use super::phrase::{may_speak, noun_phrase};
use super::{Draft, Reader, Who};
use crate::knowledge::{Class, Content, Strength, Voice};

/// Kinds of noun that a source can begin with.
pub(super) const SOURCE: Class = Class::PRON
    .or(Class::TITLE)
    .or(Class::HONORIFIC)
    .or(Class::PERSON)
    .or(Class::QUANT)
    .or(Class::ORG)
    .or(Class::GROUP)
    .or(Class::DOC);

impl Reader<'_> {
    /// *A, kata X, B*; *A, ujarnya.*; *Kata dia, A*; *Apalagi, lanjut X, A*.
    pub(super) fn inside(&self, i: usize, number: u16, clause: Range<usize>, out: &mut Vec<Draft>) -> Option<usize> {
        let doc = &self.doc;
        let (from, end) = (clause.start, clause.end);
        let opening = self.opens(i, from);
        let after_comma = i > from && (doc.mark(i - 1, ',') || doc.quote(i - 1));
        // *Perubahan kata dia tidak perlu …*: without commas the source must be a pronoun or a name.
        let source_next = doc.is(i + 1, Class::PERSON3) || doc.capital(i + 1) && i > from && !doc.capital(i - 1);
        let tight = doc.lower(i) == "kata" && i > from && i < from + 12 && !doc.words[i].nya && source_next;
        // *Sebab kata X, …*, *Apalagi sebut dia, …*
        let source = doc.is(i + 1, Class::PERSON3) || doc.capital(i + 1);
        let linked = i > from && source && !doc.words[i].nya && self.connective(&(from..i));
        if !(opening || after_comma || tight || linked) {
            return None;
        }
        let attribution = self.attribution(i, end, false)?;
        if linked && !(opening || after_comma || tight) && !doc.mark(attribution.end, ',') {
            return None;
        }
        if attribution.who == Who::Continued || attribution.cue.0.start < i {
            return None;
        }
        if let Who::Phrase(np) = &attribution.who
            && !(doc.capital(np.start) || doc.is(np.start, SOURCE))
        {
            return None;
        }
        if opening && i == from {
            // *Kata dia, …* opens a sentence; *Komentarnya muncul …* is a noun and its verb.
            let at = attribution.end;
            // *Kata dia dampaknya mulai terasa*: a pronoun ends by itself.
            let pronoun =
                matches!(&attribution.who, Who::Phrase(np) if np.len() == 1 && doc.is(np.start, Class::PERSON3));
            if !(pronoun || doc.mark(at, ',') || doc.mark(at, ':') || doc.lower_at(at) == "bahwa" || doc.quote(at)) {
                return None;
            }
        }
        self.split(i, clause, attribution, number, out)
    }

    /// *Menurut X, A*; *A, menurut X, B*; *A menurutnya B*.
    pub(super) fn prepositional(
        &self,
        i: usize,
        number: u16,
        clause: Range<usize>,
        out: &mut Vec<Draft>,
    ) -> Option<usize> {
        let doc = &self.doc;
        let (from, end) = (clause.start, clause.end);
        let cue = self.cues.get(number);
        let word = doc.words[i];
        let strong = cue.strength == Strength::Strong;
        let opening = self.opens(i, from) || self.connective(&content::trim_right(doc, from..i));
        let attribution = if word.nya {
            if !strong {
                return None;
            }
            Attribution { cue: (i..i + 1, Some(number)), who: Who::Nya(i), addressee: None, end: i + 1 }
        } else {
            let mut np = noun_phrase(doc, i + 1, end);
            if np.is_empty() {
                return None;
            }
            np = self.with_apposition(np, end, true);
            // *Menurut laporan itu*, *menurut survei Elabe untuk BFM TV*, *menurut pihak berwenang Catalan*: to the comma.
            if opening && doc.is(np.start, Class::DOC.or(Class::GROUP).or(Class::ORG).or(Class::TITLE)) {
                let comma = (np.end..end.min(np.end + 14)).find(|&k| doc.mark(k, ','));
                let verb = |range: Range<usize>| {
                    range
                        .into_iter()
                        .any(|k| doc.is(k, Class::VERB.or(Class::AUX)) && !doc.is(k, Class::NOUN.or(Class::GROUP)))
                };
                if let Some(comma) = comma.filter(|&c| !verb(np.end..c)) {
                    np.end = comma;
                }
            }
            let first = doc.lower(np.start);
            let source = doc.capital(np.start) || np.clone().any(|k| doc.capital(k) || doc.is(k, SOURCE));
            let own = np.len() == 1 && first == "informasi"
                || matches!(first, "saya" | "kami" | "kita" | "aku" | "rencana" | "jadwal" | "kabar");
            if !source || own {
                return None;
            }
            if cue.lemma == "bagi"
                && !(opening
                    && doc.mark(np.end, ',')
                    && (doc.capital(np.start) && np.len() <= 4 || doc.is(np.start, Class::PERSON3)))
            {
                return None;
            }
            // *Menurut kesepakatan yang dicapai pada 2023, A*
            let related = opening && doc.is(np.end, Class::REL);
            let after = (np.end..end.min(np.end + 24)).find(|&k| related && doc.mark(k, ',')).unwrap_or(np.end);
            Attribution { cue: (i..i + 1, Some(number)), who: Who::Phrase(np), addressee: None, end: after }
        };
        let last = attribution.end - 1;
        let medial = i > from && (doc.mark(i - 1, ',') || word.nya || doc.capital(last) || doc.is(last, Class::PRON));
        if !(opening || medial && strong) {
            return None;
        }
        self.split(i, clause, attribution, number, out)
    }

    /// *Dijelaskan X, A*; *A, dikatakan X*; *Dalam laporan itu disebutkan, A*.
    pub(super) fn passive(&self, i: usize, number: u16, clause: Range<usize>, out: &mut Vec<Draft>) -> Option<usize> {
        let doc = &self.doc;
        let (from, end) = (clause.start, clause.end);
        if let Some(next) = self.document(i, number, clause.clone(), out) {
            return Some(next);
        }
        let opening = self.opens(i, from) || self.connective(&content::trim_right(doc, from..i));
        if !(opening || i > from && doc.mark(i - 1, ',')) {
            return self.raised(i, number, clause, out);
        }
        let attribution = if doc.words[i].nya {
            Attribution { cue: (i..i + 1, Some(number)), who: Who::Nya(i), addressee: None, end: i + 1 }
        } else {
            let start = if doc.lower_at(i + 1) == "oleh" { i + 2 } else { i + 1 };
            let np = noun_phrase(doc, start, end);
            let named = doc.capital(np.start) || doc.is(np.start, Class::PERSON3.or(Class::TITLE));
            if np.is_empty() || !named || !may_speak(doc, &np) {
                return None;
            }
            self.inverted((i..i + 1, Some(number)), np, end)
        };
        let at = attribution.end;
        // *Dikatakan dia pabrik itu tutup*
        let pronoun =
            opening && matches!(&attribution.who, Who::Phrase(np) if np.len() == 1 && doc.is(np.start, Class::PERSON3));
        if !(pronoun || doc.mark(at, ',') || doc.lower_at(at) == "bahwa" || at >= end || doc.tokens[at].is_stop()) {
            return None;
        }
        self.split(i, clause, attribution, number, out)
    }

    /// *Dalam laporan itu disebutkan, A*: a text that says.
    fn document(&self, i: usize, number: u16, clause: Range<usize>, out: &mut Vec<Draft>) -> Option<usize> {
        let doc = &self.doc;
        let led = |k: usize| matches!(doc.lower_at(k), "dalam" | "pada" | "di");
        let mut start = clause.start;
        while start < i && doc.is(start, Class::CONN) && !led(start) {
            start += 1;
        }
        if !led(start) || start + 1 >= i || !doc.is(start + 1, Class::DOC) {
            return None;
        }
        let mut np = start + 1..i;
        while np.end > np.start && (doc.is(np.end - 1, Class::ADV) || doc.mark(np.end - 1, ',')) {
            np.end -= 1;
        }
        let opened = content::open(doc, i + 1, clause.end, Content::Clause)?;
        if opened.opener == Opener::Bare || np.is_empty() {
            return None;
        }
        let content = opened.start..content::close(doc, opened.start, clause.end);
        let attribution =
            Attribution { cue: (i..i + 1, Some(number)), who: Who::Phrase(np), addressee: None, end: i + 1 };
        let evidence =
            self.evidence(&attribution, number, content.clone(), opened.opener, "document-cue-content", true);
        self.place(&evidence, attribution, vec![content], out).then_some(clause.end)
    }

    /// A quote whose content stands on both sides of its attribution.
    fn split(
        &self,
        i: usize,
        clause: Range<usize>,
        attribution: Attribution,
        number: u16,
        out: &mut Vec<Draft>,
    ) -> Option<usize> {
        let doc = &self.doc;
        let (from, end) = (clause.start, clause.end);
        let mut segments = Vec::new();
        // Before it: everything from the start of the clause, unless that only opens the sentence (*Selain itu, lanjut X, …*).
        let mut left = from..i;
        while left.start < left.end && !doc.tokens[left.start].is_word() && !doc.quote(left.start) {
            left.start += 1;
        }
        // *Sebaliknya, bila devisa dibawa pulang, kata X, …*
        let left = content::trim_right(doc, content::past_connectives(doc, left));
        if !left.is_empty() && !self.connective(&left) {
            segments.push(left);
        }
        let set_off = i > from && doc.mark(i - 1, ',');
        let mut right = attribution.end;
        // *kata Rini kepada wartawan, B*; *menurut X, Selasa (12/3), B*
        if !doc.mark(right, ',') && right < end && doc.tokens[right].is_word() {
            let tail = doc.is(right, Class::PREP.or(Class::DAY).or(Class::SUB).or(Class::REL));
            if tail && (self.cues.get(number).voice == Voice::Bare || set_off) {
                right = (right..end).find(|&k| doc.mark(k, ',')).unwrap_or(end);
            }
        }
        let has_left = !segments.is_empty();
        let rest = self.after_comma(right, end);
        let note = doc.is(rest, Class::REL)
            || matches!(
                doc.lower_at(rest),
                "dikutip"
                    | "dilansir"
                    | "seperti"
                    | "sebagaimana"
                    | "mengutip"
                    | "melansir"
                    | "merujuk"
                    | "seraya"
                    | "sambil"
            );
        let opener = match doc.lower_at(rest.saturating_sub(1)) {
            "bahwa" => Opener::Complementiser,
            _ if rest > right => Opener::Comma,
            _ => Opener::Bare,
        };
        if rest < end && !(note && has_left) {
            let close = content::close(doc, rest, self.contrast(rest, end));
            let words = self.count(rest..close);
            if words >= 2 || !has_left && words >= 1 {
                segments.push(rest..close);
            }
        }
        if segments.iter().map(|s| self.count(s.clone())).sum::<usize>() < 2 {
            return None;
        }
        let rule = match (has_left, segments.len()) {
            (true, 1) => "content-cue-speaker",
            (true, _) => "content-cue-content",
            _ => "cue-speaker-content",
        };
        // *Berdasarkan survei X, A*: some texts say, others only hold.
        let cue = self.cues.get(number);
        let expected = cue.lemma != "dasar"
            || (i..attribution.end).any(|k| {
                matches!(
                    doc.lower(k),
                    "survei" | "jajak" | "proyeksi" | "laporan" | "keterangan" | "kajian" | "informasi" | "prediksi"
                )
            });
        let content = segments[segments.len() - 1].clone();
        let evidence = self.evidence(&attribution, number, content, opener, rule, expected);
        self.place(&evidence, attribution, segments, out).then_some(end)
    }

    pub(super) fn evidence(
        &self,
        a: &Attribution,
        number: u16,
        content: Range<usize>,
        opener: Opener,
        rule: &'static str,
        expected: bool,
    ) -> Evidence<'_> {
        let subject = match &a.who {
            Who::Phrase(np) => Some(np.clone()),
            Who::Nya(at) => Some(*at..at + 1),
            _ => None,
        };
        Evidence {
            cue: self.cues.get(number),
            at: a.cue.0.start,
            rule,
            subject,
            content,
            opener,
            relative: false,
            shared: false,
            expected,
        }
    }

    pub(super) fn place(
        &self,
        evidence: &Evidence,
        a: Attribution,
        segments: Vec<Range<usize>>,
        out: &mut Vec<Draft>,
    ) -> bool {
        let segments: Vec<_> = segments.into_iter().filter(|s| !s.is_empty()).map(|s| self.unquoted(s)).collect();
        let kind = self.kind_of(&segments);
        let draft = Draft {
            kind,
            segments,
            cue: Some(a.cue),
            who: a.who,
            addressee: a.addressee,
            rule: evidence.rule,
            confidence: 0.85,
        };
        self.propose(evidence, draft, out)
    }

    /// The first word of what follows `at`, past commas and adverbials of speaking.
    fn after_comma(&self, at: usize, end: usize) -> usize {
        let doc = &self.doc;
        let mut p = at;
        while p < end
            && (doc.tokens[p].is(',')
                || doc.tokens[p].is_stop()
                || doc.lower(p) == "bahwa"
                || doc.tokens[p].is('-')
                || doc.tokens[p].is(':'))
        {
            p += 1;
        }
        // A date set off by commas: *menurut Rini, Senin (12/3), …*
        if doc.is(p, Class::DAY)
            && doc.capital(p)
            && let Some(comma) = (p..end.min(p + 10)).find(|&k| doc.mark(k, ','))
        {
            return self.after_comma(comma, end);
        }
        p
    }

    /// True for words before an attribution that only link sentences (*Selain itu*, *Apalagi*, *Untuk itu*, *Lebih lanjut*).
    fn connective(&self, left: &Range<usize>) -> bool {
        let doc = &self.doc;
        let linking = Class::CONN
            .or(Class::SUB)
            .or(Class::ADV)
            .or(Class::DET)
            .or(Class::COORD)
            .or(Class::PREP)
            .or(Class::TIME)
            .or(Class::AUX);
        let links = |k: usize| {
            !doc.tokens[k].is_word()
                || doc.is(k, linking)
                || matches!(doc.lower(k), "sisi" | "lain" | "samping" | "itu" | "demikian")
        };
        self.count(left.clone()) <= 4 && left.clone().all(links)
    }
}
