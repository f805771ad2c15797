//! Sequences of labels: a linear-chain conditional random field (Lafferty and others, 2001).

use crate::math::{exp, softmax};
use crate::network::Loss;

/// The logarithm of the sum of e to the power of each.
fn log_sum(xs: impl Iterator<Item = f32> + Clone) -> f32 {
    let top = xs.clone().fold(f32::MIN, f32::max);
    top + xs.map(|x| exp(x - top)).sum::<f32>().ln()
}

/// Scores of m labels a word become the gradient of the loss of the whole sequence, times `scale`; that of `follows` (a row for
/// the beginning, then a row for each label before) is added to `dfollows`.
pub fn learn(scores: &mut [f32], gold: &[u16], follows: &[f32], scale: f32, dfollows: &mut [f32]) -> Loss {
    let n = gold.len();
    let m = scores.len() / n.max(1);
    if n == 0 {
        return Loss::default();
    }
    let (mut ahead, mut behind) = (vec![0.0f32; n * m], vec![0.0f32; n * m]);
    for t in 0..n {
        for b in 0..m {
            ahead[t * m + b] = scores[t * m + b]
                + match t {
                    0 => follows[b],
                    _ => log_sum((0..m).map(|a| ahead[(t - 1) * m + a] + follows[(a + 1) * m + b])),
                };
        }
    }
    for t in (0..n - 1).rev() {
        for a in 0..m {
            let next = (t + 1) * m;
            behind[t * m + a] = log_sum((0..m).map(|b| follows[(a + 1) * m + b] + scores[next + b] + behind[next + b]));
        }
    }
    let total = log_sum(ahead[(n - 1) * m..].iter().copied());
    let mut right = 0.0;
    for (t, &g) in gold.iter().enumerate() {
        let from = if t == 0 { 0 } else { usize::from(gold[t - 1]) + 1 };
        right += scores[t * m + usize::from(g)] + follows[from * m + usize::from(g)];
        dfollows[from * m + usize::from(g)] -= scale;
    }
    for t in 1..n {
        for a in 0..m {
            for b in 0..m {
                let p =
                    ahead[(t - 1) * m + a] + follows[(a + 1) * m + b] + scores[t * m + b] + behind[t * m + b] - total;
                dfollows[(a + 1) * m + b] += scale * exp(p);
            }
        }
    }
    for (t, &g) in gold.iter().enumerate() {
        let row = &mut scores[t * m..(t + 1) * m];
        for (b, s) in row.iter_mut().enumerate() {
            *s = ahead[t * m + b] + behind[t * m + b] - total;
        }
        softmax(row);
        if t == 0 {
            for (b, p) in row.iter().enumerate() {
                dfollows[b] += scale * p;
            }
        }
        row[usize::from(g)] -= 1.0;
        row.iter_mut().for_each(|s| *s *= scale);
    }
    Loss { loss: f64::from(total - right), items: n as f64 }
}
