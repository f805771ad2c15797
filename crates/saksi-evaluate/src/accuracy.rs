use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write};

use crate::event_scores::EventScores;
use crate::run::Evaluation;
use crate::scores::Scores;
use crate::tally::{Tally, share};

/// Writes the section of `ACCURACY.md` on one folder: overall, by outlet, by rule. All figures in percent.
///
/// # Errors
///
/// What `out` refuses.
pub fn write_accuracy(out: &mut impl Write, name: &str, evaluation: &Evaluation) -> fmt::Result {
    let scores = evaluation.scores();
    writeln!(out, "## {name}\n\n{} articles, {} reference quotations.\n", scores.articles, scores.lenient.gold)?;
    overall(out, &scores)?;
    outlets(out, evaluation)?;
    rules(out, evaluation)?;
    events(out, &scores.events)
}

/// Events by class, the most frequent of the reference first; nothing where none was read.
fn events(out: &mut impl Write, scores: &EventScores) -> fmt::Result {
    let all = scores.all;
    if all.class.predicted == 0 {
        return Ok(());
    }
    writeln!(
        out,
        "\nOf the events found, the source is right in {:.1} %, the target in {:.1} %, the status in {:.1} %; {} articles.\n",
        100.0 * share(all.source.right, all.class.right),
        100.0 * share(all.target.right, all.class.right),
        100.0 * share(all.status.right, all.class.right),
        scores.articles
    )?;
    writeln!(out, "| class | reference | predicted | found | precision | recall | F1 | actors right | status right |")?;
    writeln!(out, "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")?;
    let mut classes: Vec<_> = scores.by_class.iter().collect();
    classes.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.class.gold));
    for (name, tally) in classes {
        let Tally { right, gold, predicted } = tally.class;
        writeln!(
            out,
            "| {name} | {gold} | {predicted} | {right} | {} | {} | {} |",
            figures(&tally.class),
            tally.actors.right,
            tally.status.right
        )?;
    }
    Ok(())
}

fn overall(out: &mut impl Write, scores: &Scores) -> fmt::Result {
    writeln!(out, "| measure | precision | recall | F1 | reference | predicted |")?;
    writeln!(out, "| --- | ---: | ---: | ---: | ---: | ---: |")?;
    for (name, tally) in scores.measures() {
        if tally.gold + tally.predicted > 0 && !(name.starts_with("events") && tally.predicted == 0) {
            writeln!(out, "| {name} | {} | {} | {} |", figures(&tally), tally.gold, tally.predicted)?;
        }
    }
    writeln!(out, "\nThe speaker is right in {:.1} % of the quotations found.", 100.0 * scores.speaker_accuracy())
}

fn figures(tally: &Tally) -> String {
    format!("{:.1} | {:.1} | {:.1}", 100.0 * tally.precision(), 100.0 * tally.recall(), 100.0 * tally.f1())
}

fn outlets(out: &mut impl Write, evaluation: &Evaluation) -> fmt::Result {
    let outlets: BTreeSet<&str> =
        evaluation.articles.iter().map(|(gold, ..)| gold.source.as_deref().unwrap_or("unknown")).collect();
    writeln!(out, "\n| outlet | articles | quotations | lenient F1 | strict F1 | end-to-end F1 | speaker right |")?;
    writeln!(out, "| --- | ---: | ---: | ---: | ---: | ---: | ---: |")?;
    for outlet in outlets {
        let scores = evaluation.scores_where(|gold| gold.source.as_deref().unwrap_or("unknown") == outlet);
        writeln!(
            out,
            "| {outlet} | {} | {} | {:.1} | {:.1} | {:.1} | {:.1} |",
            scores.articles,
            scores.lenient.gold,
            100.0 * scores.lenient.f1(),
            100.0 * scores.strict.f1(),
            100.0 * scores.end_to_end.f1(),
            100.0 * scores.speaker_accuracy()
        )?;
    }
    Ok(())
}

/// What one rule made, and how much of it is right.
#[derive(Default)]
struct Rule {
    made: usize,
    quotes: usize,
    speakers: usize,
    kinds: usize,
}

fn rules(out: &mut impl Write, evaluation: &Evaluation) -> fmt::Result {
    let mut rules: BTreeMap<&str, Rule> = BTreeMap::new();
    for (_, report, comparison) in &evaluation.articles {
        let Some(report) = report else { continue };
        for quote in &report.quotes {
            rules.entry(&quote.rule).or_default().made += 1;
        }
        for hit in &comparison.matches {
            let rule = rules.entry(&report.quotes[hit.predicted].rule).or_default();
            rule.quotes += 1;
            rule.speakers += usize::from(hit.speaker);
            rule.kinds += usize::from(hit.kind);
        }
    }
    if rules.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n| rule | made | a quotation | of these speaker right | kind right |")?;
    writeln!(out, "| --- | ---: | ---: | ---: | ---: |")?;
    let mut rules: Vec<_> = rules.into_iter().collect();
    rules.sort_by_key(|(_, rule)| std::cmp::Reverse(rule.made));
    for (name, rule) in rules {
        writeln!(
            out,
            "| {} | {} | {:.1} | {:.1} | {:.1} |",
            if name.is_empty() { "unnamed" } else { name },
            rule.made,
            100.0 * share(rule.quotes, rule.made),
            100.0 * share(rule.speakers, rule.quotes),
            100.0 * share(rule.kinds, rule.quotes)
        )?;
    }
    Ok(())
}
