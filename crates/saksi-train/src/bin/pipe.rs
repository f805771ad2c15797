//! Experiments.
use std::path::Path;

use anyhow::Result;
use saksi_train::pipeline;

fn main() -> Result<()> {
    let mut options = pipeline::options(Path::new("/work/main"));
    let mut out = None;
    for arg in std::env::args().skip(1) {
        let (key, value) = arg.split_once('=').unwrap();
        match key {
            "out" => out = Some(value.to_owned()),
            "work" => options.work = value.into(),
            "fold" => options.fold = value.split_once('/').map(|(a, b)| (a.parse().unwrap(), b.parse().unwrap())),
            _ => {
                options.change.insert(key.to_owned(), value.parse()?);
            }
        }
    }
    let model = pipeline::run(&options)?;
    if let Some(out) = out {
        std::fs::write(out, model)?;
    }
    Ok(())
}
