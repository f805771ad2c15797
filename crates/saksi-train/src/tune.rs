//! Learning from annotation: batches of one set at a time, all sets mixed.

use crate::forms::Forms;
use crate::network::{Dropout, Lesson, Loss, Network, Sentence};
use crate::param::Grads;
use crate::pretrain::{SHARES, batches, rate, shared};
use crate::random::Random;
use crate::sets::Set;

/// How long and how fast.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub rounds: usize,
    pub rate: f32,
    pub batch: usize,
    pub drop: Dropout,
    pub seed: u64,
}

/// A part of a set's sentences: each as often as the weight says, the fraction by chance.
fn round<'s>(set: &'s Set, random: &mut Random) -> Vec<&'s Sentence> {
    let mut out = Vec::new();
    for s in &set.sentences {
        let times = set.weight.floor() as usize + usize::from(random.unit() < set.weight.fract());
        out.extend(std::iter::repeat_n(s, times));
    }
    random.shuffle(&mut out);
    out
}

/// Goes through `plan`. `each` is told the number of every round when it is over.
pub fn run(network: &mut Network, forms: &Forms, sets: &[Set], plan: Plan, mut each: impl FnMut(usize, &Network)) {
    let mut random = Random(plan.seed);
    let mut grads: Vec<Grads> = (0..SHARES).map(|_| network.params.grads()).collect();
    network.params.restart();
    let expected: f32 =
        sets.iter().map(|s| s.weight * s.sentences.iter().map(|s| s.forms.len()).sum::<usize>() as f32).sum();
    let steps = (expected / plan.batch as f32) as usize * plan.rounds;
    let mut step = 0;
    for n in 0..plan.rounds {
        let chosen: Vec<Vec<&Sentence>> = sets.iter().map(|s| round(s, &mut random)).collect();
        let mut all: Vec<Vec<&Sentence>> = chosen.iter().flat_map(|c| batches(c, plan.batch)).collect();
        random.shuffle(&mut all);
        let mut loss = Loss::default();
        for batch in all {
            let seed = random.bits();
            let net = &*network;
            let scale = 1.0 / plan.batch as f32;
            let l = shared(&batch, &mut grads, seed, |part, random, grads| {
                net.learn(Lesson { forms, batch: part, drop: plan.drop, scale }, random, grads)
            });
            loss.loss += l.loss;
            loss.items += l.items;
            network.params.step(&mut grads, rate(plan.rate, step.min(steps - 1), steps), step as u64 + 1);
            step += 1;
        }
        eprintln!("round {}/{}: loss {:.4}", n + 1, plan.rounds, loss.loss / loss.items);
        each(n, network);
    }
}
