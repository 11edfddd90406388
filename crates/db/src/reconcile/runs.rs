//! Runs over all profiles: what they found, and for how many days in a row there was nothing.

use chrono::{DateTime, Days, NaiveDate, Utc};
use diesel::{prelude::*, sql_types};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::{JOB, Look, Repaired};
use crate::{
    error::DbResult,
    pool::Conn,
    schema::{drift_findings, reconcile_runs},
};

/// A run over all profiles.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = reconcile_runs, check_for_backend(diesel::pg::Pg))]
pub struct Run {
    /// Which.
    pub id: Uuid,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When it had looked at every profile; `None` before.
    pub finished_at: Option<DateTime<Utc>>,
    /// Profiles looked at.
    pub checked: i64,
    /// Snapshots of an older shape or model.
    pub outdated: i64,
    /// Snapshots that didn't say what the tables say.
    pub drifted: i64,
    /// Snapshots of either kind that were written anew.
    pub repaired: i64,
}

/// Begins a run.
///
/// # Errors
/// As any query.
pub async fn begin(conn: &Conn) -> DbResult<Uuid> {
    let id = Uuid::now_v7();
    conn.run(
        diesel::insert_into(reconcile_runs::table).values(reconcile_runs::id.eq(id)).execute(&mut conn.raw()),
    )
    .await?;
    Ok(id)
}

/// Adds what a step found and did to its run. Two statements, whatever it found.
///
/// # Errors
/// As any query.
pub async fn note(conn: &Conn, run: Uuid, look: &Look, repaired: &Repaired) -> DbResult<()> {
    let done = repaired.drifted + repaired.outdated;
    let findings: Vec<_> = look
        .drifted
        .iter()
        .map(|drift| {
            (
                drift_findings::run_id.eq(run),
                drift_findings::profile_id.eq(drift.profile_id),
                drift_findings::fields.eq(&drift.fields),
                drift_findings::repaired
                    .eq(!drift.is_unreadable() && !repaired.left.contains(&drift.profile_id)),
            )
        })
        .collect();
    if !findings.is_empty() {
        conn.run(
            diesel::insert_into(drift_findings::table)
                .values(findings)
                .on_conflict_do_nothing()
                .execute(&mut conn.raw()),
        )
        .await?;
    }
    conn.run(
        diesel::update(reconcile_runs::table.find(run))
            .set((
                reconcile_runs::checked.eq(reconcile_runs::checked + count(look.checked)),
                reconcile_runs::outdated.eq(reconcile_runs::outdated + count(look.outdated.len())),
                reconcile_runs::drifted.eq(reconcile_runs::drifted + count(look.drifted.len())),
                reconcile_runs::repaired.eq(reconcile_runs::repaired + count(done)),
                reconcile_runs::finished_at.eq(look.last.is_none().then(Utc::now)),
            ))
            .execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Whether a run is to be asked for on this day (UTC): none that began on it has come to its end, none waits for a worker or is
/// at work, and none has just been begun by hand. One that was left keeps its day from nothing.
///
/// # Errors
/// As any query.
pub async fn is_due(conn: &Conn, day: NaiveDate) -> DbResult<bool> {
    #[derive(QueryableByName)]
    struct Due {
        #[diesel(sql_type = sql_types::Bool)]
        due: bool,
    }
    const DUE: &str = "SELECT NOT EXISTS (SELECT FROM reconcile_runs \
            WHERE started_at >= $1::timestamp AT TIME ZONE 'UTC' \
                AND (finished_at IS NOT NULL OR started_at > now() - interval '15 minutes')) \
        AND NOT EXISTS (SELECT FROM jobs WHERE kind = $2 AND state IN ('READY', 'RUNNING')) AS due";
    let due = diesel::sql_query(DUE).bind::<sql_types::Date, _>(day).bind::<sql_types::Text, _>(JOB);
    let due: Due = conn.run(due.get_result(&mut conn.raw())).await?;
    Ok(due.due)
}

/// The run that began last.
///
/// # Errors
/// As any query.
pub async fn latest(conn: &Conn) -> DbResult<Option<Run>> {
    conn.run(async {
        reconcile_runs::table
            .order(reconcile_runs::started_at.desc())
            .select(Run::as_select())
            .first(&mut conn.raw())
            .await
            .optional()
    })
    .await
}

/// What a run found, at most so many profiles of it.
///
/// # Errors
/// As any query.
pub async fn findings(conn: &Conn, run: Uuid, limit: i64) -> DbResult<Vec<(Uuid, Vec<String>, bool)>> {
    conn.run(
        drift_findings::table
            .filter(drift_findings::run_id.eq(run))
            .order(drift_findings::profile_id)
            .limit(limit)
            .select((drift_findings::profile_id, drift_findings::fields, drift_findings::repaired))
            .load(&mut conn.raw()),
    )
    .await
}

/// What all runs together came to, whichever process did them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, QueryableByName)]
pub struct Totals {
    /// Profiles looked at.
    #[diesel(sql_type = sql_types::BigInt)]
    pub checked: i64,
    /// Snapshots of an older shape or model.
    #[diesel(sql_type = sql_types::BigInt)]
    pub outdated: i64,
    /// Snapshots that didn't say what the tables say.
    #[diesel(sql_type = sql_types::BigInt)]
    pub drifted: i64,
    /// Snapshots of either kind that were written anew.
    #[diesel(sql_type = sql_types::BigInt)]
    pub repaired: i64,
    /// When the last whole run ended; `None` if there was none yet.
    #[diesel(sql_type = sql_types::Nullable<sql_types::Timestamptz>)]
    pub finished_at: Option<DateTime<Utc>>,
}

/// See [`Totals`]. One statement.
///
/// # Errors
/// As any query.
pub async fn totals(conn: &Conn) -> DbResult<Totals> {
    const TOTALS: &str = "SELECT coalesce(sum(checked), 0)::bigint AS checked, \
        coalesce(sum(outdated), 0)::bigint AS outdated, coalesce(sum(drifted), 0)::bigint AS drifted, \
        coalesce(sum(repaired), 0)::bigint AS repaired, max(finished_at) AS finished_at FROM reconcile_runs";
    conn.run(diesel::sql_query(TOTALS).get_result(&mut conn.raw())).await
}

/// For how many days in a row, by UTC and up to today, there was at least one whole run each day and no drift in any. A
/// today without a whole run yet doesn't break the row, as long as what was looked at so far hadn't drifted. Thirty are asked for before the snapshot may be retired.
///
/// # Errors
/// As any query.
pub async fn drift_free_days(conn: &Conn, today: NaiveDate) -> DbResult<u32> {
    #[derive(QueryableByName)]
    struct Day {
        #[diesel(sql_type = sql_types::Date)]
        day: NaiveDate,
        #[diesel(sql_type = sql_types::Nullable<sql_types::Bool>)]
        clean: Option<bool>,
    }
    // Null is a day whose run was not ended, and had found nothing until then.
    const DAYS: &str = "\
        SELECT (started_at AT TIME ZONE 'UTC')::date AS day,
            CASE WHEN sum(drifted) > 0 THEN false WHEN bool_or(finished_at IS NOT NULL) THEN true END AS clean
        FROM reconcile_runs GROUP BY 1 ORDER BY 1 DESC LIMIT 400";
    let days: Vec<Day> = conn.run(diesel::sql_query(DAYS).load(&mut conn.raw())).await?;
    let days: Vec<_> = days.into_iter().map(|Day { day, clean }| (day, clean)).collect();
    Ok(in_a_row(&days, today))
}

/// The days come newest first, each with whether it was clean, if that is known.
fn in_a_row(days: &[(NaiveDate, Option<bool>)], today: NaiveDate) -> u32 {
    // Of today nothing need be known yet.
    let days = match days {
        [(day, None), before @ ..] if *day == today => before,
        days => days,
    };
    let mut expected = match days.first() {
        Some((day, _)) if *day < today => today - Days::new(1),
        _ => today,
    };
    let mut count = 0;
    for (day, clean) in days {
        if *day != expected || *clean != Some(true) {
            break;
        }
        count += 1;
        expected = expected - Days::new(1);
    }
    count
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::in_a_row;

    const YES: Option<bool> = Some(true);
    const NO: Option<bool> = Some(false);

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, day).expect("a day")
    }

    #[test]
    fn days_count_only_in_a_row_and_only_clean_ones() {
        assert_eq!(in_a_row(&[], day(9)), 0);
        assert_eq!(in_a_row(&[(day(9), YES), (day(8), YES), (day(7), NO), (day(6), YES)], day(9)), 2);
        assert_eq!(in_a_row(&[(day(9), NO), (day(8), YES)], day(9)), 0);
        // Today's run is still to come.
        assert_eq!(in_a_row(&[(day(8), YES), (day(7), YES)], day(9)), 2);
        // A day without a run.
        assert_eq!(in_a_row(&[(day(7), YES)], day(9)), 0);
        assert_eq!(in_a_row(&[(day(9), YES), (day(7), YES)], day(9)), 1);
        // Today's run is under way, or was left; one that was left on another day is a day without.
        assert_eq!(in_a_row(&[(day(9), None), (day(8), YES), (day(7), YES)], day(9)), 2);
        assert_eq!(in_a_row(&[(day(9), None)], day(9)), 0);
        assert_eq!(in_a_row(&[(day(9), YES), (day(8), None), (day(7), YES)], day(9)), 1);
    }
}
