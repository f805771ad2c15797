//! Embeddings: a row of whole numbers of eight bits for each id, with a scale for each row.

use std::borrow::Cow;

/// A table of embeddings.
#[derive(Clone, Debug)]
pub struct Table {
    width: usize,
    /// Signed numbers as their bytes, so that a model compiled in is used where it lies.
    values: Cow<'static, [u8]>,
    scales: Vec<f32>,
}

impl Table {
    /// Row after row, each `width` long, signed bytes; `scales` has one number for each row.
    ///
    /// # Panics
    ///
    /// If the lengths do not fit together.
    pub fn new(width: usize, values: Cow<'static, [u8]>, scales: Vec<f32>) -> Self {
        assert_eq!(values.len(), width * scales.len(), "values are not rows × width");
        Self { width, values, scales }
    }

    /// How long a row is.
    pub fn width(&self) -> usize {
        self.width
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.scales.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.scales.is_empty()
    }

    /// Adds row `id` to `out`; nothing where there is no such row. To be called within
    /// [`Kernels::wide`](super::Kernels::wide), or as [`Kernels::add_rows`](super::Kernels::add_rows).
    #[inline(always)]
    pub fn add(&self, id: u32, out: &mut [f32]) {
        self.add_share(id, 1.0, out);
    }

    /// Adds `share` times row `id` to `out`, as [`Table::add`].
    #[inline(always)]
    pub fn add_share(&self, id: u32, share: f32, out: &mut [f32]) {
        let id = id as usize;
        let Some(&scale) = self.scales.get(id) else { return };
        let scale = scale * share;
        let row = &self.values[id * self.width..][..self.width];
        for (y, &v) in out.iter_mut().zip(row) {
            *y += scale * f32::from(v as i8);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Kernels;

    #[test]
    fn rows_are_added_in_their_scale_and_unknown_ones_are_not() {
        let table = Table::new(3, [1, 2, 3, -128, 127, 0].map(|v: i8| v as u8).to_vec().into(), vec![0.5, 2.0]);
        for kernels in Kernels::available() {
            let mut out = [1.0; 3];
            kernels.add_rows(&table, &[0, 1, 1, 2, u32::MAX], &mut out);
            assert_eq!(out, [1.5 - 512.0, 2.0 + 508.0, 2.5]);
        }
    }
}
