//! Badges (capability T2). `catalogue.rs` is what can be awarded, open to everybody; `types.rs` what viewers see of an award;
//! `mutations/` what staff award and owners put first; `jobs.rs` what follows later. Rows and SQL are in
//! `folio_db::{badges, badge_awards}`. What comes by events is in [`crate::activity`].

mod catalogue;
mod jobs;
mod mutations;
mod subscriptions;
mod types;

pub use catalogue::{Badge, BadgeCatalogueQuery, BadgeTier};
pub use jobs::{ExpireBadge, RefreshBadge, RefreshHolder};
pub use mutations::{BadgeAwardInput, BadgeAwardPayload, BadgeDefinePayload, BadgeInput, BadgeMutation};
pub use subscriptions::{BadgeEvent, BadgeEventType, BadgeMessage, BadgeSubscription};
pub use types::{BadgeAward, BadgeStatus};
