use saksi_report::CodePoints;

/// A text to find words in.
pub(crate) struct Text<'t> {
    pub text: &'t str,
    pub points: &'t CodePoints<'t>,
}

/// Words to find, and what to call them where they cannot be found.
pub(crate) struct Needle<'n> {
    pub what: &'n str,
    pub index: usize,
    pub words: &'n str,
}

impl Text<'_> {
    /// The first occurrence at or after code point `from`, else the first anywhere.
    pub(crate) fn locate(&self, needle: Needle<'_>, from: usize) -> Result<[usize; 2], (String, String)> {
        let byte = self.points.to_byte(from);
        let after = self.text[byte..].find(needle.words).map(|at| at + byte);
        let start = after
            .or_else(|| self.text.find(needle.words))
            .ok_or_else(|| (format!("{} {}", needle.what, needle.index), needle.words.to_owned()))?;
        Ok([self.points.from_byte(start), self.points.from_byte(start + needle.words.len())])
    }
}

/// Rough spans of sentences in code points, for matching events only: a line end, or white space after a final mark
/// and whatever closes after it.
pub(crate) fn rough_sentences(text: &[char]) -> Vec<[usize; 2]> {
    let (mut spans, mut start, mut at) = (Vec::new(), 0, 0);
    while at < text.len() {
        let end = after_final_mark(text, at).or_else(|| line_ends(text, at));
        let Some(end) = end else {
            at += 1;
            continue;
        };
        spans.push([start, at]);
        (start, at) = (end, end);
    }
    spans.push([start, text.len()]);
    spans
}

fn after_final_mark(text: &[char], at: usize) -> Option<usize> {
    if at == 0 || !matches!(text[at - 1], '.' | '!' | '?') {
        return None;
    }
    let closed = skip(text, at, |c| matches!(c, '"' | '”' | '’' | ')'));
    let end = skip(text, closed, |c| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c));
    (end > closed).then_some(end)
}

fn line_ends(text: &[char], at: usize) -> Option<usize> {
    let end = skip(text, at, |c| c == '\n');
    (end > at).then_some(end)
}

fn skip(text: &[char], from: usize, wanted: impl Fn(char) -> bool) -> usize {
    text[from..].iter().position(|&c| !wanted(c)).map_or(text.len(), |count| from + count)
}

/// The first of `spans` that `at` stands in or at the end of.
pub(crate) fn sentence_of(spans: &[[usize; 2]], at: usize) -> Option<usize> {
    spans.iter().position(|span| span[0] <= at && at <= span[1])
}
