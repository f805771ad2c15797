//! From a score for every pair of words to a tree: the best head each where that is a tree, else Chu-Liu and Edmonds.

/// Scores of the root are lowered by this while a tree is looked for, so that it has one child and not more.
const ONE_ROOT: f64 = 1e5;

/// Memory of the decoder.
#[derive(Debug, Default)]
pub struct TreeScratch {
    state: Vec<u32>,
}

/// Writes the head of each of `n` words (0 for the root, else a number from 1) into `heads`. `scores[i * (n + 1) + h]` says how
/// good head `h` is for word `i + 1`; every tree with exactly one child of the root is allowed, and the best is found.
pub fn decode(scores: &[f32], n: usize, heads: &mut Vec<u32>, scratch: &mut TreeScratch) {
    heads.clear();
    let mut roots = 0;
    for (i, row) in scores.chunks_exact(n + 1).take(n).enumerate() {
        let mut best = usize::from(i == 0 && n > 1) * 2;
        for (h, &score) in row.iter().enumerate() {
            if h != i + 1 && score > row[best] {
                best = h;
            }
        }
        roots += usize::from(best == 0);
        heads.push(best as u32);
    }
    if roots == 1 && is_acyclic(heads, &mut scratch.state) {
        return;
    }
    let size = n + 1;
    let mut dense = vec![f64::NEG_INFINITY; size * size];
    for dependent in 1..size {
        for head in 0..size {
            if head != dependent {
                let score = f64::from(scores[(dependent - 1) * size + head]);
                dense[dependent * size + head] = if head == 0 { score - ONE_ROOT } else { score };
            }
        }
    }
    let best = spanning(&dense, size);
    heads.clear();
    heads.extend(best[1..].iter().map(|&h| h as u32));
}

/// True where following heads from every word ends at the root.
fn is_acyclic(heads: &[u32], state: &mut Vec<u32>) -> bool {
    state.clear();
    state.resize(heads.len() + 1, 0);
    state[0] = u32::MAX;
    for start in 1..=heads.len() {
        let mut at = start;
        while state[at] == 0 {
            state[at] = start as u32;
            at = heads[at - 1] as usize;
        }
        if state[at] == start as u32 {
            return false;
        }
        // Known to be good from here on; mark the path so.
        let mut back = start;
        while state[back] == start as u32 {
            state[back] = u32::MAX;
            back = heads[back - 1] as usize;
        }
    }
    true
}

/// The maximum spanning arborescence from node 0 (Chu and Liu, 1965; Edmonds, 1967), by contraction. `score[d * n + h]`.
fn spanning(score: &[f64], n: usize) -> Vec<usize> {
    let mut heads = vec![0; n];
    for d in 1..n {
        let row = &score[d * n..(d + 1) * n];
        let mut best = usize::MAX;
        for (h, &s) in row.iter().enumerate() {
            if h != d && s > f64::NEG_INFINITY && (best == usize::MAX || s > row[best]) {
                best = h;
            }
        }
        heads[d] = if best == usize::MAX { 0 } else { best };
    }
    let Some(cycle) = cycle(&heads) else { return heads };
    let mut inside = vec![false; n];
    for &v in &cycle {
        inside[v] = true;
    }
    // The cycle becomes one node, the last of the smaller graph.
    let outside: Vec<usize> = (0..n).filter(|&v| !inside[v]).collect();
    let m = outside.len() + 1;
    let node = m - 1;
    let mut small = vec![f64::NEG_INFINITY; m * m];
    // Which node of the cycle an edge enters or leaves by.
    let (mut enters, mut leaves) = (vec![0; m], vec![0; m]);
    for (a, &v) in outside.iter().enumerate() {
        for (b, &u) in outside.iter().enumerate() {
            if a != b {
                small[a * m + b] = score[v * n + u];
            }
        }
        for &c in &cycle {
            let out = score[v * n + c];
            if v != 0 && out > small[a * m + node] {
                small[a * m + node] = out;
                leaves[a] = c;
            }
            let gain = score[c * n + v] - score[c * n + heads[c]];
            if gain > small[node * m + a] {
                small[node * m + a] = gain;
                enters[a] = c;
            }
        }
    }
    let inner = spanning(&small, m);
    for (a, &v) in outside.iter().enumerate().skip(1) {
        heads[v] = if inner[a] == node { leaves[a] } else { outside[inner[a]] };
    }
    let from = inner[node];
    heads[enters[from]] = outside[from];
    heads
}

/// The nodes of a cycle, if there is one.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut state = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut at = start;
        while at != 0 && state[at] == 0 {
            state[at] = start;
            at = heads[at];
        }
        if at != 0 && state[at] == start {
            let mut nodes = vec![at];
            let mut next = heads[at];
            while next != at {
                nodes.push(next);
                next = heads[next];
            }
            return Some(nodes);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn total(scores: &[f32], heads: &[u32]) -> f64 {
        let n = heads.len();
        heads.iter().enumerate().map(|(i, &h)| f64::from(scores[i * (n + 1) + h as usize])).sum()
    }

    fn is_tree(heads: &[u32]) -> bool {
        heads.iter().filter(|&&h| h == 0).count() == 1 && is_acyclic(heads, &mut Vec::new())
    }

    /// Every assignment of heads that is a tree, the best score among them.
    fn best_of_all(scores: &[f32], n: usize) -> f64 {
        let mut heads = vec![0u32; n];
        let mut best = f64::NEG_INFINITY;
        loop {
            if heads.iter().enumerate().all(|(i, &h)| h as usize != i + 1) && is_tree(&heads) {
                best = best.max(total(scores, &heads));
            }
            let Some(i) = heads.iter().position(|&h| (h as usize) < n) else { return best };
            heads[i] += 1;
            heads[..i].fill(0);
        }
    }

    proptest! {
        #[test]
        fn the_tree_is_the_best_of_all(n in 1usize..6, seed in proptest::collection::vec(-9.0f32..9.0, 30)) {
            let scores = &seed[..n * (n + 1)];
            let mut heads = Vec::new();
            decode(scores, n, &mut heads, &mut TreeScratch::default());
            prop_assert!(is_tree(&heads), "{heads:?}");
            prop_assert!((total(scores, &heads) - best_of_all(scores, n)).abs() < 1e-3);
        }

        #[test]
        fn long_sentences_are_trees_too(scores in proptest::collection::vec(-9.0f32..9.0, 40 * 41)) {
            let mut heads = Vec::new();
            decode(&scores, 40, &mut heads, &mut TreeScratch::default());
            prop_assert!(is_tree(&heads));
        }
    }
}
