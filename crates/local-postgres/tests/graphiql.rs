//! Fetches the real thing, once, into the user's cache.

use std::collections::BTreeSet;
use std::fs;

use folio_local_postgres::graphiql::{GRAPHIQL_CSS, GRAPHIQL_JS, REACT_DOM_JS, REACT_JS};
use folio_local_postgres::{GraphiqlAssets, default_cache_dir};

#[test]
fn exactly_the_four_files_are_there() {
    let cache = default_cache_dir().expect("the user has a home");
    let assets = GraphiqlAssets::ensure(&cache, &mut |_| {}).expect("the files can be had");
    let entries = fs::read_dir(assets.directory()).expect("the directory can be read");
    let found: BTreeSet<String> = entries
        .map(|entry| entry.expect("it can be read").file_name().into_string().expect("names are ASCII"))
        .collect();
    assert_eq!(found, [GRAPHIQL_CSS, GRAPHIQL_JS, REACT_DOM_JS, REACT_JS].map(String::from).into());

    let script = fs::read_to_string(assets.directory().join(GRAPHIQL_JS)).expect("it can be read");
    assert!(script.contains("GraphiQL"));
}
