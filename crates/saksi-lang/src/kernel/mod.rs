//! The arithmetic of a small neural network on one core, the same to the last bit on every machine.
//!
//! A reader whose answers depend on the processor cannot be tested, and its reports cannot be compared. So matrix
//! products are exact: activations and weights are whole numbers of twelve bits, their products are summed in 32 bits
//! that cannot overflow, and the order of a sum of whole numbers does not matter. What remains in `f32` uses only
//! operations that IEEE 754 defines exactly (`+ − × ÷ √`, comparison, conversion), each result rounded once, in an
//! order that is written down here: no fused multiply-add, nothing from a mathematics library.
//!
//! [`Kernels`] says which instructions are used; it is chosen once, where a model is loaded, and kept by its owner.
//! Only `x86.rs` holds unsafe code; the portable twin beside it is plain Rust and what other processors run.

mod float;
mod matrix;
mod portable;
mod rows;
mod table;
#[cfg(target_arch = "x86_64")]
mod x86;

pub use float::{LANES, sigmoid, sum, tanh};
pub use matrix::{Matrix, PEAK};
pub use rows::Rows;
pub use table::Table;

/// Which instructions the arithmetic uses. All give the same bits; they differ in speed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kernels(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2(x86::Avx2),
    #[cfg(target_arch = "x86_64")]
    Avx512(x86::Avx512),
}

impl Kernels {
    /// Plain Rust, which the compiler makes the best of for the target's least processor.
    pub const PORTABLE: Self = Self(Kind::Portable);

    /// The fastest this processor has. Asks the processor: to be called once, where a model is loaded.
    pub fn best() -> Self {
        Self::available().last().unwrap_or(Self::PORTABLE)
    }

    /// All this processor can run, slowest first: for tests and measurements.
    pub fn available() -> impl Iterator<Item = Self> {
        let all = [
            Some(Kind::Portable),
            #[cfg(target_arch = "x86_64")]
            x86::Avx2::detect().map(Kind::Avx2),
            #[cfg(target_arch = "x86_64")]
            x86::Avx512::detect().map(Kind::Avx512),
        ];
        all.into_iter().flatten().map(Self)
    }

    /// What to call it in a table of measurements.
    pub fn name(self) -> &'static str {
        match self.0 {
            Kind::Portable => "portable",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2(_) => "avx2",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512(_) => "avx512",
        }
    }

    /// `out[i][j] = rows[i] · column j of matrix × (scale of row i × scale of column j) + bias[j]`, row by row.
    ///
    /// # Panics
    ///
    /// If the rows are not as long as the matrix is deep, or `out` does not hold exactly rows × columns.
    pub fn product(self, rows: &Rows, matrix: &Matrix, out: &mut [f32]) {
        assert_eq!(rows.depth(), matrix.depth(), "rows and matrix differ in depth");
        assert_eq!(out.len(), rows.len() * matrix.columns(), "out is not rows × columns");
        match self.0 {
            Kind::Portable => portable::product(rows, matrix, out),
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2(avx2) => avx2.product(rows, matrix, out),
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512(avx512) => avx512.product(rows, matrix, out),
        }
    }

    /// Runs a loop over `f32` compiled for these instructions: what is inlined into it gets wide vectors.
    ///
    /// Give it `#[inline(always)] || …` and write plain `for` loops in it: what is not inlined, like a closure handed
    /// on to `for_each`, is right but slow. It changes no result: the compiler does not reorder or fuse `f32`.
    #[inline(always)]
    pub fn wide<T>(self, work: impl FnOnce() -> T) -> T {
        match self.0 {
            Kind::Portable => work(),
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2(avx2) => avx2.wide(work),
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512(avx512) => avx512.wide(work),
        }
    }

    /// [`sigmoid`] of each.
    pub fn sigmoid_in_place(self, xs: &mut [f32]) {
        self.wide(
            #[inline(always)]
            || {
                for x in xs {
                    *x = sigmoid(*x);
                }
            },
        );
    }

    /// [`tanh`] of each.
    pub fn tanh_in_place(self, xs: &mut [f32]) {
        self.wide(
            #[inline(always)]
            || {
                for x in xs {
                    *x = tanh(*x);
                }
            },
        );
    }

    /// Each row of `xs` less its mean, over its standard deviation (of the whole row, with 1e-5 added to the
    /// variance), times `gain` plus `bias`. A row is as long as `gain`.
    ///
    /// # Panics
    ///
    /// If `bias` is not as long as `gain`, or `xs` not whole rows.
    pub fn layer_norm(self, xs: &mut [f32], gain: &[f32], bias: &[f32]) {
        assert_eq!(gain.len(), bias.len(), "gain and bias differ in length");
        assert!(xs.is_empty() || xs.len().is_multiple_of(gain.len().max(1)), "not whole rows");
        self.wide(
            #[inline(always)]
            || {
                for row in xs.chunks_exact_mut(gain.len().max(1)) {
                    float::norm(row, gain, bias);
                }
            },
        );
    }

    /// Adds the table's row `id` to `out`, for each of `ids` in their order. An id the table does not have adds nothing.
    ///
    /// # Panics
    ///
    /// If `out` is not as long as a row of the table.
    pub fn add_rows(self, table: &Table, ids: &[u32], out: &mut [f32]) {
        assert_eq!(out.len(), table.width(), "out is not as long as a row of the table");
        self.wide(
            #[inline(always)]
            || {
                for id in ids {
                    table.add(*id, out);
                }
            },
        );
    }
}
