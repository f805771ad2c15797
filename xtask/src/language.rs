//! `cargo xtask train language`: learns the analysis of Indonesian from `../shared/corpora` and writes `models/indonesian.bin`.
//!
//! Its stages took 54 minutes in all on two cores that had other work too; `RUSTFLAGS=-Ctarget-cpu=native` was set. Stages that are
//! done lie in `target/train` and are taken from there: remove them to begin anew. `--fold 0/4` leaves every fourth sentence
//! of the CSUI and GSD treebanks and all of idner-dev out, prints how well these are read, and writes no model.
//! `name=value` changes a setting or the weight of a set (`csui=1`, `nerp=0`, `names=0`, `teachers=1`, `rounds=5`, `csui-part=0.5`
//! for half of a set, `stop=1` to stop behind the teachers): give another `--work` with it.

use anyhow::{Context, Result, bail};
use saksi_train::pipeline;

use crate::corpora::root;

pub fn run(arguments: &[String]) -> Result<()> {
    let mut options = pipeline::options(&root());
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().with_context(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--fold" => {
                let value = value()?;
                let fold = value.split_once('/').and_then(|(n, of)| Some((n.parse().ok()?, of.parse().ok()?)));
                options.fold = Some(fold.with_context(|| format!("{value}: a fold is written 0/4"))?);
            }
            "--work" => options.work = value()?.into(),
            other => match other.split_once('=') {
                Some((name, value)) => {
                    let value = value.parse().with_context(|| format!("{other}: not a number"))?;
                    options.change.insert(name.to_owned(), value);
                }
                None => bail!("{other}: there are --fold N/M, --work DIR and name=value"),
            },
        }
    }
    let model = pipeline::run(&options)?;
    if options.fold.is_some() || !options.change.is_empty() {
        let path = options.work.join("model.bin");
        eprintln!("an experiment: its model goes to {}", path.display());
        return std::fs::write(&path, model).with_context(|| path.display().to_string());
    }
    std::fs::write(root().join("models/indonesian.bin"), model).context("models/indonesian.bin")
}
