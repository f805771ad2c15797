//! What two marked parties do to one another: the rules of `event/rules.rs`, each in a sentence made for it.

use saksi::{Engine, EventClass, Marked, Scratch, Span};

/// A sentence whose source stands in square brackets and whose target in braces; the act asked about in angle ones, if any.
fn marked(sentence: &str) -> Marked {
    let mut out = Marked::default();
    let mut start = 0;
    for c in sentence.chars() {
        let here = out.text.len() as u32;
        let span = Span { start, end: here };
        match c {
            '[' | '{' | '<' => start = here,
            ']' => out.source.push(span),
            '}' => out.target.push(span),
            '>' => out.act = Some(span),
            c => out.text.push(c),
        }
    }
    out
}

#[test]
fn what_outranks_an_act_decides_between_two_parties() {
    let (engine, mut scratch) = (Engine::new(), Scratch::default());
    for (sentence, class) in [
        ("[Kerajaan Lembu] menyerang {pangkalan tentara Republik Sapi}.", EventClass::Assault),
        // What is refused, promised, threatened or asked for has not been done.
        ("[Kerajaan Lembu] menolak menyerang {Republik Sapi}.", EventClass::Reject),
        ("[Kerajaan Lembu] setuju membebaskan {tahanan Republik Sapi}.", EventClass::Agree),
        ("[Kerajaan Lembu] akan menyerang {Republik Sapi}.", EventClass::Threaten),
        ("[Kerajaan Lembu] akan membantu {Republik Sapi}.", EventClass::Agree),
        ("[Kerajaan Lembu] mengancam akan mengusir {duta besar Republik Sapi}.", EventClass::Threaten),
        ("[Kerajaan Lembu] mengatakan {Republik Sapi} harus menarik pasukannya.", EventClass::Request),
        // An end of what is hostile gives way, an end of what is friendly punishes.
        ("[Kerajaan Lembu] mencabut larangan impor atas {Republik Sapi}.", EventClass::Concede),
        ("[Kerajaan Lembu] menangguhkan bantuan militer kepada {Republik Sapi}.", EventClass::Sanction),
        // An operator behind the act governs something else.
        ("[Para buruh] mogok kerja menuntut kenaikan upah dari {PT Rumput Hijau}.", EventClass::Protest),
        // What it is done for.
        ("[Kerajaan Lembu] menelepon {Presiden Sapi} pada Rabu untuk menyampaikan dukungan.", EventClass::Support),
        ("[Tentara Lembu] dikerahkan sebagai pasukan penjaga perdamaian di {Republik Sapi}.", EventClass::Aid),
        // Hearsay is no report to the police.
        ("[Polisi Lembu] dilaporkan menahan {dua wartawan}.", EventClass::Coerce),
        // Two parties in one phrase have their predicate behind them.
        ("[Kerajaan Lembu] dan {Republik Sapi} sepakat menggelar latihan.", EventClass::Agree),
    ] {
        assert_eq!(engine.pair_rule(&marked(sentence), &mut scratch), Some(class), "{sentence}");
    }
}

#[test]
fn of_an_act_that_is_asked_about_only_the_act_counts() {
    let (engine, mut scratch) = (Engine::new(), Scratch::default());
    for (sentence, class) in [
        ("[Kerajaan Lembu] akan <membantu> {Republik Sapi}.", EventClass::Aid),
        ("[Polisi] tidak <menangkap> {Budi Rumput}.", EventClass::Coerce),
        ("[Polisi] tidak <menangkap> Budi Rumput, tetapi memuji {Rina Sari}.", EventClass::Coerce),
    ] {
        assert_eq!(engine.pair_rule(&marked(sentence), &mut scratch), Some(class), "{sentence}");
    }
}

#[test]
fn nothing_is_too_odd_to_be_classified() {
    let (engine, mut scratch) = (Engine::new(), Scratch::default());
    for sentence in ["", "[]{}", "[A]{B}", "{A} [B] {C}", ".", "<menyerang>", "[menyerang menolak]", "[A {B] C}"] {
        let marked = marked(sentence);
        engine.pair_class(&marked, &mut scratch);
        let odd = Marked { source: vec![Span { start: 3, end: 900 }], ..marked };
        engine.pair_class(&odd, &mut scratch);
    }
}
