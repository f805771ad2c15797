//! The trainer learns, learns the same twice, and what it writes is what it knows.

use rustc_hash::FxHashMap;
use saksi_lang::Span;
use saksi_lang::analyzer::{Analyzer, Deprel, Depth, ModelError, Scratch, Style, Upos, features};
use saksi_train::forms::Forms;
use saksi_train::measure::argmax;
use saksi_train::network::{Config, Dropout, KEEP, Lesson, Network, Sentence};
use saksi_train::param::Grads;
use saksi_train::random::Random;
use saksi_train::sets::{self, CSUI, FEATS, IDNER, Labels, Set, UPOS};
use saksi_train::tune::{self, Plan};
use saksi_train::{export, pretrain};

const SMALL: Config = Config { d: 16, tag_layers: 1, layers: 2, hidden: 8, arc: 16, rel: 8 };

/// *Siti menulis surat .* and the like: subject, verb, object, point.
fn corpus(forms: &mut Forms) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for subject in ["Siti", "Budi", "Rina"] {
        for verb in ["menulis", "membaca", "membawa"] {
            for object in ["surat", "buku", "kabar"] {
                let upos = [Upos::Propn, Upos::Verb, Upos::Noun, Upos::Punct].map(|u| u as u16).to_vec();
                let rels = [Deprel::Nsubj, Deprel::Root, Deprel::Obj, Deprel::Punct].map(|d| d as u16).to_vec();
                sentences.push(Sentence {
                    forms: [subject, verb, object, "."].map(|w| forms.intern(w)).to_vec(),
                    labels: vec![(UPOS, upos), (FEATS, vec![0, 1, 0, 0]), (IDNER, vec![1, 0, 0, 0])],
                    tree: Some((0, vec![2, 0, 2, 2], rels)),
                    style: CSUI,
                });
            }
        }
    }
    sentences
}

fn counts() -> FxHashMap<String, u32> {
    let words = ["siti", "budi", "rina", "menulis", "membaca", "membawa", "surat", "buku", "kabar", "."];
    words.iter().map(|w| ((*w).to_owned(), 3)).collect()
}

fn labels() -> Labels {
    let mut labels = Labels::default();
    labels.feats = vec!["_".to_owned(), "Voice=Act".to_owned()];
    labels
}

fn trained() -> (Network, Forms, Vec<Sentence>) {
    let mut forms = Forms::new(&counts(), 1, 100, 20);
    forms.names.insert("siti".to_owned(), features::name_class(3, 0, 0));
    forms.names.insert("wati".to_owned(), features::name_class(3, 0, 0));
    let sentences = corpus(&mut forms);
    let mut random = Random(1);
    let mut network = Network::new(SMALL, &forms, &mut random);
    pretrain::run(&mut network, &forms, &sentences, 2, 2, 1e-3, 4);
    network.end_guessing();
    network.add_names(&mut random);
    sets::add_heads(&mut network, &labels(), &mut random);
    let drop = Dropout { word: 0.1, mask: 0.0, layer: 0.1, style: 0.2 };
    let plan = Plan { rounds: 25, rate: 1e-2, batch: 20, drop, seed: 3 };
    let set = Set { name: "tiny", sentences: sentences.clone(), weight: 1.0 };
    tune::run(&mut network, &forms, &[set], plan, |_, _| {});
    (network, forms, sentences)
}

#[test]
fn a_tiny_set_is_learned_and_the_model_says_what_the_network_says() {
    let (network, mut forms, sentences) = trained();
    let bytes = export::model(&network, &mut forms, &labels().feats);
    let analyzer = Analyzer::from_bytes(&bytes).unwrap();
    let mut scratch = Scratch::default();
    for sentence in &sentences {
        let prediction = network.predict(&forms, &[sentence], &[UPOS], Some(0));
        let width = Upos::ALL.len();
        let tags: Vec<usize> = prediction.tags[0].chunks_exact(width).map(argmax).collect();
        let text = sentence.forms.iter().map(|&f| forms.surface(f)).collect::<Vec<_>>().join(" ");
        let annotation = analyzer.annotate(&text, &spans(&text), Depth::Trees, &mut scratch);
        assert_eq!(annotation.upos.iter().map(|&u| u as usize).collect::<Vec<_>>(), tags);
        assert_eq!(annotation.upos, [Upos::Propn, Upos::Verb, Upos::Noun, Upos::Punct], "{text}");
        assert_eq!(annotation.heads, [2, 0, 2, 2], "{text}");
        assert_eq!(annotation.deprels, [Deprel::Nsubj, Deprel::Root, Deprel::Obj, Deprel::Punct]);
        assert_eq!(analyzer.feats(annotation.feats[1]), "Voice=Act");
        assert_eq!(annotation.entities.len(), 1, "{text}");
    }
    assert_eq!(scratch.style, Style::Csui);
}

#[test]
fn training_twice_gives_the_same_bytes() {
    let model = || {
        let (network, mut forms, _) = trained();
        export::model(&network, &mut forms, &labels().feats)
    };
    assert_eq!(model(), model());
}

#[test]
fn a_model_cut_short_or_altered_says_so() {
    let (network, mut forms, _) = trained();
    let good = export::model(&network, &mut forms, &labels().feats);
    let error = |bytes: &[u8]| Analyzer::from_bytes(bytes).expect_err("it is not whole");
    for cut in [9, 19, 25, 1000, good.len() - 1] {
        assert_eq!(error(&good[..cut]), ModelError::Damaged, "{cut}");
    }
    for at in (20..good.len()).step_by(good.len() / 50) {
        let mut altered = good.clone();
        altered[at] ^= 4;
        assert_eq!(error(&altered), ModelError::Damaged, "{at}");
    }
    let mut later = good.clone();
    later[8] = 99;
    assert_eq!(error(&later), ModelError::OtherVersion(99));
    assert_eq!(error(b"PK\x03\x04"), ModelError::NotAModel);
    assert_eq!(error(b""), ModelError::NotAModel);
    assert!(error(&later).to_string().contains("99"));
}

/// Every weight moved a little must change the loss as its gradient says.
#[test]
fn gradients_are_those_of_the_loss() {
    let mut forms = Forms::new(&counts(), 1, 100, 20);
    let sentences = corpus(&mut forms);
    let batch: Vec<&Sentence> = sentences.iter().take(3).collect();
    let mut random = Random(5);
    let mut network = Network::new(SMALL, &forms, &mut random);
    network.add_names(&mut random);
    sets::add_heads(&mut network, &labels(), &mut random);
    let loss = |network: &Network, words: bool| {
        let mut grads = network.params.grads();
        let lesson = Lesson { forms: &forms, batch: &batch, drop: KEEP, scale: 1.0 };
        let loss = if words {
            network.learn_words(Lesson { drop: Dropout { mask: 0.4, ..KEEP }, ..lesson }, 2, &mut Random(9), &mut grads)
        } else {
            network.learn(lesson, &mut Random(9), &mut grads)
        };
        (loss.loss, grads)
    };
    for words in [true, false] {
        let (_, mut grads) = loss(&network, words);
        for n in 0..network.params.dense.len() {
            check(&mut network, &mut grads, &|network| loss(network, words).0, n);
        }
        for table in 0..network.params.tables.len() {
            let width = network.params.tables[table].width;
            for (row, column) in [(0u32, 1usize), (1, 5)] {
                if (row as usize + 1) * width > network.params.tables[table].values.len() {
                    continue;
                }
                let told = grads.tables[table].row(row)[column];
                let at = row as usize * width + column;
                let moved = |network: &mut Network, by: f32| {
                    network.params.tables[table].values[at] += by;
                    let l = loss(network, words).0;
                    network.params.tables[table].values[at] -= by;
                    l
                };
                compare(told, moved(&mut network, STEP), moved(&mut network, -STEP), &format!("table {table} {row}"));
            }
        }
    }
}

const STEP: f32 = 4e-3;

fn check(network: &mut Network, grads: &mut Grads, loss: &dyn Fn(&Network) -> f64, n: usize) {
    let size = network.params.dense[n].values.len();
    if size == 0 {
        return;
    }
    for at in [0, size / 3, size - 1] {
        let told = grads.dense[n][at];
        let mut moved = |by: f32| {
            network.params.dense[n].values[at] += by;
            let l = loss(network);
            network.params.dense[n].values[at] -= by;
            l
        };
        let (up, down) = (moved(STEP), moved(-STEP));
        compare(told, up, down, &format!("matrix {n} at {at}"));
    }
}

fn compare(told: f32, up: f64, down: f64, what: &str) {
    let seen = (up - down) / f64::from(2.0 * STEP);
    let told = f64::from(told);
    assert!((told - seen).abs() < 0.03 * (1.0 + told.abs().max(seen.abs())), "{what}: {told} is not {seen}");
}

/// Words between single spaces.
fn spans(text: &str) -> Vec<Span> {
    let mut at = 0;
    text.split(' ')
        .map(|w| {
            at += w.len() + 1;
            Span::new(at - 1 - w.len(), at - 1)
        })
        .collect()
}
