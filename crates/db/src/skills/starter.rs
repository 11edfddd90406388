//! What is shipped: the skills that a new database begins with, and how they come into it.

use std::sync::LazyLock;

use diesel::{QueryableByName, sql_types};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{SkillRow, Status, names::Named};
use crate::{error::DbResult, fixed::Fixed, json::Json, pool::Conn};

static STARTER: LazyLock<Starter> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/skills/v1.json")).expect("a test reads the file")
});

/// The shipped taxonomy.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Starter {
    /// Its number. A new one may add skills and aliases, and move or relate those that are there; it renames and removes
    /// none.
    pub version: i16,
    /// The skills, each after its wider one.
    pub skills: Vec<Shipped>,
}

/// One skill of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shipped {
    /// Its address: by this it is known from one version to the next.
    pub slug: String,
    /// What it is called.
    pub name: String,
    /// What it is about.
    pub category: String,
    /// The slug of the wider skill.
    #[serde(default)]
    pub parent: Option<String>,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The same skill in ESCO, where that is known for certain.
    #[serde(default)]
    pub esco: Option<String>,
}

/// The newest shipped taxonomy.
#[must_use]
pub fn starter() -> &'static Starter {
    &STARTER
}

impl Shipped {
    /// Its id in a database that it came into as shipped: made of the slug, with the marks of a random id.
    #[must_use]
    pub fn id(&self) -> Uuid {
        id(&self.slug)
    }

    /// Its row in such a database, as long as staff leave it alone.
    #[must_use]
    pub fn row(&self) -> SkillRow {
        SkillRow {
            id: self.id(),
            slug: Some(self.slug.clone()),
            name: self.name.clone(),
            category: Some(self.category.clone()),
            parent_id: self.parent.as_deref().map(id),
            esco_uri: self.esco.clone(),
            status: Status::Canonical.name().to_owned(),
            merged_into_id: None,
            merged_status: None,
            proposed_at: None,
            curated_at: None,
            version: 1,
        }
    }
}

fn id(slug: &str) -> Uuid {
    let hash = Sha256::new().chain_update("folio skill ").chain_update(slug).finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

/// A shipped skill with its keys.
#[derive(Debug)]
pub struct Entry<'a> {
    /// As it is shipped.
    pub shipped: &'a Shipped,
    /// The key of its name.
    pub key: String,
    /// Its aliases.
    pub aliases: Vec<Named>,
}

/// What a load has changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Skills that weren't in the catalogue.
    pub skills: i64,
    /// Skills that have another category, parent or ESCO address now: those that were just added and have a parent, too.
    pub moved: i64,
    /// Aliases that weren't there.
    pub aliases: i64,
}

#[derive(Debug, Serialize)]
struct SkillGiven<'a> {
    id: Uuid,
    slug: &'a str,
    name: &'a str,
    name_key: &'a str,
    category: &'a str,
    parent: Option<&'a str>,
    esco_uri: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct AliasGiven<'a> {
    slug: &'a str,
    alias: &'a str,
    alias_key: &'a str,
}

/// What somebody proposed before it was shipped is taken over. Who has the name otherwise keeps it: staff gave it.
const ADD: &str = "\
    WITH given AS (
        SELECT * FROM json_to_recordset($1) AS given (
            id uuid, slug text, name text, name_key text, category text, esco_uri text)
    ), adopted AS (
        UPDATE skills SET status = 'CANONICAL', slug = given.slug, name = given.name, category = given.category,
            esco_uri = given.esco_uri, shipped_version = $2, version = skills.version + 1, updated_at = now()
        FROM given JOIN skill_names AS typed ON typed.name_key = given.name_key AND typed.own
        WHERE skills.id = typed.skill_id AND skills.status = 'PROPOSED'
            AND NOT EXISTS (SELECT FROM skills AS taken WHERE taken.slug = given.slug)
        RETURNING skills.id, skills.name
    ), opened AS (
        UPDATE skill_names SET canonical_id = adopted.id, listed = true, name = adopted.name
        FROM adopted WHERE skill_names.skill_id = adopted.id AND skill_names.own
    ), made AS (
        INSERT INTO skills (id, slug, name, category, esco_uri, status, shipped_version)
        SELECT id, slug, name, category, esco_uri, 'CANONICAL', $2 FROM given
        WHERE NOT EXISTS (SELECT FROM skill_names AS taken WHERE taken.name_key = given.name_key)
        ON CONFLICT (slug) DO NOTHING
        RETURNING id
    ), named AS (
        INSERT INTO skill_names (name_key, key_version, name, skill_id, own, canonical_id, listed)
        SELECT given.name_key, $3, given.name, given.id, true, given.id, true FROM given JOIN made USING (id)
    )
    SELECT (SELECT count(*) FROM adopted) + (SELECT count(*) FROM made) AS changed,
        ARRAY (SELECT id FROM adopted) AS ids";

/// What staff have changed is left alone, and so is what newer data wrote. The version moves when the data's does: to fill
/// in what the same load has just added is no change.
const MOVE: &str = "\
    WITH given AS (
        SELECT given.*, own.canonical_id AS parent_id
        FROM json_to_recordset($1) AS given (slug text, category text, parent text, esco_uri text)
            LEFT JOIN skills AS above ON above.slug = given.parent
            LEFT JOIN skill_names AS own ON own.skill_id = above.id AND own.own
    ), moved AS (
        UPDATE skills SET category = given.category, parent_id = given.parent_id, esco_uri = given.esco_uri,
            shipped_version = $2, version = version + (shipped_version < $2)::integer, updated_at = now()
        FROM given
        WHERE skills.slug = given.slug AND skills.status = 'CANONICAL' AND skills.curated_at IS NULL
            AND skills.shipped_version <= $2 AND skills.id IS DISTINCT FROM given.parent_id
            AND (skills.category, skills.parent_id, skills.esco_uri)
                IS DISTINCT FROM (given.category, given.parent_id, given.esco_uri)
        RETURNING skills.id
    )
    SELECT count(*) AS changed, ARRAY (SELECT id FROM moved) AS ids FROM moved";

/// A name that leads anywhere already goes on leading there.
const NAME: &str = "\
    WITH named AS (
        INSERT INTO skill_names (name_key, key_version, name, skill_id, own, canonical_id, listed)
        SELECT given.alias_key, $2, given.alias, skills.id, false, own.canonical_id, true
        FROM json_to_recordset($1) AS given (slug text, alias text, alias_key text)
            JOIN skills ON skills.slug = given.slug AND skills.shipped_version IS NOT NULL
            JOIN skill_names AS own ON own.skill_id = skills.id AND own.own AND own.canonical_id IS NOT NULL
        ON CONFLICT (name_key) DO NOTHING
        RETURNING name_key
    )
    SELECT count(*) AS changed, '{}'::uuid[] AS ids FROM named";

/// Those of these skills that somebody has, under whatever name.
const HELD: &str = "\
    SELECT 0::bigint AS changed, ARRAY (
        SELECT DISTINCT own.canonical_id FROM profile_skills AS held
            JOIN skill_names AS own ON own.skill_id = held.skill_id AND own.own
        WHERE own.canonical_id = ANY ($1)
    ) AS ids";

/// Brings what is shipped into the database, in the caller's transaction: adds what isn't there, and overrides nothing that
/// staff have changed. A repeat changes nothing. Three statements, whatever is shipped, a fourth if that changes what was there,
/// and two locks, which those wait for who propose names meanwhile.
///
/// Answers as well which of the skills that have changed somebody has: the caller sees to it that their pages show it.
///
/// # Errors
/// As any query.
pub async fn load(
    conn: &Conn,
    version: i16,
    key_version: i16,
    entries: &[Entry<'_>],
) -> DbResult<(Loaded, Vec<Uuid>)> {
    super::curate::lock(conn).await?;
    conn.run((&mut conn.raw()).batch_execute("LOCK TABLE skills, skill_names IN SHARE ROW EXCLUSIVE MODE"))
        .await?;
    let skills: Vec<SkillGiven<'_>> = entries
        .iter()
        .map(|Entry { shipped, key, .. }| SkillGiven {
            id: shipped.id(),
            slug: &shipped.slug,
            name: &shipped.name,
            name_key: key,
            category: &shipped.category,
            parent: shipped.parent.as_deref(),
            esco_uri: shipped.esco.as_deref(),
        })
        .collect();
    let aliases: Vec<AliasGiven<'_>> = entries
        .iter()
        .flat_map(|entry| entry.aliases.iter().map(|named| (&entry.shipped.slug, named)))
        .map(|(slug, named)| AliasGiven { slug, alias: &named.name, alias_key: &named.key })
        .collect();
    let (skills, aliases) = (Json(skills), Json(aliases));
    let added = diesel::sql_query(ADD)
        .bind::<sql_types::Json, _>(&skills)
        .bind::<sql_types::SmallInt, _>(version)
        .bind::<sql_types::SmallInt, _>(key_version);
    let added: Changed = conn.run(Fixed(added).get_result(&mut conn.raw())).await?;
    let moved =
        diesel::sql_query(MOVE).bind::<sql_types::Json, _>(&skills).bind::<sql_types::SmallInt, _>(version);
    let moved: Changed = conn.run(Fixed(moved).get_result(&mut conn.raw())).await?;
    let named = diesel::sql_query(NAME)
        .bind::<sql_types::Json, _>(&aliases)
        .bind::<sql_types::SmallInt, _>(key_version);
    let named: Changed = conn.run(Fixed(named).get_result(&mut conn.raw())).await?;
    let mut held = [added.ids, moved.ids].concat();
    if !held.is_empty() {
        let shown = diesel::sql_query(HELD).bind::<sql_types::Array<sql_types::Uuid>, _>(held);
        let shown: Changed = conn.run(Fixed(shown).get_result(&mut conn.raw())).await?;
        held = shown.ids;
    }
    Ok((Loaded { skills: added.changed, moved: moved.changed, aliases: named.changed }, held))
}

#[derive(QueryableByName)]
struct Changed {
    #[diesel(sql_type = sql_types::BigInt)]
    changed: i64,
    #[diesel(sql_type = sql_types::Array<sql_types::Uuid>)]
    ids: Vec<Uuid>,
}
