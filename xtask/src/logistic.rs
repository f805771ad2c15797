//! A logistic model over named features, fitted by stochastic gradient descent with L2 shrinkage in a fixed order, so that the
//! same examples give the same bytes.

use std::collections::BTreeMap;

use saksi::Article;
use saksi_evaluate::Gold;

/// Passes over the examples.
const EPOCHS: usize = 40;
/// Step size of the first pass; it falls with the square root of the pass.
const RATE: f32 = 0.12;
/// A feature seen less often than this is left out.
const LEAST: usize = 2;
/// How many parts the articles are dealt to.
pub const FOLDS: usize = 5;

pub type Weights = BTreeMap<String, f32>;

/// An annotated article as the engine gets it.
pub fn article(reference: &Gold) -> Article {
    Article {
        id: reference.id.clone(),
        title: reference.title.clone(),
        published: reference.published.as_deref().and_then(|d| d.parse().ok()),
        text: reference.text.clone(),
        ..Article::default()
    }
}

/// The sum of the weights of features: log odds.
pub fn sum<'f>(features: impl IntoIterator<Item = &'f String>, weights: &Weights) -> f32 {
    features.into_iter().filter_map(|f| weights.get(f)).sum()
}

/// The weights of a logistic model, by feature. `shrink` is the pull towards zero a step.
pub fn fit(examples: &[(&[String], bool)], shrink: f32) -> Weights {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for feature in examples.iter().flat_map(|(features, _)| *features) {
        *seen.entry(feature).or_default() += 1;
    }
    let mut weights: Weights = seen.iter().filter(|(_, n)| **n >= LEAST).map(|(f, _)| (f.to_string(), 0.0)).collect();
    let mut sums: Weights = weights.clone();
    // A fixed order that does not follow the articles.
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for epoch in 0..EPOCHS {
        for i in (1..order.len()).rev() {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            order.swap(i, (state % (i as u64 + 1)) as usize);
        }
        let rate = RATE / ((epoch + 1) as f32).sqrt();
        for &i in &order {
            let (features, right) = examples[i];
            let odds = sum(features, &weights);
            let error = f32::from(u8::from(right)) - 1.0 / (1.0 + (-odds).exp());
            for feature in features {
                if let Some(w) = weights.get_mut(feature) {
                    *w += rate * (error - shrink * *w);
                }
            }
        }
        for (feature, weight) in &weights {
            *sums.get_mut(feature).expect("same features") += weight;
        }
    }
    sums.values_mut().for_each(|w| *w /= EPOCHS as f32);
    sums
}
