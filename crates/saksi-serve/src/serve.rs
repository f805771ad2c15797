use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{Uri, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use saksi_archive::ArchiveError;
use tokio::net::TcpListener;
use tower_http::compression::CompressionLayer;

use crate::app::{App, Shared};
use crate::config::Config;
use crate::openapi::{METRICS, openapi};
use crate::parameters::Values;
use crate::problem::Problem;
use crate::routes::NONE;
use crate::{api, assets, guard, pages};

/// Why a server does not run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The archive cannot be opened.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The address is taken, or not this machine's.
    #[error("{address}: cannot listen there: {source}; choose another with --listen")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// The connection to a client of the whole server broke.
    #[error("cannot go on serving: {0}")]
    Broken(io::Error),
    /// Standard input or output broke.
    #[error("cannot speak over standard input and output: {0}")]
    Stdio(String),
}

/// Everything that is served, ready to be asked.
///
/// # Errors
///
/// Where the archive cannot be opened.
pub fn router(config: Config) -> Result<Router, ServeError> {
    let app: App = Arc::new(Shared::new(config)?);
    Ok(Router::new()
        .merge(api::router(&app))
        .merge(pages::router(&app))
        .route("/healthz", get(health))
        .route("/metrics", get(metrics))
        .route("/openapi.json", get(document))
        .route("/assets/{name}", get(assets::asset))
        .route("/favicon.ico", get(assets::icon))
        .fallback(nowhere)
        .method_not_allowed_fallback(other_method)
        .layer(from_fn_with_state(app.clone(), guard::limits))
        .layer(from_fn_with_state(app.clone(), guard::host))
        .layer(from_fn_with_state(app.clone(), pages::problems))
        .layer(CompressionLayer::new())
        .layer(from_fn(guard::headers))
        .layer(from_fn(no_empty_errors))
        .layer(from_fn_with_state(app.clone(), guard::measure))
        .with_state(app))
}

/// Serves `config.archive` at `config.listen` until `shutdown` is over and the requests under way are answered.
///
/// # Errors
///
/// Where the archive or the address cannot be had.
pub async fn serve(config: Config, shutdown: impl Future<Output = ()> + Send + 'static) -> Result<(), ServeError> {
    let address = config.listen;
    let listener = TcpListener::bind(address).await.map_err(|source| ServeError::Listen { address, source })?;
    serve_on(listener, config, shutdown).await
}

/// The same on a listener that is there already.
///
/// # Errors
///
/// Where the archive cannot be opened.
pub async fn serve_on(
    listener: TcpListener,
    config: Config,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    let router = router(config)?;
    axum::serve(listener, router).with_graceful_shutdown(shutdown).await.map_err(ServeError::Broken)
}

async fn health(State(app): State<App>, uri: Uri) -> Result<&'static str, Problem> {
    Values::parse(uri.query(), NONE)?;
    app.pool.ask(|archive| archive.state()).await?;
    Ok("ok\n")
}

async fn metrics(State(app): State<App>, uri: Uri) -> Result<Response, Problem> {
    Values::parse(uri.query(), NONE)?;
    let stats = app.pool.ask(|archive| archive.stats()).await?;
    Ok(([(header::CONTENT_TYPE, METRICS)], app.metrics.text(&stats)).into_response())
}

async fn document() -> Response {
    Json(openapi()).into_response()
}

async fn nowhere(uri: Uri) -> Problem {
    Problem::missing(format!("nothing is served at {}", uri.path()))
}

async fn other_method() -> Problem {
    Problem::method()
}

/// Errors that a library made get a body like our own.
async fn no_empty_errors(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let bad = response.status().is_client_error() || response.status().is_server_error();
    if bad && response.extensions().get::<Problem>().is_none() {
        return Problem::of_status(response.status()).into_response();
    }
    response
}
