//! Invented people, as many as wanted: what `folio seed` loads for measuring and for demonstrations.
//!
//! Invariants:
//! - **Deterministic**: the same number and the same seed give the same rows, ids and times included; profile 17 does
//!   not depend on how many follow.
//! - Every person, school, company and address is invented; addresses are under names reserved for examples.
//! - Rows go through the snapshot builder of every other write, start at version 1 and write no outbox rows.
//! - Rows of others are left alone.
//!
//! Reading order: this file (the pipeline), [`generate`] (one person), `words` (what they are made of). The SQL is in
//! [`folio_db::bulk`].

mod generate;
mod rng;
mod words;

use std::time::{Duration, Instant};

use folio_db::{
    DbError, PoolSettings,
    bulk::{BulkAccount, BulkLoader, Numbered, RowCounts},
};
pub(crate) use generate::CLERK_ID_PREFIX;
use tokio::sync::mpsc;

/// The fewest and the most profiles that may be asked for.
pub const PROFILES: std::ops::RangeInclusive<u64> = 1..=10_000_000;

/// Accounts per transaction: some 30 MB in memory, and about a quarter of a second of work.
const BATCH: u64 = 2_000;

/// Batches that wait for the database, so that neither side idles.
const BATCHES_AHEAD: usize = 2;

/// What to load.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeedOptions {
    /// How many seeded profiles the database holds in the end.
    pub profiles: u64,
    /// Other seeds give other people.
    pub seed: u64,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Profiles that are there, those of an earlier run included.
    pub done: u64,
    /// How many of them were there before this run.
    pub resumed_from: u64,
    /// Profiles that there will be.
    pub total: u64,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Profiles loaded by this run.
    pub profiles: u64,
    /// Seeded profiles that were there before.
    pub already_there: u64,
    /// From the connection to the statistics.
    pub elapsed: Duration,
    /// Rows loaded by this run, by table.
    pub rows: RowCounts,
    /// Bytes that those tables take now, indexes and other rows included.
    pub bytes: u64,
}

/// Why nothing more was loaded. Whole batches that were loaded before stay, and the next run resumes after them.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// The number is out of range.
    #[error("--profiles must be from {} to {}, not {given}", PROFILES.start(), PROFILES.end())]
    Profiles {
        /// What was asked for.
        given: u64,
    },
    /// Another run is under way.
    #[error("another seed is loading into this database: wait for it to end, or stop it")]
    AlreadyRunning,
    /// The profiles that are there are other people.
    #[error(
        "the database holds profiles of another --seed: run with that seed again, or remove them first: DELETE FROM users WHERE clerk_id LIKE 'seed\\_%'"
    )]
    OtherSeed,
    /// Profiles were removed since.
    #[error(
        "some seeded profiles were removed (of numbers 0 to {highest}, {count} are left): remove the rest before seeding again: DELETE FROM users WHERE clerk_id LIKE 'seed\\_%'"
    )]
    Gap {
        /// How many there are.
        count: u64,
        /// The highest index.
        highest: u64,
    },
    /// Somebody who is not of the seed has a slug, or the like, that a seeded profile was to have.
    #[error("a seeded profile clashes with one that is there ({constraint}): run with another --seed")]
    Clash {
        /// The constraint's name in the schema.
        constraint: String,
    },
    /// The database failed.
    #[error(transparent)]
    Database(DbError),
    /// A person could not be made: our fault.
    #[error("making profiles failed")]
    Generator(#[source] tokio::task::JoinError),
}

impl From<DbError> for SeedError {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Refused { constraint } => Self::Clash { constraint },
            error => Self::Database(error),
        }
    }
}

/// Loads profiles until the database holds as many seeded ones as asked for, and tells `progress` after each batch.
///
/// One thread makes people while Postgres takes in the ones before. Can be dropped at any time, and run again.
///
/// # Errors
/// See [`SeedError`].
pub async fn run(
    settings: &PoolSettings,
    options: SeedOptions,
    progress: impl Fn(Progress),
) -> Result<Report, SeedError> {
    let SeedOptions { profiles: total, seed } = options;
    if !PROFILES.contains(&total) {
        return Err(SeedError::Profiles { given: total });
    }
    let started = Instant::now();
    let mut loader = BulkLoader::connect(settings).await?.ok_or(SeedError::AlreadyRunning)?;
    let first = next_index(loader.numbered(CLERK_ID_PREFIX).await?, seed)?;
    let report = |done: u64| progress(Progress { done, resumed_from: first, total });

    let (sender, mut batches) = mpsc::channel(BATCHES_AHEAD);
    let generator = tokio::task::spawn_blocking(move || produce(seed, first, total, &sender));
    let mut rows = RowCounts::default();
    report(first);
    while let Some(batch) = batches.recv().await {
        rows += loader.load(&batch).await?;
        report(first + rows.of("profiles"));
    }
    generator.await.map_err(SeedError::Generator)?;

    let bytes = loader.finish(&rows).await?;
    Ok(Report {
        profiles: rows.of("profiles"),
        already_there: first,
        elapsed: started.elapsed(),
        rows,
        bytes,
    })
}

/// Where to go on, after what an earlier run left.
fn next_index(present: Option<Numbered>, seed: u64) -> Result<u64, SeedError> {
    let Some(Numbered { count, highest, highest_user_id }) = present else { return Ok(0) };
    if highest_user_id != generate::ids(seed, highest).user {
        return Err(SeedError::OtherSeed);
    }
    if count != highest + 1 {
        return Err(SeedError::Gap { count, highest });
    }
    Ok(count)
}

/// Makes batch after batch until all are made or nobody takes them any more.
fn produce(seed: u64, first: u64, total: u64, batches: &mpsc::Sender<Vec<BulkAccount>>) {
    let mut next = first;
    while next < total {
        let end = total.min(next + BATCH);
        let batch = (next..end).map(|index| generate::account(seed, index)).collect();
        if batches.blocking_send(batch).is_err() {
            return;
        }
        next = end;
    }
}
