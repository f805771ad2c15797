use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

use anyhow::{Context, Result};
use saksi::Engine;
use saksi_evaluate::{Evaluation, write_accuracy, write_errors};
use saksi_report::Report;

use crate::args::Evaluate;

/// `saksi evaluate`.
///
/// # Errors
///
/// Where references or reports cannot be loaded, or the output cannot be written.
pub(crate) fn run(command: &Evaluate) -> Result<()> {
    let mut text = String::new();
    match command {
        Evaluate::Quotes { dir, predictions, errors, json } => {
            let evaluation = match predictions {
                Some(file) => Evaluation::of_reports(reports(file)?, dir)?,
                None => Evaluation::of_engine(&Engine::new(), dir)?,
            };
            if *json {
                text = serde_json::to_string(&evaluation.scores())? + "\n";
            } else {
                text = evaluation.scores().to_string();
            }
            if let Some(limit) = errors {
                write_errors(&mut text, &evaluation, *limit)?;
            }
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
