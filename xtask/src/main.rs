//! Tasks of the house: `cargo xtask <task>`.

mod accuracy;
mod bench;
mod check;
mod coordinates;
mod corpora;
mod habits;
mod labels;
mod language;
mod lemmas;
mod logistic;
mod multinomial;
mod names;
mod passages;
mod table;
mod train;
mod train_events;
mod train_pairs;
mod words;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("accuracy") => accuracy::run(&arguments[1..]),
        Some("bench") => bench::run(),
        Some("names") => names::run(),
        Some("words") => words::run(),
        Some("lemmas") => lemmas::run(),
        Some("habits") => habits::run(),
        Some("train") if arguments.get(1).is_some_and(|what| what == "language") => language::run(&arguments[2..]),
        Some("train") if arguments.get(1).is_some_and(|what| what == "events") => train_events::run(&arguments[2..]),
        Some("train") if arguments.get(1).is_some_and(|what| what == "pairs") => train_pairs::run(),
        Some("train") => train::run(&arguments[1..]),
        Some("coordinates") => coordinates::run(&arguments[1..]),
        Some("check-knowledge") => check::run(),
        other => {
            bail!(
                "unknown task {other:?}; there are: accuracy, bench, names, words, lemmas, habits, train, coordinates, check-knowledge"
            )
        }
    }
}
