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
    /// Length of a step.
    pub rate: f32,
    /// Share of the features of an example that are hidden each time it is seen, so that no feature is leant on alone.
    pub hide: f32,
    /// Features of fewer examples are left out.
    pub least: usize,
    /// Fits whose mean is taken: each sees the examples in another order.
    pub runs: usize,
}

/// Examples a step.
const BATCH: usize = 128;
/// How slowly the running means of slopes and of their squares move.
const MOMENTUM: f32 = 0.9;
const SCALE: f32 = 0.99;
/// How much shorter steps are in the last epoch.
const COOLING: f32 = 0.8;

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

/// Numbers that look random, the same in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// True with this probability.
    fn chance(&mut self, share: f32) -> bool {
        ((self.next() >> 40) as f32) < share * (1u64 << 24) as f32
    }
}

/// Fits a model to `examples`: Adam (Kingma and Ba 2015), whose steps are as long for rare features as for common ones, stopped
/// after few epochs, with features hidden at random; the mean of several runs, which one alone differs from by chance.
pub fn fit<const N: usize>(examples: &[&Example], features: usize, how: Fit) -> Model<N> {
    let mut mean = Model { sparse: vec![[0.0; N]; features] };
    for seed in 0..how.runs {
        let run = once::<N>(examples, features, how, seed as u64);
        for (mean, row) in mean.sparse.iter_mut().zip(&run.sparse) {
            mean.iter_mut().zip(row).for_each(|(m, w)| *m += w / how.runs as f32);
        }
    }
    mean
}

fn once<const N: usize>(examples: &[&Example], features: usize, how: Fit, seed: u64) -> Model<N> {
    let mut seen = vec![0usize; features];
    for &n in examples.iter().flat_map(|e| &e.sparse) {
        seen[n as usize] += 1;
    }
    let kept: Vec<usize> = (0..features).filter(|&n| seen[n] >= how.least).collect();
    let mut model = Model { sparse: vec![[0.0; N]; features] };
    let mut slopes = vec![[0.0f32; N]; features];
    let mut means = vec![[0.0f32; N]; features];
    let mut squares = vec![[0.0f32; N]; features];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random(0x2545_f491_4f6c_dd1d ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let (mut momentum, mut scale) = (1.0, 1.0);
    let mut shown = Vec::new();
    for epoch in 0..how.epochs {
        for i in (1..order.len()).rev() {
            order.swap(i, (random.next() % (i as u64 + 1)) as usize);
        }
        let rate = how.rate * (1.0 - COOLING * epoch as f32 / how.epochs as f32);
        for batch in order.chunks(BATCH) {
            for &i in batch {
                let e = examples[i];
                shown.clear();
                shown.extend(e.sparse.iter().filter(|&&n| seen[n as usize] >= how.least && !random.chance(how.hide)));
                // What is shown stands for what is hidden.
                let louder = 1.0 / (1.0 - how.hide);
                let mut error = softmax(model.scores(&shown).map(|s| louder * s));
                error[e.output] -= 1.0;
                let share = louder * e.weight / batch.len() as f32;
                for &n in &shown {
                    slopes[n as usize].iter_mut().zip(&error).for_each(|(s, g)| *s += share * g);
                }
            }
            momentum *= MOMENTUM;
            scale *= SCALE;
            for &n in &kept {
                for k in 0..N {
                    let slope = std::mem::take(&mut slopes[n][k]);
                    let (mean, square) = (&mut means[n][k], &mut squares[n][k]);
                    *mean += (1.0 - MOMENTUM) * (slope - *mean);
                    *square += (1.0 - SCALE) * (slope * slope - *square);
                    let step = (*mean / (1.0 - momentum)) / ((*square / (1.0 - scale)).sqrt() + 1e-6);
                    model.sparse[n][k] -= rate * step;
                }
            }
        }
    }
    model
}
