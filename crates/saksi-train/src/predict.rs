//! What a network says, in the numbers it was trained in.

use std::ops::Range;

use crate::forms::Forms;
use crate::network::{KEEP, Network, Sentence, add, leaky};
use crate::random::Random;

impl Network {
    /// Scores of these tasks for every word of these sentences, and where a parser is named arcs and relations of each sentence.
    pub fn predict(&self, forms: &Forms, batch: &[&Sentence], tasks: &[usize], parser: Option<usize>) -> Prediction {
        let depth = if parser.is_some() { self.config.layers } else { self.config.tag_layers };
        let (trace, sentences) = self.forward(forms, batch, depth, KEEP, &mut Random(0));
        let mut out = Prediction { sentences: sentences.clone(), ..Prediction::default() };
        for &task in tasks {
            let (tagger, linear) = self.tasks[task];
            let (_, h) = self.hidden(&self.taggers[tagger], &trace, &sentences);
            out.tags.push(linear.forward(&self.params, &h));
        }
        if let Some(parser) = parser {
            let head = self.parsers[parser];
            let (a, r) = (self.config.arc, self.config.rel);
            let normed = self.parser_norm.forward(&self.params, &trace.out);
            let query = head.query.forward(&self.params, &normed.out);
            let mut key = head.key.forward(&self.params, &normed.out);
            leaky(&mut key);
            out.dependent = head.dependent.forward(&self.params, &normed.out);
            out.governor = head.governor.forward(&self.params, &normed.out);
            for range in &sentences {
                let (q, k) = (&query[range.start * a..range.end * a], &key[range.start * a..range.end * a]);
                out.arcs.push(self.arc_scores(head, q, k, range.len()));
            }
            debug_assert_eq!(out.dependent.len(), trace.out.len() / self.config.d * r);
        }
        out
    }

    /// Scores of all relations of a word of a prediction to a head (a row of the batch, or none for the root).
    pub fn relation_scores(
        &self,
        parser: usize,
        prediction: &Prediction,
        word: usize,
        head: Option<usize>,
    ) -> Vec<f32> {
        let r = self.config.rel;
        let p = self.parsers[parser];
        let mut h = prediction.dependent[word * r..(word + 1) * r].to_vec();
        match head {
            None => add(&mut h, &self.params.dense[p.root.1].values, 1.0),
            Some(g) => add(&mut h, &prediction.governor[g * r..(g + 1) * r], 1.0),
        }
        leaky(&mut h);
        p.relation.forward(&self.params, &h)
    }
}

/// What a network says.
#[derive(Debug, Default)]
pub struct Prediction {
    /// Rows of each sentence.
    pub sentences: Vec<Range<usize>>,
    /// For each task asked for, a row of scores a word.
    pub tags: Vec<Vec<f32>>,
    /// For each sentence, n × (n+1).
    pub arcs: Vec<Vec<f32>>,
    dependent: Vec<f32>,
    governor: Vec<f32>,
}
