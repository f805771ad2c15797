//! Whatever is typed, and whatever text is stored.

mod common;

use common::{Made, article, sample};
use proptest::prelude::*;
use saksi_archive::{EventQuery, Filter, Order, Paging, QuoteQuery};

/// What people and their keyboards type, and what they had better not.
fn typed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("harga"),
        Just("\""),
        Just("“"),
        Just("”"),
        Just("*"),
        Just("-"),
        Just("OR"),
        Just("AND"),
        Just("NOT"),
        Just("NEAR("),
        Just("("),
        Just(")"),
        Just("{tags} :"),
        Just("oleh:"),
        Just("media:Harian"),
        Just("^"),
        Just(":"),
        Just("'"),
        Just("é"),
        Just("undang-undang"),
        Just("5,3%"),
        Just("\u{0}"),
        Just(" "),
        Just("jenis:direct"),
        Just("kata*"),
    ];
    prop_oneof![prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat()), any::<String>(),]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_is_a_question(words in prop::collection::vec(typed(), 1..40)) {
        // One archive for many searches: making it takes longer than asking.
        let mut made = Made::new();
        sample(&mut made);
        let archive = made.archive();
        for words in words {
            let filter = Filter { words: words.clone(), ..Filter::default() };
            for order in [Order::Newest, Order::Relevance] {
                let paging = Paging { order, ..Paging::default() };
                let query = QuoteQuery { filter: filter.clone(), ..QuoteQuery::default() };
                match archive.quotes(&query, &paging) {
                    Ok(page) => for hit in page.hits {
                        let length = hit.text.chars().count();
                        prop_assert!(hit.highlights.iter().all(|mark| mark.start < mark.end && mark.end <= length), "{words:?}");
                    },
                    Err(error) => prop_assert!(matches!(error, saksi_archive::ArchiveError::Query(_)), "{words:?}: {error}"),
                }
            }
            let query = EventQuery { filter, ..EventQuery::default() };
            let asked = archive.events(&query, &Paging::default());
            prop_assert!(matches!(asked, Ok(_) | Err(saksi_archive::ArchiveError::Query(_))), "{words:?}: {asked:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_stored_comes_back(text in "(?s).{1,300}", title in any::<String>(), outlet in any::<String>()) {
        let mut made = Made::new();
        let said = format!("{text}\n“Harga beras naik,” kata Menteri Pertanian Ratna Wiryawan.");
        let outcome = made.store(article("https://a.example/x", &outlet, "2024-01-02", &title, &said));
        let archive = made.archive();
        let stored = archive.article(outcome.article()).unwrap().unwrap();
        prop_assert_eq!(&stored.text, &said);
        prop_assert_eq!(stored.article.title.as_deref(), Some(title.as_str()));
        prop_assert_eq!(stored.article.outlet.as_deref(), Some(outlet.as_str()));
        prop_assert_eq!(archive.knows(&said, Some(&outlet)).unwrap(), Some(outcome.article()));
    }
}
