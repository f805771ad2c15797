//! A multinomial logistic model over named features, fitted by stochastic gradient descent in a fixed order, so that
//! the same examples give the same bytes.

use std::collections::HashMap;

/// What is learned from.
pub struct Example {
    /// The article it is of, for folds.
    pub article: usize,
    /// Numbers of its features ([`Names`]), in order.
    pub sparse: Vec<u32>,
    /// The right output.
    pub output: usize,
    /// How much it counts.
    pub weight: f32,
}

/// Features and their numbers.
#[derive(Default)]
pub struct Names {
    pub hashes: Vec<u64>,
    numbers: HashMap<u64, u32>,
}

impl Names {
    /// The number of a feature, given anew where it has none.
    pub fn number(&mut self, hash: u64) -> u32 {
        *self.numbers.entry(hash).or_insert_with(|| {
            self.hashes.push(hash);
            self.hashes.len() as u32 - 1
        })
    }
}

/// The weights, a column an output.
#[derive(Clone, Debug)]
pub struct Model<const N: usize> {
    pub sparse: Vec<[f32; N]>,
}

/// How the model is fitted.
#[derive(Clone, Copy, Debug)]
pub struct Fit {
    pub epochs: usize,
    pub rate: f32,
    /// Pull of each weight towards zero, an epoch.
    pub shrink: f32,
    /// Features of fewer examples are left out.
    pub least: usize,
}

impl<const N: usize> Model<N> {
    /// Log odds of every output.
    pub fn scores(&self, sparse: &[u32]) -> [f32; N] {
        let mut sums = [0.0; N];
        for &n in sparse {
            if let Some(row) = self.sparse.get(n as usize) {
                sums.iter_mut().zip(row).for_each(|(s, w)| *s += w);
            }
        }
        sums
    }
}

/// Probabilities of scores.
pub fn softmax<const N: usize>(scores: [f32; N]) -> [f32; N] {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let weights = scores.map(|s| (s - top).exp());
    let sum: f32 = weights.iter().sum();
    weights.map(|w| w / sum)
}

/// Fits a model to `examples`; the weights are averaged over the second half of the epochs.
pub fn fit<const N: usize>(examples: &[&Example], features: usize, how: Fit) -> Model<N> {
    let mut seen = vec![0usize; features];
    for &n in examples.iter().flat_map(|e| &e.sparse) {
        seen[n as usize] += 1;
    }
    let mut model = Model { sparse: vec![[0.0; N]; features] };
    let mut mean = Model { sparse: vec![[0.0; N]; features] };
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut averaged = 0.0;
    for epoch in 0..how.epochs {
        for i in (1..order.len()).rev() {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            order.swap(i, (state % (i as u64 + 1)) as usize);
        }
        let rate = how.rate / ((epoch + 1) as f32).sqrt();
        for &i in &order {
            let e = examples[i];
            let mut error = softmax(model.scores(&e.sparse)).map(|p| -p);
            error[e.output] += 1.0;
            let step = rate * e.weight;
            for &n in e.sparse.iter().filter(|&&n| seen[n as usize] >= how.least) {
                let row = &mut model.sparse[n as usize];
                // A feature is pulled as often as it is seen: all alike over an epoch.
                let pull = how.shrink / seen[n as usize] as f32;
                for (w, g) in row.iter_mut().zip(&error) {
                    *w += step * (g - pull * *w);
                }
            }
        }
        if 2 * epoch >= how.epochs {
            averaged += 1.0;
            for (m, w) in mean.sparse.iter_mut().zip(&model.sparse) {
                m.iter_mut().zip(w).for_each(|(m, w)| *m += w);
            }
        }
    }
    for row in &mut mean.sparse {
        row.iter_mut().for_each(|m| *m /= averaged);
    }
    mean
}
