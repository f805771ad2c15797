use std::io::{self, Write};

use anyhow::Result;
use clap::error::ErrorKind;
use clap::{Command, CommandFactory};
use clap_complete::Shell;

use crate::args::Cli;

/// `saksi completions`.
///
/// # Errors
///
/// Where standard output refuses.
pub(crate) fn completions(shell: Shell) -> Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "saksi", &mut script);
    Ok(io::stdout().write_all(&script)?)
}

/// `saksi man`.
///
/// # Errors
///
/// Where standard output refuses.
pub(crate) fn manual(command: Option<&str>) -> Result<()> {
    let mut saksi = Cli::command();
    saksi.build();
    let page: Command = match command {
        None => saksi,
        Some(name) => match saksi.find_subcommand(name) {
            Some(found) => found.clone(),
            None => saksi.error(ErrorKind::InvalidSubcommand, format!("there is no command {name:?}")).exit(),
        },
    };
    let mut manual = Vec::new();
    clap_mangen::Man::new(page).render(&mut manual)?;
    Ok(io::stdout().write_all(&manual)?)
}
