//! The catalogue of badges (capability T2): what can be awarded, by whom and for what. Of no person, and read by everybody;
//! who holds which is in [`crate::badge_awards`].

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    error::{DbError, DbResult},
    fixed::Fixed,
    inbox,
    pool::Conn,
    schema::{badge_changes, badges},
};

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(
    table_name = badges,
    check_for_backend(diesel::pg::Pg),
    treat_none_as_default_value = false,
    treat_none_as_null = true
)]
#[allow(missing_docs, reason = "columns are described in folio_policy::data_map")]
pub struct BadgeRow {
    pub id: Uuid,
    pub key: String,
    pub name: String,
    pub description: Option<String>,
    pub issuer_name: String,
    pub issuer_url: Option<String>,
    pub criteria: Option<String>,
    pub criteria_url: Option<String>,
    pub image_url: Option<String>,
    pub tier: Option<String>,
    pub category: Option<String>,
    pub version: i64,
    pub retired_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl BadgeRow {
    /// An entry of which nothing is known but its key.
    #[must_use]
    pub fn blank(key: String, now: DateTime<Utc>) -> Self {
        Self {
            id: Uuid::new_v4(),
            key,
            name: String::new(),
            description: None,
            issuer_name: String::new(),
            issuer_url: None,
            criteria: None,
            criteria_url: None,
            image_url: None,
            tier: None,
            category: None,
            version: 1,
            retired_at: None,
            created_at: now,
            updated_at: now,
        }
    }

    /// The columns in which two entries tell something else.
    #[must_use]
    pub fn differences(&self, other: &Self) -> Vec<&'static str> {
        let mut columns = Vec::new();
        macro_rules! compare {
            ($($column:ident),*) => {
                $(
                    if self.$column != other.$column {
                        columns.push(stringify!($column));
                    }
                )*
            };
        }
        compare!(
            key,
            name,
            description,
            issuer_name,
            issuer_url,
            criteria,
            criteria_url,
            image_url,
            tier,
            category,
            retired_at
        );
        columns
    }
}

/// What the snapshot of a profile holds of a badge that it has: an entry as it was when the snapshot was made. Not sealed:
/// the catalogue is open to everybody, and that somebody holds the badge is sealed around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "columns are described in folio_policy::data_map")]
pub struct BadgeSnapshot {
    pub key: String,
    pub name: String,
    #[serde(skip_serializing_if = "folio_policy::governed::is_absent")]
    pub description: Option<String>,
    pub issuer_name: String,
    #[serde(skip_serializing_if = "folio_policy::governed::is_absent")]
    pub issuer_url: Option<String>,
    #[serde(skip_serializing_if = "folio_policy::governed::is_absent")]
    pub criteria: Option<String>,
    #[serde(skip_serializing_if = "folio_policy::governed::is_absent")]
    pub criteria_url: Option<String>,
    #[serde(skip_serializing_if = "folio_policy::governed::is_absent")]
    pub image_url: Option<String>,
    #[serde(skip_serializing_if = "folio_policy::governed::is_absent")]
    pub tier: Option<String>,
    #[serde(skip_serializing_if = "folio_policy::governed::is_absent")]
    pub category: Option<String>,
    pub version: i64,
    #[serde(skip_serializing_if = "folio_policy::governed::is_absent")]
    pub retired_at: Option<DateTime<Utc>>,
}

impl From<BadgeRow> for BadgeSnapshot {
    fn from(row: BadgeRow) -> Self {
        Self {
            key: row.key,
            name: row.name,
            description: row.description,
            issuer_name: row.issuer_name,
            issuer_url: row.issuer_url,
            criteria: row.criteria,
            criteria_url: row.criteria_url,
            image_url: row.image_url,
            tier: row.tier,
            category: row.category,
            version: row.version,
            retired_at: row.retired_at,
        }
    }
}

/// The entry with this key, retired or not.
///
/// # Errors
/// As any query.
pub async fn by_key(conn: &Conn, key: &str) -> DbResult<Option<BadgeRow>> {
    conn.run(async {
        badges::table
            .filter(badges::key.eq(key))
            .select(BadgeRow::as_select())
            .first(&mut conn.raw())
            .await
            .optional()
    })
    .await
}

/// The entry with this key, retired or not, which nobody changes until the transaction ends: for whoever awards it, so
/// that who changes it afterwards finds the award among the badge's holders.
///
/// # Errors
/// As any query.
pub async fn hold_by_key(conn: &Conn, key: &str) -> DbResult<Option<BadgeRow>> {
    conn.run(async {
        badges::table
            .filter(badges::key.eq(key))
            .select(BadgeRow::as_select())
            .for_share()
            .first(&mut conn.raw())
            .await
            .optional()
    })
    .await
}

/// The entry with this key, retired or not, locked until the transaction ends: of two who change it, one waits.
///
/// # Errors
/// As any query.
pub async fn lock_by_key(conn: &Conn, key: &str) -> DbResult<Option<BadgeRow>> {
    conn.run(async {
        badges::table
            .filter(badges::key.eq(key))
            .select(BadgeRow::as_select())
            .for_no_key_update()
            .first(&mut conn.raw())
            .await
            .optional()
    })
    .await
}

/// Which part of the catalogue is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Page<'a> {
    /// Of this category alone.
    pub category: Option<&'a str>,
    /// Behind the entry with this id.
    pub after: Option<Uuid>,
    /// At most so many.
    pub most: i64,
}

/// A part of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The entries, in the order of their keys.
    pub badges: Vec<BadgeRow>,
    /// Whether there are some before them.
    pub before: bool,
    /// Whether there are more behind them.
    pub more: bool,
    /// How many there are in all.
    pub total: i64,
}

/// Entries that can be awarded, in the order of their keys; `None` when there is none to begin behind. Three statements,
/// pipelined, of which two use the index of what is offered.
///
/// # Errors
/// As any query.
pub async fn list(conn: &Conn, page: Page<'_>) -> DbResult<Option<Listed>> {
    let after: Option<String> = match page.after {
        None => None,
        Some(id) => {
            let key = conn
                .run(async {
                    badges::table.find(id).select(badges::key).first(&mut conn.raw()).await.optional()
                })
                .await?;
            match key {
                None => return Ok(None),
                key => key,
            }
        }
    };
    let mut rows = badges::table
        .filter(badges::retired_at.is_null())
        .order(badges::key)
        .limit(page.most + 1)
        .select(BadgeRow::as_select())
        .into_boxed();
    let mut total = badges::table.filter(badges::retired_at.is_null()).count().into_boxed();
    if let Some(category) = page.category {
        rows = rows.filter(badges::category.eq(category));
        total = total.filter(badges::category.eq(category));
    }
    if let Some(key) = &after {
        rows = rows.filter(badges::key.gt(key));
    }
    let (mut badges, total): (Vec<BadgeRow>, i64) = futures_util::try_join!(
        conn.run(rows.load(&mut conn.raw())),
        conn.run(total.get_result(&mut conn.raw())),
    )?;
    let most = usize::try_from(page.most).unwrap_or(0);
    let more = badges.len() > most;
    badges.truncate(most);
    Ok(Some(Listed { badges, before: after.is_some(), more, total }))
}

/// Writes an entry, new or changed, and who did it.
///
/// # Errors
/// As any query; [`DbError::Refused`] when another entry has the key.
pub async fn put(
    conn: &Conn,
    badge: &BadgeRow,
    actor: Option<Uuid>,
    fields: &[&'static str],
) -> DbResult<()> {
    let written = if badge.version == 1 {
        // Whoever is just parking what came about it is waited for, so that the caller finds that, too.
        inbox::wait_for_badge(conn, &badge.key).await?;
        conn.run(diesel::insert_into(badges::table).values(badge).execute(&mut conn.raw())).await?
    } else {
        let before = badges::table.find(badge.id).filter(badges::version.eq(badge.version - 1));
        conn.run(Fixed(diesel::update(before).set(badge)).execute(&mut conn.raw())).await?
    };
    if written != 1 {
        return Err(DbError::Corrupt("a locked badge has moved"));
    }
    conn.run(
        diesel::insert_into(badge_changes::table)
            .values((
                badge_changes::badge_id.eq(badge.id),
                badge_changes::version.eq(badge.version),
                badge_changes::actor_id.eq(actor),
                badge_changes::fields.eq(fields),
            ))
            .execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}
