//! The write path: one helper for every mutation (design.md, "The write path").
//!
//! A mutation is a [`Change`]: a value that knows how to change the tables of a locked profile, or why it won't. Around
//! it, [`commit`] does what all mutations have in common, in one transaction: the idempotency key, the lock, the rights,
//! the version, and what [`folio_db::write::Locked::record`] leaves behind.
//!
//! Reading order: this file, `user_error.rs` (what a client is told), `checks.rs` (input, field by field),
//! `conflict.rs`, `rehearsal.rs` (what a change would come to), `staff.rs` (what staff change), `others.rs` (what people say of each other), `beside.rs` (what isn't part of a profile), `turns.rs` (how many at once).
//!
//! Invariants: a mutation acts on the caller's own profile alone, those of staff and what people say of each other apart; nothing of a refusal lasts; nothing of what somebody
//! wrote is in an outcome, so that a repeat shows what they may see now.

use std::sync::{Arc, Mutex, PoisonError};

use async_graphql::{Context, Result};
use folio_db::{
    Db, DbError, DbResult, Transaction,
    write::{self, Actor, Claim, Event, IdempotencyKey, Locked, Record, RequestHash, Since},
};
use folio_policy::{Field, ProfileState, Section};
use serde::{Deserialize, Serialize};
use tracing::Instrument;
use uuid::Uuid;

use crate::graphql::{
    error::{fault, unauthenticated},
    loader,
};

mod beside;
mod checks;
mod conflict;
mod others;
mod rehearsal;
mod request;
mod staff;
mod turns;
mod user_error;

pub use beside::{Errand, commit_beside};
pub use checks::Checks;
pub use conflict::{ActorKind, Conflict, ConflictingChange};
pub use others::{Deed, Speaker, commit_about};
pub use rehearsal::{Rehearsal, rehearse};
use request::{request_hash, unusable_key};
pub(crate) use staff::nothing_there;
pub use staff::{Common, commit_common, commit_for};
pub use turns::Turns;
pub use user_error::{UserError, UserErrorCode, catalogue, catalogue_json};

/// One mutation's change of a profile.
pub trait Change: Send + Sync + Sized + 'static {
    /// The states of the profile in which its owner may do this.
    const WHILE: &[ProfileState] = &[ProfileState::Active];

    /// The mutation's name: `educationAdd`.
    fn action(&self) -> &'static str;

    /// Where it leaves what its answer tells beside the id.
    fn notes(&self) -> Notes {
        Notes::default()
    }

    /// Changes the tables, or says why not; what it did before a refusal is undone.
    fn apply(self, profile: &Locked<'_>) -> impl Future<Output = DbResult<Verdict>> + Send;
}

/// What a change tells of itself beside its verdict: kept with the outcome, so that a repeat is told the same. It holds nothing of
/// what somebody wrote. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Notes(Arc<Mutex<Option<serde_json::Value>>>);

impl Notes {
    /// Leaves it.
    pub fn leave(&self, notes: serde_json::Value) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(notes);
    }

    fn take(&self) -> Option<serde_json::Value> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// What became of a change.
#[derive(Debug)]
pub enum Verdict {
    /// Done.
    Done(Applied),
    /// Done, and no page shows anything of it: it is written down and told, and no version moves.
    Noted(Applied),
    /// Everything is as it was asked for already: nothing is written, no version moves. Holds the item, if it was about
    /// one.
    Unchanged(Option<Uuid>),
    /// Not done, and why.
    Refused(Vec<UserError>),
}

impl From<UserError> for Verdict {
    fn from(error: UserError) -> Self {
        Self::Refused(vec![error])
    }
}

/// What a change did: see [`Record`].
#[derive(Debug)]
pub struct Applied {
    /// The event's type: `education.added`.
    pub event: &'static str,
    /// The fields that moved.
    pub fields: Vec<Field>,
    /// The sections whose toggle moved.
    pub toggled: Vec<Section>,
    /// The sections that were touched beside those of the fields.
    pub sections: Vec<Section>,
    /// The item, and its version unless it is gone.
    pub subject: Option<(Uuid, Option<i64>)>,
    /// What toggles and switches were and are.
    pub toggles: Option<serde_json::Value>,
    /// The item that the event names, where that isn't the subject.
    pub told_of: Option<Uuid>,
}

impl Applied {
    /// Nothing but this event, to be filled.
    #[must_use]
    pub fn of(event: &'static str) -> Self {
        let (fields, toggled, sections) = (Vec::new(), Vec::new(), Vec::new());
        Self { event, fields, toggled, sections, subject: None, toggles: None, told_of: None }
    }

    /// What the write leaves behind.
    pub(crate) fn record(self, actor: Actor, action: &'static str) -> Record {
        let Self { event, fields, toggled, sections, subject, toggles, told_of } = self;
        let mut touched: Vec<&'static str> = fields
            .iter()
            .map(|field| field.row().section)
            .chain(toggled.iter().copied())
            .chain(sections)
            .map(Section::name)
            .collect();
        touched.sort_unstable();
        touched.dedup();
        let moved: Vec<&'static str> =
            fields.into_iter().map(Field::coordinate).chain(toggled.into_iter().map(Section::name)).collect();
        let item_id = told_of.or(subject.map(|(id, _)| id));
        let event = Event { event_type: event, sections: touched.into(), item_id };
        Record { fields: moved.into(), subject, toggles, ..Record::of(actor, action, event) }
    }
}

/// What a mutation came to, and of it what is kept for a repeat: an id and [`Notes`], no values.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Outcome {
    /// The item that it was about.
    pub subject: Option<Uuid>,
    /// See [`Change::notes`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<serde_json::Value>,
    /// Whether the request had been done before, so that nothing was done now.
    #[serde(skip)]
    pub repeated: bool,
    /// Why nothing was done. Not kept: a refusal isn't.
    #[serde(skip)]
    pub user_errors: Vec<UserError>,
    /// The version that the profile was left at, if this very request has moved it.
    #[serde(skip)]
    version: Option<i64>,
}

impl Outcome {
    /// Everything is as it was asked for already.
    #[must_use]
    pub(crate) const fn unchanged(subject: Uuid) -> Self {
        Self { subject: Some(subject), notes: None, repeated: false, user_errors: Vec::new(), version: None }
    }

    /// Nothing was done, for these reasons.
    #[must_use]
    pub const fn refused(user_errors: Vec<UserError>) -> Self {
        Self { subject: None, notes: None, repeated: false, user_errors, version: None }
    }
}

/// The arguments that mutations have in common.
#[derive(Debug, Default)]
pub struct Terms {
    /// The version of the profile that the client saw, where the mutation takes the profile's.
    pub expected_version: Option<i64>,
    /// The client's name for this request.
    pub idempotency_key: Option<String>,
}

/// Does a change to the caller's own profile, or says why not.
///
/// The work runs to its end whether or not the client waits for it, so that one who leaves costs no connection; unless the
/// process ends, and then the server undoes it.
///
/// # Errors
/// For somebody who isn't signed in, and when the database fails: nothing is changed then.
pub async fn commit<C: Change>(ctx: &Context<'_>, terms: Terms, change: C) -> Result<Outcome> {
    let viewer = loader::viewer(ctx).await?;
    let Some(account) = viewer.account() else { return Err(unauthenticated()) };
    let profile_id = account
        .profile_id
        .ok_or_else(|| fault(DbError::Corrupt("a user has no profile: run backfill-profiles")))?;
    let work = OfProfile { profile_id, named: "", actor: Actor::Owner(account.user_id), change };
    carry_out(ctx, account.user_id, terms, work).await
}

/// Something to be done in one transaction, once for each idempotency key.
trait Work: Send + Sized + 'static {
    fn action(&self) -> &'static str;

    /// The profile that it changes, if it is one.
    fn profile(&self) -> Option<Uuid>;

    fn attempt(self, tx: &Transaction, terms: &Terms) -> impl Future<Output = DbResult<Outcome>> + Send;
}

async fn carry_out<W: Work>(ctx: &Context<'_>, user_id: Uuid, terms: Terms, work: W) -> Result<Outcome> {
    if let Some(error) = terms.idempotency_key.as_deref().and_then(unusable_key) {
        return Ok(Outcome::refused(vec![error]));
    }
    let (action, profile_id) = (work.action(), work.profile());
    let request = Request { user_id, hash: request_hash(action, ctx.field().arguments()?), terms };
    let session = Arc::clone(loader::session(ctx));
    let work = async move {
        let _turn = session.services.turns.take(request.user_id).await?;
        let outcome = perform(&session.services.db, &request, work).await;
        // After the commit and before the answer. A failure may have come after the commit, too.
        let hub = &session.services.hub;
        match (&outcome, profile_id) {
            (Ok(Outcome { version: None, .. }), _) | (_, None) => {}
            (Ok(Outcome { version, .. }), Some(profile)) => hub.publish(profile, *version),
            (Err(_), Some(profile)) => hub.publish(profile, None),
        }
        outcome
    };
    let work = tokio::spawn(work.in_current_span());
    let outcome = work.await.map_err(|error| {
        // Its message may hold a person's data; the panic hook decides what to say of it.
        tracing::error!(action, panicked = error.is_panic(), "a mutation did not end");
        fault(DbError::Unfinished)
    })?;
    let outcome = outcome.map_err(fault)?;
    let refusal = outcome.user_errors.first().map_or("", |error| error.code.as_str());
    metrics::counter!("folio_mutations_total", "action" => action, "refusal" => refusal).increment(1);
    Ok(outcome)
}

struct Request {
    user_id: Uuid,
    hash: RequestHash,
    terms: Terms,
}

impl Request {
    fn key(&self) -> Option<IdempotencyKey<'_>> {
        let key = self.terms.idempotency_key.as_deref()?;
        Some(IdempotencyKey { actor_id: self.user_id, key })
    }
}

async fn perform<W: Work>(db: &Db, request: &Request, work: W) -> DbResult<Outcome> {
    let tx = db.begin().await?;
    match perform_in(&tx, request, work).await {
        // Nothing of a refusal lasts, its key included: what was refused may be right the next time.
        Ok(outcome) if !outcome.user_errors.is_empty() => {
            tx.rollback().await?;
            Ok(outcome)
        }
        outcome => tx.finish(outcome).await,
    }
}

async fn perform_in<W: Work>(tx: &Transaction, request: &Request, work: W) -> DbResult<Outcome> {
    let Some(key) = request.key() else { return work.attempt(tx, &request.terms).await };
    match write::claim(tx, key, &request.hash).await? {
        Claim::Repeat(outcome) => Ok(Outcome { repeated: true, ..outcome }),
        Claim::OtherRequest => Ok(Outcome::refused(vec![UserError::new(
            UserErrorCode::IdempotencyKeyReused,
            "this key belongs to another request: use a new key for each request",
            &["idempotencyKey"],
        )])),
        Claim::Fresh => {
            let outcome = work.attempt(tx, &request.terms).await?;
            if outcome.user_errors.is_empty() {
                write::keep(tx, key, &outcome).await?;
            }
            Ok(outcome)
        }
    }
}

/// A change of a profile.
struct OfProfile<C> {
    profile_id: Uuid,
    /// The argument that named it, if one did.
    named: &'static str,
    actor: Actor,
    change: C,
}

impl<C: Change> Work for OfProfile<C> {
    fn action(&self) -> &'static str {
        self.change.action()
    }

    fn profile(&self) -> Option<Uuid> {
        Some(self.profile_id)
    }

    async fn attempt(self, tx: &Transaction, terms: &Terms) -> DbResult<Outcome> {
        let Self { profile_id, named, actor, change } = self;
        let profile = match (write::lock(tx, profile_id).await?, actor) {
            (Some(profile), _) => profile,
            (None, Actor::Owner(_)) => return Err(DbError::Corrupt("the caller's profile is gone")),
            (None, _) => return Ok(Outcome::refused(vec![nothing_there(named)])),
        };
        if !C::WHILE.contains(&profile.state) {
            return Ok(Outcome::refused(vec![read_only(profile.state)]));
        }
        let stale = terms.expected_version.filter(|expected| *expected != profile.version);
        let by_owner = matches!(actor, Actor::Owner(_));
        if let Some(expected) = stale.filter(|_| by_owner) {
            let changes = write::changes_since(tx, profile.profile_id, Since::Profile(expected)).await?;
            let conflict = Conflict::new(profile.version, changes);
            return Ok(Outcome::refused(vec![UserError::of_conflict(conflict)]));
        }
        let (action, notes) = (change.action(), change.notes());
        let verdict = change.apply(&profile).await?;
        // How often and when somebody changes their profile, and what of it, is theirs alone to know. So the versions are
        // compared last for others: one who is refused for something else learns nothing of the version, and one who isn't has
        // done what they asked for.
        if stale.is_some() && !matches!(verdict, Verdict::Refused(_)) {
            return Ok(Outcome::refused(vec![UserError::stale()]));
        }
        let outcome = conclude(profile, verdict, actor, action).await?;
        let notes = notes.take().filter(|_| outcome.user_errors.is_empty());
        Ok(Outcome { notes, ..outcome })
    }
}

/// Writes down what a change has done.
async fn conclude(
    profile: Locked<'_>,
    verdict: Verdict,
    actor: Actor,
    action: &'static str,
) -> DbResult<Outcome> {
    match verdict {
        Verdict::Done(applied) => {
            let subject = applied.subject.map(|(id, _)| id);
            let version = profile.record(&applied.record(actor, action)).await?;
            Ok(Outcome { subject, version: Some(version), ..Outcome::default() })
        }
        Verdict::Noted(applied) => {
            let subject = applied.subject.map(|(id, _)| id);
            profile.note(&applied.record(actor, action)).await?;
            Ok(Outcome { subject, ..Outcome::default() })
        }
        Verdict::Unchanged(subject) => Ok(Outcome { subject, ..Outcome::default() }),
        Verdict::Refused(user_errors) => Ok(Outcome::refused(user_errors)),
    }
}

/// The profile isn't active.
pub(crate) fn read_only(state: ProfileState) -> UserError {
    let message = format!(
        "the profile is {} and can't be changed; profileStateSet brings back one that its owner put away",
        state.name()
    );
    UserError::new(UserErrorCode::ReadOnly, message, &[])
}
