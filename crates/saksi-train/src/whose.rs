//! Learning whose annotation a sentence would be, once everything else is learned: it looks at what the tagging layers make of a
//! sentence and changes nothing there. Only the treebanks themselves are asked; silver is the teachers' and nobody's.

use crate::forms::Forms;
use crate::learn::cross_entropy;
use crate::network::{KEEP, Network, Sentence, add};
use crate::random::Random;
use crate::sets::{PUD, Set};

/// Passes over the sentences.
const ROUNDS: usize = 40;
const BATCH: usize = 64;

/// Learns it from the sentences whose style is one of the treebanks to be told apart; each treebank counts the same.
pub fn run(network: &mut Network, forms: &Forms, sets: &[Set]) {
    let Some(whose) = network.whose else { return };
    let d = network.config.d;
    let mut all: Vec<(Vec<f32>, u16)> = Vec::new();
    let banks = |s: &&Set| s.sentences.first().is_some_and(|s| (1..=PUD).contains(&s.style)) && s.name != "silver";
    let most = sets.iter().filter(banks).map(|s| s.sentences.len()).max().unwrap_or(0);
    for set in sets.iter().filter(banks) {
        let means: Vec<_> = set.sentences.iter().map(|s| (network.mean(forms, s), u16::from(s.style) - 1)).collect();
        all.extend(means.iter().cycle().take(most).cloned());
    }
    let mut random = Random(6);
    let mut grads = vec![network.params.grads()];
    network.params.restart();
    let steps = ROUNDS * all.len().div_ceil(BATCH);
    let mut step = 0;
    for _ in 0..ROUNDS {
        random.shuffle(&mut all);
        for batch in all.chunks(BATCH) {
            let x: Vec<f32> = batch.iter().flat_map(|b| b.0.iter().copied()).collect();
            let gold: Vec<u16> = batch.iter().map(|b| b.1).collect();
            let mut scores = whose.forward(&network.params, &x);
            cross_entropy(&mut scores, &gold, whose.m, 1.0 / BATCH as f32);
            whose.backward(&network.params, &mut grads[0], &x, &scores, &mut vec![0.0; batch.len() * d]);
            network.params.step(&mut grads, 1e-2 * (1.0 - step as f32 / steps as f32), step as u64 + 1);
            step += 1;
        }
    }
}

impl Network {
    /// The mean of what the tagging layers make of a sentence's words.
    fn mean(&self, forms: &Forms, sentence: &Sentence) -> Vec<f32> {
        let (trace, _) = self.forward(forms, &[sentence], self.config.tag_layers, KEEP, &mut Random(0));
        let mut mean = vec![0.0; self.config.d];
        for row in trace.tag.chunks_exact(self.config.d) {
            add(&mut mean, row, 1.0 / sentence.forms.len() as f32);
        }
        mean
    }

    /// The style that these sentences together speak for.
    pub fn style_of(&self, forms: &Forms, sentences: &[Sentence]) -> Option<u8> {
        let whose = self.whose?;
        let mut sum = vec![0.0f32; whose.m];
        for s in sentences {
            let mut scores = whose.forward(&self.params, &self.mean(forms, s));
            crate::math::softmax(&mut scores);
            sum.iter_mut().zip(&scores).for_each(|(sum, p)| *sum += p.max(1e-9).ln());
        }
        Some(1 + crate::measure::argmax(&sum) as u8)
    }
}
