//! Where an expression of time begins: what it says and where it ends.

use super::meaning::{Base, Date, Meaning, Point, Side, Year};
use super::table::{Entries, Role, TimeTable, TimeWord, Unit};
use crate::doc::Doc;
use crate::knowledge::Class;
use saksi_lang::TokenKind;

/// How many tokens a clause has, at most, as far as its time goes.
const CLAUSE: usize = 60;

/// Something read, and the token behind it.
pub(super) type Read<T> = Option<(T, usize)>;

/// One sentence, to be read from any of its tokens on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a> {
    pub doc: Doc<'a>,
    pub table: &'a TimeTable,
    /// What the table says of each of its tokens.
    pub entries: &'a [Option<&'a Entries>],
    pub start: usize,
    pub end: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn find<T>(&self, i: usize, wanted: impl Fn(&TimeWord) -> Option<T>) -> Read<T> {
        let entries = (*self.entries.get(i.checked_sub(self.start)?)?)?;
        entries.find(&self.doc, i, self.end, wanted)
    }

    /// The token behind a word of this role.
    pub(super) fn role(&self, i: usize, role: Role) -> Option<usize> {
        self.find(i, |w| w.is(role).then_some(())).map(|(_, next)| next)
    }

    /// True where the word before token `i` has this role.
    pub(super) fn behind(&self, i: usize, role: Role) -> bool {
        i > self.start && self.role(i - 1, role) == Some(i)
    }

    pub(super) fn lower(&self, i: usize) -> &'a str {
        if i < self.end { self.doc.lower(i) } else { "" }
    }

    pub(super) fn mark(&self, i: usize, mark: char) -> bool {
        i < self.end && self.doc.mark(i, mark)
    }

    pub(super) fn dash(&self, i: usize) -> bool {
        ['-', '–', '—'].iter().any(|&d| self.mark(i, d))
    }

    /// The surface of a token that begins with a figure.
    pub(super) fn figures(&self, i: usize) -> Option<&'a str> {
        (i < self.end && self.doc.tokens[i].first.is_ascii_digit()).then(|| self.doc.surface(i))
    }

    /// A whole number written in figures alone.
    pub(super) fn integer(&self, i: usize) -> Option<u32> {
        self.figures(i).filter(|s| s.len() <= 4)?.parse().ok()
    }

    /// The expression that begins at token `i`.
    pub(super) fn expression(&self, i: usize) -> Read<Meaning> {
        if self.behind(i, Role::NOT_BEFORE) {
            return None;
        }
        self.set(i)
            .or_else(|| self.reference(i))
            .or_else(|| self.clock(i))
            .or_else(|| self.glued(i))
            .or_else(|| self.season(i))
            .or_else(|| self.days(i))
            .or_else(|| self.place(i))
            .or_else(|| self.length(i))
    }

    /// *saat ini*, *masa lalu*; *dulu* not in the sense of “first” (*tunggu dulu*, *rapat dulu baru lapor*).
    fn reference(&self, i: usize) -> Read<Meaning> {
        let ((reference, first), next) = self.find(i, |w| w.reference.map(|r| (r, w.is(Role::FIRST))))?;
        let ends = next >= self.end || !self.doc.tokens[next].is_word() || self.role(next, Role::THEN).is_some();
        let temporal = i == self.start || self.behind(i, Role::SINCE) || !self.doc.tokens[i - 1].is_word();
        (!first || temporal || !ends).then_some((Meaning::Reference(reference), next))
    }

    /// A point, or a range that begins with it.
    fn place(&self, i: usize) -> Read<Meaning> {
        let (from, next) = self.point(i)?;
        // *Senin-Rabu (10-12/7)* was one point with two dates: it is in `glued`.
        let to = self.role(next, Role::TO).or_else(|| self.dash(next).then_some(next + 1)).or_else(|| {
            // *antara 2014 dan 2019*
            if self.behind(i, Role::BETWEEN) { self.role(next, Role::AND) } else { None }
        });
        if let Some(at) = to
            && let Some((to, next)) = self.point(at).or_else(|| self.bare_year(at))
            && let Some(range) = range(from, to)
        {
            return Some((range, next));
        }
        Some((Meaning::Point(from), next))
    }

    /// One place in time with all that stands around it.
    pub(super) fn point(&self, i: usize) -> Read<Point> {
        let (point, next) = self.plain(i)?;
        Some(self.tail(point, next))
    }

    fn plain(&self, i: usize) -> Read<Point> {
        let base = |(base, next)| (Point::new(base), next);
        if let Some(((days, part), next)) = self.find(i, |w| w.day) {
            return Some((Point { part, ..Point::new(Base::Shift(Unit::Day, days)) }, next));
        }
        if let Some((days, next)) = self.find(i, |w| w.story) {
            return Some((Point::new(Base::Story(Unit::Day, days)), next));
        }
        self.part_of_day(i)
            .or_else(|| self.edge(i))
            .or_else(|| self.weekday(i).map(base))
            .or_else(|| self.date(i).map(base))
            .or_else(|| self.month(i).map(base))
            .or_else(|| self.unit(i).map(base))
            .or_else(|| self.year(i).map(base))
    }

    /// *malam ini*, *pagi tadi*, *malam itu*; *tadi pagi*, *nanti malam*.
    fn part_of_day(&self, i: usize) -> Read<Point> {
        let today = |part| Point { part, ..Point::new(Base::Shift(Unit::Day, 0)) };
        if let Some(next) = self.role(i, Role::JUST).or_else(|| self.role(i, Role::SOON)) {
            let (part, next) = self.find(next, |w| w.part)?;
            return Some((today(part), next));
        }
        let (part, next) = self.find(i, |w| w.part)?;
        if let Some(next) = [Role::THIS, Role::JUST, Role::SOON].iter().find_map(|&r| self.role(next, r)) {
            return Some((today(part), next));
        }
        if let Some(next) = self.role(next, Role::THAT) {
            return Some((Point { part, ..Point::new(Base::Story(Unit::Day, 0)) }, next));
        }
        let ((days, _), next) = self.find(next, |w| w.day)?;
        Some((Point { part, ..Point::new(Base::Shift(Unit::Day, days)) }, next))
    }

    /// *awal 2020*, *akhir pekan ini*, *pertengahan Juli*: the whole that it is an edge of.
    fn edge(&self, i: usize) -> Read<Point> {
        if let Some((Unit::Weekend, next)) = self.find(i, |w| w.unit) {
            let soon = self.role(next, Role::SOON).map(|next| (Base::Shift(Unit::Weekend, 0), next));
            return self.shifted(Unit::Weekend, next).or(soon).map(|(base, next)| (Point::new(base), next));
        }
        let next = self.role(i, Role::EDGE)?;
        // *akhir tahun*: of this one.
        let bare = || {
            let whole = |w: &TimeWord| w.unit.filter(|u| matches!(u, Unit::Month | Unit::Year));
            self.find(next, whole).map(|(unit, next)| (Base::Shift(unit, 0), next))
        };
        let (base, next) = self.month(next).or_else(|| self.unit(next)).or_else(|| self.year(next)).or_else(bare)?;
        Some((Point::new(base), next))
    }

    /// *Senin*, *hari Senin*; *minggu* is a day only as a name, and not at the head of *Minggu ini …*.
    pub(super) fn weekday(&self, i: usize) -> Read<Base> {
        let at = if self.lower(i) == "hari" { i + 1 } else { i };
        let ((weekday, week), next) = self.find(at, |w| w.weekday.map(|day| (day, w.unit.is_some())))?;
        if week && at == i {
            let capital = self.doc.capital(at);
            let opens = at == self.start || self.doc.quote(at - 1) || self.doc.mark(at - 1, ':');
            let shifted =
                [Role::THIS, Role::PAST, Role::FUTURE, Role::THAT].iter().any(|&r| self.role(next, r).is_some());
            if !capital || opens && shifted {
                return None;
            }
        }
        Some((Base::Weekday { weekday, weeks: None, side: Side::Unsaid }, next))
    }

    /// What may follow a point: a date in brackets, a part of the day, *lalu*, *pekan lalu*, the hour, the zone.
    fn tail(&self, mut point: Point, mut next: usize) -> (Point, usize) {
        loop {
            if let Some((date, after)) = self.apposed(&point, next) {
                (point.base, next) = (Base::Date(date), after);
            } else if let Some((base, after)) = self.moved(point.base, next) {
                (point.base, next) = (base, after);
            } else if point.base.is_day()
                && point.part.is_empty()
                && point.clock.is_none()
                && let Some((part, after)) = self.find(next, |w| w.part)
            {
                (point.part, next) = (part, after);
            } else if point.base.is_day()
                && point.clock.is_none()
                && let Some((hour, after)) = self.hour_behind(next)
            {
                (point.clock, point.zone, next) = (hour.clock, hour.zone, after);
                point.part = "";
            } else if point.zone.is_empty()
                && point.base.is_day()
                && let Some((zone, after)) = self.zone(next)
            {
                (point.zone, next) = (zone, after);
                // *waktu setempat* says no offset; nothing else may say one now.
                if zone.is_empty() {
                    return (point, next);
                }
            } else {
                return (point, next);
            }
        }
    }

    /// *(10/7/2023)*, *, 10 Juli 2023*, *(10 Juli 2023)* behind a weekday, *hari ini*, *kemarin*, *pekan lalu*.
    fn apposed(&self, point: &Point, next: usize) -> Read<Date> {
        let weekday = match point.base {
            Base::Weekday { weekday, .. } => weekday,
            Base::Shift(..) | Base::Story(..) => 0,
            // *14 Februari 2024, hari Rabu*
            Base::Date(date) if date.day != 0 && date.weekday == 0 => {
                let at = next + usize::from(self.mark(next, ','));
                let (weekday, after) = self.find(at + 1, |w| w.weekday).filter(|_| self.lower(at) == "hari")?;
                return Some((Date { weekday, ..date }, after));
            }
            _ => return None,
        };
        let comma = usize::from(self.mark(next, ','));
        let at = next + comma;
        let bracket = self.mark(at, '(');
        let on = self.role(at, Role::ON).filter(|_| weekday != 0);
        if weekday == 0 && !bracket {
            return None;
        }
        let at = on.unwrap_or(at + usize::from(bracket));
        let (date, mut after) = self.slashed(at, weekday).or_else(|| self.day_and_month(at))?;
        if bracket {
            // *(10/7/2023 malam)*, *(10/7/2023 WIB)*: whatever else the brackets hold is left in them.
            if !self.mark(after, ')') {
                return None;
            }
            after += 1;
        }
        Some((Date { weekday, ..date }, after))
    }

    /// *Senin lalu*, *Senin pekan lalu*, *10 Juli tahun lalu*, *Juli mendatang*.
    fn moved(&self, base: Base, next: usize) -> Read<Base> {
        let side = if let Some(after) = self.role(next, Role::PAST) {
            Some((Side::Past, after))
        } else if let Some(after) = self.role(next, Role::FUTURE) {
            Some((Side::Future, after))
        } else {
            self.role(next, Role::THIS).map(|after| (Side::This, after))
        };
        match (base, side) {
            (Base::Weekday { weekday, weeks: None, side: Side::Unsaid }, Some((side, after))) => {
                Some((Base::Weekday { weekday, weeks: None, side }, after))
            }
            (Base::Date(date), Some((side, after))) if date.side == Side::Unsaid => {
                Some((Base::Date(Date { side, ..date }), after))
            }
            (Base::Weekday { weekday, weeks: None, side: Side::Unsaid }, None) => {
                let (unit, after) = self.find(next, |w| w.unit)?;
                let (Base::Shift(Unit::Week, weeks), after) = self.shifted(unit, after)? else { return None };
                Some((Base::Weekday { weekday, weeks: Some(weeks), side: Side::Unsaid }, after))
            }
            (Base::Date(date), None) if date.year == Year::Unsaid => {
                let (unit, after) = self.find(next, |w| w.unit)?;
                let year = match self.shifted(unit, after)? {
                    (Base::Shift(Unit::Year, years), after) => (Year::Shift(years), after),
                    (Base::Story(Unit::Year, 0), after) => (Year::Story, after),
                    _ => return None,
                };
                Some((Base::Date(Date { year: year.0, ..date }), year.1))
            }
            _ => None,
        }
    }

    /// What follows a unit: *lalu*, *depan*, *ini*, *itu*, *yang sama*, *berikutnya*.
    pub(super) fn shifted(&self, unit: Unit, next: usize) -> Read<Base> {
        let long = !matches!(unit, Unit::Second | Unit::Minute | Unit::Hour | Unit::Day);
        if long {
            if let Some(after) = self.role(next, Role::PAST) {
                return Some((Base::Shift(unit, -1), after));
            }
            let future = |w: &TimeWord| (w.is(Role::FUTURE) && !w.is(Role::SOON) && w.day.is_none()).then_some(());
            if let Some(((), after)) = self.find(next, future) {
                return Some((Base::Shift(unit, 1), after));
            }
            if let Some(after) = self.role(next, Role::THIS) {
                return Some((Base::Shift(unit, 0), after));
            }
        } else if unit != Unit::Day {
            return None;
        }
        for (role, by) in [(Role::SAME, 0), (Role::THAT, 0), (Role::LATER, 1), (Role::EARLIER, -1)] {
            if let Some(after) = self.role(next, role) {
                return Some((Base::Story(unit, by), after));
            }
        }
        None
    }

    /// The zone, also *waktu* with a name of a place.
    pub(super) fn zone(&self, i: usize) -> Read<&'static str> {
        self.find(i, |w| w.zone).or_else(|| {
            let named = self.lower(i) == "waktu" && i + 1 < self.end && self.doc.capital(i + 1);
            named.then_some(("", i + 2))
        })
    }

    /// Words with a hyphen: *Senin-Rabu*, *Januari-Juni 2023*.
    pub(super) fn glued(&self, i: usize) -> Read<Meaning> {
        let token = &self.doc.tokens[i];
        if token.kind != TokenKind::Word || !token.capital {
            return None;
        }
        let (first, second) = self.lower(i).split_once('-')?;
        let word = |text: &str| self.table.word(text);
        let (from, to) = (word(first)?, word(second)?);
        if let (Some(from), Some(to)) = (from.weekday, to.weekday) {
            let day = |weekday| Point::new(Base::Weekday { weekday, weeks: None, side: Side::Unsaid });
            // *Senin-Rabu (10-12/7/2023)*
            if self.mark(i + 1, '(')
                && let Some((range, next)) = self.slashed_range(i + 2)
                && self.mark(next, ')')
            {
                return Some((range, next + 1));
            }
            return Some((Meaning::Range(day(from), day(to)), i + 1));
        }
        let (from, to) = (from.month?, to.month?);
        let (year, next) = self.year_of_date(i + 1).map_or((Year::Unsaid, i + 1), |(y, next)| (Year::Is(y), next));
        let month = |month| Point::new(Base::Date(Date { month, year, ..Date::default() }));
        Some((Meaning::Range(month(from), month(to)), next))
    }

    /// A year that what stands before it makes one.
    pub(super) fn bare_year(&self, i: usize) -> Read<Point> {
        self.full_year(i)
            .map(|(year, next)| (Point::new(Base::Date(Date { year: Year::Is(year), ..Date::default() })), next))
    }

    /// True where nothing but a comma or *dan* stands between two tokens.
    pub(super) fn joins(&self, from: usize, to: usize) -> bool {
        from < to
            && to <= from + 2
            && (from..to).all(|i| self.mark(i, ',') || matches!(self.lower(i), "dan" | "atau" | "serta"))
    }

    /// True for two weekdays or months with a hyphen.
    pub(super) fn hyphenated(&self, i: usize) -> bool {
        self.lower(i).split_once('-').is_some_and(|(first, _)| self.table.word(first).is_some())
    }

    /// True where the clause of token `i` is about what is to come (*akan*). A comma before the expression (*…, Senin*) parts it
    /// from the clause where somebody says something in it: then it is the day of the saying.
    pub(super) fn future(&self, i: usize) -> bool {
        let comma = i > self.start && self.doc.mark(i - 1, ',');
        let reach = i.saturating_sub(CLAUSE).max(self.start);
        for k in (reach..i).rev() {
            if self.role(k, Role::WILL).is_some() {
                return !comma || !(k.saturating_sub(CLAUSE).max(self.start)..k).any(|c| self.says(c));
            }
            if self.says(k) || self.doc.quote(k) || self.mark(k, ';') {
                return false;
            }
        }
        // At the head of a sentence it belongs to the verb behind it.
        let ahead = (i..self.end.min(i + 14))
            .take_while(|&k| !self.says(k) && !self.doc.quote(k) && !self.doc.is(k, Class::SUB));
        i < self.start + CLAUSE
            && (self.start..i).all(|k| self.doc.is(k, Class::PREP.or(Class::CONN)))
            && ahead.into_iter().any(|k| self.role(k, Role::WILL).is_some())
    }

    fn says(&self, i: usize) -> bool {
        self.doc.words[i].cue().is_some() && self.doc.is(i, Class::VERB)
    }
}

impl Base {
    /// True where it is a day or less.
    pub(super) fn is_day(&self) -> bool {
        match self {
            Self::Weekday { .. } | Self::Shift(Unit::Day, _) | Self::Story(Unit::Day, _) => true,
            Self::Date(date) => date.day != 0,
            _ => false,
        }
    }
}

/// A range, where the two can be its ends; what the first leaves out the second says.
pub(super) fn range(mut from: Point, to: Point) -> Option<Meaning> {
    match (&mut from.base, to.base) {
        (Base::Date(a), Base::Date(b)) => {
            if (a.day != 0) != (b.day != 0) || (a.month != 0) != (b.month != 0) {
                return None;
            }
            if let (Year::Is(first), Year::Is(last)) = (a.year, b.year)
                && first > last
            {
                return None;
            }
            if a.year == Year::Unsaid {
                (a.year, a.side) = (b.year, b.side);
            }
        }
        (a, b) if a.is_day() && b.is_day() => {}
        (Base::Shift(a, _), Base::Shift(b, _)) if *a == b => {}
        (Base::Years { .. }, Base::Years { .. }) => {}
        _ => return None,
    }
    Some(Meaning::Range(from, to))
}
