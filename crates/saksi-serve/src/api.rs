//! The interface for programs: each handler asks the archive one thing.

use axum::Json;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::Uri;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use saksi_archive::{
    ArticleHit, EntityHit, EntityPage, EventHit, Facets, Network, QuoteHit, Reject, Statement, Stats, StoredArticle,
    Timeline,
};

use crate::answers::Paged;
use crate::app::App;
use crate::parameters::Values;
use crate::problem::Problem;
use crate::routes::*;
use crate::{csv, guard, import};

type Answer<T> = Result<Json<T>, Problem>;
type Hits<T> = Result<Paged<T>, Problem>;

/// Actors of a network where nobody says how many.
pub(crate) const ACTORS_USUALLY: usize = 40;

/// Everything below `/api/v1`.
pub(crate) fn router(app: &App) -> Router<App> {
    let read = Router::new()
        .route("/api/v1/quotes", get(quotes))
        .route("/api/v1/quotes/facets", get(quote_facets))
        .route("/api/v1/quotes/timeline", get(quote_timeline))
        .route("/api/v1/quotes/{id}", get(quote))
        .route("/api/v1/quotes.csv", get(csv::quotes_csv))
        .route("/api/v1/quotes.jsonl", get(csv::quotes_jsonl))
        .route("/api/v1/events", get(events))
        .route("/api/v1/events/facets", get(event_facets))
        .route("/api/v1/events/timeline", get(event_timeline))
        .route("/api/v1/events/{id}", get(event))
        .route("/api/v1/events.csv", get(csv::events_csv))
        .route("/api/v1/events.jsonl", get(csv::events_jsonl))
        .route("/api/v1/happenings/{id}", get(happening))
        .route("/api/v1/network", get(network))
        .route("/api/v1/articles", get(articles).post(import::store))
        .route("/api/v1/articles/{id}", get(article))
        .route("/api/v1/entities", get(entities))
        .route("/api/v1/entities/{id}", get(entity))
        .route("/api/v1/statements", get(statements))
        .route("/api/v1/statements/{id}", get(statement))
        .route("/api/v1/stats", get(stats))
        .route("/api/v1/rejects", get(rejects))
        .route_layer(from_fn_with_state(app.clone(), guard::tagged));
    read.route("/api/v1/read", post(import::read)).layer(DefaultBodyLimit::disable())
}

/// The number in a path; whatever else stands there names nothing.
pub(crate) fn number(id: &str) -> Result<i64, Problem> {
    let digits = id.bytes().all(|b| b.is_ascii_digit());
    id.parse().ok().filter(|_| digits).ok_or_else(|| Problem::missing(format!("{id:?} is no number of this archive")))
}

fn found<T>(answer: Option<T>, what: &str, id: &str) -> Answer<T> {
    answer.map(Json).ok_or_else(|| Problem::missing(format!("this archive has no {what} {id}")))
}

async fn quotes(State(app): State<App>, uri: Uri) -> Hits<QuoteHit> {
    let values = Values::parse(uri.query(), QUOTE_PAGE)?;
    let (query, paging) = (values.quotes(), values.paging());
    let page = app.pool.ask(move |archive| archive.quotes(&query, &paging)).await?;
    Ok(Paged { page, uri })
}

async fn quote_facets(State(app): State<App>, uri: Uri) -> Answer<Facets> {
    let query = Values::parse(uri.query(), QUOTE_ALL)?.quotes();
    Ok(Json(app.pool.ask(move |archive| archive.quote_facets(&query)).await?))
}

async fn quote_timeline(State(app): State<App>, uri: Uri) -> Answer<Timeline> {
    let query = Values::parse(uri.query(), QUOTE_ALL)?.quotes();
    Ok(Json(app.pool.ask(move |archive| archive.quote_timeline(&query)).await?))
}

async fn quote(State(app): State<App>, Path(id): Path<String>, uri: Uri) -> Answer<QuoteHit> {
    Values::parse(uri.query(), NONE)?;
    if !is_key(&id, 'Q') {
        return found(None, "quote", &id);
    }
    let key = id.clone();
    found(app.pool.ask(move |archive| archive.quote(&key)).await?, "quote", &id)
}

async fn events(State(app): State<App>, uri: Uri) -> Hits<EventHit> {
    let values = Values::parse(uri.query(), EVENT_PAGE)?;
    let (query, paging) = (values.events(), values.paging());
    let page = app.pool.ask(move |archive| archive.events(&query, &paging)).await?;
    Ok(Paged { page, uri })
}

async fn event_facets(State(app): State<App>, uri: Uri) -> Answer<Facets> {
    let query = Values::parse(uri.query(), EVENT_ALL)?.events();
    Ok(Json(app.pool.ask(move |archive| archive.event_facets(&query)).await?))
}

async fn event_timeline(State(app): State<App>, uri: Uri) -> Answer<Timeline> {
    let query = Values::parse(uri.query(), EVENT_ALL)?.events();
    Ok(Json(app.pool.ask(move |archive| archive.event_timeline(&query)).await?))
}

async fn event(State(app): State<App>, Path(id): Path<String>, uri: Uri) -> Answer<EventHit> {
    Values::parse(uri.query(), NONE)?;
    if !is_key(&id, 'V') {
        return found(None, "event", &id);
    }
    let key = id.clone();
    found(app.pool.ask(move |archive| archive.event(&key)).await?, "event", &id)
}

async fn happening(State(app): State<App>, Path(id): Path<String>, uri: Uri) -> Answer<Vec<EventHit>> {
    Values::parse(uri.query(), NONE)?;
    let key = number(&id)?;
    let reports = app.pool.ask(move |archive| archive.happening(key)).await?;
    found(Some(reports).filter(|reports| !reports.is_empty()), "happening", &id)
}

async fn network(State(app): State<App>, uri: Uri) -> Answer<Network> {
    let values = Values::parse(uri.query(), EVENT_NETWORK)?;
    let (query, limit) = (values.events(), values.limit(ACTORS_USUALLY));
    Ok(Json(app.pool.ask(move |archive| archive.network(&query, limit)).await?))
}

async fn articles(State(app): State<App>, uri: Uri) -> Hits<ArticleHit> {
    let values = Values::parse(uri.query(), ARTICLE_PAGE)?;
    let (query, paging) = (values.articles(), values.paging());
    let page = app.pool.ask(move |archive| archive.articles(&query, &paging)).await?;
    Ok(Paged { page, uri })
}

async fn article(State(app): State<App>, Path(id): Path<String>, uri: Uri) -> Answer<StoredArticle> {
    Values::parse(uri.query(), NONE)?;
    let key = number(&id)?;
    found(app.pool.ask(move |archive| archive.article(key)).await?, "article", &id)
}

async fn entities(State(app): State<App>, uri: Uri) -> Hits<EntityHit> {
    let values = Values::parse(uri.query(), ENTITY_PAGE)?;
    let (query, paging) = (values.entities(), values.paging());
    let page = app.pool.ask(move |archive| archive.entities(&query, &paging)).await?;
    Ok(Paged { page, uri })
}

async fn entity(State(app): State<App>, Path(id): Path<String>, uri: Uri) -> Answer<EntityPage> {
    Values::parse(uri.query(), NONE)?;
    let key = number(&id)?;
    found(app.pool.ask(move |archive| archive.entity(key)).await?, "entity", &id)
}

async fn statements(State(app): State<App>, uri: Uri) -> Hits<Statement> {
    let values = Values::parse(uri.query(), STATEMENT_PAGE)?;
    let (filter, paging) = (values.filter(), values.paging());
    let page = app.pool.ask(move |archive| archive.statements(&filter, &paging)).await?;
    Ok(Paged { page, uri })
}

async fn statement(State(app): State<App>, Path(id): Path<String>, uri: Uri) -> Answer<Statement> {
    Values::parse(uri.query(), NONE)?;
    let key = number(&id)?;
    found(app.pool.ask(move |archive| archive.statement(key)).await?, "statement", &id)
}

async fn stats(State(app): State<App>, uri: Uri) -> Answer<Stats> {
    Values::parse(uri.query(), NONE)?;
    Ok(Json(app.pool.ask(|archive| archive.stats()).await?))
}

async fn rejects(State(app): State<App>, uri: Uri) -> Hits<Reject> {
    let paging = Values::parse(uri.query(), REJECT_PAGE)?.paging();
    let page = app.pool.ask(move |archive| archive.rejects(&paging)).await?;
    Ok(Paged { page, uri })
}

/// True for the likes of `12-Q3`.
fn is_key(id: &str, letter: char) -> bool {
    let digits = |part: &str| !part.is_empty() && part.len() < 19 && part.bytes().all(|b| b.is_ascii_digit());
    id.split_once('-').is_some_and(|(article, rest)| digits(article) && rest.strip_prefix(letter).is_some_and(digits))
}
