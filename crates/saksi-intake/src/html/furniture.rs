//! What pages put around an article, as the table `data/furniture.tsv` lists it.

use std::sync::LazyLock;

/// Longest line that a `start` pattern takes away, in bytes.
const SHORT: usize = 200;

/// The table, by kind.
#[derive(Debug, Default)]
pub(super) struct Furniture {
    line: Vec<&'static str>,
    start: Vec<&'static str>,
    tail: Vec<&'static str>,
    rest: Vec<&'static str>,
    cut: Vec<&'static str>,
    class: Vec<&'static str>,
    class_head: Vec<&'static str>,
    caption: Vec<&'static str>,
    label: Vec<&'static str>,
}

pub(super) static FURNITURE: LazyLock<Furniture> = LazyLock::new(|| {
    let mut table = Furniture::default();
    for row in include_str!("../../data/furniture.tsv").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let mut cells = row.split('\t');
        let (Some(kind), Some(pattern)) = (cells.next(), cells.next()) else { continue };
        let list = match kind {
            "line" => &mut table.line,
            "start" => &mut table.start,
            "tail" => &mut table.tail,
            "rest" => &mut table.rest,
            "cut" => &mut table.cut,
            "class" => &mut table.class,
            "class*" => &mut table.class_head,
            "caption" => &mut table.caption,
            "label" => &mut table.label,
            _ => continue,
        };
        list.push(pattern);
    }
    table
});

impl Furniture {
    /// Whether a line is none of the article's.
    pub(super) fn is_furniture(&self, line: &str) -> bool {
        if line.len() > SHORT {
            return false;
        }
        let lower = line.to_lowercase();
        let bare = lower.trim_end_matches(|c: char| c.is_ascii_digit() || " .,:;()[]»›>!|+".contains(c));
        self.line.contains(&bare)
            || self.start.iter().chain(&self.label).any(|p| begins(&lower, p))
            || self.tail.iter().any(|p| {
                let before = lower.trim_end_matches(['.', ')']).strip_suffix(p).map(str::trim_end);
                before.is_some_and(|b| b.ends_with(|c: char| c.is_ascii_digit()))
            })
    }

    /// Whether the article is over where this line stands.
    pub(super) fn ends_article(&self, line: &str) -> bool {
        line.len() <= 40 && self.rest.contains(&line.to_lowercase().trim_end_matches([' ', ':', '»', '>']))
    }

    /// The line without the phrases that advertising left in it; `None` where there are none.
    pub(super) fn cut(&self, line: &str) -> Option<String> {
        let mut out = line.to_owned();
        for phrase in &self.cut {
            // ASCII folding keeps offsets; all these phrases are ASCII.
            while let Some(at) = out.to_ascii_lowercase().find(phrase) {
                out.replace_range(at..at + phrase.len(), " ");
            }
        }
        (out != line).then(|| super::lines::fold(&out))
    }

    /// Whether a class or id attribute names furniture.
    pub(super) fn is_class(&self, attribute: &str) -> bool {
        words(attribute).any(|word| {
            let word = word.to_ascii_lowercase();
            self.class.contains(&word.as_str()) || self.class_head.iter().any(|h| word.starts_with(h))
        })
    }

    /// Whether a class attribute names the caption of an image.
    pub(super) fn is_caption(&self, attribute: &str) -> bool {
        words(attribute).any(|word| self.caption.iter().any(|c| c.eq_ignore_ascii_case(word)))
    }

    /// The author's name where a line gives it (“Penulis: Ani Lestari”).
    pub(super) fn author<'a>(&self, line: &'a str) -> Option<&'a str> {
        if line.len() > SHORT {
            return None;
        }
        let name = self.label.iter().find_map(|label| {
            let head = line.get(..label.len())?;
            head.eq_ignore_ascii_case(label).then(|| line[label.len()..].trim())
        })?;
        // “Penulis: Ani | Editor: Budi”
        let name = name.split(['|', '/']).next().unwrap_or(name).trim();
        let name = name.split(" Editor").next().unwrap_or(name).trim_end_matches([',', '.', ' ']);
        (!name.is_empty()).then_some(name)
    }
}

/// The words of a class or id attribute (`read-page--header`).
fn words(attribute: &str) -> impl Iterator<Item = &str> {
    attribute.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty())
}

/// Whether `line` begins with the words of `pattern`.
fn begins(line: &str, pattern: &str) -> bool {
    line.strip_prefix(pattern)
        .is_some_and(|rest| !pattern.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric))
}

/// “Baca juga”, “Simak juga” …: the engine labels such lines, they stay.
pub(super) fn is_related(line: &str) -> bool {
    const HEADS: [&str; 10] = [
        "baca juga",
        "simak juga",
        "lihat juga",
        "baca:",
        "tonton juga",
        "baca pula",
        "lihat video",
        "simak video",
        "saksikan juga",
        "baca selengkapnya:",
    ];
    let head: String = line.chars().take(24).flat_map(char::to_lowercase).collect();
    let head = head.trim_start_matches(|c: char| !c.is_alphanumeric());
    HEADS.iter().any(|h| head.starts_with(h))
}

/// Nothing but “Baca juga:”; what it announces comes on other lines.
pub(super) fn is_related_label(line: &str) -> bool {
    is_related(line) && line.split_whitespace().count() <= 3 && line.len() <= 24
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_used_and_lower_case() {
        for row in include_str!("../../data/furniture.tsv").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            let cells: Vec<_> = row.split('\t').collect();
            assert!((2..=3).contains(&cells.len()), "{row}");
            assert!(
                ["line", "start", "tail", "rest", "cut", "class", "class*", "caption", "label"].contains(&cells[0]),
                "{row}"
            );
            assert_eq!(cells[1], cells[1].to_lowercase().trim(), "{row}");
            let goes = match cells[0] {
                "line" | "start" | "label" => FURNITURE.is_furniture(cells[1]),
                "tail" => FURNITURE.is_furniture(&format!("Judul 5.713 {}", cells[1])),
                "rest" => FURNITURE.ends_article(&cells[1].to_uppercase()),
                "cut" => FURNITURE.cut(&format!("A {} B", cells[1])).as_deref() == Some("A B"),
                "caption" => FURNITURE.is_caption(cells[1]),
                _ => FURNITURE.is_class(&format!("x {}", cells[1])),
            };
            assert!(goes, "{row}");
        }
    }

    #[test]
    fn what_stays() {
        for line in [
            "Baca juga: Presiden Tiba di Kyiv",
            "Editorial Harian Ini Menyebut Presiden Tiba",
            "Topik pembicaraan keduanya ialah pangan.",
            "Komentar itu dibantah Menteri Luar Negeri.",
            "Foto itu beredar luas, kata polisi.",
            "JAKARTA, KOMPAS.com -",
            "Ia membaca 12 buku yang pernah dibaca.",
            "(fyk/ash)",
        ] {
            assert!(!FURNITURE.is_furniture(line) && !FURNITURE.ends_article(line), "{line}");
        }
        assert!(!FURNITURE.is_class("article__content read-page stage"));
    }

    #[test]
    fn authors_and_related() {
        assert_eq!(FURNITURE.author("Penulis: Ani Lestari | Editor: Budi"), Some("Ani Lestari"));
        assert_eq!(FURNITURE.author("Penulis novel itu: Ani"), None);
        assert!(is_related("BACA JUGA: Judul") && is_related("» Simak juga Judul") && !is_related("Bacalah juga"));
        assert!(is_related_label("Baca Juga:") && !is_related_label("Baca juga: Presiden Tiba"));
    }
}
