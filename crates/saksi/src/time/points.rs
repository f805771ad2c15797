//! One place in time by its own words: weekdays, parts of the day, edges of longer times, pairs with a hyphen.

use super::meaning::{Base, Date, Meaning, Point, Side, Year};
use super::reader::{Read, Reader};
use super::table::{Role, TimeWord, Unit};
use saksi_lang::TokenKind;

impl Reader<'_> {
    pub(super) fn plain(&self, i: usize) -> Read<Point> {
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
}
