//! Snapshots that are behind by right: where more than one profile follows from what was written, a job in the same
//! transaction has them brought up one by one. Until that is done, or given up, they haven't drifted.

use std::collections::HashSet;

use diesel::{QueryableByName, sql_types};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::{badge_awards, endorsements, error::DbResult, fixed::Fixed, pool::Conn, profile_skills};

/// The jobs that bring one profile up.
const REFRESH: [&str; 3] =
    [endorsements::REFRESH_JOB, profile_skills::REFRESH_JOB, badge_awards::REFRESH_JOB];
/// What those jobs bring: skills as the taxonomy calls them and with what is said of them, recommendations, badges as their
/// catalogue has them, and the score that follows.
const BROUGHT: [&str; 4] =
    ["sections.skills", "sections.recommendations", "sections.badges", "sections.strength"];

/// Those of these profiles that such a job is asked for or at work for, be it one that is still to find out whose skills or
/// badges have changed. One statement.
pub(super) async fn of(conn: &Conn, ids: &[Uuid]) -> DbResult<HashSet<Uuid>> {
    #[derive(QueryableByName)]
    struct Awaited {
        #[diesel(sql_type = sql_types::Uuid)]
        profile_id: Uuid,
    }
    // As `holders` finds them, of skills and of badges.
    const AWAITED: &str = "\
        WITH RECURSIVE finding (kind, id, after) AS (
            SELECT kind,
                CASE WHEN pg_input_is_valid(payload ->> part.id, 'uuid') THEN (payload ->> part.id)::uuid END,
                CASE WHEN pg_input_is_valid(payload ->> 'after', 'uuid') THEN (payload ->> 'after')::uuid END
            FROM jobs JOIN (VALUES ($3, 'skillId'), ($4, 'badgeId')) AS part (of, id) ON part.of = kind
            WHERE kind IN ($3, $4) AND state IN ('READY', 'RUNNING')
        ), within (id, after) AS (
            SELECT id, after FROM finding WHERE kind = $3
            UNION
            SELECT skills.id, within.after FROM within JOIN skills ON skills.merged_into_id = within.id
        )
        SELECT profile_id FROM jobs
        WHERE profile_id = ANY ($1) AND kind = ANY ($2) AND state <> 'DONE' AND state <> 'DEAD'
        UNION
        SELECT held.profile_id FROM within JOIN profile_skills AS held ON held.skill_id = within.id
        WHERE held.profile_id = ANY ($1) AND held.profile_id > within.after
        UNION
        SELECT held.profile_id FROM finding JOIN badge_awards AS held ON held.badge_id = finding.id
        WHERE finding.kind = $4 AND held.profile_id = ANY ($1) AND held.profile_id > finding.after";
    let rows: Vec<Awaited> = conn
        .run(
            Fixed(
                diesel::sql_query(AWAITED)
                    .bind::<sql_types::Array<sql_types::Uuid>, _>(ids)
                    .bind::<sql_types::Array<sql_types::Text>, _>(REFRESH.as_slice())
                    .bind::<sql_types::Text, _>(profile_skills::HOLDERS_JOB)
                    .bind::<sql_types::Text, _>(badge_awards::HOLDERS_JOB),
            )
            .load(&mut conn.raw()),
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.profile_id).collect())
}

/// Whether a difference at this place is one that such a job brings up.
pub(super) fn brings(field: &str) -> bool {
    let within =
        |part: &str| field.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    field == "(strength)" || BROUGHT.into_iter().any(within)
}

#[cfg(test)]
mod tests {
    use super::brings;

    #[test]
    fn only_what_a_job_brings_is_awaited() {
        for field in ["sections.skills", "sections.skills.0.name", "sections.strength.score", "(strength)"] {
            assert!(brings(field), "{field}");
        }
        for field in ["core.about", "sections.skillset", "sections.links", "(hash)", "(missing)", "sections"]
        {
            assert!(!brings(field), "{field}");
        }
    }
}
