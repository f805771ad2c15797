//! What a column is. The tables of columns are the one source of headers, Arrow schemas and the codebook.

use std::borrow::Cow;
use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;

use super::row::Row;

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number of 64 bits.
    Integer,
    /// A number of double precision.
    Double,
    /// True or false.
    Boolean,
    /// A complete day.
    Day,
    /// A moment, in UTC, to the microsecond.
    Moment,
}

impl Kind {
    /// The name in the codebook.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Double => "double",
            Self::Boolean => "boolean",
            Self::Day => "date",
            Self::Moment => "timestamp",
        }
    }
}

/// A column of a table. Every cell may be empty: what is not known is left out.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name in headers.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: Kind,
    /// Unit, or the values there are.
    pub values: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// The field of the report or of the archive that it is taken from.
    pub field: &'static str,
    pub(super) cell: CellOf,
}

/// Takes a cell from a row.
pub(super) type CellOf = for<'r, 'a> fn(&'r Row<'a>) -> Option<Cell<'r>>;

/// A column, in one line.
pub(super) const fn column(
    name: &'static str,
    kind: Kind,
    values: &'static str,
    meaning: &'static str,
    field: &'static str,
    cell: CellOf,
) -> Column {
    Column { name, kind, values, meaning, field, cell }
}

/// What stands in a cell that is not empty.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell<'r> {
    Text(Cow<'r, str>),
    Integer(i64),
    Double(f64),
    Boolean(bool),
    Day(Date),
    Moment(Timestamp),
}

impl<'r> Cell<'r> {
    /// Text, if there is any.
    pub fn text(text: impl Into<Cow<'r, str>>) -> Option<Self> {
        Some(text.into()).filter(|text: &Cow<str>| !text.is_empty()).map(Self::Text)
    }

    /// A count or an offset.
    pub fn count(count: usize) -> Option<Self> {
        i64::try_from(count).ok().map(Self::Integer)
    }

    /// A number, where it is one.
    pub fn double(number: f64) -> Option<Self> {
        number.is_finite().then_some(Self::Double(number))
    }

    /// The day that a date, a moment or a TIMEX3 value begins with (`2022-06-30`, `2022-06-30T10:00`); `None` where it is less exact.
    pub fn day(value: &str) -> Option<Self> {
        day(value).map(Self::Day)
    }

    /// A moment in RFC 3339.
    pub fn moment(value: &str) -> Option<Self> {
        value.parse().ok().map(Self::Moment)
    }
}

/// The complete day that `value` begins with.
pub(super) fn day(value: &str) -> Option<Date> {
    let (day, rest) = value.split_at_checked(10)?;
    let exact = day
        .bytes()
        .enumerate()
        .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    (exact && (rest.is_empty() || rest.starts_with(['T', ' ']))).then(|| day.parse().ok()).flatten()
}

impl fmt::Display for Cell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Integer(number) => number.fmt(f),
            Self::Double(number) => number.fmt(f),
            Self::Boolean(truth) => truth.fmt(f),
            Self::Day(day) => day.fmt(f),
            Self::Moment(moment) => moment.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_complete_days_are_days() {
        for (value, told) in [
            ("2022-06-30", Some("2022-06-30")),
            ("2022-06-30T10:00", Some("2022-06-30")),
            ("2022-06-30TMO", Some("2022-06-30")),
            ("2022-06", None),
            ("2022-W26", None),
            ("2022-02-30", None),
            ("20220630xx", None),
            ("2022-06-305", None),
            ("PRESENT_REF", None),
            ("é022-06-30", None),
        ] {
            assert_eq!(day(value).map(|day| day.to_string()).as_deref(), told, "{value}");
        }
    }
}
