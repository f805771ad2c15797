//! Quotes are checked as a whole: all of them, in order, and no other.

use saksi::Analysis;

use crate::expect::{Fact, Line, Quote};
use crate::file::Case;
use crate::got;

/// Checks the quotes of a case, if it says anything about quotes.
pub fn check(case: &Case, analysis: &Analysis, failed: &mut Vec<(usize, String)>) {
    let about = |l: &&Line| matches!(l.fact, Fact::Quote(_) | Fact::NoQuote | Fact::NoOtherQuote);
    let lines: Vec<&Line> = case.lines.iter().filter(about).collect();
    if lines.is_empty() {
        return;
    }
    let got = got::quotes(&case.article.text, analysis);
    let wanted: Vec<(&Line, &Quote)> =
        lines.iter().filter_map(|l| if let Fact::Quote(q) = &l.fact { Some((*l, q)) } else { None }).collect();
    for (line, quote) in &wanted {
        for segment in quote.segments.iter().filter(|s| !stands(&case.article.text, s)) {
            failed.push((line.line, format!("is no part of the text: {segment:?}")));
        }
    }
    let pairs = align(&wanted, &got);
    let mut diff = Vec::new();
    let mut next = 0;
    for ((line, _), at) in wanted.iter().zip(&pairs) {
        if let Some(at) = at {
            diff.extend((next..*at).map(|n| (None, n)));
            next = at + 1;
        }
        match (line.fixme, at) {
            (false, None) => diff.push((Some(*line), usize::MAX)),
            (true, Some(_)) => failed.push((line.line, format!("is right now, take fixme away: {}", line.words))),
            _ => {}
        }
    }
    diff.extend((next..got.len()).map(|n| (None, n)));
    // Where something is known to come out wrong, the wrong thing that comes out is no surprise.
    let known = lines.iter().any(|l| l.fixme);
    let missing = diff.iter().any(|(line, _)| line.is_some());
    for (line, n) in diff {
        match line {
            Some(line) => failed.push((line.line, format!("- {}", line.words))),
            None if !known || missing => failed.push((case.line, format!("+ {}", got::line(&got[n])))),
            None => {}
        }
    }
    let others = pairs.iter().flatten().count() < got.len();
    for line in &lines {
        let right = match line.fact {
            Fact::NoQuote => got.is_empty(),
            Fact::NoOtherQuote => !others,
            _ => continue,
        };
        match (line.fixme, right) {
            (true, true) => failed.push((line.line, format!("is right now, take fixme away: {}", line.words))),
            (false, false) => failed.push((line.line, format!("- {}", line.words))),
            _ => {}
        }
    }
}

/// For each wanted quote the one that came out: the most matches that keep the order of both.
fn align(wanted: &[(&Line, &Quote)], got: &[Quote]) -> Vec<Option<usize>> {
    let (rows, columns) = (wanted.len(), got.len());
    let mut best = vec![vec![0_usize; columns + 1]; rows + 1];
    for i in (0..rows).rev() {
        for k in (0..columns).rev() {
            let both = usize::from(same(wanted[i].1, &got[k])) * (best[i + 1][k + 1] + 1);
            best[i][k] = both.max(best[i + 1][k]).max(best[i][k + 1]);
        }
    }
    let mut out = vec![None; rows];
    let (mut i, mut k) = (0, 0);
    while i < rows && k < columns {
        if same(wanted[i].1, &got[k]) && best[i][k] == best[i + 1][k + 1] + 1 {
            out[i] = Some(k);
            (i, k) = (i + 1, k + 1);
        } else if best[i + 1][k] >= best[i][k + 1] {
            i += 1;
        } else {
            k += 1;
        }
    }
    out
}

/// True where `got` is what a case asks for.
fn same(wanted: &Quote, got: &Quote) -> bool {
    let segments = wanted.segments.len() == got.segments.len()
        && wanted.segments.iter().zip(&got.segments).all(|(w, g)| like(w, g));
    let free = |w: &Option<String>, g: &Option<String>| w.is_none() || w == g;
    wanted.kind == got.kind
        && segments
        && wanted.speaker == got.speaker
        && wanted.cue == got.cue
        && free(&wanted.mention, &got.mention)
        && free(&wanted.addressee, &got.addressee)
}

/// The same words; `[…]` stands for any.
fn like(wanted: &str, got: &str) -> bool {
    let (wanted, got) = (got::trimmed(wanted), got::trimmed(got));
    match wanted.split_once("[…]") {
        Some((head, tail)) => {
            let (head, tail) = (head.trim(), tail.trim());
            got.len() >= head.len() + tail.len() && got.starts_with(head) && got.ends_with(tail)
        }
        None => wanted == got,
    }
}

fn stands(text: &str, segment: &str) -> bool {
    let text = text.replace('\n', " ");
    segment.split("[…]").all(|part| text.contains(got::trimmed(part)))
}
