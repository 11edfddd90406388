//! Sessions that have ended: told to every process by the feed, which closes what is open under them.

use folio_db::{
    DbResult, Transaction, external, inbox,
    write::{self, Event},
};

use super::payload::Session;
use crate::{events::SESSION_ENDED, inbound::apply::Effect};

/// Tells the end. The event names the session by a key that only this platform can make, so that whoever reads the feed
/// learns nothing of it.
pub(super) async fn end(tx: &Transaction, session: &Session) -> DbResult<Effect> {
    let nobody = || Effect::of(inbox::Settled::Ignored("NOBODY"));
    // Whoever isn't known has never been here under this session, or is gone for good.
    let Some(known) = external::known(tx, &session.user_id).await? else { return Ok(nobody()) };
    let Some(profile_id) = known.profile_id else { return Ok(nobody()) };
    let Some(profile) = write::lock(tx, profile_id).await? else { return Ok(nobody()) };
    let item_id = Some(tx.session_key(&session.id));
    profile.tell(&Event { item_id, ..Event::of(SESSION_ENDED) }).await?;
    Ok(Effect::of(inbox::Settled::Applied(None)))
}
