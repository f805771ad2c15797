//! Noun phrases: where one that speaks begins and ends.

use std::ops::Range;

use saksi_lang::TokenKind;

use crate::doc::Doc;
use crate::knowledge::Class;

/// Words that a subject noun phrase may not run over.
const CLOSES_NP: Class =
    Class::VERB.or(Class::AUX).or(Class::NEG).or(Class::MODAL).or(Class::REL).or(Class::SUB).or(Class::COMP);
/// What may stand between a subject and its verb.
pub(super) const BETWEEN: Class = Class::ADV.or(Class::TIME);
/// Nouns and names that can speak.
pub(super) const SPEAKS: Class =
    Class::TITLE.or(Class::HONORIFIC).or(Class::PERSON).or(Class::GROUP).or(Class::ORG).or(Class::DOC).or(Class::PRON);

/// True for a verb that is not a capitalised name part.
pub(crate) fn is_verb(doc: &Doc, i: usize) -> bool {
    let word = doc.words[i];
    let nominal =
        Class::NOUN.or(Class::TITLE).or(Class::ORG).or(Class::PERSON).or(Class::GROUP).or(Class::DOC).or(Class::PREP);
    word.is(Class::VERB) && !doc.tokens[i].capital && !word.is(nominal)
}

/// True where token `i` opens a sentence, a quotation or what a colon announces.
pub(super) fn starts_sentence(doc: &Doc, i: usize) -> bool {
    i == 0 || doc.tokens[i].line_start || doc.tokens[i - 1].is_stop() || doc.quote(i - 1) || doc.tokens[i - 1].is(':')
}

/// The noun phrase at the head of `chunk`: up to its first verb, relative marker or conjunction.
pub(super) fn np_prefix(doc: &Doc, chunk: Range<usize>) -> Range<usize> {
    let mut end = chunk.start;
    let mut depth = 0i32;
    while end < chunk.end {
        let token = &doc.tokens[end];
        match token.first {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 && end > chunk.start && doc.is(end, Class::DET) && !token.capital {
            end += 1;
            break;
        }
        if depth == 0 && token.is_word() {
            let word = doc.words[end];
            let name_part = token.capital && end > chunk.start;
            if doc.is(end, Class::REL) || word.is(Class::NEG) && !name_part {
                break;
            }
            if end > chunk.start && !name_part && !word.is(Class::TITLE.or(Class::ORG).or(Class::DOC)) {
                // *di sela rapat*, *di hadapan mahasiswa* tell where somebody spoke, *di Jakarta* may be part of an office.
                let setting = doc.lower(end) == "di"
                    && matches!(doc.lower_at(end + 1), "hadapan" | "depan" | "sela" | "sela-sela" | "tengah" | "akhir");
                let inner_prep =
                    !setting && matches!(doc.lower(end), "dari" | "untuk" | "di" | "bagi" | "bidang" | "antara");
                if is_verb(doc, end) || word.is(CLOSES_NP) && !inner_prep && !word.is(Class::NOUN) {
                    break;
                }
                if word.is(BETWEEN) && !word.is(Class::NOUN) || word.is(Class::PREP) && !inner_prep {
                    break;
                }
            }
        } else if depth == 0 && token.kind == TokenKind::Punct && matches!(token.first, ';' | ':' | '–' | '—') {
            break;
        }
        end += 1;
    }
    chunk.start..end
}

/// The pronoun or run of nouns and names that ends `chunk`.
pub(super) fn trailing(doc: &Doc, chunk: Range<usize>) -> Option<Range<usize>> {
    let mut end = chunk.end;
    while end > chunk.start && doc.is(end - 1, BETWEEN) && !doc.is(end - 1, SPEAKS) && !doc.capital(end - 1) {
        end -= 1;
    }
    let mut start = end;
    while start > chunk.start {
        let k = start - 1;
        let token = &doc.tokens[k];
        if doc.is(k, Class::PRON) {
            start = k;
            break;
        }
        let word = doc.words[k];
        let bracket = matches!(token.first, '(' | ')' | '.' | '-') && token.kind == TokenKind::Punct;
        let nominal = token.capital || word.is(SPEAKS.or(Class::QUANT));
        if !(nominal || bracket || token.kind == TokenKind::Number && start < end)
            || word.is(Class::PREP.or(Class::SUB).or(Class::REL)) && !token.capital
        {
            break;
        }
        start = k;
    }
    while start < end && !doc.tokens[start].is_word() {
        start += 1;
    }
    let np = start..end;
    // A name that ends a prepositional phrase is no subject, unless a title or several words make it one.
    let led = start > chunk.start && doc.is(start - 1, Class::PREP) && !doc.is(start, Class::PRON);
    (!np.is_empty() && may_speak(doc, &np) && !led).then_some(np)
}

/// True where something in `np` can speak: a name, a pronoun, a person, a body, a document.
pub(crate) fn may_speak(doc: &Doc, np: &Range<usize>) -> bool {
    np.clone().any(|i| {
        let token = &doc.tokens[i];
        token.is_word()
            && (doc.is(i, SPEAKS)
                || token.capital && !starts_sentence(doc, i) && !doc.is(i, Class::DAY.or(Class::MONTH))
                || token.capital
                    && !doc.is(
                        i,
                        Class::PREP.or(Class::CONN).or(Class::ADV).or(Class::NOUN).or(Class::VERB).or(Class::SUB),
                    ))
    })
}

/// The noun phrase that begins at `start` and speaks (*kata X*): to the next preposition, comma, verb or stop.
pub(crate) fn noun_phrase(doc: &Doc, start: usize, end: usize) -> Range<usize> {
    let mut i = start;
    let mut depth = 0i32;
    while i < end {
        let token = &doc.tokens[i];
        match token.kind {
            TokenKind::Quote => break,
            TokenKind::Punct => match token.first {
                '(' | '[' => {
                    // *(KPU)*, *(AHY)* stay; a date in brackets does not.
                    let number = doc.tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Number);
                    if number {
                        break;
                    }
                    depth += 1;
                }
                ')' | ']' => depth -= 1,
                '-' | '/' | '&' | '\'' => {}
                '.' if i > start && is_initial(doc, i) => {}
                _ if depth > 0 => {}
                _ => break,
            },
            // *pria 40 tahun itu*
            TokenKind::Number if i > start && doc.is(i - 1, Class::PERSON) && doc.lower_at(i + 1) == "tahun" => {
                i += 2;
                i += usize::from(doc.is(i, Class::DET));
                break;
            }
            TokenKind::Number => {
                let follows_name = i > start && doc.capital(i - 1);
                if !follows_name && i > start {
                    break;
                }
            }
            TokenKind::Word if depth == 0 && i > start => {
                let word = doc.words[i];
                if doc.is(i, Class::DET) && !token.capital {
                    i += 1;
                    break;
                }
                // An account (*akun Instagram @kantorpajak*) is a name, whatever its letters.
                if !token.capital && token.first != '@' {
                    let title = word.is(Class::TITLE.or(Class::ORG).or(Class::DOC));
                    let linking = matches!(doc.lower(i), "dari" | "untuk" | "bidang" | "bin" | "binti" | "dan")
                        && i + 1 < end
                        && (doc.capital(i + 1) || doc.is(i + 1, SPEAKS.or(Class::NOUN)) && doc.lower(i) != "untuk");
                    let closes = CLOSES_NP.or(Class::PREP).or(Class::CONN).or(Class::COORD).or(Class::TIME);
                    if (word.is(Class::REL) || is_verb(doc, i))
                        && let Some(det) =
                            (i + 1..end.min(i + 10)).find(|&k| doc.is(k, Class::DET) && !doc.tokens[k].capital)
                        && doc.is(start, Class::PERSON)
                        && !(i..det).any(|k| doc.tokens[k].kind == TokenKind::Punct)
                    {
                        i = det + 1;
                        break;
                    }
                    if word.is(Class::REL)
                        || !title
                            && !linking
                            && (word.is(closes) && !word.is(Class::NOUN)
                                || is_verb(doc, i)
                                || word.is(BETWEEN) && !word.is(Class::NOUN))
                    {
                        break;
                    }
                    if word.is(Class::PREP.or(Class::SUB)) && !linking && !title {
                        break;
                    }
                    // *kata dia*, *kata Rini saat …*: a pronoun ends it, and so does a name before a plain word.
                    let after_name =
                        doc.capital(i - 1) && !doc.is(i - 1, Class::TITLE.or(Class::ORG).or(Class::PERSON));
                    // *Menurut Mendagri aksi itu harus diusut*: an office of one word needs no more.
                    let after_name = after_name || doc.capital(i - 1) && doc.is(i - 1, Class::COMPLETE);
                    if after_name && !linking && !title {
                        break;
                    }
                } else if doc.is(i, Class::DAY) && doc.tokens.get(i + 1).is_none_or(|t| !t.capital) {
                    break;
                }
                if doc.is(i - 1, Class::PRON) {
                    break;
                }
            }
            TokenKind::Word => {}
        }
        i += 1;
        if i - 1 == start && doc.is(start, Class::PRON) && !doc.capital(start) {
            break;
        }
    }
    while i > start
        && !doc.tokens[i - 1].is_word()
        && !doc.tokens[i - 1].is(')')
        && doc.tokens[i - 1].kind != TokenKind::Number
    {
        i -= 1;
    }
    start..i
}

/// The point of an initial or of an abbreviated title inside a name.
fn is_initial(doc: &Doc, i: usize) -> bool {
    let before = doc.surface(i - 1);
    let honorific = doc.is(i - 1, Class::HONORIFIC);
    (doc.capital(i - 1) || honorific)
        && before.len() <= 4
        && doc.capital(i + 1)
        && !doc.tokens[i + 1].line_start
        && (before.chars().count() <= 2 || doc.is(i - 1, Class::HONORIFIC.or(Class::TITLE)))
}
