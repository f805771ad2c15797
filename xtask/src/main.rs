//! Tasks of the house: `cargo xtask <task>`.

mod check;
mod corpora;
mod lemmas;
mod names;
mod table;
mod train;
mod words;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    match std::env::args().nth(1).as_deref() {
        Some("names") => names::run(),
        Some("words") => words::run(),
        Some("lemmas") => lemmas::run(),
        Some("train") => train::run(),
        Some("check-knowledge") => check::run(),
        other => bail!("unknown task {other:?}; there are: names, words, lemmas, train, check-knowledge"),
    }
}
