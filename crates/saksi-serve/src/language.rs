//! The two languages of the pages. All words are in `words.tsv`: key, Indonesian, English.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::extract::Request;
use axum::http::{HeaderMap, header};
use url::form_urlencoded;

const TABLE: &str = include_str!("../words.tsv");

static WORDS: LazyLock<HashMap<&'static str, [&'static str; 2]>> = LazyLock::new(|| {
    let rows = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).skip(1);
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        Some((cells.next()?, [cells.next()?, cells.next()?]))
    })
    .collect()
});

/// In which language a page speaks. What articles say stays Indonesian.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Language {
    #[default]
    Indonesian,
    English,
}

impl Language {
    /// BCP 47.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Indonesian => "id",
            Self::English => "en",
        }
    }

    fn of_code(code: &str) -> Option<Self> {
        match code {
            "id" => Some(Self::Indonesian),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// The words for `key`; the key itself where the table lacks it, which a test rules out.
    pub(crate) fn t(self, key: &str) -> &str {
        WORDS.get(key).map_or(key, |words| words[self as usize])
    }

    /// What a code is called (`status.done`); the code itself where it has no name.
    pub(crate) fn name<'c>(self, group: &str, code: &'c str) -> &'c str {
        WORDS.get(format!("{group}.{code}").as_str()).map_or(code, |words| words[self as usize])
    }

    /// How a number is written: thousands parted.
    pub(crate) fn number(self, number: usize) -> String {
        let digits = number.to_string();
        let mut out = String::with_capacity(digits.len() + digits.len() / 3);
        for (at, digit) in digits.char_indices() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(if self == Self::English { ',' } else { '.' });
            }
            out.push(digit);
        }
        out
    }

    /// `2022-06-30` → *30 Juni 2022*, *30 June 2022*; what is no day stays as it is.
    pub(crate) fn day(self, iso: &str) -> String {
        let month = |month: u8| self.t("months").split(' ').nth(usize::from(month) - 1).unwrap_or_default();
        match iso.parse::<saksi::Published>() {
            Ok(day) if day.day > 0 => format!("{} {} {}", day.day, month(day.month), day.year),
            Ok(day) if day.month > 0 => format!("{} {}", month(day.month), day.year),
            _ => iso.to_owned(),
        }
    }
}

/// The name of the cookie that keeps the choice.
pub(crate) const COOKIE: &str = "saksi-lang";

/// What somebody chose here, or before, or set their browser to.
pub(crate) fn of(request: &Request) -> Language {
    chosen(request.uri().query()).unwrap_or_else(|| kept(request.headers()))
}

/// `lang=` of a query.
pub(crate) fn chosen(query: Option<&str>) -> Option<Language> {
    let mut pairs = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
    pairs.find(|(name, _)| name == "lang").and_then(|(_, code)| Language::of_code(&code))
}

/// By cookie, else by what the browser prefers.
pub(crate) fn kept(headers: &HeaderMap) -> Language {
    if let Some(language) = cookie(headers, COOKIE).and_then(Language::of_code) {
        return language;
    }
    let text = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut best = (0.0, Language::Indonesian);
    for range in text.split(',') {
        let (tag, weight) = range.split_once(";q=").unwrap_or((range, "1"));
        let weight: f32 = weight.trim().parse().unwrap_or(0.0);
        let code = tag.trim().split('-').next().unwrap_or_default().to_ascii_lowercase();
        if let Some(language) = Language::of_code(&code).filter(|_| weight > best.0) {
            best = (weight, language);
        }
    }
    best.1
}

/// The value of a cookie.
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|line| line.split(';'))
        .find_map(|cookie| cookie.trim().split_once('=').filter(|(key, _)| *key == name))
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::parameters::{ACTS, CLASSES, ENTITY_KINDS, KINDS, ORDERS, STATUSES};

    #[test]
    fn both_languages_have_every_word() {
        let rows: Vec<&str> = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        assert_eq!(rows[0], "key\tid\ten");
        for row in &rows[1..] {
            let cells: Vec<&str> = row.split('\t').collect();
            assert!(cells.len() == 3 && cells.iter().all(|cell| !cell.trim().is_empty()), "{row}");
        }
        assert_eq!(WORDS.len(), rows.len() - 1, "a key is there twice");
    }

    #[test]
    fn whatever_is_asked_for_is_there_and_nothing_else() {
        let root = env!("CARGO_MANIFEST_DIR");
        let mut used: Vec<String> = vec!["months".into()];
        let mut folders = vec![format!("{root}/src"), format!("{root}/templates")];
        while let Some(folder) = folders.pop() {
            for file in fs::read_dir(folder).unwrap() {
                let path = file.unwrap().path();
                if path.is_dir() {
                    folders.push(path.display().to_string());
                    continue;
                }
                let text = fs::read_to_string(&path).unwrap();
                for call in text.split(".t(\"").skip(1) {
                    used.push(call.split('"').next().unwrap().to_owned());
                }
            }
        }
        let groups = [
            ("kind", KINDS),
            ("act", ACTS),
            ("class", CLASSES),
            ("status", STATUSES),
            ("entity", ENTITY_KINDS),
            ("order", ORDERS),
        ];
        used.extend(groups.iter().flat_map(|(group, codes)| codes.iter().map(move |code| format!("{group}.{code}"))));
        for key in &used {
            assert!(WORDS.contains_key(key.as_str()), "words.tsv lacks {key}");
        }
        // Asked for by codes that are not in the sources.
        let free = |key: &&&str| ["mode.", "facet.", "in_quote."].iter().any(|group| key.starts_with(group));
        for key in WORDS.keys().filter(|key| !free(key)) {
            assert!(used.iter().any(|used| used == key), "nobody says {key}");
        }
    }

    #[test]
    fn choice_then_cookie_then_browser() {
        let headers = |name: header::HeaderName, value: &'static str| {
            HeaderMap::from_iter([(name, axum::http::HeaderValue::from_static(value))])
        };
        assert_eq!(chosen(Some("words=a&lang=en")), Some(Language::English));
        assert_eq!(kept(&headers(header::COOKIE, "a=b; saksi-lang=en")), Language::English);
        assert_eq!(kept(&headers(header::ACCEPT_LANGUAGE, "en-GB,en;q=0.9,id;q=0.2")), Language::English);
        assert_eq!(kept(&headers(header::ACCEPT_LANGUAGE, "de,id;q=0.5,en;q=0.3")), Language::Indonesian);
        assert_eq!(kept(&HeaderMap::new()), Language::Indonesian);
    }

    #[test]
    fn numbers_and_days() {
        assert_eq!([Language::Indonesian.number(1234567), Language::English.number(999)], ["1.234.567", "999"]);
        assert_eq!(Language::English.day("2022-06-30"), "30 June 2022");
        assert_eq!(Language::Indonesian.day("2022-W26"), "2022-W26");
    }
}
