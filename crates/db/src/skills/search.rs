//! Autocomplete and near-duplicates: over names that everybody may see, and no others.
//!
//! Both read the partial indexes of listed names: a proposal moves neither an answer nor what it costs.

use std::collections::HashMap;

use diesel::{prelude::*, sql_types};
use diesel_async::RunQueryDsl;

use super::SkillRow;
use crate::{error::DbResult, fixed::Fixed, pool::Conn};

/// How a skill was found, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Match {
    /// A name is what was typed.
    Exact,
    /// A name begins with it.
    Prefix,
    /// A later word of a name begins with it.
    Word,
    /// A name is spelt much like it.
    Similar,
}

impl Match {
    fn of_tier(tier: i32) -> Self {
        match tier {
            0 => Self::Exact,
            1 => Self::Prefix,
            2 => Self::Word,
            _ => Self::Similar,
        }
    }
}

/// A skill that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Which.
    pub skill: SkillRow,
    /// The name by which it was found: its own, or an alias.
    pub matched: String,
    /// How.
    pub how: Match,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(embed)]
    skill: SkillRow,
    #[diesel(sql_type = sql_types::Text)]
    matched: String,
    #[diesel(sql_type = sql_types::Integer)]
    tier: i32,
}

impl From<Row> for Hit {
    fn from(row: Row) -> Self {
        Self { skill: row.skill, matched: row.matched, how: Match::of_tier(row.tier) }
    }
}

/// Below this many characters nothing is called similar: too little to compare.
const LEAST_SIMILAR: i32 = 3;
/// How alike two names have to be, of 1, for the one to be what was meant by the other. "javascrpt" and "javascript" are 0.62,
/// "pyton" and "python" 0.44; at 0.3, where Postgres draws the line of itself, unrelated short words come in. The sessions of
/// the pool draw it here, too, so that the index looks at no more.
pub(crate) const ALIKE: f32 = 0.4;

/// The statement of [`complete`], for who looks at its plan. $1 the key, $2 the same escaped for LIKE, $3 how many, $4 and $5
/// the bounds of what is similar.
///
/// Words are looked for when beginnings are too few, and spellings when there is neither. The upper bound of the prefix is
/// the last character there is: unlike a pattern, it serves a plan that is made once. Of very many names that begin alike,
/// as with one letter, the shortest four hundred are looked at, which are those that come first.
pub const COMPLETE: &str = "\
    WITH prefix AS MATERIALIZED (
        SELECT canonical_id, name_key, CASE WHEN name_key = $1 THEN 0 ELSE 1 END AS tier, 1::real AS alike
        FROM skill_names WHERE listed AND name_key >= $1 AND name_key < $1 || chr(1114111)
        ORDER BY char_length(name_key), name_key LIMIT 400
    ), word AS MATERIALIZED (
        SELECT canonical_id, name_key, 2 AS tier, 1::real AS alike
        FROM skill_names
        WHERE (SELECT count(DISTINCT canonical_id) FROM prefix) < $3
            AND listed AND name_key LIKE '% ' || $2 || '%'
        ORDER BY char_length(name_key), name_key LIMIT 400
    ), spelling AS MATERIALIZED (
        SELECT canonical_id, name_key, 3 AS tier, similarity(name_key, $1) AS alike
        FROM skill_names
        WHERE NOT EXISTS (TABLE prefix) AND NOT EXISTS (TABLE word)
            AND char_length($1) >= $4 AND listed AND name_key % $1 AND similarity(name_key, $1) >= $5
    ), best AS (
        SELECT DISTINCT ON (canonical_id) canonical_id, name_key, tier, alike
        FROM (TABLE prefix UNION ALL TABLE word UNION ALL TABLE spelling) AS found
        ORDER BY canonical_id, tier, alike DESC, char_length(name_key), name_key
    ), first AS MATERIALIZED (
        SELECT * FROM best ORDER BY tier, alike DESC, char_length(name_key), name_key LIMIT $3
    )
    SELECT skills.*, skill_names.name AS matched, first.tier
    FROM first JOIN skills ON skills.id = first.canonical_id JOIN skill_names USING (name_key)
    ORDER BY first.tier, first.alike DESC, char_length(name_key), name_key";

/// The skills of the catalogue that somebody who has typed this much may mean, the best first: by a name that begins with
/// it, then by a word of one, or else by the spelling; within each the shorter name first. Each skill once, by its best name. At
/// most `most`. One statement.
///
/// # Errors
/// As any query.
pub async fn complete(conn: &Conn, key: &str, most: i64) -> DbResult<Vec<Hit>> {
    let rows: Vec<Row> = conn
        .run(
            Fixed(
                diesel::sql_query(COMPLETE)
                    .bind::<sql_types::Text, _>(key)
                    .bind::<sql_types::Text, _>(escape_like(key))
                    .bind::<sql_types::BigInt, _>(most)
                    .bind::<sql_types::Integer, _>(LEAST_SIMILAR)
                    .bind::<sql_types::Float, _>(ALIKE),
            )
            .load(&mut conn.raw()),
        )
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The statement of [`near`], for who looks at its plan.
pub const NEAR: &str = "\
    SELECT given.name_key AS given, near.*
    FROM unnest($1) AS given (name_key), LATERAL (
        SELECT skills.*, best.name AS matched, 3 AS tier
        FROM (
            SELECT DISTINCT ON (canonical_id) canonical_id, name, name_key, similarity(name_key, given.name_key) AS alike
            FROM skill_names
            WHERE listed AND name_key % given.name_key AND name_key <> given.name_key
                AND char_length(given.name_key) >= $3 AND similarity(name_key, given.name_key) >= $4
            ORDER BY canonical_id, similarity(name_key, given.name_key) DESC, name_key
        ) AS best JOIN skills ON skills.id = best.canonical_id
        ORDER BY best.alike DESC, char_length(best.name_key), best.name_key
        LIMIT $2
    ) AS near";

/// The skills of the catalogue that have a name spelt much like each of these keys, by key, the most alike first, at most
/// `most` of each: what may have been meant. One statement, whatever the number of keys.
///
/// # Errors
/// As any query.
pub async fn near(conn: &Conn, keys: &[String], most: i64) -> DbResult<HashMap<String, Vec<Hit>>> {
    #[derive(QueryableByName)]
    struct Near {
        #[diesel(sql_type = sql_types::Text)]
        given: String,
        #[diesel(embed)]
        row: Row,
    }
    let rows: Vec<Near> = conn
        .run(
            Fixed(
                diesel::sql_query(NEAR)
                    .bind::<sql_types::Array<sql_types::Text>, _>(keys)
                    .bind::<sql_types::BigInt, _>(most)
                    .bind::<sql_types::Integer, _>(LEAST_SIMILAR)
                    .bind::<sql_types::Float, _>(ALIKE),
            )
            .load(&mut conn.raw()),
        )
        .await?;
    let mut found: HashMap<String, Vec<Hit>> = HashMap::new();
    for Near { given, row } in rows {
        found.entry(given).or_default().push(row.into());
    }
    Ok(found)
}

/// The text with what LIKE takes for a pattern taken literally.
fn escape_like(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '%' | '_' | '\\') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_taken_literally() {
        assert_eq!(escape_like(r"100%_\x"), r"100\%\_\\x");
        assert_eq!(escape_like("c++"), "c++");
    }
}
