//! What other teams tell of people, as CloudEvents 1.0 in structured mode (capability T1).
//!
//! An event is known by its source and its id. It is about the person whose Clerk id is its `subject`: somebody who is not
//! here yet finds what waited for them when they register, and somebody who is gone for good has it thrown away.
//!
//! Types that aren't known, newer versions among them, are kept with what they say and told to operators.

use std::collections::BTreeMap;

use folio_db::{Db, DbResult, Transaction, inbox};
use http::HeaderMap;

use super::{Keys, NotReceived, Receipt, apply::Effect, take_in};

mod cloud_event;

pub use cloud_event::CloudEvent;

/// Takes in an event.
pub(super) async fn receive(
    sources: &BTreeMap<String, Keys>,
    db: &Db,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Receipt, NotReceived> {
    if sources.is_empty() {
        return Err(NotReceived::NotConfigured("FOLIO_EVENT_SOURCES is not set on this server"));
    }
    let malformed = |problem: cloud_event::Problem| NotReceived::Malformed(problem.to_string());
    // Which key it is to be signed with stands in the body; nothing else of it is looked at before.
    let text = std::str::from_utf8(body).map_err(|_| malformed(cloud_event::Problem::NOT_JSON))?;
    let source = cloud_event::source_of(text).map_err(malformed)?;
    let keys = sources.get(&source).ok_or(NotReceived::UnknownSource)?;
    keys.verify(headers, body)?;
    let event = CloudEvent::parse(text).map_err(malformed)?;
    let arrival = inbox::Arrival {
        source: &event.source,
        event_id: &event.id,
        event_type: &event.event_type,
        body: text,
        subject: event.subject.as_deref(),
        happened_at: event.time,
    };
    Ok(take_in(db, &arrival).await?)
}

/// Applies an event in the caller's transaction.
pub(super) async fn apply(_: &Transaction, _: &str, _: &str) -> DbResult<Effect> {
    Ok(Effect::of(inbox::Settled::Unknown("TYPE")))
}
