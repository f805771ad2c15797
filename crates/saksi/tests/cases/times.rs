//! Expressions of time are checked as a whole: all of them, in order, and no other.

use saksi::Analysis;

use crate::expect::Fact;
use crate::file::Case;
use crate::got;

/// Checks the expressions of time of a case, if it says anything about them.
pub fn check(case: &Case, analysis: &Analysis, failed: &mut Vec<(usize, String)>) {
    let about = |fact: &Fact| matches!(fact, Fact::Time(..) | Fact::NoTime);
    let lines: Vec<_> = case.lines.iter().filter(|l| about(&l.fact)).collect();
    if lines.is_empty() {
        return;
    }
    let mut got = got::times(&case.article.text, analysis);
    for line in &lines {
        let found = match &line.fact {
            Fact::Time(words, value) => {
                if !case.article.text.contains(words.as_str()) {
                    failed.push((line.line, format!("is no part of the text: {words:?}")));
                }
                let at = got.iter().position(|(w, v)| w == words && v == value);
                // In order: what stands before it is left over.
                at.map(|at| extra(case, got.drain(..=at).take(at), lines.iter().any(|l| l.fixme), failed)).is_some()
            }
            _ => got.is_empty(),
        };
        match (line.fixme, found) {
            (true, true) => failed.push((line.line, format!("is right now, take fixme away: {}", line.words))),
            (false, false) => failed.push((line.line, format!("- {}", line.words))),
            _ => {}
        }
    }
    extra(case, got.into_iter(), lines.iter().any(|l| l.fixme), failed);
}

/// What nobody asked for; where something is known to come out wrong, that is no surprise.
fn extra(case: &Case, left: impl Iterator<Item = (String, String)>, known: bool, failed: &mut Vec<(usize, String)>) {
    if !known {
        failed.extend(left.map(|(words, value)| (case.line, format!("+ `time` {words} = {value}"))));
    }
}
