//! How right a network is, before it is made small.

use saksi_lang::analyzer::entities::{self, EntityScratch, TAGS};
use saksi_lang::analyzer::tree::{self, TreeScratch};
use saksi_lang::analyzer::{Deprel, Named};

use crate::forms::Forms;
use crate::network::{NONE, Network, Sentence};
use crate::sets::{FEATS, IDNER, UPOS};

/// Shares of words, in per cent.
#[derive(Clone, Copy, Debug, Default)]
pub struct Trees {
    pub upos: f64,
    pub feats: f64,
    pub uas: f64,
    /// Relations without subtypes.
    pub las: f64,
    /// Relations with subtypes.
    pub full: f64,
    pub words: f64,
}

impl std::fmt::Display for Trees {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Trees { upos, feats, uas, las, full, .. } = self;
        write!(f, "UPOS {upos:.2} feats {feats:.2} UAS {uas:.2} LAS {las:.2} (full {full:.2})")
    }
}

pub fn argmax(row: &[f32]) -> usize {
    (0..row.len()).fold(0, |a, b| if row[b] > row[a] { b } else { a })
}

/// Scores for treebank sentences, read in this style.
pub fn trees(network: &Network, forms: &Forms, sentences: &[Sentence], style: u8) -> Trees {
    let mut right = Trees::default();
    let mut heads = Vec::new();
    for s in sentences {
        let plain = Sentence { forms: s.forms.clone(), style, ..Sentence::default() };
        let p = network.predict(forms, &[&plain], &[UPOS, FEATS], Some(0));
        let n = s.forms.len();
        tree::decode(&p.arcs[0], n, &mut heads, &mut TreeScratch::default());
        let (_, gold_heads, gold_rels) = s.tree.as_ref().expect("a treebank");
        let gold = |task: usize, i: usize| s.labels.iter().find(|l| l.0 == task).map_or(NONE, |l| l.1[i]);
        for i in 0..n {
            right.words += 1.0;
            let width = p.tags[0].len() / n;
            right.upos += f64::from(argmax(&p.tags[0][i * width..(i + 1) * width]) as u16 == gold(UPOS, i));
            let width = p.tags[1].len() / n;
            right.feats += f64::from(argmax(&p.tags[1][i * width..(i + 1) * width]) as u16 == gold(FEATS, i));
            if heads[i] == gold_heads[i] {
                right.uas += 1.0;
                let head = (heads[i] > 0).then(|| heads[i] as usize - 1);
                let rel = argmax(&network.relation_scores(0, &p, i, head));
                let name = |r: usize| Deprel::ALL.get(r).map_or("", |d| d.name());
                let (a, b) = (name(rel), name(gold_rels[i] as usize));
                right.full += f64::from(a == b);
                right.las += f64::from(a.split(':').next() == b.split(':').next());
            }
        }
    }
    let share = 100.0 / right.words;
    Trees {
        upos: right.upos * share,
        feats: right.feats * share,
        uas: right.uas * share,
        las: right.las * share,
        full: right.full * share,
        words: right.words,
    }
}

/// F1 of entities and LAS without subtypes of sentences that were annotated against the same ones as they should be, in per cent.
pub fn annotated(found: &[Sentence], gold: &[Sentence]) -> (f64, f64) {
    let (mut entities, mut words, mut right) = ([0; 3], 0.0, 0.0);
    let tags = |s: &Sentence| s.labels.iter().find(|l| l.0 == IDNER).map_or(Vec::new(), |l| named(&l.1));
    let universal = |r: u16| Deprel::ALL.get(r as usize).and_then(|d| d.name().split(':').next());
    for (f, g) in found.iter().zip(gold) {
        let (f_named, g_named) = (tags(f), tags(g));
        entities[0] += f_named.iter().filter(|n| g_named.contains(n)).count();
        entities[1] += f_named.len();
        entities[2] += g_named.len();
        if let (Some((_, f_heads, f_rels)), Some((_, g_heads, g_rels))) = (&f.tree, &g.tree) {
            for i in 0..f_heads.len() {
                words += 1.0;
                right += f64::from(f_heads[i] == g_heads[i] && universal(f_rels[i]) == universal(g_rels[i]));
            }
        }
    }
    (200.0 * entities[0] as f64 / (entities[1] + entities[2]) as f64, 100.0 * right / words)
}

/// Entities of gold tags (0 outside, odd numbers begin).
fn named(tags: &[u16]) -> Vec<Named> {
    let mut scores = vec![0.0; tags.len() * TAGS];
    for (t, &tag) in tags.iter().enumerate() {
        scores[t * TAGS + tag as usize] = 9.0;
    }
    let mut out = Vec::new();
    entities::decode(&scores, &entities::NOTHING, &mut out, &mut EntityScratch::default());
    out
}

/// F1 of entities with exact spans and types, in per cent.
pub fn entities(network: &Network, forms: &Forms, sentences: &[Sentence], task: usize, style: u8) -> f64 {
    let (mut found, mut gold, mut both) = (0, 0, 0);
    let mut out = Vec::new();
    for s in sentences {
        let plain = Sentence { forms: s.forms.clone(), style, ..Sentence::default() };
        let p = network.predict(forms, &[&plain], &[task], None);
        out.clear();
        entities::decode(&p.tags[0], network.follows(task), &mut out, &mut EntityScratch::default());
        let right = named(&s.labels.iter().find(|l| l.0 == task).expect("an entity set").1);
        found += out.len();
        gold += right.len();
        both += out.iter().filter(|n| right.contains(n)).count();
    }
    200.0 * both as f64 / (found + gold) as f64
}
