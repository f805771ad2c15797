use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use saksi_archive::Paging;

use crate::api::number;
use crate::app::App;
use crate::language::Language;
use crate::pages::chart::Chart;
use crate::pages::facets::{self, Chip, Facet, OF_EVENTS, address};
use crate::pages::search::Form;
use crate::pages::view::EventView;
use crate::pages::{Frame, Visitor, shown};
use crate::parameters::Values;
use crate::problem::Problem;
use crate::routes::EVENT_PAGE;

#[derive(Template)]
#[template(path = "events.html")]
struct EventsPage {
    l: Language,
    frame: Frame,
    form: Form,
    count: String,
    hits: Vec<EventView>,
    next: Option<String>,
    chips: Vec<Chip>,
    facets: Vec<Facet>,
    chart: Option<Chart>,
    csv: String,
    jsonl: String,
    network: String,
}

/// `/events`: who did what to whom.
pub(crate) async fn page(State(app): State<App>, visitor: Visitor) -> Result<Response, Problem> {
    let l = visitor.l;
    let values = Values::of_form(visitor.uri.query(), EVENT_PAGE)?;
    let search = values.without("cursor", None);
    let (query, paging) = (values.events(), Paging { limit: values.limit(25), ..values.paging() });
    let chosen = facets::chosen_entities(&values);
    let (page, counts, timeline, entities) = app
        .pool
        .ask(move |archive| {
            let page = archive.events(&query, &paging)?;
            let entities = chosen.iter().filter_map(|id| archive.entity_ref(*id).transpose());
            let entities: Result<Vec<_>, _> = entities.collect();
            Ok((page, archive.event_facets(&query)?, archive.event_timeline(&query)?, entities?))
        })
        .await?;
    let mut count = l.number(counts.counted);
    if counts.more {
        count.push('+');
    }
    let export = search.without("limit", None);
    Ok(shown(&EventsPage {
        l,
        form: Form::new(&values, l),
        count,
        hits: EventView::all(&page.hits, l),
        next: page.next.map(|cursor| address("/events", &search.with("cursor", &cursor))),
        chips: facets::chips(&search, &OF_EVENTS, &entities, l),
        facets: facets::lists(&counts, &search, &OF_EVENTS, l),
        chart: Chart::new(&timeline, Some(("/events", &search)), l),
        csv: address("/api/v1/events.csv", &export),
        jsonl: address("/api/v1/events.jsonl", &export),
        network: address("/network", &export.without("order", None)),
        frame: Frame::new(&app, &visitor, l.t("events"), "events"),
    }))
}

#[derive(Template)]
#[template(path = "happening.html")]
struct HappeningPage {
    l: Language,
    frame: Frame,
    hits: Vec<EventView>,
}

/// `/happenings/{id}`: the reports of one happening.
pub(crate) async fn happening(
    State(app): State<App>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let l = visitor.l;
    let id = number(&id)?;
    let hits = app.pool.ask(move |archive| archive.happening(id)).await?;
    if hits.is_empty() {
        return Err(Problem::missing(format!("this archive has no happening {id}")));
    }
    let frame = Frame::new(&app, &visitor, format!("{} {id}", l.t("happening")), "events");
    Ok(shown(&HappeningPage { l, frame, hits: EventView::all(&hits, l) }))
}
