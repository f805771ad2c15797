//! What an expression of time says, before it is held against a day.

use std::fmt::Write as _;

use super::table::Unit;

/// An expression of time as it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Meaning {
    /// One place in time: a day, a month, an hour.
    Point(Point),
    /// From one place to another.
    Range(Point, Point),
    /// A length of time.
    Duration(Length),
    /// Something that comes again and again, with its value.
    Set(String),
    /// Present, past or future without more (`PRESENT_REF`).
    Reference(&'static str),
}

impl Meaning {
    /// True where it can lie on either side of the day of publication; and for a full date, which may be announced.
    pub(crate) fn leans(&self) -> bool {
        matches!(self, Self::Point(point) | Self::Range(point, _) if matches!(point.base, Base::Date(_) | Base::Weekday { .. }))
    }
}

/// Where in time something is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Point {
    pub base: Base,
    /// Part of the day; empty where none is said.
    pub part: &'static str,
    pub clock: Option<(u8, u8)>,
    /// Offset of the zone; empty where none is said.
    pub zone: &'static str,
}

impl Point {
    pub(crate) fn new(base: Base) -> Self {
        Self { base, part: "", clock: None, zone: "" }
    }
}

/// What a point is counted from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Base {
    /// A date, as much of it as is said.
    Date(Date),
    /// A day of the week, in a week so many from this one, or else the next one in a direction.
    Weekday { weekday: u8, weeks: Option<i32>, side: Side },
    /// Units from the day of publication.
    Shift(Unit, i32),
    /// Units from the day that the text spoke of last.
    Story(Unit, i32),
    /// A quarter or half of a year.
    Division { unit: Unit, number: u8, year: Year },
    /// The years that begin with these figures: the decade 199, the century 18.
    Years { figures: u16, width: u8 },
}

/// A date as it is written; 0 where a part is left out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Date {
    pub year: Year,
    pub month: u8,
    pub day: u8,
    pub weekday: u8,
    /// On which side of the day of publication it lies, where the year is left out.
    pub side: Side,
}

/// The year of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Year {
    #[default]
    Unsaid,
    Is(u16),
    /// Years from that of publication.
    Shift(i32),
    /// The year that the text spoke of last.
    Story,
}

/// On which side of the day of publication.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Side {
    /// What words around it suggest.
    #[default]
    Unsaid,
    Past,
    Future,
    /// In the same week, month or year.
    This,
}

/// How many of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Amount {
    /// In tenths, so that *satu setengah* is one.
    Tenths(u32),
    /// *beberapa*
    Some,
}

impl Amount {
    pub(crate) fn whole(n: u32) -> Self {
        Self::Tenths(n.saturating_mul(10))
    }

    /// The number, where it is a whole one.
    pub(crate) fn exact(self) -> Option<i32> {
        match self {
            Self::Tenths(n) if n % 10 == 0 => i32::try_from(n / 10).ok(),
            _ => None,
        }
    }
}

/// A length of time: amounts of units, the greater first.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Length(pub Vec<(Amount, Unit)>);

impl Length {
    /// As ISO 8601 writes it, with TIMEX3's `X` for an amount that is not said.
    pub(crate) fn value(&self) -> String {
        let mut out = String::from("P");
        let mut clock = false;
        for &(amount, unit) in &self.0 {
            let (factor, letter, of_clock) = match unit {
                Unit::Second => (1, 'S', true),
                Unit::Minute => (1, 'M', true),
                Unit::Hour => (1, 'H', true),
                Unit::Day => (1, 'D', false),
                Unit::Week | Unit::Weekend => (1, 'W', false),
                Unit::Month => (1, 'M', false),
                Unit::Quarter => (3, 'M', false),
                Unit::Half => (6, 'M', false),
                Unit::Year => (1, 'Y', false),
                Unit::Decade => (10, 'Y', false),
                Unit::Century => (100, 'Y', false),
            };
            if of_clock && !clock {
                out.push('T');
                clock = true;
            }
            match amount {
                Amount::Some => out.push('X'),
                Amount::Tenths(n) => {
                    let n = u64::from(n) * factor;
                    let _ = match n % 10 {
                        0 => write!(out, "{}", n / 10),
                        tenth => write!(out, "{}.{tenth}", n / 10),
                    };
                }
            }
            out.push(letter);
        }
        out
    }
}
