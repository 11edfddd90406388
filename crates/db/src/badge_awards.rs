//! Awards of badges (capability T2): who holds which, since when, until when, and why.

use std::cmp::{Ordering, Reverse};

use chrono::{DateTime, Utc};
use diesel::{prelude::*, sql_types};
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    badges::{BadgeRow, BadgeSnapshot},
    error::DbResult,
    inbox::PARKED_DAYS,
    items::{Listed, Ordered, item_row, item_snapshot},
    pool::Conn,
    schema::{badge_awards, badge_revocations, badges},
    write::Locked,
};

/// The kind of the job that finds those who hold a badge that is another now: `badgeId` and `after`.
pub const HOLDERS_JOB: &str = "badge.refresh";
/// The kind of the job that brings what the catalogue says of a badge into a holder's snapshot.
pub const REFRESH_JOB: &str = "badge.refresh_holder";

item_row! {
    /// An award of a badge.
    badge_awards => BadgeAwardRow;
    key: (&'a str, &'a str) = |row| (&row.source, &row.source_id);
    badge_id: Uuid,
    awarded_at: DateTime<Utc>,
    expires_at: Option<DateTime<Utc>>,
    expired_at: Option<DateTime<Utc>>,
    evidence_url: Option<String>,
    evidence_text: Option<String>,
    featured: Option<i32>,
    revoked_at: Option<DateTime<Utc>>,
    revocation_reason: Option<String>,
    revocation_time: Option<DateTime<Utc>>,
    revocation_event: Option<String>,
    source: String,
    source_id: String,
    source_time: DateTime<Utc>,
    source_event: String,
}

impl BadgeAwardRow {
    /// Whether it holds at this time.
    #[must_use]
    pub fn standing(&self, now: DateTime<Utc>) -> Standing {
        StandingSnapshot::of(self).at(now)
    }

    /// Takes the award back. What is taken back isn't put first any more.
    pub fn revoke(&mut self, revocation: &RevocationRow) {
        self.revoked_at = Some(revocation.revoked_at);
        self.revocation_reason.clone_from(&revocation.reason);
        self.revocation_time = Some(revocation.revocation_time);
        self.revocation_event = Some(revocation.revocation_event.clone());
        self.featured = None;
    }
}

/// An award with the badge's entry in the catalogue. Not `Debug`: it is somebody's data.
#[derive(Clone, Queryable, Selectable)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct Awarded {
    /// The award.
    #[diesel(embed)]
    pub award: BadgeAwardRow,
    /// What was awarded.
    #[diesel(embed)]
    pub badge: BadgeRow,
}

item_snapshot! {
    /// What the snapshot holds of one award. What was taken back is its owner's alone.
    BadgeAwardSnapshot of Awarded as Awarded { award: row, badge } => row;
    bookkeeping: BadgeAwardId BadgeAwardVisibility BadgeAwardProvenance BadgeAwardPosition BadgeAwardVersion
        BadgeAwardCreatedAt BadgeAwardUpdatedAt;
    title: |item, scope| item.badge.reveal(scope).map(|badge| badge.name);
    [alone: row.revoked_at.is_some()]
    badge: BadgeAwardBadge => Option<BadgeSnapshot> = Some(badge.into()),
    awarded_at: BadgeAwardAwardedAt => Option<DateTime<Utc>> = Some(row.awarded_at),
    expires_at: BadgeAwardExpiresAt => Option<DateTime<Utc>> = row.expires_at,
    status: BadgeAwardStatus => Option<StandingSnapshot> =
        Some(StandingSnapshot::of(&row)),
    evidence_url: BadgeAwardEvidenceUrl => Option<String> = row.evidence_url,
    evidence_text: BadgeAwardEvidenceText => Option<String> = row.evidence_text,
    featured: BadgeAwardFeatured => Option<bool> = Some(row.featured.is_some()),
    revoked_at: BadgeAwardRevokedAt => Option<DateTime<Utc>> = row.revoked_at,
    revocation_reason: BadgeAwardRevocationReason => Option<String> = row.revocation_reason,
}

/// What an award's standing is told from, whenever somebody looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingSnapshot {
    revoked: bool,
    /// Whether its end was told to others: then it is over by everybody's clock.
    expired: bool,
    #[serde(skip_serializing_if = "folio_policy::governed::is_absent")]
    expires_at: Option<DateTime<Utc>>,
}

/// Whether an award holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Active,
    /// Its time is over.
    Expired,
    /// It was taken back.
    Revoked,
}

impl StandingSnapshot {
    const fn of(row: &BadgeAwardRow) -> Self {
        Self {
            revoked: row.revoked_at.is_some(),
            expired: row.expired_at.is_some(),
            expires_at: row.expires_at,
        }
    }

    /// Whether the award holds at this time.
    #[must_use]
    pub fn at(self, now: DateTime<Utc>) -> Standing {
        match self {
            Self { revoked: true, .. } => Standing::Revoked,
            Self { expired: true, .. } => Standing::Expired,
            Self { expires_at: Some(end), .. } if end <= now => Standing::Expired,
            _ => Standing::Active,
        }
    }
}

impl Listed for Awarded {
    type Row = BadgeAwardRow;

    fn profile_id(&self) -> Uuid {
        self.award.profile_id
    }

    fn row(&self) -> &BadgeAwardRow {
        &self.award
    }

    async fn load(conn: &Conn, profiles: &[Uuid]) -> DbResult<Vec<Self>> {
        let rows = badge_awards::table
            .inner_join(badges::table)
            .order((badge_awards::profile_id, badge_awards::position))
            .select(Self::as_select());
        match profiles {
            [one] => conn.run(rows.filter(badge_awards::profile_id.eq(one)).load(&mut conn.raw())).await,
            many => conn.run(rows.filter(badge_awards::profile_id.eq_any(many)).load(&mut conn.raw())).await,
        }
    }
}

/// Some of the profiles that hold a badge, in the order of their ids, behind `after`.
///
/// # Errors
/// As any query.
pub async fn holders(conn: &Conn, badge: Uuid, after: Uuid, most: i64) -> DbResult<Vec<Uuid>> {
    conn.run(
        badge_awards::table
            .filter(badge_awards::badge_id.eq(badge))
            .filter(badge_awards::profile_id.gt(after))
            .order(badge_awards::profile_id)
            .select(badge_awards::profile_id)
            .distinct()
            .limit(most)
            .load(&mut conn.raw()),
    )
    .await
}

/// A revocation of an award that hasn't come yet. Not `Debug`: it is somebody's data.
#[derive(Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(
    table_name = badge_revocations,
    check_for_backend(diesel::pg::Pg),
    treat_none_as_default_value = false,
    treat_none_as_null = true
)]
#[allow(missing_docs, reason = "columns are described in folio_policy::data_map")]
pub struct RevocationRow {
    pub profile_id: Uuid,
    pub source: String,
    pub source_id: String,
    pub revoked_at: DateTime<Utc>,
    pub reason: Option<String>,
    pub revocation_time: DateTime<Utc>,
    pub revocation_event: String,
}

/// The revocation that waits for this award.
///
/// # Errors
/// As any query.
pub async fn awaited_revocation(
    profile: &Locked<'_>,
    source: &str,
    source_id: &str,
) -> DbResult<Option<RevocationRow>> {
    let conn = profile.conn();
    conn.run(async {
        badge_revocations::table
            .find((profile.profile_id, source, source_id))
            .select(RevocationRow::as_select())
            .first(&mut conn.raw())
            .await
            .optional()
    })
    .await
}

/// How long a revocation waits for its award, in days: one that comes up to a year later finds it, and that one itself may have
/// been parked for a year before it is applied.
const REVOCATION_DAYS: i32 = 2 * PARKED_DAYS;

/// Forgets revocations whose award doesn't come any more, at most 10,000 at once; answers how many.
///
/// # Errors
/// As any query.
pub async fn forget_revocations(conn: &Conn) -> DbResult<usize> {
    conn.run(
        diesel::sql_query(
            "DELETE FROM badge_revocations WHERE ctid = ANY (ARRAY(\
                 SELECT ctid FROM badge_revocations WHERE kept_at < now() - make_interval(days => $1) \
                 ORDER BY kept_at LIMIT 10000 FOR UPDATE SKIP LOCKED))",
        )
        .bind::<sql_types::Integer, _>(REVOCATION_DAYS)
        .execute(&mut conn.raw()),
    )
    .await
}

/// Keeps a revocation until its award comes, in place of the one that was kept before.
///
/// # Errors
/// As any query.
pub async fn await_award(profile: &Locked<'_>, revocation: &RevocationRow) -> DbResult<()> {
    let conn = profile.conn();
    conn.run(
        diesel::insert_into(badge_revocations::table)
            .values(revocation)
            .on_conflict((
                badge_revocations::profile_id,
                badge_revocations::source,
                badge_revocations::source_id,
            ))
            .do_update()
            .set(revocation)
            .execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}

/// Forgets a revocation that has found its award.
///
/// # Errors
/// As any query.
pub async fn forget_revocation(profile: &Locked<'_>, source: &str, source_id: &str) -> DbResult<()> {
    let conn = profile.conn();
    conn.run(
        diesel::delete(badge_revocations::table.find((profile.profile_id, source, source_id)))
            .execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}

impl Ordered for BadgeAwardRow {
    fn is_ordered(&self) -> bool {
        true
    }

    /// Featured ones first, as their owner has them; then the newest first.
    fn order(&self, other: &Self) -> Ordering {
        let place = |row: &Self| (row.featured.is_none(), row.featured, Reverse(row.awarded_at));
        place(self)
            .cmp(&place(other))
            .then_with(|| (&self.source, &self.source_id).cmp(&(&other.source, &other.source_id)))
    }
}
