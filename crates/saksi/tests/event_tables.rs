//! What `knowledge/events.tsv` and `knowledge/light_verbs.tsv` promise in their heads.

use std::collections::HashSet;

/// The modes of PLOVER by class; CONCEDE shares four of them with RETREAT.
const MODES: [(&str, &str); 16] = [
    ("ACCUSE", "allege disapprove investigate"),
    ("AGREE", ""),
    ("AID", ""),
    (
        "ASSAULT",
        "assassinate beat cleansing destroy execute explosives firearms heavy-weapons primitive sexual suicide-attack torture \
         unconventional",
    ),
    ("COERCE", "arrest ban censor curfew cyber deport martial-law misinformation restrict seize withhold"),
    ("CONCEDE", "access release resign return"),
    ("CONSULT", "multilateral phone third-party visit"),
    ("COOPERATE", ""),
    ("MOBILIZE", ""),
    ("PROTEST", "boycott demo hunger obstruct riot strike"),
    ("REJECT", "assist change meet settle yield"),
    ("REQUEST", ""),
    ("RETREAT", "access ceasefire disarm release resign return withdraw"),
    ("SANCTION", "convict discontinue expel withdraw"),
    ("SUPPORT", ""),
    ("THREATEN", ""),
];

/// Where an argument may stand.
const PLACES: &str = "subj obj gen oleh antara atas bagi bersama dari dengan di ke kepada melawan menentang menghadapi menolak \
    memprotes menuntut mengenai pada soal tentang terhadap untuk";

/// The kinds of news where a word may mostly stand.
const HOMES: [&str; 11] =
    ["politics", "diplomacy", "war", "law", "crime", "economy", "society", "disaster", "sport", "show", "any"];

fn table(text: &'static str) -> Vec<Vec<&'static str>> {
    text.lines().filter(|l| !l.starts_with('#')).skip(1).map(|l| l.split('\t').collect()).collect()
}

#[test]
fn every_row_of_the_events_is_valid_and_in_order() {
    let rows = table(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../knowledge/events.tsv")));
    let (mut forms, mut before) = (HashSet::new(), ("", ""));
    for row in &rows {
        let [form, class, mode, source, target, needs, often, home] = row[..] else {
            panic!("not eight cells: {row:?}")
        };
        assert!(often.parse::<u8>().is_ok_and(|n| n <= 9) && HOMES.contains(&home), "{row:?}");
        assert!(!form.is_empty() && form == form.trim() && form == form.to_lowercase(), "{row:?}");
        assert!(!form.contains("  ") && form.split(' ').count() <= 6, "{row:?}");
        let (_, modes) = MODES.iter().find(|(c, _)| *c == class).unwrap_or_else(|| panic!("no class: {row:?}"));
        assert!(mode.is_empty() || modes.split(' ').any(|m| m == mode), "no mode of its class: {row:?}");
        for frame in [source, target] {
            let places: Vec<&str> = frame.split('|').collect();
            let known = places.iter().all(|p| PLACES.split_whitespace().any(|k| k == *p));
            assert!(frame.is_empty() || frame == "-" || known, "no place for an argument: {row:?}");
            assert_eq!(places.iter().collect::<HashSet<_>>().len(), places.len(), "the same place twice: {row:?}");
        }
        assert!(["", "target", "source", "both"].contains(&needs), "{row:?}");
        assert!(!(target == "-" && ["target", "both"].contains(&needs)), "it needs what it has no place for: {row:?}");
        // One form, one class: only another frame could tell two readings apart.
        assert!(forms.insert((form, source, target)), "twice: {row:?}");
        assert!(before < (class, form), "not in order: {row:?}");
        before = (class, form);
    }
    assert!(rows.len() > 1_000);
}

#[test]
fn a_form_of_two_classes_has_two_frames() {
    let rows = table(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../knowledge/events.tsv")));
    for (number, row) in rows.iter().enumerate() {
        for other in rows[number + 1..].iter().filter(|o| o[0] == row[0]) {
            assert!(row[3..5] != other[3..5], "{row:?} and {other:?}");
        }
    }
}

#[test]
fn every_light_verb_tells_whose_subject_it_has() {
    let rows = table(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../knowledge/light_verbs.tsv")));
    let mut before = "";
    for row in &rows {
        let [form, subject, _] = row[..] else { panic!("not three cells: {row:?}") };
        assert!(["source", "target"].contains(&subject), "{row:?}");
        assert!(before < form, "not in order: {row:?}");
        before = form;
    }
}

#[test]
fn every_evaluation_has_a_sense_and_stands_once() {
    let rows = table(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../knowledge/evaluations.tsv")));
    let (mut forms, mut before) = (HashSet::new(), ("", ""));
    for row in &rows {
        let [form, sense] = row[..] else { panic!("not two cells: {row:?}") };
        assert!(["blame", "praise", "demand", "threat", "promise", "deny"].contains(&sense), "{row:?}");
        assert!(form == form.to_lowercase() && (1..=4).contains(&form.split(' ').count()), "{row:?}");
        assert!(forms.insert(form), "twice: {row:?}");
        assert!(before < (sense, form), "not in order: {row:?}");
        before = (sense, form);
    }
    assert!(rows.len() > 400);
}
