//! Loading whole accounts by COPY: what `folio seed` writes with.
//!
//! diesel-async has no COPY, so this file speaks to tokio-postgres itself, on a connection of its own. It goes through
//! the same snapshot builder as every other write ([`Aggregate::into_snapshot`]). It writes no outbox rows: nobody
//! subscribes to people who were never there before.

use std::{
    collections::BTreeMap,
    ops::AddAssign,
    pin::pin,
    time::{Duration, Instant},
};

use bytes::BytesMut;
use chrono::{DateTime, Utc};
use folio_policy::Role;
use serde::Serialize;
use tokio_postgres::{
    Client, Transaction,
    binary_copy::BinaryCopyInWriter,
    error::SqlState,
    types::{IsNull, ToSql, Type, accepts, to_sql_checked},
};
use uuid::Uuid;

use crate::{
    aggregate::{Aggregate, UserSnapshot},
    availability::AvailabilityRow,
    badge_awards::{Awarded, BadgeAwardRow},
    badges::BadgeRow,
    certificates::CertificateRow,
    education::EducationRow,
    error::{DbError, DbResult},
    gigs::GigRow,
    json::Json,
    links::LinkRow,
    pool::PoolSettings,
    profiles::{ProfileRow, StandingRow},
    projects::ProjectRow,
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
        let UserSnapshot { encoded: Encoded { json, hash }, moved: strength, .. } =
            UserSnapshot::of(aggregate.clone());
        Self { user, aggregate, strength, snapshot: JsonText(json), snapshot_hash: hash.to_vec() }
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

/// Rows written, by table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "each field is the name of its table")]
pub struct RowCounts {
    pub users: u64,
    pub profiles: u64,
    pub availability: u64,
    pub links: u64,
    pub education: u64,
    pub projects: u64,
    pub badge_awards: u64,
    pub certificates: u64,
    pub gigs: u64,
    pub profile_strength: u64,
    pub strength_history: u64,
}

impl RowCounts {
    /// Each table with its rows, in the order in which they are loaded.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, u64)> {
        [
            ("users", self.users),
            ("profiles", self.profiles),
            ("availability", self.availability),
            ("links", self.links),
            ("education", self.education),
            ("projects", self.projects),
            ("badge_awards", self.badge_awards),
            ("certificates", self.certificates),
            ("gigs", self.gigs),
            ("profile_strength", self.profile_strength),
            ("strength_history", self.strength_history),
        ]
        .into_iter()
    }
}

impl AddAssign for RowCounts {
    fn add_assign(&mut self, other: Self) {
        self.users += other.users;
        self.profiles += other.profiles;
        self.availability += other.availability;
        self.links += other.links;
        self.education += other.education;
        self.projects += other.projects;
        self.badge_awards += other.badge_awards;
        self.certificates += other.certificates;
        self.gigs += other.gigs;
        self.profile_strength += other.profile_strength;
        self.strength_history += other.strength_history;
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
            let aggregates = || batch.iter().map(BulkAccount::aggregate);
            let awards = aggregates().flat_map(|aggregate| &aggregate.badges).map(|awarded| &awarded.award);
            catalogue(&tx, aggregates().flat_map(|aggregate| &aggregate.badges)).await?;
            let rows = RowCounts {
                users: copy(&tx, batch.iter().map(BulkAccount::user_row)).await?,
                profiles: copy(&tx, aggregates().map(|aggregate| &aggregate.profile)).await?,
                availability: copy(&tx, aggregates().flat_map(|aggregate| &aggregate.availability)).await?,
                links: copy(&tx, aggregates().flat_map(|aggregate| &aggregate.links)).await?,
                education: copy(&tx, aggregates().flat_map(|aggregate| &aggregate.education)).await?,
                projects: copy(&tx, aggregates().flat_map(|aggregate| &aggregate.projects)).await?,
                badge_awards: copy(&tx, awards).await?,
                certificates: copy(&tx, aggregates().flat_map(|aggregate| &aggregate.certificates)).await?,
                gigs: copy(&tx, aggregates().flat_map(|aggregate| &aggregate.gigs)).await?,
                profile_strength: copy(&tx, batch.iter().filter_map(BulkAccount::strength_row)).await?,
                strength_history: copy(&tx, batch.iter().filter_map(BulkAccount::point_row)).await?,
            };
            tx.commit().await?;
            Ok(rows)
        })
        .await?;
        tracing::debug!(accounts = batch.len(), elapsed = ?started.elapsed(), "batch loaded");
        Ok(rows)
    }

    /// Gives the planner its statistics and makes everything durable; tells how many bytes the tables take, with their
    /// indexes.
    ///
    /// # Errors
    /// As any query.
    pub async fn finish(self) -> DbResult<u64> {
        in_time(BATCH_TIMEOUT, async {
            // A synchronous commit flushes the log up to itself, and with it every commit before. ANALYZE has one.
            self.client
                .batch_execute(
                    "SET synchronous_commit = on; \
                     ANALYZE users, profiles, availability, links, education, projects, profile_strength, \
                     strength_history",
                )
                .await?;
            let row = self
                .client
                .query_one(
                    "SELECT sum(pg_total_relation_size(name::regclass))::bigint FROM unnest($1::text[]) AS name",
                    &[&RowCounts::default().iter().map(|(table, _)| table).collect::<Vec<_>>()],
                )
                .await?;
            Ok(row.get::<_, i64>(0).unsigned_abs())
        })
        .await
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

/// A row of one table, with a value for each of its columns.
trait CopyRow: Sync {
    const TABLE: &'static str;
    const COLUMNS: &'static [&'static str];

    fn values(&self) -> Vec<&(dyn ToSql + Sync)>;
}

impl<R: CopyRow> CopyRow for &R {
    const TABLE: &'static str = R::TABLE;
    const COLUMNS: &'static [&'static str] = R::COLUMNS;

    fn values(&self) -> Vec<&(dyn ToSql + Sync)> {
        R::values(self)
    }
}

/// A row's fields are named as its columns. The pattern names all of them: a new column that is not copied does not
/// compile.
macro_rules! copy_row {
    ($row:ty, $table:literal: $($column:ident)*) => {
        impl CopyRow for $row {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [&'static str] = &[$( stringify!($column), )*];

            fn values(&self) -> Vec<&(dyn ToSql + Sync)> {
                let Self { $( $column, )* } = self;
                vec![$( $column, )*]
            }
        }
    };
}

/// A row of `users` as a load writes it: the columns that are not here stay at their defaults.
struct UserRow<'a> {
    id: Uuid,
    clerk_id: &'a str,
    username: Option<&'a str>,
    email: Option<&'a str>,
    email_verified: bool,
    phone: Option<&'a str>,
    phone_verified: bool,
    role: &'static str,
    verified_employer: bool,
    profile: &'a JsonText,
    profile_hash: &'a [u8],
    profile_schema_version: i16,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

copy_row!(UserRow<'_>, "users":
    id clerk_id username email email_verified phone phone_verified role verified_employer profile profile_hash
    profile_schema_version created_at updated_at);

copy_row!(ProfileRow, "profiles":
    id user_id slug state version visibility discoverable public_url_enabled search_engine_indexing display_name
    pronouns headline about city region country_code avatar_url cover_url timezone currency locale settings created_at
    updated_at);

copy_row!(AvailabilityRow, "availability":
    profile_id status available_from hours_per_week remote rate_min_minor rate_max_minor rate_currency);

copy_row!(LinkRow, "links":
    profile_id id position kind label username url visibility provenance version created_at updated_at);

copy_row!(EducationRow, "education":
    profile_id id position institution institution_url degree field_of_study start_date start_precision end_date
    end_precision gpa_hundredths gpa_scale_hundredths gpa_text honours coursework visibility provenance version
    created_at updated_at);

copy_row!(ProjectRow, "projects":
    profile_id id position name kind role organization description highlights links skills start_date start_precision
    end_date end_precision visibility provenance version created_at updated_at);

copy_row!(BadgeAwardRow, "badge_awards":
    profile_id id position badge_id awarded_at expires_at expired_at evidence_url evidence_text featured revoked_at
    revocation_reason revocation_time revocation_event source source_id source_time source_event visibility provenance
    version created_at updated_at);

copy_row!(CertificateRow, "certificates":
    profile_id id position title provider url credential_id credential_url issued_date issued_precision expires_date
    expires_precision skills source source_id source_time source_event visibility provenance version created_at
    updated_at);

copy_row!(GigRow, "gigs":
    profile_id id position title role category client_name client_id skills started_at completed_at rating review_text
    reviewed_at reviewer_id source source_id source_time source_event visibility provenance version created_at
    updated_at);
copy_row!(StrengthRow, "profile_strength": profile_id model_version role score level steps);

copy_row!(PointRow<'_>, "strength_history": profile_id profile_version model_version role score level steps at);

/// JSON that is written already.
#[derive(Debug)]
struct JsonText(String);

impl ToSql for JsonText {
    fn to_sql(
        &self,
        _: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        out.extend_from_slice(self.0.as_bytes());
        Ok(IsNull::No)
    }

    accepts!(JSON);
    to_sql_checked!();
}

impl<T: Serialize + std::fmt::Debug> ToSql for Json<T> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        tokio_postgres::types::Json(&self.0).to_sql(ty, out)
    }

    accepts!(JSON, JSONB);
    to_sql_checked!();
}
