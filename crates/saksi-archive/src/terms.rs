//! Words as they are searched: folded for looking up, and brought to their roots, so that *mengecam* finds *dikecam* and *kecaman*.

use std::ops::Range;

use rustc_hash::FxHashMap;
use saksi_lang::morphology::Morphology;

/// The words of a text as byte ranges: letters and digits, with hyphens and apostrophes between them.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(char::is_alphanumeric)?;
        let mut end = start;
        let mut rest = text[start..].char_indices().peekable();
        while let Some((at, letter)) = rest.next() {
            let joins =
                matches!(letter, '-' | '\'' | '’') && rest.peek().is_some_and(|(_, next)| next.is_alphanumeric());
            if !letter.is_alphanumeric() && !joins {
                break;
            }
            end = start + at + letter.len_utf8();
        }
        from = end;
        Some(start..end)
    })
}

/// Roots of words, each looked for once: an article says the same words again and again, and its quotes are parts of it.
pub(crate) struct Roots<'m> {
    morphology: &'m Morphology,
    known: FxHashMap<String, String>,
}

impl<'m> Roots<'m> {
    pub fn new(morphology: &'m Morphology) -> Self {
        Self { morphology, known: FxHashMap::default() }
    }

    /// The roots of a text's words, parted by blanks.
    pub fn of(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for word in words(text).map(|word| &text[word]) {
            if !out.is_empty() {
                out.push(' ');
            }
            if let Some(root) = self.known.get(word) {
                out.push_str(root);
                continue;
            }
            let root = self.morphology.analyse(word).lemma.into_owned();
            out.push_str(&root);
            self.known.insert(word.to_owned(), root);
        }
        out
    }
}

/// Lower case, single blanks, nothing but letters and digits: how names are compared.
pub(crate) fn folded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in words(name) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(name[word].chars().flat_map(char::to_lowercase));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_a_word_share_their_root() {
        let morphology = Morphology::new();
        for form in ["mengecam", "Dikecam", "kecaman", "kecamannya"] {
            assert_eq!(Roots::new(&morphology).of(form), "kecam", "{form}");
        }
    }

    #[test]
    fn words_keep_hyphens_inside() {
        let text = "“Undang-undang itu,” kata Jum’at- … é";
        let found: Vec<_> = words(text).map(|word| &text[word]).collect();
        assert_eq!(found, ["Undang-undang", "itu", "kata", "Jum’at", "é"]);
        assert_eq!(folded("  H. Joko  WIDODO, S.H."), "h joko widodo s h");
    }
}
