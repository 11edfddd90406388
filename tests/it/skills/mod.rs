mod catalogue;
mod held;
mod load;
mod naming;
mod plans;
mod search;
mod staff;

use folio::{skills::SkillName, text::NAME_KEY_VERSION};
use folio_db::skills::names::{self, Known, Named};
use folio_policy::Staff;
use folio_testkit::{Member, Reply, TestApp, Visitor};
use serde_json::{Value, json};

/// Mutations that take a right of staff: their laws are in `staff.rs`.
pub(crate) const OF_STAFF: [&str; 4] = ["skillAccept", "skillAliasAdd", "skillMerge", "skillUnmerge"];

async fn admin(app: &TestApp) -> Member {
    app.member().staff(Staff::Admin).create().await
}

fn named(name: &str) -> Named {
    SkillName::read(name).expect("it is a name").into()
}

/// What somebody does who uses names that the catalogue may lack.
async fn propose(app: &TestApp, names: &[&str]) -> Vec<Known> {
    let db = app.database.pool();
    let names: Vec<Named> = names.iter().map(|name| named(name)).collect();
    let conn = db.conn().await.expect("a connection");
    let found = names::propose(&conn, NAME_KEY_VERSION, &names).await.expect("they can be proposed");
    names.iter().map(|named| found[&named.key]).collect()
}

async fn suggestions(visitor: &Visitor<'_>, query: &str, first: Option<i32>) -> Reply {
    let document = "query($query: String!, $first: Int) {
        skills(query: $query, first: $first) { match matched skill { slug name } } }";
    visitor.query_with(document, json!({ "query": query, "first": first })).await
}

/// The slugs that a search finds, in order, each with how it was found.
async fn found(visitor: &Visitor<'_>, query: &str) -> Vec<(String, String)> {
    let reply = suggestions(visitor, query, None).await;
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let hits = reply.data()["skills"].as_array().expect("a list").clone();
    hits.iter().map(|hit| (text(&hit["skill"]["slug"]), text(&hit["match"]))).collect()
}

/// A mutation of staff: `it { skill userErrors }`.
async fn change(visitor: &Visitor<'_>, name: &str, arguments: Value) -> Reply {
    let declared = match name {
        "skillAccept" => &[("id", "ID!"), ("input", "SkillAcceptInput!")][..],
        "skillMerge" => &[("skill", "ID!"), ("into", "String!")],
        "skillUnmerge" => &[("skill", "ID!")],
        "skillAliasAdd" => &[("slug", "String!"), ("name", "String!")],
        other => panic!("{other} is no mutation of skills"),
    };
    let common = [("expectedVersion", "Int64"), ("idempotencyKey", "String")];
    let (mut head, mut passed) = (String::new(), String::new());
    for (argument, ty) in declared.iter().chain(&common) {
        head += &format!("${argument}: {ty}, ");
        passed += &format!("{argument}: ${argument}, ");
    }
    let document = format!(
        "mutation({head}) {{ it: {name}({passed}) {{
            skill {{ slug name category aliases version parent {{ slug }} escoUri }}
            userErrors {{ code path conflict {{ currentVersion }} }} }} }}"
    );
    visitor.query_with(&document, arguments).await
}

#[track_caller]
fn assert_done(reply: &Reply) {
    assert_eq!(reply.data()["it"]["userErrors"], json!([]), "{}", reply.text());
}

/// The code and the path of the one user error.
#[track_caller]
fn refusal(reply: &Reply) -> (&str, Value) {
    let errors = reply.data()["it"]["userErrors"].as_array().expect("a list");
    let [error] = errors.as_slice() else { panic!("one error was expected: {}", reply.text()) };
    (error["code"].as_str().expect("a code"), error["path"].clone())
}
