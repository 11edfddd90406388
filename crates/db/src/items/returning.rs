//! What is known of items that are gone and may come again with a file: who may see them. And which stay although a file no
//! longer has them.
//!
//! Of what is gone, only what a file may have brought is remembered; what is called otherwise now is, whoever brought it, since a
//! file that has it under the former name was kept from bringing it a second time. Of each section the last [`KEPT`] names stay.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{QueryableByName, sql_types};
use diesel_async::RunQueryDsl;
use folio_policy::Visibility;
use uuid::Uuid;

use super::{
    ItemRow,
    renew::{is_edited, strictest},
};
use crate::{DbResult, Provenance, aggregate::item_visibility, fixed::Fixed, write::Locked};

/// The most names that are remembered of a profile's section, before what one write adds: several times what a section may
/// have. Beyond it, those go that were remembered longest ago.
const KEPT: i64 = 500;
/// The section whose items have a taxonomy's names.
const SKILLS: &str = "profile_skills";

/// A part of what tells that two rows mean the same thing, as bytes that are the same in every build.
pub trait KeyPart {
    /// Adds them.
    fn write(&self, bytes: &mut Vec<u8>);
}

impl KeyPart for &str {
    fn write(&self, bytes: &mut Vec<u8>) {
        // With its length, so that no two lists of parts are one.
        bytes.extend((self.len() as u64).to_be_bytes());
        bytes.extend(self.as_bytes());
    }
}

impl KeyPart for Uuid {
    fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.as_bytes());
    }
}

impl KeyPart for NaiveDate {
    fn write(&self, bytes: &mut Vec<u8>) {
        self.to_string().as_str().write(bytes);
    }
}

impl KeyPart for DateTime<Utc> {
    fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.timestamp_micros().to_be_bytes());
    }
}

impl<T: KeyPart> KeyPart for Option<T> {
    fn write(&self, bytes: &mut Vec<u8>) {
        bytes.push(u8::from(self.is_some()));
        if let Some(part) = self {
            part.write(bytes);
        }
    }
}

impl<A: KeyPart, B: KeyPart> KeyPart for (A, B) {
    fn write(&self, bytes: &mut Vec<u8>) {
        self.0.write(bytes);
        self.1.write(bytes);
    }
}

impl<A: KeyPart, B: KeyPart, C: KeyPart> KeyPart for (A, B, C) {
    fn write(&self, bytes: &mut Vec<u8>) {
        self.0.write(bytes);
        self.1.write(bytes);
        self.2.write(bytes);
    }
}

/// The sections whose items come with files.
const OF_FILES: [&str; 7] =
    ["links", SKILLS, "education", "projects", "work_history", "languages", "certificates"];

/// What stands for an item's key.
fn key_hash<R: ItemRow>(profile: &Locked<'_>, row: &R) -> Uuid {
    hash_of::<R>(profile, row.key())
}

fn hash_of<R: ItemRow>(profile: &Locked<'_>, key: impl KeyPart) -> Uuid {
    let mut bytes = profile.profile_id.as_bytes().to_vec();
    R::TABLE.write(&mut bytes);
    key.write(&mut bytes);
    profile.conn().hash_key().id_of("import toggle", &bytes)
}

/// Whether a file may have brought it: what was typed in and left alone is at its first version, and what its owner has written
/// over is theirs, wherever it came from.
fn is_of_a_file<R: ItemRow>(row: &R) -> bool {
    OF_FILES.contains(&R::TABLE) && (is_edited(row) || row.provenance() == Provenance::Import.name())
}

/// Those of the owner's edited items of a narrower toggle that were typed in. One statement; none if there are no such items.
pub(super) async fn typed_in<R: ItemRow>(profile: &Locked<'_>, standing: &[R]) -> DbResult<HashSet<Uuid>> {
    added(profile, standing.iter().filter(|row| kept(toggle_of(*row)).is_some())).await
}

/// Those of the owner's edited items that were typed in, by the record of it: each such mutation leaves a row about an item at its
/// first version, an import leaves none about an item. One statement; none if there are no such items.
async fn added<'a, R: ItemRow + 'a>(
    profile: &Locked<'_>,
    rows: impl Iterator<Item = &'a R>,
) -> DbResult<HashSet<Uuid>> {
    #[derive(QueryableByName)]
    struct Added {
        #[diesel(sql_type = sql_types::Uuid)]
        subject_id: Uuid,
    }
    const ADDED: &str = "SELECT DISTINCT subject_id FROM audit_log \
        WHERE profile_id = $1 AND subject_id = ANY ($2) AND subject_version = 1 AND actor_kind = 'OWNER'";
    let edited: Vec<Uuid> = rows.filter(|row| is_edited(*row)).map(|row| row.common().id).collect();
    if edited.is_empty() {
        return Ok(HashSet::new());
    }
    let conn = profile.conn();
    let added = diesel::sql_query(ADDED)
        .bind::<sql_types::Uuid, _>(profile.profile_id)
        .bind::<sql_types::Array<sql_types::Uuid>, _>(edited);
    let added: Vec<Added> = conn.run(Fixed(added).load(&mut conn.raw())).await?;
    Ok(added.into_iter().map(|row| row.subject_id).collect())
}

/// Remembers who may see items that are removed, in place of what was remembered of such before, under the names that they
/// have and those that they had; of several of one key, the strictest. What was typed in takes the place of nothing, and only narrows
/// what is remembered. One statement, two if any were edited; none for none that a file may have brought.
///
/// # Errors
/// As any query.
pub async fn remember<R: ItemRow>(profile: &Locked<'_>, gone: &[R]) -> DbResult<()> {
    const REMEMBER: &str = "\
        WITH gone AS (
            SELECT * FROM unnest($3, $4, $8) AS gone (key_hash, visibility, typed_in)
        ), item AS (
            SELECT * FROM unnest($5, $6) AS item (id, visibility)
        ), called_before AS (
            UPDATE import_toggles AS known SET visibility = item.visibility FROM item
            WHERE known.profile_id = $1 AND known.section = $2 AND known.item_id = item.id
                AND known.key_hash NOT IN (SELECT key_hash FROM gone)
        ), open AS (
            DELETE FROM import_toggles AS known USING gone
            WHERE known.profile_id = $1 AND known.section = $2 AND known.key_hash = gone.key_hash
                AND gone.visibility IS NULL AND NOT gone.typed_in
        ), too_many AS (
            DELETE FROM import_toggles AS known USING (
                SELECT key_hash FROM import_toggles WHERE profile_id = $1 AND section = $2
                ORDER BY remembered_at DESC, key_hash OFFSET $7
            ) AS oldest
            WHERE known.profile_id = $1 AND known.section = $2 AND known.key_hash = oldest.key_hash
                AND known.key_hash NOT IN (SELECT key_hash FROM gone)
                AND NOT EXISTS (SELECT FROM item WHERE item.id = known.item_id)
        )
        INSERT INTO import_toggles AS known (profile_id, section, key_hash, visibility)
        SELECT $1, $2, key_hash, visibility FROM gone WHERE visibility IS NOT NULL
        ON CONFLICT (profile_id, section, key_hash)
        DO UPDATE SET remembered_at = now(),
            visibility = CASE
                WHEN EXISTS (SELECT FROM gone WHERE gone.key_hash = excluded.key_hash AND gone.typed_in)
                    AND known.visibility <> excluded.visibility THEN 'PRIVATE'
                ELSE excluded.visibility
            END,
            item_id = CASE
                WHEN EXISTS (SELECT FROM gone WHERE gone.key_hash = excluded.key_hash AND gone.typed_in) THEN known.item_id
            END";
    let gone: Vec<&R> = gone.iter().filter(|row| is_of_a_file(*row)).collect();
    if gone.is_empty() {
        return Ok(());
    }
    let added = added(profile, gone.iter().copied()).await?;
    let mut toggles: HashMap<Uuid, (Option<Visibility>, bool)> = HashMap::new();
    for row in gone.iter().copied() {
        let (toggle, typed_in) = toggles.entry(key_hash(profile, row)).or_insert((None, true));
        *toggle = strictest([*toggle, toggle_of(row)]);
        *typed_in &= added.contains(&row.common().id);
    }
    let (mut keys, mut kept_toggles, mut typed_in) = (Vec::new(), Vec::new(), Vec::new());
    for (key, (toggle, typed)) in toggles {
        keys.push(key);
        kept_toggles.push(kept(toggle));
        typed_in.push(typed);
    }
    let (ids, of_ids): (Vec<Uuid>, Vec<Option<String>>) =
        gone.into_iter().map(|row| (row.common().id, kept(toggle_of(row)))).unzip();
    let conn = profile.conn();
    conn.run(
        Fixed(
            diesel::sql_query(REMEMBER)
                .bind::<sql_types::Uuid, _>(profile.profile_id)
                .bind::<sql_types::Text, _>(R::TABLE)
                .bind::<sql_types::Array<sql_types::Uuid>, _>(keys)
                .bind::<sql_types::Array<sql_types::Nullable<sql_types::Text>>, _>(kept_toggles)
                .bind::<sql_types::Array<sql_types::Uuid>, _>(ids)
                .bind::<sql_types::Array<sql_types::Nullable<sql_types::Text>>, _>(of_ids)
                .bind::<sql_types::BigInt, _>(KEPT)
                .bind::<sql_types::Array<sql_types::Bool>, _>(typed_in),
        )
        .execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}

/// Remembers what an item was called that is to be called otherwise: a file that has it as it was brings it again, as another
/// item, to no more people than may see this one by then, or could when it went. One that was typed in takes the place of nothing that
/// is remembered, and only narrows it. One statement, two for one that was edited; none in a section that no file brings.
///
/// # Errors
/// As any query.
pub async fn remember_name<R: ItemRow>(profile: &Locked<'_>, before: &R) -> DbResult<()> {
    const CALLED: &str = "\
        WITH too_many AS (
            DELETE FROM import_toggles AS known USING (
                SELECT key_hash FROM import_toggles WHERE profile_id = $1 AND section = $2
                ORDER BY remembered_at DESC, key_hash OFFSET $6
            ) AS oldest
            WHERE known.profile_id = $1 AND known.section = $2 AND known.key_hash = oldest.key_hash
                AND known.key_hash <> $3
        )
        INSERT INTO import_toggles AS known (profile_id, section, key_hash, visibility, item_id) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (profile_id, section, key_hash)
        DO UPDATE SET remembered_at = now(),
            visibility = CASE
                WHEN $7 THEN excluded.visibility
                WHEN known.visibility <> excluded.visibility THEN 'PRIVATE'
                ELSE COALESCE(known.visibility, excluded.visibility)
            END,
            item_id = CASE WHEN $7 THEN excluded.item_id ELSE known.item_id END";
    if !OF_FILES.contains(&R::TABLE) {
        return Ok(());
    }
    let of_a_file = is_of_a_file(before) && added(profile, std::iter::once(before)).await?.is_empty();
    let conn = profile.conn();
    conn.run(
        Fixed(
            diesel::sql_query(CALLED)
                .bind::<sql_types::Uuid, _>(profile.profile_id)
                .bind::<sql_types::Text, _>(R::TABLE)
                .bind::<sql_types::Uuid, _>(key_hash(profile, before))
                .bind::<sql_types::Nullable<sql_types::Text>, _>(kept(toggle_of(before)))
                .bind::<sql_types::Uuid, _>(before.common().id)
                .bind::<sql_types::BigInt, _>(KEPT)
                .bind::<sql_types::Bool, _>(of_a_file),
        )
        .execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}

fn toggle_of<R: ItemRow>(row: &R) -> Option<Visibility> {
    item_visibility(row.common().visibility.as_deref())
}

/// PUBLIC takes nothing from the section's toggle.
fn kept(toggle: Option<Visibility>) -> Option<String> {
    super::stored(toggle.filter(|toggle| *toggle != Visibility::Public))
}

/// The toggles of items, by their ids.
pub(super) fn toggles<R: ItemRow>(rows: &[R]) -> HashMap<Uuid, Option<Visibility>> {
    rows.iter().map(|row| (row.common().id, toggle_of(row))).collect()
}

/// Gives those of the new rows that were there before no more to be seen than they had, or than the item has that was called so:
/// `standing` has the toggles of those that are there. Answers how many got something stricter by that. One statement, two for
/// skills; none for none.
pub(super) async fn recall<R: ItemRow>(
    profile: &Locked<'_>,
    new: &mut [&mut R],
    standing: &HashMap<Uuid, Option<Visibility>>,
) -> DbResult<usize> {
    #[derive(QueryableByName)]
    struct Known {
        #[diesel(sql_type = sql_types::Uuid)]
        key_hash: Uuid,
        #[diesel(sql_type = sql_types::Nullable<sql_types::Text>)]
        visibility: Option<String>,
        #[diesel(sql_type = sql_types::Nullable<sql_types::Uuid>)]
        item_id: Option<Uuid>,
    }
    const RECALL: &str = "SELECT key_hash, visibility, item_id FROM import_toggles \
        WHERE profile_id = $1 AND section = $2 AND key_hash = ANY ($3)";
    if new.is_empty() {
        return Ok(0);
    }
    let names = names(profile, new).await?;
    let conn = profile.conn();
    let known: Vec<Known> = conn
        .run(
            Fixed(
                diesel::sql_query(RECALL)
                    .bind::<sql_types::Uuid, _>(profile.profile_id)
                    .bind::<sql_types::Text, _>(R::TABLE)
                    .bind::<sql_types::Array<sql_types::Uuid>, _>(names.concat()),
            )
            .load(&mut conn.raw()),
        )
        .await?;
    let known = known.into_iter().map(|known| {
        let then = item_visibility(known.visibility.as_deref());
        let now = known.item_id.and_then(|item| standing.get(&item).copied().flatten());
        (known.key_hash, strictest([then, now]))
    });
    let known: HashMap<Uuid, Option<Visibility>> = known.collect();
    let mut narrowed = 0;
    for (row, names) in new.iter_mut().zip(names) {
        let then = strictest(names.iter().filter_map(|name| known.get(name).copied()));
        let Some(then) = then.filter(|then| *then != Visibility::Public) else { continue };
        let common = row.common();
        let now = item_visibility(common.visibility.as_deref());
        let visibility = super::stored(strictest([Some(then), now]));
        narrowed += usize::from(now.is_none());
        row.set_common(super::Common { visibility, ..common });
    }
    Ok(narrowed)
}

/// Under which keys each of these may be remembered: its own, and for a skill those of all that the taxonomy takes for the same
/// by now, be it merged into it or the other way round.
async fn names<R: ItemRow>(profile: &Locked<'_>, rows: &[&mut R]) -> DbResult<Vec<Vec<Uuid>>> {
    #[derive(QueryableByName)]
    struct Same {
        #[diesel(sql_type = sql_types::BigInt)]
        place: i64,
        #[diesel(sql_type = sql_types::Uuid)]
        other: Uuid,
    }
    const SAME: &str = "\
        SELECT new.place, other.skill_id AS other
        FROM unnest($1) WITH ORDINALITY AS new (id, place)
            JOIN skill_names AS own ON own.skill_id = new.id AND own.own
            JOIN skill_names AS other ON other.canonical_id = own.canonical_id AND other.own
        WHERE other.skill_id <> new.id";
    let mut names: Vec<Vec<Uuid>> = rows.iter().map(|row| vec![key_hash::<R>(profile, row)]).collect();
    if R::TABLE != SKILLS {
        return Ok(names);
    }
    // The key of a skill is its id alone.
    let ids = rows.iter().map(|row| {
        let mut bytes = Vec::new();
        row.key().write(&mut bytes);
        Uuid::from_slice(&bytes).unwrap_or_default()
    });
    let same =
        Fixed(diesel::sql_query(SAME).bind::<sql_types::Array<sql_types::Uuid>, _>(ids.collect::<Vec<_>>()));
    let conn = profile.conn();
    let same: Vec<Same> = conn.run(same.load(&mut conn.raw())).await?;
    for Same { place, other } in same {
        let place = usize::try_from(place).unwrap_or_default().saturating_sub(1);
        names[place].push(hash_of::<R>(profile, other));
    }
    Ok(names)
}

/// The skills of the profile that people have endorsed, or are about to: what others said doesn't go because a file no longer
/// names the skill. One statement; none for another section.
pub(super) async fn endorsed<R: ItemRow>(profile: &Locked<'_>) -> DbResult<HashSet<Uuid>> {
    #[derive(QueryableByName)]
    struct Skill {
        #[diesel(sql_type = sql_types::Uuid)]
        skill_item_id: Uuid,
    }
    const ENDORSED: &str = "SELECT DISTINCT skill_item_id FROM endorsements \
        WHERE profile_id = $1 AND skill_item_id IS NOT NULL AND state NOT IN ('DECLINED', 'WITHDRAWN')";
    if R::TABLE != SKILLS {
        return Ok(HashSet::new());
    }
    let conn = profile.conn();
    let skills: Vec<Skill> = conn
        .run(
            Fixed(diesel::sql_query(ENDORSED).bind::<sql_types::Uuid, _>(profile.profile_id))
                .load(&mut conn.raw()),
        )
        .await?;
    Ok(skills.into_iter().map(|skill| skill.skill_item_id).collect())
}
