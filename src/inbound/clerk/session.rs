//! Sessions that have ended: told to every process by the feed, which closes what is open under them.

use chrono::{DateTime, TimeDelta, Utc};
use folio_db::{
    DbResult, Transaction, external, inbox,
    write::{self, Event},
};

use super::payload::Session;
use crate::{events::SESSION_ENDED, inbound::apply::Effect};

/// Longer than a token of a session lives: afterwards there is nothing to be closed.
const TOKENS_LIVE: TimeDelta = TimeDelta::minutes(2);

/// Tells the end. The event names the session by a key that only this platform can make, so that whoever reads the feed
/// learns nothing of it.
pub(super) async fn end(tx: &Transaction, session: &Session, happened_at: DateTime<Utc>) -> DbResult<Effect> {
    let nobody = || Effect::of(inbox::Settled::Ignored("NOBODY"));
    let Some(known) = external::known(tx, &session.user_id).await? else {
        // Whoever isn't known yet may be by a request under a token of this session: then it is told at once.
        let fresh = happened_at > Utc::now() - TOKENS_LIVE;
        return Ok(if fresh {
            Effect::of(inbox::Settled::Parked(inbox::WaitsFor::Person))
        } else {
            nobody()
        });
    };
    let Some(profile_id) = known.profile_id else { return Ok(nobody()) };
    let Some(profile) = write::lock(tx, profile_id).await? else { return Ok(nobody()) };
    let item_id = Some(tx.session_key(&session.id));
    profile.tell(&Event { item_id, ..Event::of(SESSION_ENDED) }).await?;
    Ok(Effect::of(inbox::Settled::Applied(None)))
}
