//! Small sentences whose scores were worked out by hand.

use saksi_conll::{Sentence, conllu};

use super::{UdScores, raw_text};

/// `ID FORM LEMMA UPOS FEATS HEAD DEPREL` between blanks; columns may be left out from the right, then they are `_`.
fn text(lines: &str) -> String {
    let mut text = String::new();
    for line in lines.lines().map(str::trim) {
        if line.is_empty() || line.starts_with('#') {
            text += &format!("{line}\n");
            continue;
        }
        let cells: Vec<&str> = line.split(' ').collect();
        let cell = |at: usize| cells.get(at).copied().unwrap_or("_");
        let [id, form, lemma, upos, feats, head, deprel, misc] = std::array::from_fn(cell);
        text += &format!("{id}\t{form}\t{lemma}\t{upos}\t_\t{feats}\t{head}\t{deprel}\t_\t{misc}\n");
    }
    text
}

fn bank(text: &str) -> Vec<Sentence<'_>> {
    conllu::parse("x", text).unwrap()
}

fn compare(gold: &str, system: &str) -> UdScores {
    let (gold, system) = (text(gold), text(system));
    UdScores::new(&bank(&gold), &bank(&system)).unwrap()
}

/// Right, in the reference, in the prediction.
fn counts(scores: &UdScores, name: &str) -> [usize; 3] {
    let tally = scores.get(name).unwrap().tally;
    [tally.right, tally.gold, tally.predicted]
}

const GOLD: &str = "1 Petani tani NOUN Number=Sing 2 nsubj
    2 menanam tanam VERB Voice=Act 0 root
    3 padi _ NOUN Number=Sing 2 obj
    4 di di ADP _ 5 case
    5 sawah sawah NOUN Number=Sing|Typo=Yes 2 obl:lmod
    6 . . PUNCT _ 2 punct
";

#[test]
fn a_treebank_agrees_with_itself() {
    let scores = compare(GOLD, GOLD);
    for (name, score) in &scores.measures {
        assert_eq!(score.tally.f1(), 1.0, "{name}");
    }
    assert_eq!(counts(&scores, "CLAS"), [4, 4, 4]);
}

#[test]
fn each_measure_looks_at_its_own() {
    // Petani: lemma wrong. menanam: feature lost. padi: the lemma is not told in the reference. di: head wrong. sawah: subtype
    // lost; a feature that is not universal differs. The point: part of speech and head wrong.
    let system = "1 Petani petani NOUN Number=Sing 2 nsubj
        2 menanam tanam VERB _ 0 root
        3 padi padi NOUN Number=Sing 2 obj
        4 di di ADP _ 2 case
        5 sawah sawah NOUN Number=Sing 2 obl
        6 . . SYM _ 5 punct";
    let scores = compare(GOLD, system);
    assert_eq!(counts(&scores, "UPOS"), [5, 6, 6]);
    assert_eq!(counts(&scores, "UFeats"), [5, 6, 6]);
    assert_eq!(counts(&scores, "Lemmas"), [5, 6, 6]);
    assert_eq!(counts(&scores, "UAS"), [4, 6, 6]);
    assert_eq!(counts(&scores, "LAS"), [4, 6, 6]);
    assert_eq!(counts(&scores, "LAS+sub"), [3, 6, 6]);
    assert_eq!(counts(&scores, "CLAS"), [4, 4, 4]);
    assert!(
        scores.to_string().contains("LAS+sub   P  50.00  R  50.00  F1  50.00   right 3, reference 6, predicted 6\n"),
        "{scores}"
    );
    let json = serde_json::to_value(&scores).unwrap();
    assert_eq!((&json["LAS"]["f1"], &json["LAS"]["right"]), (&66.67.into(), &4.into()));
}

#[test]
fn a_relation_of_content_is_one_in_either() {
    // `case` for `obl`: CLAS counts four words of the reference and three of the prediction.
    let scores = compare(GOLD, &GOLD.replace("obl:lmod", "case"));
    assert_eq!(counts(&scores, "CLAS"), [3, 4, 3]);
    assert_eq!(counts(&scores, "LAS"), [5, 6, 6]);
}

#[test]
fn what_has_no_tree_gets_no_measure_of_trees() {
    assert_eq!(compare("1 Ya ya", "1 Ya ya").get("UAS"), None);
    // A prediction without heads attaches nothing.
    assert_eq!(counts(&compare("1 Ya ya INTJ _ 0 root", "1 Ya ya INTJ"), "UAS"), [0, 1, 1]);
}

#[test]
fn words_cut_in_another_way() {
    // The token is one word in the prediction: of four words of the reference two are found.
    let gold = "1-2 katanya\n1 kata\n2 nya\n3 kemarin\n4 .";
    let scores = compare(gold, "1 katanya\n2 kemarin\n3 .");
    assert_eq!(counts(&scores, "Words"), [2, 4, 3]);
    assert_eq!(counts(&scores, "Tokens"), [3, 3, 3]);
    // Two tokens where the reference has one of two words: the same words.
    let scores = compare(gold, "1 kata\n2 nya\n3 kemarin\n4 .");
    assert_eq!(counts(&scores, "Words"), [4, 4, 4]);
    assert_eq!(counts(&scores, "Tokens"), [2, 3, 4]);
    // Tokens that stick out of one another: all within one stretch, where *lah* alone is common.
    let scores =
        compare("1-2 bukulah\n1 buku\n2 lah\n3-4 kamipun\n3 kami\n4 pun", "1 buk\n2-3 ulahkami\n2 ulah\n3 kami\n4 pun");
    assert_eq!(counts(&scores, "Words"), [2, 4, 4]);
    assert_eq!(counts(&compare("1 Rp\n2 500", "1 Rp500"), "Words"), [0, 2, 1]);
}

#[test]
fn heads_are_followed_to_the_same_words() {
    let gold = "1-2 katanya\n1 kata kata NOUN _ 0 root\n2 nya nya PRON _ 1 nmod\n3 lagi lagi ADV _ 1 advmod";
    // *lagi* depends on a word that is none of the reference's.
    let scores = compare(gold, "1 katanya katanya NOUN _ 0 root\n2 lagi lagi ADV _ 1 advmod");
    assert_eq!(counts(&scores, "UAS"), [0, 3, 2]);
    assert_eq!(scores.get("UPOS").unwrap().aligned_accuracy(), Some(1.0));
}

#[test]
fn sentences_cut_in_another_way() {
    let gold = "1 Hujan\n2 turun\n3 .\n\n1 Kami\n2 pulang\n3 .";
    let scores = compare(gold, "1 Hujan\n2 turun\n3 .\n4 Kami\n5 pulang\n6 .");
    assert_eq!(counts(&scores, "Sentences"), [0, 2, 1]);
    assert_eq!(counts(&scores, "Words"), [6, 6, 6]);
    let scores = compare(gold, "1 Hujan\n2 turun\n3 .\n\n1 Kami\n\n1 pulang\n2 .");
    assert_eq!(counts(&scores, "Sentences"), [1, 2, 3]);
}

#[test]
fn another_text_is_refused() {
    let (gold, system) = (text("1 Harga\n2 naik"), text("1 Harga\n2 turun"));
    let error = UdScores::new(&bank(&gold), &bank(&system)).unwrap_err().to_string();
    assert!(error.contains("\"turun\" where the reference has \"naik\""), "{error}");
}

#[test]
fn the_running_text_has_a_line_a_paragraph() {
    let text = text(
        "# newpar\n1 Hujan\n2 turun _ _ _ _ _ SpaceAfter=No\n3 .\n\n1 Ya\n\n# newpar id = 2\n1-2 Katanya\n1 Kata\n2 nya\n2.1 ada\n3 reda",
    );
    assert_eq!(raw_text(&bank(&text)), "Hujan turun. Ya\nKatanya reda ");
}
