//! Lengths of time and what comes again: *tiga tahun*, *dua hari lalu*, *setiap Senin*, *dua kali sehari*.

use super::meaning::{Amount, Base, Length, Meaning, Point, Year};
use super::reader::{Read, Reader};
use super::table::{Numeral, Role, Unit};
use crate::knowledge::Class;
use saksi_lang::TokenKind;

/// How many words a number has, at most.
const LONGEST_NUMBER: usize = 10;

impl Reader<'_> {
    /// A length of time, or the day that is so far from another one.
    pub(super) fn length(&self, i: usize) -> Read<Meaning> {
        if let Some((unit, next)) = self.find(i, |w| w.many) {
            return Some(self.far(&[(Amount::Some, unit)], next));
        }
        if let Some(found) = self.times(i) {
            return Some(found);
        }
        if self.of_age(i)
            || i > self.start && (self.figures(i - 1).is_some() || self.find(i - 1, |w| w.numeral).is_some())
        {
            return None;
        }
        let (first, mut next) = self.amount_of_unit(i)?;
        // *Satu Abad NU*, *Nomor 7 Tahun 2017*: names.
        let name = self.doc.capital(next - 1) && !self.doc.tokens[next - 1].all_caps && next - 1 > i;
        let law = first.1 == Unit::Year && self.full_year(next).is_some();
        // *(61 tahun)*, *pria 61 tahun*
        let person = i > self.start && first.1 == Unit::Year && self.doc.is(i - 1, Class::PERSON);
        let bracketed = i > self.start && first.1 == Unit::Year && self.mark(i - 1, '(') && self.mark(next, ')');
        // *pebalap 26 tahun itu*
        let aged = first.1 == Unit::Year && self.role(next, Role::THAT).is_some();
        if name || law || person || bracketed || aged {
            return None;
        }
        let mut amounts = vec![first];
        // *dua jam 30 menit*, *satu tahun dan enam bulan*
        while amounts.len() < 4 {
            let at = self.role(next, Role::AND).unwrap_or(next);
            let Some((more, after)) = self.amount_of_unit(at) else { break };
            let last = amounts[amounts.len() - 1].1;
            let week = more.1 == Unit::Week || last == Unit::Week;
            if week || more.1 as u8 >= last as u8 || !fits(last, more.1) {
                break;
            }
            amounts.push(more);
            next = after;
        }
        if let Some(after) = self.role(next, Role::ONCE) {
            return Some((Meaning::Set(Length(amounts).value()), after));
        }
        Some(self.far(&amounts, next))
    }

    /// *berusia 20 tahun*, *usia di atas 20 tahun*, *umur 17 hingga 20 tahun*: an age.
    fn of_age(&self, i: usize) -> bool {
        // *anak di bawah dua tahun*
        if i >= self.start + 2 && self.lower(i - 2) == "di" && matches!(self.lower(i - 1), "bawah" | "atas") {
            return true;
        }
        (i.saturating_sub(5).max(self.start)..i)
            .rev()
            .take_while(|&k| self.doc.tokens[k].kind != TokenKind::Punct || self.dash(k))
            .any(|k| self.role(k, Role::AGE).is_some())
    }

    /// What follows a length: *lalu*, *lagi*, *kemudian*, *terakhir*, *berturut-turut*.
    fn far(&self, amounts: &[(Amount, Unit)], next: usize) -> (Meaning, usize) {
        let length = || Meaning::Duration(Length(amounts.to_vec()));
        let by = if let [(amount, _)] = amounts { amount.exact() } else { None };
        let unit = amounts[0].1;
        let place = |role, make: fn(Unit, i32) -> Base, sign: i32, vague| {
            let after = self.role(next, role)?;
            Some(match by {
                Some(by) => (Meaning::Point(Point::new(make(unit, by.saturating_mul(sign)))), after),
                None => (Meaning::Reference(vague), after),
            })
        };
        let ended = [Role::LAST, Role::AHEAD, Role::ROW, Role::THIS].iter().find_map(|&r| self.role(next, r));
        place(Role::PAST, Base::Shift, -1, "PAST_REF")
            .or_else(|| ended.map(|after| (length(), after)))
            .or_else(|| place(Role::AGAIN, Base::Shift, 1, "FUTURE_REF"))
            .or_else(|| place(Role::LATER, Base::Story, 1, "PAST_REF"))
            .or_else(|| place(Role::EARLIER, Base::Story, -1, "PAST_REF"))
            .unwrap_or_else(|| (length(), next))
    }

    /// *tiga tahun*, *sepekan*, *24 jam*, *setengah jam*, *setahun setengah*.
    fn amount_of_unit(&self, i: usize) -> Read<(Amount, Unit)> {
        let half = |amount: Amount, next: usize| match (amount, self.find(next, |w| w.numeral)) {
            (Amount::Tenths(n), Some((Numeral::Half, after))) => (Amount::Tenths(n.saturating_add(5)), after),
            _ => (amount, next),
        };
        if let Some((unit, next)) = self.find(i, |w| w.one) {
            let (amount, next) = half(Amount::whole(1), next);
            return Some(((amount, unit), next));
        }
        let (mut amount, mut next) = self.amount(i)?;
        // *tiga hingga lima tahun*, *dua atau tiga hari*
        let or = (self.lower(next) == "atau").then_some(next + 1);
        if let Some(at) = self.role(next, Role::TO).or(or).or_else(|| self.dash(next).then_some(next + 1))
            && let Some((_, after)) = self.amount(at)
            && self.find(after, |w| w.unit).is_some()
        {
            (amount, next) = (Amount::Some, after);
        }
        let (unit, next) = self.find(next, |w| w.unit.filter(|&u| u != Unit::Weekend))?;
        let (amount, next) = half(amount, next);
        Some(((amount, unit), next))
    }

    /// A number in words or figures.
    fn amount(&self, i: usize) -> Read<Amount> {
        if let Some(text) = self.figures(i) {
            let (amount, next) = in_figures(text)?;
            // *2 x 24 jam*
            if matches!(self.lower(next + i), "x")
                && let Some(by) = self.integer(i + next + 1)
            {
                let product = amount.exact().map(|n| (n as u32).saturating_mul(by));
                return Some((product.map_or(Amount::Some, Amount::whole), i + next + 2));
            }
            return Some((amount, i + next));
        }
        if let Some((first, second)) = self.lower(i).split_once('-') {
            // *dua-tiga hari*
            let number = |w| matches!(self.table.word(w).and_then(|w| w.numeral), Some(Numeral::Is(_)));
            return (number(first) && number(second)).then_some((Amount::Some, i + 1));
        }
        let (mut sum, mut last, mut next, mut tenths) = (0u32, 0u32, i, 0);
        while next < i + LONGEST_NUMBER
            && let Some((numeral, after)) = self.find(next, |w| w.numeral)
        {
            match numeral {
                Numeral::Some => return (next == i).then_some((Amount::Some, after)),
                Numeral::Half => tenths = 5,
                Numeral::Is(n) => (sum, last) = (sum.saturating_add(last), n),
                Numeral::Adds(n) => last = last.saturating_add(n),
                Numeral::Times(1000) => (sum, last) = (sum.saturating_add(last).max(1).saturating_mul(1000), 0),
                Numeral::Times(n) => last = last.max(1).saturating_mul(n),
            }
            next = after;
        }
        let whole = sum.saturating_add(last);
        (next > i && (whole > 0 || tenths > 0))
            .then_some((Amount::Tenths(whole.saturating_mul(10).saturating_add(tenths)), next))
    }

    /// *setiap Senin*, *tiap tahun*, *setiap dua tahun*, *setiap 17 Agustus*, *setiap pagi*.
    pub(super) fn set(&self, i: usize) -> Read<Meaning> {
        let at = self.role(i, Role::EACH)?;
        // *setiap Senin-Sabtu*
        if at < self.end
            && let Some((Meaning::Range(from, to), next)) = self.glued(at)
            && let (Base::Weekday { weekday: first, .. }, Base::Weekday { weekday: last, .. }) = (from.base, to.base)
        {
            return Some((Meaning::Set(format!("XXXX-WXX-{first}/XXXX-WXX-{last}")), next));
        }
        if let Some((mut point, next)) = self.point(at) {
            // *setiap Senin hingga Jumat*
            if let Base::Weekday { weekday: first, .. } = point.base
                && let Some(to) = self.role(next, Role::TO)
                && let Some((Base::Weekday { weekday: last, .. }, next)) = self.weekday(to)
            {
                return Some((Meaning::Set(format!("XXXX-WXX-{first}/XXXX-WXX-{last}")), next));
            }
            let value = match &mut point.base {
                Base::Weekday { weekday, .. } => format!("XXXX-WXX-{weekday}{}", point.part),
                Base::Date(date) if date.year == Year::Unsaid => {
                    let two = |n: u8| if n == 0 { "XX".to_owned() } else { format!("{n:02}") };
                    let day = if date.day == 0 { String::new() } else { format!("-{}", two(date.day)) };
                    format!("XXXX-{}{day}{}", two(date.month), point.part)
                }
                // *setiap akhir tahun*
                Base::Shift(unit @ (Unit::Month | Unit::Year), 0) => Length(vec![(Amount::whole(1), *unit)]).value(),
                _ => return None,
            };
            return Some((Meaning::Set(value), next));
        }
        if let Some((unit, next)) = self.find(at, |w| w.unit.or(w.one).or(w.unit_nya)) {
            return Some((Meaning::Set(Length(vec![(Amount::whole(1), unit)]).value()), next));
        }
        if let Some((month, next)) = self.find(at, |w| w.month) {
            return Some((Meaning::Set(format!("XXXX-{month:02}")), next));
        }
        if let Some((part, next)) = self.find(at, |w| w.part) {
            return Some((Meaning::Set(format!("XXXX-XX-XX{part}")), next));
        }
        if let Some((Meaning::Point(Point { clock: Some((hour, minute)), zone, .. }), next)) = self.clock(at) {
            return Some((Meaning::Set(format!("XXXX-XX-XXT{hour:02}:{minute:02}{zone}")), next));
        }
        let (amount, next) = self.amount_of_unit(at)?;
        let next = self.role(next, Role::ONCE).unwrap_or(next);
        Some((Meaning::Set(Length(vec![amount]).value()), next))
    }

    /// *dua kali sehari*, *sekali sepekan*.
    fn times(&self, i: usize) -> Read<Meaning> {
        let at = match self.role(i, Role::ONCE) {
            Some(at) => at,
            None => self.amount(i).and_then(|(_, at)| self.role(at, Role::TIMES))?,
        };
        let at = if self.lower(at) == "dalam" { at + 1 } else { at };
        let (unit, next) = self.find(at, |w| w.one)?;
        Some((Meaning::Set(Length(vec![(Amount::whole(1), unit)]).value()), next))
    }
}

/// A length may go on with a smaller unit of its kind: years with months, hours with minutes.
fn fits(greater: Unit, smaller: Unit) -> bool {
    (smaller as u8) < greater as u8 && !matches!(smaller, Unit::Weekend | Unit::Quarter | Unit::Half)
}

/// *24*, *2,5*, *1.000*, *3-5*, *2x24*: the amount, and that it is one token.
fn in_figures(text: &str) -> Read<Amount> {
    if let Some((a, b)) = text.split_once('x') {
        let product = a.parse::<u32>().ok()?.saturating_mul(b.parse().ok()?);
        return Some((Amount::whole(product), 1));
    }
    if let Some((a, b)) = text.split_once('-') {
        let number = |s: &str| s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit());
        return (number(a) && number(b)).then_some((Amount::Some, 1));
    }
    if let Some((whole, tenth)) = text.split_once(',') {
        let tenth = tenth.parse::<u32>().ok().filter(|_| tenth.len() == 1)?;
        return Some((Amount::Tenths(whole.parse::<u32>().ok()?.saturating_mul(10).saturating_add(tenth)), 1));
    }
    if let Some((thousands, rest)) = text.split_once('.') {
        let rest = rest.parse::<u32>().ok().filter(|_| rest.len() == 3)?;
        return Some((Amount::whole(thousands.parse::<u32>().ok()?.saturating_mul(1000).saturating_add(rest)), 1));
    }
    Some((Amount::whole(text.parse().ok()?), 1))
}
