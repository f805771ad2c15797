use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use saksi_archive::{EntityRef, Paging, Piece, Statement};

use crate::api::number;
use crate::app::App;
use crate::language::Language;
use crate::pages::facets::address;
use crate::pages::search::Form;
use crate::pages::view::QuoteView;
use crate::pages::{Frame, Visitor, shown};
use crate::parameters::Values;
use crate::problem::Problem;
use crate::routes::STATEMENT_PAGE;

/// A version beside the first.
struct VersionView {
    quote: QuoteView,
    pieces: Vec<Piece>,
    copy: bool,
}

struct StatementView {
    id: i64,
    speaker: Option<EntityRef>,
    versions: Vec<VersionView>,
    tied: bool,
    /// Outlets, each once, in order.
    outlets: String,
}

impl StatementView {
    fn new(statement: Statement, l: Language) -> Self {
        let mut outlets: Vec<String> = Vec::new();
        for wording in &statement.versions {
            let outlet = wording.quote.article.outlet.clone().unwrap_or_else(|| l.t("no_outlet").to_owned());
            if !outlets.contains(&outlet) {
                outlets.push(outlet);
            }
        }
        let view = |wording: saksi_archive::Wording| VersionView {
            quote: QuoteView::new(&wording.quote, l),
            pieces: wording.pieces,
            copy: wording.copy,
        };
        Self {
            id: statement.id,
            speaker: statement.speaker,
            versions: statement.versions.into_iter().map(view).collect(),
            tied: statement.tied,
            outlets: outlets.join(", "),
        }
    }
}

#[derive(Template)]
#[template(path = "statements.html")]
struct ListPage {
    l: Language,
    frame: Frame,
    form: Form,
    hits: Vec<StatementView>,
    next: Option<String>,
}

/// `/statements`: what several papers carry.
pub(crate) async fn list(State(app): State<App>, visitor: Visitor) -> Result<Response, Problem> {
    let l = visitor.l;
    let values = Values::of_form(visitor.uri.query(), STATEMENT_PAGE)?;
    let (filter, paging) = (values.filter(), Paging { limit: values.limit(20), ..values.paging() });
    let page = app.pool.ask(move |archive| archive.statements(&filter, &paging)).await?;
    Ok(shown(&ListPage {
        l,
        form: Form::new(&values, l),
        hits: page.hits.into_iter().map(|statement| StatementView::new(statement, l)).collect(),
        next: page.next.map(|cursor| address("/statements", &values.without("cursor", None).with("cursor", &cursor))),
        frame: Frame::new(&app, &visitor, l.t("statements"), "statements"),
    }))
}

#[derive(Template)]
#[template(path = "statement.html")]
struct OnePage {
    l: Language,
    frame: Frame,
    statement: StatementView,
}

/// `/statements/{id}`: the versions of one statement beside each other.
pub(crate) async fn page(
    State(app): State<App>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let l = visitor.l;
    let id = number(&id)?;
    let Some(statement) = app.pool.ask(move |archive| archive.statement(id)).await? else {
        return Err(Problem::missing(format!("this archive has no statement {id}")));
    };
    let frame = Frame::new(&app, &visitor, format!("{} {id}", l.t("statement")), "statements");
    Ok(shown(&OnePage { l, frame, statement: StatementView::new(statement, l) }))
}
