//! Which words of two treebanks over the same characters are the same.

use std::ops::Range;

use super::treebank::Word;

/// Pairs of the same words: the number of the reference's, the number of the prediction's; in order.
///
/// Where neither has a token of several words, words are the same if their places are. Around such tokens the smallest stretch is
/// sought that none of them sticks out of; in it the longest common subsequence of the forms counts.
pub(super) fn align(gold: &[Word], system: &[Word]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut g, mut s) = (0, 0);
    while let (Some(ours), Some(theirs)) = (gold.get(g), system.get(s)) {
        if ours.several || theirs.several {
            let (from_gold, from_system) = stretch(gold, system, g, s);
            (g, s) = (from_gold.end, from_system.end);
            common(gold, system, from_gold, from_system, &mut pairs);
        } else if ours.span == theirs.span {
            pairs.push((g, s));
            (g, s) = (g + 1, s + 1);
        } else if ours.span.start <= theirs.span.start {
            g += 1;
        } else {
            s += 1;
        }
    }
    pairs
}

/// The words in the smallest stretch with whole tokens that the words at `g` and `s`, one of them of such a token, begin.
fn stretch(gold: &[Word], system: &[Word], mut g: usize, mut s: usize) -> (Range<usize>, Range<usize>) {
    // A plain word that begins before the token lies outside.
    let mut end = if gold[g].several {
        s += usize::from(!system[s].several && system[s].span.start < gold[g].span.start);
        gold[g].span.end
    } else {
        g += usize::from(gold[g].span.start < system[s].span.start);
        system[s].span.end
    };
    let (first_gold, first_system) = (g, s);
    let inside = |word: Option<&Word>, end: usize| {
        word.is_some_and(|word| if word.several { word.span.start < end } else { word.span.end <= end })
    };
    while inside(gold.get(g), end) || inside(system.get(s), end) {
        let gold_next = match (gold.get(g), system.get(s)) {
            (Some(ours), Some(theirs)) => ours.span.start <= theirs.span.start,
            (ours, _) => ours.is_some(),
        };
        let (word, at) = if gold_next { (&gold[g], &mut g) } else { (&system[s], &mut s) };
        if word.several {
            end = end.max(word.span.end);
        }
        *at += 1;
    }
    (first_gold..g, first_system..s)
}

/// The longest common subsequence of the forms, upper and lower case alike.
fn common(gold: &[Word], system: &[Word], g: Range<usize>, s: Range<usize>, pairs: &mut Vec<(usize, usize)>) {
    let lower = |words: &[Word]| -> Vec<String> { words.iter().map(|word| word.row.form.to_lowercase()).collect() };
    let (ours, theirs) = (lower(&gold[g.clone()]), lower(&system[s.clone()]));
    // `longest[i][j]`: of what is left from `i` and `j` on.
    let mut longest = vec![vec![0u32; theirs.len() + 1]; ours.len() + 1];
    for i in (0..ours.len()).rev() {
        for j in (0..theirs.len()).rev() {
            let both = if ours[i] == theirs[j] { 1 + longest[i + 1][j + 1] } else { 0 };
            longest[i][j] = both.max(longest[i + 1][j]).max(longest[i][j + 1]);
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < ours.len() && j < theirs.len() {
        if ours[i] == theirs[j] {
            pairs.push((g.start + i, s.start + j));
            (i, j) = (i + 1, j + 1);
        } else if longest[i][j] == longest[i + 1][j] {
            i += 1;
        } else {
            j += 1;
        }
    }
}
