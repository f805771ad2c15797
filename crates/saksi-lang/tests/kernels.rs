//! All kinds of instructions give the same bits, and the bits are right.

use proptest::prelude::*;
use saksi_lang::kernel::{Kernels, Matrix, PEAK, Rows, Table, sigmoid, sum, tanh};

/// What `work` gives must not depend on the instructions, to the last bit.
fn same_bits(work: impl Fn(Kernels) -> Vec<f32>) -> Vec<f32> {
    let expected = work(Kernels::PORTABLE);
    let bits = |xs: &[f32]| xs.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
    for kernels in Kernels::available() {
        assert_eq!(bits(&work(kernels)), bits(&expected), "{}", kernels.name());
    }
    expected
}

fn product(kernels: Kernels, values: &[f32], matrix: &Matrix) -> Vec<f32> {
    let mut rows = Rows::default();
    rows.quantise(kernels, values, matrix.depth());
    let mut out = vec![f32::NAN; rows.len() * matrix.columns()];
    kernels.product(&rows, matrix, &mut out);
    out
}

/// Numbers in no order, mostly small, a few large and a few none at all. Made from a seed: proptest takes longer to
/// choose a hundred thousand numbers than the kernels to multiply them.
fn floats(seed: u64, n: usize) -> Vec<f32> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u32
    };
    (0..n)
        .map(|_| {
            let x = next() as i32 as f32 / (1u32 << 30) as f32 - 1.0;
            match next() % 16 {
                0 => 0.0,
                1 => x * 100.0,
                _ => x,
            }
        })
        .collect()
}

/// Rows, depth, columns: mostly odd ones, at times a network's.
fn shapes() -> impl Strategy<Value = (usize, usize, usize)> {
    let odd = (0..14usize, 1..70usize, 1..100usize);
    prop_oneof![9 => odd, 1 => (20..31usize, Just(192), Just(144)), 1 => (0..3usize, Just(512), 1..70usize)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn products_are_the_same_bits_and_right((n, k, m) in shapes(), seed: u64) {
        let (values, weights, bias) = (floats(seed, n * k), floats(!seed, k * m), floats(seed ^ 1, m));
        let matrix = Matrix::quantise(k, m, &weights, Some(&bias));
        let out = same_bits(|kernels| product(kernels, &values, &matrix));
        prop_assert_eq!(out.len(), n * m);
        let peak = |xs: &[f32]| xs.iter().fold(0.0f64, |peak, x| peak.max(f64::from(x.abs())));
        for i in 0..n {
            let row = &values[i * k..][..k];
            for j in 0..m {
                let column = &weights[j * k..][..k];
                let exact = row.iter().zip(column).map(|(x, w)| f64::from(*x) * f64::from(*w)).sum::<f64>();
                let exact = exact + f64::from(bias[j]);
                // Either factor is off by at most half a step; each step is a 2047th of its row's or column's peak.
                let half = 0.5 / f64::from(PEAK);
                let (px, pw) = (peak(row), peak(column));
                let off: f64 = row.iter().map(|x| f64::from(x.abs()) * half * pw).sum::<f64>()
                    + column.iter().map(|w| f64::from(w.abs()) * half * px).sum::<f64>()
                    + k as f64 * half * half * px * pw;
                let rounding = 1e-6 * (exact.abs() + f64::from(bias[j].abs()) + off) + 1e-12;
                let found = f64::from(out[i * m + j]);
                prop_assert!((found - exact).abs() <= off * 1.0001 + rounding, "{found} for {exact}, {off} allowed");
            }
        }
    }

    #[test]
    fn functions_are_the_same_bits(seed: u64, n in 0..777usize) {
        let values = floats(seed, 777);
        let apply = |work: fn(Kernels, &mut [f32])| same_bits(|kernels| {
            let mut values = values[..n].to_vec();
            work(kernels, &mut values);
            values
        });
        let sigmoids = apply(|kernels, xs| kernels.sigmoid_in_place(xs));
        let tanhs = apply(|kernels, xs| kernels.tanh_in_place(xs));
        for ((x, s), t) in values.iter().zip(sigmoids).zip(tanhs) {
            prop_assert_eq!((s.to_bits(), t.to_bits()), (sigmoid(*x).to_bits(), tanh(*x).to_bits()));
        }
        let width = n.clamp(1, 257);
        same_bits(|kernels| {
            let mut rows = values[..777 / width * width].to_vec();
            kernels.layer_norm(&mut rows, &values[..width], &values[777 - width..]);
            rows
        });
        same_bits(|kernels| vec![kernels.wide(#[inline(always)] || sum(&values[..n], |x| x * x))]);
    }

    #[test]
    fn embeddings_are_the_same_bits(
        width in 0..260usize,
        scales in prop::collection::vec(-1.0..1.0f32, 0..9),
        ids in prop::collection::vec(0..10u32, 0..20),
    ) {
        let values = (0..width * scales.len()).map(|i| (i * 37) as i8).collect();
        let table = Table::new(width, values, scales);
        same_bits(|kernels| {
            let mut out = vec![0.1; width];
            kernels.add_rows(&table, &ids, &mut out);
            out
        });
    }
}

#[test]
fn the_largest_sums_do_not_overflow() {
    for (x, w) in [(1.0, PEAK), (-1.0, PEAK), (1.0, -PEAK), (-1.0, -PEAK)] {
        let matrix = Matrix::from_i16(512, 33, &[w; 512 * 33], &[1.0; 33], None);
        let out = same_bits(|kernels| product(kernels, &[x; 7 * 512], &matrix));
        let sum = 512 * i32::from(PEAK) * i32::from(w) * x as i32;
        assert_eq!(out, [sum as f32 * (1.0 / f32::from(PEAK)); 7 * 33]);
    }
}

#[test]
fn a_bias_alone_and_nothing_at_all() {
    let matrix = Matrix::from_i16(3, 2, &[1, 2, 3, 4, 5, 6], &[0.5, 0.25], Some(&[7.0, -7.0]));
    assert_eq!(same_bits(|kernels| product(kernels, &[0.0; 3], &matrix)), [7.0, -7.0]);
    assert!(same_bits(|kernels| product(kernels, &[], &matrix)).is_empty());
    let empty = Matrix::from_i16(0, 0, &[], &[], None);
    assert!(same_bits(|kernels| product(kernels, &[], &empty)).is_empty());
}

#[test]
#[should_panic(expected = "a sum could overflow")]
fn weights_that_could_overflow_are_refused() {
    Matrix::from_i16(513, 1, &[PEAK; 513], &[1.0], None);
}

#[test]
fn nothing_is_undefined_of_what_is_no_number() {
    let odd = [f32::NAN, -f32::NAN, f32::INFINITY, -f32::INFINITY, f32::MAX, f32::MIN_POSITIVE, 1e-42, -0.0];
    let values: Vec<f32> = odd.iter().cycle().take(40).copied().collect();
    let matrix = Matrix::quantise(8, 5, &values, None);
    assert_eq!(same_bits(|kernels| product(kernels, &values, &matrix)), [0.0; 25]);
    for work in [Kernels::sigmoid_in_place, Kernels::tanh_in_place] {
        same_bits(|kernels| {
            let mut values = values.clone();
            work(kernels, &mut values);
            values
        });
    }
}
