//! What staff do with the taxonomy: proposals accepted, skills merged and parted again, aliases added.
//!
//! Whoever changes it holds [`lock`] until the transaction ends, so that what was read under it holds: that a name is free,
//! that a skill isn't merged, what is above what.

use chrono::Utc;
use diesel::{prelude::*, sql_types};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::{SkillRow, Status, names::Named};
use crate::{
    error::{DbError, DbResult},
    fixed::Fixed,
    pool::Conn,
    schema::{skill_changes, skill_names, skills},
};

/// The constraint that refuses an address that another skill has.
pub const SLUG_TAKEN: &str = "skills_slug_key";
/// The constraint that refuses a name that another skill has.
pub const NAME_TAKEN: &str = "skill_names_pkey";

/// One at a time, until the transaction ends. The trigger that looks for circles takes the same lock.
///
/// # Errors
/// As any query.
pub async fn lock(conn: &Conn) -> DbResult<()> {
    const LOCK: &str = "SELECT pg_advisory_xact_lock(hashtextextended('skills', 0))";
    conn.run(Fixed(diesel::sql_query(LOCK)).execute(&mut conn.raw())).await?;
    Ok(())
}

/// How staff name a skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target<'a> {
    /// By its address in the catalogue, which a merged one keeps.
    Slug(&'a str),
    /// By its id: a proposal has nothing else.
    Id(Uuid),
}

/// A skill as it stands, whatever its status.
///
/// # Errors
/// As any query.
pub async fn find(conn: &Conn, target: Target<'_>) -> DbResult<Option<SkillRow>> {
    let all = skills::table.select(SkillRow::as_select());
    conn.run(async {
        match target {
            Target::Slug(slug) => all.filter(skills::slug.eq(slug)).first(&mut conn.raw()).await.optional(),
            Target::Id(id) => all.filter(skills::id.eq(id)).first(&mut conn.raw()).await.optional(),
        }
    })
    .await
}

/// What staff have yet to look at, the oldest first, after one of them: ids of proposals grow with time. One statement.
///
/// # Errors
/// As any query.
pub async fn proposals(conn: &Conn, after: Option<Uuid>, limit: i64) -> DbResult<Vec<SkillRow>> {
    conn.run(
        skills::table
            .filter(skills::status.eq(Status::Proposed.name()))
            .filter(skills::id.gt(after.unwrap_or(Uuid::nil())))
            .order(skills::id)
            .limit(limit)
            .select(SkillRow::as_select())
            .load(&mut conn.raw()),
    )
    .await
}

/// Whose a name is.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Holder {
    /// The skill that has it.
    pub skill_id: Uuid,
    /// Whether everybody may see it.
    pub listed: bool,
    /// The skill's status.
    pub status: String,
}

/// Whose the name with this key is.
///
/// # Errors
/// As any query.
pub async fn holder(conn: &Conn, key: &str) -> DbResult<Option<Holder>> {
    conn.run(async {
        skill_names::table
            .inner_join(skills::table.on(skills::id.eq(skill_names::skill_id)))
            .filter(skill_names::name_key.eq(key))
            .select((skill_names::skill_id, skill_names::listed, skills::status))
            .first(&mut conn.raw())
            .await
            .optional()
    })
    .await
}

/// What a proposal becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted<'a> {
    /// Its address.
    pub slug: &'a str,
    /// What it is called, with the version of the rule that made the key.
    pub name: (&'a Named, i16),
    /// What it is about.
    pub category: Option<&'a str>,
    /// The wider skill.
    pub parent_id: Option<Uuid>,
    /// The same in ESCO.
    pub esco_uri: Option<&'a str>,
}

/// Makes a proposal a part of the catalogue. Where staff call it by another name, the one that was typed goes on leading to
/// it, and is shown to nobody.
///
/// # Errors
/// As any query; [`DbError::Refused`] when another skill has the slug ([`SLUG_TAKEN`]) or the name
/// ([`NAME_TAKEN`]).
pub async fn accept(conn: &Conn, id: Uuid, accepted: Accepted<'_>) -> DbResult<()> {
    let Accepted { slug, name: (named, key_version), category, parent_id, esco_uri } = accepted;
    let now = Utc::now();
    let proposal = skills::table.find(id).filter(skills::status.eq(Status::Proposed.name()));
    let written = conn
        .run(
            Fixed(diesel::update(proposal).set((
                skills::status.eq(Status::Canonical.name()),
                skills::slug.eq(slug),
                skills::name.eq(&named.name),
                skills::category.eq(category),
                skills::parent_id.eq(parent_id),
                skills::esco_uri.eq(esco_uri),
                skills::curated_at.eq(now),
                skills::updated_at.eq(now),
                skills::version.eq(skills::version + 1),
            )))
            .execute(&mut conn.raw()),
        )
        .await?;
    if written != 1 {
        return Err(DbError::Corrupt("a locked proposal has moved"));
    }
    let typed = skill_names::table.filter(skill_names::skill_id.eq(id));
    let own = skill_names::own.eq(skill_names::name_key.eq(&named.key));
    conn.run(
        Fixed(diesel::update(typed).set((skill_names::canonical_id.eq(id), own))).execute(&mut conn.raw()),
    )
    .await?;
    give(conn, id, named, key_version, true).await
}

/// Gives a skill of the catalogue a name that everybody sees, be it new to it or not.
async fn give(conn: &Conn, id: Uuid, named: &Named, key_version: i16, own: bool) -> DbResult<()> {
    const GIVE: &str = "\
        INSERT INTO skill_names AS standing (name_key, key_version, name, skill_id, own, canonical_id, listed)
        VALUES ($1, $2, $3, $4, $5, $4, true)
        ON CONFLICT (name_key) DO UPDATE SET name = excluded.name, listed = true
        WHERE standing.skill_id = excluded.skill_id";
    let given = conn
        .run(
            Fixed(
                diesel::sql_query(GIVE)
                    .bind::<sql_types::Text, _>(&named.key)
                    .bind::<sql_types::SmallInt, _>(key_version)
                    .bind::<sql_types::Text, _>(&named.name)
                    .bind::<sql_types::Uuid, _>(id)
                    .bind::<sql_types::Bool, _>(own),
            )
            .execute(&mut conn.raw()),
        )
        .await?;
    // Somebody may propose it at any moment: the lock is not theirs.
    if given == 1 { Ok(()) } else { Err(DbError::Refused { constraint: NAME_TAKEN.to_owned() }) }
}

/// Whether `upper` is above `lower` in the catalogue, at any height: seen through merges.
///
/// # Errors
/// As any query.
pub async fn is_above(conn: &Conn, upper: Uuid, lower: Uuid) -> DbResult<bool> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = sql_types::Bool)]
        above: bool,
    }
    const ABOVE: &str = "\
        WITH RECURSIVE above (id) AS (
            SELECT $2
            UNION
            SELECT own.canonical_id
            FROM above
                JOIN skills ON skills.id = above.id
                JOIN skill_names AS own ON own.skill_id = skills.parent_id AND own.own
            WHERE own.canonical_id IS NOT NULL
        )
        SELECT EXISTS (SELECT FROM above WHERE id = $1 AND id <> $2) AS above";
    let found: Found = conn
        .run(
            Fixed(
                diesel::sql_query(ABOVE).bind::<sql_types::Uuid, _>(upper).bind::<sql_types::Uuid, _>(lower),
            )
            .get_result(&mut conn.raw()),
        )
        .await?;
    Ok(found.above)
}

/// Has one skill stand for another: its names lead there from now on, and so do those of what was merged into it before.
///
/// # Errors
/// As any query.
pub async fn merge(conn: &Conn, from: Uuid, into: Uuid) -> DbResult<()> {
    const MERGE: &str = "\
        WITH merged AS (
            UPDATE skills SET status = 'MERGED', merged_status = status, merged_into_id = $2, curated_at = now(),
                updated_at = now(), version = version + 1
            WHERE id = $1 AND status <> 'MERGED'
            RETURNING id
        )
        UPDATE skill_names SET canonical_id = $2
        FROM merged WHERE skill_names.skill_id = merged.id OR skill_names.canonical_id = merged.id";
    conn.run(
        Fixed(diesel::sql_query(MERGE).bind::<sql_types::Uuid, _>(from).bind::<sql_types::Uuid, _>(into))
            .execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}

/// Takes a merge back: the skill is what it was, its names lead to it again, and so do those of what was merged into it.
///
/// # Errors
/// As any query.
pub async fn unmerge(conn: &Conn, id: Uuid) -> DbResult<()> {
    const UNMERGE: &str = "\
        WITH RECURSIVE within (id) AS (
            SELECT $1
            UNION
            SELECT skills.id FROM within JOIN skills ON skills.merged_into_id = within.id
        ), parted AS (
            UPDATE skills SET status = merged_status, merged_status = NULL, merged_into_id = NULL, curated_at = now(),
                updated_at = now(), version = version + 1
            WHERE id = $1 AND status = 'MERGED'
            RETURNING id, status
        )
        UPDATE skill_names SET canonical_id = CASE WHEN parted.status = 'CANONICAL' THEN parted.id END
        FROM within, parted WHERE skill_names.skill_id = within.id";
    conn.run(Fixed(diesel::sql_query(UNMERGE).bind::<sql_types::Uuid, _>(id)).execute(&mut conn.raw()))
        .await?;
    Ok(())
}

/// How many aliases a skill has of its own, those left out that nobody sees.
///
/// # Errors
/// As any query.
pub async fn alias_count(conn: &Conn, id: Uuid) -> DbResult<i64> {
    conn.run(
        skill_names::table
            .filter(skill_names::skill_id.eq(id))
            .filter(skill_names::listed.and(diesel::dsl::not(skill_names::own)))
            .count()
            .get_result(&mut conn.raw()),
    )
    .await
}

/// Gives a skill of the catalogue another name, or shows one that it has.
///
/// # Errors
/// As any query; [`DbError::Refused`] when another skill has it ([`NAME_TAKEN`]).
pub async fn add_alias(conn: &Conn, id: Uuid, named: &Named, key_version: i16) -> DbResult<()> {
    let now = Utc::now();
    give(conn, id, named, key_version, false).await?;
    let changed =
        (skills::curated_at.eq(now), skills::updated_at.eq(now), skills::version.eq(skills::version + 1));
    conn.run(Fixed(diesel::update(skills::table.find(id)).set(changed)).execute(&mut conn.raw())).await?;
    Ok(())
}

/// Notes who changed a skill, after the change.
///
/// # Errors
/// As any query.
pub async fn note(conn: &Conn, id: Uuid, actor: Uuid, action: &str, fields: &[&str]) -> DbResult<()> {
    let version: i64 =
        conn.run(skills::table.find(id).select(skills::version).first(&mut conn.raw())).await?;
    conn.run(
        diesel::insert_into(skill_changes::table)
            .values((
                skill_changes::skill_id.eq(id),
                skill_changes::version.eq(version),
                skill_changes::actor_id.eq(actor),
                skill_changes::action.eq(action),
                skill_changes::fields.eq(fields),
            ))
            .execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}
