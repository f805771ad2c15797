use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
#[command(after_help = "\
The pages are at http://127.0.0.1:7717/, the interface is described at /openapi.json.
Writing (POST /api/v1/articles and the import page) needs a token: the first line of --token-file, or SAKSI_TOKEN.
On this machine alone one is made up and told if none is given; elsewhere there is no writing without.
Ctrl-C and SIGTERM end the server when what is under way has been answered.

Examples:
  saksi serve berita.saksi
  SAKSI_TOKEN=… saksi serve berita.saksi --listen 0.0.0.0:8080 --base-url https://saksi.example.org")]
pub(crate) struct ServeArgs {
    /// The archive to show
    pub archive: PathBuf,

    /// Where to listen
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:7717")]
    pub listen: SocketAddr,

    /// File whose first line is what whoever writes must know
    #[arg(long, value_name = "FILE")]
    pub token_file: Option<PathBuf>,

    /// Where people see the server, if it stands behind another
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,

    /// A name by which the server may be asked, beside localhost, addresses and that of --base-url
    #[arg(long = "host", value_name = "NAME")]
    pub hosts: Vec<String>,

    /// Seconds that an answer may take
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = clap::value_parser!(u16).range(1..=3600))]
    pub timeout: u16,

    /// Requests answered at the same time; one more is told to come back
    #[arg(long, value_name = "N", default_value = "128", value_parser = clap::value_parser!(u16).range(1..))]
    pub requests: u16,

    /// Bytes that a request may send
    #[arg(long, value_name = "BYTES", default_value = "4194304", value_parser = clap::value_parser!(u32).range(1024..))]
    pub body: u32,

    /// How the log on standard error is written; what it holds is set by RUST_LOG
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub log: LogFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Speaks the Model Context Protocol over standard input and output; nothing is written. An assistant starts it by
  {\"command\": \"saksi\", \"args\": [\"mcp\", \"berita.saksi\"]}")]
pub(crate) struct McpArgs {
    /// The archive to be asked
    pub archive: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// For people
    Text,
    /// One object a line
    Json,
}
