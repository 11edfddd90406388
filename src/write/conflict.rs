//! What a stale version gets: what has changed since, and by whom. Told to the owner alone; staff get
//! [`UserError::stale`](super::UserError::stale), and of a catalogue, which is nobody's, its version.

use async_graphql::{Enum, SimpleObject};
use chrono::{DateTime, Utc};
use folio_db::write::Change;

use crate::graphql::scalar::Int64;

/// Who changed something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum ActorKind {
    /// The owner, perhaps in another window.
    Owner,
    /// Staff.
    Staff,
    /// The platform: an import, an event, a command.
    Service,
    /// Somebody else, who took back what they had said.
    Member,
}

/// One change since the version that the caller saw.
#[derive(Debug, Clone, PartialEq, Eq, SimpleObject)]
pub struct ConflictingChange {
    /// The profile's version that it left.
    version: Int64,
    /// The mutation or command: "educationUpdate".
    action: String,
    /// What moved: fields as `Type.field`, and sections by name where it was their toggle. Empty where a change isn't told
    /// that exactly: an import, an order, a removal.
    fields: Vec<String>,
    /// Who did it.
    by: ActorKind,
    /// When.
    at: DateTime<Utc>,
}

/// What has changed since the version that the caller saw.
#[derive(Debug, Clone, PartialEq, Eq, SimpleObject)]
pub struct Conflict {
    /// The present version, of the item or the profile, whichever the mutation takes.
    current_version: Int64,
    /// The changes since, newest first, at most 20.
    changes: Vec<ConflictingChange>,
}

impl Conflict {
    /// A conflict with the present version.
    #[must_use]
    pub fn new(current_version: i64, changes: Vec<Change>) -> Self {
        let changes = changes
            .into_iter()
            .map(|change| ConflictingChange {
                version: Int64(change.version),
                action: change.action,
                fields: change.fields,
                by: match change.actor_kind.as_str() {
                    "OWNER" => ActorKind::Owner,
                    "STAFF" => ActorKind::Staff,
                    "MEMBER" => ActorKind::Member,
                    _ => ActorKind::Service,
                },
                at: change.at,
            })
            .collect();
        Self { current_version: Int64(current_version), changes }
    }
}
