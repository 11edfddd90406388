//! The taxonomy of skills (capability S3): of no person, and, but for proposals, read by everybody.
//!
//! Invariants:
//! - One name, one skill: [`names`] finds it by a key, whose rule is the application's (`folio::text::name_key`). Keys come
//!   in from above; this crate never makes one.
//! - **What is PROPOSED is shown to staff alone.** It may be anything that somebody typed. It has no slug, and its names
//!   aren't `listed`, which is what [`search`] reads.
//! - A merged skill leads to the one that stands for it: each name knows where it leads now (`canonical_id`), so that no
//!   read follows a chain.
//! - Nothing is deleted: profiles name skills.
//!
//! Reading order: this file (rows, and what is read by id or slug), [`names`] (names to skills, and proposals), [`search`]
//! (autocomplete and near-duplicates), [`curate`] (what staff change), [`starter`] (what is shipped).

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::{
    error::DbResult,
    pool::Conn,
    schema::{skill_names, skills},
};

pub mod curate;
pub mod names;
pub mod search;
pub mod starter;

/// Where a skill is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// In the catalogue.
    Canonical,
    /// Somebody typed it; for staff to look at.
    Proposed,
    /// Another stands for it.
    Merged,
}

impl Status {
    /// The name in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Canonical => "CANONICAL",
            Self::Proposed => "PROPOSED",
            Self::Merged => "MERGED",
        }
    }
}

/// One skill. Not for showing unless it is canonical: see [`SkillRow::is_canonical`].
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, QueryableByName)]
#[diesel(table_name = skills, check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs, reason = "columns are described in folio_policy::data_map")]
pub struct SkillRow {
    pub id: Uuid,
    pub slug: Option<String>,
    pub name: String,
    pub category: Option<String>,
    pub parent_id: Option<Uuid>,
    pub esco_uri: Option<String>,
    pub status: String,
    pub merged_into_id: Option<Uuid>,
    pub merged_status: Option<String>,
    pub proposed_at: Option<DateTime<Utc>>,
    pub curated_at: Option<DateTime<Utc>>,
    pub version: i64,
}

impl SkillRow {
    /// Whether it is a part of the catalogue.
    #[must_use]
    pub fn is_canonical(&self) -> bool {
        self.status == Status::Canonical.name()
    }
}

/// The skill of the catalogue at an address; that of a merged one leads to the one that stands for it. One statement.
///
/// # Errors
/// As any query.
pub async fn by_slug(conn: &Conn, slug: &str) -> DbResult<Option<SkillRow>> {
    let (addressed, own) = diesel::alias!(skills as addressed, skill_names as own);
    conn.run(async {
        skills::table
            .inner_join(own.on(own.field(skill_names::canonical_id).eq(skills::id.nullable())))
            .inner_join(addressed.on(addressed.field(skills::id).eq(own.field(skill_names::skill_id))))
            .filter(own.field(skill_names::own))
            .filter(addressed.field(skills::slug).eq(slug))
            .select(SkillRow::as_select())
            .first(&mut conn.raw())
            .await
            .optional()
    })
    .await
}

/// The skills of the catalogue that these stand for or are, by the ids that were asked for; none for a proposal. One
/// statement.
///
/// # Errors
/// As any query.
pub async fn canonical(conn: &Conn, ids: &[Uuid]) -> DbResult<HashMap<Uuid, SkillRow>> {
    let rows: Vec<(Uuid, SkillRow)> = conn
        .run(
            skills::table
                .inner_join(skill_names::table.on(skill_names::canonical_id.eq(skills::id.nullable())))
                .filter(skill_names::own)
                .filter(skill_names::skill_id.eq_any(ids))
                .select((skill_names::skill_id, SkillRow::as_select()))
                .load(&mut conn.raw()),
        )
        .await?;
    Ok(rows.into_iter().collect())
}

/// The names by which everybody may find each of these skills of the catalogue, its own left out, in order. One statement.
///
/// # Errors
/// As any query.
pub async fn aliases(conn: &Conn, ids: &[Uuid]) -> DbResult<HashMap<Uuid, Vec<String>>> {
    let rows: Vec<(Option<Uuid>, Uuid, bool, String)> = conn
        .run(
            skill_names::table
                .filter(skill_names::listed)
                .filter(skill_names::canonical_id.eq_any(ids))
                .order((skill_names::canonical_id, skill_names::name_key))
                .select((
                    skill_names::canonical_id,
                    skill_names::skill_id,
                    skill_names::own,
                    skill_names::name,
                ))
                .load(&mut conn.raw()),
        )
        .await?;
    let mut found: HashMap<Uuid, Vec<String>> = HashMap::new();
    for (canonical, skill, own, name) in rows {
        if let Some(canonical) = canonical.filter(|canonical| !(own && *canonical == skill)) {
            found.entry(canonical).or_default().push(name);
        }
    }
    Ok(found)
}

/// Most of the narrower skills that are given of each.
pub const MOST_CHILDREN: i64 = 100;

/// The narrower skills of the catalogue of each of these, in the order of their names, at most [`MOST_CHILDREN`] of each;
/// those of what was merged into it count. One statement.
///
/// # Errors
/// As any query.
pub async fn children(conn: &Conn, ids: &[Uuid]) -> DbResult<HashMap<Uuid, Vec<SkillRow>>> {
    #[derive(QueryableByName)]
    struct Child {
        #[diesel(sql_type = diesel::sql_types::Uuid)]
        above: Uuid,
        #[diesel(embed)]
        skill: SkillRow,
    }
    const CHILDREN: &str = "\
        SELECT above.id AS above, child.*
        FROM unnest($1) AS above (id), LATERAL (
            SELECT skills.* FROM skill_names AS parent
                JOIN skills ON skills.parent_id = parent.skill_id
                JOIN skill_names AS own ON own.skill_id = skills.id AND own.own
            WHERE parent.canonical_id = above.id AND parent.own AND skills.status = 'CANONICAL' AND skills.id <> above.id
            ORDER BY own.name_key
            LIMIT $2
        ) AS child";
    let rows: Vec<Child> = conn
        .run(
            crate::fixed::Fixed(
                diesel::sql_query(CHILDREN)
                    .bind::<diesel::sql_types::Array<diesel::sql_types::Uuid>, _>(ids)
                    .bind::<diesel::sql_types::BigInt, _>(MOST_CHILDREN),
            )
            .load(&mut conn.raw()),
        )
        .await?;
    let mut found: HashMap<Uuid, Vec<SkillRow>> = HashMap::new();
    for Child { above, skill } in rows {
        found.entry(above).or_default().push(skill);
    }
    Ok(found)
}
