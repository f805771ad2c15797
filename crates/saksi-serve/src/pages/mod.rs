//! The pages: rendered here, usable without script.

mod about;
mod article;
mod body;
mod chart;
mod entities;
mod events;
mod facets;
mod import;
mod network;
mod search;
mod statements;
mod view;

use std::fmt;

use askama::Template;
use axum::Router;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Uri, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

use crate::app::{App, Shared};
use crate::guard;
use crate::language::{self, Language};
use crate::problem::Problem;

/// Everything that people look at.
pub(crate) fn router(app: &App) -> Router<App> {
    Router::new()
        .route("/", get(search::page))
        .route("/articles/{id}", get(article::page))
        .route("/entities", get(entities::list))
        .route("/entities/{id}", get(entities::page))
        .route("/statements", get(statements::list))
        .route("/statements/{id}", get(statements::page))
        .route("/events", get(events::page))
        .route("/happenings/{id}", get(events::happening))
        .route("/network", get(network::page))
        .route("/about", get(about::page))
        .route_layer(from_fn_with_state(app.clone(), guard::tagged))
        .route("/import", get(import::form).post(import::sent))
        .route_layer(from_fn(keep_language))
}

/// Escapes what articles say: it stays text wherever it stands.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Escaper;

impl askama::filters::Escaper for Escaper {
    fn write_escaped_str<W: fmt::Write>(&self, mut dest: W, string: &str) -> fmt::Result {
        dest.write_str(&saksi_report::markup::escaped(string))
    }
}

/// Who looks: in which language, at which address.
pub(crate) struct Visitor {
    pub l: Language,
    pub uri: Uri,
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let l = language::chosen(parts.uri.query()).unwrap_or_else(|| language::kept(&parts.headers));
        Ok(Self { l, uri: parts.uri.clone() })
    }
}

/// What all pages have around their content.
pub(crate) struct Frame {
    pub title: String,
    /// Which entry of the menu this is.
    pub here: &'static str,
    pub style: String,
    pub script: String,
    pub icon: String,
    /// The same page in the other language.
    pub other: String,
}

impl Frame {
    pub(crate) fn new(app: &Shared, visitor: &Visitor, title: impl Into<String>, here: &'static str) -> Self {
        let code = if visitor.l == Language::English { "id" } else { "en" };
        let pairs = url::form_urlencoded::parse(visitor.uri.query().unwrap_or_default().as_bytes());
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(pairs.filter(|(name, _)| name != "lang")).append_pair("lang", code);
        Self {
            title: title.into(),
            here,
            style: app.assets.address("app.css"),
            script: app.assets.address("app.js"),
            icon: app.assets.address("icon.svg"),
            other: format!("{}?{}", visitor.uri.path(), query.finish()),
        }
    }

    /// For the menu.
    pub(crate) fn is(&self, page: &str) -> bool {
        self.here == page
    }
}

/// A rendered page.
pub(crate) fn shown(template: &impl Template) -> Response {
    match template.render() {
        Ok(page) => Html(page).into_response(),
        Err(error) => {
            tracing::error!("{error}");
            Problem::internal().into_response()
        }
    }
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    l: Language,
    frame: Frame,
    status: u16,
    detail: String,
}

/// Shows people a page where a program would get a problem.
pub(crate) async fn problems(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let accept = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let page = !path.starts_with("/api/") && accept.contains("text/html");
    let visitor = Visitor { l: language::of(&request), uri: request.uri().clone() };
    let response = next.run(request).await;
    let Some(problem) = response.extensions().get::<Problem>().filter(|_| page).cloned() else { return response };
    let l = visitor.l;
    let title = if problem.status() == 404 { l.t("problem.missing") } else { l.t("problem.title") };
    let frame = Frame::new(&app, &visitor, title, "");
    let body = ProblemPage { l, frame, status: problem.status(), detail: problem.detail().to_owned() };
    let Ok(body) = body.render() else { return response };
    let (mut head, _) = response.into_parts();
    head.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    head.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(head, body.into())
}

/// Remembers the language that somebody chose.
async fn keep_language(request: Request, next: Next) -> Response {
    let chosen = language::chosen(request.uri().query());
    let mut response = next.run(request).await;
    if let Some(language) = chosen {
        let cookie =
            format!("{}={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly", language::COOKIE, language.code());
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    response
}
