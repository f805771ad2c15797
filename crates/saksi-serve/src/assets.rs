//! Style sheet and scripts, compiled in. Their addresses hold a hash of what they are, so browsers may keep them for good.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::app::{App, hex};
use crate::problem::Problem;

const STYLE: &str =
    concat!(include_str!("../../saksi-report/src/html/style.css"), include_str!("../../../web/dist/app.css"));
const SCRIPT: &str = include_str!("../../../web/dist/app.js");
const CHART: &str = include_str!("../../../web/dist/chart.js");
const CHART_STYLE: &str = include_str!("../../../web/dist/chart.css");
const NETWORK: &str = include_str!("../../../web/dist/network.js");
const ICON: &str = include_str!("../../../web/dist/icon.svg");

/// A file and where it is served.
struct Asset {
    /// `app.css`.
    name: &'static str,
    /// `app-0123456789ab.css`.
    hashed: String,
    kind: &'static str,
    content: &'static str,
}

/// All of them.
pub(crate) struct Assets(Vec<Asset>);

impl Assets {
    pub(crate) fn new() -> Self {
        let files = [
            ("app.css", "text/css; charset=utf-8", STYLE),
            ("app.js", "text/javascript; charset=utf-8", SCRIPT),
            ("chart.js", "text/javascript; charset=utf-8", CHART),
            ("chart.css", "text/css; charset=utf-8", CHART_STYLE),
            ("network.js", "text/javascript; charset=utf-8", NETWORK),
            ("icon.svg", "image/svg+xml", ICON),
        ];
        let asset = |(name, kind, content): (&'static str, &'static str, &'static str)| {
            let hash = hex(&Sha256::digest(content)[..6]);
            let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
            Asset { name, hashed: format!("{stem}-{hash}.{extension}"), kind, content }
        };
        Self(files.map(asset).into())
    }

    /// Where `app.css` is.
    pub(crate) fn address(&self, name: &str) -> String {
        let asset = self.0.iter().find(|asset| asset.name == name);
        format!("/assets/{}", asset.map_or(name, |asset| asset.hashed.as_str()))
    }
}

/// `/assets/{name}`.
pub(crate) async fn asset(State(app): State<App>, Path(name): Path<String>) -> Response {
    let Some(asset) = app.assets.0.iter().find(|asset| asset.hashed == name) else {
        return Problem::missing("no such file").into_response();
    };
    let mut response = asset.content.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    response
}

/// `/favicon.ico`, which browsers ask for unasked.
pub(crate) async fn icon() -> Response {
    ([(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "max-age=86400")], ICON).into_response()
}
