//! Embeddings: a row of whole numbers of eight bits for each id, with a scale for each row.

/// A table of embeddings.
#[derive(Clone, Debug)]
pub struct Table {
    width: usize,
    values: Vec<i8>,
    scales: Vec<f32>,
}

impl Table {
    /// Row after row, each `width` long; `scales` has one number for each row.
    ///
    /// # Panics
    ///
    /// If the lengths do not fit together.
    pub fn new(width: usize, values: Vec<i8>, scales: Vec<f32>) -> Self {
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
        let id = id as usize;
        let Some(&scale) = self.scales.get(id) else { return };
        let row = &self.values[id * self.width..][..self.width];
        for (y, &v) in out.iter_mut().zip(row) {
            *y += scale * f32::from(v);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Kernels;

    #[test]
    fn rows_are_added_in_their_scale_and_unknown_ones_are_not() {
        let table = Table::new(3, vec![1, 2, 3, -128, 127, 0], vec![0.5, 2.0]);
        for kernels in Kernels::available() {
            let mut out = [1.0; 3];
            kernels.add_rows(&table, &[0, 1, 1, 2, u32::MAX], &mut out);
            assert_eq!(out, [1.5 - 512.0, 2.0 + 508.0, 2.5]);
        }
    }
}
