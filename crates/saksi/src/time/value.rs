//! Meanings held against days: what becomes of *pekan lalu* in an article of 10 July.

use super::calendar::{Day, Known, month_plus};
use super::meaning::{Base, Date, Meaning, Point, Side, Year};
use super::table::Unit;
use crate::TimeKind;

/// What expressions are counted from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reference {
    /// The day of publication.
    pub today: Known,
    /// What the text spoke of last.
    pub story: Known,
    /// The year of the month or day that this sentence or the one before spoke of.
    pub told: Option<i32>,
    /// The clause is about what is to come.
    pub future: bool,
}

/// Kind and value, and what the text now speaks of.
pub(super) fn resolve(meaning: &Meaning, from: Reference) -> (TimeKind, String, Known) {
    match meaning {
        Meaning::Duration(length) => (TimeKind::Duration, length.value(), Known::Nothing),
        Meaning::Set(value) => (TimeKind::Set, value.clone(), Known::Nothing),
        Meaning::Reference(value) => (TimeKind::Date, (*value).to_owned(), Known::Nothing),
        Meaning::Point(point) => {
            let (value, known) = place(point, from);
            (kind(point), value, known)
        }
        Meaning::Range(start, end) => {
            let (first, known) = place(start, from);
            // The end lies behind the start.
            let today = if known == Known::Nothing { from.today } else { known };
            let behind = Reference { today, story: known, told: None, future: true };
            let own = matches!(end.base, Base::Shift(..)) || end.clock.is_some();
            let (last, _) = place(end, if own { from } else { behind });
            (kind(start), format!("{first}/{last}"), known)
        }
    }
}

fn kind(point: &Point) -> TimeKind {
    if point.part.is_empty() && point.clock.is_none() { TimeKind::Date } else { TimeKind::Time }
}

fn place(point: &Point, from: Reference) -> (String, Known) {
    let (mut value, known) = base(point.base, from);
    if let Some((hour, minute)) = point.clock {
        value.push_str(&format!("T{hour:02}:{minute:02}{}", point.zone));
    } else {
        value.push_str(point.part);
    }
    (value, known)
}

fn base(base: Base, from: Reference) -> (String, Known) {
    match base {
        Base::Date(written) => date(written, from),
        Base::Weekday { weekday, weeks, side } => match from.today.day() {
            // *Jumat* behind *Jumat, 24 Juli*: the same one.
            Some(today) if weeks.is_none() && side == Side::Unsaid && told(from.story, today, weekday).is_some() => {
                on(told(from.story, today, weekday).unwrap_or(today))
            }
            Some(today) => on(weekday_near(today, weekday, weeks, side, from.future)),
            None => (format!("XXXX-WXX-{weekday}"), Known::Nothing),
        },
        Base::Shift(unit, by) => shift(unit, by, from.today),
        // Where nothing was spoken of yet, *itu* is the day of publication.
        Base::Story(unit, 0) if from.story == Known::Nothing => shift(unit, 0, from.today),
        Base::Story(unit, by) => shift(unit, by, from.story),
        Base::Division { unit, number, year } => {
            let letter = if unit == Unit::Quarter { 'Q' } else { 'H' };
            let year = year_of(year, from).or(from.today.year());
            (format!("{}-{letter}{number}", four(year)), year.map_or(Known::Nothing, Known::Year))
        }
        Base::Years { figures, width: 3 } => (format!("{figures:03}X"), Known::Nothing),
        Base::Years { figures, .. } => (format!("{figures:02}XX"), Known::Nothing),
    }
}

/// A year, or what stands for an unknown one.
fn four(year: Option<i32>) -> String {
    year.filter(|y| (0..10_000).contains(y)).map_or_else(|| "XXXX".to_owned(), |y| format!("{y:04}"))
}

fn on(day: Day) -> (String, Known) {
    let (year, month, of_month) = day.date();
    (format!("{}-{month:02}-{of_month:02}", four(Some(year))), Known::Day(day))
}

fn year_of(year: Year, from: Reference) -> Option<i32> {
    match year {
        Year::Unsaid => None,
        Year::Is(year) => Some(year.into()),
        Year::Shift(by) => from.today.year().map(|y| y.saturating_add(by)),
        Year::Story => from.story.year(),
    }
}

/// The day that the text spoke of last, where it is of this weekday and less than a week away.
fn told(story: Known, today: Day, weekday: u8) -> Option<Day> {
    story.day().filter(|day| day.weekday() == weekday && (day.0 - today.0).abs() < 7)
}

/// The day of a weekday: the last one, as news speaks of it, unless words say otherwise.
fn weekday_near(today: Day, weekday: u8, weeks: Option<i32>, side: Side, future: bool) -> Day {
    let this = today.plus(i32::from(weekday) - i32::from(today.weekday()));
    let (last, next) = (this.plus(if this > today { -7 } else { 0 }), this.plus(if this < today { 7 } else { 0 }));
    match (weeks, side) {
        (Some(weeks), _) => this.plus(weeks.saturating_mul(7)),
        (None, Side::This) => this,
        (None, Side::Past) if last == today => today.plus(-7),
        (None, Side::Future) if next == today => today.plus(7),
        (None, Side::Future) => next,
        (None, Side::Unsaid) if future => next,
        (None, _) => last,
    }
}

/// A written date; its year, where it is left out, is one near the day of publication.
fn date(written: Date, from: Reference) -> (String, Known) {
    let Date { month, day, .. } = written;
    let today = from.today;
    if month == 0 && day != 0 {
        // *tanggal 10*: of this month.
        let (year, month) = (today.year(), today.month().map(|(_, month)| month));
        let found = year.zip(month).and_then(|(y, m)| Day::of(y, m, day));
        let month = month.map_or_else(|| "XX".to_owned(), |m| format!("{m:02}"));
        return found.map_or_else(|| (format!("{}-{month}-{day:02}", four(year)), Known::Nothing), on);
    }
    let mut year = year_of(written.year, from);
    if month == 0 {
        return (four(year), year.map_or(Known::Nothing, Known::Year));
    }
    if year.is_none() && written.year == Year::Unsaid && !from.future {
        // *pada Mei 2019 …, pada Juni …*: a tale of an earlier year goes on in it.
        let told = from.told.filter(|_| written.side == Side::Unsaid && written.weekday == 0);
        year = told.filter(|told| today.year().is_some_and(|year| *told < year));
    }
    if year.is_none() && written.year == Year::Unsaid && written.side == Side::Unsaid && day == 0 {
        // The month that the text spoke of last.
        year = from.story.month().filter(|&(_, told)| told == month).map(|(year, _)| year);
    }
    if year.is_none() && written.year == Year::Unsaid {
        year = nearest_year(written, today, from.future).or(today.year());
    }
    let value = four(year);
    if day == 0 {
        return (format!("{value}-{month:02}"), year.map_or(Known::Nothing, |year| Known::Month(year, month)));
    }
    match year.and_then(|year| Day::of(year, month, day)) {
        Some(found) => on(found),
        None => (format!("{value}-{month:02}-{day:02}"), Known::Nothing),
    }
}

/// The year in which a date without one lies closest: behind us up to eight months, else before us, unless weekday or words
/// say otherwise.
fn nearest_year(written: Date, today: Known, future: bool) -> Option<i32> {
    let (year, month) = today.month()?;
    let whole = written.day != 0;
    let now = today.day().or_else(|| Day::of(year, month, 15))?;
    let reached = |year: i32| Day::of(year, written.month, if whole { written.day } else { 15 });
    let years = [year, year - 1, year + 1].into_iter().filter_map(|year| Some((year, reached(year)?)));
    let fits = |day: Day| written.weekday == 0 || day.weekday() == written.weekday;
    // A month that has begun or has not ended is neither past nor future.
    let same = |year_: i32| year_ == year && (!whole || today.day().is_none()) && written.month == month;
    years
        .min_by_key(|&(year, day)| {
            let ahead = day.0 - now.0;
            let side = match written.side {
                Side::Unsaid if future && written.weekday == 0 => Side::Future,
                side => side,
            };
            // A wrong weekday is an error more often than a date of another year is.
            let wrong = if fits(day) { 0 } else { 200 };
            wrong
                + match side {
                    _ if same(year) => 0,
                    Side::Past if ahead > 0 => 1000 + ahead,
                    Side::Future if ahead < 0 => 1000 - ahead,
                    Side::Unsaid if ahead > 0 => ahead * if whole { 2 } else { 3 },
                    _ => ahead.abs(),
                }
        })
        .map(|(year, _)| year)
}

/// So many units from what is known.
fn shift(unit: Unit, by: i32, from: Known) -> (String, Known) {
    let day = from.day();
    match unit {
        Unit::Second | Unit::Minute => shift(Unit::Day, 0, from),
        Unit::Hour => shift(Unit::Day, by / 24, from),
        Unit::Day => match (day, from.month()) {
            (Some(day), _) => on(day.plus(by)),
            (None, Some((year, month))) => (format!("{}-{month:02}-XX", four(Some(year))), Known::Nothing),
            (None, None) => (format!("{}-XX-XX", four(from.year())), Known::Nothing),
        },
        Unit::Week | Unit::Weekend => {
            let end = if unit == Unit::Weekend { "-WE" } else { "" };
            let Some(day) = day.map(|day| day.plus(by.saturating_mul(7))) else {
                return (format!("{}-WXX{end}", four(from.year())), Known::Nothing);
            };
            let (year, week) = day.week();
            (format!("{}-W{week:02}{end}", four(Some(year))), Known::Nothing)
        }
        Unit::Month => match from.month() {
            Some((year, month)) => {
                let (year, month) = month_plus(year, month, by);
                (format!("{}-{month:02}", four(Some(year))), Known::Month(year, month))
            }
            None => (format!("{}-XX", four(from.year())), Known::Nothing),
        },
        Unit::Quarter | Unit::Half => {
            let (letter, length) = if unit == Unit::Quarter { ('Q', 3) } else { ('H', 6) };
            match from.month() {
                Some((year, month)) => {
                    let (year, month) = month_plus(year, month, by.saturating_mul(length));
                    (format!("{}-{letter}{}", four(Some(year)), (i32::from(month) - 1) / length + 1), Known::Nothing)
                }
                None => (format!("{}-{letter}X", four(from.year())), Known::Nothing),
            }
        }
        Unit::Year => match from.year().map(|year| year.saturating_add(by)) {
            Some(year) => (four(Some(year)), Known::Year(year)),
            None => (four(None), Known::Nothing),
        },
        Unit::Decade | Unit::Century => {
            let (length, mask) = if unit == Unit::Decade { (10, "X") } else { (100, "XX") };
            let year = from.year().map(|year| year.saturating_add(by.saturating_mul(length)));
            match year.filter(|y| (0..10_000).contains(y)) {
                Some(year) => (four(Some(year))[..4 - mask.len()].to_owned() + mask, Known::Nothing),
                None => ("XXXX".to_owned(), Known::Nothing),
            }
        }
    }
}
