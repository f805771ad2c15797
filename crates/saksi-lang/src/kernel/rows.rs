//! Activations in twelve bits: a scale for each row, so that a quiet word is read as exactly as a loud one.

use super::{Kernels, PEAK};

/// Quantised activations, one row for each word. Made once, filled for each sentence.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    depth: usize,
    /// Two and two as the kernels take them; an odd depth ends with a zero.
    pairs: Vec<[i16; 2]>,
    scales: Vec<f32>,
}

impl Rows {
    /// Takes over `values`, rows of `depth`: each is divided by its largest and rounded to ±[`PEAK`], halves to even.
    ///
    /// A row that holds something infinite or no number becomes zeros, as does one of nothing above 1e-30.
    ///
    /// # Panics
    ///
    /// If `values` are not whole rows.
    pub fn quantise(&mut self, kernels: Kernels, values: &[f32], depth: usize) {
        assert!(values.is_empty() || values.len().is_multiple_of(depth.max(1)), "not whole rows");
        let n = values.len() / depth.max(1);
        let pairs = depth.div_ceil(2);
        self.depth = depth;
        self.scales.clear();
        self.pairs.resize(n * pairs, [0; 2]);
        kernels.wide(
            #[inline(always)]
            || {
                let rows = values.chunks_exact(depth.max(1));
                for (row, whole) in rows.zip(self.pairs.chunks_exact_mut(pairs.max(1))) {
                    let (whole, rest) = whole.as_flattened_mut().split_at_mut(depth);
                    // There may be a number of an earlier, shorter sentence.
                    rest.fill(0);
                    self.scales.push(quantise(row, whole));
                }
            },
        );
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.scales.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.scales.is_empty()
    }

    /// How long a row is.
    pub fn depth(&self) -> usize {
        self.depth
    }

    #[inline(always)]
    pub(super) fn row(&self, row: usize) -> &[[i16; 2]] {
        let pairs = self.depth.div_ceil(2);
        &self.pairs[row * pairs..][..pairs]
    }

    #[inline(always)]
    pub(super) fn scale(&self, row: usize) -> f32 {
        self.scales[row]
    }
}

/// Rounds `values` over their largest to whole numbers up to ±[`PEAK`] and returns what one of these counts.
#[inline(always)]
pub(super) fn quantise(values: &[f32], whole: &mut [i16]) -> f32 {
    // Without its sign bit an f32 is ordered like a whole number, and a maximum of whole numbers is made in vectors.
    let peak = f32::from_bits(values.iter().fold(0, |peak, x| (x.to_bits() & 0x7fff_ffff).max(peak)));
    if !(1e-30..=f32::MAX).contains(&peak) {
        whole.fill(0);
        return 0.0;
    }
    let factor = f32::from(PEAK) / peak;
    for (whole, x) in whole.iter_mut().zip(values) {
        // Beside 1.5 × 2²³ an f32 has no place for a fraction: adding it rounds, halves to even, and leaves the whole
        // number in the low bits. `round_ties_even` would be a call into the library on the oldest x86-64.
        *whole = (x * factor + 12_582_912.0).to_bits() as i16;
    }
    peak / f32::from(PEAK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_to_even_and_the_largest_to_the_peak() {
        let values = [2047.0, 0.5, 1.5, -0.5, -1.5, 2.5, -2046.5, -2047.0, 3.49];
        let mut whole = [7; 9];
        assert_eq!(quantise(&values, &mut whole), 1.0);
        assert_eq!(whole, [2047, 0, 2, 0, -2, 2, -2046, -2047, 3]);
    }

    #[test]
    fn no_row_goes_beyond_the_peak() {
        for bits in (1e-30f32.to_bits()..=f32::MAX.to_bits()).step_by(9_973) {
            let mut whole = [0; 2];
            quantise(&[f32::from_bits(bits), -f32::from_bits(bits)], &mut whole);
            assert_eq!(whole, [PEAK, -PEAK], "{:e}", f32::from_bits(bits));
        }
    }

    #[test]
    fn what_is_no_number_becomes_zeros() {
        for odd in [f32::NAN, f32::INFINITY, -f32::INFINITY, 1e-40, 0.0] {
            let mut whole = [7; 3];
            assert_eq!(quantise(&[odd, -odd, 0.0], &mut whole), 0.0);
            assert_eq!(whole, [0; 3]);
        }
    }

    #[test]
    fn an_odd_depth_ends_with_a_zero_whatever_was_there() {
        let mut rows = Rows::default();
        rows.quantise(Kernels::PORTABLE, &[1.0; 8], 4);
        rows.quantise(Kernels::PORTABLE, &[1.0; 6], 3);
        assert_eq!((rows.len(), rows.row(1)), (2, &[[PEAK, PEAK], [PEAK, 0]][..]));
    }
}
