use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use saksi_archive::ArchiveError;
use schemars::JsonSchema;
use serde::Serialize;

/// Why a request was not answered, as RFC 9457 has it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct Problem {
    /// What kind of problem; `about:blank` where the status says it all.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The status in words.
    title: &'static str,
    /// The status of the response.
    status: u16,
    /// What is wrong here, and what to do.
    detail: String,
    /// Seconds to wait before asking again.
    #[serde(skip)]
    retry: Option<u16>,
}

impl Problem {
    fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        let title = status.canonical_reason().unwrap_or("Problem");
        Self { kind: "about:blank", title, status: status.as_u16(), detail: detail.into(), retry: None }
    }

    /// What a library refused.
    pub(crate) fn of_status(status: StatusCode) -> Self {
        Self::new(status, "the request cannot be answered")
    }

    /// The request cannot be understood.
    pub(crate) fn bad(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    /// There is no such thing.
    pub(crate) fn missing(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail)
    }

    /// What was sent is understood and gives no article.
    pub(crate) fn unreadable(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, detail)
    }

    /// The method does not go with the address.
    pub(crate) fn method() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "this address takes other methods: see Allow")
    }

    /// The body is longer than the limit.
    pub(crate) fn too_large(limit: usize) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, format!("a body holds {limit} bytes at most"))
    }

    /// The body is of another type.
    pub(crate) fn media(expected: &str) -> Self {
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, format!("Content-Type must be one of {expected}"))
    }

    /// The token is missing or wrong.
    pub(crate) fn unauthorised() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "writing needs the header Authorization: Bearer TOKEN")
    }

    /// What is asked is not allowed to anybody, or not from there.
    pub(crate) fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, detail)
    }

    /// The server is asked by a name that is not its own.
    pub(crate) fn misdirected() -> Self {
        let detail = "this server does not answer to that name; allow it with --host, or set --base-url";
        Self::new(StatusCode::MISDIRECTED_REQUEST, detail)
    }

    /// Somebody else is asking too much.
    pub(crate) fn busy() -> Self {
        let detail = "too many requests at the same time; ask again in a second";
        Self { retry: Some(1), ..Self::new(StatusCode::SERVICE_UNAVAILABLE, detail) }
    }

    /// The answer would take too long.
    pub(crate) fn slow() -> Self {
        let detail = "the answer takes too long; narrow the search down by days, outlets or speakers";
        Self { retry: Some(5), ..Self::new(StatusCode::SERVICE_UNAVAILABLE, detail) }
    }

    /// The server is about to end.
    pub(crate) fn stopping() -> Self {
        Self { retry: Some(5), ..Self::new(StatusCode::SERVICE_UNAVAILABLE, "the server is stopping") }
    }

    /// The address of an article could not be fetched.
    pub(crate) fn upstream(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_GATEWAY, detail)
    }

    /// Our fault; the log says more than the response.
    pub(crate) fn internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "saksi failed on this request; its log says why")
    }

    /// The status of the response.
    pub(crate) fn status(&self) -> u16 {
        self.status
    }

    /// What is wrong.
    pub(crate) fn detail(&self) -> &str {
        &self.detail
    }
}

impl From<ArchiveError> for Problem {
    fn from(error: ArchiveError) -> Self {
        match error {
            ArchiveError::Query(why) => Self::bad(why),
            error => {
                tracing::error!("{error}");
                Self::internal()
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = self.retry {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"saksi\""));
        }
        // Pages show it in their own way.
        response.extensions_mut().insert(self);
        response
    }
}
