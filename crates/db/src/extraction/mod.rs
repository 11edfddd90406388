//! Facets (capability P8): what is derived from work history, headline, skills and certificates for matching. The owner's
//! alone.
//!
//! Invariants:
//! - **Whatever writes a profile asks for its reading** if what is to be read is another text than before: the row is
//!   PENDING, and one job waits, in the transaction that wrote. A write of anything else sends no statement for it.
//! - **A facet never outlives what it follows from.** An item that is removed takes its facets along by its foreign key; a
//!   text that is changed takes them along by [`FacetRow::basis`], before it is read anew.
//! - A result is written under the profile's lock, and only if what was read is still what is there ([`settle`]).
//!
//! Reading order: `source.rs` (what is read), this file (asking), `facets.rs` (what was found), `standing.rs` (how far it
//! is), `budget.rs` (questions to a model, counted).

use diesel::sql_types;
use diesel_async::RunQueryDsl;
use serde::Serialize;
use uuid::Uuid;

use crate::{aggregate::Aggregate, error::DbResult, fixed::Fixed, json::Json, pool::Conn};

mod budget;
mod facets;
mod source;
mod standing;

pub use budget::{Budget, Reserved, give_back, reserve};
pub use facets::{FACETS_CHANGED, FacetKind, FacetPage, FacetRow, Settled, kept, page, settle};
pub use source::{CONSENT_TEXT, Read, Source, SourceItem, SourceKind, Text, read};
pub use standing::{
    ExtractionState, Readers, Standing, Unread, ask_again, ask_all, standing, unread, waiting,
};

/// The kind of the job that reads a profile.
pub const JOB: &str = "profile.extract";
/// How often that may be tried.
pub const JOB_ATTEMPTS: i32 = 20;

/// A profile whose texts are others than those that were last asked to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Asked {
    profile_id: Uuid,
    source_digest: i64,
    job: Uuid,
    /// What facets may follow from, as it is now.
    bases: Vec<i64>,
}

/// A row of `profile_extraction` of who was loaded.
pub(crate) struct UnreadRow {
    pub(crate) profile_id: Uuid,
    pub(crate) status: &'static str,
    pub(crate) source_digest: i64,
}

impl Asked {
    fn of(profile_id: Uuid, source: &Source) -> Self {
        Self { profile_id, source_digest: source.digest(), job: Uuid::now_v7(), bases: source.bases() }
    }

    /// For those who are loaded in bulk: nobody asks yet.
    pub(crate) fn left_unread(self) -> UnreadRow {
        UnreadRow { profile_id: self.profile_id, status: "NONE", source_digest: self.source_digest }
    }
}

impl Aggregate {
    /// What is to be read, if it is another text than before. Nothing to read and never was is no text.
    pub(crate) fn reading(&self) -> Option<Asked> {
        let source = Source::of(self);
        let same = match self.extraction {
            Some(known) => known == source.digest(),
            None => source.items.is_empty(),
        };
        (!same).then(|| Asked::of(self.profile.id, &source))
    }
}

/// Marks what is to be read, removes the facets of texts that are no longer there, and asks for the jobs, each once as long
/// as none waits: one that does is held until the transaction ends, as by [`crate::jobs::enqueue`]. Whoever asks for several
/// locks them in the order of the profiles' ids. One statement, whatever their number; none for none.
pub(crate) async fn ask(conn: &Conn, asked: Vec<Asked>) -> DbResult<()> {
    const ASK: &str = "\
        WITH asked AS (
            SELECT * FROM json_to_recordset($1) AS asked (profile_id uuid, source_digest bigint, job uuid, bases bigint[])
        ), marked AS (
            INSERT INTO profile_extraction AS known (profile_id, status, source_digest, requested_at)
            SELECT profile_id, 'PENDING', source_digest, now() FROM asked ORDER BY profile_id
            ON CONFLICT (profile_id) DO UPDATE SET status = 'PENDING', source_digest = excluded.source_digest,
                requested_at = coalesce(known.requested_at, now())
        ), gone AS (
            DELETE FROM profile_facets USING asked
            WHERE profile_facets.profile_id = asked.profile_id AND profile_facets.basis <> ALL (asked.bases)
        )
        INSERT INTO jobs (id, kind, payload, profile_id, dedupe, dedupe_key, max_attempts)
        SELECT job, $2, json_build_object('profileId', profile_id), profile_id, 'WAITING', profile_id::text, $3
        FROM asked ORDER BY asked.profile_id
        ON CONFLICT (kind, dedupe_key) WHERE dedupe = 'WAITING' AND state = 'READY' AND attempt = 0
        DO UPDATE SET run_at = least(jobs.run_at, excluded.run_at)";
    if asked.is_empty() {
        return Ok(());
    }
    conn.run(
        Fixed(
            diesel::sql_query(ASK)
                .bind::<sql_types::Json, _>(Json(asked))
                .bind::<sql_types::Text, _>(JOB)
                .bind::<sql_types::Integer, _>(JOB_ATTEMPTS),
        )
        .execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}
