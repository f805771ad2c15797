use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use saksi_archive::Node;

use crate::api::ACTORS_USUALLY;
use crate::app::App;
use crate::language::Language;
use crate::pages::chart::Chart;
use crate::pages::facets::{self, Chip, Facet, Names, address};
use crate::pages::search::Form;
use crate::pages::{Frame, Visitor, shown};
use crate::parameters::Values;
use crate::problem::Problem;
use crate::routes::EVENT_NETWORK;

const HERE: Names = Names { path: "/network", ..facets::OF_EVENTS };

/// Rows of the table of edges.
const ROWS: usize = 200;

/// What one actor does to another, as a row.
struct EdgeView {
    source: (i64, String),
    target: (i64, String),
    class: String,
    class_name: String,
    count: String,
    first: String,
    last: String,
    /// The events behind it.
    link: String,
}

#[derive(Template)]
#[template(path = "network.html")]
struct NetworkPage {
    l: Language,
    frame: Frame,
    form: Form,
    counted: String,
    nodes: Vec<Node>,
    edges: Vec<EdgeView>,
    chips: Vec<Chip>,
    facets: Vec<Facet>,
    chart: Option<Chart>,
    /// Where the scripts get what they draw.
    data: String,
    timeline: String,
    events: String,
    script: String,
    chart_script: String,
    chart_style: String,
}

/// `/network`: who acts on whom.
pub(crate) async fn page(State(app): State<App>, visitor: Visitor) -> Result<Response, Problem> {
    let l = visitor.l;
    let values = Values::of_form(visitor.uri.query(), EVENT_NETWORK)?;
    let (query, limit) = (values.events(), values.limit(ACTORS_USUALLY));
    let chosen = facets::chosen_entities(&values);
    let (network, counts, timeline, entities) = app
        .pool
        .ask(move |archive| {
            let entities = chosen.iter().filter_map(|id| archive.entity_ref(*id).transpose());
            let entities: Result<Vec<_>, _> = entities.collect();
            let network = archive.network(&query, limit)?;
            Ok((network, archive.event_facets(&query)?, archive.event_timeline(&query)?, entities?))
        })
        .await?;
    let names: HashMap<i64, String> =
        network.nodes.iter().map(|node| (node.entity.id, node.entity.name.clone())).collect();
    let search = values.without("limit", None);
    let actor = |id: i64| (id, names.get(&id).cloned().unwrap_or_default());
    let day = |day: &Option<String>| day.as_deref().map_or_else(|| "–".to_owned(), |day| l.day(day));
    let edge = |edge: &saksi_archive::Edge| EdgeView {
        source: actor(edge.source),
        target: actor(edge.target),
        class: edge.class.clone(),
        class_name: l.name("class", &edge.class).to_owned(),
        count: l.number(edge.count),
        first: day(&edge.first),
        last: day(&edge.last),
        link: address(
            "/events",
            &search
                .without("source", None)
                .without("target", None)
                .without("type", None)
                .with("source", &edge.source.to_string())
                .with("target", &edge.target.to_string())
                .with("type", &edge.class),
        ),
    };
    let mut counted = l.number(network.counted);
    if network.more {
        counted.push('+');
    }
    Ok(shown(&NetworkPage {
        l,
        form: Form::new(&values, l),
        counted,
        edges: network.edges.iter().take(ROWS).map(edge).collect(),
        nodes: network.nodes,
        chips: facets::chips(&search, &HERE, &entities, l),
        facets: facets::lists(&counts, &search, &HERE, l),
        chart: Chart::new(&timeline, Some(("/network", &search)), l),
        data: address("/api/v1/network", &values),
        timeline: address("/api/v1/events/timeline", &search),
        events: address("/events", &search),
        script: app.assets.address("network.js"),
        chart_script: app.assets.address("chart.js"),
        chart_style: app.assets.address("chart.css"),
        frame: Frame::new(&app, &visitor, l.t("network"), "network"),
    }))
}
