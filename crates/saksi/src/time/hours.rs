//! Hours of the day: *pukul 19.30 WIB*, *jam 7 malam*, *10.00-12.00 WIB*.

use super::meaning::{Base, Meaning, Point};
use super::reader::{Read, Reader, range};
use super::table::{Numeral, Role, Unit};

impl Reader<'_> {
    /// An hour, with the day that may stand behind it.
    pub(super) fn clock(&self, i: usize) -> Read<Meaning> {
        let (mut from, mut to, mut next) = self.hours(i)?;
        let day = Base::Story(Unit::Day, 0);
        let point = |hour: Point, base| Point { base, ..hour };
        // *pukul 19.30 WIB, Senin (10/7/2023)*, *pukul 7 pada Senin*, *pukul 7 tadi malam*
        let mut at = next + usize::from(self.mark(next, ','));
        at += usize::from(matches!(self.lower(at), "pada" | "di"));
        let mut base = day;
        if let Some((day, after)) = self.point(at)
            && day.base.is_day()
            && day.clock.is_none()
            && (at == next || matches!(day.base, Base::Weekday { .. } | Base::Date(_)))
        {
            (base, next) = (day.base, after);
            // *pukul 11.00, Sabtu malam*
            for hour in [Some(&mut from), to.as_mut()].into_iter().flatten() {
                let (hours, minutes) = hour.clock.unwrap_or_default();
                let (hours, minutes, _) = by_part((hours, minutes, true), day.part);
                hour.clock = Some((hours, minutes));
            }
        }
        let from = point(from, base);
        Some((to.and_then(|to| range(from, point(to, base))).unwrap_or(Meaning::Point(from)), next))
    }

    /// The hour behind a day, perhaps after a comma: *Senin, sekitar pukul 19.30 WIB*.
    pub(super) fn hour_behind(&self, i: usize) -> Read<Point> {
        let at = i + usize::from(self.mark(i, ','));
        let at = at + usize::from(matches!(self.lower(at), "sekitar" | "tepat" | "tepatnya" | "kira-kira" | "pada"));
        let (from, to, next) = self.hours(at)?;
        to.is_none().then_some((from, next))
    }

    /// One hour, or two with a hyphen or *hingga* between them.
    fn hours(&self, i: usize) -> Option<(Point, Option<Point>, usize)> {
        let spoken = self.role(i, Role::CLOCK);
        let mut at = spoken.unwrap_or(i);
        at += usize::from(spoken.is_some() && self.mark(at, '.'));
        let figures = self.figures(at);
        let (first, last) = match figures {
            Some(text) => text.split_once(['-', '–']).map_or((text, None), |(a, b)| (a, Some(b))),
            None => ("", None),
        };
        let mut from = match figures {
            Some(_) => hour(first)?,
            None => {
                self.find(at, |w| match w.numeral {
                    Some(Numeral::Is(n)) if n <= 12 => Some((n as u8, 0, false)),
                    _ => None,
                })?
                .0
            }
        };
        let mut next = at + 1;
        // Without *pukul* it takes minutes and a zone, here or behind the later hour; *jam 3 jam* is none.
        let zoned = |next: usize| self.find(next, |w| w.zone).is_some();
        let later = self.dash(next) && self.figures(next + 1).and_then(hour).is_some_and(|h| h.2) && zoned(next + 2);
        if spoken.is_none() && (!from.2 || !zoned(next) && !later) {
            return None;
        }
        if !from.2 && self.find(next, |w| w.unit).is_some_and(|(u, _)| u != Unit::Day) {
            return None;
        }
        let mut to = match last {
            Some(last) => Some(hour(last)?),
            None => None,
        };
        if to.is_none() {
            let at = self.role(next, Role::TO).or_else(|| self.dash(next).then_some(next + 1));
            let at = at.map(|at| self.role(at, Role::CLOCK).unwrap_or(at));
            if let Some(at) = at
                && let Some(text) = self.figures(at)
                && let Some(last) = hour(text)
                && last.2 == from.2
            {
                (to, next) = (Some(last), at + 1);
            }
        }
        if let Some((part, after)) = self.find(next, |w| w.part) {
            from = by_part(from, part);
            to = to.map(|to| by_part(to, part));
            next = after;
        }
        let mut zone = "";
        if let Some((found, after)) = self.zone(next) {
            (zone, next) = (found, after);
            // *02.00 WIB dini hari*
            if let Some((part, after)) = self.find(next, |w| w.part) {
                (from, next) = (by_part(from, part), after);
            }
            // *14.35 WIB - 15.30 WIB*
            let at = self.role(next, Role::TO).or_else(|| self.dash(next).then_some(next + 1));
            let at = at.map(|at| self.role(at, Role::CLOCK).unwrap_or(at));
            if to.is_none()
                && let Some(at) = at
                && let Some(last) = self.figures(at).and_then(hour)
                && let Some((_, after)) = self.zone(at + 1)
            {
                (to, next) = (Some(last), after);
            }
        }
        let point =
            |(hour, minute, _)| Point { clock: Some((hour, minute)), zone, ..Point::new(Base::Story(Unit::Day, 0)) };
        Some((point(from), to.map(point), next))
    }
}

/// *19.30*, *19:30*, *7*: hour, minute, and whether minutes are said.
fn hour(text: &str) -> Option<(u8, u8, bool)> {
    let mut parts = text.split(['.', ':']);
    let hour = parts.next()?.parse().ok().filter(|h| *h <= 24)?;
    match parts.next() {
        None => Some((hour, 0, false)),
        Some(minute) if minute.len() == 2 => Some((hour, minute.parse().ok().filter(|m| *m < 60)?, true)),
        Some(_) => None,
    }
}

/// An hour counted to twelve, by the part of the day: *7 malam* is 19, *2 malam* is 2.
fn by_part((hour, minute, said): (u8, u8, bool), part: &str) -> (u8, u8, bool) {
    let hour = match (part, hour) {
        ("TAF", 1..=6) | ("TEV", 1..=9) | ("TNI", 5..=11) => hour + 12,
        ("TNI", 12) => 0,
        _ => hour,
    };
    (hour, minute, said)
}
