//! What people type into the search box, turned into an expression of FTS5, and which words of a hit it is about.
//!
//! Words are looked up by their roots and among the names of speakers; phrases in quotation marks by their exact words;
//! `harga*` by its beginning; `-beras` must not occur; `A OR B` (or `ATAU`) either. Fields: `oleh:` or `speaker:` a name
//! of who speaks or acts, `media:` or `outlet:`, `sejak:` or `since:`, `sampai:` or `until:`, `jenis:` or `kind:`, `tindak:` or `act:`.
//! Nothing that is typed is an error, save a field with a value that it cannot have.

use saksi_lang::morphology::Morphology;

use crate::ArchiveError;
use crate::key::Day;
use crate::terms::{folded, words};

/// A search, understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// FTS5 expression for words; empty where none are asked for.
    pub expression: String,
    /// First day, as typed.
    pub since: Option<String>,
    /// Last day.
    pub until: Option<String>,
    /// Outlets.
    pub outlet: Vec<String>,
    /// Kinds of quotes.
    pub kind: Vec<String>,
    /// Kinds of speech.
    pub act: Vec<String>,
    /// What to mark in a hit.
    pub marks: Marks,
}

/// Which words of a text a search is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    roots: Vec<String>,
    /// As typed, in lower case.
    forms: Vec<String>,
    beginnings: Vec<String>,
    phrases: Vec<Vec<String>>,
}

/// Reads a search. `what` it finds is said in the module's first lines.
///
/// # Errors
///
/// A field with a value that it cannot have (`sejak:kemarin`).
pub fn parse(typed: &str, morphology: &Morphology) -> Result<Parsed, ArchiveError> {
    let mut parsed = Parsed::default();
    let mut wanted: Vec<String> = Vec::new();
    let mut unwanted: Vec<String> = Vec::new();
    let mut either = false;
    for piece in pieces(typed) {
        if piece.field.is_empty() && !piece.quoted && matches!(piece.text, "OR" | "ATAU") {
            either = !wanted.is_empty();
            continue;
        }
        let Some(expression) = parsed.take(&piece, morphology)? else { continue };
        if piece.without {
            unwanted.push(expression);
        } else if either && let Some(last) = wanted.last_mut() {
            *last = format!("({last} OR {expression})");
        } else {
            wanted.push(expression);
        }
        either = false;
    }
    parsed.expression = wanted.join(" AND ");
    if !parsed.expression.is_empty() && !unwanted.is_empty() {
        parsed.expression = format!("({}) NOT ({})", parsed.expression, unwanted.join(" OR "));
    }
    Ok(parsed)
}

/// One word, phrase or field.
struct Piece<'t> {
    without: bool,
    field: &'t str,
    text: &'t str,
    quoted: bool,
}

fn pieces(typed: &str) -> impl Iterator<Item = Piece<'_>> {
    const MARKS: [char; 5] = ['"', '“', '”', '„', '«'];
    let mut rest = typed;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let without = rest.len() > 1 && rest.starts_with('-');
        rest = rest.strip_prefix('-').filter(|_| without).unwrap_or(rest);
        let word = rest.find(|letter: char| letter.is_whitespace() || MARKS.contains(&letter)).unwrap_or(rest.len());
        let field = rest[..word]
            .split_once(':')
            .map(|(field, _)| field)
            .filter(|field| FIELDS.iter().any(|(name, _)| name == field));
        let field = field.unwrap_or_default();
        rest = if field.is_empty() { rest } else { &rest[field.len() + 1..] };
        let quoted = rest.starts_with(MARKS);
        let text = if quoted {
            let inside = &rest[rest.chars().next()?.len_utf8()..];
            let close = inside.find(['"', '”', '“', '»']).unwrap_or(inside.len());
            let text = &inside[..close];
            rest = inside[close..].chars().next().map_or("", |mark| &inside[close + mark.len_utf8()..]);
            text
        } else {
            let end = rest.find(|letter: char| letter.is_whitespace() || MARKS.contains(&letter)).unwrap_or(rest.len());
            let text = &rest[..end];
            rest = &rest[end..];
            text
        };
        (quoted || !text.is_empty() || !field.is_empty() || !rest.is_empty()).then_some(Piece {
            without,
            field,
            text,
            quoted,
        })
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Who,
    Outlet,
    Since,
    Until,
    Kind,
    Act,
}

/// Names of fields, in both languages of the pages.
const FIELDS: [(&str, Field); 12] = [
    ("oleh", Field::Who),
    ("speaker", Field::Who),
    ("media", Field::Outlet),
    ("outlet", Field::Outlet),
    ("sejak", Field::Since),
    ("since", Field::Since),
    ("sampai", Field::Until),
    ("until", Field::Until),
    ("jenis", Field::Kind),
    ("kind", Field::Kind),
    ("tindak", Field::Act),
    ("act", Field::Act),
];

impl Parsed {
    /// Heeds a piece; its expression, where it asks for words.
    fn take(&mut self, piece: &Piece<'_>, morphology: &Morphology) -> Result<Option<String>, ArchiveError> {
        let text = piece.text;
        let Some((name, field)) = FIELDS.iter().find(|(name, _)| *name == piece.field) else {
            return Ok(self.words(piece, morphology));
        };
        if text.is_empty() {
            return Ok(None);
        }
        let day = |to: &mut Option<String>| {
            *to = Some(text.to_owned());
            let wrong = || ArchiveError::Query(format!("{name}:{text} is no date: write YYYY-MM-DD, YYYY-MM or YYYY"));
            Day::first_of(text).map(|_| None).ok_or_else(wrong)
        };
        match field {
            Field::Who => {
                let name = folded(text);
                return Ok((!name.is_empty()).then(|| format!("who : \"{name}\"")));
            }
            Field::Since => return day(&mut self.since),
            Field::Until => return day(&mut self.until),
            Field::Outlet => self.outlet.push(text.to_owned()),
            Field::Kind => self.kind.push(text.to_lowercase()),
            Field::Act => self.act.push(text.to_lowercase()),
        }
        Ok(None)
    }

    fn words(&mut self, piece: &Piece<'_>, morphology: &Morphology) -> Option<String> {
        let found: Vec<String> = words(piece.text).map(|word| piece.text[word].to_lowercase()).collect();
        let (first, mark) = (found.first()?, !piece.without);
        // Where a word is cut inside (*anti-korupsi*, *5,3*) its parts stand side by side in the index.
        let phrase = found.iter().map(|word| word.replace(['-', '\'', '’'], " ")).collect::<Vec<_>>().join(" ");
        if piece.quoted {
            if mark {
                self.marks.phrases.push(found.clone());
            }
            return Some(format!("words : \"{phrase}\""));
        }
        if piece.text.ends_with('*') {
            if mark {
                self.marks.beginnings.push(first.clone());
            }
            return Some(format!("{{words who}} : \"{phrase}\" *"));
        }
        let roots: Vec<String> = found.iter().map(|word| morphology.analyse(word).lemma.into_owned()).collect();
        let root = roots.join(" ").replace(['-', '\'', '’'], " ");
        if mark {
            self.marks.roots.extend(roots);
            self.marks.forms.extend(found);
        }
        Some(format!("(roots : \"{root}\" OR who : \"{phrase}\")"))
    }
}

impl Marks {
    /// Whether a word was typed just so.
    pub(crate) fn exactly(&self, word: &str) -> bool {
        self.forms.iter().any(|form| form == word)
    }

    /// Where the words searched for stand: byte ranges, in order.
    pub(crate) fn find(&self, text: &str, morphology: &Morphology) -> Vec<std::ops::Range<usize>> {
        if *self == Self::default() {
            return Vec::new();
        }
        let places: Vec<_> = words(text).collect();
        let lower: Vec<String> = places.iter().map(|place| text[place.clone()].to_lowercase()).collect();
        let mut marked = vec![false; places.len()];
        for (at, word) in lower.iter().enumerate() {
            marked[at] |= self.beginnings.iter().any(|beginning| word.starts_with(beginning.as_str()));
            marked[at] |=
                !self.roots.is_empty() && self.roots.iter().any(|root| *root == morphology.analyse(word).lemma);
        }
        for phrase in &self.phrases {
            for at in 0..lower.len() {
                if lower[at..].starts_with(phrase) {
                    marked[at..at + phrase.len()].fill(true);
                }
            }
        }
        places.into_iter().zip(marked).filter_map(|(place, marked)| marked.then_some(place)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expression(typed: &str) -> String {
        parse(typed, &Morphology::new()).unwrap().expression
    }

    #[test]
    fn words_are_brought_to_their_roots() {
        assert_eq!(expression("mengecam"), r#"(roots : "kecam" OR who : "mengecam")"#);
        assert_eq!(expression("harga*"), r#"{words who} : "harga" *"#);
        assert_eq!(expression("“harga beras”"), r#"words : "harga beras""#);
        assert_eq!(
            expression("beras -impor"),
            r#"((roots : "beras" OR who : "beras")) NOT ((roots : "impor" OR who : "impor"))"#
        );
        assert!(expression("beras OR jagung").starts_with("((roots : \"beras\""));
        assert_eq!(expression("oleh:\"Joko Widodo\""), r#"who : "joko widodo""#);
    }

    #[test]
    fn nothing_that_is_typed_breaks_the_expression() {
        for typed in [
            "", "\"", "-", "*", "OR", "a OR", "((", "NEAR(", "\"a", "^x", "{who}:x", ":", "oleh:", "-\"", "“”",
            "a:b:c", "- -",
        ] {
            let parsed = parse(typed, &Morphology::new()).unwrap();
            assert_eq!(parsed.expression.matches('"').count() % 2, 0, "{typed}: {}", parsed.expression);
        }
        assert!(parse("sejak:kemarin", &Morphology::new()).unwrap_err().to_string().contains("YYYY-MM-DD"));
    }

    #[test]
    fn fields_narrow_down() {
        let parsed = parse("sejak:2022 sampai:2022-06 media:Kompas jenis:direct", &Morphology::new()).unwrap();
        assert_eq!((parsed.since.as_deref(), parsed.until.as_deref()), (Some("2022"), Some("2022-06")));
        assert_eq!((parsed.outlet, parsed.kind), (vec!["Kompas".to_owned()], vec!["direct".to_owned()]));
        assert_eq!(parsed.expression, "");
    }

    #[test]
    fn hits_are_marked_in_every_form() {
        let morphology = Morphology::new();
        let text = "Ia dikecam; kecaman itu “tidak adil”.";
        let marks = parse("mengecam \"tidak adil\"", &morphology).unwrap().marks;
        let found: Vec<_> = marks.find(text, &morphology).into_iter().map(|place| &text[place]).collect();
        assert_eq!(found, ["dikecam", "kecaman", "tidak", "adil"]);
    }
}
