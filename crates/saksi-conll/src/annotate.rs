use std::borrow::Cow;

use saksi_lang::analyzer::{self, Analyzer, Annotation, Depth, Style, Upos};
use saksi_lang::morphology::Morphology;
use saksi_lang::{Span, Token};

use crate::sentence::{Id, Sentence};
use crate::{iob, misc};

/// Fills sentences in: parts of speech, features, lemmas, trees, entities. Make it once and share it.
pub struct Annotator {
    pub(crate) analyzer: Analyzer,
    pub(crate) morphology: Morphology,
}

/// How many sentences of a file are asked for its style.
const ASKED: usize = 200;

/// What another style than that of the news has to outweigh, in units of likelihood (e to the power of this).
const DOUBT: f32 = 4.0;

/// Memory that one thread reuses from sentence to sentence.
#[derive(Debug, Default)]
pub struct Scratch {
    analyzer: analyzer::Scratch,
    text: String,
    words: Vec<Span>,
    pub(crate) tokens: Vec<Token>,
}

impl Default for Annotator {
    fn default() -> Self {
        Self::new()
    }
}

impl Annotator {
    /// The model and the tables that are compiled into the library.
    pub fn new() -> Self {
        Self::with_analyzer(Analyzer::new())
    }

    /// Another model than the compiled one, such as one that is being trained.
    pub fn with_analyzer(analyzer: Analyzer) -> Self {
        Self { analyzer, morphology: Morphology::new() }
    }

    /// Fills in all sentences of a file as [`Annotator::annotate`] does, in one style: `None` for the one they speak for.
    pub fn annotate_all<'a>(
        &'a self,
        sentences: &mut [Sentence<'a>],
        style: Option<Style>,
        depth: Depth,
        scratch: &mut Scratch,
    ) {
        scratch.analyzer.style = style.unwrap_or_else(|| self.style(sentences, scratch));
        for sentence in sentences {
            self.annotate(sentence, depth, scratch);
        }
        scratch.analyzer.style = Style::default();
    }

    /// Whose conventions suit these sentences best. The first speak for all; where they say little it is the news.
    pub fn style(&self, sentences: &[Sentence], scratch: &mut Scratch) -> Style {
        let mut votes = [0.0; Style::ALL.len()];
        votes[Style::Csui as usize] = DOUBT;
        for sentence in sentences.iter().take(ASKED) {
            lay_out(sentence, &mut scratch.text, &mut scratch.words);
            let scores = self.analyzer.style_scores(&scratch.text, &scratch.words, &mut scratch.analyzer);
            votes.iter_mut().zip(scores).for_each(|(vote, score)| *vote += score);
        }
        Style::ALL.iter().copied().fold(Style::Csui, |a, b| if votes[b as usize] > votes[a as usize] { b } else { a })
    }

    /// Fills in the words of a sentence as they are given: lemma, part of speech, features, entity as `NER` in the last column
    /// and, with [`Depth::Trees`], head and relation; what was there before goes, with the treebank's own part of speech. The
    /// rest stays: numbers, forms, comments, tokens of several words, empty nodes, enhanced dependencies.
    pub fn annotate<'a>(&'a self, sentence: &mut Sentence<'a>, depth: Depth, scratch: &mut Scratch) {
        lay_out(sentence, &mut scratch.text, &mut scratch.words);
        let style = scratch.analyzer.style;
        let found = self.analyzer.annotate(&scratch.text, &scratch.words, depth, &mut scratch.analyzer);
        self.fill(sentence, found, style);
    }

    fn fill<'a>(&'a self, sentence: &mut Sentence<'a>, found: &Annotation, style: Style) {
        let entities = iob::tags(&found.entities, found.upos.len());
        for (row, at) in sentence.rows.iter_mut().filter(|row| row.is_word()).zip(0..) {
            let upos = found.upos[at];
            let feats = self.analyzer.feats(found.feats[at]);
            row.lemma = match &row.form {
                Cow::Borrowed(form) => self.morphology.lemma(form, upos, at == 0),
                Cow::Owned(form) => self.morphology.lemma(form, upos, at == 0).into_owned().into(),
            };
            // That treebank knows no capitals in lemmas, and one pronoun.
            if style == Style::Gsd {
                if row.lemma == "nya" && upos == Upos::Pron {
                    row.lemma = Cow::Borrowed("dia");
                } else if row.lemma.contains(char::is_uppercase) {
                    row.lemma = Cow::Owned(row.lemma.to_lowercase());
                }
            }
            row.upos = Cow::Borrowed(upos.name());
            row.xpos = Cow::Borrowed("_");
            row.feats = Cow::Borrowed(feats);
            row.head = found.heads.get(at).copied();
            row.deprel = Cow::Borrowed(found.deprels.get(at).map_or("_", |deprel| deprel.name()));
            misc::set(&mut row.misc, "NER", entities[at]);
        }
    }
}

/// Writes the words of a sentence into one text, as near to the surface as they tell: parts of a token without a space between.
fn lay_out(sentence: &Sentence, text: &mut String, words: &mut Vec<Span>) {
    text.clear();
    words.clear();
    let mut token = (0, false);
    for row in &sentence.rows {
        let word = match row.id {
            Id::Range(_, last) => {
                token = (last, row.space_after());
                continue;
            }
            Id::Empty(..) => continue,
            Id::Word(word) => word,
        };
        let start = text.len();
        text.push_str(&row.form);
        words.push(Span::new(start, text.len()));
        let space = match word.cmp(&token.0) {
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Equal => token.1,
            std::cmp::Ordering::Greater => row.space_after(),
        };
        if space {
            text.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conllu;

    #[test]
    fn words_are_laid_out_as_they_stood() {
        let text = "1\tKata\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n2-3\tnya\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\
                    2\tn\t_\t_\t_\t_\t_\t_\t_\t_\n2.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n3\tya\t_\t_\t_\t_\t_\t_\t_\t_\n\
                    4\t,\t_\t_\t_\t_\t_\t_\t_\t_\n5\tbaik\t_\t_\t_\t_\t_\t_\t_\t_\n";
        let sentences = conllu::parse("x", text).unwrap();
        let (mut text, mut words) = (String::new(), Vec::new());
        lay_out(&sentences[0], &mut text, &mut words);
        assert_eq!(text, "Katanya, baik ");
        assert_eq!(words.iter().map(|word| word.of(&text)).collect::<Vec<_>>(), ["Kata", "n", "ya", ",", "baik"]);
    }

    #[test]
    fn what_was_given_stays_and_the_rest_is_filled_in() {
        let text = "# sent_id = panen-1\n1-2\tPanennya\t_\t_\t_\t_\t_\t_\t_\tGloss=x\n1\tPanen\tx\tX\tNN\tA=B\t2\tdep\t_\tNER=B-ORG|Z=1\n\
                    2\tnya\tx\tX\tPRP\t_\t0\troot\t0:root\t_\n2.1\tada\t_\t_\t_\t_\t_\t_\t1:dep\t_\n3\tbaik\t_\t_\t_\t_\t1\tx\t_\tSpaceAfter=No\n\n";
        let mut sentences = conllu::parse("x", text).unwrap();
        let annotator = Annotator::new();
        annotator.annotate(&mut sentences[0], Depth::Trees, &mut Scratch::default());
        let rows = &sentences[0].rows;
        assert_eq!(sentences[0].comments, ["# sent_id = panen-1"]);
        assert_eq!(
            rows.iter().map(|row| row.form.as_ref()).collect::<Vec<_>>(),
            ["Panennya", "Panen", "nya", "ada", "baik"]
        );
        assert_eq!((rows[0].misc.as_ref(), rows[0].upos.as_ref()), ("Gloss=x", "_"));
        assert_eq!((rows[1].xpos.as_ref(), rows[2].deps.as_ref(), rows[3].deps.as_ref()), ("_", "0:root", "1:dep"));
        assert!(rows.iter().filter(|row| row.is_word()).all(|row| row.head.is_some() && row.upos != "_"));
        assert!(rows[1].misc.ends_with("Z=1") && rows[4].misc.ends_with("SpaceAfter=No"));

        annotator.annotate(&mut sentences[0], Depth::Tags, &mut Scratch::default());
        assert_eq!((sentences[0].rows[1].head, sentences[0].rows[1].deprel.as_ref()), (None, "_"));
    }
}
