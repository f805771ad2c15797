/// The letters and digits that `spans` (code points) cover, as positions in order; offsets past the end are left out.
pub(crate) fn letters(text: &[char], spans: impl IntoIterator<Item = [usize; 2]>) -> Vec<usize> {
    let covered = |[start, end]: [usize; 2]| start..end.min(text.len());
    let mut positions: Vec<usize> = spans.into_iter().flat_map(covered).collect();
    positions.retain(|&at| text[at].is_alphanumeric());
    positions.sort_unstable();
    positions.dedup();
    positions
}

/// Intersection over union of two sets of positions; 0 where both are empty.
pub(crate) fn overlap(a: &[usize], b: &[usize]) -> f64 {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                both += 1;
                i += 1;
                j += 1;
            }
        }
    }
    let either = a.len() + b.len() - both;
    if either == 0 { 0.0 } else { both as f64 / either as f64 }
}

/// Matches one to one, best first; of equals the earlier. Pairs below `threshold` stay apart.
pub(crate) fn pair(
    gold: usize,
    predicted: usize,
    measure: impl Fn(usize, usize) -> f64,
    threshold: f64,
) -> Vec<(usize, usize)> {
    let all = (0..gold).flat_map(|i| (0..predicted).map(move |j| (i, j)));
    let mut scored: Vec<(f64, usize, usize)> =
        all.map(|(i, j)| (measure(i, j), i, j)).filter(|&(score, ..)| score >= threshold).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut gold_taken, mut predicted_taken) = (vec![false; gold], vec![false; predicted]);
    let mut pairs = Vec::new();
    for (_, i, j) in scored {
        if !gold_taken[i] && !predicted_taken[j] {
            gold_taken[i] = true;
            predicted_taken[j] = true;
            pairs.push((i, j));
        }
    }
    pairs
}
