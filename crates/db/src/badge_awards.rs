//! Awards of badges (capability T2): who holds which, since when, until when, and why.

use std::cmp::{Ordering, Reverse};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use folio_policy::{Governed, GovernedItem, Visibility, field};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Provenance,
    badges::{BadgeRow, BadgeSnapshot},
    error::DbResult,
    items::{Ordered, item_table},
    pool::Conn,
    schema::{badge_awards, badge_revocations, badges},
    write::Locked,
};

/// One row, to write. Not `Debug`: it is somebody's data.
#[derive(Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = badge_awards, check_for_backend(diesel::pg::Pg), treat_none_as_default_value = false)]
#[allow(missing_docs, reason = "columns are described in folio_policy::data_map")]
pub struct BadgeAwardRow {
    pub profile_id: Uuid,
    pub id: Uuid,
    pub position: i32,
    pub badge_id: Uuid,
    pub awarded_at: DateTime<Utc>,
    pub expires_at: Option<DateTime<Utc>>,
    pub expired_at: Option<DateTime<Utc>>,
    pub evidence_url: Option<String>,
    pub evidence_text: Option<String>,
    pub featured: Option<i32>,
    pub revoked_at: Option<DateTime<Utc>>,
    pub revocation_reason: Option<String>,
    pub revocation_time: Option<DateTime<Utc>>,
    pub revocation_event: Option<String>,
    pub source: String,
    pub source_id: String,
    pub source_time: DateTime<Utc>,
    pub source_event: String,
    pub visibility: Option<String>,
    pub provenance: String,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl BadgeAwardRow {
    /// An award of which nothing is known yet, not even the badge.
    #[must_use]
    pub fn blank(profile_id: Uuid, id: Uuid, now: DateTime<Utc>) -> Self {
        Self {
            profile_id,
            id,
            position: 0,
            badge_id: Uuid::nil(),
            awarded_at: DateTime::UNIX_EPOCH,
            expires_at: None,
            expired_at: None,
            evidence_url: None,
            evidence_text: None,
            featured: None,
            revoked_at: None,
            revocation_reason: None,
            revocation_time: None,
            revocation_event: None,
            source: String::new(),
            source_id: String::new(),
            source_time: now,
            source_event: String::new(),
            visibility: None,
            provenance: Provenance::Manual.name().to_owned(),
            version: 1,
            created_at: now,
            updated_at: now,
        }
    }
}

impl BadgeAwardRow {
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

/// What the snapshot holds of one award.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each field is described where its type names it in the matrix")]
pub struct BadgeAwardSnapshot {
    pub id: Governed<field::BadgeAwardId, Uuid>,
    pub badge: Governed<field::BadgeAwardBadge, Option<BadgeSnapshot>>,
    pub awarded_at: Governed<field::BadgeAwardAwardedAt, Option<DateTime<Utc>>>,
    pub expires_at: Governed<field::BadgeAwardExpiresAt, Option<DateTime<Utc>>>,
    pub status: Governed<field::BadgeAwardStatus, Option<StandingSnapshot>>,
    pub evidence_url: Governed<field::BadgeAwardEvidenceUrl, Option<String>>,
    pub evidence_text: Governed<field::BadgeAwardEvidenceText, Option<String>>,
    pub featured: Governed<field::BadgeAwardFeatured, Option<bool>>,
    pub revoked_at: Governed<field::BadgeAwardRevokedAt, Option<DateTime<Utc>>>,
    pub revocation_reason: Governed<field::BadgeAwardRevocationReason, Option<String>>,
    pub(crate) revoked: bool,
    pub(crate) visibility: Option<Visibility>,
    pub provenance: Governed<field::BadgeAwardProvenance, Provenance>,
    pub position: Governed<field::BadgeAwardPosition, i32>,
    pub version: Governed<field::BadgeAwardVersion, i64>,
    pub created_at: Governed<field::BadgeAwardCreatedAt, DateTime<Utc>>,
    pub updated_at: Governed<field::BadgeAwardUpdatedAt, DateTime<Utc>>,
}

/// What an award's standing is told from, whenever somebody looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingSnapshot {
    revoked: bool,
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
    /// Whether the award holds at this time.
    #[must_use]
    pub fn at(self, now: DateTime<Utc>) -> Standing {
        match self {
            Self { revoked: true, .. } => Standing::Revoked,
            Self { expires_at: Some(end), .. } if end <= now => Standing::Expired,
            _ => Standing::Active,
        }
    }
}

impl BadgeAwardSnapshot {
    /// The item's own toggle, as a value that its owner reads.
    #[must_use]
    pub const fn toggle(&self) -> Governed<field::BadgeAwardVisibility, Option<Visibility>> {
        Governed::new(self.visibility)
    }
}

impl GovernedItem for BadgeAwardSnapshot {
    type Existence = field::BadgeAwardId;

    /// What was taken back is its owner's alone, whatever its toggle says.
    fn visibility(&self) -> Option<Visibility> {
        if self.revoked { Some(Visibility::Private) } else { self.visibility }
    }
}

impl From<Awarded> for BadgeAwardSnapshot {
    fn from(Awarded { award: row, badge }: Awarded) -> Self {
        let revoked = row.revoked_at.is_some();
        Self {
            id: Governed::new(row.id),
            badge: Governed::new(Some(badge.into())),
            awarded_at: Governed::new(Some(row.awarded_at)),
            expires_at: Governed::new(row.expires_at),
            status: Governed::new(Some(StandingSnapshot { revoked, expires_at: row.expires_at })),
            evidence_url: Governed::new(row.evidence_url),
            evidence_text: Governed::new(row.evidence_text),
            featured: Governed::new(Some(row.featured.is_some())),
            revoked_at: Governed::new(row.revoked_at),
            revocation_reason: Governed::new(row.revocation_reason),
            revoked,
            visibility: crate::aggregate::item_visibility(row.visibility.as_deref()),
            provenance: Governed::new(crate::aggregate::provenance(&row.provenance)),
            position: Governed::new(row.position),
            version: Governed::new(row.version),
            created_at: Governed::new(row.created_at),
            updated_at: Governed::new(row.updated_at),
        }
    }
}

item_table! {
    badge_awards: BadgeAwardRow;
    key: (&'a str, &'a str) = |row| (&row.source, &row.source_id);
    content: badge_id, awarded_at, expires_at, expired_at, evidence_url, evidence_text, featured, revoked_at,
        revocation_reason, revocation_time, revocation_event, source, source_id, source_time, source_event,
}

/// The awards of these profiles, each with its badge, in order of position. One statement.
pub(crate) async fn load(conn: &Conn, profiles: &[Uuid]) -> DbResult<Vec<Awarded>> {
    let rows = badge_awards::table
        .inner_join(badges::table)
        .order((badge_awards::profile_id, badge_awards::position))
        .select(Awarded::as_select());
    match profiles {
        [one] => conn.run(rows.filter(badge_awards::profile_id.eq(one)).load(&mut conn.raw())).await,
        many => conn.run(rows.filter(badge_awards::profile_id.eq_any(many)).load(&mut conn.raw())).await,
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
