//! Which words of a hit are marked, in code points; how well a hit fits; which words of an article are shown.

use saksi_lang::morphology::Morphology;

use crate::model::Range;
use crate::query::Marks;

/// Bytes of a snippet, about.
const SNIPPET: usize = 220;

/// Where the words searched for stand, in code points.
pub(crate) fn ranges(text: &str, marks: &Marks, morphology: &Morphology) -> Vec<Range> {
    let (mut byte, mut point) = (0, 0);
    let mut points = |to: usize| {
        point += text[byte..to].chars().count();
        byte = to;
        point
    };
    marks
        .find(text, morphology)
        .into_iter()
        .map(|place| Range { start: points(place.start), end: points(place.end) })
        .collect()
}

/// The words around the first that was searched for, else the first words.
pub(crate) fn snippet(text: &str, marks: &Marks, morphology: &Morphology) -> String {
    let first = marks.find(text, morphology).first().map_or(0, |place| place.start);
    let boundary = |at: usize| {
        text[..at]
            .rfind(char::is_whitespace)
            .map_or(0, |space| space + text[space..].chars().next().map_or(1, char::len_utf8))
    };
    let floor = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let from = if first < SNIPPET / 2 { 0 } else { boundary(floor(first - SNIPPET / 4)) };
    let to = floor((from + SNIPPET).min(text.len()));
    let to = if to == text.len() { to } else { boundary(to).max(from) };
    let shown = text[from..to].split_whitespace().collect::<Vec<_>>().join(" ");
    let (before, behind) = (if from > 0 { "… " } else { "" }, if to < text.len() { " …" } else { "" });
    format!("{before}{shown}{behind}")
}

impl Marks {
    /// How well a text fits: more of what was asked for, said in the very words, in fewer words.
    pub(crate) fn score(&self, text: &str, morphology: &Morphology) -> f64 {
        let found = self.find(text, morphology);
        let mut different: Vec<String> = found.iter().map(|place| text[place.clone()].to_lowercase()).collect();
        different.sort();
        different.dedup();
        let exact = different.iter().filter(|word| self.exactly(word)).count();
        (different.len() + exact) as f64 / (8.0 + text.len() as f64).ln()
    }
}
