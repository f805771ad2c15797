//! What brings somebody to mind: being the subject of a sentence, or the one who said it.

use std::ops::Range;

use crate::doc::Doc;
use crate::knowledge::Class;
use crate::quotation::Frame;

/// The frame that token `at` lies in.
pub(super) fn frame_of(frames: &[Frame], at: usize) -> usize {
    frames.partition_point(|f| f.tokens.start <= at).saturating_sub(1)
}

/// True where the name at `at` stands where a subject does: at the head of its sentence or behind a comma, with at most a
/// title and words that open a sentence before it.
pub(super) fn is_subject(doc: &Doc, frame: &Range<usize>, at: usize) -> bool {
    let mut left = at;
    let before = Class::TITLE.or(Class::PERSON).or(Class::HONORIFIC).or(Class::ORG).or(Class::QUANT);
    while left > frame.start && (doc.is(left - 1, before) || doc.capital(left - 1)) && doc.tokens[left - 1].is_word() {
        left -= 1;
    }
    if left == frame.start || doc.quote(left - 1) {
        return true;
    }
    // *…, bahwa Hasto telah …*: the subject of what is reported is not who reports.
    let opens = Class::CONN.or(Class::COORD).or(Class::ADV).or(Class::TIME);
    let previous = &doc.tokens[left - 1];
    if previous.is_word() && doc.is(left - 1, Class::COMP.or(Class::SUB)) && left - 1 > frame.start {
        return false;
    }
    if previous.is_word() && doc.is(left - 1, Class::PREP) && !doc.is(left - 1, Class::CONN) {
        return false;
    }
    previous.is(',')
        || previous.is(')')
        || previous.is('-')
        || previous.is_word() && doc.is(left - 1, opens) && !doc.is(left - 1, Class::VERB)
}

/// *disampaikan (oleh) X*, *dikatakan X*.
pub(super) fn agent_of_speech(doc: &Doc, at: usize) -> bool {
    let mut left = at;
    while left > 0 && doc.is(left - 1, Class::TITLE.or(Class::PERSON)) {
        left -= 1;
    }
    let verb = |i: usize| {
        let l = doc.lower(i);
        l.starts_with("di") && doc.words[i].cue().is_some()
            || matches!(
                l,
                "diucapkan"
                    | "disampaikan"
                    | "dilontarkan"
                    | "dibenarkan"
                    | "dikonfirmasi"
                    | "diutarakan"
                    | "dilaporkan"
                    | "diungkap"
            )
    };
    left > 0
        && (verb(left - 1)
            || left > 1 && doc.lower(left - 1) == "oleh" && verb(left - 2)
            || doc.lower(left - 1) == "oleh")
}
