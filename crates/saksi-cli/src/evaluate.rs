use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use saksi::Engine;
use saksi_conll::{Annotator, conllu};
use saksi_evaluate::ner::{self, NerScores};
use saksi_evaluate::times::{self, TimeScores};
use saksi_evaluate::ud::UdScores;
use saksi_evaluate::{Evaluation, write_accuracy, write_errors, write_event_errors};
use saksi_intake::{Limits, Source};
use saksi_report::Report;

use crate::args::Evaluate;
use crate::pairs;

/// `saksi evaluate`.
///
/// # Errors
///
/// Where references or reports cannot be loaded, or the output cannot be written.
pub(crate) fn run(command: &Evaluate) -> Result<()> {
    let mut text = String::new();
    match command {
        Evaluate::Quotes { dir, predictions, errors, json } => {
            let evaluation = evaluation(predictions.as_deref(), dir)?;
            if *json {
                text = serde_json::to_string(&evaluation.scores())? + "\n";
            } else {
                text = evaluation.scores().to_string();
            }
            if let Some(limit) = errors {
                write_errors(&mut text, &evaluation, *limit)?;
            }
        }
        Evaluate::Events { dir, predictions, errors, json } => {
            let evaluation = evaluation(predictions.as_deref(), dir)?;
            let scores = evaluation.scores().events;
            text = if *json { serde_json::to_string(&scores)? + "\n" } else { scores.to_string() };
            if let Some(limit) = errors {
                write_event_errors(&mut text, &evaluation, *limit)?;
            }
        }
        Evaluate::Ud { file, predictions, from_text, style, json } => {
            let gold = text_of(file)?;
            let gold = conllu::parse(&file.display().to_string(), &gold)?;
            let scores = match predictions {
                Some(system) => {
                    let text = text_of(system)?;
                    let name = system.display().to_string();
                    UdScores::new(&gold, &conllu::parse(&name, &text)?).with_context(|| name)?
                }
                None if *from_text => UdScores::of_text(&Annotator::new(), &gold, style.of())?,
                None => UdScores::of_annotator(&Annotator::new(), &gold, style.of()),
            };
            text = if *json { serde_json::to_string(&scores)? + "\n" } else { scores.to_string() };
        }
        Evaluate::Ner { file, predictions, json } => {
            let gold = text_of(file)?;
            let gold = ner::parse(&file.display().to_string(), &gold)?;
            let scores = match predictions {
                Some(system) => {
                    let text = text_of(system)?;
                    let name = system.display().to_string();
                    NerScores::new(&gold, &ner::parse(&name, &text)?).with_context(|| name)?
                }
                None => NerScores::of_annotator(&Annotator::new(), &gold),
            };
            text = if *json { serde_json::to_string(&scores)? + "\n" } else { scores.to_string() };
        }
        Evaluate::Times { files, errors, json } => {
            if let Some(missing) = files.iter().find(|path| !path.exists()) {
                bail!("{}: not here; name case files, which cases/README.md describes", missing.display());
            }
            let cases = files.iter().map(|path| times::load(path)).collect::<Result<Vec<_>, _>>()?.concat();
            let scores = TimeScores::of_engine(&Engine::new(), &cases);
            text = if *json { serde_json::to_string(&scores)? + "\n" } else { scores.to_string() };
            if *errors {
                text.extend(scores.faults.iter().map(|fault| fault.clone() + "\n"));
            }
        }
        Evaluate::Pairs { file, out, folds, rules, json } => {
            let examples = saksi_evaluate::pairs::parse(&text_of(file)?).with_context(|| file.display().to_string())?;
            let said = pairs::classify(&Engine::new(), &examples, folds.map(usize::from), *rules);
            if let Some(out) = out {
                pairs::write(out, &examples, &said)?;
            }
            let scores = pairs::score(&examples, &said);
            text = if *json { serde_json::to_string(&scores)? + "\n" } else { scores.to_string() };
        }
        Evaluate::Accuracy { gold } => {
            let engine = Engine::new();
            for (index, folder) in gold.iter().enumerate() {
                let name = folder.file_name().map_or_else(|| folder.display().to_string(), |n| n.display().to_string());
                if index > 0 {
                    text.push('\n');
                }
                write_accuracy(&mut text, &name, &Evaluation::of_engine(&engine, folder)?)?;
            }
        }
    }
    Ok(io::stdout().write_all(text.as_bytes())?)
}

/// The reports of a file, or a fresh reading, held against the annotations of `dir`.
fn evaluation(predictions: Option<&Path>, dir: &Path) -> Result<Evaluation> {
    Ok(match predictions {
        Some(file) => Evaluation::of_reports(reports(file)?, dir)?,
        None => Evaluation::of_engine(&Engine::new(), dir)?,
    })
}

/// A file's text, decompressed and decoded.
fn text_of(file: &Path) -> Result<String> {
    Ok(Source { path: file.to_owned() }.text(&Limits::default())?.0)
}

fn reports(file: &Path) -> Result<Vec<Report>> {
    let name = file.display();
    let reader = BufReader::new(File::open(file).with_context(|| format!("{name}: cannot be read"))?);
    let mut reports = Vec::new();
    for (line, number) in reader.lines().zip(1..) {
        let line = line.with_context(|| format!("{name}:{number}: cannot be read"))?;
        if !line.trim().is_empty() {
            let report = serde_json::from_str(&line).with_context(|| format!("{name}:{number}: not a report"))?;
            reports.push(report);
        }
    }
    Ok(reports)
}
