//! What must hold of the words of any text.

use std::sync::LazyLock;

use proptest::prelude::*;
use saksi_lang::morphology::Morphology;
use saksi_lang::{segment, tokenize};

static MORPHOLOGY: LazyLock<Morphology> = LazyLock::new(Morphology::new);

/// Pieces that come closer to the rules than random text.
fn textlike() -> impl Strategy<Value = String> {
    let pieces = [
        "kata", "nya", "kah", "pun", "ku", "mu", "Rp", "9", ".", ",", "-", "/", "5", "II", "'s", "n't", "\"", ";", " ",
        "Januari", "A", "é", "…", "&nbsp;", "\n", "RI", "Jepang", "%", "’s", "%", "tbk", "Tbk",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..12).prop_map(|pieces| pieces.concat())
}

/// The words cover the tokens, all of them, in order, and the numbers of their tokens rise by one.
fn covers(text: &str) -> Result<(), TestCaseError> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let mut ended = 0;
    let mut fault = Ok(());
    segment::sentences(text, &tokens, &MORPHOLOGY, |range, words| {
        let inside = &tokens[range.clone()];
        let letters = |spans: &mut dyn Iterator<Item = saksi_lang::Span>| {
            spans.flat_map(|s| s.start..s.end).collect::<Vec<u32>>()
        };
        let same = letters(&mut inside.iter().map(|t| t.span)) == letters(&mut words.iter().map(|w| w.span));
        let sliced = words.iter().all(|w| !w.span.is_empty() && !w.span.of(text).contains(char::is_whitespace));
        let rising = words.first().is_some_and(|w| w.token == 0)
            && words.windows(2).all(|w| w[1].token == w[0].token || w[1].token == w[0].token + 1);
        if !(same && sliced && rising && range.start == ended) {
            fault = Err(TestCaseError::fail(format!("{text:?}: {words:?}")));
        }
        ended = range.end;
    });
    prop_assert_eq!(ended, tokens.len());
    fault
}

proptest! {
    #[test]
    fn words_cover_the_tokens_of_any_string(text in ".*") {
        covers(&text)?;
    }

    #[test]
    fn words_cover_the_tokens_of_anything_like_text(text in textlike()) {
        covers(&text)?;
    }
}
