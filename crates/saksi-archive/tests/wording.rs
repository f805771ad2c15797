//! Whatever two texts are: the edits cover both of them, in order, without gap or overlap.

use proptest::prelude::*;
use saksi_archive::compare::{Change, Vocabulary, wording};

/// Texts of few words, so that two of them share some, with marks, blanks and letters of more than one byte between them.
fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "harga",
        "Harga",
        "beras",
        "dinaikkan",
        "menaikkan",
        "tidak",
        "5",
        "7,5",
        "“",
        "”",
        ",",
        ".",
        "—",
        "é",
        "itu",
        "dan",
        "日",
        "&nbsp;",
    ]);
    let blank = prop::sample::select(vec![" ", "", "\n", "  ", "\u{a0}"]);
    prop::collection::vec((word, blank), 0..24)
        .prop_map(|words| words.iter().map(|(word, blank)| format!("{word}{blank}")).collect())
}

fn check(vocabulary: &Vocabulary, a: &str, b: &str) -> Result<(), TestCaseError> {
    let edits = wording(vocabulary, a, b);
    let from: String = edits.iter().map(|edit| edit.from.of(a)).collect();
    let to: String = edits.iter().map(|edit| edit.to.of(b)).collect();
    prop_assert_eq!(from, a);
    prop_assert_eq!(to, b);
    for edit in &edits {
        let (from, to) = (edit.from.start < edit.from.end, edit.to.start < edit.to.end);
        match edit.change {
            Change::Cut => prop_assert!(from && !to),
            Change::Added => prop_assert!(!from && to),
            Change::Same | Change::Changed { .. } => prop_assert!(from || to),
        }
    }
    for pair in edits.windows(2) {
        prop_assert!(pair[0].from.end == pair[1].from.start && pair[0].to.end == pair[1].to.start);
        let edited = |change| matches!(change, Change::Cut | Change::Added | Change::Changed { same_root: false });
        prop_assert!(!(edited(pair[0].change) && edited(pair[1].change)), "neighbouring edits are one");
    }
    Ok(())
}

proptest! {
    #[test]
    fn edits_cover_both_texts(pairs in prop::collection::vec((text(), text()), 8)) {
        let vocabulary = Vocabulary::new();
        for (a, b) in &pairs {
            check(&vocabulary, a, b)?;
            check(&vocabulary, a, a)?;
        }
    }

    #[test]
    fn any_text_at_all(a in any::<String>(), b in any::<String>()) {
        check(&Vocabulary::new(), &a, &b)?;
    }
}
