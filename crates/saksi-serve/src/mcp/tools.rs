use saksi_archive::{
    ActorRef, Archive, ArchiveError, ArticleRef, EntityHit, EntityQuery, EventHit, EventQuery, Filter, Order, Paging,
    QuoteHit, QuoteQuery,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::csv::link;
use crate::parameters::{CLASSES, KINDS, STATUSES};

/// Hits that an answer holds at most, and usually: assistants pay for every word.
const MOST: usize = 25;
const USUALLY: usize = 5;
/// Code points of a text in one answer.
const PART: usize = 6000;

/// Why a tool gives no answer.
pub(super) enum Fault {
    /// What was asked is wrong.
    Asked(String),
    Archive(ArchiveError),
}

impl From<ArchiveError> for Fault {
    fn from(error: ArchiveError) -> Self {
        match error {
            ArchiveError::Query(why) => Self::Asked(why),
            error => Self::Archive(error),
        }
    }
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct QuoteSearch {
    /// Indonesian words of what was said.
    words: String,
    /// First day: YYYY-MM-DD, YYYY-MM or YYYY.
    since: Option<String>,
    /// Last day, included.
    until: Option<String>,
    /// Outlet by its exact name.
    outlet: Option<String>,
    /// Who said it: entity_id of find_entity.
    speaker_id: Option<i64>,
    /// direct, indirect or mixed.
    kind: Option<String>,
    /// newest (default), oldest or relevance.
    order: Order,
    /// How many hits, 1 to 25; 5 where not given.
    limit: Option<usize>,
    /// next_cursor of the answer before.
    cursor: Option<String>,
}

/// Quotes that fit.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Quotes {
    quotes: Vec<Quote>,
    /// Give it back as cursor for more; null where there is no more.
    next_cursor: Option<String>,
}

/// What somebody said.
#[derive(Debug, Serialize, JsonSchema)]
struct Quote {
    /// Article and quote: 12-Q3.
    id: String,
    speaker: Option<String>,
    speaker_id: Option<i64>,
    /// Office or description in this article.
    role: Option<String>,
    /// What was said, in Indonesian.
    text: String,
    /// direct: word by word; indirect: retold; mixed: partly word by word.
    kind: String,
    /// The verb that introduces it.
    cue: Option<String>,
    #[serde(flatten)]
    source: Source,
    /// For get_statement, where other articles carry it too.
    statement_id: Option<i64>,
    /// How many articles carry it.
    reports: usize,
    /// How sure the reading is, 0–1.
    confidence: f64,
}

/// Where something stands: cite these.
#[derive(Debug, Serialize, JsonSchema)]
struct Source {
    article_id: i64,
    title: Option<String>,
    outlet: Option<String>,
    /// Day of publication.
    published: Option<String>,
    url: Option<String>,
    /// The place in this archive's pages.
    link: String,
}

impl Source {
    fn new(article: &ArticleRef, id: &str) -> Self {
        Self {
            article_id: article.id,
            title: article.title.clone(),
            outlet: article.outlet.clone(),
            published: article.published.clone(),
            url: article.url.clone(),
            link: link(article.id, id),
        }
    }
}

impl Quote {
    fn new(hit: &QuoteHit) -> Self {
        Self {
            id: hit.id.clone(),
            speaker: hit.speaker.as_ref().map(|speaker| speaker.name.clone()).or(hit.speaker_text.clone()),
            speaker_id: hit.speaker.as_ref().map(|speaker| speaker.id),
            role: hit.speaker_role.clone(),
            text: hit.text.clone(),
            kind: hit.kind.clone(),
            cue: hit.cue.clone(),
            source: Source::new(&hit.article, &hit.id),
            statement_id: hit.statement.filter(|_| hit.reports > 1),
            reports: hit.reports,
            confidence: hit.confidence,
        }
    }
}

pub(super) fn search_quotes(archive: &Archive, asked: QuoteSearch) -> Result<Quotes, Fault> {
    let query = QuoteQuery {
        filter: filter(asked.words, asked.since, asked.until, asked.outlet),
        speaker: asked.speaker_id.into_iter().collect(),
        kind: known(asked.kind, "kind", KINDS)?,
        ..QuoteQuery::default()
    };
    let page = archive.quotes(&query, &paging(asked.order, asked.limit, asked.cursor)?)?;
    Ok(Quotes { quotes: page.hits.iter().map(Quote::new).collect(), next_cursor: page.next })
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ArticleAsked {
    /// Number of the article in this archive.
    article_id: i64,
    /// First code point of the text that is wanted: next_from of the answer before.
    #[serde(default)]
    from: usize,
}

/// An article with what was read in it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Article {
    #[serde(flatten)]
    source: Source,
    author: Option<String>,
    /// The text, or a part of it.
    text: String,
    /// Give it back as from for the next part; null where the text ends here.
    next_from: Option<usize>,
    /// Quotes that begin in this part.
    quotes: Vec<Said>,
    /// Events that are named in this part.
    events: Vec<Deed>,
    /// How many other articles are nearly the same.
    copies: usize,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Said {
    id: String,
    speaker: Option<String>,
    text: String,
    kind: String,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Deed {
    id: String,
    source: Vec<String>,
    /// PLOVER class.
    r#type: String,
    target: Vec<String>,
    status: Option<String>,
    /// The quote whose speaker claims it.
    in_quote: Option<String>,
}

pub(super) fn get_article(archive: &Archive, asked: ArticleAsked) -> Result<Article, Fault> {
    let Some(stored) = archive.article(asked.article_id)? else {
        return Err(Fault::Asked(format!("there is no article {}; article_id is in each hit", asked.article_id)));
    };
    let report = &stored.report;
    let length = stored.text.chars().count();
    let until = asked.from.saturating_add(PART).min(length);
    let here = asked.from..until;
    let name = |id: Option<&str>, text: Option<&String>| {
        id.and_then(|id| report.entity(id)).map(|entity| entity.name.clone()).or(text.cloned())
    };
    let quotes = report.quotes.iter().filter(|quote| quote.segments.first().is_some_and(|s| here.contains(&s.start)));
    let events = report.events.iter().filter(|event| here.contains(&event.anchor.start));
    let side = |actors: &[saksi_report::Actor]| {
        actors.iter().filter_map(|actor| name(actor.entity.as_deref(), actor.text.as_ref())).collect()
    };
    Ok(Article {
        source: Source { link: format!("/articles/{}", stored.article.id), ..Source::new(&stored.article, "") },
        author: stored.author.clone(),
        text: stored.text.chars().skip(asked.from).take(PART).collect(),
        next_from: Some(until).filter(|_| until < length),
        quotes: quotes
            .map(|quote| Said {
                id: format!("{}-{}", stored.article.id, quote.id),
                speaker: report.speaker_name(quote).map(str::to_owned),
                text: quote.segments.iter().map(|segment| segment.text.as_str()).collect::<Vec<_>>().join(" … "),
                kind: serde_json::to_value(quote.kind)
                    .ok()
                    .and_then(|kind| kind.as_str().map(str::to_owned))
                    .unwrap_or_default(),
            })
            .collect(),
        events: events
            .map(|event| Deed {
                id: format!("{}-{}", stored.article.id, event.id),
                source: side(&event.source),
                r#type: event.class.to_string(),
                target: side(&event.target),
                status: event.status.as_ref().map(ToString::to_string),
                in_quote: event.in_quote.as_ref().map(|quote| format!("{}-{quote}", stored.article.id)),
            })
            .collect(),
        copies: stored.copies.len(),
    })
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EntitySearch {
    /// The name, or the beginning of it or of one of its words.
    name: String,
    /// How many hits, 1 to 25; 5 where not given.
    #[serde(default)]
    limit: Option<usize>,
}

/// Who may be meant, the most quoted first.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Entities {
    entities: Vec<Entity>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Entity {
    entity_id: i64,
    name: String,
    /// person, organization, country, place, group or other.
    kind: String,
    /// ISO 3166-1 alpha-3.
    country: Option<String>,
    /// The office or description met most often.
    role: Option<String>,
    quotes: usize,
    events: usize,
    articles: usize,
}

pub(super) fn find_entity(archive: &Archive, asked: EntitySearch) -> Result<Entities, Fault> {
    let query = EntityQuery { name: asked.name, ..EntityQuery::default() };
    let page = archive.entities(&query, &paging(Order::Newest, asked.limit, None)?)?;
    let entity = |hit: EntityHit| Entity {
        entity_id: hit.entity.id,
        name: hit.entity.name,
        kind: hit.kind,
        country: hit.country,
        role: hit.role,
        quotes: hit.quotes,
        events: hit.events,
        articles: hit.articles,
    };
    Ok(Entities { entities: page.hits.into_iter().map(entity).collect() })
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct EventSearch {
    /// Indonesian words of the sentence that tells it.
    words: String,
    /// First day of the event: YYYY-MM-DD, YYYY-MM or YYYY.
    since: Option<String>,
    /// Last day, included.
    until: Option<String>,
    /// Outlet by its exact name.
    outlet: Option<String>,
    /// Who takes part on either side: entity_id of find_entity.
    actor_id: Option<i64>,
    /// PLOVER classes, any of them: AGREE, CONSULT, SUPPORT, CONCEDE, COOPERATE, AID, RETREAT, REQUEST, ACCUSE, REJECT, THREATEN, PROTEST, SANCTION, MOBILIZE, COERCE, ASSAULT.
    r#type: Vec<String>,
    /// done, planned, called_for, hypothetical or denied.
    status: Option<String>,
    /// How many hits, 1 to 25; 5 where not given.
    limit: Option<usize>,
    /// next_cursor of the answer before.
    cursor: Option<String>,
}

/// Events that fit.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Events {
    events: Vec<Event>,
    /// Give it back as cursor for more; null where there is no more.
    next_cursor: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Event {
    /// Article and event: 12-V3.
    id: String,
    /// Who does it.
    source: Vec<String>,
    /// PLOVER class.
    r#type: String,
    /// To whom.
    target: Vec<String>,
    status: Option<String>,
    /// When, ISO 8601 or TIMEX3.
    time: Option<String>,
    place: Option<String>,
    /// The sentence that tells it, in Indonesian.
    sentence: String,
    /// The quoted speaker who claims it; null where the outlet reports it itself.
    asserted_by: Option<String>,
    #[serde(flatten)]
    article: Source,
    /// How many articles report the same.
    reports: usize,
}

impl Event {
    fn new(hit: &EventHit) -> Self {
        let side = |actors: &[ActorRef]| {
            let name = |actor: &ActorRef| actor.entity.as_ref().map(|e| e.name.clone()).or(actor.text.clone());
            actors.iter().filter_map(name).collect()
        };
        Self {
            id: hit.id.clone(),
            source: side(&hit.source),
            r#type: hit.class.clone(),
            target: side(&hit.target),
            status: hit.status.clone(),
            time: hit.time.clone(),
            place: hit.place.clone(),
            sentence: hit.sentence.clone(),
            asserted_by: hit.asserter.as_ref().map(|asserter| asserter.name.clone()),
            article: Source::new(&hit.article, &hit.id),
            reports: hit.reports,
        }
    }
}

pub(super) fn list_events(archive: &Archive, asked: EventSearch) -> Result<Events, Fault> {
    let mut classes = Vec::new();
    for class in asked.r#type {
        classes.extend(known(Some(class), "type", CLASSES)?);
    }
    let query = EventQuery {
        filter: filter(asked.words, asked.since, asked.until, asked.outlet),
        actor: asked.actor_id.into_iter().collect(),
        class: classes,
        status: known(asked.status, "status", STATUSES)?,
        ..EventQuery::default()
    };
    let page = archive.events(&query, &paging(Order::Newest, asked.limit, asked.cursor)?)?;
    Ok(Events { events: page.hits.iter().map(Event::new).collect(), next_cursor: page.next })
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StatementAsked {
    /// Number of the statement in this archive.
    statement_id: i64,
}

/// A saying as several articles carry it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Statement {
    speaker: Option<String>,
    /// The first published first.
    versions: Vec<Quote>,
    /// True where several share the first day: nobody was provably first.
    tied: bool,
}

pub(super) fn get_statement(archive: &Archive, asked: StatementAsked) -> Result<Statement, Fault> {
    let Some(statement) = archive.statement(asked.statement_id)? else {
        return Err(Fault::Asked(format!("there is no statement {}", asked.statement_id)));
    };
    Ok(Statement {
        speaker: statement.speaker.map(|speaker| speaker.name),
        versions: statement.versions.iter().take(MOST).map(|wording| Quote::new(&wording.quote)).collect(),
        tied: statement.tied,
    })
}

fn filter(words: String, since: Option<String>, until: Option<String>, outlet: Option<String>) -> Filter {
    Filter { words, since, until, outlet: outlet.into_iter().collect() }
}

fn paging(order: Order, limit: Option<usize>, cursor: Option<String>) -> Result<Paging, Fault> {
    match limit.unwrap_or(USUALLY) {
        limit @ 1..=MOST => Ok(Paging { order, limit, cursor }),
        limit => Err(Fault::Asked(format!("limit is {limit}; give 1 to {MOST}"))),
    }
}

/// The code, if it is one of these.
fn known(code: Option<String>, name: &str, codes: &[&str]) -> Result<Vec<String>, Fault> {
    match code {
        Some(code) if !codes.contains(&code.as_str()) => {
            Err(Fault::Asked(format!("{name} is {code:?}; give one of {}", codes.join(", "))))
        }
        code => Ok(code.into_iter().collect()),
    }
}
