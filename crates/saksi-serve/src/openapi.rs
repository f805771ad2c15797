//! The interface described in OpenAPI 3.1, from the tables that the parser reads and the types that are answered with.

use saksi_archive::{
    ArticleHit, EntityHit, EntityPage, EventHit, Facets, Network, Page, QuoteHit, Reject, Statement, Stats,
    StoredArticle, Timeline,
};
use saksi_report::Report;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::import::{ArticleInput, Stored};
use crate::parameters::{LONGEST_VALUE, MOST_VALUES, Parameter, Shape};
use crate::problem::Problem;
use crate::routes::{Key, ROUTES, Route};

/// The document.
pub fn openapi() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut schemas = settings.into_generator();
    let mut paths = Map::new();
    for route in ROUTES {
        let answer = answer(route.operation, &mut schemas);
        paths.insert(route.path.to_owned(), json!({ "get": reading(route, answer) }));
    }
    let problem = schemas.subschema_for::<Problem>();
    let input = schemas.subschema_for::<ArticleInput>();
    let report = schemas.subschema_for::<Report>();
    let stored = schemas.subschema_for::<Stored>();
    paths.insert(
        "/api/v1/read".to_owned(),
        json!({ "post": {
            "operationId": "readArticle",
            "summary": "What saksi reads in an article; nothing is kept",
            "requestBody": body(&input),
            "responses": responses(json!({ "200": json_response("The report", &report) }), WRITING),
        }}),
    );
    if let Some(articles) = paths.get_mut("/api/v1/articles") {
        articles["post"] = json!({
            "operationId": "storeArticle",
            "summary": "Reads an article and stores it",
            "security": [{ "token": [] }],
            "requestBody": body(&input),
            "responses": responses(json!({ "201": created(&stored) }), STORING),
        });
    }
    paths
        .insert("/healthz".to_owned(), text_route("health", "Whether the server answers", "text/plain; charset=utf-8"));
    paths.insert("/metrics".to_owned(), text_route("metrics", "Counters in Prometheus' text format", METRICS));
    let mut definitions = schemas.take_definitions(true);
    definitions.insert("Problem".to_owned(), definitions.get("Problem").cloned().unwrap_or_else(|| json!(problem)));
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "saksi",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Who said what and who did what to whom in Indonesian news",
            "description": "Offsets are Unicode code points, end-exclusive. Unknown query parameters are errors; lists repeat \
                their parameter. Pages of hits carry `next`, to be given back as `cursor`, and a Link header. Every answer \
                carries an ETag that changes with the archive. Every error is application/problem+json (RFC 9457).",
            "license": { "name": "Apache-2.0 OR MIT", "identifier": "Apache-2.0 OR MIT" },
        },
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "paths": paths,
        "components": {
            "schemas": definitions,
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
        },
    })
}

/// The media type of [`crate::metrics`].
pub(crate) const METRICS: &str = "text/plain; version=0.0.4; charset=utf-8";

const READING: &[&str] = &["400", "404", "421", "500", "503"];
const WRITING: &[&str] = &["400", "413", "415", "421", "422", "403", "500", "502", "503"];
const STORING: &[&str] = &["400", "401", "403", "413", "415", "421", "422", "500", "502", "503"];

/// What an operation answers with.
fn answer(operation: &str, schemas: &mut SchemaGenerator) -> Value {
    fn json<T: JsonSchema>(schemas: &mut SchemaGenerator) -> Value {
        json_response("The answer", &schemas.subschema_for::<T>())
    }
    fn page<T: JsonSchema>(schemas: &mut SchemaGenerator) -> Value {
        let mut response = json_response("A page of hits", &schemas.subschema_for::<Page<T>>());
        response["headers"]["Link"] = json!({
            "description": "The next page, rel=next; absent on the last",
            "schema": { "type": "string" },
        });
        response
    }
    let rows =
        |kind: &str| json!({ "description": "All hits", "content": { kind: { "schema": { "type": "string" } } } });
    match operation {
        "searchQuotes" => page::<QuoteHit>(schemas),
        "quoteFacets" | "eventFacets" => json::<Facets>(schemas),
        "quoteTimeline" | "eventTimeline" => json::<Timeline>(schemas),
        "quote" => json::<QuoteHit>(schemas),
        "searchEvents" => page::<EventHit>(schemas),
        "event" => json::<EventHit>(schemas),
        "happening" => json::<Vec<EventHit>>(schemas),
        "network" => json::<Network>(schemas),
        "searchArticles" => page::<ArticleHit>(schemas),
        "article" => json::<StoredArticle>(schemas),
        "findEntities" => page::<EntityHit>(schemas),
        "entity" => json::<EntityPage>(schemas),
        "statements" => page::<Statement>(schemas),
        "statement" => json::<Statement>(schemas),
        "stats" => json::<Stats>(schemas),
        "rejects" => page::<Reject>(schemas),
        "quotesCsv" | "eventsCsv" => rows("text/csv"),
        "quotesJsonl" | "eventsJsonl" => rows("application/jsonl"),
        other => unreachable!("the table of routes has an operation that answers with nothing: {other}"),
    }
}

fn reading(route: &Route, answer: Value) -> Value {
    let mut parameters: Vec<Value> = route.groups.iter().copied().flatten().map(parameter).collect();
    if route.key != Key::None {
        parameters.push(json!({ "name": "id", "in": "path", "required": true, "schema": key(route.key) }));
    }
    let too_long = json!({ "description": "The address is longer than 64 kB" });
    let not_modified = json!({ "description": "Known by its ETag" });
    json!({
        "operationId": route.operation,
        "summary": route.about,
        "parameters": parameters,
        "responses": responses(json!({ "200": answer, "304": not_modified, "414": too_long }), READING),
    })
}

fn key(key: Key) -> Value {
    match key {
        Key::Quote => json!({ "type": "string", "pattern": "^[0-9]{1,9}-Q[0-9]{1,5}$", "examples": ["12-Q3"] }),
        Key::Event => json!({ "type": "string", "pattern": "^[0-9]{1,9}-V[0-9]{1,5}$", "examples": ["12-V3"] }),
        Key::None | Key::Number => json!({ "type": "integer", "format": "int64", "minimum": 1, "maximum": i64::MAX }),
    }
}

fn parameter(parameter: &Parameter) -> Value {
    let one = match parameter.shape {
        Shape::Words => json!({ "type": "string", "maxLength": LONGEST_VALUE }),
        Shape::Day => {
            json!({ "type": "string", "pattern": "^[1-9][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-9]|3[01]))?)?$" })
        }
        Shape::Number => json!({ "type": "integer", "format": "int64", "minimum": 1, "maximum": i64::MAX }),
        Shape::Code(codes) => json!({ "type": "string", "enum": codes }),
        Shape::Country => json!({ "type": "string", "pattern": "^[A-Z]{3}$" }),
        Shape::Truth => json!({ "type": "boolean" }),
        Shape::UpTo(most) => json!({ "type": "integer", "minimum": 1, "maximum": most }),
    };
    let schema = if parameter.many { json!({ "type": "array", "items": one, "maxItems": MOST_VALUES }) } else { one };
    json!({
        "name": parameter.name,
        "in": "query",
        "description": parameter.about,
        "schema": schema,
        "style": "form",
        "explode": true,
    })
}

fn body(input: &schemars::Schema) -> Value {
    json!({
        "required": true,
        "content": {
            "application/json": { "schema": input },
            "text/plain": { "schema": { "type": "string", "minLength": 1 } },
            "text/html": { "schema": { "type": "string", "minLength": 1 } },
        },
    })
}

fn json_response(about: &str, schema: &schemars::Schema) -> Value {
    json!({
        "description": about,
        "headers": { "ETag": { "description": "State of the archive", "schema": { "type": "string" } } },
        "content": { "application/json": { "schema": schema } },
    })
}

fn created(stored: &schemars::Schema) -> Value {
    json!({
        "description": "Stored",
        "headers": { "Location": { "description": "Its address", "required": true, "schema": { "type": "string" } } },
        "content": { "application/json": { "schema": stored } },
    })
}

/// What may be answered: the good and the bad.
fn responses(mut good: Value, problems: &[&str]) -> Value {
    for status in problems {
        good[status] = json!({
            "description": "A problem",
            "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
        });
    }
    good
}

fn text_route(operation: &str, about: &str, kind: &str) -> Value {
    let answer = json!({ "description": about, "content": { kind: { "schema": { "type": "string" } } } });
    json!({ "get": {
        "operationId": operation,
        "summary": about,
        "responses": responses(json!({ "200": answer }), &["400", "421", "500", "503"]),
    }})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reference_leads_somewhere() {
        let document = openapi();
        let text = document.to_string();
        for reference in text.split("\"$ref\":\"#").skip(1) {
            let pointer = reference.split('"').next().unwrap();
            assert!(document.pointer(pointer).is_some(), "{pointer}");
        }
        assert_eq!(document["paths"].as_object().unwrap().len(), ROUTES.len() + 3);
    }
}
