//! What a profile scored before. The owner's alone, and sealed like what it scores now.

use chrono::{DateTime, Utc};
use diesel::{prelude::*, sql_types};
use diesel_async::RunQueryDsl;
use folio_policy::{Governed, Role, field};
use futures_util::try_join;
use uuid::Uuid;

use super::score::StrengthSnapshot;
use crate::{
    error::DbResult,
    fixed::Fixed,
    pool::Conn,
    schema::{profile_strength, strength_history},
};

/// A score that a profile had, from a version on. Not `Debug`: it is somebody's data.
#[derive(Clone)]
pub struct Point {
    /// Which point of its history.
    pub key: PointKey,
    /// What it was.
    pub strength: StrengthSnapshot,
    /// Since when.
    pub at: DateTime<Utc>,
}

/// What names a point in a profile's history, and orders it: the aggregate's version, and the model that scored it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PointKey {
    /// The version of the aggregate.
    pub profile_version: i64,
    /// The version of the model.
    pub model_version: i16,
}

/// A page of a history, the newest first.
#[derive(Clone, Default)]
pub struct HistoryPage {
    /// Its points.
    pub points: Vec<Point>,
    /// The next older one, if there is one.
    pub older: Option<Point>,
}

type Row = (i64, i16, Option<String>, i16, String, Vec<i16>, DateTime<Utc>);

impl From<Row> for Point {
    fn from((profile_version, model_version, role, score, level, steps, at): Row) -> Self {
        let role = role.as_deref().and_then(Role::parse);
        let strength = StrengthSnapshot { model_version, role, score, level, steps };
        Self { key: PointKey { profile_version, model_version }, strength, at }
    }
}

#[diesel::dsl::auto_type(no_type_alias)]
fn columns() -> _ {
    (
        strength_history::profile_version,
        strength_history::model_version,
        strength_history::role,
        strength_history::score,
        strength_history::level,
        strength_history::steps,
        strength_history::at,
    )
}

/// At most `limit` points of a profile's history that are older than `after`, the newest first. One statement, by the
/// primary key.
///
/// # Errors
/// As any query.
pub async fn history(
    conn: &Conn,
    profile_id: Uuid,
    limit: usize,
    after: Option<PointKey>,
) -> DbResult<Governed<field::ProfileStrength, HistoryPage>> {
    // One more than asked for tells whether there is more.
    let rows = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    let points = strength_history::table
        .filter(strength_history::profile_id.eq(profile_id))
        .order((strength_history::profile_version.desc(), strength_history::model_version.desc()))
        .limit(rows)
        .select(columns());
    let rows: Vec<Row> = match after {
        None => conn.run(points.load(&mut conn.raw())).await?,
        Some(PointKey { profile_version, model_version }) => {
            let older =
                strength_history::profile_version.lt(profile_version).or(strength_history::profile_version
                    .eq(profile_version)
                    .and(strength_history::model_version.lt(model_version)));
            // The first half alone is a bound of the index.
            let bound = strength_history::profile_version.le(profile_version);
            conn.run(points.filter(bound).filter(older).load(&mut conn.raw())).await?
        }
    };
    let mut rows = rows.into_iter().map(Point::from);
    let points = rows.by_ref().take(limit).collect();
    Ok(Governed::new(HistoryPage { points, older: rows.next() }))
}

/// Where a profile stood some days ago.
#[derive(Clone)]
pub struct TurningPoint {
    /// So many days ago.
    pub days: i32,
    /// The point that it stood at then; its first one if it is younger.
    pub point: Point,
}

/// Where a profile stood so many days ago, for each of `days`, and when its score last rose. Two statements.
///
/// # Errors
/// As any query.
pub async fn turning_points(
    conn: &Conn,
    profile_id: Uuid,
    days: &[i32],
) -> DbResult<Governed<field::ProfileStrength, (Vec<TurningPoint>, Option<DateTime<Utc>>)>> {
    const POINTS: &str = "\
        SELECT days, point.* FROM unnest($2) AS days, LATERAL (
            (SELECT profile_version, model_version, role, score, level, steps, at FROM strength_history
                WHERE profile_id = $1 AND at <= now() - make_interval(days => days)
                ORDER BY at DESC, profile_version DESC, model_version DESC LIMIT 1)
            UNION ALL
            (SELECT profile_version, model_version, role, score, level, steps, at FROM strength_history
                WHERE profile_id = $1 ORDER BY profile_version, model_version LIMIT 1)
            LIMIT 1
        ) AS point ORDER BY days";
    let points = conn.run(
        Fixed(
            diesel::sql_query(POINTS)
                .bind::<sql_types::Uuid, _>(profile_id)
                .bind::<sql_types::Array<sql_types::Integer>, _>(days),
        )
        .load::<TurningRow>(&mut conn.raw()),
    );
    let gained_at =
        conn.run(profile_strength::table.find(profile_id).select(profile_strength::gained_at).load::<Option<
            DateTime<Utc>,
        >>(
            &mut conn.raw(),
        ));
    let (points, gained_at) = try_join!(points, gained_at)?;
    let points = points.into_iter().map(TurningPoint::from).collect();
    Ok(Governed::new((points, gained_at.into_iter().next().flatten())))
}

#[derive(QueryableByName)]
#[diesel(table_name = strength_history, check_for_backend(diesel::pg::Pg))]
struct TurningRow {
    #[diesel(sql_type = sql_types::Integer)]
    days: i32,
    profile_version: i64,
    model_version: i16,
    role: Option<String>,
    score: i16,
    level: String,
    steps: Vec<i16>,
    at: DateTime<Utc>,
}

impl From<TurningRow> for TurningPoint {
    fn from(row: TurningRow) -> Self {
        let TurningRow { days, profile_version, model_version, role, score, level, steps, at } = row;
        let point = Point::from((profile_version, model_version, role, score, level, steps, at));
        Self { days, point }
    }
}
