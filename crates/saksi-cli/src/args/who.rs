use clap::{Args, ValueEnum};
use saksi::Published;

#[derive(Debug, Args)]
#[command(after_help = "\
Without --at, all terms are told, the latest first. Exit status: 0 known, 1 unknown, 2 wrong usage.

Examples:
  saksi who menlu Rusia --at 2022-06-30
  saksi who Sekjen NATO
  saksi who Finlandia --at 2022-06-30")]
pub(crate) struct WhoArgs {
    /// A name, or an office and what it is an office of
    #[arg(value_name = "QUERY", required = true, num_args = 1..)]
    pub query: Vec<String>,

    /// The day asked about (YYYY-MM-DD, YYYY-MM or YYYY)
    #[arg(long, value_name = "DAY")]
    pub at: Option<Published>,

    /// What to print; text on a terminal and jsonl elsewhere
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<WhoFormat>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum WhoFormat {
    /// For people
    Text,
    /// An indented array
    Json,
    /// One answer a line
    Jsonl,
}
