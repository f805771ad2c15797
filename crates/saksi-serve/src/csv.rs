//! A search as a table or as lines of JSON, sent while it is read: a page of hits at a time, so that neither a slow reader
//! holds a connection to the archive nor a large answer the memory.

use std::io;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{Uri, header};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use saksi_archive::{ActorRef, ArticleRef, EventHit, EventQuery, LONGEST_PAGE, Page, Paging, QuoteHit, QuoteQuery};
use serde::Serialize;

use crate::app::App;
use crate::parameters::Values;
use crate::problem::Problem;
use crate::routes::{EVENT_EXPORT, QUOTE_EXPORT};

/// A hit that is a row.
trait Row: Serialize + Send + 'static {
    const HEAD: &'static [&'static str];
    fn cells(&self, base: &str) -> Vec<String>;
}

/// What is asked page by page.
trait Search: Clone + Send + Sync + 'static {
    type Hit: Row;
    fn ask(
        &self,
        archive: &saksi_archive::Archive,
        paging: &Paging,
    ) -> Result<Page<Self::Hit>, saksi_archive::ArchiveError>;
}

impl Search for QuoteQuery {
    type Hit = QuoteHit;
    fn ask(
        &self,
        archive: &saksi_archive::Archive,
        paging: &Paging,
    ) -> Result<Page<QuoteHit>, saksi_archive::ArchiveError> {
        archive.quotes(self, paging)
    }
}

impl Search for EventQuery {
    type Hit = EventHit;
    fn ask(
        &self,
        archive: &saksi_archive::Archive,
        paging: &Paging,
    ) -> Result<Page<EventHit>, saksi_archive::ArchiveError> {
        archive.events(self, paging)
    }
}

pub(crate) async fn quotes_csv(State(app): State<App>, uri: Uri) -> Result<Response, Problem> {
    let values = Values::parse(uri.query(), QUOTE_EXPORT)?;
    sent(app, values.quotes(), values.paging(), Form::Csv, "kutipan.csv").await
}

pub(crate) async fn quotes_jsonl(State(app): State<App>, uri: Uri) -> Result<Response, Problem> {
    let values = Values::parse(uri.query(), QUOTE_EXPORT)?;
    sent(app, values.quotes(), values.paging(), Form::Lines, "kutipan.jsonl").await
}

pub(crate) async fn events_csv(State(app): State<App>, uri: Uri) -> Result<Response, Problem> {
    let values = Values::parse(uri.query(), EVENT_EXPORT)?;
    sent(app, values.events(), values.paging(), Form::Csv, "peristiwa.csv").await
}

pub(crate) async fn events_jsonl(State(app): State<App>, uri: Uri) -> Result<Response, Problem> {
    let values = Values::parse(uri.query(), EVENT_EXPORT)?;
    sent(app, values.events(), values.paging(), Form::Lines, "peristiwa.jsonl").await
}

#[derive(Clone, Copy, PartialEq)]
enum Form {
    Csv,
    Lines,
}

/// Where an export has come to.
struct Progress<S> {
    app: App,
    search: S,
    paging: Paging,
    /// Hits that may still be sent.
    left: usize,
    form: Form,
    /// The page that is to be sent next, and whether it is the first.
    page: Option<Bytes>,
}

async fn sent<S: Search>(app: App, search: S, paging: Paging, form: Form, name: &str) -> Result<Response, Problem> {
    let left = app.config.limits.exported;
    let paging = Paging { limit: LONGEST_PAGE, cursor: None, ..paging };
    let mut progress = Progress { app, search, paging, left, form, page: None };
    // The first page before the head of the response: what is wrong with the query can still be told.
    let more = progress.read(true).await?;
    let progress = (progress, more);
    let body = stream::unfold(Some(progress), |state| async {
        let (mut progress, more) = state?;
        if let Some(page) = progress.page.take() {
            return Some((Ok::<Bytes, io::Error>(page), Some((progress, more))));
        }
        if !more {
            return None;
        }
        match progress.read(false).await {
            Ok(more) => progress.page.take().map(|page| (Ok(page), Some((progress, more)))),
            Err(problem) => Some((Err(io::Error::other(problem.detail().to_owned())), None)),
        }
    });
    let kind = match form {
        Form::Csv => "text/csv; charset=utf-8; header=present",
        Form::Lines => "application/jsonl",
    };
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition.as_str())];
    // Compression asks once more after the end.
    Ok((headers, Body::from_stream(body.fuse())).into_response())
}

impl<S: Search> Progress<S> {
    /// Reads the next page; false where it is the last.
    async fn read(&mut self, first: bool) -> Result<bool, Problem> {
        let (search, paging) = (self.search.clone(), self.paging.clone());
        let page = self.app.pool.ask(move |archive| search.ask(archive, &paging)).await?;
        let hits = &page.hits[..page.hits.len().min(self.left)];
        self.left -= hits.len();
        let base = self.app.config.base_url.as_deref().unwrap_or_default().trim_end_matches('/');
        let bytes = match self.form {
            Form::Csv => table(hits, base, first),
            Form::Lines => lines(hits),
        };
        self.page = Some(Bytes::from(bytes));
        self.paging.cursor = page.next;
        Ok(self.paging.cursor.is_some() && self.left > 0)
    }
}

fn lines<T: Serialize>(hits: &[T]) -> Vec<u8> {
    let mut out = Vec::new();
    for hit in hits {
        // Memory takes every byte, and hits are plain data.
        let _ = serde_json::to_writer(&mut out, hit);
        out.push(b'\n');
    }
    out
}

fn table<T: Row>(hits: &[T], base: &str, first: bool) -> Vec<u8> {
    let mut out = Vec::new();
    if first {
        // Spreadsheets take a file without this mark for Latin-1.
        out.extend_from_slice("\u{feff}".as_bytes());
    }
    let mut writer = csv::Writer::from_writer(out);
    if first {
        let _ = writer.write_record(T::HEAD);
    }
    for hit in hits {
        let _ = writer.write_record(hit.cells(base).iter().map(|cell| harmless(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

/// A cell that no spreadsheet takes for a formula: articles are written by anybody.
fn harmless(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

fn text(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
}

fn article_cells(article: &ArticleRef) -> [String; 6] {
    let inferred = if article.published_inferred { "true" } else { "false" };
    [
        article.id.to_string(),
        text(article.published.as_ref()),
        inferred.to_owned(),
        text(article.outlet.as_ref()),
        text(article.title.as_ref()),
        text(article.url.as_ref()),
    ]
}

impl Row for QuoteHit {
    const HEAD: &'static [&'static str] = &[
        "quote_id",
        "article_id",
        "published",
        "published_inferred",
        "outlet",
        "title",
        "url",
        "kind",
        "act",
        "cue",
        "speaker_id",
        "speaker_name",
        "speaker_kb",
        "speaker_text",
        "speaker_role",
        "addressee_name",
        "text",
        "start",
        "end",
        "confidence",
        "statement",
        "reports",
        "link",
    ];

    fn cells(&self, base: &str) -> Vec<String> {
        let speaker = self.speaker.as_ref();
        let mut cells = vec![self.id.clone()];
        cells.extend(article_cells(&self.article));
        cells.extend([self.kind.clone(), text(self.act.as_ref()), text(self.cue.as_ref())]);
        cells.push(speaker.map(|speaker| speaker.id.to_string()).unwrap_or_default());
        cells.push(speaker.map(|speaker| speaker.name.clone()).unwrap_or_default());
        cells.push(speaker.and_then(|speaker| speaker.kb.clone()).unwrap_or_default());
        cells.extend([text(self.speaker_text.as_ref()), text(self.speaker_role.as_ref())]);
        cells.push(self.addressee.as_ref().map(|addressee| addressee.name.clone()).unwrap_or_default());
        cells.extend([self.text.clone(), self.start.to_string(), self.end.to_string(), self.confidence.to_string()]);
        cells.push(self.statement.map(|statement| statement.to_string()).unwrap_or_default());
        cells.extend([self.reports.to_string(), format!("{base}{}", link(self.article.id, &self.id))]);
        cells
    }
}

impl Row for EventHit {
    const HEAD: &'static [&'static str] = &[
        "event_id",
        "article_id",
        "published",
        "published_inferred",
        "outlet",
        "title",
        "url",
        "type",
        "mode",
        "status",
        "source",
        "source_country",
        "source_sector",
        "target",
        "target_country",
        "target_sector",
        "time",
        "place",
        "country",
        "latitude",
        "longitude",
        "anchor",
        "sentence",
        "start",
        "end",
        "in_quote",
        "asserter",
        "confidence",
        "happening",
        "reports",
        "link",
    ];

    fn cells(&self, base: &str) -> Vec<String> {
        let mut cells = vec![self.id.clone()];
        cells.extend(article_cells(&self.article));
        cells.extend([self.class.clone(), text(self.mode.as_ref()), text(self.status.as_ref())]);
        cells.extend(side(&self.source));
        cells.extend(side(&self.target));
        cells.extend([text(self.time.as_ref()), text(self.place.as_ref()), text(self.country.as_ref())]);
        cells.extend([self.latitude, self.longitude].map(|degrees| degrees.map(|d| d.to_string()).unwrap_or_default()));
        cells.extend([self.anchor.clone(), self.sentence.clone(), self.start.to_string(), self.end.to_string()]);
        cells.push(text(self.in_quote.as_ref()));
        cells.push(self.asserter.as_ref().map(|asserter| asserter.name.clone()).unwrap_or_default());
        cells.push(self.confidence.to_string());
        cells.push(self.happening.map(|happening| happening.to_string()).unwrap_or_default());
        cells.extend([self.reports.to_string(), format!("{base}{}", link(self.article.id, &self.id))]);
        cells
    }
}

/// Names, countries and sectors of a side, several parted by `; `.
fn side(actors: &[ActorRef]) -> [String; 3] {
    let join = |of: &dyn Fn(&ActorRef) -> Option<String>| {
        actors.iter().map(|actor| of(actor).unwrap_or_default()).collect::<Vec<_>>().join("; ")
    };
    [
        join(&|actor| actor.entity.as_ref().map(|entity| entity.name.clone()).or(actor.text.clone())),
        join(&|actor| actor.country.clone()),
        join(&|actor| actor.sector.clone()),
    ]
}

/// The place of a quote or an event in its article.
pub(crate) fn link(article: i64, id: &str) -> String {
    format!("/articles/{article}#{}", id.split_once('-').map_or(id, |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_stay_words() {
        assert_eq!(["=1+1", "-5.5", "@x", "a"].map(harmless), ["'=1+1", "-5.5", "'@x", "a"]);
        assert_eq!(link(12, "12-Q3"), "/articles/12#Q3");
    }
}
