//! The command `saksi`. Data on standard output, the rest on standard error; 0 all well, 1 some inputs failed, 2 wrong
//! usage; that nobody reads the output any more is no failure.

mod annotate;
mod args;
mod evaluate;
mod export;
mod generate;
mod ingest;
mod jobs;
mod output;
mod pairs;
mod parallel;
mod progress;
mod rate;
mod read;
mod search;
mod serve;
mod settings;
mod who;

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};

use args::{Cli, Color, Command};
use settings::{Settings, Usage, one_standard_input};

fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.color {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    match run(cli) {
        Ok(code) => code,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "saksi: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Result<ExitCode> {
    match cli.command {
        Command::Read(args) => {
            if let Err(Usage(why)) = Settings::check(&args) {
                Cli::command().error(ErrorKind::ArgumentConflict, why).exit();
            }
            return read::run(&Settings::new(*args, cli.color)?);
        }
        Command::Annotate(args) => {
            if let Err(Usage(why)) = one_standard_input(&args.paths) {
                Cli::command().error(ErrorKind::ArgumentConflict, why).exit();
            }
            return annotate::run(&args);
        }
        Command::Ingest(args) => {
            if let Err(Usage(why)) = one_standard_input(args.sources.iter().chain(&args.files_from)) {
                Cli::command().error(ErrorKind::ArgumentConflict, why).exit();
            }
            return ingest::run(*args);
        }
        Command::Reread(args) => return ingest::reread(&args),
        Command::Search(args) => return search::run(&args),
        Command::Export(args) => return export::run(&args),
        Command::Stats(args) => return search::stats(&args),
        Command::Entities(command) => return search::entities(&command),
        Command::Who(args) => return who::run(&args, cli.color),
        Command::Serve(args) => return serve::run(&args),
        Command::Mcp(args) => return serve::mcp(&args),
        Command::Evaluate(command) => evaluate::run(&command)?,
        Command::Schema => io::stdout().write_all(saksi_report::json_schema().as_bytes())?,
        Command::Completions { shell } => generate::completions(shell)?,
        Command::Man { command } => generate::manual(command.as_deref())?,
    }
    Ok(ExitCode::SUCCESS)
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let causes = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
    causes.into_iter().any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
