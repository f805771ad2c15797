//! Expressions of time: recognised sentence by sentence, then held against the day of publication.
//!
//! Values are those of ISO 8601 where it has one (`2023-07-10`, `2023-W28`, `P3Y`) and else of TIMEX3, which writes `X` for what is
//! not known and adds parts of the day (`2023-07-10TNI`), quarters, halves and weekends. A stretch from one date to another is one
//! expression with both (`2023-07-10/2023-07-12`). Prepositions are no part of an expression.

mod attach;
mod calendar;
mod hours;
mod inferred;
mod lengths;
mod meaning;
mod periods;
mod points;
mod reader;
mod table;
mod tail;
mod value;
mod written;

use std::ops::Range;

use saksi_lang::TokenKind;

use crate::doc::Doc;
use crate::{Published, Time};
use calendar::Known;
use meaning::{Base, Date, Meaning, Point, Year};
use reader::Reader;
use table::Role;
use value::Reference;

#[allow(unused_imports)]
pub(crate) use attach::of;
pub(crate) use table::TimeTable;

/// An expression and where it stands.
#[derive(Clone, Debug)]
struct Found {
    tokens: Range<usize>,
    meaning: Meaning,
    /// The clause is about what is to come.
    future: bool,
    /// Number of its sentence among those that were read.
    sentence: usize,
}

/// The expressions of a text: where they stand in tokens and what they are.
#[derive(Debug, Default)]
pub(crate) struct Times {
    pub tokens: Vec<Range<usize>>,
    pub times: Vec<Time>,
    /// The day of publication, where nobody gave it and the text tells it.
    pub inferred: Option<Published>,
}

/// Reads the sentences of a text's paragraphs, in order.
pub(crate) fn read(doc: &Doc, table: &TimeTable, sentences: &[Range<usize>], published: Option<Published>) -> Times {
    let (mut found, mut entries) = (Vec::new(), Vec::new());
    for (number, sentence) in sentences.iter().enumerate() {
        let (start, end) = (sentence.start, sentence.end);
        entries.clear();
        entries.extend((start..end).map(|i| if doc.tokens[i].is_word() { table.entries(doc.lower(i)) } else { None }));
        let reader = Reader { doc: *doc, table, entries: &entries, start, end };
        expressions(&reader, number, &mut found);
    }
    let inferred = if published.is_none() { inferred::day(doc, &found) } else { None };
    let today = Known::of(published.or(inferred));
    let mut out = Times { inferred, ..Times::default() };
    let (mut story, mut told) = (Known::Nothing, 0);
    for Found { tokens, meaning, future, sentence } in found {
        // An hour alone is of the day spoken of in this sentence or shortly before, else of today.
        let hour = matches!(&meaning, Meaning::Point(p) | Meaning::Range(p, _) if p.clock.is_some());
        let near = if hour && (sentence > told + 5 || story.day().is_none()) { Known::Nothing } else { story };
        let told_year = story.month().map(|(year, _)| year).filter(|_| sentence <= told + 1);
        let from = Reference { today, story: near, told: told_year, future };
        let (kind, value, known) = value::resolve(&meaning, from);
        if known != Known::Nothing {
            (story, told) = (known, sentence);
        }
        out.times.push(Time { span: doc.span(tokens.clone()), kind, value });
        out.tokens.push(tokens);
    }
    out
}

/// The expressions of one sentence.
fn expressions(reader: &Reader, sentence: usize, out: &mut Vec<Found>) {
    let doc = &reader.doc;
    let mut i = reader.start;
    while i < reader.end {
        let token = &doc.tokens[i];
        let may = match (token.kind, reader.entries[i - reader.start]) {
            (TokenKind::Number, _) => true,
            (TokenKind::Word, Some(entries)) => entries.opens,
            (TokenKind::Word, None) => token.first.is_ascii_digit() || token.capital && reader.hyphenated(i),
            _ => false,
        };
        let read = if may { reader.expression(i).or_else(|| listed(reader, i, out.last())) } else { None };
        let Some((mut meaning, next)) = read else {
            i += 1;
            continue;
        };
        // *setiap Senin dan Kamis*
        if let (Meaning::Point(point), Some(Found { tokens, meaning: Meaning::Set(value), .. })) =
            (&meaning, out.last())
            && let Base::Weekday { weekday, weeks: None, .. } = point.base
            && value.starts_with("XXXX-WXX-")
            && reader.joins(tokens.end, i)
        {
            meaning = Meaning::Set(format!("XXXX-WXX-{weekday}{}", point.part));
        }
        let future = meaning.leans() && reader.future(i);
        out.push(Found { tokens: i..next, future, meaning, sentence });
        i = next.max(i + 1);
    }
}

/// A bare year or month in a row of them: *2014, 2016, dan 2018*.
fn listed(reader: &Reader, i: usize, before: Option<&Found>) -> Option<(Meaning, usize)> {
    let Found { tokens, meaning: Meaning::Point(point), .. } = before? else { return None };
    let Base::Date(date) = point.base else { return None };
    if date.day != 0 || !reader.joins(tokens.end, i) {
        return None;
    }
    if date.month != 0 {
        let (month, next) = reader.find(i, |w| w.month).filter(|_| reader.doc.capital(i))?;
        let point = Point::new(Base::Date(Date { month, ..date }));
        return Some((Meaning::Point(point), next));
    }
    if !matches!(date.year, Year::Is(_)) {
        return None;
    }
    let (point, next) = reader.bare_year(i)?;
    let counted = reader.role(next, Role::MEASURE).is_some();
    (!counted).then_some((Meaning::Point(point), next))
}
