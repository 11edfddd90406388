//! What is stored of a score, and when.

use diesel::{prelude::*, sql_types};
use diesel_async::RunQueryDsl;
use folio_policy::Role;
use serde::Serialize;
use uuid::Uuid;

use super::{measure, model::Model, score::StrengthSnapshot};
use crate::{
    aggregate::Aggregate, error::DbResult, fixed::Fixed, json::Json, pool::Conn, schema::profile_strength,
};

/// What a profile scores. Not `Debug`: it is somebody's data.
#[derive(Clone, PartialEq, Eq, Queryable, Selectable, Serialize)]
#[diesel(table_name = profile_strength, check_for_backend(diesel::pg::Pg))]
pub struct StrengthRow {
    /// Whose.
    pub profile_id: Uuid,
    /// The model that scored it.
    pub model_version: i16,
    /// The role whose weights were used, by name.
    pub role: Option<String>,
    /// From 0 to 100.
    pub score: i16,
    /// What the model calls that.
    pub level: String,
    /// How far each factor is, in the model's order.
    pub steps: Vec<i16>,
}

/// A score that is another than the one stored. What of it is to be written is decided here, once for every way in which
/// a profile is written.
#[derive(Clone, Serialize)]
pub(crate) struct Moved {
    #[serde(flatten)]
    pub(crate) row: StrengthRow,
    /// The version of the aggregate that has it.
    pub(crate) profile_version: i64,
    /// Whether the history gets a point: the score is another.
    pub(crate) point: bool,
    /// Whether it is told: something shows that didn't before.
    #[serde(skip)]
    pub(crate) told: bool,
}

/// A row of `strength_history`, to be copied.
pub(crate) struct PointRow<'a> {
    pub(crate) profile_id: Uuid,
    pub(crate) profile_version: i64,
    pub(crate) model_version: i16,
    pub(crate) role: Option<&'a str>,
    pub(crate) score: i16,
    pub(crate) level: &'a str,
    pub(crate) steps: &'a [i16],
    pub(crate) at: chrono::DateTime<chrono::Utc>,
}

impl Aggregate {
    /// What the profile scores, and whether that is news.
    ///
    /// What it has is counted each time: that takes less than to find out whether one of the counts may have moved.
    pub(crate) fn strength(&self) -> (StrengthSnapshot, Option<Moved>) {
        let (model, role, stored) = (Model::current(), self.standing.role(), self.strength.as_ref());
        let steps = measure::steps(model, self);
        if let Some(stored) = stored
            && stored.model_version == model.version
            && stored.role() == role
            && stored.steps == steps
        {
            return (stored.into(), None);
        }
        let scored = model.score(role, &steps);
        let row = StrengthRow {
            profile_id: self.profile.id,
            model_version: model.version,
            role: role.map(|role| role.name().to_owned()),
            score: scored.score,
            level: scored.level.code.clone(),
            steps,
        };
        // A step may count for another role alone.
        let shows = |row: &StrengthRow| {
            let scored = StrengthSnapshot::from(row).explain();
            let earned = scored.map(|scored| scored.factors.iter().map(|f| f.earned).collect::<Vec<_>>());
            (row.model_version, row.role(), earned)
        };
        let moved = Moved {
            point: stored.is_none_or(|stored| stored.score != row.score),
            told: stored.is_some_and(|stored| shows(stored) != shows(&row)),
            profile_version: self.profile.version,
            row,
        };
        ((&moved.row).into(), Some(moved))
    }
}

impl StrengthRow {
    fn role(&self) -> Option<Role> {
        self.role.as_deref().and_then(Role::parse)
    }
}

impl From<&StrengthRow> for StrengthSnapshot {
    fn from(row: &StrengthRow) -> Self {
        Self {
            model_version: row.model_version,
            role: row.role(),
            score: row.score,
            level: row.level.clone(),
            steps: row.steps.clone(),
        }
    }
}

impl Moved {
    /// The history's point, at a time of the caller's.
    pub(crate) fn point_at(&self, at: chrono::DateTime<chrono::Utc>) -> PointRow<'_> {
        PointRow {
            profile_id: self.row.profile_id,
            profile_version: self.profile_version,
            model_version: self.row.model_version,
            role: self.row.role.as_deref(),
            score: self.row.score,
            level: &self.row.level,
            steps: &self.row.steps,
            at,
        }
    }
}

/// Stores scores and appends to their histories. One statement, whatever their number; none for none.
pub(crate) async fn store(conn: &Conn, moved: Vec<Moved>) -> DbResult<()> {
    const STORE: &str = "\
        WITH moved AS (
            SELECT * FROM json_to_recordset($1) AS moved (
                profile_id uuid, profile_version bigint, model_version smallint, role text, score smallint, level text,
                steps smallint[], point boolean)
        ), stored AS (
            INSERT INTO profile_strength AS stored (profile_id, model_version, role, score, level, steps)
            SELECT profile_id, model_version, role, score, level, steps FROM moved
            ON CONFLICT (profile_id) DO UPDATE SET model_version = excluded.model_version, role = excluded.role,
                score = excluded.score, level = excluded.level, steps = excluded.steps,
                gained_at = CASE WHEN excluded.score > stored.score THEN now() ELSE stored.gained_at END
        )
        INSERT INTO strength_history (profile_id, profile_version, model_version, role, score, level, steps)
        SELECT profile_id, profile_version, model_version, role, score, level, steps FROM moved WHERE point
        ON CONFLICT (profile_id, profile_version, model_version) DO UPDATE SET role = excluded.role,
            score = excluded.score, level = excluded.level, steps = excluded.steps";
    if moved.is_empty() {
        return Ok(());
    }
    let moved = Json(Private(moved));
    conn.run(Fixed(diesel::sql_query(STORE).bind::<sql_types::Json, _>(moved)).execute(&mut conn.raw()))
        .await?;
    Ok(())
}

/// Rows on their way into a statement: their `Debug` says nothing of what is in them.
#[derive(Serialize)]
struct Private(Vec<Moved>);

impl std::fmt::Debug for Private {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} scores", self.0.len())
    }
}
