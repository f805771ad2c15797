//! `cargo xtask accuracy`: writes ACCURACY.md from the reference articles of `../shared/gold`.
//!
//! Without time stamps and in a fixed order: the same code and articles give the same bytes, and `.ci/run` compares
//! them. `--output FILE` writes elsewhere.

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use saksi::Engine;
use saksi_evaluate::{Evaluation, write_accuracy};

use crate::corpora::root;

const HEAD: &str = "\
# Accuracy

Made by `cargo xtask accuracy`; do not edit. The articles were annotated by hand after `../shared/design/annotation.md`; the
figures are those of `../shared/tools/score.py` (a test compares the two), in percent.

* **lenient** — a quotation counts as found where the letters it shares with the reference are half of those of both together;
  **strict** — nine tenths; **end-to-end** — found, and its speaker is right. **kind** — found, and rightly called direct, indirect
  or mixed.
* **blocks** — lines that are no running text: links, sub-headings, datelines, bylines, captions, boilerplate.
* **events** — *type*: an event counts as found where one of its class has an anchor that overlaps the reference's, or stands in
  the same sentence; *actors*: found, and sources and targets are those of the reference, all of them and no more; *status*: found,
  and done, planned, called for, hypothetical or denied as the reference has it. What the classes are: `docs/EVENTS.md`.
* `dev` was looked at while rules were written: not learned from, yet not unseen. `train` was learned from (`models/quotes.md`):
  its figures say how well the rules fit and nothing more. Text of outlets that stand in neither reads worse.
* Two people who annotated apart agreed to F1 94.5 (93.3 strictly) and on every speaker; on events to 84.6, with their actors to 73.1: nothing can be held to
  more.
";

/// The folders, and what the reader must know of each.
const FOLDERS: [(&str, &str); 2] =
    [("dev", "dev: tuned on, not learned from"), ("train", "train: **learned from**, no measure of accuracy")];

/// Writes the file.
pub fn run(arguments: &[String]) -> Result<()> {
    let output = match arguments {
        [] => root().join("ACCURACY.md"),
        [flag, file] if flag == "--output" => PathBuf::from(file),
        _ => bail!("usage: cargo xtask accuracy [--output FILE]"),
    };
    let engine = Engine::new();
    let mut text = HEAD.to_owned();
    for (folder, name) in FOLDERS {
        let path = root().join("../shared/gold").join(folder);
        let evaluation = Evaluation::of_engine(&engine, &path).context("ACCURACY.md is made from ../shared/gold")?;
        writeln!(text)?;
        write_accuracy(&mut text, name, &evaluation)?;
    }
    std::fs::write(&output, text).with_context(|| output.display().to_string())
}
