//! What is written down at once (`src/graphql/plain.rs`) is what its resolvers answer: every field there is, asked both ways, by
//! everybody.

use async_graphql::{Request, Variables};
use folio::graphql::{
    Introspection, build,
    guard::{Documents, Limits},
    prices,
};
use folio_testkit::{Item, Sdl, TestApp, Visitor};
use serde_json::{Value, json};

use super::{cast, operations, stage};

/// An object that is selected from in two pieces: of a document that has one, nothing is written down. There is no such profile.
const PIECES: &str = " pieces: profile(slug: \"\") { location { city } location { region } } ";

#[tokio::test]
async fn every_field_is_answered_alike_whether_written_or_resolved() {
    // Everything at once is more than one operation may ask.
    let app = TestApp::builder().http(|settings| settings.document = limits()).start().await;
    let owner = app.member().filled().create().await;
    let sdl = Sdl::read();
    let whole =
        format!("query($slug: String!) {{ profile(slug: $slug) {} }}", sdl.select_all("Profile", &[]));
    // Items of several kinds in one list are as if one were asked for in pieces.
    let items = Item::ALL.map(|item| {
        let ty = item.type_name();
        let selected = sdl.select_all(ty, &[]);
        (
            ty.to_owned(),
            format!("query($items: [ID!]!) {{ nodes(ids: $items) {{ ... on {ty} {selected} }} }}"),
        )
    });
    let mut variables = operations::variables(&owner.slug, 3);
    variables["items"] = json!(stage::item_ids(&owner));
    variables["id"] = json!(owner.id());
    variables["profileId"] = json!(owner.id());
    let mut documents = vec![("everything".to_owned(), whole)];
    documents.extend(items);
    documents.extend(
        operations::of_the_frontend().into_iter().filter(|(_, document)| document.starts_with("query")),
    );
    for (name, document) in &documents {
        // Else both ways would be the same.
        assert!(may_be_written(document, &variables), "{name}");
        assert!(!may_be_written(&in_pieces(document), &variables), "{name}");
    }
    let viewers = cast::everybody_else(&app).await;
    let others = viewers.iter().map(|viewer| (viewer.name, viewer.at(&app)));

    for (who, visitor) in others.chain([("the owner", app.as_(&owner))]) {
        for (name, document) in &documents {
            let written = answer(&visitor, document, &variables).await;
            let resolved = answer(&visitor, &in_pieces(document), &variables).await;
            assert_eq!(resolved, written, "{name} for {who}");
        }
    }
}

fn limits() -> Limits {
    Limits {
        bytes: 1 << 20,
        tokens: 100_000,
        selections: 100_000,
        aliases: 100_000,
        directives: 100_000,
        cost: 1_000_000,
        ..Limits::default()
    }
}

/// Whether the guard lets anything of the document be written.
fn may_be_written(document: &str, variables: &Value) -> bool {
    let documents = Documents::new(limits(), prices(&build(Introspection::Closed)));
    let mut request = Request::new(document).variables(Variables::from_json(variables.clone()));
    documents.check(&mut request).expect("it passes").writable.is_some()
}

async fn answer(visitor: &Visitor<'_>, document: &str, variables: &Value) -> Value {
    apart_from_pieces(visitor.query_with(document, variables.clone()).await.json())
}

/// The document with [`PIECES`] at its root.
fn in_pieces(document: &str) -> String {
    let (before, selected) = document.split_once('{').expect("something is selected");
    format!("{before}{{{PIECES}{selected}")
}

/// An answer without what [`PIECES`] asks for, and without where errors stand, which it moves.
fn apart_from_pieces(answer: &Value) -> Value {
    match answer {
        Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| !["pieces", "locations"].contains(&name.as_str()))
            .map(|(name, value)| (name.clone(), apart_from_pieces(value)))
            .collect(),
        Value::Array(items) => items.iter().map(apart_from_pieces).collect(),
        value => value.clone(),
    }
}
