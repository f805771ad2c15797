//! The product with the instructions of x86-64 that multiply and add in pairs: AVX2, and AVX-512 with VNNI.
//!
//! The only unsafe code of the workspace. Two things need it: a call of a function compiled for more than the
//! target's least processor, and getting sixteen numbers into and out of vector registers. The calls are methods of
//! values that exist only where the processor was asked ([`Avx2`], [`Avx512`]); the loads and stores work on types of
//! known size and alignment. Everything else indexes slices like any Rust.
//!
//! Order of work: a group of panels, and under it all rows in blocks, so that the group's weights are read from the
//! nearest cache; within a block all sums stay in registers over the whole depth.
#![allow(unsafe_code)]

use std::arch::x86_64::*;

use super::matrix::{Line, Matrix, WIDTH};
use super::rows::Rows;

/// The proof that this processor has AVX2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Avx2(());

impl Avx2 {
    pub fn detect() -> Option<Self> {
        is_x86_feature_detected!("avx2").then_some(Self(()))
    }

    pub fn product(self, rows: &Rows, matrix: &Matrix, out: &mut [f32]) {
        // SAFETY: `self` was made by `detect`, so the processor has AVX2.
        unsafe { product_256(rows, matrix, out) }
    }

    #[inline(always)]
    pub fn wide<T>(self, work: impl FnOnce() -> T) -> T {
        #[target_feature(enable = "avx2")]
        fn wide<T>(work: impl FnOnce() -> T) -> T {
            work()
        }
        // SAFETY: as above.
        unsafe { wide(work) }
    }
}

/// The proof that this processor has AVX-512 with what came to servers in 2019: bytes and words, VNNI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Avx512(());

impl Avx512 {
    pub fn detect() -> Option<Self> {
        let all = is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("avx512dq")
            && is_x86_feature_detected!("avx512vl")
            && is_x86_feature_detected!("avx512vnni");
        all.then_some(Self(()))
    }

    pub fn product(self, rows: &Rows, matrix: &Matrix, out: &mut [f32]) {
        // SAFETY: `self` was made by `detect`, so the processor has all five extensions.
        unsafe { product_512(rows, matrix, out) }
    }

    #[inline(always)]
    pub fn wide<T>(self, work: impl FnOnce() -> T) -> T {
        #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
        fn wide<T>(work: impl FnOnce() -> T) -> T {
            work()
        }
        // SAFETY: as above.
        unsafe { wide(work) }
    }
}

/// A pair of activations as the 32 bits that every lane of a vector gets.
#[inline(always)]
fn pair([a, b]: [i16; 2]) -> i32 {
    i32::from(a as u16) | i32::from(b) << 16
}

/// Cuts `n` rows or panels into blocks of at most `most`, as even as they go: 25 by 6 are five fives, not four sixes and a one.
fn blocks(n: usize, most: usize) -> impl Iterator<Item = (usize, usize)> {
    let count = n.div_ceil(most);
    (0..count).map(move |i| (i * n / count, (i + 1) * n / count - i * n / count))
}

/// Six rows by one panel of two vectors: twelve sums, two weights, a pair of activations and a product fill the
/// sixteen registers.
#[target_feature(enable = "avx2")]
fn product_256(rows: &Rows, matrix: &Matrix, out: &mut [f32]) {
    for panel in 0..matrix.panels() {
        for (row, count) in blocks(rows.len(), 6) {
            match count {
                1 => tile_256::<1>(rows, row, matrix, panel, out),
                2 => tile_256::<2>(rows, row, matrix, panel, out),
                3 => tile_256::<3>(rows, row, matrix, panel, out),
                4 => tile_256::<4>(rows, row, matrix, panel, out),
                5 => tile_256::<5>(rows, row, matrix, panel, out),
                _ => tile_256::<6>(rows, row, matrix, panel, out),
            }
        }
    }
}

#[target_feature(enable = "avx2")]
fn tile_256<const R: usize>(rows: &Rows, row: usize, matrix: &Matrix, panel: usize, out: &mut [f32]) {
    let lines = matrix.panel(panel);
    // A loop and not `array::from_fn`: that is compiled for less than this function and so not inlined, and then the
    // compiler does not see that all slices are as long as the loop below.
    let mut x: [&[[i16; 2]]; R] = [&[]; R];
    for (r, x) in x.iter_mut().enumerate() {
        *x = &rows.row(row + r)[..lines.len()];
    }
    let mut sums = [[_mm256_setzero_si256(); 2]; R];
    for (p, line) in lines.iter().enumerate() {
        let halves: *const __m256i = line.0.as_ptr().cast();
        // SAFETY: a `Line` is 64 bytes, aligned to 64.
        let w = unsafe { [_mm256_load_si256(halves), _mm256_load_si256(halves.add(1))] };
        for r in 0..R {
            let x = _mm256_set1_epi32(pair(x[r][p]));
            for h in 0..2 {
                sums[r][h] = _mm256_add_epi32(sums[r][h], _mm256_madd_epi16(x, w[h]));
            }
        }
    }
    for (r, sums) in sums.iter().enumerate() {
        let mut whole = [0i32; WIDTH];
        let halves: *mut __m256i = whole.as_mut_ptr().cast();
        // SAFETY: `whole` is two halves of 32 bytes, and these stores ask for no alignment.
        unsafe {
            _mm256_storeu_si256(halves, sums[0]);
            _mm256_storeu_si256(halves.add(1), sums[1]);
        }
        let out = &mut out[(row + r) * matrix.columns()..][..matrix.columns()];
        matrix.ends(panel).finish(&whole, rows.scale(row + r), &mut out[matrix.place(panel)]);
    }
}

/// Six rows by four panels of one vector: 24 sums, four weights and a pair of activations of 32 registers.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
fn product_512(rows: &Rows, matrix: &Matrix, out: &mut [f32]) {
    for (panel, count) in blocks(matrix.panels(), 4) {
        match count {
            1 => group_512::<1>(rows, matrix, panel, out),
            2 => group_512::<2>(rows, matrix, panel, out),
            3 => group_512::<3>(rows, matrix, panel, out),
            _ => group_512::<4>(rows, matrix, panel, out),
        }
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
fn group_512<const C: usize>(rows: &Rows, matrix: &Matrix, panel: usize, out: &mut [f32]) {
    for (row, count) in blocks(rows.len(), 6) {
        match count {
            1 => tile_512::<1, C>(rows, row, matrix, panel, out),
            2 => tile_512::<2, C>(rows, row, matrix, panel, out),
            3 => tile_512::<3, C>(rows, row, matrix, panel, out),
            4 => tile_512::<4, C>(rows, row, matrix, panel, out),
            5 => tile_512::<5, C>(rows, row, matrix, panel, out),
            _ => tile_512::<6, C>(rows, row, matrix, panel, out),
        }
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
fn tile_512<const R: usize, const C: usize>(rows: &Rows, row: usize, matrix: &Matrix, panel: usize, out: &mut [f32]) {
    let pairs = matrix.panel(panel).len();
    let mut x: [&[[i16; 2]]; R] = [&[]; R];
    for (r, x) in x.iter_mut().enumerate() {
        *x = &rows.row(row + r)[..pairs];
    }
    let mut lines: [&[Line]; C] = [&[]; C];
    for (c, lines) in lines.iter_mut().enumerate() {
        *lines = &matrix.panel(panel + c)[..pairs];
    }
    let mut sums = [[_mm512_setzero_si512(); C]; R];
    for p in 0..pairs {
        let mut w = [_mm512_setzero_si512(); C];
        for c in 0..C {
            // SAFETY: a `Line` is 64 bytes, aligned to 64.
            w[c] = unsafe { _mm512_load_si512(lines[c][p].0.as_ptr().cast()) };
        }
        for r in 0..R {
            let x = _mm512_set1_epi32(pair(x[r][p]));
            for c in 0..C {
                sums[r][c] = _mm512_dpwssd_epi32(sums[r][c], x, w[c]);
            }
        }
    }
    for (r, sums) in sums.iter().enumerate() {
        let out = &mut out[(row + r) * matrix.columns()..][..matrix.columns()];
        for (c, sums) in sums.iter().enumerate() {
            let mut whole = [0i32; WIDTH];
            // SAFETY: `whole` is 64 bytes, and this store asks for no alignment.
            unsafe { _mm512_storeu_si512(whole.as_mut_ptr().cast(), *sums) };
            let place = matrix.place(panel + c);
            matrix.ends(panel + c).finish(&whole, rows.scale(row + r), &mut out[place]);
        }
    }
}
