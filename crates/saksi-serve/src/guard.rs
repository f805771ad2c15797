//! What every request passes: who may be asked, how much at once, how long, and what the response may do in a browser.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use url::Url;

use crate::app::App;
use crate::config::Config;
use crate::language;
use crate::problem::Problem;

/// What a page may load and do: its own script, style and requests, and nothing else.
pub(crate) const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Names that the server answers to. A page elsewhere can point its own name at this machine, but not change what
/// the browser then sends as `Host`.
pub(crate) struct Hosts(Vec<String>);

impl Hosts {
    pub(crate) fn new(config: &Config) -> Self {
        let mut names = vec!["localhost".to_owned()];
        names.extend(config.hosts.iter().map(|host| host.to_ascii_lowercase()));
        let base = config.base_url.as_deref().and_then(|base| Url::parse(base).ok());
        names.extend(base.and_then(|base| base.host_str().map(str::to_owned)));
        Self(names)
    }

    /// True for a known name and for any address, which nobody can point elsewhere.
    pub(crate) fn knows(&self, authority: &str) -> bool {
        let name = match authority.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) && !name.ends_with(':') => name,
            _ => authority,
        };
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        bare.parse::<IpAddr>().is_ok() || self.0.iter().any(|known| known.eq_ignore_ascii_case(name))
    }
}

/// Refuses requests that name another server.
pub(crate) async fn host(State(app): State<App>, request: Request, next: Next) -> Response {
    let named = request.uri().authority().map(|authority| authority.as_str());
    let header = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let known = named.or(header).is_some_and(|host| app.hosts.knows(host));
    // Whoever watches over the server need not know its name.
    if known || request.uri().path() == "/healthz" {
        next.run(request).await
    } else {
        Problem::misdirected().into_response()
    }
}

/// Refuses what is too much at once, and gives up what takes too long.
pub(crate) async fn limits(State(app): State<App>, request: Request, next: Next) -> Response {
    if request.uri().path() == "/healthz" {
        return next.run(request).await;
    }
    let Ok(_permit) = Arc::clone(&app.requests).try_acquire_owned() else {
        return Problem::busy().into_response();
    };
    match tokio::time::timeout(app.config.limits.time, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::slow().into_response(),
    }
}

/// Counts and logs requests. The query is not logged: it tells what somebody looks for.
pub(crate) async fn measure(State(app): State<App>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let response = next.run(request).await;
    let took = began.elapsed();
    let route = route.unwrap_or_else(|| "none".to_owned());
    let status = response.status().as_u16();
    app.metrics.count(&method, &route, status, took);
    tracing::info!(%method, route, status, milliseconds = took.as_millis() as u64, "request");
    response
}

/// What a browser is told about every response.
pub(crate) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let told = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ];
    for (name, value) in told {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// Tells the state of the archive with each answer, and answers nothing where that is known already.
pub(crate) async fn tagged(State(app): State<App>, request: Request, next: Next) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let api = request.uri().path().starts_with("/api/");
    let tag = match app.etag((!api).then(|| language::of(&request))).await {
        Ok(tag) => tag,
        Err(problem) => return problem.into_response(),
    };
    let known = request.headers().get_all(header::IF_NONE_MATCH).iter();
    let known = known.filter_map(|known| known.to_str().ok()).any(|known| fits(known, &tag));
    // A tag is only ever given with an answer, so what knows it knows the answer.
    let mut response = if known { StatusCode::NOT_MODIFIED.into_response() } else { next.run(request).await };
    if response.status().is_client_error() || response.status().is_server_error() {
        return response;
    }
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if !api {
        headers.append(header::VARY, HeaderValue::from_static("accept-language, cookie"));
    }
    response
}

/// True where a list of known tags holds this one; weakly, as the standard has it.
fn fits(known: &str, tag: &str) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    known.split(',').any(|known| known.trim() == "*" || bare(known) == bare(tag))
}

/// Whether a form comes from a page of this server.
pub(crate) fn same_origin(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let site = text(HeaderName::from_static("sec-fetch-site"));
    if site.is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return false;
    }
    match (text(header::ORIGIN), text(header::HOST)) {
        // Where pages tell nobody where they are, their origin is hidden too; then the browser's own word counts.
        (Some("null"), _) => site == Some("same-origin"),
        (Some(origin), Some(host)) => {
            origin.split_once("://").is_some_and(|(_, authority)| authority.eq_ignore_ascii_case(host))
        }
        // Browsers name the origin with every form they post; what does not is no browser, and has no cookie to abuse.
        (origin, _) => origin.is_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses() {
        let hosts = Hosts(vec!["localhost".into(), "saksi.example.org".into()]);
        for host in
            ["localhost", "LOCALHOST:7717", "127.0.0.1:1", "[::1]:7717", "[::1]", "10.0.0.7", "saksi.example.org"]
        {
            assert!(hosts.knows(host), "{host}");
        }
        for host in ["evil.example", "localhost.evil.example:7717", "", "127.0.0.1.nip.io"] {
            assert!(!hosts.knows(host), "{host}");
        }
    }

    #[test]
    fn tags() {
        assert!(fits("\"a\", W/\"b\"", "W/\"b\"") && fits("\"b\"", "W/\"b\"") && fits("*", "W/\"b\""));
        assert!(!fits("\"a\"", "W/\"b\""));
    }
}
