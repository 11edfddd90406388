//! Questions to a model, counted before they are asked, so that no number of processes asks more than may be.

use diesel::{OptionalExtension, QueryableByName, sql_types};
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
    /// What was read isn't what stands there any more, or may not be sent any more.
    Overtaken,
}

/// Counts a question about a profile, if there is one left for today and what was read of it still stands: whoever takes a
/// consent back or hides something moves the digest in the same transaction. Committed at once, whatever comes of the question.
///
/// # Errors
/// As any query.
pub async fn reserve(db: &Db, profile_id: Uuid, source_digest: i64, budget: Budget) -> DbResult<Reserved> {
    #[derive(QueryableByName)]
    struct Standing {
        #[diesel(sql_type = sql_types::Bool)]
        stands: bool,
    }
    const STANDS: &str = "SELECT source_digest IS NOT DISTINCT FROM $2 AS stands FROM profile_extraction \
        WHERE profile_id = $1 FOR UPDATE";
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
        let standing = Fixed(
            diesel::sql_query(STANDS)
                .bind::<sql_types::Uuid, _>(profile_id)
                .bind::<sql_types::BigInt, _>(source_digest),
        );
        let standing: Option<Standing> =
            tx.run(async { standing.get_result(&mut tx.raw()).await.optional() }).await?;
        if !standing.is_some_and(|standing| standing.stands) {
            return Ok(Reserved::Overtaken);
        }
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
