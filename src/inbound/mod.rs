//! What comes in by webhook: Clerk's news of people, and what other teams tell of them (capabilities P2, P3, T1).
//!
//! ```text
//! POST /webhooks/clerk ─┐ signature over the raw body, ±5 min
//! POST /events ─────────┴─▶ inbox + job, one transaction ─▶ 2xx
//!                                    │
//!                     inbound.apply ─┴─▶ clerk/ or events/, and what became of it, one transaction
//! ```
//!
//! Invariants: nothing is stored whose signature isn't good; nothing is applied twice, whatever is delivered how often and
//! in whatever order; what can't be applied yet is kept, and told to operators; a deletion is final.
//!
//! Reading order: this file (the doors), `signatures.rs`, `apply.rs` (the job), [`clerk`], [`events`],
//! `release.rs` (what was parked), `leave.rs` (erasure).

use folio_db::{Conn, Db, DbError, DbResult, inbox};
use http::HeaderMap;

use crate::jobs;

mod apply;
pub mod clerk;
mod config;
pub mod events;
mod figures;
mod leave;
mod release;
mod signatures;

pub use apply::{Apply, apply_stranded, retry};
pub use config::{DEV_EVENT_SOURCE, DEV_SECRET, Doors, NotDoors};
pub use figures::report_figures;
pub use leave::{Erase, remember};
pub use release::Release;
pub use signatures::{Keys, NotKeys};

/// What became of a delivery at the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receipt {
    /// It is new, and will be applied.
    New,
    /// It came before.
    Repeat,
}

/// Why a delivery was not taken in. Nothing of it is stored.
#[derive(Debug, thiserror::Error)]
pub enum NotReceived {
    /// Nothing is configured that could verify it.
    #[error("{0}")]
    NotConfigured(&'static str),
    /// A header that belongs to a signature is missing or can't be read.
    #[error(
        "the signature's headers are missing or can't be read: webhook-id, webhook-timestamp and webhook-signature, or the same with svix-"
    )]
    Unsigned,
    /// The signature is by none of the keys, or of another body.
    #[error("the signature is not by a key that is accepted here, or it is of another body")]
    Forged,
    /// The signature is too old, or of a time to come.
    #[error("the signature's time is more than five minutes from now")]
    Stale,
    /// No key is configured for the event's source.
    #[error("events of this source are not accepted here")]
    UnknownSource,
    /// The body is not what is accepted here; says what is.
    #[error("{0}")]
    Malformed(String),
    /// The database failed: the sender is to try again.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Takes in a delivery whose signature is good: the inbox's row and the job that applies it, or neither.
async fn take_in(db: &Db, arrival: &inbox::Arrival<'_>) -> DbResult<Receipt> {
    let tx = db.begin().await?;
    let received = receive(&tx, arrival).await;
    let received = tx.finish(received).await?;
    let (receipt, told) = match received {
        inbox::Received::New(_) => (Receipt::New, "new"),
        inbox::Received::Repeat => (Receipt::Repeat, "repeat"),
        inbox::Received::OtherBody => {
            tracing::warn!("another event came under the id of one that came before: the first is kept");
            (Receipt::Repeat, "other_body")
        }
    };
    // Sources are configured, so they are few.
    metrics::counter!("folio_inbound_received_total", "source" => arrival.source.to_owned(), "outcome" => told)
        .increment(1);
    Ok(receipt)
}

async fn receive(conn: &Conn, arrival: &inbox::Arrival<'_>) -> DbResult<inbox::Received> {
    let received = inbox::receive(conn, arrival).await?;
    if let inbox::Received::New(inbox) = received {
        jobs::enqueue(conn, &Apply { inbox }).await?;
    }
    Ok(received)
}

/// Counts a delivery that was refused at the door.
fn refused(door: &'static str, error: &NotReceived) {
    let why = match error {
        NotReceived::NotConfigured(_) => "not_configured",
        NotReceived::Unsigned => "unsigned",
        NotReceived::Forged => "forged",
        NotReceived::Stale => "stale",
        NotReceived::UnknownSource => "unknown_source",
        NotReceived::Malformed(_) => "malformed",
        NotReceived::Db(_) => "database",
    };
    metrics::counter!("folio_inbound_refused_total", "door" => door, "why" => why).increment(1);
}

impl Doors {
    /// Takes in a webhook of Clerk's.
    ///
    /// # Errors
    /// Why it was not taken in; nothing of it is stored then.
    pub async fn clerk(&self, db: &Db, headers: &HeaderMap, body: &[u8]) -> Result<Receipt, NotReceived> {
        let received = clerk::receive(self.clerk_keys(), db, headers, body).await;
        received.inspect_err(|error| refused("clerk", error))
    }

    /// Takes in an event of another team's.
    ///
    /// # Errors
    /// As [`Self::clerk`].
    pub async fn event(&self, db: &Db, headers: &HeaderMap, body: &[u8]) -> Result<Receipt, NotReceived> {
        let received = events::receive(self.sources(), db, headers, body).await;
        received.inspect_err(|error| refused("events", error))
    }
}
