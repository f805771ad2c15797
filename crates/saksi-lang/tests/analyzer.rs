//! The analysis that is compiled in: whole trees, the same on every kernel, and what it must know of plain sentences.

use proptest::prelude::*;
use saksi_lang::analyzer::{Analyzer, Deprel, Depth, EntityType, Scratch, Upos};
use saksi_lang::kernel::Kernels;
use saksi_lang::morphology::Morphology;
use saksi_lang::{Span, segment, tokenize};

/// The words of a text that is one sentence, whatever its stops.
fn words(text: &str) -> Vec<Span> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let mut out = Vec::new();
    segment::words(text, &tokens, &Morphology::new(), &mut out);
    out.iter().map(|w| w.span).collect()
}

/// `form/UPOS/deprel/form of the head`, a word a line.
fn analysed(analyzer: &Analyzer, text: &str) -> Vec<String> {
    let words = words(text);
    let mut scratch = Scratch::default();
    let a = analyzer.annotate(text, &words, Depth::Trees, &mut scratch);
    (0..words.len())
        .map(|i| {
            let head = (a.heads[i] as usize).checked_sub(1).map_or("-", |h| words[h].of(text));
            format!("{}/{}/{}/{head}", words[i].of(text), a.upos[i], a.deprels[i])
        })
        .collect()
}

#[test]
fn a_plain_sentence_is_understood() {
    let analyzer = Analyzer::new();
    // Subject, verb, complement with its own subject: what reading needs to know whose verb is whose.
    let tree = analysed(&analyzer, "Menteri itu mengatakan bahwa pemerintah membangun jalan di Papua.");
    for word in [
        "Menteri/NOUN/nsubj/mengatakan",
        "mengatakan/VERB/root/-",
        "bahwa/SCONJ/mark/membangun",
        "pemerintah/NOUN/nsubj/membangun",
        "membangun/VERB/ccomp/mengatakan",
        "jalan/NOUN/obj/membangun",
        "di/ADP/case/Papua",
    ] {
        assert!(tree.contains(&word.to_owned()), "{word} is not in {tree:?}");
    }
}

#[test]
fn clitics_are_words_and_passives_have_passive_subjects() {
    let analyzer = Analyzer::new();
    let tree = analysed(&analyzer, "Rumahnya dibakar warga kemarin.");
    assert!(tree.contains(&"Rumah/NOUN/nsubj:pass/dibakar".to_owned()), "{tree:?}");
    assert!(tree.iter().any(|w| w.starts_with("nya/") && w.ends_with("/Rumah")), "{tree:?}");
}

#[test]
fn persons_bodies_and_places_are_told_apart() {
    let text = "Ketua KPK Ratna Wibisono bertemu Budi Hartanto di Surabaya, Jawa Timur.";
    let words = words(text);
    let mut scratch = Scratch::default();
    let analyzer = Analyzer::new();
    let a = analyzer.annotate(text, &words, Depth::Tags, &mut scratch);
    let found: Vec<(EntityType, &str)> = a
        .entities
        .iter()
        .map(|n| {
            let (first, last) = (words[n.start as usize], words[n.end as usize - 1]);
            (n.kind, &text[first.start as usize..last.end as usize])
        })
        .collect();
    use EntityType::{Location, Organization, Person};
    let expected = [
        (Organization, "KPK"),
        (Person, "Ratna Wibisono"),
        (Person, "Budi Hartanto"),
        (Location, "Surabaya"),
        (Location, "Jawa Timur"),
    ];
    assert_eq!(found, expected);
    assert!(a.heads.is_empty(), "no tree was asked for");
}

#[test]
fn a_sentence_without_end_is_one_tree_in_linear_time() {
    let text = "dan Sari membeli beras, ".repeat(2000);
    let words = words(&text);
    let analyzer = Analyzer::new();
    let mut scratch = Scratch::default();
    let a = analyzer.annotate(&text, &words, Depth::Trees, &mut scratch);
    is_sound(words.len(), &a.heads, &a.deprels);
    // Every piece is looked at, and what is found there counts from the beginning of the sentence.
    assert!(a.entities.iter().any(|e| e.start > 8000), "{:?}", a.entities.last());
    assert!(a.entities.iter().all(|e| words[e.start as usize].of(&text) == "Sari"));
}

/// One tree, one root, and its relation is `root`.
fn is_sound(n: usize, heads: &[u32], deprels: &[Deprel]) {
    assert_eq!((heads.len(), deprels.len()), (n, n));
    assert_eq!(heads.iter().filter(|&&h| h == 0).count(), n.min(1));
    for i in 0..n {
        assert_eq!(heads[i] == 0, deprels[i] == Deprel::Root);
    }
    // Every word reaches the root: mark those that do, walking each path once.
    let mut good = vec![false; n + 1];
    good[0] = true;
    for start in 1..=n {
        let (mut at, mut path) = (start, Vec::new());
        while !good[at] {
            assert!(path.len() <= n, "a circle at word {start}");
            path.push(at);
            at = heads[at - 1] as usize;
        }
        path.into_iter().for_each(|p| good[p] = true);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_text_has_one_tree_and_all_kernels_agree(text in "(\\PC{0,12}|[a-zA-Z]{1,9}nya|Presiden|KPK|,|\\.|\"| ){0,60}") {
        let words = words(&text);
        let mut first = None;
        for kernels in Kernels::available() {
            let analyzer = ANALYZER.with(|a| a.borrow_mut().take()).unwrap_or_default().with_kernels(kernels);
            let mut scratch = Scratch::default();
            let a = analyzer.annotate(&text, &words, Depth::Trees, &mut scratch).clone();
            ANALYZER.with(|slot| *slot.borrow_mut() = Some(analyzer));
            is_sound(words.len(), &a.heads, &a.deprels);
            prop_assert_eq!(a.upos.len(), words.len());
            prop_assert!(a.upos.iter().all(|u| Upos::ALL.contains(u)));
            prop_assert!(a.entities.windows(2).all(|w| w[0].end <= w[1].start));
            prop_assert!(a.entities.iter().all(|e| e.start < e.end && e.end as usize <= words.len()));
            let first = first.get_or_insert_with(|| a.clone());
            prop_assert_eq!(&a, first);
        }
    }
}

thread_local! {
    /// Loading takes longer than analysing.
    static ANALYZER: std::cell::RefCell<Option<Analyzer>> = const { std::cell::RefCell::new(None) };
}
