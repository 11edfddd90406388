//! `/graphiql`: a query editor for development, served without the network.
//!
//! The page is ours; GraphiQL 1.5.1 and React 17 come as files from a folder. The page's policy lets in nothing but
//! those files, and no script may stand in the page itself.

use std::path::PathBuf;

use axum::{
    Router,
    extract::{Path, State},
    response::{IntoResponse, Response},
    routing::get,
};
use http::{HeaderValue, StatusCode, header};

use super::router::not_found;

const PAGE: &str = include_str!("page.html");
const SCRIPT: &str = include_str!("page.js");

/// The files that the page needs, by name.
const ASSETS: [&str; 4] = [
    "graphiql.1.5.1.min.js",
    "graphiql.1.5.1.min.css",
    "react.production.17.0.2.min.js",
    "react-dom.production.17.0.2.min.js",
];

/// GraphiQL 1.5.1 makes functions from strings when it starts, and sets styles on its elements: both must be allowed on
/// this page. Scripts in the page itself and scripts of others are not.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
     font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

pub(crate) fn routes<S: Clone + Send + Sync + 'static>(assets: PathBuf) -> Router<S> {
    Router::new().route("/graphiql", get(page)).route("/graphiql/{file}", get(file)).with_state(assets)
}

async fn page(State(assets): State<PathBuf>) -> Response {
    let missing: Vec<&str> = ASSETS.into_iter().filter(|name| !assets.join(name).is_file()).collect();
    if missing.is_empty() {
        return ([(header::CONTENT_SECURITY_POLICY, POLICY)], axum::response::Html(PAGE)).into_response();
    }
    let text = format!(
        "GraphiQL's files are missing from {}:\n\n  {}\n\n\
         A first start fetches them in the background: try again in a moment, or see the log. By hand: take them from\n\
         the npm packages graphiql 1.5.1 (graphiql.min.js, graphiql.min.css), react 17.0.2 and react-dom 17.0.2\n\
         (umd/*.production.min.js) and give them these names. Any other GraphQL client works with /graphql meanwhile.\n",
        assets.display(),
        missing.join("\n  "),
    );
    (StatusCode::SERVICE_UNAVAILABLE, text).into_response()
}

/// Serves the files of the list and no others, so that no name can lead out of the folder.
async fn file(State(assets): State<PathBuf>, Path(name): Path<String>) -> Response {
    let content_type = if name.ends_with(".css") { "text/css" } else { "text/javascript" };
    let content_type = [(header::CONTENT_TYPE, content_type)];
    if name == "page.js" {
        return (content_type, SCRIPT).into_response();
    }
    let Some(known) = ASSETS.into_iter().find(|known| *known == name) else { return not_found() };
    let path = assets.join(known);
    match tokio::task::spawn_blocking(move || std::fs::read(path)).await {
        Ok(Ok(bytes)) => (content_type, bytes).into_response(),
        _ => not_found(),
    }
}

#[cfg(test)]
mod tests {
    use super::SCRIPT;
    use crate::demo;

    #[test]
    fn the_page_opens_with_a_query_for_somebody_who_is_there() {
        assert!(SCRIPT.contains(&format!("profile(slug: \"{}\")", demo::STUDENT_SLUG)));
    }
}
