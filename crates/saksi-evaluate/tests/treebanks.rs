//! Measures of treebanks hold together however two of them cut the same characters.

use proptest::prelude::*;
use saksi_conll::{Annotator, Id, Row, Sentence};
use saksi_evaluate::ud::UdScores;

/// The characters of a text cut into sentences of tokens, some of several words, by the numbers of `cuts`.
fn cut(text: &str, cuts: &[u8]) -> Vec<Sentence<'static>> {
    let mut cuts = cuts.iter().copied().cycle();
    let mut next = || cuts.next().unwrap_or_default();
    let (mut sentences, mut open, mut words) = (Vec::new(), Sentence::default(), 0u32);
    let mut rest: Vec<char> = text.chars().collect();
    while !rest.is_empty() {
        let token: String = rest.drain(..rest.len().min(1 + usize::from(next() % 4))).collect();
        let parts = u32::from(next() % 6).saturating_sub(3);
        if parts > 1 {
            open.rows.push(Row::new(Id::Range(words + 1, words + parts), token.clone()));
        }
        let forms = (0..parts.max(1))
            .map(|part| if parts > 1 { token.chars().skip(part as usize).collect() } else { token.clone() });
        for form in forms {
            words += 1;
            // Parts of a token need not be its pieces.
            let form = if form.is_empty() { "x".to_owned() } else { form };
            open.rows.push(Row { head: Some(words - 1), ..Row::new(Id::Word(words), form) });
        }
        if next() % 5 == 0 {
            sentences.push(std::mem::take(&mut open));
            words = 0;
        }
    }
    sentences.push(open);
    sentences
}

proptest! {
    #[test]
    fn any_two_cuts_of_a_text(
        text in "[ab]{0,40}",
        ours in prop::collection::vec(any::<u8>(), 1..60),
        theirs in prop::collection::vec(any::<u8>(), 1..60),
    ) {
        let (gold, system) = (cut(&text, &ours), cut(&text, &theirs));
        let there = UdScores::new(&gold, &system).unwrap();
        for (name, score) in &there.measures {
            prop_assert!(score.tally.right <= score.tally.gold.min(score.tally.predicted), "{}", name);
        }
        let right = |name: &str| there.get(name).map(|score| score.tally.right);
        prop_assert!(right("LAS+sub") <= right("LAS") && right("LAS") <= right("UAS") && right("UAS") <= right("Words"));
        for (name, score) in UdScores::new(&gold, &gold).unwrap().measures {
            prop_assert_eq!((score.tally.right, score.tally.right), (score.tally.gold, score.tally.predicted), "{}", name);
        }
    }
}

#[test]
fn a_text_cut_by_ourselves_is_scored() {
    let annotator = Annotator::new();
    let forms = [["Panen", "padi", "baik", "."], ["Stok", "beras", "aman", "."]];
    let gold = forms.map(|forms| {
        let mut sentence = Sentence::of_forms(forms);
        sentence.rows[2].misc = "SpaceAfter=No".into();
        sentence
    });
    let scores = UdScores::of_text(&annotator, &gold, None).unwrap();
    for name in ["Tokens", "Sentences", "Words"] {
        assert_eq!(scores.get(name).unwrap().tally.f1(), 1.0, "{name}");
    }
}
