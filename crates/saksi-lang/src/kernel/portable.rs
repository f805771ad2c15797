//! The product in plain Rust, written so that the compiler makes vectors of it: SSE2 or NEON, whatever the target has.

use super::matrix::{Line, Matrix, WIDTH};
use super::rows::Rows;

pub(super) fn product(rows: &Rows, matrix: &Matrix, out: &mut [f32]) {
    for panel in 0..matrix.panels() {
        for row in 0..rows.len() {
            let out = &mut out[row * matrix.columns()..][..matrix.columns()];
            let sums = sums(rows.row(row), matrix.panel(panel));
            matrix.ends(panel).finish(&sums, rows.scale(row), &mut out[matrix.place(panel)]);
        }
    }
}

/// One row's sums in one panel, kept in registers over the whole depth.
fn sums(row: &[[i16; 2]], lines: &[Line]) -> [i32; WIDTH] {
    // Two sums for each column, one for either number of a pair, added when all is done: a loop that added the two at
    // once was left without vectors by the compiler.
    let mut halves = [0i32; 2 * WIDTH];
    for (x, line) in row.iter().zip(lines) {
        for (i, (sum, w)) in halves.iter_mut().zip(&line.0).enumerate() {
            *sum += i32::from(x[i % 2]) * i32::from(*w);
        }
    }
    std::array::from_fn(|j| halves[2 * j] + halves[2 * j + 1])
}
