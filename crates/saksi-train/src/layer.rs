//! The layers: forwards with all that going back needs, and back.

use std::ops::Range;

use crate::math::{product, product_at, product_bt, sigmoid, tanh};
use crate::param::{Grads, Params};
use crate::random::Random;

/// Layer normalisation: what going back needs.
#[derive(Debug, Default)]
pub struct Normed {
    /// The output.
    pub out: Vec<f32>,
    hat: Vec<f32>,
    inverse: Vec<f32>,
}

/// Layer normalisation (Ba and others, 2016) with gain and bias.
#[derive(Clone, Copy, Debug)]
pub struct Norm {
    /// Number of the gain.
    pub gain: usize,
    /// Number of the bias.
    pub bias: usize,
    /// Width.
    pub d: usize,
}

impl Norm {
    pub fn new(params: &mut Params, d: usize) -> Self {
        Self { gain: params.vector(d, 1.0), bias: params.vector(d, 0.0), d }
    }

    pub fn forward(self, params: &Params, x: &[f32]) -> Normed {
        let (gain, bias) = (&params.dense[self.gain].values, &params.dense[self.bias].values);
        let mut to = Normed { out: vec![0.0; x.len()], hat: vec![0.0; x.len()], inverse: Vec::new() };
        for (n, row) in x.chunks_exact(self.d).enumerate() {
            let mean = row.iter().sum::<f32>() / self.d as f32;
            let variance = row.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / self.d as f32;
            let inverse = 1.0 / (variance + 1e-5).sqrt();
            to.inverse.push(inverse);
            for i in 0..self.d {
                let hat = (row[i] - mean) * inverse;
                to.hat[n * self.d + i] = hat;
                to.out[n * self.d + i] = hat * gain[i] + bias[i];
            }
        }
        to
    }

    /// Adds to `dx`.
    pub fn backward(self, params: &Params, grads: &mut Grads, normed: &Normed, dy: &[f32], dx: &mut [f32]) {
        let gain = &params.dense[self.gain].values;
        let d = self.d as f32;
        for (n, dy) in dy.chunks_exact(self.d).enumerate() {
            let hat = &normed.hat[n * self.d..(n + 1) * self.d];
            let (mut sum, mut dot) = (0.0, 0.0);
            for i in 0..self.d {
                let g = dy[i] * gain[i];
                sum += g;
                dot += g * hat[i];
            }
            for (i, dx) in dx[n * self.d..(n + 1) * self.d].iter_mut().enumerate() {
                *dx += normed.inverse[n] * (dy[i] * gain[i] - sum / d - hat[i] * dot / d);
            }
            for (g, (dy, hat)) in grads.dense[self.gain].iter_mut().zip(dy.iter().zip(hat)) {
                *g += dy * hat;
            }
            for (g, dy) in grads.dense[self.bias].iter_mut().zip(dy) {
                *g += dy;
            }
        }
    }
}

/// `y = x·W + b`
#[derive(Clone, Copy, Debug)]
pub struct Linear {
    /// Number of the weights, k×m.
    pub weights: usize,
    /// Number of the bias.
    pub bias: usize,
    /// Inputs.
    pub k: usize,
    /// Outputs.
    pub m: usize,
}

impl Linear {
    pub fn new(params: &mut Params, k: usize, m: usize, random: &mut Random) -> Self {
        let weights = params.matrix(k * m, (1.0 / k as f32).sqrt(), random);
        Self { weights, bias: params.vector(m, 0.0), k, m }
    }

    pub fn forward(self, params: &Params, x: &[f32]) -> Vec<f32> {
        let n = x.len() / self.k;
        let bias = &params.dense[self.bias].values;
        let mut y = Vec::with_capacity(n * self.m);
        for _ in 0..n {
            y.extend_from_slice(bias);
        }
        product(x, &params.dense[self.weights].values, &mut y, (n, self.k, self.m), 1.0);
        y
    }

    /// Adds to `dx`.
    pub fn backward(self, params: &Params, grads: &mut Grads, x: &[f32], dy: &[f32], dx: &mut [f32]) {
        let n = x.len() / self.k;
        product_at(x, dy, &mut grads.dense[self.weights], (self.k, n, self.m), 1.0);
        for row in dy.chunks_exact(self.m) {
            for (g, d) in grads.dense[self.bias].iter_mut().zip(row) {
                *g += d;
            }
        }
        product_bt(dy, &params.dense[self.weights].values, dx, (n, self.m, self.k), 1.0);
    }
}

/// A simple recurrent unit that reads both ways (after Lei and others, 2018), normalised before, added to its input after.
/// Per direction and width h = d/2: `c_t = f·c_{t-1} + (1-f)·z`, `y = r·tanh(c)`, with z, f, r linear in x_t alone.
#[derive(Clone, Copy, Debug)]
pub struct Recurrent {
    /// Normalises the input.
    pub norm: Norm,
    /// d → 2·3·h: for each direction z, f, r.
    pub linear: Linear,
    /// Width.
    pub d: usize,
}

/// What going back needs.
#[derive(Debug, Default)]
pub struct Passed {
    normed: Normed,
    /// z, f, r as used.
    gates: Vec<f32>,
    state: Vec<f32>,
    mask: Vec<f32>,
}

impl Recurrent {
    pub fn new(params: &mut Params, d: usize, random: &mut Random) -> Self {
        let norm = Norm::new(params, d);
        let linear = Linear::new(params, d, 3 * d, random);
        let h = d / 2;
        // Forget gates open at first: longer memory.
        for side in 0..2 {
            params.dense[linear.bias].values[side * 3 * h + h..side * 3 * h + 2 * h].fill(0.5);
        }
        Self { norm, linear, d }
    }

    /// `x` becomes x + y. `mask` scales y (dropout), empty for none.
    pub fn forward(&self, params: &Params, x: &mut [f32], sentences: &[Range<usize>], mask: Vec<f32>) -> Passed {
        let (d, h) = (self.d, self.d / 2);
        let normed = self.norm.forward(params, x);
        let mut gates = self.linear.forward(params, &normed.out);
        let mut state = vec![0.0; x.len()];
        for row in gates.chunks_exact_mut(3 * h) {
            for v in &mut row[h..] {
                *v = sigmoid(*v);
            }
        }
        let mut carry = vec![0.0f32; h];
        for sentence in sentences {
            for side in 0..2 {
                carry.fill(0.0);
                for step in 0..sentence.len() {
                    let t = if side == 0 { sentence.start + step } else { sentence.end - 1 - step };
                    let g = &gates[t * 6 * h + side * 3 * h..][..3 * h];
                    let (z, g) = g.split_at(h);
                    let (f, r) = g.split_at(h);
                    let state = &mut state[t * d + side * h..][..h];
                    let x = &mut x[t * d + side * h..][..h];
                    for i in 0..h {
                        let c = f[i] * carry[i] + (1.0 - f[i]) * z[i];
                        carry[i] = c;
                        state[i] = c;
                        let y = r[i] * tanh(c);
                        x[i] += if mask.is_empty() { y } else { y * mask[t * d + side * h + i] };
                    }
                }
            }
        }
        Passed { normed, gates, state, mask }
    }

    /// `dx` holds the gradient of the output and becomes that of the input.
    pub fn backward(
        &self,
        params: &Params,
        grads: &mut Grads,
        passed: &Passed,
        sentences: &[Range<usize>],
        dx: &mut [f32],
    ) {
        let (d, h) = (self.d, self.d / 2);
        let mut dgates = vec![0.0; passed.gates.len()];
        let mut carry = vec![0.0f32; h];
        let zero = vec![0.0f32; h];
        for sentence in sentences {
            for side in 0..2 {
                carry.fill(0.0);
                for step in (0..sentence.len()).rev() {
                    let t = if side == 0 { sentence.start + step } else { sentence.end - 1 - step };
                    let at = t * 6 * h + side * 3 * h;
                    let g = &passed.gates[at..][..3 * h];
                    let before = match (step, side) {
                        (0, _) => &zero[..],
                        (_, 0) => &passed.state[(t - 1) * d..][..h],
                        (_, _) => &passed.state[(t + 1) * d + h..][..h],
                    };
                    let state = &passed.state[t * d + side * h..][..h];
                    let (dz, dg) = dgates[at..][..3 * h].split_at_mut(h);
                    let (df, dr) = dg.split_at_mut(h);
                    let dy = &dx[t * d + side * h..][..h];
                    for i in 0..h {
                        let (z, f, r) = (g[i], g[h + i], g[2 * h + i]);
                        let dy = if passed.mask.is_empty() { dy[i] } else { dy[i] * passed.mask[t * d + side * h + i] };
                        let th = tanh(state[i]);
                        let dc = carry[i] + dy * r * (1.0 - th * th);
                        dr[i] = dy * th * r * (1.0 - r);
                        df[i] = dc * (before[i] - z) * f * (1.0 - f);
                        dz[i] = dc * (1.0 - f);
                        carry[i] = dc * f;
                    }
                }
            }
        }
        let mut dnorm = vec![0.0; passed.normed.out.len()];
        self.linear.backward(params, grads, &passed.normed.out, &dgates, &mut dnorm);
        self.norm.backward(params, grads, &passed.normed, &dnorm, dx);
    }
}
