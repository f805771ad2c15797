use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use super::{rows, table};
use crate::Published;

/// A stretch of time whose ends may be unknown, or known only to the month or year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Term {
    pub from: Option<Published>,
    pub to: Option<Published>,
}

impl Term {
    pub(crate) fn of_cells(from: &str, to: &str) -> Self {
        Self { from: from.parse().ok(), to: to.parse().ok() }
    }

    /// True where the day lies inside, its first and last day included; what is not known does not speak against it.
    pub(crate) fn covers(self, day: Published) -> bool {
        self.from.is_none_or(|from| compare(from, day) != Ordering::Greater)
            && self.to.is_none_or(|to| compare(day, to) != Ordering::Greater)
    }
}

/// Compares as far as both are known: 2022-06 is equal to all its days.
fn compare(a: Published, b: Published) -> Ordering {
    let known = |x: u8, y: u8| if x == 0 || y == 0 { None } else { Some(x.cmp(&y)) };
    a.year.cmp(&b.year).then_with(|| match known(a.month, b.month) {
        Some(Ordering::Equal) => known(a.day, b.day).unwrap_or(Ordering::Equal),
        other => other.unwrap_or(Ordering::Equal),
    })
}

/// A term of office.
#[derive(Clone, Debug)]
pub(crate) struct Office {
    pub person: &'static str,
    pub title: &'static str,
    /// A state, `org/…` or `place/…`.
    pub of: &'static str,
    pub term: Term,
    pub source: &'static str,
    lower: [Box<str>; 2],
}

impl Office {
    /// True where this is the full or short form of its title, in lower case.
    pub(crate) fn is(&self, title: &str) -> bool {
        !title.is_empty() && self.lower.iter().any(|t| **t == *title)
    }

    /// The full and the short form of its title, in lower case.
    pub(crate) fn forms(&self) -> impl Iterator<Item = &str> {
        self.lower.iter().map(|t| &**t).filter(|t| !t.is_empty())
    }

    pub(crate) fn on(&self, day: Option<Published>) -> bool {
        day.is_none_or(|day| self.term.covers(day))
    }
}

/// All terms of office, by holder and by what they are an office of.
#[derive(Debug, Default)]
pub(crate) struct Offices {
    all: Vec<Office>,
    by_person: FxHashMap<&'static str, Vec<u32>>,
    by_of: FxHashMap<&'static str, Vec<u32>>,
    /// The full title of a short form of one word, both in lower case: *menhub*, *menteri perhubungan*.
    in_full: FxHashMap<Box<str>, Box<str>>,
}

impl Offices {
    pub(crate) fn load() -> Self {
        let mut out = Self::default();
        for [person, title, short, of, from, to, source] in rows(table!("offices.tsv")) {
            let number = out.all.len() as u32;
            out.by_person.entry(person).or_default().push(number);
            out.by_of.entry(of).or_default().push(number);
            let lower = [title, short].map(|t| t.to_lowercase().into_boxed_str());
            if !lower[1].is_empty() && !lower[1].contains(' ') {
                out.in_full.entry(lower[1].clone()).or_insert_with(|| lower[0].clone());
            }
            out.all.push(Office { person, title, of, term: Term::of_cells(from, to), source, lower });
        }
        out
    }

    /// The offices that a person held, in the order of the table.
    pub(crate) fn held_by(&self, person: &str) -> impl Iterator<Item = &Office> {
        self.by_person.get(person).into_iter().flatten().map(|&n| &self.all[n as usize])
    }

    /// The title that a short form of one word stands for (*menhub*), in lower case.
    pub(crate) fn in_full(&self, short: &str) -> Option<&str> {
        self.in_full.get(short).map(|title| &**title)
    }

    /// All terms, in the order of the table.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Office> {
        self.all.iter()
    }

    /// The offices of a state, body or place, in the order of the table.
    pub(crate) fn of(&self, id: &str) -> impl Iterator<Item = &Office> {
        self.by_of.get(id).into_iter().flatten().map(|&n| &self.all[n as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_cover_days_as_far_as_both_are_known() {
        let day = |text: &str| text.parse::<Published>().unwrap();
        let term = Term::of_cells("2014-10-20", "2023-12");
        assert!(term.covers(day("2023-12-31")) && term.covers(day("2014-10-20")) && term.covers(day("2014")));
        assert!(!term.covers(day("2014-10-19")) && !term.covers(day("2024-01-01")));
        assert!(Term::of_cells("", "").covers(day("1999-01-01")));
    }
}
