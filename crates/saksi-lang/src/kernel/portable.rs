//! The product in plain Rust, written so that the compiler makes vectors of it: SSE2 or NEON, whatever the target has.

use super::blocks;
use super::matrix::{Matrix, WIDTH};
use super::rows::Rows;

pub(super) fn product(rows: &Rows, matrix: &Matrix, out: &mut [f32]) {
    for panel in 0..matrix.panels() {
        for (row, count) in blocks(rows.len(), 2) {
            match count {
                1 => tile::<1>(rows, row, matrix, panel, out),
                _ => tile::<2>(rows, row, matrix, panel, out),
            }
        }
    }
}

/// The results of `R` rows in one panel: sixteen sums for each row, kept in registers over the whole depth.
fn tile<const R: usize>(rows: &Rows, row: usize, matrix: &Matrix, panel: usize, out: &mut [f32]) {
    let lines = matrix.panel(panel);
    let x: [&[[i16; 2]]; R] = std::array::from_fn(|r| &rows.row(row + r)[..lines.len()]);
    let mut sums = [[0i32; WIDTH]; R];
    for (p, line) in lines.iter().enumerate() {
        for r in 0..R {
            let [a, b] = x[r][p].map(i32::from);
            for j in 0..WIDTH {
                sums[r][j] += a * i32::from(line.0[2 * j]) + b * i32::from(line.0[2 * j + 1]);
            }
        }
    }
    for (r, sums) in sums.iter().enumerate() {
        let out = &mut out[(row + r) * matrix.columns()..][..matrix.columns()];
        matrix.ends(panel).finish(sums, rows.scale(row + r), &mut out[matrix.place(panel)]);
    }
}
