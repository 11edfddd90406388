mod catalogue;
mod later;
mod order;
mod staff;

use folio_policy::{Role, Staff};
use folio_testkit::{Member, Reply, TestApp, Visitor};
use serde_json::{Value, json};

/// Mutations that take a right of staff: their laws are in `staff.rs`.
pub(crate) const OF_STAFF: [&str; 3] = ["badgeAward", "badgeDefine", "badgeRevoke"];

/// An administrator and a moderator.
async fn staff(app: &TestApp) -> [Member; 2] {
    [
        app.member().role(Role::Mentor).staff(Staff::Admin).create().await,
        app.member().role(None).staff(Staff::Moderator).create().await,
    ]
}

async fn define(visitor: &Visitor<'_>, input: Value, version: Option<i64>, key: Option<&str>) -> Reply {
    let document = "mutation($input: BadgeInput!, $version: Int64, $key: String) {
        it: badgeDefine(input: $input, expectedVersion: $version, idempotencyKey: $key) {
            badge { key name issuerName tier version retiredAt }
            userErrors { code path conflict { currentVersion } } } }";
    let version = version.map(|version| version.to_string());
    visitor.query_with(document, json!({ "input": input, "version": version, "key": key })).await
}

/// Adds an entry of which no more is known than is needed.
async fn offer(visitor: &Visitor<'_>, key: &str) {
    let input = json!({ "key": key, "name": format!("Badge {key}"), "issuerName": "Academy" });
    assert_done(&define(visitor, input, None, None).await);
}

async fn award(visitor: &Visitor<'_>, profile: &str, input: Value) -> Reply {
    award_with(visitor, profile, input, None, None).await
}

async fn award_with(
    visitor: &Visitor<'_>,
    profile: &str,
    input: Value,
    version: Option<i64>,
    key: Option<&str>,
) -> Reply {
    let document = "mutation($profile: ID!, $input: BadgeAwardInput!, $version: Int64, $key: String) {
        it: badgeAward(profileId: $profile, input: $input, expectedVersion: $version, idempotencyKey: $key) {
            awardId award { id status } userErrors { code path conflict { currentVersion } } } }";
    let version = version.map(|version| version.to_string());
    let variables = json!({ "profile": profile, "input": input, "version": version, "key": key });
    visitor.query_with(document, variables).await
}

async fn revoke(visitor: &Visitor<'_>, id: &str, version: Option<i64>, key: Option<&str>) -> Reply {
    revoke_for(visitor, id, "Found out.", version, key).await
}

async fn revoke_for(
    visitor: &Visitor<'_>,
    id: &str,
    reason: &str,
    version: Option<i64>,
    key: Option<&str>,
) -> Reply {
    let document = "mutation($id: ID!, $reason: String!, $version: Int64, $key: String) {
        it: badgeRevoke(id: $id, reason: $reason, expectedVersion: $version, idempotencyKey: $key) {
            awardId award { id } userErrors { code path conflict { currentVersion } } } }";
    let version = version.map(|version| version.to_string());
    visitor.query_with(document, json!({ "id": id, "reason": reason, "version": version, "key": key })).await
}

/// The id of the award that was made.
#[track_caller]
fn awarded(reply: &Reply) -> String {
    assert_done(reply);
    reply.data()["it"]["awardId"].as_str().expect("an id").to_owned()
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

/// The keys of somebody's badges, in order, as a visitor sees them.
async fn badges(visitor: &Visitor<'_>, member: &Member) -> Vec<String> {
    let document = "query($slug: String!) { profile(slug: $slug) {
        badges(first: 100) { totalCount nodes { badge { key } } } } }";
    let reply = visitor.query_with(document, json!({ "slug": member.slug })).await;
    let badges = &reply.data()["profile"]["badges"];
    let nodes = badges["nodes"].as_array().expect("a list");
    assert_eq!(badges["totalCount"], nodes.len());
    nodes.iter().map(|node| node["badge"]["key"].as_str().expect("a key").to_owned()).collect()
}

/// What the outbox tells of a profile, in order; its strength is tested elsewhere.
async fn told(app: &TestApp, member: &Member) -> Vec<String> {
    let query = "SELECT event_type FROM outbox WHERE profile_id = $1 AND event_type <> 'strength.changed' \
                 ORDER BY version, ordinal";
    let rows = app.database.sql().await.query(query, &[&member.profile_id]).await.expect("it can be read");
    rows.iter().map(|row| row.get(0)).collect()
}
