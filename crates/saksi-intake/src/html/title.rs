//! The headline among the titles of a page, without the outlet's name.

/// What pages put between headline and outlet.
const BARS: [&str; 7] = [" | ", " :: ", " » ", " « ", " - ", " – ", " — "];
/// Words of an outlet's name.
const OUTLET: &[&str] = &["news", "online", "portal", "berita", "media", "tv", "koran", "harian"];
/// Fewest words of a headline.
const WORDS: usize = 3;

/// Where a page may give its headline.
pub(super) struct Candidates<'a> {
    /// JSON-LD, Open Graph, other meta elements: the surest first.
    pub(super) stated: [Option<String>; 3],
    /// First-level headings.
    pub(super) shown: Vec<String>,
    /// `<title>`.
    pub(super) page: Option<String>,
    /// Names and host of the outlet.
    pub(super) outlets: &'a [String],
}

/// The headline; `None` where the page has none.
pub(super) fn choose(from: &Candidates) -> Option<String> {
    let stated = || from.stated.iter().flatten().chain(&from.page);
    let all: Vec<&str> = stated().chain(&from.shown).map(String::as_str).collect();
    let headline = stated().find(|t| words(t) > WORDS || !is_outlet(t, from.outlets)).map(String::as_str);
    let Some(headline) = headline else {
        let shown = from.shown.iter().find(|t| words(t) >= WORDS).or(from.shown.first());
        return shown.map(|t| cut(t, &all, from.outlets)).or_else(|| from.page.clone());
    };
    let headline = cut(headline, &all, from.outlets);
    // Some cut headlines for search engines; another place has the whole.
    let stem = headline.trim_end_matches(['.', '…', ' ']);
    let whole = all.iter().map(|t| cut(t, &all, from.outlets)).find(|t| {
        stem.len() > 20
            && t.len() > headline.len()
            && t.starts_with(stem)
            && (stem.len() < headline.len() || stem.len() > 90)
    });
    Some(whole.unwrap_or(headline))
}

/// Takes outlet names off both ends of `title`.
fn cut(title: &str, all: &[&str], outlets: &[String]) -> String {
    let mut rest = title.trim();
    // The page shows the headline alone elsewhere: nothing to be guessed.
    let alone = |t: &&&str| {
        let around = (rest.strip_prefix(**t), rest.strip_suffix(**t));
        words(t) >= WORDS
            && !outlets.iter().any(|o| plain(o) == plain(t))
            && BARS
                .iter()
                .any(|b| around.0.is_some_and(|r| r.starts_with(b)) || around.1.is_some_and(|r| r.ends_with(b)))
    };
    if let Some(t) = all.iter().filter(alone).min_by_key(|t| t.len()) {
        rest = t;
    }
    'again: loop {
        for bar in BARS {
            let Some(at) = rest.rfind(bar) else { continue };
            let (head, tail) = (rest[..at].trim(), &rest[at + bar.len()..]);
            let sure = is_outlet(tail, outlets);
            let likely = !matches!(bar, " - " | " – " | " — ") && words(tail) <= 5;
            if words(head) >= WORDS && (sure || likely) {
                rest = head;
                continue 'again;
            }
        }
        for bar in BARS {
            let Some(at) = rest.find(bar) else { continue };
            let (head, tail) = (&rest[..at], rest[at + bar.len()..].trim());
            if words(tail) >= WORDS && is_outlet(head, outlets) {
                rest = tail;
                continue 'again;
            }
        }
        return rest.to_owned();
    }
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Whether `text` names the outlet, or some outlet.
fn is_outlet(text: &str, outlets: &[String]) -> bool {
    let plain_text = plain(text);
    if words(text) > 6 || plain_text.is_empty() {
        return false;
    }
    let lower = text.to_lowercase();
    let of_page = outlets.iter().any(|o| {
        let name = plain(o);
        name == plain_text
            || o.split('.').any(|label| label.len() >= 4 && plain_text.contains(&plain(label))) && words(text) <= 4
    });
    of_page
        || [".com", ".co", ".id", ".net", ".tv"].iter().any(|d| lower.split_whitespace().any(|w| w.ends_with(d)))
        || words(text) <= 3 && lower.split_whitespace().any(|w| OUTLET.contains(&w))
}

/// Letters and digits alone, lower-case.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(stated: &str, shown: &[&str], outlets: &[&str]) -> String {
        let outlets: Vec<String> = outlets.iter().map(|&o| o.to_owned()).collect();
        choose(&Candidates {
            stated: [None, Some(stated.to_owned()).filter(|s| !s.is_empty()), None],
            shown: shown.iter().map(|&s| s.to_owned()).collect(),
            page: None,
            outlets: &outlets,
        })
        .unwrap()
    }

    #[test]
    fn outlets_come_off() {
        for (given, expected) in [
            ("Presiden Tiba di Kyiv - Kompas.com Regional", "Presiden Tiba di Kyiv"),
            ("Presiden Tiba di Kyiv - ANTARA News", "Presiden Tiba di Kyiv"),
            ("Presiden Tiba di Kyiv | Tempo Gaya", "Presiden Tiba di Kyiv"),
            ("Presiden Tiba di Kyiv - Health :: Okezone Lifestyle", "Presiden Tiba di Kyiv - Health"),
            ("Hasil Persib vs Persija - Skor 2-1", "Hasil Persib vs Persija - Skor 2-1"),
            ("Mobil - Motor", "Mobil - Motor"),
            ("detikNews - Presiden Tiba di Kyiv", "Presiden Tiba di Kyiv"),
        ] {
            assert_eq!(chosen(given, &[], &["Kompas.com", "news.detik.com"]), expected);
        }
        let shown = ["Kesehatan", "Presiden Tiba di Kyiv"];
        assert_eq!(chosen("Presiden Tiba di Kyiv - Health - X", &shown, &[]), "Presiden Tiba di Kyiv");
        assert_eq!(chosen("", &shown, &[]), "Presiden Tiba di Kyiv");
    }

    #[test]
    fn cut_headlines_are_made_whole() {
        let whole = "Presiden Tiba di Kyiv untuk Bertemu Zelensky dan Menyerukan Perdamaian";
        assert_eq!(chosen("Presiden Tiba di Kyiv untuk Bertemu…", &[whole], &[]), whole);
    }
}
