use saksi::Span;

/// Bytes (or code points) between two entries of a table.
const STEP: usize = 64;

/// Converts offsets in one text between bytes and Unicode code points.
///
/// Made in one pass over the text; each conversion then looks at no more than 64 characters, and at none where
/// the text is ASCII.
#[derive(Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Length of the text in code points.
    len: usize,
    /// Code points before each `STEP`th byte; empty where the text is ASCII.
    before_byte: Vec<u32>,
    /// Byte offset of each `STEP`th code point; empty where the text is ASCII.
    byte_of: Vec<u32>,
}

impl<'t> CodePoints<'t> {
    /// Measures `text`.
    pub fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self { text, len: text.len(), before_byte: Vec::new(), byte_of: Vec::new() };
        }
        let mut before_byte = Vec::with_capacity(text.len() / STEP + 1);
        let mut byte_of = Vec::with_capacity(text.len() / STEP + 1);
        let mut len = 0;
        for (at, &byte) in text.as_bytes().iter().enumerate() {
            if at % STEP == 0 {
                before_byte.push(len as u32);
            }
            if starts_character(byte) {
                if len % STEP == 0 {
                    byte_of.push(at as u32);
                }
                len += 1;
            }
        }
        Self { text, len, before_byte, byte_of }
    }

    /// Length of the text in code points.
    pub fn len(&self) -> usize {
        self.len
    }

    /// True where the text is empty.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// How many code points start before byte offset `byte`; offsets past the end count as the end.
    pub fn from_byte(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let Some(&before) = self.before_byte.get(byte / STEP) else {
            return if self.before_byte.is_empty() { byte } else { self.len };
        };
        let tail = &self.text.as_bytes()[byte / STEP * STEP..byte];
        before as usize + tail.iter().filter(|&&b| starts_character(b)).count()
    }

    /// The byte offset of the code point at `index`; the end of the text for those past it.
    pub fn to_byte(&self, index: usize) -> usize {
        if index >= self.len {
            return self.text.len();
        }
        let Some(&near) = self.byte_of.get(index / STEP) else { return index };
        let rest = &self.text[near as usize..];
        near as usize + rest.char_indices().nth(index % STEP).map_or(rest.len(), |(at, _)| at)
    }

    /// `span` (bytes) in code points.
    pub fn range(&self, span: Span) -> (usize, usize) {
        (self.from_byte(span.start as usize), self.from_byte(span.end as usize))
    }

    /// The span in bytes of code points `start..end`; empty where `end` lies before `start`.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let from = self.to_byte(start);
        Span::new(from, self.to_byte(end).max(from))
    }
}

fn starts_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Every character boundary converts to its index and back, and the surfaces agree.
        #[test]
        fn there_and_back(text in "(\\PC|[ -~]|[é“”…\u{1F600}\u{301}]){0,400}") {
            let points = CodePoints::new(&text);
            prop_assert_eq!(points.len(), text.chars().count());
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            for (index, byte) in ends.enumerate() {
                prop_assert_eq!(points.from_byte(byte), index);
                prop_assert_eq!(points.to_byte(index), byte);
            }
        }

        /// The words between two code points are the same whichever way they are cut out.
        #[test]
        fn same_words(text in "\\PC{0,300}", a in 0usize..300, b in 0usize..300) {
            let points = CodePoints::new(&text);
            let (start, end) = (a.min(b).min(points.len()), a.max(b).min(points.len()));
            let by_characters: String = text.chars().skip(start).take(end - start).collect();
            prop_assert_eq!(points.span(start, end).of(&text), by_characters);
        }
    }

    #[test]
    fn past_the_end() {
        for text in ["", "abc", "aé“"] {
            let points = CodePoints::new(text);
            assert_eq!(points.from_byte(1000), points.len());
            assert_eq!(points.to_byte(1000), text.len());
            assert!(points.span(900, 2).is_empty());
        }
    }
}
