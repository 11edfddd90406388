//! What other teams tell of people, as CloudEvents 1.0 in structured mode (capability T1).
//!
//! An event is known by its source and its id. It is about the person whose Clerk id is its `subject`: somebody who is not
//! here yet finds what waited for them when they register, and somebody who is gone for good has it thrown away.
//!
//! Types that aren't known, newer versions among them, are kept with what they say and told to operators.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use folio_db::{
    Db, DbResult, Transaction, accounts, external,
    inbox::{self, Settled, WaitsFor},
    write,
};
use http::HeaderMap;

use super::{
    Keys, NotReceived, Receipt,
    apply::{Effect, Moved},
    take_in,
};
use crate::activity::{self, Applied, CLOCKS_APART, Fact, NotAFact, Origin, Problem, Told};

mod cloud_event;

pub use cloud_event::CloudEvent;
pub(super) use cloud_event::subject_of;

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
    let time = event.time.unwrap_or_else(Utc::now);
    check(&event, time)?;
    let arrival = inbox::Arrival {
        source: &event.source,
        event_id: &event.id,
        event_type: &event.event_type,
        body: text,
        subject: event.subject.as_deref(),
        happened_at: time,
    };
    Ok(take_in(db, &arrival).await?)
}

/// Refuses what is of a type that is known and can't be applied, as long as its sender is there to be told.
fn check(event: &CloudEvent, time: DateTime<Utc>) -> Result<(), NotReceived> {
    match event.fact(time) {
        Err(NotAFact::UnknownType) => Ok(()),
        Err(NotAFact::Invalid(problems)) => {
            let problems: Vec<String> =
                problems.into_iter().map(|Problem { path, message }| format!("{path}: {message}")).collect();
            Err(NotReceived::Malformed(problems.join("; ")))
        }
        Ok(_) if event.subject.is_none() => {
            let expected = "subject: expected the Clerk id of whom the event is about";
            Err(NotReceived::Malformed(expected.to_owned()))
        }
        Ok(_) if !event.has_good_time() => {
            Err(NotReceived::Malformed(cloud_event::Problem::TIME.to_string()))
        }
        Ok(_) => Ok(()),
    }
}

impl CloudEvent {
    /// What it tells of a person.
    fn fact(&self, time: DateTime<Utc>) -> Result<Fact, NotAFact> {
        let origin = Origin::new(&self.source, &self.id, self.time.unwrap_or(time));
        Fact::read(&self.event_type, origin, &self.data)
    }

    /// Whether it says when it happened, and not of a time to come, which would win over everything until then.
    fn has_good_time(&self) -> bool {
        self.time.is_some_and(|time| time <= Utc::now() + CLOCKS_APART)
    }
}

/// Applies an event in the caller's transaction. `happened_at` stands in for a time that it doesn't have.
pub(super) async fn apply(tx: &Transaction, body: &str, happened_at: DateTime<Utc>) -> DbResult<Effect> {
    let settled = |settled| Ok(Effect::of(settled));
    let Ok(event) = CloudEvent::parse(body) else { return settled(Settled::Failed("UNREADABLE")) };
    let fact = match event.fact(happened_at) {
        Ok(fact) => fact,
        Err(NotAFact::UnknownType) => return settled(Settled::Unknown("TYPE")),
        Err(NotAFact::Invalid(_)) => return settled(Settled::Failed("INVALID")),
    };
    if !event.has_good_time() {
        return settled(Settled::Failed("TIME"));
    }
    let Some(subject) = &event.subject else { return settled(Settled::Failed("NO_SUBJECT")) };
    if !accounts::gate(tx, subject).await? {
        return settled(Settled::Ignored("DELETED"));
    }
    let Some(profile_id) = external::known(tx, subject).await?.and_then(|known| known.profile_id) else {
        return settled(Settled::Parked(WaitsFor::Person));
    };
    let Some(profile) = write::lock(tx, profile_id).await? else {
        return settled(Settled::Parked(WaitsFor::Person));
    };
    let mut applied = activity::apply(&profile, &fact).await?;
    if let (Applied::UnknownBadge, Told::BadgeAwarded(award)) = (&applied, &fact.told) {
        // It may be defined at this very moment.
        inbox::wait_for_badge(tx, &award.badge).await?;
        applied = activity::apply(&profile, &fact).await?;
    }
    match applied {
        Applied::Changed(record) => {
            let version = profile.record(&record).await?;
            if makes_room(&fact.told) {
                inbox::release_room(tx, profile_id).await?;
            }
            Ok(Effect { settled: Settled::Applied(None), moved: vec![Moved { profile_id, version }] })
        }
        Applied::Unchanged => settled(Settled::Applied(Some("UNCHANGED"))),
        Applied::Full => match fact.told {
            // One that stands may be taken back or be over some day.
            Told::BadgeAwarded(_) => settled(Settled::Parked(WaitsFor::Room(profile_id))),
            _ => settled(Settled::Failed("TOO_MANY")),
        },
        Applied::Retired => settled(Settled::Failed("RETIRED")),
        Applied::UnknownBadge => match fact.told {
            Told::BadgeAwarded(award) => settled(Settled::Parked(WaitsFor::Badge(award.badge))),
            _ => settled(Settled::Failed("NO_BADGE")),
        },
    }
}

/// Whether one award fewer may stand after this.
fn makes_room(told: &Told) -> bool {
    match told {
        Told::BadgeRevoked(_) => true,
        Told::BadgeAwarded(award) => award.expires_at.is_some_and(|end| end <= Utc::now()),
        Told::CourseCompleted(_) | Told::GigCompleted(_) => false,
    }
}
