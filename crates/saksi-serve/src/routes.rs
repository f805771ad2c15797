//! The addresses of the interface and what each takes: what is parsed and what the OpenAPI document tells.

use crate::parameters::{ACTORS, ARTICLES, ENTITIES, EVENTS, FILTER, ORDER, PAGING, Parameter, QUOTES};

/// Groups of parameters.
pub(crate) type Groups = &'static [&'static [Parameter]];

pub(crate) const NONE: Groups = &[];
pub(crate) const QUOTE_PAGE: Groups = &[FILTER, QUOTES, ORDER, PAGING];
pub(crate) const QUOTE_ALL: Groups = &[FILTER, QUOTES];
pub(crate) const QUOTE_EXPORT: Groups = &[FILTER, QUOTES, ORDER];
pub(crate) const EVENT_PAGE: Groups = &[FILTER, EVENTS, ORDER, PAGING];
pub(crate) const EVENT_ALL: Groups = &[FILTER, EVENTS];
pub(crate) const EVENT_EXPORT: Groups = &[FILTER, EVENTS, ORDER];
pub(crate) const EVENT_NETWORK: Groups = &[FILTER, EVENTS, ACTORS];
pub(crate) const ARTICLE_PAGE: Groups = &[FILTER, ARTICLES, ORDER, PAGING];
pub(crate) const ENTITY_PAGE: Groups = &[ENTITIES, PAGING];
pub(crate) const STATEMENT_PAGE: Groups = &[FILTER, PAGING];
pub(crate) const REJECT_PAGE: Groups = &[PAGING];

/// What stands in a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Key {
    /// Nothing.
    None,
    /// A number of the archive.
    Number,
    /// A quote: `12-Q3`.
    Quote,
    /// An event: `12-V3`.
    Event,
}

/// One address that is read with GET.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Route {
    pub path: &'static str,
    pub key: Key,
    pub groups: Groups,
    /// Name of the operation.
    pub operation: &'static str,
    /// What it gives.
    pub about: &'static str,
}

const fn route(path: &'static str, groups: Groups, operation: &'static str, about: &'static str) -> Route {
    Route { path, key: Key::None, groups, operation, about }
}

const fn keyed(path: &'static str, key: Key, operation: &'static str, about: &'static str) -> Route {
    Route { path, key, groups: NONE, operation, about }
}

/// All addresses that are read.
pub(crate) const ROUTES: &[Route] = &[
    route("/api/v1/quotes", QUOTE_PAGE, "searchQuotes", "Quotes that fit: who said what, in which article"),
    route(
        "/api/v1/quotes/facets",
        QUOTE_ALL,
        "quoteFacets",
        "Speakers, outlets, kinds and acts of the quotes that fit",
    ),
    route("/api/v1/quotes/timeline", QUOTE_ALL, "quoteTimeline", "The quotes that fit over time"),
    keyed("/api/v1/quotes/{id}", Key::Quote, "quote", "One quote"),
    route("/api/v1/quotes.csv", QUOTE_EXPORT, "quotesCsv", "The quotes that fit as a table"),
    route("/api/v1/quotes.jsonl", QUOTE_EXPORT, "quotesJsonl", "The quotes that fit, one a line"),
    route("/api/v1/events", EVENT_PAGE, "searchEvents", "Events that fit: who did what to whom"),
    route(
        "/api/v1/events/facets",
        EVENT_ALL,
        "eventFacets",
        "Actors, outlets, statuses and classes of the events that fit",
    ),
    route("/api/v1/events/timeline", EVENT_ALL, "eventTimeline", "The events that fit over time"),
    keyed("/api/v1/events/{id}", Key::Event, "event", "One event"),
    route("/api/v1/events.csv", EVENT_EXPORT, "eventsCsv", "The events that fit as a table"),
    route("/api/v1/events.jsonl", EVENT_EXPORT, "eventsJsonl", "The events that fit, one a line"),
    keyed(
        "/api/v1/happenings/{id}",
        Key::Number,
        "happening",
        "The reports of one happening, the first published first",
    ),
    route("/api/v1/network", EVENT_NETWORK, "network", "Who acts on whom among the events that fit"),
    route("/api/v1/articles", ARTICLE_PAGE, "searchArticles", "Articles that fit"),
    keyed("/api/v1/articles/{id}", Key::Number, "article", "One article with its text and report"),
    route("/api/v1/entities", ENTITY_PAGE, "findEntities", "Persons, bodies, states and places by name"),
    keyed("/api/v1/entities/{id}", Key::Number, "entity", "One entity: names, offices over time, where it is quoted"),
    route(
        "/api/v1/statements",
        STATEMENT_PAGE,
        "statements",
        "Statements that several articles carry, the latest first",
    ),
    keyed(
        "/api/v1/statements/{id}",
        Key::Number,
        "statement",
        "One statement with its versions held against the first",
    ),
    route("/api/v1/stats", NONE, "stats", "How much the archive holds"),
    route("/api/v1/rejects", REJECT_PAGE, "rejects", "Inputs that gave no article, the latest first"),
];
