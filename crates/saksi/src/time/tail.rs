//! What may follow a place in time: the date in brackets, *lalu*, *pekan depan*, the hour, the zone.

use super::meaning::{Base, Date, Point, Side, Year};
use super::reader::{Read, Reader};
use super::table::{Role, TimeWord, Unit};

impl Reader<'_> {
    /// What may follow a point: a date in brackets, a part of the day, *lalu*, *pekan lalu*, the hour, the zone.
    pub(super) fn tail(&self, mut point: Point, mut next: usize) -> (Point, usize) {
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
}
