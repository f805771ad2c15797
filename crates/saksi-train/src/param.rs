//! What is learned, its gradients, and how the one is moved by the other (Adam: Kingma and Ba, 2015).

use crate::random::Random;

/// A matrix that every step moves.
#[derive(Clone, Debug)]
pub struct Dense {
    /// Values, row by row.
    pub values: Vec<f32>,
    first: Vec<f32>,
    second: Vec<f32>,
    /// Left as it is: nothing learns it any more.
    pub rests: bool,
}

/// A matrix of which a step moves only the rows that it saw: embeddings.
#[derive(Clone, Debug)]
pub struct Table {
    /// Width of a row.
    pub width: usize,
    /// Rows.
    pub values: Vec<f32>,
    first: Vec<f32>,
    second: Vec<f32>,
    /// Factor of the learning rate.
    pub rate: f32,
}

/// All that is learned.
#[derive(Clone, Debug, Default)]
pub struct Params {
    /// Matrices.
    pub dense: Vec<Dense>,
    /// Embeddings.
    pub tables: Vec<Table>,
}

/// The gradients of one thread's share of a batch.
#[derive(Debug, Default)]
pub struct Grads {
    /// As [`Params::dense`].
    pub dense: Vec<Vec<f32>>,
    /// As [`Params::tables`].
    pub tables: Vec<Rows>,
}

/// Gradients of the rows that were seen.
#[derive(Debug, Default)]
pub struct Rows {
    width: usize,
    place: Vec<u32>,
    seen: Vec<u32>,
    values: Vec<f32>,
}

impl Rows {
    /// The gradient of a row, to be added to.
    pub fn row(&mut self, row: u32) -> &mut [f32] {
        let place = &mut self.place[row as usize];
        if *place == u32::MAX {
            *place = self.seen.len() as u32;
            self.seen.push(row);
            self.values.resize(self.values.len() + self.width, 0.0);
        }
        let at = *place as usize * self.width;
        &mut self.values[at..at + self.width]
    }

    fn clear(&mut self) {
        for &row in &self.seen {
            self.place[row as usize] = u32::MAX;
        }
        self.seen.clear();
        self.values.clear();
    }
}

impl Params {
    /// Adds a matrix of normal numbers of that deviation; its number.
    pub fn matrix(&mut self, size: usize, deviation: f32, random: &mut Random) -> usize {
        let values: Vec<f32> = (0..size).map(|_| random.normal() * deviation).collect();
        self.dense.push(Dense { first: vec![0.0; size], second: vec![0.0; size], values, rests: false });
        self.dense.len() - 1
    }

    /// Adds a vector of one value; its number.
    pub fn vector(&mut self, size: usize, value: f32) -> usize {
        self.dense.push(Dense {
            values: vec![value; size],
            first: vec![0.0; size],
            second: vec![0.0; size],
            rests: false,
        });
        self.dense.len() - 1
    }

    /// Adds embeddings; their number.
    pub fn table(&mut self, rows: usize, width: usize, deviation: f32, random: &mut Random) -> usize {
        let values: Vec<f32> = (0..rows * width).map(|_| random.normal() * deviation).collect();
        let n = values.len();
        self.tables.push(Table { width, values, first: vec![0.0; n], second: vec![0.0; n], rate: 1.0 });
        self.tables.len() - 1
    }

    /// Gradients of the right shapes, all zero.
    pub fn grads(&self) -> Grads {
        Grads {
            dense: self.dense.iter().map(|d| vec![0.0; if d.rests { 0 } else { d.values.len() }]).collect(),
            tables: self
                .tables
                .iter()
                .map(|t| Rows { width: t.width, place: vec![u32::MAX; t.values.len() / t.width], ..Rows::default() })
                .collect(),
        }
    }

    /// Forgets the moments: a new phase of training begins.
    pub fn restart(&mut self) {
        for d in &mut self.dense {
            d.first.fill(0.0);
            d.second.fill(0.0);
        }
        for t in &mut self.tables {
            t.first.fill(0.0);
            t.second.fill(0.0);
        }
    }

    /// Moves everything against the sum of the gradients, which are cleared. `step` counts from 1.
    pub fn step(&mut self, grads: &mut [Grads], rate: f32, step: u64) {
        let (b1, b2) = (0.9f32, 0.98f32);
        let correction = (1.0 - b2.powi(step.min(10_000) as i32)).sqrt() / (1.0 - b1.powi(step.min(10_000) as i32));
        let (first, rest) = grads.split_first_mut().expect("one share at least");
        for (n, _) in self.dense.iter_mut().enumerate() {
            for other in rest.iter_mut() {
                for (g, o) in first.dense[n].iter_mut().zip(&mut other.dense[n]) {
                    *g += *o;
                    *o = 0.0;
                }
            }
        }
        let norm = first.dense.iter().flatten().map(|g| g * g).sum::<f32>().sqrt();
        let clip = if norm > 5.0 { 5.0 / norm } else { 1.0 };
        for (n, d) in self.dense.iter_mut().enumerate() {
            let grads = &mut first.dense[n];
            if grads.iter().all(|&g| g == 0.0) {
                continue;
            }
            adam(&mut d.values, &mut d.first, &mut d.second, grads, clip, rate * correction, (b1, b2));
            grads.fill(0.0);
        }
        for (n, t) in self.tables.iter_mut().enumerate() {
            for other in rest.iter_mut() {
                let rows = &mut other.tables[n];
                for (i, &row) in rows.seen.iter().enumerate() {
                    let from = &rows.values[i * rows.width..(i + 1) * rows.width];
                    for (g, o) in first.tables[n].row(row).iter_mut().zip(from) {
                        *g += o;
                    }
                }
                rows.clear();
            }
            let rows = &mut first.tables[n];
            for (i, &row) in rows.seen.iter().enumerate() {
                let (at, g) = (row as usize * t.width, &rows.values[i * t.width..(i + 1) * t.width]);
                let range = at..at + t.width;
                adam(
                    &mut t.values[range.clone()],
                    &mut t.first[range.clone()],
                    &mut t.second[range],
                    g,
                    clip,
                    rate * t.rate * correction,
                    (b1, b2),
                );
            }
            rows.clear();
        }
    }
}

fn adam(
    values: &mut [f32],
    first: &mut [f32],
    second: &mut [f32],
    grads: &[f32],
    clip: f32,
    rate: f32,
    (b1, b2): (f32, f32),
) {
    for (((v, m), s), g) in values.iter_mut().zip(first).zip(second).zip(grads) {
        let g = g * clip;
        *m = b1 * *m + (1.0 - b1) * g;
        *s = b2 * *s + (1.0 - b2) * g * g;
        *v -= rate * *m / (s.sqrt() + 1e-8);
    }
}
