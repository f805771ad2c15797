//! Dates as papers write them: figures and names of months.

use super::calendar::Day;
use super::meaning::{Base, Date, Meaning, Point, Year};
use super::reader::{Read, Reader};
use super::table::Role;

impl Reader<'_> {
    /// *10 Juli 2023*, *tanggal 10 Juli*, *(10/7/2023)*, *2023-07-10*, *tanggal 10*.
    pub(super) fn date(&self, i: usize) -> Read<Base> {
        let on = self.role(i, Role::ON);
        let at = on.unwrap_or(i);
        let figures = self.figures(at)?;
        if let Some((date, next)) = self.day_and_month(at) {
            return Some((Base::Date(date), next));
        }
        if let Some((date, next)) = self.slashed(at, 0) {
            let bracketed = at > self.start && self.mark(at - 1, '(') && self.mark(next, ')');
            // *1/2*, *3/4*: a half and three quarters.
            let fraction = matches!(figures, "1/2" | "1/3" | "2/3" | "1/4" | "3/4");
            if date.year != Year::Unsaid || on.is_some() || bracketed && !fraction {
                return Some((Base::Date(date), next));
            }
        }
        let day = self.integer(at).filter(|d| on.is_some() && (1..=31).contains(d))?;
        Some((Base::Date(Date { day: day as u8, ..Date::default() }), at + 1))
    }

    /// *10 Juli 2023*; *10* in *10 dan 12 Juli 2023*.
    pub(super) fn day_and_month(&self, i: usize) -> Read<Date> {
        let day = self.integer(i).filter(|d| (1..=31).contains(d))? as u8;
        if let Some((month, mut next)) = self.find(i + 1, |w| w.month) {
            // *10 Okt. 2023*
            if self.mark(next, '.') && self.full_year(next + 1).is_some() {
                next += 1;
            }
            let (year, next) = self.year_of_date(next).map_or((Year::Unsaid, next), |(y, next)| (Year::Is(y), next));
            return Some((Date { year, month, day, ..Date::default() }, next));
        }
        let mut at = i + 1;
        while at < i + 3 && (self.mark(at, ',') || self.role(at, Role::AND).is_some()) {
            at += 1;
        }
        // Days in a row grow, so that no row is longer than a month.
        if at == i + 1 || self.integer(at).is_none_or(|later| later <= day.into()) {
            return None;
        }
        let (date, _) = self.day_and_month(at)?;
        Some((Date { day, ..date }, i + 1))
    }

    /// *10-12 Juli 2023*, *10 hingga 12 Juli*, *10–12/7/2023*, *2014-2019*.
    pub(super) fn days(&self, i: usize) -> Read<Meaning> {
        let at = self.role(i, Role::ON).unwrap_or(i);
        let figures = self.figures(at)?;
        let of_month = |text: &str| text.parse::<u8>().ok().filter(|d| (1..=31).contains(d));
        if let Some((a, b)) = figures.split_once('-') {
            if let (Some(from), Some(to)) = (of_month(a), of_month(b))
                && let Some((month, next)) = self.find(at + 1, |w| w.month)
                && from < to
            {
                let year = self.year_of_date(next);
                let next = year.map_or(next, |(_, next)| next);
                let date = Date { month, year: year.map_or(Year::Unsaid, |(y, _)| Year::Is(y)), ..Date::default() };
                return Some((Meaning::Range(day_of(date, from), day_of(date, to)), next));
            }
            if let (Some(from), Some(to)) = (year_of(a), year_of(b))
                && (1500..to).contains(&from)
            {
                return Some((years(from, to), at + 1));
            }
            if figures.contains('/') {
                let bracketed = at > self.start && self.mark(at - 1, '(');
                let (range, next) = self.slashed_range(at)?;
                return bracketed.then_some((range, next));
            }
            return None;
        }
        let from = of_month(figures)?;
        // *25 Januari-4 Februari 2023*
        if let Some((month, day)) = self.lower(at + 1).split_once('-')
            && let (Some(month), Some(last)) = (self.table.word(month).and_then(|w| w.month), of_month(day))
            && let Some((end, next)) = self.month(at + 2)
            && let Base::Date(end) = end
        {
            let start = Date { month, ..end };
            return Some((Meaning::Range(day_of(start, from), day_of(end, last)), next));
        }
        let to = self.role(at + 1, Role::TO).or_else(|| self.dash(at + 1).then_some(at + 2))?;
        let to = self.role(to, Role::ON).unwrap_or(to);
        let (date, next) = self.day_and_month(to)?;
        (from < date.day).then_some((Meaning::Range(day_of(date, from), day_of(date, date.day)), next))
    }

    /// *10-12/7/2023*, *30/6-2/7/2023*, *10/7 - 12/7/2023*.
    pub(super) fn slashed_range(&self, i: usize) -> Read<Meaning> {
        let (text, next) = self.joined(i)?;
        let (first, last) = text.split_once(['-', '–'])?;
        let to = parts(last, 0)?;
        let mut numbers = first.split('/').map(str::parse::<u16>);
        let day = numbers.next()?.ok().filter(|d| (1..=31).contains(d))? as u8;
        let month = match numbers.next() {
            Some(month) => month.ok().filter(|m| (1..=12).contains(m))? as u8,
            None => to.month,
        };
        let point = |date| Point::new(Base::Date(date));
        Some((Meaning::Range(point(Date { day, month, ..to }), point(to)), next))
    }

    /// *10/7/2023*, *10/7*, *2023-07-10*, *10-7-2023*, *10 / 7 / 2023*.
    pub(super) fn slashed(&self, i: usize, weekday: u8) -> Read<Date> {
        let (text, next) = self.joined(i)?;
        Some((parts(&text, weekday)?, next))
    }

    /// Figures and the strokes between them, as one.
    fn joined(&self, i: usize) -> Read<std::borrow::Cow<'_, str>> {
        let first = self.figures(i)?;
        if !self.mark(i + 1, '/') {
            return first.contains(['/', '-', '.']).then_some((first.into(), i + 1));
        }
        let (mut text, mut next) = (first.to_owned(), i + 1);
        while self.mark(next, '/') && text.len() < 12 {
            text.push('/');
            text.push_str(self.figures(next + 1)?);
            next += 2;
        }
        Some((text.into(), next))
    }

    /// *Juli 2023*, *bulan Juli*; *Juli* alone only behind words that make it a month, since it is a name too.
    pub(super) fn month(&self, i: usize) -> Read<Base> {
        let named = self.lower(i) == "bulan";
        let at = if named { i + 1 } else { i };
        let (month, next) = self.find(at, |w| w.month)?;
        let date = |year, next| Some((Base::Date(Date { year, month, ..Date::default() }), next));
        if let Some((year, next)) = self.year_of_date(next) {
            return date(Year::Is(year), next);
        }
        // *September 15, 2019*, as in dates translated from English.
        if let Some(day) = self.integer(next).filter(|d| (1..=31).contains(d))
            && let Some((year, next)) = self.year_of_date(next + 1 + usize::from(self.mark(next + 1, ',')))
        {
            return Some((Base::Date(Date { year: Year::Is(year), month, day: day as u8, ..Date::default() }), next));
        }
        // *Jan*, *Des*: abbreviated only beside figures.
        let short = self.lower(at).len() < 4 && self.lower(at) != "mei";
        let name = next < self.end && self.doc.capital(next) && !self.doc.mark(next, '.');
        if short || name || !self.doc.capital(at) && !named {
            return None;
        }
        let led = named || self.behind(i, Role::LEAD) || self.behind(i, Role::EDGE) || self.behind(i, Role::TO);
        let followed = [Role::PAST, Role::FUTURE, Role::THIS].iter().any(|&r| self.role(next, r).is_some())
            || self.find(next, |w| w.unit).is_some_and(|(unit, after)| self.shifted(unit, after).is_some());
        // *Oktober, November, dan Desember*
        let lists = self.mark(next, ',') || self.role(next, Role::AND).is_some();
        let lists = lists && self.doc.capital(next + 1) && self.find(next + 1, |w| w.month).is_some();
        let opens_range = self.role(next, Role::TO).is_some_and(|to| self.find(to, |w| w.month).is_some());
        if led || followed || lists || opens_range { date(Year::Unsaid, next) } else { None }
    }

    /// The year behind a month: *2023*, *tahun 2023*.
    pub(super) fn year_of_date(&self, i: usize) -> Read<u16> {
        let at = if self.lower(i) == "tahun" { i + 1 } else { i };
        self.full_year(at)
    }

    /// Four figures that can be a year.
    pub(super) fn full_year(&self, i: usize) -> Read<u16> {
        Some((year_of(self.figures(i)?)?, i + 1))
    }
}

/// A day of the month of a date.
fn day_of(date: Date, day: u8) -> Point {
    Point::new(Base::Date(Date { day, weekday: 0, ..date }))
}

/// From year to year.
pub(super) fn years(from: u16, to: u16) -> Meaning {
    let year = |year| Point::new(Base::Date(Date { year: Year::Is(year), ..Date::default() }));
    Meaning::Range(year(from), year(to))
}

/// Four figures that can be a year.
pub(super) fn year_of(text: &str) -> Option<u16> {
    let figures = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|year| figures && (1000..2200).contains(year))
}

/// Day, month and year of a date in figures. The day comes first, unless only the month can or the weekday says so.
fn parts(text: &str, weekday: u8) -> Option<Date> {
    let sign = ['/', '-', '.'].into_iter().find(|&s| text.contains(s))?;
    let mut numbers = [0u16; 3];
    let mut count = 0;
    for part in text.split(sign) {
        let good = !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
        *numbers.get_mut(count).filter(|_| good)? = part.parse().ok()?;
        count += 1;
    }
    let (mut day, mut month, mut year) = (numbers[0], numbers[1], numbers[2]);
    if count == 3 && text.split(sign).next().is_some_and(|first| first.len() == 4) {
        (year, day) = (day, year);
    } else if count == 3 && text.rsplit(sign).next().is_some_and(|last| last.len() == 2) && sign != '.' {
        year += 2000;
    }
    let full = count == 3;
    if !full && (sign != '/' || count != 2) || full && !(1000..2200).contains(&year) {
        return None;
    }
    let on = |month: u16, day: u16| {
        let year = if full { year } else { 2000 };
        Day::of(year.into(), u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    };
    let swapped = on(day, month);
    match on(month, day) {
        None if swapped.is_some() => (day, month) = (month, day),
        None => return None,
        Some(found) if full && weekday != 0 && found.weekday() != weekday => {
            if swapped.is_some_and(|other| other.weekday() == weekday) {
                (day, month) = (month, day);
            }
        }
        Some(_) => {}
    }
    let year = if full { Year::Is(year) } else { Year::Unsaid };
    Some(Date { year, month: month as u8, day: day as u8, ..Date::default() })
}
