use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::Result;
use saksi::Engine;
use saksi_report::{Profile, TextOptions, write_profiles_json, write_profiles_text};

use crate::args::{Color, WhoArgs, WhoFormat};
use crate::settings::coloured;

/// `saksi who`.
///
/// # Errors
///
/// Where the output cannot be written.
pub(crate) fn run(args: &WhoArgs, color: Color) -> Result<ExitCode> {
    let query = args.query.join(" ");
    let engine = Engine::new();
    let found: Vec<Profile> = engine.who(&query, args.at).iter().map(Profile::new).collect();
    if found.is_empty() {
        let advice = match args.at {
            Some(day) if !engine.who(&query, None).is_empty() => {
                format!("nobody is known for {query:?} on {day}; leave --at out to see every term that is known")
            }
            _ => format!(
                "nothing is known of {query:?}; ask for the name of a person, state, body or place, or for an office and \
                 what it is an office of (\"menlu Rusia\", \"Sekjen NATO\")"
            ),
        };
        let _ = writeln!(io::stderr(), "saksi: {advice}");
        return Ok(ExitCode::FAILURE);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let terminal = io::stdout().is_terminal();
    match args.format.unwrap_or(if terminal { WhoFormat::Text } else { WhoFormat::Jsonl }) {
        WhoFormat::Text => {
            let options = TextOptions { colour: coloured(color, true), ..TextOptions::default() };
            write_profiles_text(&mut out, &found, options)?;
        }
        WhoFormat::Json => write_profiles_json(&mut out, &found, false)?,
        WhoFormat::Jsonl => write_profiles_json(&mut out, &found, true)?,
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
