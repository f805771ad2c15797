use std::borrow::Cow;

use saksi_lang::analyzer::{Depth, Word};
use saksi_lang::{Span, Token, segment, tokenize};

use crate::annotate::{Annotator, Scratch};
use crate::sentence::{Id, Row, Sentence};

impl Annotator {
    /// Cuts a text into sentences and words and fills them in. A line is a paragraph; `id` names the document.
    pub fn read<'a>(&'a self, id: &str, text: &'a str, depth: Depth, scratch: &mut Scratch) -> Vec<Sentence<'a>> {
        let mut sentences = self.cut(id, text, scratch);
        for sentence in &mut sentences {
            self.annotate(sentence, depth, scratch);
        }
        sentences
    }

    /// Cuts a text into sentences and words, all else in them empty.
    pub fn cut<'a>(&self, id: &str, text: &'a str, scratch: &mut Scratch) -> Vec<Sentence<'a>> {
        let id = name(id);
        let mut sentences: Vec<Sentence> = Vec::new();
        tokenize(text, &mut scratch.tokens);
        let tokens = &scratch.tokens;
        segment::sentences(text, tokens, &self.morphology, |range, words| {
            let glued = tokens.get(range.end).is_some_and(|next: &Token| !next.space_before);
            let mut sentence = Sentence { comments: Vec::new(), rows: rows(text, words, glued) };
            let mut surface = String::new();
            sentence.surface(&mut surface);
            if sentences.is_empty() {
                sentence.comments.push(format!("# newdoc id = {id}").into());
            }
            if tokens[range.start].line_start {
                sentence.comments.push("# newpar".into());
            }
            sentence.comments.push(format!("# sent_id = {id}-{}", sentences.len() + 1).into());
            sentence.comments.push(format!("# text = {}", surface.trim_end()).into());
            sentences.push(sentence);
        });
        sentences
    }
}

/// The lines of a sentence; `glued` where the next begins without a space.
fn rows<'a>(text: &'a str, words: &[Word], glued: bool) -> Vec<Row<'a>> {
    let mut rows = Vec::with_capacity(words.len());
    let mut number = 0;
    let mut rest = words;
    while let Some(first) = rest.first() {
        let parts = rest.iter().take_while(|word| word.token == first.token).count();
        let (token, behind) = rest.split_at(parts);
        rest = behind;
        let whole = Span { start: first.span.start, end: token[parts - 1].span.end };
        let space = behind.first().map_or(!glued, |next| next.span.start > whole.end);
        let misc = Cow::Borrowed(if space { "_" } else { "SpaceAfter=No" });
        if let [word] = token {
            number += 1;
            rows.push(Row { misc, ..Row::new(Id::Word(number), word.span.of(text)) });
            continue;
        }
        rows.push(Row { misc, ..Row::new(Id::Range(number + 1, number + parts as u32), whole.of(text)) });
        for word in token {
            number += 1;
            rows.push(Row::new(Id::Word(number), word.span.of(text)));
        }
    }
    rows
}

/// A name that can stand in a comment.
fn name(id: &str) -> String {
    id.chars().map(|c| if c.is_whitespace() || c.is_control() { '_' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conllu;

    #[test]
    fn a_text_becomes_sentences() {
        let text = "Panen baik. Harga (beras) turun.Ia senang.\n\nStok aman.\n";
        let annotator = Annotator::new();
        let sentences = annotator.read("panen raya", text, Depth::Trees, &mut Scratch::default());
        let comments: Vec<&str> = sentences.iter().flat_map(|s| &s.comments).map(AsRef::as_ref).collect();
        assert_eq!(
            comments,
            [
                "# newdoc id = panen_raya",
                "# newpar",
                "# sent_id = panen_raya-1",
                "# text = Panen baik.",
                "# sent_id = panen_raya-2",
                "# text = Harga (beras) turun.",
                "# sent_id = panen_raya-3",
                "# text = Ia senang.",
                "# newpar",
                "# sent_id = panen_raya-4",
                "# text = Stok aman.",
            ]
        );
        let glued: Vec<&str> = sentences[1].words().filter(|w| !w.space_after()).map(|w| w.form.as_ref()).collect();
        assert_eq!(glued, ["(", "beras", "turun", "."]);
        let mut written = String::new();
        conllu::write(&mut written, &sentences);
        assert_eq!(conllu::parse("x", &written).unwrap(), sentences);
    }

    #[test]
    fn the_parts_of_a_token_are_numbered_in_it() {
        let text = "katanya.";
        let word = |start, end, token| Word { span: Span { start, end }, token };
        let rows = rows(text, &[word(0, 4, 0), word(4, 7, 0), word(7, 8, 1)], false);
        let told: Vec<String> = rows.iter().map(|row| format!("{} {} {}", row.id, row.form, row.misc)).collect();
        assert_eq!(told, ["1-2 katanya SpaceAfter=No", "1 kata _", "2 nya _", "3 . _"]);
    }
}
