use std::fs;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use saksi::Engine;
use saksi_serve::{Config, Limits};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use crate::args::{LogFormat, McpArgs, ServeArgs};

/// `saksi serve`.
///
/// # Errors
///
/// Where the archive, the token or the address cannot be had.
pub(crate) fn run(args: &ServeArgs) -> Result<ExitCode> {
    log(args.log);
    let given = token(args)?;
    // On this machine alone whoever sees the terminal may write.
    let made_up = given.is_none() && args.listen.ip().is_loopback();
    let token = if made_up { saksi_serve::made_up_token() } else { given };
    let config = Config {
        listen: args.listen,
        token: token.clone(),
        base_url: args.base_url.clone(),
        hosts: args.hosts.clone(),
        limits: Limits {
            body: args.body as usize,
            time: Duration::from_secs(args.timeout.into()),
            requests: args.requests.into(),
            ..Limits::default()
        },
        ..Config::new(args.archive.clone(), Arc::new(Engine::new()))
    };
    let runtime = tokio::runtime::Runtime::new().context("cannot start threads")?;
    runtime.block_on(async {
        let listener = TcpListener::bind(args.listen).await;
        let listener =
            listener.with_context(|| format!("{}: cannot listen there; choose another with --listen", args.listen))?;
        let address = listener.local_addr()?;
        let writing = match token {
            Some(token) if made_up => format!("; to import, use the token {token}"),
            Some(_) => String::new(),
            None => "; not to be written to, for want of a token".to_owned(),
        };
        let serving = saksi_serve::serve_on(listener, config, stopped());
        let _ = writeln!(io::stderr(), "saksi: {} at http://{address}/{writing}", args.archive.display());
        Ok::<(), anyhow::Error>(serving.await?)
    })?;
    Ok(ExitCode::SUCCESS)
}

/// `saksi mcp`.
///
/// # Errors
///
/// Where the archive cannot be opened, or standard input and output break.
pub(crate) fn mcp(args: &McpArgs) -> Result<ExitCode> {
    log(LogFormat::Text);
    let runtime = tokio::runtime::Runtime::new().context("cannot start threads")?;
    runtime.block_on(saksi_serve::mcp(&args.archive))?;
    Ok(ExitCode::SUCCESS)
}

/// To standard error; standard output may be spoken over.
fn log(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,saksi_serve=info"));
    let log = tracing_subscriber::fmt().with_writer(io::stderr).with_env_filter(filter);
    // Nobody has set another before.
    let _ = match format {
        LogFormat::Text => log.with_ansi(false).try_init(),
        LogFormat::Json => log.json().try_init(),
    };
}

/// The first line of the file, else what the environment says.
fn token(args: &ServeArgs) -> Result<Option<String>> {
    let token = match &args.token_file {
        Some(path) => {
            let text =
                fs::read_to_string(path).with_context(|| format!("{}: cannot read the token", path.display()))?;
            text.lines().next().unwrap_or_default().trim().to_owned()
        }
        None => match std::env::var("SAKSI_TOKEN") {
            Ok(token) => token.trim().to_owned(),
            Err(_) => return Ok(None),
        },
    };
    if token.len() < 8 {
        bail!("the token is shorter than 8 characters; anybody could guess it");
    }
    Ok(Some(token))
}

/// Ctrl-C, or what service managers send.
async fn stopped() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => tokio::select! {
                () = interrupted => {}
                _ = terminated.recv() => {}
            },
            Err(_) => interrupted.await,
        }
    }
    #[cfg(not(unix))]
    interrupted.await;
}
