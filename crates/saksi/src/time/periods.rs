//! Years and what is longer or a part of one: *tahun 2014*, *1990-an*, *abad ke-19*, *musim 2021/22*, *kuartal II 2023*.

use super::meaning::{Base, Date, Meaning, Year};
use super::reader::{Read, Reader};
use super::table::{Role, Unit};
use super::written::{year_of, years};

impl Reader<'_> {
    /// *tahun 2014*, *tahun lalu*, *abad ke-19*, *tahun 1990-an*, *kuartal II 2023*, *pekan ini*.
    pub(super) fn unit(&self, i: usize) -> Read<Base> {
        if self.counted(i) {
            return None;
        }
        let head = self.role(i, Role::HEAD);
        let (unit, next) = match head {
            // *era 1990-an*, *era tahun 1990-an*
            Some(at) => self.find(at, |w| w.unit).or(Some((Unit::Year, at)))?,
            None => self.find(i, |w| w.unit)?,
        };
        match unit {
            Unit::Year | Unit::Decade => {
                let next = self.role(next, Role::FISCAL).unwrap_or(next);
                if let Some(found) = self.decade(next) {
                    return Some(found);
                }
                if unit == Unit::Year
                    && let Some((year, next)) = self.full_year(next)
                {
                    return Some((Base::Date(Date { year: Year::Is(year), ..Date::default() }), next));
                }
            }
            Unit::Century => {
                if let Some(found) = self.century(next) {
                    return Some(found);
                }
            }
            Unit::Quarter | Unit::Half => {
                if let Some(found) = self.division(unit, next) {
                    return Some(found);
                }
            }
            _ => {}
        }
        if head.is_some() { None } else { self.shifted(unit, next) }
    }

    /// True for a unit behind a number: *(UU) Nomor 7 Tahun 2017*, *berusia 61 tahun itu*.
    pub(super) fn counted(&self, i: usize) -> bool {
        let unit = self.find(i, |w| w.unit).is_some();
        unit && i > self.start && (self.figures(i - 1).is_some() || self.find(i - 1, |w| w.numeral).is_some())
    }

    /// *musim 2025/26*, *tahun ajaran 2023/2024*.
    pub(super) fn season(&self, i: usize) -> Read<Meaning> {
        let at = self.role(i, Role::HEAD).or_else(|| (self.lower(i) == "tahun").then_some(i + 1))?;
        let at = self.role(at, Role::FISCAL).unwrap_or(at);
        let (first, last) = self.figures(at)?.split_once(['/', '-'])?;
        let from = year_of(first)?;
        let to = if last.len() == 2 { last.parse().ok().map(|y: u16| from / 100 * 100 + y) } else { year_of(last) }?;
        (from < to).then(|| (years(from, to), at + 1))
    }

    /// *1990-an*, *90-an*.
    fn decade(&self, i: usize) -> Read<Base> {
        let text = self.figures(i)?;
        let text = text.strip_suffix("-an").or_else(|| text.strip_suffix("an"))?;
        let year: u16 = text.parse().ok().filter(|y| y % 10 == 0)?;
        let year = match text.len() {
            2 => 1900 + year,
            4 => year,
            _ => return None,
        };
        Some((Base::Years { figures: year / 10, width: 3 }, i + 1))
    }

    /// *ke-19*, *XIX*, *ke 19*.
    fn century(&self, i: usize) -> Read<Base> {
        let (at, text) = if self.lower(i) == "ke" {
            (i + 1, self.figures(i + 1)?)
        } else {
            (i, self.doc.surface(i.min(self.end - 1)))
        };
        let text = text.strip_prefix("ke-").unwrap_or(text);
        let number = text.parse().ok().or_else(|| roman(text)).filter(|n| (1..=30).contains(n))?;
        (at < self.end).then_some((Base::Years { figures: number - 1, width: 2 }, at + 1))
    }

    /// *II 2023*, *pertama tahun ini*, *I-2023*, *III/2023*.
    fn division(&self, unit: Unit, i: usize) -> Read<Base> {
        let most = if unit == Unit::Quarter { 4 } else { 2 };
        let base = |number: u8, year| Base::Division { unit, number, year };
        if i < self.end
            && let Some((number, year)) = self.doc.surface(i).split_once('-')
            && let Some(number) = self.table.word(&number.to_lowercase()).and_then(|w| w.ordinal).filter(|&n| n <= most)
        {
            return Some((base(number, Year::Is(year_of(year)?)), i + 1));
        }
        let (number, next) = match self.find(i, |w| w.ordinal) {
            Some(found) => found,
            None => (self.lower(i).strip_prefix("ke-").or(self.figures(i))?.parse().ok().filter(|&n| n >= 1)?, i + 1),
        };
        if number > most {
            return None;
        }
        let at = if self.mark(next, '/') || self.dash(next) { next + 1 } else { next };
        if let Some((year, next)) = self.year_of_date(at) {
            return Some((base(number, Year::Is(year)), next));
        }
        let shifted = self.find(next, |w| w.unit).and_then(|(unit, after)| self.shifted(unit, after));
        Some(match shifted {
            Some((Base::Shift(Unit::Year, years), after)) => (base(number, Year::Shift(years)), after),
            Some((Base::Story(Unit::Year, 0), after)) => (base(number, Year::Story), after),
            _ => (base(number, Year::Unsaid), next),
        })
    }

    /// A year without a noun: only where a preposition or the like stands before it, and no noun that it counts behind it.
    pub(super) fn year(&self, i: usize) -> Read<Base> {
        let led = self.behind(i, Role::LEAD) || self.behind(i, Role::EDGE) || self.behind(i, Role::TO);
        if !led || self.counted(i - 1) {
            return None;
        }
        let counted = |next: usize| {
            self.role(next, Role::MEASURE).is_some()
                || self.mark(next, '%')
                || self
                    .find(next, |w| w.unit.or(w.one))
                    .is_some_and(|(unit, after)| self.shifted(unit, after).is_none())
        };
        let (base, next) = match self.decade(i) {
            Some(found) => found,
            None => {
                let (year, next) = self.full_year(i).filter(|(y, _)| (1900..2100).contains(y))?;
                (Base::Date(Date { year: Year::Is(year), ..Date::default() }), next)
            }
        };
        (!counted(next)).then_some((base, next))
    }
}

fn roman(text: &str) -> Option<u16> {
    let value = |c| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    let digits: Vec<u16> = text.chars().take(8).map(value).collect::<Option<_>>()?;
    let next = digits.iter().skip(1).chain(&[0]);
    let sum: i32 = digits.iter().zip(next).map(|(&a, &b)| if a < b { -i32::from(a) } else { i32::from(a) }).sum();
    u16::try_from(sum).ok()
}
