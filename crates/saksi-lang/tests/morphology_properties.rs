//! What must hold of any form.

use std::sync::LazyLock;

use proptest::prelude::*;
use saksi_lang::morphology::Morphology;

static MORPHOLOGY: LazyLock<Morphology> = LazyLock::new(Morphology::new);

/// Letters glued from affixes, roots and rubbish, which come closer to the rules than random text.
fn wordlike() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("me"),
        Just("meng"),
        Just("menge"),
        Just("peny"),
        Just("ber"),
        Just("di"),
        Just("ku"),
        Just("kau"),
        Just("ke"),
        Just("tulis"),
        Just("ajar"),
        Just("negara"),
        Just("sapu"),
        Just("bom"),
        Just("xq"),
        Just("-"),
        Just("é"),
        Just("kan"),
        Just("an"),
        Just("i"),
        Just("nya"),
        Just("lah"),
        Just("pun"),
        Just("k"),
        Just("n"),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_string_is_read(text in ".*") {
        MORPHOLOGY.analyse(&text);
    }

    #[test]
    fn anything_wordlike_is_read(text in wordlike()) {
        let form = MORPHOLOGY.analyse(&text);
        prop_assert_eq!(form.lemma.is_empty(), text.is_empty());
        if form.known {
            prop_assert!(MORPHOLOGY.is_root(&form.lemma));
            prop_assert_eq!(MORPHOLOGY.analyse(&form.lemma).lemma, form.lemma.clone());
        }
    }

    #[test]
    fn case_makes_no_difference_to_what_is_known(text in wordlike()) {
        let upper = text.to_uppercase();
        let (lower, upper) = (MORPHOLOGY.analyse(&text), MORPHOLOGY.analyse(&upper));
        if lower.known || upper.known {
            prop_assert_eq!(lower, upper);
        } else {
            // A capital may be a name: nothing is guessed of it.
            prop_assert!(upper.prefix.is_empty());
        }
    }
}

#[test]
fn roots_agree_in_every_case() {
    for root in MORPHOLOGY.roots() {
        let upper = root.to_uppercase();
        assert_eq!(MORPHOLOGY.analyse(&upper).lemma, root);
    }
}
