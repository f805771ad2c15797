//! Learning trees: every word chooses its head among all words (after Dozat and Manning, 2017), and how it hangs there.

use std::ops::Range;

use crate::learn::cross_entropy;
use crate::math::{product, product_at, product_bt};
use crate::network::{Lesson, Loss, NONE, Network, ParserHead, Trace, add, bucket, leaky, leaky_back};
use crate::param::Grads;

impl Network {
    /// Learns the trees of a batch. Adds to `dx`.
    pub(crate) fn learn_trees(
        &self,
        parser: usize,
        lesson: Lesson,
        trace: &Trace,
        sentences: &[Range<usize>],
        grads: &mut Grads,
        dx: &mut [f32],
    ) -> Loss {
        let Lesson { batch, scale, .. } = lesson;
        let head = self.parsers[parser];
        let (a, r) = (self.config.arc, self.config.rel);
        let p = &self.params;
        let normed = self.parser_norm.forward(p, &trace.out);
        let x = &normed.out;
        let query = head.query.forward(p, x);
        let mut key = head.key.forward(p, x);
        leaky(&mut key);
        let dep = head.dependent.forward(p, x);
        let gov = head.governor.forward(p, x);
        let (mut dq, mut dk) = (vec![0.0; query.len()], vec![0.0; key.len()]);
        let (mut ddep, mut dgov) = (vec![0.0; dep.len()], vec![0.0; gov.len()]);
        let mut loss = Loss::default();
        // Relations of all words of the batch at once.
        let total = dep.len() / r;
        let mut h = dep.clone();
        let mut heads = vec![usize::MAX; total];
        let mut gold = vec![NONE; total];
        for (s, range) in batch.iter().zip(sentences) {
            let (_, hs, rels) = s.tree.as_ref().expect("all of a batch have trees");
            for (i, (&head, &rel)) in hs.iter().zip(rels).enumerate() {
                if head != u32::MAX {
                    heads[range.start + i] = if head == 0 { usize::MAX } else { range.start + head as usize - 1 };
                    gold[range.start + i] = rel;
                }
            }
        }
        for (t, row) in h.chunks_exact_mut(r).enumerate() {
            match heads[t] {
                usize::MAX => add(row, &p.dense[head.root.1].values, 1.0),
                g => add(row, &gov[g * r..(g + 1) * r], 1.0),
            }
        }
        leaky(&mut h);
        let mut scores = head.relation.forward(p, &h);
        loss.add(cross_entropy(&mut scores, &gold, head.relation.m, scale));
        let mut dh = vec![0.0; h.len()];
        head.relation.backward(p, grads, &h, &scores, &mut dh);
        leaky_back(&h, &mut dh);
        for (t, row) in dh.chunks_exact(r).enumerate() {
            add(&mut ddep[t * r..(t + 1) * r], row, 1.0);
            match heads[t] {
                usize::MAX => add(&mut grads.dense[head.root.1], row, 1.0),
                g => add(&mut dgov[g * r..(g + 1) * r], row, 1.0),
            }
        }
        // Arcs sentence by sentence.
        for (s, range) in batch.iter().zip(sentences) {
            let (_, hs, _) = s.tree.as_ref().expect("all of a batch have trees");
            let n = range.len();
            let mut scores =
                self.arc_scores(head, &query[range.start * a..range.end * a], &key[range.start * a..range.end * a], n);
            let gold: Vec<u16> = hs.iter().map(|&h| if h == u32::MAX { NONE } else { h as u16 }).collect();
            loss.add(cross_entropy(&mut scores, &gold, n + 1, scale));
            let q = &query[range.start * a..range.end * a];
            let dq = &mut dq[range.start * a..range.end * a];
            let unit = 1.0 / (a as f32).sqrt();
            let root = &p.dense[head.root.0].values;
            let mut inner = vec![0.0; n * n];
            for i in 0..n {
                let ds = scores[i * (n + 1)] * unit;
                add(&mut dq[i * a..(i + 1) * a], root, ds);
                add(&mut grads.dense[head.root.0], &q[i * a..(i + 1) * a], ds);
                for j in 0..n {
                    let ds = scores[i * (n + 1) + j + 1];
                    inner[i * n + j] = ds * unit;
                    grads.dense[head.distance][bucket(i, j)] += ds;
                }
            }
            let k = &key[range.start * a..range.end * a];
            product(&inner, k, dq, (n, n, a), 1.0);
            product_at(&inner, q, &mut dk[range.start * a..range.end * a], (n, n, a), 1.0);
        }
        leaky_back(&key, &mut dk);
        let mut dn = vec![0.0; x.len()];
        head.query.backward(p, grads, x, &dq, &mut dn);
        head.key.backward(p, grads, x, &dk, &mut dn);
        head.dependent.backward(p, grads, x, &ddep, &mut dn);
        head.governor.backward(p, grads, x, &dgov, &mut dn);
        self.parser_norm.backward(p, grads, &normed, &dn, dx);
        loss
    }

    /// n × (n+1): for each word how good the root and each word is as its head.
    pub(crate) fn arc_scores(&self, head: ParserHead, query: &[f32], key: &[f32], n: usize) -> Vec<f32> {
        let a = self.config.arc;
        let unit = 1.0 / (a as f32).sqrt();
        let root = &self.params.dense[head.root.0].values;
        let distance = &self.params.dense[head.distance].values;
        let mut inner = vec![0.0; n * n];
        product_bt(query, key, &mut inner, (n, a, n), 0.0);
        let mut scores = vec![0.0; n * (n + 1)];
        for i in 0..n {
            let row = &mut scores[i * (n + 1)..(i + 1) * (n + 1)];
            row[0] = unit * query[i * a..(i + 1) * a].iter().zip(root).map(|(q, k)| q * k).sum::<f32>();
            for j in 0..n {
                row[j + 1] = if i == j { -1e4 } else { inner[i * n + j] * unit + distance[bucket(i, j)] };
            }
        }
        scores
    }
}
