//! What is said: where the content of a cue begins and ends.

use std::ops::Range;

use saksi_lang::TokenKind;

use super::phrase::noun_phrase;
use crate::doc::Doc;
use crate::knowledge::{Class, Content};

/// What opens the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opener {
    /// *bahwa*, *agar*, *kalau* …
    Complementiser,
    /// A comma.
    Comma,
    /// A colon.
    Colon,
    /// Nothing: the content follows the cue at once.
    Bare,
}

/// The content of a cue that stands before it.
#[derive(Clone, Debug)]
pub(crate) struct Opened {
    pub start: usize,
    pub opener: Opener,
    pub addressee: Option<Range<usize>>,
    /// The last word of the cue where a noun belongs to it (*mengungkapkan kekhawatiran*).
    pub cue_end: usize,
}

/// Finds where the content begins behind a cue that ends at `at` (exclusive).
pub(crate) fn open(doc: &Doc, at: usize, end: usize, kind: Content) -> Option<Opened> {
    let mut out = Opened { start: at, opener: Opener::Bare, addressee: None, cue_end: at };
    let mut p = at;
    while p < end {
        let token = &doc.tokens[p];
        if doc.quote(p) {
            break;
        }
        if token.is(':') {
            out.opener = Opener::Colon;
            p += 1;
            break;
        }
        // *menulis pesan sebagai berikut: "…"*
        let follows = |k: usize| doc.lower(k) == "berikut" && doc.mark(k + 1, ':') && doc.quote(k + 2);
        if let Some(k) = (p..end.min(p + 5)).find(|&k| follows(k)) {
            out.opener = Opener::Colon;
            p = k + 2;
            break;
        }
        if token.is(',') {
            // A date or an adverbial of speaking between two commas is passed over.
            if let Some(next) =
                adverbial(doc, p + 1, end).filter(|_| !doc.is(p + 1, Class::TIME) || doc.is(p + 1, Class::DAY))
            {
                p = next;
                if doc.mark(p, ',') || doc.lower_at(p) == "bahwa" || doc.mark(p, ':') {
                    continue;
                }
                break;
            }
            out.opener = Opener::Comma;
            p += 1;
            if matches!(doc.lower_at(p), "bahwa") {
                p += 1;
                out.opener = Opener::Complementiser;
            }
            break;
        }
        match doc.lower(p) {
            "bahwa" | "bahwasanya" | "agar" | "supaya" | "kalau" | "bahwasannya" => {
                out.opener = Opener::Complementiser;
                p += 1;
                break;
            }
            "untuk" if kind == Content::Request || p == at => {
                out.opener = Opener::Complementiser;
                p += 1;
                break;
            }
            "kepada" | "ke" | "terhadap" if out.addressee.is_none() && p + 1 < end => {
                let np = noun_phrase(doc, p + 1, end);
                if np.is_empty() {
                    break;
                }
                p = np.end;
                // *mengimbau kepada warga yang belum terdaftar untuk …*
                if kind == Content::Request
                    && doc.is(p, Class::REL)
                    && let Some((whole, after)) = asked(doc, np.start, end)
                {
                    out.addressee = Some(whole);
                    out.opener = Opener::Complementiser;
                    p = after;
                    break;
                }
                // *mengatakan kepada X, Duta Besar Y, bahwa …*
                if doc.mark(p, ',')
                    && let Some(k) = (p + 1..end.min(p + 14)).find(|&k| doc.lower(k) == "bahwa")
                    && doc.mark(k - 1, ',')
                    && !(p..k).any(|i| doc.words[i].cue().is_some() || doc.quote(i))
                {
                    p = k;
                }
                out.addressee = Some(np);
                continue;
            }
            "pada"
                if out.addressee.is_none()
                    && (doc.is(p + 1, Class::PERSON.or(Class::GROUP))
                        || doc.lower_at(p + 1).starts_with("wartawan")) =>
            {
                let np = noun_phrase(doc, p + 1, end);
                p = np.end.max(p + 1);
                out.addressee = (!np.is_empty()).then_some(np);
                continue;
            }
            // *mengutuk keras peluncuran itu*
            "keras" | "tegas" | "pedas" | "habis-habisan" if p == at && kind == Content::NounPhrase => {
                p += 1;
                continue;
            }
            "lagi" | "pula" | "juga" | "kembali"
                if p < at + 2 && p + 1 < end && (kind == Content::Request || !doc.tokens[p + 1].is_word()) =>
            {
                p += 1;
                continue;
            }
            "secara" | "dengan"
                if p < at + 1
                    && p + 2 < end
                    && (doc.mark(p + 2, ',')
                        || matches!(doc.lower_at(p + 2), "bahwa" | "kepada")
                        || doc.quote(p + 2)) =>
            {
                p += 2;
                continue;
            }
            _ => {}
        }
        if let Some(next) = adverbial(doc, p, end) {
            p = next;
            continue;
        }
        // *mengungkapkan kekhawatiran bahwa*, *mengulang pandangannya bahwa*
        if let Some(k) = (p + 1..(p + 5).min(end)).find(|&k| matches!(doc.lower(k), "bahwa" | "agar"))
            && (p..k).all(|i| doc.tokens[i].is_word() && !doc.is(i, Class::PRON) || doc.tokens[i].is('('))
            && !(p..k).any(|i| doc.is(i, Class::VERB.or(Class::AUX).or(Class::REL)) && !doc.is(i, Class::NOUN))
            && !doc.tokens[p].capital
        {
            // *mengingatkan pemerintah agar*: somebody is told; *mengungkapkan kekhawatiran bahwa*: the noun belongs to the cue.
            let told = (p..k).any(|i| doc.is(i, Class::GROUP.or(Class::ORG).or(Class::PERSON).or(Class::TITLE)));
            if told {
                out.addressee = Some(p..k);
            } else if doc.lower(k) == "bahwa" {
                out.cue_end = k;
            }
            out.opener = Opener::Complementiser;
            p = k + 1;
            break;
        }
        if kind == Content::Request && out.addressee.is_none() {
            if let Some((np, after)) = asked(doc, p, end) {
                out.addressee = Some(np);
                p = after;
                out.opener = Opener::Complementiser;
            } else {
                // *meminta warga merebus air*: somebody is asked, and stays part of what is asked.
                let np = noun_phrase(doc, p, end);
                let follows = Class::VERB.or(Class::AUX).or(Class::NEG).or(Class::ADV).or(Class::ADJ);
                let verb = np.end < end && doc.is(np.end, follows);
                let people =
                    Class::GROUP.or(Class::PERSON).or(Class::TITLE).or(Class::ORG).or(Class::PRON).or(Class::QUANT);
                if verb && !np.is_empty() && (doc.is(np.start, people) || doc.capital(np.start)) {
                    out.addressee = Some(np);
                }
            }
        }
        break;
    }
    out.start = p;
    (p < end).then_some(out)
}

/// The addressee of a request and where what is asked of it begins (*meminta X untuk Y*).
fn asked(doc: &Doc, p: usize, end: usize) -> Option<(Range<usize>, usize)> {
    for k in p + 1..end.min(p + 24) {
        let lower = doc.lower(k);
        if matches!(lower, "untuk" | "agar" | "supaya") {
            let np = p..k;
            let verb = |i: usize| {
                doc.is(i, Class::VERB)
                    && !doc.is(i, Class::NOUN.or(Class::TITLE).or(Class::GROUP))
                    && !doc.tokens[i].capital
            };
            // A relative clause about the addressee may hold verbs; anything else is what is asked.
            let relative = np.clone().find(|&i| doc.is(i, Class::REL)).unwrap_or(k);
            let clean = !np.clone().any(|i| doc.quote(i) || doc.lower(i) == "bahwa" || i < relative && verb(i));
            let np = p..trim_right(doc, np).end;
            // *meminta gencatan senjata supaya …*: what is asked for.
            let people = Class::GROUP.or(Class::PERSON).or(Class::TITLE).or(Class::ORG).or(Class::PRON);
            let noun = doc.is(p, Class::NOUN.or(Class::EVENT)) || doc.lower(p).ends_with("an");
            let thing = noun && !doc.capital(p) && !np.clone().any(|i| doc.is(i, people));
            let clean = clean && !thing;
            return (clean && !np.is_empty()).then_some((np, k + 1));
        }
        if doc.tokens[k].is_stop() {
            return None;
        }
    }
    None
}

/// The end of an adverbial that tells when, where or how something is said, where one begins at `p` and a comma,
/// a colon, *bahwa* or a quotation mark ends it.
fn adverbial(doc: &Doc, p: usize, end: usize) -> Option<usize> {
    if p >= end {
        return None;
    }
    let date = doc.is(p, Class::DAY) && doc.tokens[p].capital;
    // *tadi malam*, *hari ini* before a quotation.
    if doc.is(p, Class::TIME)
        && doc.is(p + 1, Class::TIME)
        && (p + 2..end.min(p + 4)).any(|k| doc.quote(k) || doc.mark(k, ','))
    {
        return (p + 2..end.min(p + 4)).find(|&k| doc.quote(k) || doc.mark(k, ','));
    }
    let led = matches!(
        doc.lower(p),
        "dalam"
            | "di"
            | "pada"
            | "saat"
            | "melalui"
            | "lewat"
            | "via"
            | "usai"
            | "seusai"
            | "ketika"
            | "dari"
            | "sebelum"
            | "seperti"
            | "setelah"
            | "kemarin"
            | "sebagaimana"
            | "hari"
            | "sambil"
    );
    if !date && !led {
        return None;
    }
    let stop = (p + 1..end.min(p + 28)).find(|&k| {
        let inside_brackets = doc.tokens[k].is(',')
            && (p..k).filter(|&i| doc.tokens[i].is('(')).count() > (p..k).filter(|&i| doc.tokens[i].is(')')).count();
        !inside_brackets
            && (doc.tokens[k].is(',')
                || doc.tokens[k].is(':')
                || matches!(doc.lower(k), "bahwa" | "kalau" | "agar" | "supaya")
                || doc.quote(k))
    })?;
    // *menyatakan di Jammu, yang dikuasai India, bahwa …*
    if doc.tokens[stop].is(',')
        && let Some(k) = (stop + 1..end.min(stop + 10)).find(|&k| doc.lower(k) == "bahwa")
        && doc.mark(k - 1, ',')
        && !(p..k).any(|i| doc.words[i].cue().is_some() || doc.quote(i))
    {
        return Some(k);
    }
    let bahwa = matches!(doc.lower(stop), "bahwa" | "kalau" | "agar" | "supaya") || doc.tokens[stop].is(':');
    let setting = (p..stop).any(|i| doc.is(i, Class::SETTING) || doc.is(i, Class::DAY) || doc.lower(i) == "dikutip");
    let verb = (p + 1..stop).any(|i| doc.is(i, Class::VERB) && !doc.is(i, Class::NOUN) && !doc.is(i, Class::SETTING));
    (date || bahwa && !verb || setting && !(verb && stop - p > 8)).then_some(stop)
}

/// The end of the content that begins at `start`: the end of its sentence less a note on where it was taken from.
pub(crate) fn close(doc: &Doc, start: usize, end: usize) -> usize {
    let mut depth = 0usize;
    for i in start..end {
        if doc.quote(i) {
            depth ^= 1;
        }
        if depth == 1 || i == start {
            continue;
        }
        let after_comma = doc.tokens[i - 1].is(',');
        let lower = doc.lower(i);
        // *…, namun menolak berkomentar*, *…, tanpa merinci*: what the paper adds about the speaker.
        // *… saat ditanya wartawan*, *…, menurut harian X*, *…, meski ia belum menyebut kapan*: how it came to be said, where it
        // was taken from, and what the paper remarks on the speaker.
        let asked = doc.is(i, Class::WHILE) && doc.is(i + 1, Class::ASKED);
        let source = lower == "menurut"
            && after_comma
            && end - i <= 10
            && (doc.capital(i + 1) || doc.is(i + 1, Class::DOC.or(Class::ORG).or(Class::GROUP)));
        let remark = doc.is(i, Class::THOUGH)
            && doc.is(i + 1, Class::PERSON3)
            && (i + 2..end.min(i + 4)).any(|k| doc.is(k, Class::NEG));
        if i > start + 1 && (asked || source || remark) {
            return trim_right(doc, start..i).end;
        }
        let adds = matches!(lower, "namun" | "tetapi" | "tapi") || lower == "tanpa" && after_comma;
        if adds && i > start + 1 {
            let refuses = |k: usize| doc.is(k, Class::NEG) || doc.lower_at(k) == "tanpa";
            let speaks = |k: usize| {
                doc.words.get(k).is_some_and(|w| w.cue().is_some())
                    || matches!(doc.lower_at(k), "merinci" | "memberi" | "memberikan")
            };
            if refuses(i) && speaks(i + 1) || refuses(i + 1) && (speaks(i + 2) || speaks(i + 3) && refuses(i + 2)) {
                return trim_right(doc, start..i).end;
            }
        }
        if doc.is(i, Class::CREDIT)
            && (after_comma || matches!(doc.lower(i - 1), "seperti" | "sebagaimana" | "demikian"))
        {
            let note = doc.lower_at(i + 1) == "dari"
                || doc.capital(i + 1)
                || doc.is(i + 1, Class::ORG.or(Class::DOC).or(Class::VERB))
                || doc.lower_at(i + 1) == "oleh"
                || doc.lower_at(i + 1) == "kantor"
                || doc.lower_at(i + 1) == "media";
            if note {
                let mut cut = i;
                while cut > start
                    && (doc.tokens[cut - 1].is(',')
                        || matches!(doc.lower(cut - 1), "seperti" | "sebagaimana" | "demikian"))
                {
                    cut -= 1;
                }
                return trim_right(doc, start..cut).end;
            }
        }
    }
    trim_right(doc, start..end).end
}

/// `range` without the connectives set off by commas that it begins with (*Sebaliknya, …*).
pub(crate) fn past_connectives(doc: &Doc, mut range: Range<usize>) -> Range<usize> {
    while range.len() > 2 && doc.is(range.start, Class::CONN) && doc.mark(range.start + 1, ',') {
        range.start += 2;
    }
    range
}

/// `range` without stops, commas and dashes at its end.
pub(crate) fn trim_right(doc: &Doc, range: Range<usize>) -> Range<usize> {
    let mut end = range.end;
    while end > range.start {
        let token = &doc.tokens[end - 1];
        let loose = token.kind == TokenKind::Punct && matches!(token.first, '.' | ',' | ';' | ':' | '-' | '–' | '—');
        // *A.S.*: the point of an abbreviation cannot be told from a stop; leaving it out loses nothing.
        if !loose {
            break;
        }
        end -= 1;
    }
    range.start..end
}
