use askama::Template;
use axum::extract::State;
use axum::response::Response;
use saksi_archive::Paging;

use crate::app::App;
use crate::language::Language;
use crate::pages::chart::Chart;
use crate::pages::facets::{self, Chip, Facet, OF_QUOTES, address};
use crate::pages::view::QuoteView;
use crate::pages::{Frame, Visitor, shown};
use crate::parameters::{ORDERS, Values};
use crate::problem::Problem;
use crate::routes::QUOTE_PAGE;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    l: Language,
    frame: Frame,
    form: Form,
    /// Nothing was asked: the newest quotes are shown.
    fresh: bool,
    count: String,
    hits: Vec<QuoteView>,
    next: Option<String>,
    chips: Vec<Chip>,
    facets: Vec<Facet>,
    chart: Option<Chart>,
    csv: String,
    jsonl: String,
}

/// What the search form holds.
pub(crate) struct Form {
    pub words: String,
    pub since: String,
    pub until: String,
    /// Code, name, chosen.
    pub orders: Vec<(&'static str, String, bool)>,
    /// Choices to be sent along.
    pub kept: Vec<(String, String)>,
    /// Days or an order were given.
    pub open: bool,
}

impl Form {
    pub(crate) fn new(values: &Values, l: Language) -> Self {
        let text = |name: &str| values.one(name).unwrap_or_default().to_owned();
        let order = values.one("order").unwrap_or("newest");
        let own = ["words", "since", "until", "order", "cursor"];
        Self {
            words: text("words"),
            since: text("since"),
            until: text("until"),
            orders: ORDERS.iter().map(|&code| (code, l.name("order", code).to_owned(), code == order)).collect(),
            kept: values.pairs().filter(|(name, _)| !own.contains(name)).map(|(n, v)| (n.into(), v.into())).collect(),
            open: ["since", "until", "order"].iter().any(|name| values.one(name).is_some()),
        }
    }
}

/// `/`: quotes by words, speakers, outlets, days.
pub(crate) async fn page(State(app): State<App>, visitor: Visitor) -> Result<Response, Problem> {
    let l = visitor.l;
    let values = Values::of_form(visitor.uri.query(), QUOTE_PAGE)?;
    let search = values.without("cursor", None);
    let (query, paging) = (values.quotes(), Paging { limit: values.limit(15), ..values.paging() });
    let chosen = facets::chosen_entities(&values);
    let (page, counts, timeline, entities) = app
        .pool
        .ask(move |archive| {
            let page = archive.quotes(&query, &paging)?;
            let entities = chosen.iter().filter_map(|id| archive.entity_ref(*id).transpose());
            let entities: Result<Vec<_>, _> = entities.collect();
            Ok((page, archive.quote_facets(&query)?, archive.quote_timeline(&query)?, entities?))
        })
        .await?;
    let mut count = l.number(counts.counted);
    if counts.more {
        count.push('+');
    }
    let export = search.without("limit", None);
    Ok(shown(&SearchPage {
        l,
        form: Form::new(&values, l),
        fresh: values.pairs().next().is_none(),
        count,
        hits: QuoteView::all(&page.hits, l),
        next: page.next.map(|cursor| address("/", &search.with("cursor", &cursor))),
        chips: facets::chips(&search, &OF_QUOTES, &entities, l),
        facets: facets::lists(&counts, &search, &OF_QUOTES, l),
        chart: Chart::new(&timeline, Some(("/", &search)), l),
        csv: address("/api/v1/quotes.csv", &export),
        jsonl: address("/api/v1/quotes.jsonl", &export),
        frame: Frame::new(&app, &visitor, title(&values, l), "quotes"),
    }))
}

fn title(values: &Values, l: Language) -> String {
    match values.one("words") {
        Some(words) => format!("{words} – {}", l.t("quotes")),
        None => l.t("quotes").to_owned(),
    }
}
