//! Loading whole accounts by COPY: what `folio seed` writes with.
//!
//! diesel-async has no COPY, so this file speaks to tokio-postgres itself, on a connection of its own. It goes through
//! the same snapshot builder as every other write ([`Aggregate::into_snapshot`]). It writes no outbox rows: nobody
//! subscribes to people who were never there before.

mod rows;

use std::{
    collections::BTreeMap,
    ops::AddAssign,
    pin::pin,
    time::{Duration, Instant},
};

use folio_policy::Role;
use tokio_postgres::{Client, Transaction, binary_copy::BinaryCopyInWriter, error::SqlState, types::Type};
use uuid::Uuid;

pub(crate) use self::rows::CopyRow;
use self::rows::{JsonText, UserRow};
use crate::{
    aggregate::{Aggregate, UserSnapshot},
    badge_awards::Awarded,
    badges::BadgeRow,
    error::{DbError, DbResult},
    extraction::{Asked, UnreadRow},
    items::Listed,
    pool::PoolSettings,
    profiles::StandingRow,
    sections::for_each_section,
    snapshot::{Encoded, SCHEMA_VERSION},
    strength::{Moved, PointRow, StrengthRow},
    tls::Connector,
};

/// One load at a time per database.
const LOCK_KEY: i64 = 0x0062_756C_6B00;

/// How long to wait for another load: the server needs a moment to notice that one was killed.
const LOCK_TIMEOUT: Duration = Duration::from_secs(5);

/// A server that takes longer than this over one batch is not coming back.
const BATCH_TIMEOUT: Duration = Duration::from_secs(300);

/// What a user brings beside their profile. Id, contact and times are those of the [`Aggregate`].
#[derive(Debug, Clone)]
pub struct BulkUser {
    /// Clerk's id.
    pub clerk_id: String,
    /// The role on the platform.
    pub role: Role,
    /// See [`crate::accounts::Account::verified_employer`].
    pub verified_employer: bool,
    /// Whether the e-mail address was confirmed.
    pub email_verified: bool,
    /// Whether the phone number was confirmed.
    pub phone_verified: bool,
}

/// A user with their profile and its snapshot, ready to be loaded.
pub struct BulkAccount {
    user: BulkUser,
    aggregate: Aggregate,
    strength: Option<Moved>,
    reading: Option<UnreadRow>,
    snapshot: JsonText,
    snapshot_hash: Vec<u8>,
}

impl BulkAccount {
    /// Builds the snapshot from the rows, so that the two can't differ.
    #[must_use]
    pub fn new(user: BulkUser, mut aggregate: Aggregate) -> Self {
        aggregate.standing = StandingRow {
            role: Some(user.role.name().to_owned()),
            email_verified: user.email_verified,
            phone_verified: user.phone_verified,
        };
        let UserSnapshot { encoded: Encoded { json, hash }, moved: strength, reading, .. } =
            UserSnapshot::of(aggregate.clone());
        let reading = reading.map(Asked::left_unread);
        Self { user, aggregate, strength, reading, snapshot: JsonText(json), snapshot_hash: hash.to_vec() }
    }

    /// The user.
    #[must_use]
    pub fn user(&self) -> &BulkUser {
        &self.user
    }

    /// The profile's rows.
    #[must_use]
    pub fn aggregate(&self) -> &Aggregate {
        &self.aggregate
    }

    fn strength_row(&self) -> Option<&StrengthRow> {
        self.strength.as_ref().map(|moved| &moved.row)
    }

    /// The first point of the profile's history, as old as the profile.
    fn point_row(&self) -> Option<PointRow<'_>> {
        self.strength.as_ref().map(|moved| moved.point_at(self.aggregate.profile.created_at))
    }

    /// Nobody asked for facets: `folio extract` does.
    fn unread_row(&self) -> Option<&UnreadRow> {
        self.reading.as_ref()
    }

    fn user_row(&self) -> UserRow<'_> {
        let Aggregate { profile, contact, .. } = &self.aggregate;
        UserRow {
            id: profile.user_id,
            clerk_id: &self.user.clerk_id,
            username: contact.username.as_deref(),
            email: contact.email.as_deref(),
            email_verified: self.user.email_verified,
            phone: contact.phone.as_deref(),
            phone_verified: self.user.phone_verified,
            role: self.user.role.name(),
            verified_employer: self.user.verified_employer,
            profile: &self.snapshot,
            profile_hash: &self.snapshot_hash,
            profile_schema_version: SCHEMA_VERSION,
            created_at: profile.created_at,
            updated_at: profile.updated_at,
        }
    }
}

/// Rows written, by table, in the order in which the tables are loaded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowCounts(Vec<(&'static str, u64)>);

impl RowCounts {
    /// Each table with its rows.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, u64)> {
        self.0.iter().copied()
    }

    /// The rows of one table.
    #[must_use]
    pub fn of(&self, table: &str) -> u64 {
        self.iter().find_map(|(known, rows)| (known == table).then_some(rows)).unwrap_or(0)
    }
}

impl AddAssign for RowCounts {
    fn add_assign(&mut self, other: Self) {
        for (table, rows) in other.0 {
            match self.0.iter_mut().find(|(known, _)| *known == table) {
                Some((_, sum)) => *sum += rows,
                None => self.0.push((table, rows)),
            }
        }
    }
}

/// Users whose Clerk id is a prefix and a number: what an earlier load left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbered {
    /// How many there are.
    pub count: u64,
    /// The highest number.
    pub highest: u64,
    /// The user id of the highest.
    pub highest_user_id: Uuid,
}

/// A connection that loads accounts, batch by batch. Dropped, it leaves whole batches behind.
///
/// Its session has no statement time-out, and `synchronous_commit` is off: a batch doesn't wait for the disk. A crash
/// of the server can then lose the last batches, always whole ones and never out of order, so the load is resumed
/// where the database says it is. [`BulkLoader::finish`] makes all of it durable.
pub struct BulkLoader {
    client: Client,
}

impl BulkLoader {
    /// Connects; `None` when another load is under way on this database and does not end within some seconds.
    ///
    /// # Errors
    /// When the database can't be reached.
    pub async fn connect(settings: &PoolSettings) -> DbResult<Option<Self>> {
        let settings = PoolSettings {
            application_name: format!("{}-bulk", settings.application_name),
            statement_timeout: None,
            lock_timeout: Some(LOCK_TIMEOUT),
            ..settings.clone()
        };
        let client = in_time(settings.connect_timeout, async {
            Connector::new(&settings)?
                .connect_client()
                .await
                .map_err(|error| DbError::Unavailable(Box::new(error)))
        })
        .await?;
        let locked = in_time(BATCH_TIMEOUT, async {
            client.batch_execute("SET synchronous_commit = off").await?;
            match client.execute("SELECT pg_advisory_lock($1)", &[&LOCK_KEY]).await {
                Ok(_) => Ok(true),
                Err(error) if error.code() == Some(&SqlState::LOCK_NOT_AVAILABLE) => Ok(false),
                Err(error) => Err(error.into()),
            }
        })
        .await?;
        // The session ends with the client and the lock with the session.
        Ok(if locked { Some(Self { client }) } else { None })
    }

    /// The users whose Clerk id is `prefix` followed by a number, or `None` when there is none. One statement.
    ///
    /// # Errors
    /// As any query.
    pub async fn numbered(&self, prefix: &str) -> DbResult<Option<Numbered>> {
        const QUERY: &str = "\
            WITH numbered AS (
                SELECT count(*) AS count, max(substr(clerk_id, char_length($1) + 1)::bigint) AS highest
                FROM users
                WHERE starts_with(clerk_id, $1)
                    AND substr(clerk_id, char_length($1) + 1) ~ '^(0|[1-9][0-9]{0,17})$'
            )
            SELECT numbered.count, numbered.highest, users.id
            FROM numbered JOIN users ON users.clerk_id = $1 || numbered.highest::text";
        in_time(BATCH_TIMEOUT, async {
            let row = self.client.query_opt(QUERY, &[&prefix]).await?;
            Ok(row.map(|row| Numbered {
                count: row.get::<_, i64>(0).unsigned_abs(),
                highest: row.get::<_, i64>(1).unsigned_abs(),
                highest_user_id: row.get(2),
            }))
        })
        .await
    }

    /// Loads a batch in one transaction: all of it or nothing.
    ///
    /// # Errors
    /// [`DbError::Refused`] when a row clashes with one that is there, else as any query.
    pub async fn load(&mut self, batch: &[BulkAccount]) -> DbResult<RowCounts> {
        let started = Instant::now();
        let rows = in_time(BATCH_TIMEOUT, async {
            let tx = self.client.transaction().await?;
            let mut rows = Copied { tx: &tx, counts: RowCounts::default() };
            catalogue(&tx, batch.iter().flat_map(|account| &account.aggregate.badges)).await?;
            rows.copy(batch.iter().map(BulkAccount::user_row)).await?;
            rows.copy(batch.iter().map(|account| &account.aggregate.profile)).await?;
            rows.copy(batch.iter().flat_map(|account| &account.aggregate.availability)).await?;
            lists(&mut rows, batch).await?;
            let held = batch.iter().flat_map(|account| &account.aggregate.skills);
            rows.copy(held.flat_map(|held| &held.endorsements)).await?;
            rows.copy(batch.iter().filter_map(BulkAccount::strength_row)).await?;
            rows.copy(batch.iter().filter_map(BulkAccount::point_row)).await?;
            rows.copy(batch.iter().filter_map(BulkAccount::unread_row)).await?;
            let counts = rows.counts;
            tx.commit().await?;
            Ok(counts)
        })
        .await?;
        tracing::debug!(accounts = batch.len(), elapsed = ?started.elapsed(), "batch loaded");
        Ok(rows)
    }

    /// Gives the planner its statistics and makes everything durable; tells how many bytes the tables that were loaded take,
    /// with their indexes.
    ///
    /// # Errors
    /// As any query.
    pub async fn finish(self, loaded: &RowCounts) -> DbResult<u64> {
        in_time(BATCH_TIMEOUT, async {
            let tables: Vec<&str> = loaded.iter().map(|(table, _)| table).collect();
            // A synchronous commit flushes the log up to itself, and with it every commit before. ANALYZE has one.
            let analyze = format!("SET synchronous_commit = on; ANALYZE {}", tables.join(", "));
            self.client.batch_execute(&analyze).await?;
            let row = self
                .client
                .query_one(
                    "SELECT coalesce(sum(pg_total_relation_size(name::regclass)), 0)::bigint \
                     FROM unnest($1::text[]) AS name",
                    &[&tables],
                )
                .await?;
            Ok(row.get::<_, i64>(0).unsigned_abs())
        })
        .await
    }
}

macro_rules! copy_lists {
    ($( $(#[$doc:meta])* $list:ident: $item:ty => $snapshot:ty, $field:ident; )*) => {
        async fn lists(rows: &mut Copied<'_>, batch: &[BulkAccount]) -> DbResult<()> {
            $(
                let list = batch.iter().flat_map(|account| &account.aggregate.$list);
                rows.copy(list.map(Listed::row)).await?;
            )*
            Ok(())
        }
    };
}

for_each_section!(copy_lists);

/// What a transaction has loaded so far.
struct Copied<'a> {
    tx: &'a Transaction<'a>,
    counts: RowCounts,
}

impl Copied<'_> {
    async fn copy<R: CopyRow>(&mut self, rows: impl Iterator<Item = R>) -> DbResult<()> {
        let written = copy(self.tx, rows).await?;
        self.counts += RowCounts(vec![(R::TABLE, written)]);
        Ok(())
    }
}

async fn in_time<T>(limit: Duration, work: impl Future<Output = DbResult<T>>) -> DbResult<T> {
    tokio::time::timeout(limit, work)
        .await
        .unwrap_or_else(|elapsed| Err(DbError::Unavailable(Box::new(elapsed))))
}

/// Sends rows in the binary format. The server tells the columns' types, so a value of another type is refused here
/// instead of being read as something else there.
async fn copy<R: CopyRow>(tx: &Transaction<'_>, rows: impl Iterator<Item = R>) -> DbResult<u64> {
    let columns = R::COLUMNS.join(", ");
    let types: Vec<Type> = tx
        .prepare(&format!("SELECT {columns} FROM {}", R::TABLE))
        .await?
        .columns()
        .iter()
        .map(|column| column.type_().clone())
        .collect();
    let sink = tx.copy_in(&format!("COPY {} ({columns}) FROM STDIN (FORMAT binary)", R::TABLE)).await?;
    let mut writer = pin!(BinaryCopyInWriter::new(sink, &types));
    for row in rows {
        writer.as_mut().write(&row.values()).await?;
    }
    Ok(writer.finish().await?)
}

/// Writes the entries of the catalogue that the awards name, if they aren't there already. One statement.
async fn catalogue(tx: &Transaction<'_>, awards: impl Iterator<Item = &Awarded>) -> DbResult<()> {
    let badges: BTreeMap<Uuid, &BadgeRow> =
        awards.map(|awarded| (awarded.badge.id, &awarded.badge)).collect();
    if badges.is_empty() {
        return Ok(());
    }
    let badges: Vec<&BadgeRow> = badges.into_values().collect();
    tx.execute(
        "INSERT INTO badges SELECT * FROM json_populate_recordset(NULL::badges, $1) ON CONFLICT DO NOTHING",
        &[&tokio_postgres::types::Json(badges)],
    )
    .await?;
    Ok(())
}
