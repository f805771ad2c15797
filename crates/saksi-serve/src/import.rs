//! Reading and storing what is sent: text, a saved page, or an address.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use axum::Json;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use saksi::{Article, Published, Scratch};
use saksi_archive::Outcome;
use saksi_intake::{FetchError, Gathered, Given, InputFormat, Origin, Validators, read_bytes};
use saksi_report::Report;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::app::{App, Shared};
use crate::parameters::Values;
use crate::problem::Problem;
use crate::routes::NONE;

/// An article to be read: its text, or the address of a page that holds it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArticleInput {
    /// The exact text, a paragraph a line.
    pub text: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Outlet.
    pub source: Option<String>,
    /// Address. Where there is no text, the page there is fetched, which needs the token unless the server is for its own machine alone.
    pub url: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// Day of publication: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub published: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
}

/// What became of an article that was stored.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct Stored {
    /// Number in this archive.
    pub id: i64,
    /// `stored`, `version` (of an article that was there) or `known` (nothing new in it).
    pub outcome: &'static str,
    /// Quotes found in it.
    pub quotes: usize,
    /// Events found in it.
    pub events: usize,
}

/// An article and where it comes from.
pub(crate) struct Sent {
    pub article: Article,
    pub origin: Origin,
}

/// The types of body that are read.
const TYPES: &str = "application/json, text/plain, text/html";

/// `POST /api/v1/read`: what saksi reads in an article. Nothing is kept.
pub(crate) async fn read(State(app): State<App>, request: Request) -> Result<Json<Report>, Problem> {
    Values::parse(request.uri().query(), NONE)?;
    let authorised = authorise(&app, request.headers()).is_ok();
    let article = sent(&app, request, authorised).await?;
    Ok(Json(reading(&app, article.article).await?.1))
}

/// `POST /api/v1/articles`: reads an article and stores it.
pub(crate) async fn store(State(app): State<App>, request: Request) -> Result<Response, Problem> {
    Values::parse(request.uri().query(), NONE)?;
    authorise(&app, request.headers())?;
    let article = sent(&app, request, true).await?;
    let stored = keep(&app, article).await?;
    let location = format!("/api/v1/articles/{}", stored.id);
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(stored)).into_response())
}

/// Reads and stores.
pub(crate) async fn keep(app: &Shared, sent: Sent) -> Result<Stored, Problem> {
    let writer = app.writer.as_ref().ok_or_else(off)?;
    let (article, report) = reading(app, sent.article).await?;
    let (quotes, events) = (report.quotes.len(), report.events.len());
    let outcome = writer.store(article, report, sent.origin).await?;
    let told = match outcome {
        Outcome::Stored(_) => "stored",
        Outcome::Version(_) => "version",
        Outcome::Known(_) => "known",
    };
    Ok(Stored { id: outcome.article(), outcome: told, quotes, events })
}

fn off() -> Problem {
    Problem::forbidden("this server does not write; start it with --token-file or SAKSI_TOKEN")
}

fn authorise(app: &Shared, headers: &HeaderMap) -> Result<(), Problem> {
    let writer = app.writer.as_ref().ok_or_else(off)?;
    let header = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token =
        header.and_then(|value| value.split_once(' ')).filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    match token {
        Some((_, token)) if writer.knows(token.trim()) => Ok(()),
        _ => Err(Problem::unauthorised()),
    }
}

/// The body, if it is not too long.
pub(crate) async fn whole(app: &Shared, headers: &HeaderMap, body: Body) -> Result<Bytes, Problem> {
    let limit = app.config.limits.body;
    let length = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > limit) {
        return Err(Problem::too_large(limit));
    }
    // Reading fails where the body is too long, or where the client goes away and hears nothing anyhow.
    to_bytes(body, limit).await.map_err(|_| Problem::too_large(limit))
}

/// The article of a request.
async fn sent(app: &Shared, request: Request, authorised: bool) -> Result<Sent, Problem> {
    let (head, body) = request.into_parts();
    let kind = head.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let format = match kind.as_str() {
        "application/json" => None,
        "text/plain" => Some(InputFormat::Text),
        "text/html" | "application/xhtml+xml" => Some(InputFormat::Html),
        _ => return Err(Problem::media(TYPES)),
    };
    let bytes = whole(app, &head.headers, body).await?;
    match format {
        Some(format) => parsed(bytes.into(), format, Given::default()).await,
        None => {
            let input: ArticleInput = serde_json::from_slice(&bytes)
                .map_err(|error| Problem::bad(format!("the body is not such JSON: {error}")))?;
            article(app, input, authorised).await
        }
    }
}

/// Whether the server fetches pages for whoever asks: anybody's server would be anybody's means to hide behind it.
pub(crate) fn may_fetch(app: &Shared, authorised: bool) -> bool {
    authorised || (app.config.listen.ip().is_loopback() && app.config.base_url.is_none())
}

/// The article that is meant: the text itself, or the page at the address.
pub(crate) async fn article(app: &Shared, input: ArticleInput, authorised: bool) -> Result<Sent, Problem> {
    let published = match input.published.as_deref().map(str::parse::<Published>).transpose() {
        Ok(published) => published,
        Err(why) => return Err(Problem::unreadable(format!("published: {why}"))),
    };
    let given = Given { title: input.title, source: input.source, url: input.url, published, language: input.language };
    match input.text {
        Some(text) if !text.trim().is_empty() => {
            let place = given.url.clone().unwrap_or_else(|| "import".to_owned());
            let article = Article {
                id: place.clone(),
                title: given.title,
                source: given.source,
                url: given.url,
                author: input.author,
                published,
                language: given.language,
                text,
            };
            Ok(Sent { article, origin: Origin { place, ..Origin::default() } })
        }
        _ => match given.url.clone() {
            Some(_) if !may_fetch(app, authorised) => Err(Problem::forbidden("fetching an address needs the token")),
            Some(url) => fetched(app, url, given).await,
            None => Err(Problem::unreadable("there is neither text nor url")),
        },
    }
}

/// Bytes as an article.
async fn parsed(bytes: Vec<u8>, format: InputFormat, given: Given) -> Result<Sent, Problem> {
    let read = tokio::task::spawn_blocking(move || {
        catch_unwind(AssertUnwindSafe(|| read_bytes("import", bytes, format, &given).next()))
    });
    match read.await {
        Ok(Ok(Some(Ok(record)))) => Ok(Sent { article: record.article, origin: record.origin }),
        Ok(Ok(Some(Err(error)))) => Err(Problem::unreadable(error.to_string())),
        Ok(Ok(None)) => Err(Problem::unreadable("there is no article")),
        Ok(Err(_)) | Err(_) => Err(Problem::internal()),
    }
}

/// The article at an address. What is given is better known than what the page says.
async fn fetched(app: &Shared, url: String, given: Given) -> Result<Sent, Problem> {
    let fetcher = Arc::clone(&app.fetcher);
    let gathered = tokio::task::spawn_blocking(move || fetcher.gather(&url, &Validators::default()));
    match gathered.await.map_err(|_| Problem::internal())? {
        Ok(Gathered::Article { record, .. }) => {
            let mut article = record.article;
            article.title = given.title.or(article.title);
            article.source = given.source.or(article.source);
            article.published = given.published.or(article.published);
            article.language = given.language.or(article.language);
            Ok(Sent { article, origin: record.origin })
        }
        Ok(Gathered::Feed { .. }) => Err(Problem::unreadable("there is a feed; give the address of an article in it")),
        Ok(Gathered::NotModified) => Err(Problem::internal()),
        Err(error @ (FetchError::Refused { .. } | FetchError::Unread(_))) => {
            Err(Problem::unreadable(error.to_string()))
        }
        Err(error) => Err(Problem::upstream(error.to_string())),
    }
}

/// Reads an article, as many at a time as there are readers.
pub(crate) async fn reading(app: &Shared, article: Article) -> Result<(Article, Report), Problem> {
    let permit = Arc::clone(&app.reading).acquire_owned().await.map_err(|_| Problem::stopping())?;
    let engine = Arc::clone(&app.config.engine);
    let read = tokio::task::spawn_blocking(move || {
        let report =
            catch_unwind(AssertUnwindSafe(|| Report::new(&article, &engine.read(&article, &mut Scratch::default()))));
        drop(permit);
        report.map(|report| (article, report))
    });
    match read.await {
        Ok(Ok(read)) => Ok(read),
        Ok(Err(_)) | Err(_) => Err(Problem::internal()),
    }
}
