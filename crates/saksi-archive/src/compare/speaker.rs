//! Whether two names may stand for one speaker.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// Who said it, as a reading has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speaker<'a> {
    /// Identifier in the knowledge base, if it is known there.
    pub kb: Option<&'a str>,
    /// Name or description.
    pub name: &'a str,
}

/// How two speakers go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Company {
    /// Two whom nothing joins.
    Different,
    /// One of them is not known, or described and not named; or one may speak for the other.
    Open,
    /// One and the same.
    Same,
}

/// How two speakers go together. *Jokowi* and *Joko Widodo* are one by their identifier, *Sri Mulyani* and *Sri Mulyani Indrawati* by
/// their words; a person may speak for a body.
pub fn company(a: Option<Speaker>, b: Option<Speaker>) -> Company {
    let (Some(a), Some(b)) = (a, b) else { return Company::Open };
    if let (Some(one), Some(other)) = (a.kb, b.kb) {
        let person = |kb: &str| kb.starts_with("person/");
        return match one == other {
            true => Company::Same,
            false if person(one) && person(other) => Company::Different,
            false => Company::Open,
        };
    }
    let (one, other) = (name_words(a.name), name_words(b.name));
    // *polisi* of one paper need not be *polisi* of the other.
    let nameless = |name: &str| !name.chars().any(char::is_uppercase);
    if one.is_empty() || other.is_empty() || nameless(a.name) || nameless(b.name) {
        return Company::Open;
    }
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let shared = short.iter().filter(|word| long.iter().any(|w| alike(w, word))).count();
    match shared {
        _ if shared == short.len() => Company::Same,
        0 if described(a.name) || described(b.name) => Company::Open,
        0 => Company::Different,
        2.. => Company::Same,
        _ => Company::Open,
    }
}

/// Nouns that stand before names or for nobody in particular: *menteri*, *penjelasan*, *warga*.
static NOUNS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let rows = include_str!("../../../../knowledge/nouns.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.filter_map(|row| row.split('\t').next())
        .chain(["pt", "dr", "prof", "bin", "di", "dan", "ii", "iii", "indonesia"])
        .collect()
});

/// The words of a name in lower case, without titles and the like.
fn name_words(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '-');
    let words = words.filter(|word| word.chars().count() > 1).map(str::to_lowercase);
    words.filter(|word| !NOUNS.contains(word.as_str())).collect()
}

/// The same word of a name, one letter aside (*Aldilla* and *Aldila*, *Soeharto* and *Suharto*).
fn alike(a: &str, b: &str) -> bool {
    a == b || a.len() >= 5 && b.len() >= 5 && within_one(&simple(a), &simple(b))
}

fn simple(word: &str) -> Vec<u8> {
    word.replace("oe", "u").replace("dj", "j").replace("tj", "c").into_bytes()
}

/// Whether one insertion, deletion or substitution makes `a` of `b`.
fn within_one(a: &[u8], b: &[u8]) -> bool {
    let before = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[before..], &b[before..]);
    let after = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    a.len().max(b.len()) - after <= 1
}

/// A description is written small (*juru bicara itu*) or has no capital but its first (*Data BPS* has two).
fn described(name: &str) -> bool {
    !name.chars().next().is_some_and(char::is_uppercase)
        || name.split_whitespace().skip(1).any(|w| w.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(a: &str, b: &str) -> Company {
        company(Some(Speaker { kb: None, name: a }), Some(Speaker { kb: None, name: b }))
    }

    #[test]
    fn names_with_and_without_titles_are_one() {
        assert_eq!(names("Rini Hapsari", "Rini Hapsari Wibowo"), Company::Same);
        assert_eq!(names("Menteri Perdagangan Rini Hapsari", "Hapsari"), Company::Same);
        assert_eq!(names("Aldilla Rahma", "Aldila Rahma"), Company::Same);
        assert_eq!(names("Rini Hapsari", "Bayu Seto"), Company::Different);
        assert_eq!(names("Rini Hapsari", "seorang warga"), Company::Open);
        assert_eq!(names("seorang warga", "seorang warga"), Company::Open);
        assert_eq!(names("Penjelasan", "Penjelasan Humas"), Company::Open);
        assert_ne!(names("Bank Indonesia", "Garuda Indonesia"), Company::Same);
    }

    #[test]
    fn identifiers_decide() {
        let with = |kb, name| Some(Speaker { kb: Some(kb), name });
        assert_eq!(company(with("person/a", "Jokowi"), with("person/a", "Joko Widodo")), Company::Same);
        assert_eq!(company(with("person/a", "Widodo"), with("person/b", "Widodo")), Company::Different);
        assert_eq!(company(with("person/a", "Rini"), with("org/b", "Bank Dunia")), Company::Open);
        assert_eq!(company(None, with("person/a", "Rini")), Company::Open);
    }
}
