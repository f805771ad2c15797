//! Keys that sort by day: what FTS5 reads in the order of its rows it then reads in the order of days, either way, and a
//! range of days is a range of keys. That is what keeps a search for a frequent word as fast as one for a rare word.

use std::ops::RangeInclusive;

use jiff::civil::Date;

/// Bits for the place within an article, and for the article.
const ORDINAL_BITS: u32 = 16;
const ARTICLE_BITS: u32 = 31;

/// Items beyond this many of one article stay in its report alone.
pub(crate) const MOST_ITEMS: usize = 1 << ORDINAL_BITS;
/// Articles that fit into an archive.
pub(crate) const MOST_ARTICLES: i64 = (1 << ARTICLE_BITS) - 1;

const FIRST_DAY: Date = Date::constant(1900, 1, 1);
const LAST_DAY: i64 = u16::MAX as i64;

/// A day as a number: 1900-01-01 is 1; 0 for no day or one that cannot be told. Days before 1900 count as the first, those after 2079 as none: nobody publishes then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(pub i64);

impl Day {
    /// The first day that a date may mean: `2022`, `2022-06`, `2022-06-30`, `2022-W26`, `2022-Q2`, or a time stamp. Other values: none.
    pub fn first_of(date: &str) -> Option<Self> {
        span(date).map(|(first, _)| first)
    }

    /// The last day that it may mean.
    pub fn last_of(date: &str) -> Option<Self> {
        span(date).map(|(_, last)| last)
    }

    fn of(date: Date) -> Self {
        let day = (i64::from((date - FIRST_DAY).get_days()) + 1).max(1);
        Self(if day > LAST_DAY { 0 } else { day })
    }

    /// `2022-06-30`; nothing for no day.
    pub fn text(self) -> Option<String> {
        let days = (self.0 > 0).then(|| jiff::Span::new().try_days(self.0 - 1).ok()).flatten()?;
        FIRST_DAY.checked_add(days).ok().map(|date| date.to_string())
    }
}

fn span(value: &str) -> Option<(Day, Day)> {
    let value = value.split(['T', ' ', '/']).next()?;
    let year: i16 = value.get(..4)?.parse().ok().filter(|year| (1000..=9999).contains(year))?;
    let month = |month: i8| Date::new(year, month, 1).ok();
    let (first, last) = match value.get(4..)? {
        "" => (month(1)?, month(12)?.last_of_month()),
        "-H1" => (month(1)?, month(6)?.last_of_month()),
        "-H2" => (month(7)?, month(12)?.last_of_month()),
        rest if rest.starts_with("-Q") => {
            let quarter: i8 = rest[2..].parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
            (month(quarter * 3 - 2)?, month(quarter * 3)?.last_of_month())
        }
        rest if rest.starts_with("-W") => {
            let week = rest.get(2..4)?.parse().ok()?;
            let week = jiff::civil::ISOWeekDate::new(year, week, jiff::civil::Weekday::Monday).ok()?;
            (week.date(), week.date().checked_add(jiff::Span::new().days(6)).ok()?)
        }
        rest if rest.len() == 3 => {
            let first = month(rest.strip_prefix('-')?.parse().ok()?)?;
            (first, first.last_of_month())
        }
        rest => {
            let (month, day) = rest.strip_prefix('-')?.split_once('-')?;
            let date = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
            (date, date)
        }
    };
    Some((Day::of(first), Day::of(last)))
}

/// The key of an article's item.
pub(crate) fn key(day: Day, article: i64, ordinal: usize) -> i64 {
    (day.0 << (ARTICLE_BITS + ORDINAL_BITS)) | (article << ORDINAL_BITS) | ordinal.min(MOST_ITEMS - 1) as i64
}

/// All keys of an article.
pub(crate) fn of_article(day: Day, article: i64) -> RangeInclusive<i64> {
    key(day, article, 0)..=key(day, article, MOST_ITEMS - 1)
}

/// All keys from one day to another, both included. With no first day, what has no day is in it.
pub(crate) fn of_days(first: Option<Day>, last: Option<Day>) -> RangeInclusive<i64> {
    let end = key(Day(last.map_or(LAST_DAY, |day| day.0)), MOST_ARTICLES, MOST_ITEMS - 1);
    // With a last day alone, what has no day is left out: nobody knows that it was before.
    let first = first.map_or(i64::from(last.is_some()), |day| day.0);
    key(Day(first), 0, 0)..=end
}

/// The day in a key.
pub(crate) fn day(key: i64) -> Day {
    Day(key >> (ARTICLE_BITS + ORDINAL_BITS))
}

/// The SQL expression that takes the day out of a key.
pub(crate) fn day_in_sql(column: &str) -> String {
    format!("({column} >> {})", ARTICLE_BITS + ORDINAL_BITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_and_written() {
        for (value, first, last) in [
            ("2022-06-30", "2022-06-30", "2022-06-30"),
            ("2022-06-30T10:00", "2022-06-30", "2022-06-30"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2022", "2022-01-01", "2022-12-31"),
            ("2022-W26", "2022-06-27", "2022-07-03"),
            ("2022-Q2", "2022-04-01", "2022-06-30"),
            ("1899-01-01", "1900-01-01", "1900-01-01"),
        ] {
            assert_eq!(Day::first_of(value).unwrap().text().unwrap(), first, "{value}");
            assert_eq!(Day::last_of(value).unwrap().text().unwrap(), last, "{value}");
        }
        for value in ["", "besok", "P3Y", "PRESENT_REF", "2022-13", "2022-02-30", "2022-W60", "20é2-01", "2022-é"] {
            assert_eq!(Day::first_of(value), None, "{value}");
        }
        assert_eq!(Day::first_of("2918-01-01"), Some(Day(0)));
        assert_eq!(Day(0).text(), None);
    }

    #[test]
    fn keys_sort_by_day_first() {
        let day = |text| Day::first_of(text).unwrap();
        let early = key(day("2020-01-01"), MOST_ARTICLES, MOST_ITEMS - 1);
        let late = key(day("2020-01-02"), 1, 0);
        assert!(0 < early && early < late);
        assert_eq!(super::day(late), day("2020-01-02"));
        assert!(of_article(day("2020-01-02"), 1).contains(&late));
        assert!(!of_days(None, Some(day("2020-01-01"))).contains(&late));
        assert!(of_days(None, Some(day("2020-01-01"))).contains(&early));
        assert!(of_days(None, None).contains(&key(Day(0), 3, 1)));
        assert!(!of_days(None, Some(day("2020-01-01"))).contains(&key(Day(0), 3, 1)));
    }
}
