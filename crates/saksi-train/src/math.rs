//! Matrices as flat slices, row by row, and the functions of the network.

use ndarray::linalg::general_mat_mul;
use ndarray::{ArrayView2, ArrayViewMut2};

fn view(data: &[f32], rows: usize, columns: usize) -> ArrayView2<'_, f32> {
    ArrayView2::from_shape((rows, columns), &data[..rows * columns]).expect("the slice holds that many")
}

fn view_mut(data: &mut [f32], rows: usize, columns: usize) -> ArrayViewMut2<'_, f32> {
    ArrayViewMut2::from_shape((rows, columns), &mut data[..rows * columns]).expect("the slice holds that many")
}

/// `c = a·b + keep·c` with a: n×k, b: k×m.
pub fn product(a: &[f32], b: &[f32], c: &mut [f32], (n, k, m): (usize, usize, usize), keep: f32) {
    general_mat_mul(1.0, &view(a, n, k), &view(b, k, m), keep, &mut view_mut(c, n, m));
}

/// `c = aᵀ·b + keep·c` with a: k×n, b: k×m.
pub fn product_at(a: &[f32], b: &[f32], c: &mut [f32], (n, k, m): (usize, usize, usize), keep: f32) {
    general_mat_mul(1.0, &view(a, k, n).t(), &view(b, k, m), keep, &mut view_mut(c, n, m));
}

/// `c = a·bᵀ + keep·c` with a: n×k, b: m×k.
pub fn product_bt(a: &[f32], b: &[f32], c: &mut [f32], (n, k, m): (usize, usize, usize), keep: f32) {
    general_mat_mul(1.0, &view(a, n, k), &view(b, m, k).t(), keep, &mut view_mut(c, n, m));
}

/// e to the power of `x`, to some 1e-6 of it: the integer part goes to the exponent, the rest to a polynomial.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    let t = x.clamp(-80.0, 80.0) * std::f32::consts::LOG2_E;
    let whole = (t + 12_582_912.0) - 12_582_912.0;
    let f = (t - whole) * std::f32::consts::LN_2;
    let p =
        1.0 + f * (1.0 + f * (0.5 + f * (0.166_666_67 + f * (0.041_666_668 + f * (0.008_333_334 + f * 0.001_388_9)))));
    p * f32::from_bits(((whole as i32 + 127) << 23) as u32)
}

/// 1 / (1 + e^-x)
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The hyperbolic tangent.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    2.0 / (1.0 + exp(-2.0 * x)) - 1.0
}

/// Turns scores into probabilities in place.
pub fn softmax(scores: &mut [f32]) {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for s in scores.iter_mut() {
        *s = exp(*s - top);
        sum += *s;
    }
    let scale = 1.0 / sum;
    for s in scores.iter_mut() {
        *s *= scale;
    }
}
