//! The Gregorian calendar: days counted from 1 January 1970, weekdays, ISO weeks. No clock is asked.

use crate::Published;

/// A day, counted from 1 January 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(pub i32);

impl Day {
    /// The day of a date; none where the calendar has no such day.
    pub(crate) fn of(year: i32, month: u8, day: u8) -> Option<Self> {
        if month == 0 || day == 0 {
            return None;
        }
        Published::new(u16::try_from(year).ok()?, month, day)?;
        // Years begin in March here, so that the leap day is their last one; eras have 400 years.
        let year = year - i32::from(month <= 2);
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * ((i32::from(month) + 9) % 12) + 2) / 5 + i32::from(day) - 1;
        Some(Self(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468))
    }

    /// Year, month and day.
    pub(crate) fn date(self) -> (i32, u8, u8) {
        let days = self.0 + 719_468;
        let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        (year + era * 400 + i32::from(month <= 2), month as u8, day as u8)
    }

    /// Monday 1 to Sunday 7.
    pub(crate) fn weekday(self) -> u8 {
        (self.0 + 3).rem_euclid(7) as u8 + 1
    }

    /// So many days later.
    pub(crate) fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// ISO 8601 week and the year that it belongs to: that of its Thursday.
    pub(crate) fn week(self) -> (i32, u8) {
        let thursday = self.plus(4 - i32::from(self.weekday()));
        let year = thursday.date().0;
        let first = Self::of(year, 1, 1).map_or(0, |day| day.0);
        (year, ((thursday.0 - first) / 7 + 1) as u8)
    }
}

/// The month so many months after another.
pub(crate) fn month_plus(year: i32, month: u8, months: i32) -> (i32, u8) {
    let count = year.saturating_mul(12).saturating_add(i32::from(month) - 1).saturating_add(months);
    (count.div_euclid(12), count.rem_euclid(12) as u8 + 1)
}

/// What is known of a day: all of it, its month, its year, or nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Known {
    #[default]
    Nothing,
    Year(i32),
    Month(i32, u8),
    Day(Day),
}

impl Known {
    pub(crate) fn of(published: Option<Published>) -> Self {
        let Some(Published { year, month, day }) = published else { return Self::Nothing };
        match (month, Day::of(year.into(), month, day)) {
            (_, Some(day)) => Self::Day(day),
            (0, None) => Self::Year(year.into()),
            (month, None) => Self::Month(year.into(), month),
        }
    }

    pub(crate) fn day(self) -> Option<Day> {
        if let Self::Day(day) = self { Some(day) } else { None }
    }

    pub(crate) fn month(self) -> Option<(i32, u8)> {
        match self {
            Self::Day(day) => Some((day.date().0, day.date().1)),
            Self::Month(year, month) => Some((year, month)),
            _ => None,
        }
    }

    pub(crate) fn year(self) -> Option<i32> {
        match self {
            Self::Year(year) => Some(year),
            _ => self.month().map(|(year, _)| year),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_each_others_inverse() {
        for n in -200_000..200_000 {
            let (year, month, day) = Day(n).date();
            assert_eq!(Day::of(year, month, day), Some(Day(n)));
        }
        assert_eq!(Day::of(1970, 1, 1), Some(Day(0)));
        assert_eq!(Day::of(2023, 2, 29), None);
    }

    #[test]
    fn weekdays_and_weeks_are_those_of_iso_8601() {
        let week = |y, m, d| Day::of(y, m, d).unwrap().week();
        assert_eq!(Day::of(2023, 7, 10).unwrap().weekday(), 1);
        assert_eq!(week(2022, 6, 30), (2022, 26));
        assert_eq!(week(2023, 1, 1), (2022, 52));
        assert_eq!(week(2021, 1, 3), (2020, 53));
        assert_eq!(week(2024, 12, 30), (2025, 1));
        assert_eq!(week(2020, 12, 31), (2020, 53));
    }

    #[test]
    fn months_go_over_years() {
        assert_eq!(month_plus(2023, 1, -1), (2022, 12));
        assert_eq!(month_plus(2023, 11, 14), (2025, 1));
    }
}
