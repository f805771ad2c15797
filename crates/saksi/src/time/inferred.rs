//! The day of publication from the text itself: the latest day that its first paragraphs date something by, as news does.

use super::Found;
use super::calendar::Day;
use super::meaning::{Base, Date, Meaning, Year};
use crate::Published;
use crate::doc::Doc;

/// How many sentences the opening of an article has.
const OPENING: usize = 8;

/// The latest full date among the first sentences that stands as reports date themselves: behind a weekday or in brackets.
pub(super) fn day(doc: &Doc, found: &[Found]) -> Option<Published> {
    let dates = found.iter().take_while(|f| f.sentence < OPENING).filter(|f| !f.future);
    let days = dates.filter_map(|f| {
        let Meaning::Point(point) = &f.meaning else { return None };
        let Base::Date(Date { year: Year::Is(year), month, day, weekday, .. }) = point.base else { return None };
        let bracketed = f.tokens.start > 0 && doc.mark(f.tokens.start - 1, '(');
        if weekday == 0 && !bracketed {
            return None;
        }
        // A weekday that is another one's is a slip of the pen, mostly in the year.
        Day::of(year.into(), month, day).filter(|day| weekday == 0 || day.weekday() == weekday)
    });
    let (year, month, day) = days.max()?.date();
    Published::new(u16::try_from(year).ok()?, month, day)
}
