//! From names to skills, many at once: what is known, and what somebody proposes by typing it.

use std::collections::HashMap;

use diesel::{prelude::*, sql_types};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::SkillRow;
use crate::{
    error::DbResult,
    fixed::Fixed,
    pool::Conn,
    schema::{skill_names, skills},
};

/// A name with the key that it is compared by. Made by the application, which knows the rule and its version.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Named {
    /// As it was typed, normalised: 1 to 100 characters.
    pub name: String,
    /// Its key: 1 to 200 characters.
    pub key: String,
}

/// Which skill a name leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
pub struct Known {
    /// The skill that has the name, which may be a proposal: never to be shown to anybody.
    #[diesel(sql_type = sql_types::Uuid)]
    pub skill_id: Uuid,
    /// The skill of the catalogue that the name leads to; none for a proposal.
    #[diesel(sql_type = sql_types::Nullable<sql_types::Uuid>)]
    pub canonical_id: Option<Uuid>,
}

/// The skill of the catalogue that each of these keys leads to, by key, through aliases and merges; nothing for a key that
/// nobody knows or that was only proposed. One statement.
///
/// # Errors
/// As any query.
pub async fn resolve(conn: &Conn, keys: &[String]) -> DbResult<HashMap<String, SkillRow>> {
    let rows: Vec<(String, SkillRow)> = conn
        .run(
            skill_names::table
                .inner_join(skills::table.on(skill_names::canonical_id.eq(skills::id.nullable())))
                .filter(skill_names::name_key.eq_any(keys))
                .select((skill_names::name_key, SkillRow::as_select()))
                .load(&mut conn.raw()),
        )
        .await?;
    Ok(rows.into_iter().collect())
}

/// Who looks a name up that nobody knows writes it. A name that was there when the statement began is only read, so that
/// those who use the same skill don't wait for each other; of those who propose the same name at once, the second waits for
/// the first and gets its skill. In the order of the keys, so that two never wait for each other in a circle.
const PROPOSE: &str = "\
    WITH given AS (
        SELECT * FROM unnest($1, $2, $3) AS given (id, name, name_key)
    ), known AS (
        SELECT name_key, skill_id, canonical_id FROM skill_names WHERE name_key = ANY($3)
    ), named AS (
        INSERT INTO skill_names (name_key, key_version, name, skill_id, own)
        SELECT name_key, $4, name, id, true FROM given
        WHERE NOT EXISTS (SELECT FROM known WHERE known.name_key = given.name_key)
        ORDER BY name_key
        ON CONFLICT (name_key) DO UPDATE SET name_key = excluded.name_key
        RETURNING name_key, skill_id, canonical_id
    ), made AS (
        INSERT INTO skills (id, name, status, proposed_at)
        SELECT given.id, given.name, 'PROPOSED', now() FROM given JOIN named ON named.skill_id = given.id
    )
    SELECT * FROM known UNION ALL SELECT * FROM named";

/// The skill that each of these names leads to, by key; a name that nobody knows becomes a proposal. One statement,
/// whatever their number, and safe to be repeated or to run beside another. None for none.
///
/// # Errors
/// As any query.
pub async fn propose(conn: &Conn, key_version: i16, names: &[Named]) -> DbResult<HashMap<String, Known>> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = sql_types::Text)]
        name_key: String,
        #[diesel(embed)]
        known: Known,
    }
    let mut given: Vec<&Named> = names.iter().collect();
    given.sort_by(|one, other| one.key.cmp(&other.key));
    given.dedup_by(|one, other| one.key == other.key);
    if given.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<Uuid> = given.iter().map(|_| Uuid::now_v7()).collect();
    let (names, keys): (Vec<&str>, Vec<&str>) =
        given.iter().map(|named| (named.name.as_str(), named.key.as_str())).unzip();
    let rows: Vec<Row> = conn
        .run(
            Fixed(
                diesel::sql_query(PROPOSE)
                    .bind::<sql_types::Array<sql_types::Uuid>, _>(ids)
                    .bind::<sql_types::Array<sql_types::Text>, _>(names)
                    .bind::<sql_types::Array<sql_types::Text>, _>(keys)
                    .bind::<sql_types::SmallInt, _>(key_version),
            )
            .load(&mut conn.raw()),
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.name_key, row.known)).collect())
}
