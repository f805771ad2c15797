use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use saksi_archive::{EntityHit, EntityPage, EventQuery, Filter, Paging, QuoteQuery};

use crate::api::number;
use crate::app::App;
use crate::language::Language;
use crate::pages::chart::Chart;
use crate::pages::facets::address;
use crate::pages::view::{EventView, QuoteView};
use crate::pages::{Frame, Visitor, shown};
use crate::parameters::{ENTITY_KINDS, PAGING, Values};
use crate::problem::Problem;
use crate::routes::ENTITY_PAGE;

#[derive(Template)]
#[template(path = "entities.html")]
struct ListPage {
    l: Language,
    frame: Frame,
    name: String,
    /// Code, name, chosen.
    kinds: Vec<(&'static str, String, bool)>,
    hits: Vec<EntityHit>,
    next: Option<String>,
}

/// `/entities`: who is spoken of.
pub(crate) async fn list(State(app): State<App>, visitor: Visitor) -> Result<Response, Problem> {
    let l = visitor.l;
    let values = Values::of_form(visitor.uri.query(), ENTITY_PAGE)?;
    let (query, paging) = (values.entities(), Paging { limit: values.limit(50), ..values.paging() });
    let page = app.pool.ask(move |archive| archive.entities(&query, &paging)).await?;
    let kinds = ENTITY_KINDS.iter().map(|&code| (code, l.name("entity", code).to_owned(), values.has("kind", code)));
    Ok(shown(&ListPage {
        l,
        name: values.one("name").unwrap_or_default().to_owned(),
        kinds: kinds.collect(),
        hits: page.hits,
        next: page.next.map(|cursor| address("/entities", &values.without("cursor", None).with("cursor", &cursor))),
        frame: Frame::new(&app, &visitor, l.t("entities"), "entities"),
    }))
}

#[derive(Template)]
#[template(path = "entity.html")]
struct OnePage {
    l: Language,
    frame: Frame,
    entity: EntityPage,
    quotes: Vec<QuoteView>,
    next: Option<String>,
    /// Name, count, address of the search.
    acts: Vec<(String, String, String)>,
    outlets: Vec<(String, String, String)>,
    addressees: Vec<(String, String, i64)>,
    /// Office, first day, last day, articles.
    roles: Vec<(String, String, String, String)>,
    events: Vec<EventView>,
    chart: Option<Chart>,
    chart_script: String,
    chart_style: String,
}

/// `/entities/{id}`: what somebody said over time, to whom, where.
pub(crate) async fn page(
    State(app): State<App>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let l = visitor.l;
    let id = number(&id)?;
    let values = Values::of_form(visitor.uri.query(), &[PAGING])?;
    let paging = Paging { limit: values.limit(15), ..values.paging() };
    let found = app
        .pool
        .ask(move |archive| {
            let Some(entity) = archive.entity(id)? else { return Ok(None) };
            let shown = entity.hit.entity.id;
            let query = QuoteQuery { speaker: vec![shown], ..QuoteQuery::default() };
            let events = EventQuery { actor: vec![shown], filter: Filter::default(), ..EventQuery::default() };
            let ten = Paging { limit: 10, ..Paging::default() };
            let facets = archive.quote_facets(&query)?;
            Ok(Some((entity, archive.quotes(&query, &paging)?, facets, archive.events(&events, &ten)?)))
        })
        .await?;
    let Some((entity, quotes, facets, events)) = found else {
        return Err(Problem::missing(format!("this archive has no entity {id}")));
    };
    let shown_id = entity.hit.entity.id;
    if shown_id != id {
        return Ok(Redirect::temporary(&format!("/entities/{shown_id}")).into_response());
    }
    let by = Values::default().with("speaker", &id.to_string());
    let acts = facets.act.iter().map(|count| {
        (l.name("act", &count.value).to_owned(), l.number(count.count), address("/", &by.with("act", &count.value)))
    });
    let outlets = entity
        .outlets
        .iter()
        .map(|count| (count.value.clone(), l.number(count.count), address("/", &by.with("outlet", &count.value))));
    let day = |day: &Option<String>| day.as_deref().map_or_else(|| "–".to_owned(), |day| l.day(day));
    let roles = entity.roles.iter();
    let roles = roles.map(|role| (role.role.clone(), day(&role.first), day(&role.last), l.number(role.articles)));
    let chart = Chart::new(&entity.timeline, Some(("/", &by)), l);
    Ok(shown(&OnePage {
        l,
        quotes: QuoteView::all(&quotes.hits, l),
        next: quotes
            .next
            .map(|cursor| address(&format!("/entities/{id}"), &values.without("cursor", None).with("cursor", &cursor))),
        acts: acts.collect(),
        outlets: outlets.collect(),
        addressees: entity
            .addressees
            .iter()
            .map(|count| (count.value.name.clone(), l.number(count.count), count.value.id))
            .collect(),
        roles: roles.collect(),
        events: EventView::all(&events.hits, l),
        chart,
        chart_script: app.assets.address("chart.js"),
        chart_style: app.assets.address("chart.css"),
        frame: Frame::new(&app, &visitor, entity.hit.entity.name.clone(), "entities"),
        entity,
    }))
}
