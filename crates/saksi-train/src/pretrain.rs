//! Learning words and layers from plain text: masked words are guessed (after Devlin and others, 2019), the whole small network at once.

use crate::forms::Forms;
use crate::network::{Dropout, Lesson, Loss, Network, Sentence};
use crate::param::Grads;
use crate::random::Random;

/// Shares that every batch is cut into, whatever the number of threads: sums stay the same.
pub const SHARES: usize = 2;

/// Runs `learn` on the shares of a batch, each with its own gradients and random numbers.
pub fn shared(
    batch: &[&Sentence],
    grads: &mut [Grads],
    seed: u64,
    learn: impl Fn(&[&Sentence], &mut Random, &mut Grads) -> Loss + Sync,
) -> Loss {
    let total: usize = batch.iter().map(|s| s.forms.len()).sum();
    let (mut cut, mut sum) = (0, 0);
    while cut < batch.len() && sum * 2 < total {
        sum += batch[cut].forms.len();
        cut += 1;
    }
    let (left, right) = batch.split_at(cut);
    let (first, second) = grads.split_at_mut(1);
    let learn = &learn;
    std::thread::scope(|scope| {
        let other = scope.spawn(move || learn(right, &mut Random(seed ^ 0x5bd1_e995), &mut second[0]));
        let mut loss = learn(left, &mut Random(seed), &mut first[0]);
        let other = other.join().expect("no share panics");
        loss.loss += other.loss;
        loss.items += other.items;
        loss
    })
}

/// Batches of some `size` words: sentences of similar length need not stand together, nothing is padded.
pub fn batches<'s>(sentences: &[&'s Sentence], size: usize) -> Vec<Vec<&'s Sentence>> {
    let mut out = Vec::new();
    let (mut batch, mut words) = (Vec::new(), 0);
    for s in sentences {
        words += s.forms.len();
        batch.push(*s);
        if words >= size {
            out.push(std::mem::take(&mut batch));
            words = 0;
        }
    }
    if !batch.is_empty() {
        out.push(batch);
    }
    out
}

/// The learning rate at a step: a short rise, then down to nothing in a straight line.
pub fn rate(top: f32, step: usize, steps: usize) -> f32 {
    let rise = (steps / 20).clamp(1, 500);
    if step < rise {
        top * (step + 1) as f32 / rise as f32
    } else {
        top * (steps - step) as f32 / (steps - rise).max(1) as f32
    }
}

/// Goes over the text `epochs` times.
pub fn run(network: &mut Network, forms: &Forms, text: &[Sentence], depth: usize, epochs: usize, top: f32, seed: u64) {
    let mut random = Random(seed);
    let mut grads: Vec<Grads> = (0..SHARES).map(|_| network.params.grads()).collect();
    network.params.restart();
    let words: usize = text.iter().map(|s| s.forms.len()).sum();
    let size = 1500;
    let steps = epochs * words / size;
    let (mut step, mut loss) = (0, Loss::default());
    let start = std::time::Instant::now();
    for _ in 0..epochs {
        let mut order: Vec<&Sentence> = text.iter().collect();
        random.shuffle(&mut order);
        for batch in batches(&order, size) {
            let scale = 5.0 / size as f32;
            let drop = Dropout { word: 0.05, mask: 0.18, layer: 0.1, style: 0.0 };
            let seed = random.bits();
            let net = &*network;
            let l = shared(&batch, &mut grads, seed, |part, random, grads| {
                net.learn_words(Lesson { forms, batch: part, drop, scale }, depth, random, grads)
            });
            loss.loss += l.loss;
            loss.items += l.items;
            network.params.step(&mut grads, rate(top, step.min(steps - 1), steps), step as u64 + 1);
            step += 1;
            if step % 500 == 0 {
                let per = start.elapsed().as_secs_f64() / (step * size) as f64 * 1e6;
                eprintln!("step {step}/{steps}: loss {:.3}, {per:.1} µs a word", loss.loss / loss.items);
                loss = Loss::default();
            }
        }
    }
}
