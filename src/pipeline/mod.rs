//! How the work for a profile stands (the feed's jobs, as their owner sees them).
//!
//! Reading order: `stages.rs` (which job belongs to which stage), `types.rs` (what is shown), `subscriptions.rs`.
//!
//! Invariant: it is the owner's alone, since work under way tells of what is hidden from others.

mod stages;
mod subscriptions;
mod types;

pub use stages::PipelineStage;
pub use subscriptions::PipelineSubscription;
pub use types::{PipelineState, PipelineStatus, StageStatus};
