//! What the messages of subscriptions with a cursor have in common.

use async_graphql::Enum;

/// What a message of a subscription with a cursor brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum)]
pub enum MessageKind {
    /// What stands now: the first message of one who comes without a cursor.
    State,
    /// What has changed since the message before, or since the cursor that was brought.
    Events,
    /// What stands now, since it can't be told what has changed since the cursor that was brought: forget what you had.
    Resync,
}
