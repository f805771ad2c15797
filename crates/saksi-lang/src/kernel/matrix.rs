//! Weights, cut into twelve bits and laid out as the kernels read them.

use super::rows::quantise;

/// The largest absolute value of a quantised number: 512 products of two such fit into 32 bits with their sign.
pub const PEAK: i16 = 2047;

/// How many columns lie together in a panel.
pub(super) const WIDTH: usize = 16;

/// Two inputs' weights for the sixteen columns of a panel, the two of a column beside each other: what one instruction
/// multiplies and adds in pairs. As large and as aligned as a cache line, so that no load crosses two.
#[derive(Clone, Copy, Debug)]
#[repr(C, align(64))]
pub(super) struct Line(pub [i16; 2 * WIDTH]);

/// What a column's sum is multiplied with and what is added, for the sixteen columns of a panel.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ends {
    pub scale: [f32; WIDTH],
    pub bias: [f32; WIDTH],
}

impl Ends {
    /// From a panel's sums to a row's results: the only place where whole numbers become `f32`, so that all kernels
    /// round alike. `out` may be shorter than a panel, at the right edge.
    #[inline(always)]
    pub fn finish(&self, sums: &[i32; WIDTH], row_scale: f32, out: &mut [f32]) {
        let value = |j: usize| sums[j] as f32 * (row_scale * self.scale[j]) + self.bias[j];
        match out.first_chunk_mut::<WIDTH>() {
            Some(out) => (0..WIDTH).for_each(|j| out[j] = value(j)),
            None => out.iter_mut().enumerate().for_each(|(j, y)| *y = value(j)),
        }
    }
}

/// A matrix of weights, one column for each output, with a scale and a bias for each.
#[derive(Clone, Debug)]
pub struct Matrix {
    depth: usize,
    columns: usize,
    /// Panel after panel, each from the first pair of inputs to the last; padded with zeros.
    lines: Vec<Line>,
    ends: Vec<Ends>,
}

impl Matrix {
    /// From whole numbers: output after output, `weights[j * depth + i]` is what input `i` adds to output `j` and
    /// counts `scales[j]`.
    ///
    /// # Panics
    ///
    /// If a length does not fit the shape, or the weights are so many and so large that a sum could overflow (never
    /// with at most 512 inputs and weights up to ±[`PEAK`]).
    pub fn from_i16(depth: usize, columns: usize, weights: &[i16], scales: &[f32], bias: Option<&[f32]>) -> Self {
        assert_eq!(weights.len(), depth * columns, "weights are not depth × columns");
        assert_eq!(scales.len(), columns, "not one scale for each column");
        assert!(bias.is_none_or(|bias| bias.len() == columns), "not one bias for each column");
        let peak = weights.iter().map(|w| w.unsigned_abs()).max().unwrap_or(0);
        let largest = i64::from(peak) * i64::from(PEAK) * depth as i64;
        assert!(largest <= i64::from(i32::MAX), "a sum could overflow");

        let pairs = depth.div_ceil(2);
        let panels = columns.div_ceil(WIDTH);
        let mut lines = vec![Line([0; 2 * WIDTH]); panels * pairs];
        let mut ends = vec![Ends { scale: [0.0; WIDTH], bias: [0.0; WIDTH] }; panels];
        for j in 0..columns {
            let (panel, place) = (j / WIDTH, j % WIDTH);
            ends[panel].scale[place] = scales[j];
            ends[panel].bias[place] = bias.map_or(0.0, |bias| bias[j]);
            let panel = &mut lines[panel * pairs..][..pairs];
            for (line, pair) in panel.iter_mut().zip(weights[j * depth..][..depth].chunks(2)) {
                line.0[2 * place..][..pair.len()].copy_from_slice(pair);
            }
        }
        Self { depth, columns, lines, ends }
    }

    /// From `f32` in the same order: each output's weights are divided by their largest and rounded to ±[`PEAK`].
    ///
    /// # Panics
    ///
    /// As [`Matrix::from_i16`].
    pub fn quantise(depth: usize, columns: usize, weights: &[f32], bias: Option<&[f32]>) -> Self {
        assert_eq!(weights.len(), depth * columns, "weights are not depth × columns");
        let mut whole = vec![0; weights.len()];
        let scales: Vec<f32> =
            (0..columns).map(|j| quantise(&weights[j * depth..][..depth], &mut whole[j * depth..][..depth])).collect();
        Self::from_i16(depth, columns, &whole, &scales, bias)
    }

    /// How many inputs it takes.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// How many outputs it gives.
    pub fn columns(&self) -> usize {
        self.columns
    }

    pub(super) fn panels(&self) -> usize {
        self.ends.len()
    }

    #[inline(always)]
    pub(super) fn panel(&self, panel: usize) -> &[Line] {
        let pairs = self.depth.div_ceil(2);
        &self.lines[panel * pairs..][..pairs]
    }

    #[inline(always)]
    pub(super) fn ends(&self, panel: usize) -> &Ends {
        &self.ends[panel]
    }

    /// Where a panel's results lie in a row of results.
    #[inline(always)]
    pub(super) fn place(&self, panel: usize) -> std::ops::Range<usize> {
        panel * WIDTH..self.columns.min((panel + 1) * WIDTH)
    }
}
