//! Skills on a profile (capabilities P5, S3): what their owner calls them, and the taxonomy's entry that each leads to.
//!
//! Invariant: a snapshot holds what the catalogue says, and of a proposal what this owner wrote and nothing else: not its
//! id, which would tell two people that they typed the same.

use std::collections::HashMap;

use diesel::{prelude::*, sql_types};
use diesel_async::RunQueryDsl;
use futures_util::try_join;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    endorsements::{self, EndorsementRow, EndorsementSnapshot},
    error::DbResult,
    fixed::Fixed,
    items::{Listed, item_row, item_snapshot},
    pool::Conn,
    schema::{profile_skills, skill_names, skills},
    skills::SkillRow,
};

/// The kind of the job that finds those who have a skill, as it is called otherwise now: `skillId` and `after`.
pub const HOLDERS_JOB: &str = "skill.holders";
/// The kind of the job that brings what the taxonomy says into a profile's snapshot.
pub const REFRESH_JOB: &str = "skill.refresh";

item_row! {
    /// A skill that somebody says they have.
    profile_skills => ProfileSkillRow;
    key: Uuid = |row| row.skill_id;
    skill_id: Uuid,
    name: String,
    level: Option<String>,
    years: Option<i16>,
}

/// A skill with the entry of the catalogue that it leads to, and with what others say of it. Not `Debug`: it is somebody's
/// data.
#[derive(Clone)]
pub struct Skilled {
    /// What the owner wrote.
    pub row: ProfileSkillRow,
    /// What the catalogue has; none for a proposal.
    pub skill: Option<SkillRow>,
    /// What others say and the owner has accepted, the newest first.
    pub endorsements: Vec<EndorsementRow>,
}

/// What the snapshot holds of an entry of the catalogue, which everybody may read there.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "columns are described in folio_policy::data_map")]
pub struct SkillSnapshot {
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    #[serde(skip_serializing_if = "folio_policy::governed::is_absent")]
    pub category: Option<String>,
    #[serde(skip_serializing_if = "folio_policy::governed::is_absent")]
    pub parent_id: Option<Uuid>,
    #[serde(skip_serializing_if = "folio_policy::governed::is_absent")]
    pub esco_uri: Option<String>,
    pub version: i64,
}

impl SkillSnapshot {
    /// What is canonical, and nothing else.
    #[must_use]
    pub fn of(row: SkillRow) -> Option<Self> {
        if !row.is_canonical() {
            return None;
        }
        let SkillRow { id, slug, name, category, parent_id, esco_uri, version, .. } = row;
        Some(Self { id, slug: slug?, name, category, parent_id, esco_uri, version })
    }
}

/// What a skill is called: by the catalogue, or as its owner wrote it where that lacks it.
fn called(written: String, skill: Option<&SkillRow>) -> String {
    skill.filter(|skill| skill.is_canonical()).map_or(written, |skill| skill.name.clone())
}

item_snapshot! {
    /// What the snapshot holds of one skill: the name of the catalogue, or as it was written where it has none.
    ProfileSkillSnapshot of Skilled as Skilled { row, skill, endorsements } => row;
    bookkeeping: ProfileSkillId ProfileSkillVisibility ProfileSkillProvenance ProfileSkillPosition ProfileSkillVersion
        ProfileSkillCreatedAt ProfileSkillUpdatedAt;
    title: |item, scope| item.name.reveal(scope);
    name: ProfileSkillName => Option<String> = Some(called(row.name, skill.as_ref())),
    skill: ProfileSkillSkill => Option<SkillSnapshot> = skill.and_then(SkillSnapshot::of),
    level: ProfileSkillLevel => Option<String> = row.level,
    years: ProfileSkillYears => Option<i16> = row.years,
    // None for none, so that what is hidden looks the same.
    endorsement_count: ProfileSkillEndorsementCount => Option<u32> =
        u32::try_from(endorsements.len()).ok().filter(|count| *count > 0),
    endorsements: ProfileSkillEndorsements => Vec<EndorsementSnapshot> =
        endorsements.into_iter().map(Into::into).collect(),
}

impl Skilled {
    /// What it is called: by the catalogue, or as its owner wrote it where that lacks it.
    pub(crate) fn called(&self) -> &str {
        let skill = self.skill.as_ref().filter(|skill| skill.is_canonical());
        skill.map_or(&self.row.name, |skill| &skill.name)
    }
}

impl Listed for Skilled {
    type Row = ProfileSkillRow;

    fn profile_id(&self) -> Uuid {
        self.row.profile_id
    }

    fn row(&self) -> &ProfileSkillRow {
        &self.row
    }

    async fn load(conn: &Conn, profiles: &[Uuid]) -> DbResult<Vec<Self>> {
        let own = skill_names::skill_id.eq(profile_skills::skill_id).and(skill_names::own);
        let rows = profile_skills::table
            .inner_join(skill_names::table.on(own))
            .left_join(skills::table.on(skill_names::canonical_id.eq(skills::id.nullable())))
            .order((profile_skills::profile_id, profile_skills::position))
            .select((ProfileSkillRow::as_select(), Option::<SkillRow>::as_select()));
        let held = async {
            match profiles {
                [one] => {
                    conn.run(rows.filter(profile_skills::profile_id.eq(one)).load(&mut conn.raw())).await
                }
                many => {
                    conn.run(rows.filter(profile_skills::profile_id.eq_any(many)).load(&mut conn.raw())).await
                }
            }
        };
        let (held, said): (Vec<(ProfileSkillRow, Option<SkillRow>)>, _) =
            try_join!(held, endorsements::shown(conn, profiles))?;
        let mut of_skill: HashMap<(Uuid, Option<Uuid>), Vec<EndorsementRow>> = HashMap::new();
        for row in said {
            of_skill.entry((row.profile_id, row.skill_item_id)).or_default().push(row);
        }
        let with_endorsements = |(row, skill): (ProfileSkillRow, Option<SkillRow>)| {
            let endorsements = of_skill.remove(&(row.profile_id, Some(row.id))).unwrap_or_default();
            Self { row, skill, endorsements }
        };
        Ok(held.into_iter().map(with_endorsements).collect())
    }
}

/// Some of the profiles that have a skill or one that was merged into it, in the order of their ids, behind `after`. One
/// statement.
///
/// # Errors
/// As any query.
pub async fn holders(conn: &Conn, skill: Uuid, after: Uuid, most: i64) -> DbResult<Vec<Uuid>> {
    #[derive(QueryableByName)]
    struct Holder {
        #[diesel(sql_type = sql_types::Uuid)]
        profile_id: Uuid,
    }
    const HOLDERS: &str = "\
        WITH RECURSIVE within (id) AS (
            SELECT $1
            UNION
            SELECT skills.id FROM within JOIN skills ON skills.merged_into_id = within.id
        )
        SELECT DISTINCT profile_id FROM profile_skills JOIN within ON within.id = profile_skills.skill_id
        WHERE profile_id > $2
        ORDER BY profile_id
        LIMIT $3";
    let rows: Vec<Holder> = conn
        .run(
            Fixed(
                diesel::sql_query(HOLDERS)
                    .bind::<sql_types::Uuid, _>(skill)
                    .bind::<sql_types::Uuid, _>(after)
                    .bind::<sql_types::BigInt, _>(most),
            )
            .load(&mut conn.raw()),
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.profile_id).collect())
}
