//! `user.deleted`: final.

use folio_db::{
    DbResult, Transaction, accounts, external, inbox, media, profiles,
    tombstones::{self, Tombstone},
    write::{self, Actor, Event, Record},
};
use folio_policy::{Field, ProfileState};
use uuid::Uuid;

use crate::{
    inbound::{
        Erase,
        apply::{Effect, Moved, count_settled},
    },
    jobs,
};

/// Hides somebody's profile at once and has them erased; whatever comes of them later, an event or a request with a token
/// that is still good, makes nobody anew. Somebody who was never here is remembered as gone all the same: their
/// `user.created` may still be on its way. `delivery` is what tells it, if it is one of the inbox.
///
/// # Errors
/// As any query.
pub(in crate::inbound) async fn delete(
    tx: &Transaction,
    clerk_id: &str,
    delivery: Option<Uuid>,
) -> DbResult<Effect> {
    let first = accounts::gate(tx, clerk_id).await?;
    tombstones::set(tx, &[Tombstone::ClerkId(clerk_id)]).await?;
    for source in inbox::empty_person(tx, clerk_id, delivery).await? {
        count_settled(tx, source, inbox::InboxState::Ignored);
    }
    let done = |moved| Effect { settled: inbox::Settled::Applied((!first).then_some("REPEAT")), moved };
    let Some(known) = external::known(tx, clerk_id).await? else { return Ok(done(Vec::new())) };
    jobs::enqueue(tx, &Erase { user: known.user_id }).await?;
    let Some(profile_id) = known.profile_id else { return Ok(done(Vec::new())) };
    let Some(profile) = write::lock(tx, profile_id).await? else { return Ok(done(Vec::new())) };
    if profile.state == ProfileState::Erased {
        return Ok(done(Vec::new()));
    }
    media::move_away(&profile).await?;
    profiles::set_state(&profile, ProfileState::Erased).await?;
    let field = Field::PublicationState;
    let states =
        serde_json::json!({ field.coordinate(): [profile.state.name(), ProfileState::Erased.name()] });
    let record = Record {
        fields: vec![field.coordinate()].into(),
        toggles: Some(states),
        ..Record::of(Actor::Service, "clerk.user_deleted", Event::of("profile.deleted"))
    };
    let version = profile.record(&record).await?;
    Ok(done(vec![Moved { profile_id, version }]))
}
