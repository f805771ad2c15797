//! Sentences and words of a text, and lemmas, with the interface of `saksi_lang::segment`: that takes this module's place when
//! it is merged. Until then a token is a word.

use std::borrow::Cow;
use std::ops::Range;

use saksi_lang::analyzer::{Upos, Word};
use saksi_lang::morphology::Morphology;
use saksi_lang::{Token, sentence};

/// Calls `each` with every sentence of a text: the range of its tokens and its words.
pub(crate) fn sentences(text: &str, tokens: &[Token], _: &Morphology, mut each: impl FnMut(Range<usize>, &[Word])) {
    let mut ranges = Vec::new();
    sentence::split(text, tokens, &mut ranges);
    for range in ranges {
        let words =
            tokens[range.clone()].iter().zip(0..).map(|(token, number)| Word { span: token.span, token: number });
        let words: Vec<Word> = words.collect();
        each(range, &words);
    }
}

/// The lemma of a word; `first` where its sentence begins with it. `Morphology::lemma` when that is merged.
pub(crate) fn lemma<'f>(morphology: &Morphology, form: &'f str, upos: Upos, _first: bool) -> Cow<'f, str> {
    match upos {
        Upos::Propn | Upos::Punct | Upos::Num | Upos::Sym | Upos::X => Cow::Borrowed(form),
        _ => morphology.analyse(form).lemma,
    }
}
