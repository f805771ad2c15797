use std::fmt;
use std::str::FromStr;

/// One article as it comes in: the exact text, and what is known about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Names the article in reports; unique within one run where intake could make it so.
    pub id: String,
    /// Headline, where it stands apart from the text.
    pub title: Option<String>,
    /// Outlet (“Kompas.com”).
    pub source: Option<String>,
    /// Address it was read from.
    pub url: Option<String>,
    /// Author's name as the page gives it.
    pub author: Option<String>,
    /// Day of publication, as exactly as it is known.
    pub published: Option<Published>,
    /// BCP 47 language tag; `id` where nobody says otherwise.
    pub language: Option<String>,
    /// The text, a paragraph a line. Every span of an analysis points into exactly this.
    pub text: String,
}

/// A day of publication that may lack its day or its month (`2022-06-30`, `2018-09`, `2018`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Published {
    /// Year, 1000–9999.
    pub year: u16,
    /// Month, 1–12; 0 where unknown.
    pub month: u8,
    /// Day of the month, 1–31; 0 where unknown.
    pub day: u8,
}

impl Published {
    /// Checks the ranges of a calendar date; `month` and `day` may be 0 for “not known”.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let days = match month {
            0 => 0,
            2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        ((1000..=9999).contains(&year) && month <= 12 && day <= days).then_some(Self { year, month, day })
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.month, self.day) {
            (0, _) => write!(f, "{:04}", self.year),
            (m, 0) => write!(f, "{:04}-{m:02}", self.year),
            (m, d) => write!(f, "{:04}-{m:02}-{d:02}", self.year),
        }
    }
}

impl FromStr for Published {
    type Err = String;

    /// Reads `2022-06-30`, `2022-06`, `2022`, or either of them at the head of an ISO 8601 time stamp.
    fn from_str(s: &str) -> Result<Self, String> {
        let wrong = || format!("{s:?} is no date: expected YYYY-MM-DD, YYYY-MM or YYYY");
        let day = s.split(['T', ' ']).next().unwrap_or(s);
        let mut parts = day.split('-');
        let mut number = |required: bool, width: usize| match parts.next() {
            Some(p) if p.len() == width && p.bytes().all(|b| b.is_ascii_digit()) => {
                p.parse::<u16>().map_err(|_| wrong())
            }
            None if !required => Ok(0),
            _ => Err(wrong()),
        };
        let (year, month, day) = (number(true, 4)?, number(false, 2)?, number(false, 2)?);
        if parts.next().is_some() {
            return Err(wrong());
        }
        Self::new(year, month as u8, day as u8).ok_or_else(wrong)
    }
}
