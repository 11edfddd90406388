//! The feed at work (capability E1): of all processes one gives events their places, and each wakes its own subscribers by
//! what the feed tells, whoever wrote it: another process, an import, a command.
//!
//! A mutation of this process has woken them already, see `write/`; the feed tells it again, with the same version, and
//! the hub lets that pass.
//!
//! Reading order: this file, `sequence.rs` (places), `follow.rs` (waking this process's subscribers), `consumer.rs` (who
//! follows for good), `dispatch.rs` (which events ask for which jobs), `lag.rs`, `envelope.rs` and `schemas.rs` (what other
//! teams get).

use std::{sync::Arc, time::Duration};

use folio_db::{Db, PoolSettings};
use tokio_util::sync::CancellationToken;

use crate::live::Hub;

pub mod consumer;
mod dispatch;
pub mod envelope;
mod follow;
mod lag;
pub mod schemas;
mod sequence;

pub use dispatch::Dispatch;
pub use lag::report as report_lag;
/// The event that a session at Clerk has ended; its item is the session's key.
pub const SESSION_ENDED: &str = "session.ended";

/// Most events that are read at once.
const BATCH: i64 = 500;
/// Between two looks at the feed when nobody wakes us, and before another try when the database is away.
const PATIENCE: Duration = Duration::from_secs(1);

/// Sequences, if nobody else does, and follows the feed until `shutdown`.
pub async fn run(settings: PoolSettings, db: Db, hub: Arc<dyn Hub>, shutdown: CancellationToken) {
    let work = async {
        tokio::join!(
            sequence::run(&settings, &db),
            follow::listen(&settings, &db),
            follow::run(&db, hub.as_ref())
        )
    };
    shutdown.run_until_cancelled(work).await;
}
