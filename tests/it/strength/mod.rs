//! Profile strength: what a write does to it, what its owner is told, and that nobody else is.

mod history;
mod privacy;
mod renewal;
mod score;

use folio_testkit::{Member, TestApp, Visitor};
use serde_json::Value;

use crate::write::cases::{assert_done, call};

/// What the profile scores, as its owner reads it.
pub(super) async fn strength(visitor: &Visitor<'_>) -> Value {
    let document = "{ me { profile { version strength { score level levelLabel modelVersion \
                    factors { key label weight earned gain action { code text } } \
                    nextStep { key gain action { code text } } } } } }";
    visitor.query(document).await.data()["me"]["profile"]["strength"].clone()
}

/// A factor of it.
pub(super) fn factor<'a>(strength: &'a Value, key: &str) -> &'a Value {
    let factors = strength["factors"].as_array().expect("a list");
    factors.iter().find(|factor| factor["key"] == key).unwrap_or_else(|| panic!("no factor {key}"))
}

/// Changes the core, and checks that it was done.
pub(super) async fn update(visitor: &Visitor<'_>, version: i64, input: Value) {
    assert_done(&call(visitor, "profileUpdate", serde_json::json!({ "input": input }), version).await);
}

/// What was told of a profile: version, ordinal and type, in their order.
pub(super) async fn told(app: &TestApp, member: &Member) -> Vec<(i64, i32, String)> {
    let query = "SELECT version, ordinal, event_type FROM outbox WHERE profile_id = $1 ORDER BY 1, 2";
    let rows = app.database.sql().await.query(query, &[&member.profile_id]).await.expect("it can be read");
    rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect()
}

/// The profile's versions that the history has points of, and their scores.
pub(super) async fn points(app: &TestApp, member: &Member) -> Vec<(i64, i16)> {
    let query = "SELECT profile_version, score FROM strength_history WHERE profile_id = $1 ORDER BY 1";
    let rows = app.database.sql().await.query(query, &[&member.profile_id]).await.expect("it can be read");
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}
