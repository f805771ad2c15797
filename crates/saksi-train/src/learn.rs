//! Learning: of words that are masked, of labels.

use std::ops::Range;

use crate::chain;
use crate::math::softmax;
use crate::network::{Lesson, Loss, NONE, Network, Tagger, Trace, add, leaky_back};
use crate::param::Grads;
use crate::random::Random;

impl Network {
    /// Learns to guess the words that dropout masks, with the lowest `depth` layers.
    pub fn learn_words(&self, lesson: Lesson, depth: usize, random: &mut Random, grads: &mut Grads) -> Loss {
        let Lesson { forms, batch, drop, scale } = lesson;
        let d = self.config.d;
        let (trace, sentences) = self.forward(forms, batch, depth, drop, random);
        let mut gold = Vec::new();
        let mut at = Vec::new();
        for (t, &n) in batch.iter().flat_map(|s| &s.forms).enumerate() {
            if trace.input[t].0 == u32::MAX {
                gold.push(forms.get(n).0.class as u16);
                at.push(t);
            }
        }
        let x: Vec<f32> = at.iter().flat_map(|&t| &trace.out[t * d..(t + 1) * d]).copied().collect();
        let normed = self.top.forward(&self.params, &x);
        let mut scores = self.guess.forward(&self.params, &normed.out);
        let loss = cross_entropy(&mut scores, &gold, self.guess.m, scale);
        let mut dn = vec![0.0; x.len()];
        self.guess.backward(&self.params, grads, &normed.out, &scores, &mut dn);
        let mut small = vec![0.0; x.len()];
        self.top.backward(&self.params, grads, &normed, &dn, &mut small);
        let mut dx = vec![0.0; trace.out.len()];
        for (i, &t) in at.iter().enumerate() {
            dx[t * d..(t + 1) * d].copy_from_slice(&small[i * d..(i + 1) * d]);
        }
        self.backward(forms, &trace, &sentences, dx, &[], grads);
        loss
    }

    /// Learns labels and trees. All sentences of a batch have labels for the same tasks.
    pub fn learn(&self, lesson: Lesson, random: &mut Random, grads: &mut Grads) -> Loss {
        let Lesson { forms, batch, drop, .. } = lesson;
        let Some(first) = batch.first() else { return Loss::default() };
        let depth = if first.tree.is_some() { self.config.layers } else { self.config.tag_layers };
        let (trace, sentences) = self.forward(forms, batch, depth, drop, random);
        let mut dtag = vec![0.0; trace.tag.len()];
        let mut loss = Loss::default();
        for (n, tagger) in self.taggers.iter().enumerate() {
            let tasks: Vec<usize> = (0..first.labels.len()).filter(|&i| self.tasks[first.labels[i].0].0 == n).collect();
            if tasks.is_empty() {
                continue;
            }
            loss.add(self.learn_tags(tagger, &tasks, lesson, (&trace, &sentences), grads, &mut dtag));
        }
        let mut dx = vec![0.0; trace.out.len()];
        if let Some((parser, ..)) = first.tree {
            loss.add(self.learn_trees(parser, lesson, &trace, &sentences, grads, &mut dx));
        }
        self.backward(forms, &trace, &sentences, dx, &dtag, grads);
        loss
    }

    /// Learns the labels of these tasks (numbers of the labels of a sentence), all of one tagger. Adds to `dtag`.
    fn learn_tags(
        &self,
        tagger: &Tagger,
        tasks: &[usize],
        lesson: Lesson,
        (trace, sentences): (&Trace, &[Range<usize>]),
        grads: &mut Grads,
        dtag: &mut [f32],
    ) -> Loss {
        let Lesson { batch, scale, .. } = lesson;
        let first = batch[0];
        let d = self.config.d;
        let mut loss = Loss::default();
        let (normed, h) = self.hidden(tagger, trace, sentences);
        let mut dh = vec![0.0; h.len()];
        for &i in tasks {
            let out = self.tasks[first.labels[i].0].1;
            let gold: Vec<u16> = batch.iter().flat_map(|s| &s.labels[i].1).copied().collect();
            let mut scores = out.forward(&self.params, &h);
            loss.add(match self.chains[first.labels[i].0] {
                None => cross_entropy(&mut scores, &gold, out.m, scale),
                Some(n) => {
                    let follows = &self.params.dense[n].values;
                    let mut sum = Loss::default();
                    for s in sentences {
                        let scores = &mut scores[s.start * out.m..s.end * out.m];
                        sum.add(chain::learn(scores, &gold[s.clone()], follows, scale, &mut grads.dense[n]));
                    }
                    sum
                }
            });
            out.backward(&self.params, grads, &h, &scores, &mut dh);
        }
        leaky_back(&h, &mut dh);
        let mut dn = vec![0.0; normed.out.len()];
        tagger.hidden.backward(&self.params, grads, &normed.out, &dh, &mut dn);
        if tagger.style {
            for (sentence, &style) in sentences.iter().zip(&trace.style) {
                let g = grads.tables[self.styles].row(style);
                for row in dn[sentence.start * d..sentence.end * d].chunks_exact(d) {
                    add(g, row, 1.0);
                }
            }
        }
        tagger.norm.backward(&self.params, grads, &normed, &dn, dtag);
        loss
    }
}

/// Scores become the gradient of their cross-entropy, times `scale`.
pub(crate) fn cross_entropy(scores: &mut [f32], gold: &[u16], m: usize, scale: f32) -> Loss {
    let mut loss = Loss::default();
    for (row, &gold) in scores.chunks_exact_mut(m).zip(gold) {
        if gold == NONE {
            row.fill(0.0);
            continue;
        }
        softmax(row);
        let p = row[gold as usize];
        loss.loss -= f64::from(p.max(1e-9).ln());
        loss.items += 1.0;
        row[gold as usize] -= 1.0;
        for v in row.iter_mut() {
            *v *= scale;
        }
    }
    loss
}
