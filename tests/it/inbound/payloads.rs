//! Clerk's documented payloads, with other people and times in them.

use std::sync::LazyLock;

use serde_json::{Value, json};
use uuid::Uuid;

static DOCUMENTED: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../fixtures/clerk/events.json")).expect("the fixture is JSON")
});

/// The moment of the documented payloads, in milliseconds.
pub(super) const THEN: i64 = 1_716_883_200_000;

/// A payload as Clerk documents it.
pub(super) fn documented(event_type: &str) -> Value {
    let event = DOCUMENTED[event_type].clone();
    assert!(event.is_object(), "{event_type} is in the fixture");
    event
}

/// A new Clerk id.
pub(crate) fn clerk_id() -> String {
    format!("user_{}", Uuid::new_v4().simple())
}

/// `user.created` or `user.updated` of somebody, changed so many seconds after the documented moment.
pub(crate) fn user(kind: &str, clerk_id: &str, seconds: i64, change: impl FnOnce(&mut Value)) -> Value {
    let mut event = documented(&format!("user.{kind}"));
    let user = &mut event["data"];
    user["id"] = json!(clerk_id);
    user["updated_at"] = json!(THEN + seconds * 1_000);
    change(user);
    event
}

/// Somebody's primary address.
pub(super) fn email(user: &mut Value, address: &str, status: &str) {
    user["primary_email_address_id"] = json!("idn_email");
    user["email_addresses"] = json!([{
        "id": "idn_email", "object": "email_address", "email_address": address,
        "verification": { "object": "verification_otp", "status": status, "strategy": "email_code" },
    }]);
}

/// Somebody's primary number.
pub(super) fn phone(user: &mut Value, number: &str, status: &str) {
    user["primary_phone_number_id"] = json!("idn_phone");
    user["phone_numbers"] = json!([{
        "id": "idn_phone", "object": "phone_number", "phone_number": number,
        "verification": { "status": status, "strategy": "phone_code" },
    }]);
}

/// `user.deleted` of somebody.
pub(crate) fn deleted(clerk_id: &str) -> Value {
    let mut event = documented("user.deleted");
    event["data"]["id"] = json!(clerk_id);
    event
}

/// An event of somebody's session.
pub(super) fn session(kind: &str, clerk_id: &str, session_id: &str) -> Value {
    let mut event = documented(&format!("session.{kind}"));
    event["data"]["id"] = json!(session_id);
    event["data"]["user_id"] = json!(clerk_id);
    event
}
