//! Questions to a model, counted before they are asked, so that no number of processes asks more than may be.

use diesel::sql_types;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::{
    error::DbResult,
    fixed::Fixed,
    pool::{Conn, Db},
};

/// How many questions may be asked in a day (UTC).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// For all profiles together.
    pub installation: i32,
    /// For one.
    pub profile: i16,
}

/// Whether a question may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reserved {
    /// It may, and is counted.
    Yes,
    /// This profile's are used up for today.
    ProfileSpent,
    /// All of today's are used up.
    InstallationSpent,
}

/// Counts a question about a profile, if there is one left for today. Committed at once, whatever comes of the question.
///
/// # Errors
/// As any query.
pub async fn reserve(db: &Db, profile_id: Uuid, budget: Budget) -> DbResult<Reserved> {
    const PROFILE: &str = "\
        UPDATE profile_extraction SET calls_on = (now() AT TIME ZONE 'UTC')::date,
            calls = CASE WHEN calls_on = (now() AT TIME ZONE 'UTC')::date THEN calls + 1 ELSE 1 END
        WHERE profile_id = $1 AND $2 > 0
            AND (calls_on IS DISTINCT FROM (now() AT TIME ZONE 'UTC')::date OR calls < $2)";
    const INSTALLATION: &str = "\
        INSERT INTO extractor_days AS known (day, calls)
        SELECT (now() AT TIME ZONE 'UTC')::date, 1 WHERE $1 > 0
        ON CONFLICT (day) DO UPDATE SET calls = known.calls + 1 WHERE known.calls < $1";
    let tx = db.begin().await?;
    let counted = async {
        let profile = Fixed(
            diesel::sql_query(PROFILE)
                .bind::<sql_types::Uuid, _>(profile_id)
                .bind::<sql_types::SmallInt, _>(budget.profile),
        );
        if tx.run(profile.execute(&mut tx.raw())).await? == 0 {
            return Ok(Reserved::ProfileSpent);
        }
        let installation =
            Fixed(diesel::sql_query(INSTALLATION).bind::<sql_types::Integer, _>(budget.installation));
        if tx.run(installation.execute(&mut tx.raw())).await? == 0 {
            return Ok(Reserved::InstallationSpent);
        }
        Ok(Reserved::Yes)
    };
    let counted = counted.await;
    match counted {
        Ok(Reserved::Yes) => tx.finish(counted).await,
        // The profile's own count is given back as well.
        refused => {
            tx.rollback().await?;
            refused
        }
    }
}

/// Gives back a question that wasn't answered because the endpoint took none.
///
/// # Errors
/// As any query.
pub async fn give_back(conn: &Conn, profile_id: Uuid) -> DbResult<()> {
    const BACK: &str = "\
        WITH profile AS (
            UPDATE profile_extraction SET calls = calls - 1
            WHERE profile_id = $1 AND calls > 0 AND calls_on = (now() AT TIME ZONE 'UTC')::date
            RETURNING 1
        )
        UPDATE extractor_days SET calls = calls - 1
        WHERE day = (now() AT TIME ZONE 'UTC')::date AND calls > 0 AND EXISTS (SELECT FROM profile)";
    conn.run(Fixed(diesel::sql_query(BACK).bind::<sql_types::Uuid, _>(profile_id)).execute(&mut conn.raw()))
        .await?;
    Ok(())
}
