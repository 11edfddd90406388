//! Clerk's webhooks: who is there, who is gone, whose session has ended (capability P3).
//!
//! | event | what it does |
//! |---|---|
//! | `user.created`, `user.updated` | the user is as Clerk's newest word has them, see `person.rs` and `converge.rs` |
//! | `user.deleted` | final: hidden at once, erased by a job, never made anew, see `deletion.rs` |
//! | `session.ended`, `session.removed`, `session.revoked` | closes what is open under the session, see `session.rs` |
//! | `session.created`, `session.pending`, and what tells of no person | nothing |
//! | everything else | is kept as UNKNOWN |

use chrono::{DateTime, Utc};
use folio_db::{Db, DbResult, Transaction, inbox};
use http::HeaderMap;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use super::{Keys, NotReceived, Receipt, apply::Effect, take_in};

mod api;
mod converge;
mod daily;
mod deletion;
mod payload;
mod person;
mod reconcile;
mod session;

pub use api::{API_URL, Api, ApiError, PAGE};
pub use converge::{Converged, Heard, hear};
pub use daily::{ReconcileClerk, schedule};
pub(super) use deletion::delete;
pub use payload::User;
pub use person::Person;
pub use reconcile::{NotReconciled, Plan, Report, reconcile};

/// The inbox's name for Clerk.
pub(super) const SOURCE: &str = "clerk";

/// What tells of no person, or of nothing that concerns us: how the types begin.
const OF_NO_INTEREST: [&str; 12] = [
    "session.created",
    "session.pending",
    "email.",
    "sms.",
    "organization",
    "permission.",
    "role.",
    "subscription",
    "payment",
    "waitlist",
    "invitation.",
    "passkey.",
];

/// What every event of Clerk's has in common. Of a type that isn't known anything else may be anything.
#[derive(Deserialize)]
struct Envelope {
    r#type: String,
    #[serde(default)]
    timestamp: Value,
    data: Value,
}

impl Envelope {
    fn text(&self, field: &str) -> Option<&str> {
        self.data.get(field)?.as_str()
    }

    /// The person that it is about, if it says so in one of the usual places.
    fn subject(&self) -> Option<&str> {
        let id = self.text("id").filter(|_| self.r#type.starts_with("user."));
        id.or(self.text("user_id"))
    }

    fn happened_at(&self) -> DateTime<Utc> {
        let updated_at = self.data.get("updated_at").and_then(Value::as_i64);
        updated_at.or(self.timestamp.as_i64()).and_then(moment).unwrap_or_else(Utc::now)
    }

    /// What is wrong with it, as long as its sender is there to be told: with what is applied here, and no more than has to be
    /// right of what is only kept.
    fn problem(&self) -> Option<String> {
        const EXPECTED: &str = "expected a text of 1 to 255 bytes without control characters";
        if !is_name(&self.r#type) {
            return Some(format!("type: {EXPECTED}"));
        }
        if !APPLIED.contains(&self.r#type.as_str()) {
            return None;
        }
        let is = |field: &str, so: fn(&Value) -> bool| {
            self.data.get(field).is_none_or(|value| value.is_null() || so(value))
        };
        let well_made = self.data.is_object()
            && is("id", Value::is_string)
            && is("user_id", Value::is_string)
            && is("updated_at", Value::is_i64)
            && (self.timestamp.is_null() || self.timestamp.is_i64());
        if !well_made {
            return Some(NO_EVENT.to_owned());
        }
        let named = self.subject().is_none_or(is_name);
        (!named).then(|| format!("data.id or data.user_id: {EXPECTED}"))
    }
}

/// Types that do something here, and so have to be what Clerk documents.
const APPLIED: [&str; 6] =
    ["user.created", "user.updated", USER_DELETED, "session.ended", "session.removed", "session.revoked"];

const NO_EVENT: &str = "the body is not an event of Clerk's: an object with `type` and `data`";

/// Final, and applied to whoever is gone already, too.
pub(super) const USER_DELETED: &str = "user.deleted";

/// The person that an event is about, whether or not the rest of it can be read.
pub(super) fn subject_of(body: &str) -> Option<String> {
    let envelope: Envelope = serde_json::from_str(body).ok()?;
    envelope.subject().filter(|subject| is_name(subject)).map(str::to_owned)
}

/// Whether a text can be kept and looked for: not too long, and without control characters.
fn is_name(text: &str) -> bool {
    (1..=255).contains(&text.len()) && !text.chars().any(char::is_control)
}

/// A time of Clerk's: milliseconds, though the documented examples have seconds in places.
fn moment(number: i64) -> Option<DateTime<Utc>> {
    const EARLIEST_MILLIS: i64 = 100_000_000_000;
    if number < EARLIEST_MILLIS {
        DateTime::from_timestamp(number, 0)
    } else {
        DateTime::from_timestamp_millis(number)
    }
}

/// Takes in a webhook.
pub(super) async fn receive(
    keys: Option<&Keys>,
    db: &Db,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Receipt, NotReceived> {
    let keys = keys.ok_or(NotReceived::NotConfigured("CLERK_WEBHOOK_SECRET is not set on this server"))?;
    let event_id = keys.verify(headers, body)?;
    let no_event = || NotReceived::Malformed(NO_EVENT.to_owned());
    let body = std::str::from_utf8(body).map_err(|_| no_event())?;
    let envelope: Envelope = serde_json::from_str(body).map_err(|_| no_event())?;
    if let Some(problem) = envelope.problem() {
        return Err(NotReceived::Malformed(problem));
    }
    let arrival = inbox::Arrival {
        source: SOURCE,
        event_id,
        event_type: &envelope.r#type,
        body,
        subject: envelope.subject().filter(|subject| is_name(subject)),
        happened_at: envelope.happened_at(),
    };
    Ok(take_in(db, &arrival).await?)
}

#[derive(Deserialize)]
struct Event<T> {
    data: T,
}

/// What an event tells, if it is what it should be.
fn data<T: DeserializeOwned>(body: &str) -> Option<T> {
    serde_json::from_str::<Event<T>>(body).ok().map(|event| event.data)
}

/// Applies an event in the caller's transaction.
pub(super) async fn apply(tx: &Transaction, delivery: &inbox::Delivery, body: &str) -> DbResult<Effect> {
    let (event_type, happened_at) = (delivery.event_type.as_str(), delivery.happened_at);
    let unreadable = || Effect::of(inbox::Settled::Failed("UNREADABLE"));
    match event_type {
        "user.created" | "user.updated" => {
            let Some(user) = data::<User>(body) else { return Ok(unreadable()) };
            let Some(person) = Person::of(user) else { return Ok(unreadable()) };
            let heard = if event_type == "user.created" { Heard::Created } else { Heard::Updated };
            let converged = hear(tx, &person, heard).await?;
            Ok(converged.into())
        }
        USER_DELETED => match data::<payload::Deleted>(body) {
            Some(user) => delete(tx, &user.id, Some(delivery.id)).await,
            None => Ok(unreadable()),
        },
        "session.ended" | "session.removed" | "session.revoked" => match data::<payload::Session>(body) {
            Some(session) => session::end(tx, &session, happened_at).await,
            None => Ok(unreadable()),
        },
        other if OF_NO_INTEREST.iter().any(|start| other.starts_with(start)) => {
            Ok(Effect::of(inbox::Settled::Ignored("OF_NO_INTEREST")))
        }
        _ => Ok(Effect::of(inbox::Settled::Unknown("TYPE"))),
    }
}

impl From<Converged> for Effect {
    fn from(converged: Converged) -> Self {
        match converged {
            Converged::Moved { moved, .. } => {
                Self { settled: inbox::Settled::Applied(None), moved: vec![moved] }
            }
            Converged::Unchanged => Self::of(inbox::Settled::Applied(Some("UNCHANGED"))),
            Converged::Older => Self::of(inbox::Settled::Applied(Some("OLDER"))),
            Converged::Deleted => Self::of(inbox::Settled::Ignored("DELETED")),
        }
    }
}
