//! Small sentences whose scores were worked out by hand.

use super::*;

/// `form/tag` between blanks, a sentence a line.
fn columns(lines: &str) -> String {
    lines.lines().map(|line| line.replace(' ', "\n").replace('/', "\t") + "\n\n").collect()
}

fn compare(gold: &str, system: &str) -> NerScores {
    let (gold, system) = (columns(gold), columns(system));
    NerScores::new(&parse("gold", &gold).unwrap(), &parse("system", &system).unwrap()).unwrap()
}

fn counts(tally: Tally) -> [usize; 3] {
    [tally.right, tally.gold, tally.predicted]
}

#[test]
fn spans_and_types_must_be_exact() {
    // Person: the first too short, the second right. Place: taken for a body. Body: found; and one that is none.
    let gold = "Bupati/O Siti/B-PER Aminah/I-PER dan/O Slamet/B-PER\ndi/O Blora/B-LOC ,/O PT/B-ORG Padi/I-ORG rugi/O";
    let found = "Bupati/O Siti/B-PER Aminah/O dan/O Slamet/I-PER\ndi/O Blora/B-ORG ,/O PT/B-ORG Padi/I-ORG rugi/B-ORG";
    let scores = compare(gold, found);
    assert_eq!(scores.by_type.map(counts), [[1, 2, 2], [1, 1, 3], [0, 1, 0]]);
    assert_eq!(counts(scores.micro()), [2, 4, 5]);
    let text = scores.to_string();
    assert!(text.starts_with("2 sentences, 11 tokens"), "{text}");
    assert!(text.contains("micro     P  40.00  R  50.00  F1  44.44   right 2, reference 4, predicted 5\n"), "{text}");
}

#[test]
fn other_names_of_types_are_told() {
    let gold =
        "budi/B-PPL pergi/O ke/O lomba/B-EVT panen/I-EVT blora/I-PLACE\ngula/B-FNB pt/I-IND padi/I-IND pekan/B-EVT";
    let found = "budi/B-PER pergi/O ke/O lomba/O panen/O blora/B-LOC\ngula/O pt/B-ORG padi/I-ORG pekan/O";
    let scores = compare(gold, found);
    assert_eq!(counts(scores.micro()), [3, 3, 3]);
    let text = scores.to_string();
    for line in [
        "PPL of the reference is read as PER",
        "IND of the reference is read as ORG",
        "EVT of the reference is no type of ours: 2",
    ] {
        assert!(text.contains(line), "{text}");
    }
    let json = serde_json::to_value(&scores).unwrap();
    assert_eq!((&json["read as"]["PLACE"], &json["left out"]["FNB"]), (&"LOC".into(), &1.into()));
    assert_eq!((&json["micro"]["f1"], &json["tokens"]), (&100.0.into(), &10.into()));
}

#[test]
fn tags_in_conllu() {
    let conllu = "# x\n1\tSiti\t_\t_\t_\t_\t_\t_\t_\tNER=B-PER|SpaceAfter=No\n2\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n";
    let (gold, system) = (columns("Siti/B-PERSON ./O"), conllu);
    let scores = NerScores::new(&parse("gold", &gold).unwrap(), &parse("system", system).unwrap()).unwrap();
    assert_eq!(counts(scores.micro()), [1, 1, 1]);
    let error = parse("x", &conllu.replace("B-PER", "orang")).unwrap_err().to_string();
    assert!(error.starts_with("x:2: NER=orang of Siti is no tag"), "{error}");
}

#[test]
fn what_cannot_be_compared_is_told() {
    let error = parse("x", "Siti B-PER\n\nAminah\n").unwrap_err().to_string();
    assert!(error.starts_with("x:3: \"Aminah\" has no tag"), "{error}");
    let error = parse("x", "Siti B-PER\nAminah PROPN\n").unwrap_err().to_string();
    assert!(error.starts_with("x:2: \"PROPN\" is no tag"), "{error}");
    let (gold, system) = (columns("Siti/O\nia/O pergi/O"), columns("Siti/O\nia/O pulang/O"));
    let error = NerScores::new(&parse("g", &gold).unwrap(), &parse("s", &system).unwrap()).unwrap_err();
    assert_eq!((error.sentence, error.gold.as_str(), error.system.as_str()), (2, "pergi", "pulang"));
}
