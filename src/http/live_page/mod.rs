//! `/live`: a page for development that shows somebody's badges, and to their owner their strength, as they move.
//!
//! No framework and no build: what a client of the subscriptions has to do stands in `page.js`. The page's policy lets in
//! its own files and nothing else, and connections to this server alone.

use axum::{
    Router,
    response::{Html, IntoResponse, Response},
    routing::get,
};
use http::{HeaderValue, header};

const PAGE: &str = include_str!("page.html");
const SCRIPT: &str = include_str!("page.js");
const STYLE: &str = include_str!("page.css");

const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'",
);

pub(crate) fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let file = |content_type: &'static str, text: &'static str| {
        get(async move || -> Response { ([(header::CONTENT_TYPE, content_type)], text).into_response() })
    };
    Router::new()
        .route("/live", get(async || ([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(PAGE))))
        .route("/live/page.js", file("text/javascript", SCRIPT))
        .route("/live/page.css", file("text/css", STYLE))
}

#[cfg(test)]
mod tests {
    use super::{PAGE, SCRIPT};
    use crate::demo;

    #[test]
    fn the_page_opens_with_somebody_who_is_there_and_has_what_the_script_looks_for() {
        assert!(SCRIPT.contains(&format!("\"{}\"", demo::STUDENT_SLUG)));
        for id in SCRIPT.split("$(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(PAGE.contains(&format!("id=\"{id}\"")), "{id}");
        }
    }
}
