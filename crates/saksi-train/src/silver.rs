//! Text that several networks have annotated together, for one to learn from: their scores are averaged (after Hinton and others,
//! 2015, with hard labels, which are small enough to keep).

use saksi_lang::analyzer::entities::{self, EntityScratch, TAGS};
use saksi_lang::analyzer::tree::{self, TreeScratch};

use crate::forms::Forms;
use crate::math::softmax;
use crate::measure::argmax;
use crate::network::{Network, Sentence, add};
use crate::predict::Prediction;
use crate::sets::{CSUI, FEATS, IDNER, UPOS};

/// Annotates plain sentences in the style that each names. Two threads, the order kept.
pub fn annotate(teachers: &[Network], forms: &Forms, text: &[Sentence]) -> Vec<Sentence> {
    let size = text.len().div_ceil(200).max(1);
    let parts: Vec<&[Sentence]> = text.chunks(size).collect();
    let mut out = Vec::with_capacity(text.len());
    for (n, pair) in parts.chunks(2).enumerate() {
        let done: Vec<Vec<Sentence>> = std::thread::scope(|scope| {
            let threads: Vec<_> = pair.iter().map(|part| scope.spawn(move || batch(teachers, forms, part))).collect();
            threads.into_iter().map(|t| t.join().expect("no teacher panics")).collect()
        });
        out.extend(done.into_iter().flatten());
        if n % 10 == 9 {
            eprintln!("annotated {} of {} sentences", out.len(), text.len());
        }
    }
    out
}

fn batch(teachers: &[Network], forms: &Forms, text: &[Sentence]) -> Vec<Sentence> {
    text.iter().map(|s| one(teachers, forms, s)).collect()
}

/// Sums of probabilities.
fn pooled(all: &[Prediction], task: usize, width: usize) -> Vec<f32> {
    let mut sum = vec![0.0; all[0].tags[task].len()];
    for p in all {
        let mut scores = p.tags[task].clone();
        scores.chunks_exact_mut(width).for_each(softmax);
        add(&mut sum, &scores, 1.0);
    }
    sum
}

fn one(teachers: &[Network], forms: &Forms, plain: &Sentence) -> Sentence {
    let n = plain.forms.len();
    let all: Vec<Prediction> =
        teachers.iter().map(|t| t.predict(forms, &[plain], &[UPOS, FEATS, IDNER], Some(0))).collect();
    let width = |task: usize| all[0].tags[task].len() / n;
    let best = |task: usize| -> Vec<u16> {
        pooled(&all, task, width(task)).chunks_exact(width(task)).map(|row| argmax(row) as u16).collect()
    };
    // Scores of a sequence are no probabilities of their own: they are averaged as they are.
    let share = 1.0 / teachers.len() as f32;
    let (mut scores, mut follows) = (vec![0.0; n * TAGS], entities::NOTHING);
    for (t, p) in teachers.iter().zip(&all) {
        add(&mut scores, &p.tags[2], share);
        add(&mut follows, t.follows(IDNER), share);
    }
    let mut named = Vec::new();
    entities::decode(&scores, &follows, &mut named, &mut EntityScratch::default());
    let mut tags = vec![0u16; n];
    for e in named {
        let first = 1 + 2 * e.kind as u16;
        tags[e.start as usize..e.end as usize].fill(first + 1);
        tags[e.start as usize] = first;
    }
    let mut arcs = vec![0.0; n * (n + 1)];
    for p in &all {
        let mut scores = p.arcs[0].clone();
        scores.chunks_exact_mut(n + 1).for_each(softmax);
        add(&mut arcs, &scores, 1.0);
    }
    // The tree of the greatest product of averaged probabilities.
    arcs.iter_mut().for_each(|p| *p = p.max(1e-9).ln());
    let mut heads = Vec::new();
    tree::decode(&arcs, n, &mut heads, &mut TreeScratch::default());
    let rels = (0..n).map(|i| {
        let head = (heads[i] > 0).then(|| heads[i] as usize - 1);
        let mut sum = Vec::new();
        for (t, p) in teachers.iter().zip(&all) {
            let mut scores = t.relation_scores(0, p, i, head);
            softmax(&mut scores);
            sum.resize(scores.len(), 0.0);
            add(&mut sum, &scores, 1.0);
        }
        argmax(&sum) as u16
    });
    let rels = rels.collect();
    Sentence {
        forms: plain.forms.clone(),
        labels: vec![(UPOS, best(0)), (FEATS, best(1)), (IDNER, tags)],
        tree: Some((0, heads, rels)),
        style: plain.style.max(CSUI),
    }
}

/// Copies of some sentences in capitals and in small letters, as headlines and careless texts have them; the labels stay.
pub fn damaged(forms: &mut Forms, sentences: &[Sentence]) -> Vec<Sentence> {
    let mut out = Vec::new();
    for (n, s) in sentences.iter().enumerate() {
        let change: fn(&str) -> String = match n % 24 {
            0 => str::to_uppercase,
            1 => str::to_lowercase,
            _ => continue,
        };
        let forms = s
            .forms
            .iter()
            .map(|&f| change(forms.surface(f)))
            .collect::<Vec<_>>()
            .iter()
            .map(|f| forms.intern(f))
            .collect();
        out.push(Sentence { forms, ..s.clone() });
    }
    out
}
