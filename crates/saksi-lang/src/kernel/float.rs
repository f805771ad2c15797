//! Functions of one `f32`, and sums of many, in a fixed order of exactly defined operations.
//!
//! All are inlined, so that loops over them become vectors of whatever width [`Kernels::wide`](super::Kernels::wide)
//! compiles them for.

use std::array::from_fn;

/// How many partial sums [`sum`] keeps: as many as fit the widest vector.
pub const LANES: usize = 16;

/// The hyperbolic tangent, within 5e-7. What is no number is taken for the largest.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    // x·P(x²)/Q(x²), fitted to the least largest error (1.3e-7, the rest is rounding) on ±8, where tanh is 1 − 2e-7.
    let x = clamp(x, 8.0);
    let u = x * x;
    let p = ((1.131_021_2e-5 * u + 2.938_826_5e-3) * u + 0.129_136_4) * u + 0.999_999_36;
    let q = (((2.423_837_8e-7 * u + 2.370_283e-4) * u + 2.376_382_2e-2) * u + 0.462_467_4) * u + 1.0;
    clamp(x * p / q, 1.0)
}

/// The logistic function, within 5e-7. What is no number is taken for the largest.
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

/// Between `-limit` and `limit`, and `limit` if `x` is no number. Written as the comparison that one instruction
/// does; `f32::clamp` has more to say about what is no number.
#[inline(always)]
fn clamp(x: f32, limit: f32) -> f32 {
    let x = if x < limit { x } else { limit };
    if x > -limit { x } else { -limit }
}

/// The sum of `term(x)` over `xs`: sixteen partial sums, every sixteenth number each, then halves added to halves.
///
/// A sum from left to right could not be made in vectors, and one in the order of the machine's vectors would differ
/// from machine to machine.
#[inline(always)]
pub fn sum(xs: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0; LANES];
    let (blocks, rest) = xs.as_chunks::<LANES>();
    for block in blocks {
        for (lane, x) in lanes.iter_mut().zip(block) {
            *lane += term(*x);
        }
    }
    for (lane, x) in lanes.iter_mut().zip(rest) {
        *lane += term(*x);
    }
    let eight: [f32; 8] = from_fn(|i| lanes[i] + lanes[i + 8]);
    let four: [f32; 4] = from_fn(|i| eight[i] + eight[i + 4]);
    (four[0] + four[2]) + (four[1] + four[3])
}

/// One row of [`Kernels::layer_norm`](super::Kernels::layer_norm).
#[inline(always)]
pub(super) fn norm(row: &mut [f32], gain: &[f32], bias: &[f32]) {
    let n = row.len() as f32;
    let mean = sum(row, |x| x) / n;
    let variance = sum(row, |x| (x - mean) * (x - mean)) / n;
    let factor = 1.0 / (variance + 1e-5).sqrt();
    for ((x, gain), bias) in row.iter_mut().zip(gain).zip(bias) {
        *x = (*x - mean) * factor * gain + bias;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_to_the_true_functions() {
        let (mut worst_tanh, mut worst_sigmoid) = (0.0f64, 0.0f64);
        for i in -400_000..=400_000 {
            let x = i as f32 * 5e-5;
            worst_tanh = worst_tanh.max((f64::from(tanh(x)) - f64::from(x).tanh()).abs());
            worst_sigmoid = worst_sigmoid.max((f64::from(sigmoid(x)) - 1.0 / (1.0 + (-f64::from(x)).exp())).abs());
        }
        println!("tanh {worst_tanh:e}, sigmoid {worst_sigmoid:e}");
        assert!(worst_tanh < 5e-7, "{worst_tanh:e}");
        assert!(worst_sigmoid < 5e-7, "{worst_sigmoid:e}");
    }

    #[test]
    fn within_their_range_at_every_extreme() {
        for x in [f32::MAX, f32::INFINITY, 8.0, 7.999_999_5, 1e30] {
            assert!((0.999_999..=1.0).contains(&tanh(x)) && (-1.0..=-0.999_999).contains(&tanh(-x)), "{x}");
            assert!((0.999..=1.0).contains(&sigmoid(x)) && (0.0..=0.001).contains(&sigmoid(-x)), "{x}");
        }
        assert_eq!((tanh(0.0), sigmoid(0.0)), (0.0, 0.5));
        assert_eq!((tanh(f32::NAN), sigmoid(-f32::NAN)), (tanh(8.0), sigmoid(16.0)));
    }

    #[test]
    fn sums_and_norms_are_right() {
        let xs: Vec<f32> = (0..43).map(|i| i as f32).collect();
        assert_eq!(sum(&xs, |x| x), 903.0);
        let mut row = [1.0, 2.0, 3.0, 4.0];
        norm(&mut row, &[1.0, 1.0, 1.0, 2.0], &[0.0, 0.0, 10.0, 0.0]);
        for (x, y) in row.iter().zip([-1.341_64, -0.447_21, 10.447_21, 2.683_27]) {
            assert!((x - y).abs() < 1e-4, "{row:?}");
        }
    }
}
