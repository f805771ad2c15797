use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use url::form_urlencoded;

use crate::app::{App, nonce};
use crate::guard;
use crate::import::{ArticleInput, article, keep, may_fetch, reading, whole};
use crate::language::{Language, cookie};
use crate::pages::body::{Body, Known, body};
use crate::pages::{Frame, Visitor, shown};
use crate::problem::Problem;

/// Keeps the browser's half of the form's token.
const COOKIE: &str = "saksi-form";

#[derive(Template)]
#[template(path = "import.html")]
struct ImportPage {
    l: Language,
    frame: Frame,
    input: ArticleInput,
    /// What the form sends back.
    token: String,
    /// Storing is possible for who knows the token.
    writing: bool,
    /// Addresses may be fetched without the token.
    fetching: bool,
    read: Option<Body>,
    title: String,
    fault: Option<String>,
}

/// `/import`: an empty form.
pub(crate) async fn form(State(app): State<App>, headers: HeaderMap, visitor: Visitor) -> Result<Response, Problem> {
    crate::parameters::Values::of_form(visitor.uri.query(), crate::routes::NONE)?;
    shown_form(&app, &headers, &visitor, ArticleInput::default(), None, None)
}

fn shown_form(
    app: &App,
    headers: &HeaderMap,
    visitor: &Visitor,
    input: ArticleInput,
    read: Option<(String, Body)>,
    fault: Option<String>,
) -> Result<Response, Problem> {
    let kept = cookie(headers, COOKIE).filter(|kept| kept.len() == 32).map(str::to_owned);
    let fresh = kept.is_none();
    let kept = kept.or_else(nonce).ok_or_else(Problem::internal)?;
    let l = visitor.l;
    let (title, read) = read.map_or((String::new(), None), |(title, body)| (title, Some(body)));
    let mut response = shown(&ImportPage {
        l,
        frame: Frame::new(app, visitor, l.t("import"), "import"),
        input,
        token: app.form_token(&kept),
        writing: app.writer.is_some(),
        fetching: may_fetch(app, false),
        read,
        title,
        fault,
    });
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Without this, browsers hide from us too where the form comes from.
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    let cookie = format!("{COOKIE}={kept}; Path=/import; SameSite=Strict; HttpOnly");
    if let Some(cookie) = HeaderValue::from_str(&cookie).ok().filter(|_| fresh) {
        headers.append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// `POST /import`: reads what was pasted; stores it for who knows the token.
pub(crate) async fn sent(State(app): State<App>, visitor: Visitor, request: Request) -> Result<Response, Problem> {
    let (head, sent) = request.into_parts();
    let headers = head.headers;
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(Problem::media("application/x-www-form-urlencoded"));
    }
    let bytes = whole(&app, &headers, sent).await?;
    let mut input = ArticleInput::default();
    let (mut form_token, mut token, mut storing) = (String::new(), String::new(), false);
    for (name, value) in form_urlencoded::parse(&bytes) {
        let filled = Some(value.trim()).filter(|value| !value.is_empty()).map(str::to_owned);
        match &*name {
            // Browsers send line ends as CRLF.
            "text" => input.text = filled.map(|_| value.replace("\r\n", "\n")),
            "url" => input.url = filled,
            "title" => input.title = filled,
            "source" => input.source = filled,
            "published" => input.published = filled,
            "form" => form_token = value.into_owned(),
            "token" => token = value.trim().to_owned(),
            "do" => storing = value == "store",
            _ => return Err(Problem::bad(format!("unknown field {name:?}"))),
        }
    }
    let l = visitor.l;
    let ours = cookie(&headers, COOKIE).is_some_and(|kept| same(&app.form_token(kept), &form_token));
    if !ours || !guard::same_origin(&headers) {
        let why = l.t("import.forged").to_owned();
        return shown_form(&app, &headers, &visitor, input, None, Some(why));
    }
    let authorised = app.writer.as_ref().is_some_and(|writer| writer.knows(&token));
    if storing && !authorised {
        let why = l.t("import.wrong_token").to_owned();
        return shown_form(&app, &headers, &visitor, input, None, Some(why));
    }
    let sent = match article(&app, input.clone(), authorised).await {
        Ok(sent) => sent,
        Err(problem) => return shown_form(&app, &headers, &visitor, input, None, Some(problem.detail().to_owned())),
    };
    if storing {
        let stored = keep(&app, sent).await?;
        return Ok(Redirect::to(&format!("/articles/{}", stored.id)).into_response());
    }
    let (article, report) = reading(&app, sent.article).await?;
    let read = body(&article.text, &report, &Known::default(), l);
    let title = article.title.clone().or(read.headline.clone()).unwrap_or_default();
    shown_form(&app, &headers, &visitor, input, Some((title, read)), None)
}

/// In the same time wherever the two differ.
fn same(one: &str, other: &str) -> bool {
    let differing = one.bytes().zip(other.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
    one.len() == other.len() && differing == 0
}
