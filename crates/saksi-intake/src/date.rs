//! Days of publication as outlets and data sets write them.

use saksi::Published;

/// Longest text in which a date is looked for, in characters.
const LONGEST: usize = 200;
/// Western Indonesian Time, in seconds: a bare epoch number names no zone, and the day is an Indonesian one.
const WIB: i64 = 7 * 3600;

/// Names of months, lower-case: Indonesian (old and new spelling), English, and the usual abbreviations.
const MONTHS: [&[&str]; 12] = [
    &["januari", "january", "jan"],
    &["februari", "february", "pebruari", "febuari", "feb", "peb"],
    &["maret", "march", "mar", "mrt"],
    &["april", "apr"],
    &["mei", "may"],
    &["juni", "june", "jun"],
    &["juli", "july", "jul"],
    &["agustus", "august", "agu", "agt", "ags", "agst", "agust", "aug", "ogos"],
    &["september", "sept", "sep"],
    &["oktober", "october", "okt", "oct"],
    &["november", "nopember", "nov", "nop"],
    &["desember", "december", "disember", "des", "dec"],
];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token<'a> {
    /// Value and number of digits.
    Number(u64, usize),
    Word(&'a str),
    Mark(char),
}

/// Reads the first date in `s`.
///
/// Knows ISO 8601 (also without day, or `20220630`), RFC 2822, `30/06/2022` — the day first unless only the month can
/// be —, `30 Juni 2022`, `30 Jun 22`, `June 30, 2022`, with week-day, time and zone around them, and Unix time in
/// seconds or milliseconds. The day is the one that is written: a zone does not shift it. `None` where there is no
/// date, where it is impossible (31 Juni), or outside of 1700–2200.
pub fn parse_date(s: &str) -> Option<Published> {
    let s = s.trim();
    if s.is_empty() || s.chars().nth(LONGEST).is_some() {
        return None;
    }
    if s.bytes().all(|b| b.is_ascii_digit()) {
        return digits(s);
    }
    // `1656547200.0`, as pandas writes it.
    if let Some((whole, fraction)) = s.split_once('.') {
        let all = |p: &str| p.bytes().all(|b| b.is_ascii_digit());
        if whole.len() >= 9 && all(whole) && all(fraction) {
            return digits(whole);
        }
    }
    let tokens = tokens(s);
    (0..tokens.len()).find_map(|at| if starts_clean(&tokens, at) { date_at(&tokens[at..]) } else { None })
}

/// A date does not begin within a number (`3.062.623/323/2015`) or a time.
fn starts_clean(tokens: &[Token], at: usize) -> bool {
    // “31 Juni 2022” is impossible, not June.
    if let ([.., Token::Number(1..=99, 1..=2)], Token::Word(_)) = (&tokens[..at], tokens[at]) {
        return false;
    }
    at < 2
        || !matches!(
            (tokens[at - 2], tokens[at - 1], tokens[at]),
            (Token::Number(..), Token::Mark('-' | '/' | '.' | ':'), Token::Number(..))
        )
}

fn digits(s: &str) -> Option<Published> {
    let n: i64 = s.parse().ok()?;
    match s.len() {
        4 => checked(n as u64, 0, 0),
        8 | 14 => checked(s[..4].parse().ok()?, s[4..6].parse().ok()?, s[6..8].parse().ok()?)
            .filter(|p| p.month > 0 && p.day > 0),
        9 | 10 => epoch(n),
        12 | 13 => epoch(n / 1000),
        _ => None,
    }
}

/// Civil date of Unix time, after Howard Hinnant's `civil_from_days`.
fn epoch(seconds: i64) -> Option<Published> {
    let days = (seconds + WIB).div_euclid(86_400) + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    checked((year_of_era + era * 400 + i64::from(month <= 2)) as u64, month as u64, day as u64)
}

fn checked(year: u64, month: u64, day: u64) -> Option<Published> {
    if !(1700..=2200).contains(&year) {
        return None;
    }
    Published::new(year as u16, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

fn tokens(s: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut rest = s;
    while let Some(c) = rest.chars().next() {
        let run = |is: fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
        let taken = if c.is_ascii_digit() {
            let end = run(|c| c.is_ascii_digit());
            out.push(Token::Number(rest[..end].parse().unwrap_or(u64::MAX), end));
            end
        } else if c.is_alphabetic() {
            let end = run(char::is_alphabetic);
            out.push(Token::Word(&rest[..end]));
            end
        } else {
            if !c.is_whitespace() {
                out.push(Token::Mark(c));
            }
            c.len_utf8()
        };
        rest = &rest[taken..];
    }
    out
}

fn month(word: &str) -> Option<u64> {
    let word = word.to_lowercase();
    MONTHS.iter().position(|names| names.contains(&word.as_str())).map(|i| i as u64 + 1)
}

/// A date that begins at the first token.
fn date_at(tokens: &[Token]) -> Option<Published> {
    use Token::{Mark, Number, Word};
    let dash = |c: char| matches!(c, '-' | '/' | '.' | '\u{2010}'..='\u{2013}');
    match *tokens {
        [Number(y, 4), Mark(a), Number(m, 1..=2), Mark(b), Number(d, 1..=2), ..] if dash(a) && a == b => {
            if m == 0 || d == 0 { None } else { checked(y, m, d) }
        }
        [Number(y, 4), Mark('-' | '/'), Number(m @ 1..=12, 1..=2), ..] => checked(y, m, 0),
        [Number(a, 1..=2), Mark(x), Number(b, 1..=2), Mark(z), Number(y, digits @ (2 | 4)), ..]
            if dash(x) && x == z && a > 0 && b > 0 =>
        {
            // Two digits after dots are a time (10.30.15) as often as a year.
            let year = if digits == 4 { y } else { short_year(y).filter(|_| x != '.')? };
            if b > 12 { checked(year, a, b) } else { checked(year, b, a) }
        }
        [Number(d @ 1..=31, 1..=2), ref rest @ ..] => {
            let rest = match rest {
                [Word(w), tail @ ..] if matches!(w.to_ascii_lowercase().as_str(), "st" | "nd" | "rd" | "th") => tail,
                _ => rest,
            };
            let (m, rest) = month_first(skip_marks(rest))?;
            checked(year_first(rest)?, m, d)
        }
        [Word(_), ..] => {
            let (m, rest) = month_first(tokens)?;
            match *skip_marks(rest) {
                [Number(y, 4), ..] => checked(y, m, 0),
                [Number(d @ 1..=31, 1..=2), ref rest @ ..] => {
                    let rest = match rest {
                        [Word(w), tail @ ..]
                            if matches!(w.to_ascii_lowercase().as_str(), "st" | "nd" | "rd" | "th") =>
                        {
                            tail
                        }
                        _ => rest,
                    };
                    match *skip_marks(rest) {
                        [Number(y, 4), ..] => checked(y, m, d),
                        _ => None,
                    }
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn month_first<'a, 'b>(tokens: &'b [Token<'a>]) -> Option<(u64, &'b [Token<'a>])> {
    match tokens {
        [Token::Word(w), rest @ ..] => Some((month(w)?, rest)),
        _ => None,
    }
}

fn skip_marks<'a, 'b>(tokens: &'b [Token<'a>]) -> &'b [Token<'a>] {
    match tokens {
        [Token::Mark('-' | '+' | '/' | '.' | ',' | '\'' | '’' | '\u{2013}'), rest @ ..] => skip_marks(rest),
        _ => tokens,
    }
}

/// A year of four digits, or of two unless a time follows (`30 Juni 10:00`).
fn year_first(tokens: &[Token]) -> Option<u64> {
    match *skip_marks(tokens) {
        [Token::Number(y, 4), ..] => Some(y),
        [Token::Number(_, 2), Token::Mark(':' | '.'), ..] => None,
        [Token::Number(y, 2), ..] => short_year(y),
        _ => None,
    }
}

/// 00–69 are this century's.
fn short_year(y: u64) -> Option<u64> {
    Some(if y < 70 { 2000 + y } else { 1900 + y })
}

#[cfg(test)]
mod tests {
    use super::parse_date;

    #[test]
    fn dates() {
        for (given, expected) in [
            ("2022-06-30", "2022-06-30"),
            ("2022-06-30T10:00:00+07:00", "2022-06-30"),
            ("2022-06-30 23:44:44", "2022-06-30"),
            ("2015-11-05 T10:08:58Z", "2015-11-05"),
            ("2022/6/3", "2022-06-03"),
            ("2022-06", "2022-06"),
            ("2022", "2022"),
            ("20220630", "2022-06-30"),
            ("20220630101500", "2022-06-30"),
            ("Thu, 30 Jun 2022 10:00:00 +0700", "2022-06-30"),
            ("30/06/2022", "2022-06-30"),
            ("5/6/2022", "2022-06-05"),
            ("6/30/2022", "2022-06-30"),
            ("10/21/2025 20:43", "2025-10-21"),
            ("01-10-2023", "2023-10-01"),
            ("30.06.2022", "2022-06-30"),
            ("30/06/22", "2022-06-30"),
            ("Kamis, 30 Juni 2022 | 10:00 WIB", "2022-06-30"),
            ("Kamis (30/6/2022) 10.00 WIB", "2022-06-30"),
            ("Diterbitkan: 30 Juni 2022, 10:00 WIB", "2022-06-30"),
            ("10:00 WIB, 30 Juni 2022", "2022-06-30"),
            ("10.00 WIB - 30/06/2022", "2022-06-30"),
            ("30 Jun 2022", "2022-06-30"),
            ("22 Feb 2023 23:16", "2023-02-22"),
            ("30-Jun-22", "2022-06-30"),
            ("13+December+2018", "2018-12-13"),
            ("30 Jun '22", "2022-06-30"),
            ("June 30, 2022", "2022-06-30"),
            ("Jun. 30th, 2022", "2022-06-30"),
            ("1st March 2022", "2022-03-01"),
            ("Jum'at, 17 Pebruari 2017", "2017-02-17"),
            ("17 Agt 2020", "2020-08-17"),
            ("17 Agu 2020", "2020-08-17"),
            ("1 Okt 2020", "2020-10-01"),
            ("1 Des. 2020", "2020-12-01"),
            ("10 Nop 2020", "2020-11-10"),
            ("9 Mei 2021", "2021-05-09"),
            ("JUNI 2022", "2022-06"),
            ("1656547200", "2022-06-30"),
            ("1656547200000", "2022-06-30"),
            ("1656547200.0", "2022-06-30"),
            // 20:00 UTC is three in the morning in Jakarta.
            ("1656619200", "2022-07-01"),
        ] {
            let read = parse_date(given).map(|p| p.to_string());
            assert_eq!(read.as_deref(), Some(expected), "{given}");
        }
    }

    #[test]
    fn no_dates() {
        for given in [
            "",
            "kemarin",
            "31/06/2022",
            "31 Juni 2022",
            "30 Juni",
            "30 Juni 10:00",
            "13/13/2022",
            "0001-01-01",
            "2 jam yang lalu",
            "10:30:15",
            "99999999999999999999",
            "2022-13-45",
            "3.062.623/323/2015",
            "0",
            "-5",
        ] {
            assert_eq!(parse_date(given), None, "{given}");
        }
        assert_eq!(parse_date(&"30 Juni 2022 ".repeat(100)), None);
    }
}
