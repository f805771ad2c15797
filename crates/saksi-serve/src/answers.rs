use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use saksi_archive::Page;
use serde::Serialize;
use url::form_urlencoded;

/// A page of hits, which tells where the next one is in its body and in a header.
pub(crate) struct Paged<T> {
    pub page: Page<T>,
    /// The address asked for.
    pub uri: Uri,
}

impl<T: Serialize> IntoResponse for Paged<T> {
    fn into_response(self) -> Response {
        let mut response = axum::Json(&self.page).into_response();
        if let Some(next) = &self.page.next {
            let link = format!("<{}>; rel=\"next\"", following(&self.uri, next));
            if let Ok(link) = HeaderValue::from_str(&link) {
                response.headers_mut().insert(header::LINK, link);
            }
        }
        response
    }
}

/// The same address with another cursor.
fn following(uri: &Uri, cursor: &str) -> String {
    let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs.filter(|(name, _)| name != "cursor"));
    query.append_pair("cursor", cursor);
    format!("{}?{}", uri.path(), query.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_keeps_what_was_asked() {
        let uri: Uri = "/api/v1/quotes?words=a%20b&cursor=x&limit=2".parse().unwrap();
        assert_eq!(following(&uri, "2022 é"), "/api/v1/quotes?words=a+b&limit=2&cursor=2022+%C3%A9");
    }
}
