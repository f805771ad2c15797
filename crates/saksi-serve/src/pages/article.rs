use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use saksi_archive::StoredArticle;

use crate::api::number;
use crate::app::App;
use crate::language::Language;
use crate::pages::body::{Body, Known, body};
use crate::pages::view::Source;
use crate::pages::{Frame, Visitor, shown};
use crate::parameters::Values;
use crate::problem::Problem;
use crate::routes::NONE;

#[derive(Template)]
#[template(path = "article.html")]
struct ArticlePage {
    l: Language,
    frame: Frame,
    source: Source,
    body: Body,
    title: String,
    copies: Vec<Source>,
    article: StoredArticle,
}

/// `/articles/{id}`: the text with everything that was read in it.
pub(crate) async fn page(
    State(app): State<App>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let l = visitor.l;
    Values::of_form(visitor.uri.query(), NONE)?;
    let id = number(&id)?;
    let Some(article) = app.pool.ask(move |archive| archive.article(id)).await? else {
        return Err(Problem::missing(format!("this archive has no article {id}")));
    };
    let known = Known {
        entities: article.entities.iter().cloned().collect(),
        statements: article.statements.iter().map(|s| (s.quote.clone(), (s.statement, s.reports))).collect(),
        happenings: article.happenings.iter().cloned().collect(),
    };
    let source = Source::new(&article.article, l);
    let body = body(&article.text, &article.report, &known, l);
    let title = article.article.title.clone().or(body.headline.clone()).unwrap_or_else(|| source.title.clone());
    Ok(shown(&ArticlePage {
        l,
        frame: Frame::new(&app, &visitor, title.clone(), ""),
        copies: article.copies.iter().map(|copy| Source::new(copy, l)).collect(),
        source,
        body,
        title,
        article,
    }))
}
