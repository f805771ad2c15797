//! `knowledge/times.tsv`: the words that expressions of time are built with.

use rustc_hash::FxHashMap;

use crate::doc::Doc;
use crate::knowledge::{rows, table};

/// A length of time that language has a word for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

impl Unit {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "second" => Self::Second,
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "day" => Self::Day,
            "week" => Self::Week,
            "weekend" => Self::Weekend,
            "month" => Self::Month,
            "quarter" => Self::Quarter,
            "half" => Self::Half,
            "year" => Self::Year,
            "decade" => Self::Decade,
            "century" => Self::Century,
            _ => return None,
        })
    }
}

/// What a word does in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numeral {
    Is(u32),
    /// *belas*
    Adds(u32),
    /// *puluh*, *ratus*
    Times(u32),
    /// *setengah*
    Half,
    /// *beberapa*
    Some,
}

/// What a word or phrase can do in an expression of time.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TimeWord {
    pub weekday: Option<u8>,
    pub month: Option<u8>,
    pub unit: Option<Unit>,
    /// A unit with *se-* before it.
    pub one: Option<Unit>,
    /// A unit of which there are many (*bertahun-tahun*).
    pub many: Option<Unit>,
    /// A unit behind *setiap* (*tahunnya*).
    pub unit_nya: Option<Unit>,
    pub numeral: Option<Numeral>,
    pub part: Option<&'static str>,
    /// Days from today, and the part of that day.
    pub day: Option<(i32, &'static str)>,
    /// Days from the day that the text spoke of last.
    pub story: Option<i32>,
    pub reference: Option<&'static str>,
    pub zone: Option<&'static str>,
    pub ordinal: Option<u8>,
    roles: u32,
}

/// What a word may do besides: a set of bits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Role(u32);

macro_rules! roles {
    ($($name:ident $word:literal),* $(,)?) => {
        const ROLES: &[&str] = &[$($word),*];
        roles!(@ 0, $($name)*);
    };
    (@ $n:expr, $name:ident $($rest:ident)*) => {
        impl Role { pub(crate) const $name: Role = Role(1 << ($n)); }
        roles!(@ $n + 1, $($rest)*);
    };
    (@ $n:expr,) => {};
}

roles! {
    PAST "past", FUTURE "future", THIS "this", THAT "that", SAME "same", LATER "later", EARLIER "earlier", LAST "last",
    AHEAD "ahead", AGAIN "again", ROW "row", JUST "just", SOON "soon", EDGE "edge", EACH "each", TIMES "times", ONCE "once",
    TO "to", AND "and", BETWEEN "between", CLOCK "clock", ON "on", HEAD "head", FISCAL "fiscal", LEAD "lead", WILL "will",
    MEASURE "measure", AGE "age", NOT_BEFORE "not_before", FIRST "first", SINCE "since", THEN "then",
}

impl TimeWord {
    pub(crate) fn is(&self, role: Role) -> bool {
        self.roles & role.0 != 0
    }

    /// True where an expression can begin with it.
    fn opens(&self) -> bool {
        let named = self.weekday.or(self.month).is_some() || self.unit.or(self.one).or(self.many).is_some();
        let other = self.numeral.is_some() || self.part.or(self.reference).is_some() || self.day.is_some();
        let roles = [Role::EACH, Role::CLOCK, Role::JUST, Role::SOON, Role::EDGE, Role::ON, Role::HEAD, Role::ONCE];
        named || other || self.story.is_some() || roles.iter().any(|&role| self.is(role))
    }

    fn learn(&mut self, role: &str, value: &'static str) {
        let number = value.parse().ok();
        match role {
            "weekday" => self.weekday = number,
            "month" => self.month = number,
            "roman" => self.ordinal = number,
            "unit" => self.unit = Unit::named(value),
            "one" => self.one = Unit::named(value),
            "many" => self.many = Unit::named(value),
            "unit_nya" => self.unit_nya = Unit::named(value),
            "part" => self.part = Some(value),
            "day" => self.day = value.parse().ok().map(|days| (days, "")),
            "night" => self.day = value.parse().ok().map(|days| (days, "TNI")),
            "story" => self.story = value.parse().ok(),
            "reference" => self.reference = Some(value),
            "zone" => self.zone = Some(if value == "local" { "" } else { value }),
            "number" => self.numeral = numeral(value),
            _ => self.roles |= ROLES.iter().position(|r| *r == role).map_or(0, |n| 1 << n),
        }
    }
}

fn numeral(value: &str) -> Option<Numeral> {
    Some(match value {
        "half" => Numeral::Half,
        "some" => Numeral::Some,
        _ => match (value.strip_prefix('+'), value.strip_prefix('x')) {
            (Some(n), _) => Numeral::Adds(n.parse().ok()?),
            (_, Some(n)) => Numeral::Times(n.parse().ok()?),
            _ => Numeral::Is(value.parse().ok()?),
        },
    })
}

/// All entries that begin with one word.
#[derive(Debug, Default)]
pub(crate) struct Entries {
    alone: Option<TimeWord>,
    /// The further words of longer ones, longest first.
    longer: Vec<(Vec<&'static str>, TimeWord)>,
    /// Some entry can open an expression.
    pub opens: bool,
}

impl Entries {
    /// The first entry at token `i` that `wanted` picks, longest first, and the token behind it.
    pub(crate) fn find<T>(
        &self,
        doc: &Doc,
        i: usize,
        end: usize,
        wanted: impl Fn(&TimeWord) -> Option<T>,
    ) -> Option<(T, usize)> {
        for (words, entry) in &self.longer {
            let all = i + words.len() < end && words.iter().enumerate().all(|(k, w)| doc.lower(i + 1 + k) == *w);
            if all && let Some(found) = wanted(entry) {
                return Some((found, i + 1 + words.len()));
            }
        }
        Some((wanted(self.alone.as_ref()?)?, i + 1))
    }
}

/// The table, compiled.
#[derive(Debug)]
pub(crate) struct TimeTable {
    by_first: FxHashMap<&'static str, Entries>,
}

impl TimeTable {
    pub(crate) fn load() -> Self {
        let mut by_first: FxHashMap<&'static str, Entries> = FxHashMap::default();
        for [form, role, value] in rows::<3>(table!("times.tsv")) {
            let mut words = form.split(' ');
            let entries = by_first.entry(words.next().unwrap_or(form)).or_default();
            let rest: Vec<_> = words.collect();
            if rest.is_empty() {
                entries.alone.get_or_insert_default().learn(role, value);
                continue;
            }
            let at = entries.longer.iter().position(|(words, _)| *words == rest).unwrap_or_else(|| {
                entries.longer.push((rest, TimeWord::default()));
                entries.longer.len() - 1
            });
            entries.longer[at].1.learn(role, value);
        }
        for entries in by_first.values_mut() {
            entries.longer.sort_by_key(|(words, _)| (std::cmp::Reverse(words.len()), words.clone()));
            entries.opens = entries.alone.iter().chain(entries.longer.iter().map(|(_, w)| w)).any(TimeWord::opens);
        }
        Self { by_first }
    }

    /// All entries that begin with this lower-cased word.
    pub(crate) fn entries(&self, lower: &str) -> Option<&Entries> {
        self.by_first.get(lower)
    }

    /// The entry of one lower-cased word.
    pub(crate) fn word(&self, lower: &str) -> Option<&TimeWord> {
        self.by_first.get(lower)?.alone.as_ref()
    }
}
