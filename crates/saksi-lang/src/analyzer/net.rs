//! The network as it runs: embeddings, simple recurrent units that read both ways (after Lei and others, 2018), a hidden layer
//! for tags, one for entities, and a parser that scores every pair of words (after Dozat and Manning, 2017).

use std::borrow::Cow;
use std::ops::Range;

use super::entities::TAGS;
use super::features::{self, NAME_CLASSES, NGRAM_BUCKETS, SHAPES};
use super::file::{ModelError, Reader};
use super::labels::{Deprel, Style, Upos};
use crate::kernel::{Kernels, Matrix, Rows, Table, sigmoid, sum, tanh};

/// Distances between a word and its head beyond this count as this.
pub const FAR: i32 = 24;

/// Nobody's style and those of [`super::Style`].
pub const STYLES: usize = 1 + Style::ALL.len();

/// The weights, ready for use.
#[derive(Debug)]
pub(super) struct Net {
    pub kernels: Kernels,
    pub d: usize,
    arc: usize,
    rel: usize,
    hidden: usize,
    tag_layers: usize,
    pub feats: usize,
    /// A row each word of the vocabulary, n-grams and all; row 0 for words outside it, without n-grams.
    pub words: Table,
    pub ngrams: Table,
    shapes: Vec<f32>,
    names: Vec<f32>,
    /// Hashes of words of names outside the vocabulary, in order, and their classes.
    listed: Vec<u32>,
    classes: Cow<'static, [u8]>,
    layers: Vec<Matrix>,
    /// For each style: added below the first layer that only trees need.
    styles: Vec<f32>,
    /// For each style: added to the hidden layer of the tags.
    shifts: Vec<f32>,
    /// Which style the mean of a sentence speaks for: a row and a bias each.
    whose: Vec<f32>,
    /// Hidden layers of tags and of entities, side by side.
    taggers: Matrix,
    tags: Matrix,
    entities: Matrix,
    /// How well entity tags follow each other.
    pub follows: Vec<f32>,
    /// Query, key, dependent and governor, side by side.
    parser: Matrix,
    root_key: Vec<f32>,
    root_governor: Vec<f32>,
    distance: Vec<f32>,
    relations: Matrix,
    ones: Vec<f32>,
    zeros: Vec<f32>,
}

/// Numbers on their way through.
#[derive(Debug, Default)]
pub(super) struct NetScratch {
    /// A row a word: what the layers add to.
    pub x: Vec<f32>,
    hat: Vec<f32>,
    rows: Rows,
    gates: Vec<f32>,
    carry: Vec<f32>,
    wide: Vec<f32>,
    part: Vec<f32>,
    /// Scores of parts of speech and feature bundles, a row a word.
    pub tags: Vec<f32>,
    /// Scores of entity tags.
    pub entities: Vec<f32>,
    /// Scores of heads, n rows of n + 1.
    pub arcs: Vec<f32>,
    /// Scores of relations to the heads chosen.
    pub relations: Vec<f32>,
}

fn matrix(from: &mut Reader, depth: usize, columns: usize) -> Result<Matrix, ModelError> {
    let weights = from.shorts(depth * columns)?;
    if weights.iter().any(|w| w.unsigned_abs() > crate::kernel::PEAK.unsigned_abs()) {
        return Err(from.malformed());
    }
    let scales = from.floats(columns)?;
    let bias = from.floats(columns)?;
    Ok(Matrix::from_i16(depth, columns, &weights, &scales, Some(&bias)))
}

fn table(from: &mut Reader, width: usize, rows: usize) -> Result<Table, ModelError> {
    let scales = from.floats(rows)?;
    Ok(Table::new(width, from.raw(width * rows)?, scales))
}

impl Net {
    pub(super) fn read(from: &mut Reader, kernels: Kernels) -> Result<Self, ModelError> {
        let mut sizes = [0; 8];
        for size in &mut sizes {
            *size = from.number()?;
        }
        let [d, arc, rel, hidden, tag_layers, layers, feats, words] = sizes;
        // What the kernels take, and no more than a machine can hold.
        let small = [d, arc, rel, hidden].iter().all(|n| (1..=512).contains(n) && n % 2 == 0);
        if !small || tag_layers > layers || layers > 16 || !(1..=255).contains(&feats) || words > 1 << 22 {
            return Err(from.malformed());
        }
        let mut net = Self {
            kernels,
            d,
            arc,
            rel,
            hidden,
            tag_layers,
            feats,
            words: table(from, d, words)?,
            ngrams: table(from, d, NGRAM_BUCKETS)?,
            shapes: from.floats(SHAPES * d)?,
            names: from.floats(NAME_CLASSES * d)?,
            layers: (0..layers).map(|_| matrix(from, d, 3 * d)).collect::<Result<_, _>>()?,
            styles: from.floats(STYLES * d)?,
            shifts: from.floats(STYLES * 2 * hidden)?,
            whose: from.floats(Style::ALL.len() * (d + 1))?,
            taggers: matrix(from, d, 2 * hidden)?,
            tags: matrix(from, hidden, Upos::ALL.len() + feats)?,
            entities: matrix(from, hidden, TAGS)?,
            follows: from.floats((TAGS + 1) * TAGS)?,
            parser: matrix(from, d, 2 * arc + 2 * rel)?,
            root_key: from.floats(arc)?,
            root_governor: from.floats(rel)?,
            distance: from.floats(2 * FAR as usize + 1)?,
            relations: matrix(from, rel, Deprel::ALL.len())?,
            ones: vec![1.0; d],
            zeros: vec![0.0; d],
            listed: Vec::new(),
            classes: Cow::Borrowed(&[]),
        };
        let listed = from.number()?;
        let hashes = from.raw(listed.checked_mul(4).ok_or(from.malformed())?)?;
        net.listed = hashes.as_chunks::<4>().0.iter().map(|b| u32::from_le_bytes(*b)).collect();
        net.classes = from.raw(listed)?;
        if net.classes.iter().any(|&class| usize::from(class) >= NAME_CLASSES) {
            return Err(from.malformed());
        }
        Ok(net)
    }

    /// The vector of a shape.
    #[inline(always)]
    pub(super) fn shape(&self, shape: u8) -> &[f32] {
        &self.shapes[usize::from(shape) * self.d..][..self.d]
    }

    /// What lists of names say of a word outside the vocabulary.
    pub(super) fn name(&self, normal: &str) -> &[f32] {
        let class = self.listed.binary_search(&features::hash(normal)).map_or(0, |n| self.classes[n]);
        &self.names[usize::from(class) * self.d..][..self.d]
    }

    /// From embeddings in `x` to scores of tags and entities.
    pub(super) fn tag(&self, style: Style, scratch: &mut NetScratch) {
        for layer in &self.layers[..self.tag_layers] {
            self.recur(layer, scratch);
        }
        let n = scratch.x.len() / self.d;
        let h = self.hidden;
        self.normalised(scratch);
        let NetScratch { rows, gates, tags, entities, part, .. } = scratch;
        gates.resize(n * 2 * h, 0.0);
        self.kernels.product(rows, &self.taggers, gates);
        let shift = &self.shifts[(1 + style as usize) * 2 * h..][..2 * h];
        self.kernels.wide(
            #[inline(always)]
            || {
                for row in gates.chunks_exact_mut(2 * h) {
                    for (x, s) in row.iter_mut().zip(shift) {
                        let moved = *x + s;
                        *x = if moved > 0.0 { moved } else { 0.1 * moved };
                    }
                }
            },
        );
        for (side, matrix, out) in [(0, &self.tags, tags), (1, &self.entities, entities)] {
            part.clear();
            for row in gates.chunks_exact(2 * h) {
                part.extend_from_slice(&row[side * h..(side + 1) * h]);
            }
            rows.quantise(self.kernels, part, h);
            out.resize(n * matrix.columns(), 0.0);
            self.kernels.product(rows, matrix, out);
        }
    }

    /// How much each style is that of the sentence in `x` (what [`Net::tag`] left there), in no unit.
    pub(super) fn whose(&self, scratch: &mut NetScratch) -> [f32; Style::ALL.len()] {
        let (d, n) = (self.d, scratch.x.len() / self.d);
        let mean = &mut scratch.hat;
        mean.clear();
        mean.resize(d, 0.0);
        for row in scratch.x.chunks_exact(d) {
            for (m, x) in mean.iter_mut().zip(row) {
                *m += x;
            }
        }
        let (rows, biases) = self.whose.split_at(Style::ALL.len() * d);
        std::array::from_fn(|i| {
            let total: f32 = rows[i * d..(i + 1) * d].iter().zip(&*mean).map(|(w, m)| w * m).sum();
            total / n.max(1) as f32 + biases[i]
        })
    }

    /// From what [`Net::tag`] left in `x` to scores of heads.
    pub(super) fn parse(&self, style: Style, scratch: &mut NetScratch) {
        let (d, n) = (self.d, scratch.x.len() / self.d);
        let style = &self.styles[(1 + style as usize) * d..][..d];
        for row in scratch.x.chunks_exact_mut(d) {
            for (x, s) in row.iter_mut().zip(style) {
                *x += s;
            }
        }
        for layer in &self.layers[self.tag_layers..] {
            self.recur(layer, scratch);
        }
        self.normalised(scratch);
        let NetScratch { rows, wide, arcs, .. } = scratch;
        let columns = self.parser.columns();
        wide.resize(n * columns, 0.0);
        self.kernels.product(rows, &self.parser, wide);
        arcs.resize(n * (n + 1), 0.0);
        let a = self.arc;
        self.kernels.wide(
            #[inline(always)]
            || {
                for row in wide.chunks_exact_mut(columns) {
                    for key in &mut row[a..2 * a] {
                        *key = if *key > 0.0 { *key } else { 0.1 * *key };
                    }
                }
                for (i, scores) in arcs.chunks_exact_mut(n + 1).enumerate() {
                    let query = &wide[i * columns..][..a];
                    scores[0] = dot(query, &self.root_key);
                    for (j, score) in scores[1..].iter_mut().enumerate() {
                        let far = (j as i32 - i as i32).clamp(-FAR, FAR) + FAR;
                        *score = dot(query, &wide[j * columns + a..][..a]) + self.distance[far as usize];
                    }
                }
            },
        );
    }

    /// Scores of relations once the heads are known.
    pub(super) fn relate(&self, heads: &[u32], scratch: &mut NetScratch) {
        let NetScratch { rows, wide, part, relations, .. } = scratch;
        let (columns, a, r) = (self.parser.columns(), self.arc, self.rel);
        part.clear();
        for (i, &head) in heads.iter().enumerate() {
            let governor = match (head as usize).checked_sub(1) {
                None => &self.root_governor[..],
                Some(g) => &wide[g * columns + 2 * a + r..][..r],
            };
            let dependent = &wide[i * columns + 2 * a..][..r];
            part.extend(dependent.iter().zip(governor).map(|(d, g)| d + g));
        }
        leaky(self.kernels, part);
        rows.quantise(self.kernels, part, r);
        relations.resize(heads.len() * self.relations.columns(), 0.0);
        self.kernels.product(rows, &self.relations, relations);
    }

    /// Normalises `x` and makes whole numbers of it. Gains and biases are part of the matrices that follow.
    fn normalised(&self, scratch: &mut NetScratch) {
        scratch.hat.clear();
        scratch.hat.extend_from_slice(&scratch.x);
        self.kernels.layer_norm(&mut scratch.hat, &self.ones, &self.zeros);
        scratch.rows.quantise(self.kernels, &scratch.hat, self.d);
    }

    fn recur(&self, layer: &Matrix, scratch: &mut NetScratch) {
        self.normalised(scratch);
        let (d, h, n) = (self.d, self.d / 2, scratch.x.len() / self.d);
        let NetScratch { x, rows, gates, carry, .. } = scratch;
        gates.resize(n * 3 * d, 0.0);
        self.kernels.product(rows, layer, gates);
        self.kernels.wide(
            #[inline(always)]
            || {
                scan(0..n, &mut *x, gates, carry, d, 0);
                scan(0..n, &mut *x, gates, carry, d, h);
            },
        );
    }
}

/// One direction of a unit: `c = f·c + (1-f)·z`, then `r·tanh(c)` is added. `side` is 0 forwards, d/2 backwards.
#[inline(always)]
fn scan(words: Range<usize>, x: &mut [f32], gates: &[f32], carry: &mut Vec<f32>, d: usize, side: usize) {
    let h = d / 2;
    carry.clear();
    carry.resize(h, 0.0);
    for step in words.clone() {
        let t = if side == 0 { step } else { words.end - 1 - step };
        let (z, rest) = gates[t * 3 * d + side * 3..][..3 * h].split_at(h);
        let (f, r) = rest.split_at(h);
        let x = &mut x[t * d + side..][..h];
        let carry = &mut carry[..h];
        for i in 0..h {
            let f = sigmoid(f[i]);
            let c = f * carry[i] + (1.0 - f) * z[i];
            carry[i] = c;
            x[i] += sigmoid(r[i]) * tanh(c);
        }
    }
}

fn leaky(kernels: Kernels, xs: &mut [f32]) {
    kernels.wide(
        #[inline(always)]
        || {
            for x in xs {
                *x = if *x > 0.0 { *x } else { 0.1 * *x };
            }
        },
    );
}

/// The product of two vectors in the fixed order of [`sum`].
#[inline(always)]
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 16];
    let (xs, _) = a.as_chunks::<16>();
    let (ys, _) = b.as_chunks::<16>();
    for (x, y) in xs.iter().zip(ys) {
        for i in 0..16 {
            lanes[i] += x[i] * y[i];
        }
    }
    sum(&lanes, |x| x)
}
