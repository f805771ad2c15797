//! Runs of capitalised words: where a name with all that stands around it begins and ends.

use saksi_lang::TokenKind;

use super::lists;
use super::names::known_at;
use super::weigh::{named, person_word};
use crate::doc::Doc;
use crate::knowledge::{Class, World};

/// Lower-case words inside names (*Rami bin Ali*, *Issam al Rayes*).
const PARTICLES: [&str; 19] = [
    "bin", "binti", "al", "el", "ar", "as", "van", "von", "der", "de", "da", "dos", "del", "la", "ul", "ibn", "of",
    "for", "and",
];

const FUNCTION: Class = Class::PREP
    .or(Class::SUB)
    .or(Class::CONN)
    .or(Class::ADV)
    .or(Class::QUANT)
    .or(Class::PRON)
    .or(Class::NEG)
    .or(Class::AUX)
    .or(Class::DET)
    .or(Class::COMP)
    .or(Class::REL)
    .or(Class::DAY)
    .or(Class::COORD);

/// True where token `i` opens a sentence.
pub(super) fn sentence_start(doc: &Doc, i: usize) -> bool {
    i == 0
        || doc.tokens[i].line_start
        || doc.tokens[i - 1].is_stop()
        || doc.quote(i - 1)
        || doc.tokens[i - 1].is(':')
        || behind_dateline(doc, i)
}

/// True where a dash before `i` ends a dateline: *Jakarta (ANTARA) - Krisis …*, *Jakarta, CNN Indonesia -- Polisi …*.
fn behind_dateline(doc: &Doc, i: usize) -> bool {
    let dash = |k: usize| ['-', '–', '—'].iter().any(|&m| doc.mark(k, m));
    if !dash(i - 1) {
        return false;
    }
    let end = (0..i).rev().find(|&k| !dash(k)).unwrap_or(0);
    let from = end.saturating_sub(DATELINE);
    let line = (from..=end).rev().find(|&k| doc.tokens[k].line_start || k == 0);
    line.is_some_and(|first| {
        (first..=end).all(|k| doc.capital(k) || !doc.tokens[k].is_word()) && doc.tokens[end + 1].space_before
    })
}

/// How many words a dateline has at most.
const DATELINE: usize = 8;

/// True where the noun at `i`, which opens a sentence, says what happens to or by whoever is named behind it (*Invasi Rusia*,
/// *Penangkapan Navalny*) and is no part of a name.
fn happening(doc: &Doc, i: usize, end: usize, world: &World) -> bool {
    if doc.is(i, Class::PLACE.or(Class::DOC).or(Class::EVENT).or(Class::GROUP).or(Class::PERSON)) {
        return false;
    }
    let lower = doc.lower(i);
    let mut name = String::new();
    // *Pihak Istana* is a body.
    let known = |name: &mut String| known_at(doc, world, i + 1, end, name).is_some_and(|(_, k)| !k.metonym);
    process(lower) && !lower.starts_with("ke") || known_at(doc, world, i, end, &mut name).is_none() && known(&mut name)
}

/// A noun made of a verb, by its affixes: *penangkapan*, *kedatangan*.
fn process(lower: &str) -> bool {
    lower.ends_with("an") && ["pem", "pen", "peng", "peny", "ke"].iter().any(|p| lower.starts_with(p))
}

/// The end of the run of name words that begins at `i`, if one does.
pub(crate) fn run(doc: &Doc, i: usize, end: usize, world: &World) -> Option<usize> {
    let token = &doc.tokens[i];
    if !token.capital || is_no_name(token.of(doc.text)) || numbered(doc, i) {
        return None;
    }
    let next_capital = i + 1 < end && doc.capital(i + 1) && !doc.tokens[i + 1].line_start;
    // *Youtube Sekretariat Presiden*: whose it is.
    if doc.is(i, Class::CHANNEL) && next_capital && doc.is(i + 1, Class::ORG.or(Class::TITLE)) {
        return None;
    }
    // *Januari 2023*, *Pasal 5*, *Tahun*: no names; nor is *Tentu*, *Lalu* anywhere.
    let plain = doc.is(i, Class::MONTH.or(Class::EVENT))
        || !token.all_caps
            && (doc.is(i, Class::ADV.or(Class::CONN).or(Class::NEG).or(Class::SUB))
                || doc.is(i, Class::VERB) && (doc.lower(i).starts_with("me") || doc.lower(i).starts_with("ber"))
                || doc.is(i, Class::OPENER));
    if plain
        && !next_capital
        && !doc.is(i, Class::TITLE.or(Class::ORG).or(Class::HONORIFIC))
        && !person_word(doc, i, world)
        && world.find(doc.lower(i)).is_none()
    {
        return None;
    }
    if sentence_start(doc, i) {
        let word = doc.words[i];
        let known = world.find(doc.lower(i)).is_some();
        let function =
            word.is(FUNCTION.or(Class::OPENER)) && !word.is(Class::TITLE.or(Class::HONORIFIC)) || word.cue().is_some();
        if function && !(token.all_caps && known) {
            return None;
        }
        let names = Class::TITLE.or(Class::ORG).or(Class::HONORIFIC);
        let common =
            word.is(Class::NOUN.or(Class::VERB).or(Class::ADJ).or(Class::PERSON).or(Class::GROUP).or(Class::DOC));
        if !next_capital && (common || word.is(names)) && !known {
            return None;
        }
        // *Kehadiran Gibran*, *Pelakunya Salman Abedi*: the name begins behind the noun.
        let noun = word.is(Class::NOUN) || word.nya || doc.lower(i).ends_with("nya");
        if next_capital
            && noun
            && !word.is(names)
            && !known
            && !person_word(doc, i, world)
            && (person_word(doc, i + 1, world)
                || process(doc.lower(i)) && doc.is(i + 1, names)
                || happening(doc, i, end, world))
        {
            return None;
        }
        if next_capital && common && !word.is(names) && word.is(Class::VERB.or(Class::ADJ)) && !known {
            return None;
        }
    } else if doc.is(i, Class::DAY.or(Class::MONTH)) && !next_capital || breaks(doc, i) || degree(doc, i) {
        return None;
    }
    let person = |k: usize| person_word(doc, k, world);
    let mut at = i + 1;
    while at < end {
        let t = &doc.tokens[at];
        if t.line_start {
            break;
        }
        if t.kind == TokenKind::Word && t.capital {
            // A full stop got lost: *… Imam Menurut Hamidy*, *Yudi Purnomo Ketua WP KPK*.
            let office = doc.is(at, Class::TITLE)
                && !doc.is(at, Class::HONORIFIC)
                && !named(doc, at, world)
                && at >= i + 2
                && person(at - 1)
                && person(at - 2);
            // *Presiden Prabowo Subianto Prabowo bicara*: there too.
            let again = at >= i + 2 && doc.lower(at) == doc.lower(at - 2) && person(at);
            // *RAMADHAN/KORAN.com Gubernur …*: who took a picture, then its caption.
            if breaks(doc, at) || office || again || is_address(doc.surface(at - 1)) {
                break;
            }
            // *Rabu*, *Senin* end a name: *ujar Rini Senin (12/3)*.
            if doc.is(at, Class::DAY) && doc.tokens.get(at + 1).is_some_and(|n| n.is('(') || n.is(',') || !n.capital) {
                break;
            }
            at += 1;
            continue;
        }
        let next = doc.tokens.get(at + 1);
        let next_capital = at + 1 < end && next.is_some_and(|n| n.capital && !n.line_start);
        let joins = match t.kind {
            TokenKind::Word => {
                if let Some(stop) = particles(doc, at, end) {
                    at = stop;
                    continue;
                }
                if let Some(stop) = lists::member(doc, i, at, end, world) {
                    at = stop;
                    continue;
                }
                false
            }
            TokenKind::Punct => match t.first {
                '.' => {
                    next_capital && {
                        let before = doc.surface(at - 1);
                        before.chars().count() == 1 || before.len() <= 4 && doc.is(at - 1, Class::HONORIFIC)
                    }
                }
                '&' => next_capital,
                // *Kodam IX/Udayana*, *DPR/MPR*.
                '/' => next_capital && (doc.tokens[at - 1].all_caps || doc.tokens[at - 1].kind == TokenKind::Number),
                ',' => {
                    if let Some(stop) = lists::member(doc, i, at, end, world) {
                        at = stop;
                        continue;
                    }
                    false
                }
                // *Kim Jong - un*, as some papers' texts come.
                '-' if t.space_before => {
                    let tail = next.is_some_and(|n| n.is_word() && !n.capital && n.span.len() <= 4 && !n.line_start);
                    if tail && !doc.is(at + 1, FUNCTION) {
                        at += 2;
                        continue;
                    }
                    false
                }
                _ => false,
            },
            TokenKind::Number => {
                // *dana untuk UMKM 6 bulan ke depan*
                let counts = doc.is(at + 1, Class::TIME.or(Class::MONTH))
                    || doc.lower_at(at + 1) == "persen"
                    || doc.mark(at + 1, '%');
                doc.tokens[at - 1].all_caps && !counts
                    || doc.lower(at - 1) == "densus"
                    || doc.is(at - 1, Class::ORG) && t.span.len() <= 3
                    // *Dandim 0501/Jakarta Pusat*
                    || doc.is(at - 1, Class::TITLE) && doc.mark(at + 1, '/')
            }
            TokenKind::Quote => false,
        };
        if !joins {
            break;
        }
        at += 1;
    }
    Some(at)
}

/// The end of the particles at `at` that a capital follows: *de la* in *Luis de la Fuente*; of a word that holds one, the
/// word (*Ahmed al-Tamimi*).
fn particles(doc: &Doc, at: usize, end: usize) -> Option<usize> {
    let holds = doc.surface(at).split_once('-').is_some_and(|(head, tail)| {
        (PARTICLES.contains(&head) || matches!(head, "ad" | "an" | "ash" | "az"))
            && tail.starts_with(char::is_uppercase)
    });
    if holds {
        return Some(at + 1);
    }
    let stop = (at..end.min(at + 3)).find(|&k| !PARTICLES.contains(&doc.lower(k)))?;
    (stop > at && doc.capital(stop) && !doc.tokens[stop].line_start).then_some(stop)
}

/// A degree behind a name: *Siti Rahmawati, M.Sc.*, *Yanto Subagyo, S.H.*
fn degree(doc: &Doc, i: usize) -> bool {
    let short = |k: usize| doc.tokens.get(k).is_some_and(|t| t.is_word() && t.capital && t.span.len() <= 4);
    let begins = |k: usize| {
        k > 0 && doc.mark(k - 1, ',') && doc.tokens[k].span.len() <= 2 && doc.mark(k + 1, '.') && short(k + 2)
    };
    let glued = |k: usize| !doc.tokens[k].space_before;
    begins(i) && glued(i + 2) || i > 2 && short(i) && glued(i) && doc.mark(i - 1, '.') && begins(i - 2)
}

/// A function word or cue in capitals: no part of a name.
fn breaks(doc: &Doc, i: usize) -> bool {
    let word = doc.words[i];
    // *Anies Vs Prabowo*, *Budi Rp 400 juta*, *Kementerian Agama Tahun 2018*, *Jo Pasal 76*
    if matches!(doc.lower(i), "vs" | "versus" | "rp" | "pasal" | "tahun" | "nomor") {
        return true;
    }
    let function = word.is(Class::PREP.or(Class::SUB).or(Class::PRON).or(Class::REL).or(Class::MODAL).or(Class::NEG))
        || word.cue().is_some();
    // *Menteri Dalam Negeri*, *Hubungan Antar Lembaga*
    let next = i + 1 < doc.len() && doc.capital(i + 1);
    let within = next && (doc.lower(i) == "dalam" && doc.lower(i + 1) == "negeri" || doc.lower(i) == "antar");
    function
        && !within
        && !word.is(Class::TITLE.or(Class::ORG).or(Class::HONORIFIC).or(Class::PERSON))
        && !doc.tokens[i].all_caps
}

/// The address of an outlet: *KOMPAS.com*.
pub(crate) fn is_address(surface: &str) -> bool {
    surface
        .rsplit_once('.')
        .is_some_and(|(name, end)| name.len() > 2 && matches!(end, "com" | "id" | "net" | "COM" | "ID"))
}

/// True where token `i` is a part of the number of a case or a letter: *Nomor 141/PUU-XXI/2023*.
fn numbered(doc: &Doc, i: usize) -> bool {
    i > 1
        && !doc.tokens[i].space_before
        && doc.mark(i - 1, '/')
        && (doc.tokens[i - 2].kind == TokenKind::Number
            || doc.tokens.get(i + 2).is_some_and(|t| t.kind == TokenKind::Number) && doc.mark(i + 1, '/'))
}

/// Zones of time (*WIB*), amounts (*Rp1*), and degrees behind a name (*M.Si*, *S.H*).
fn is_no_name(surface: &str) -> bool {
    let amount = surface.strip_prefix("Rp").or_else(|| surface.strip_prefix("USD"));
    matches!(surface, "WIB" | "WITA" | "WIT")
        || amount.is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
        || surface.len() <= 6 && surface.contains('.') && surface.split('.').all(|part| part.len() <= 3)
}
