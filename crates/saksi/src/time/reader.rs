//! Where an expression of time begins: what it says and where it ends.

use super::meaning::{Base, Meaning, Point, Year};
use super::table::{Entries, Role, TimeTable, TimeWord, Unit};
use crate::doc::Doc;
use crate::knowledge::Class;

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
