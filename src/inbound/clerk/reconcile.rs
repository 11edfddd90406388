//! Comparing with Clerk: everybody who is there, by the same function as its events, and whoever is here alone.
//!
//! Each person is a transaction of their own, and what is so already is no write: one that was cut off is run again, from
//! the beginning or from where it was.

use std::collections::{BTreeMap, HashSet};

use folio_db::{Db, DbError, external};

use super::{
    api::{Api, ApiError, Listed, PAGE},
    converge::{Converged, Heard, hear},
    deletion,
    person::Person,
};
use crate::accounts::is_invented;

/// What to do.
#[derive(Debug, Clone, Copy, Default)]
pub struct Plan {
    /// Only compare: nothing lasts.
    pub dry_run: bool,
    /// Delete, for good, whoever is here and not at Clerk.
    pub delete_missing: bool,
    /// However many that are.
    pub force: bool,
    /// Begin with the page at this offset.
    pub from: usize,
}

/// What was found: counts and names of fields, nothing of anybody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// People whom Clerk listed.
    pub listed: usize,
    /// Those who were not here.
    pub new: usize,
    /// Those who were here otherwise.
    pub changed: usize,
    /// In how many of them each field differed.
    pub fields: BTreeMap<&'static str, usize>,
    /// Those whom an event has told of since the list was made, or whose account was deleted.
    pub passed_over: usize,
    /// Those who couldn't be compared, since something else was being done with them all the time.
    pub busy: usize,
    /// Those who couldn't be compared, since the tables refuse what Clerk says or what stands here can't be read.
    pub failed: usize,
    /// Objects of Clerk's that can't be a person.
    pub unreadable: usize,
    /// Demo people and seeded ones: they never were at Clerk, and are left alone.
    pub invented: usize,
    /// People who are here and not at Clerk.
    pub missing: usize,
    /// Those of them who were deleted.
    pub deleted: usize,
}

/// Why it ended early.
#[derive(Debug, thiserror::Error)]
pub enum NotReconciled {
    /// Clerk couldn't be asked.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Nobody who is here is at Clerk: that is another instance.
    #[error(
        "nobody who is here is at Clerk: is CLERK_SECRET_KEY that of another instance? Nobody was deleted"
    )]
    AnotherInstance,
    /// So many are missing that something else is likelier than that they are gone.
    #[error(
        "{missing} of {all} people who are here are not at Clerk, which is likelier a mistake than a farewell: nobody was deleted. If they are to be, for good, add --force"
    )]
    TooMany {
        /// Who is here and not at Clerk.
        missing: usize,
        /// Who is here.
        all: usize,
    },
}

/// So many may be deleted of a few hundred at most, where a tenth would be one or two.
const FEW: usize = 10;

/// The most that are deleted without being told so twice: a tenth of everybody, or [`FEW`] of not so many; but never more
/// than half, since of a handful all would be few.
fn at_most(all: usize) -> usize {
    (all / 10).max(FEW).min(all / 2)
}

/// Compares page by page. `told` hears how far it has come: the offset of the next page.
///
/// # Errors
/// See [`NotReconciled`]; what was done until then lasts.
pub async fn reconcile(
    db: &Db,
    api: &Api,
    plan: Plan,
    mut told: impl FnMut(usize),
) -> Result<Report, NotReconciled> {
    let mut report = Report::default();
    let mut seen = HashSet::new();
    let mut offset = plan.from;
    loop {
        let Listed { count, ids, users } = api.page(offset).await?;
        seen.extend(ids);
        let people: Vec<Person> = users.into_iter().filter_map(Person::of).collect();
        report.unreadable += count - people.len();
        compare(db, &people, plan, &mut report).await?;
        offset += count;
        told(offset);
        if count < PAGE {
            break;
        }
    }
    missing(db, api, plan, &seen, &mut report).await?;
    Ok(report)
}

async fn compare(db: &Db, people: &[Person], plan: Plan, report: &mut Report) -> Result<(), NotReconciled> {
    let ids: Vec<&str> = people.iter().map(|person| person.clerk_id.as_str()).collect();
    let known = external::of_clerk_ids(&db.conn().await?, &ids).await?;
    let known: HashSet<&str> = known.iter().map(|(id, _)| id.as_str()).collect();
    for person in people {
        let tx = db.begin().await?;
        let heard = hear(&tx, person, Heard::Listed).await;
        let heard = match heard {
            Ok(heard) if plan.dry_run => tx.rollback().await.map(|()| heard),
            other => tx.finish(other).await,
        };
        let heard = match heard {
            Ok(heard) => heard,
            // Somebody else's work on them; the next run compares them.
            Err(DbError::TimedOut(_)) => {
                report.busy += 1;
                continue;
            }
            // Their own, and no reason to leave all others as they are.
            Err(error @ (DbError::Refused { .. } | DbError::Corrupt(_))) => {
                tracing::error!(cause = error.cause(), "somebody can't be compared with Clerk");
                report.failed += 1;
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        report.listed += 1;
        let is_new = !known.contains(person.clerk_id.as_str());
        match heard {
            Converged::Moved { .. } | Converged::Unchanged if is_new => report.new += 1,
            Converged::Moved { fields, .. } => {
                report.changed += 1;
                for field in fields {
                    *report.fields.entry(field).or_default() += 1;
                }
            }
            Converged::Unchanged => {}
            Converged::Older | Converged::Deleted => report.passed_over += 1,
        }
    }
    Ok(())
}

/// Whoever is here and was not listed is asked for by name before anything is said of them.
async fn missing(
    db: &Db,
    api: &Api,
    plan: Plan,
    seen: &HashSet<String>,
    report: &mut Report,
) -> Result<(), NotReconciled> {
    let (mut somebody, mut all) = (false, 0);
    let mut gone: Vec<String> = Vec::new();
    let mut after = String::new();
    loop {
        let limit = i64::try_from(PAGE).unwrap_or(i64::MAX);
        let batch = external::clerk_ids_after(&db.conn().await?, &after, limit).await?;
        let Some(last) = batch.last() else { break };
        after.clone_from(last);
        // Whoever was invented never was at Clerk: that they aren't says nothing.
        let (invented, real): (Vec<String>, Vec<String>) = batch.into_iter().partition(|id| is_invented(id));
        report.invented += invented.len();
        all += real.len();
        let unseen: Vec<String> = real.iter().filter(|id| !seen.contains(*id)).cloned().collect();
        somebody |= unseen.len() < real.len();
        if unseen.is_empty() {
            continue;
        }
        let there = api.those(&unseen).await?.ids;
        somebody |= unseen.iter().any(|id| there.contains(id));
        gone.extend(unseen.into_iter().filter(|id| !there.contains(id)));
    }
    report.missing = gone.len();
    if !plan.delete_missing || plan.dry_run || gone.is_empty() {
        return Ok(());
    }
    if !somebody {
        return Err(NotReconciled::AnotherInstance);
    }
    if !plan.force && gone.len() > at_most(all) {
        return Err(NotReconciled::TooMany { missing: gone.len(), all });
    }
    for id in &gone {
        let tx = db.begin().await?;
        let deleted = deletion::delete(&tx, id, None).await;
        tx.finish(deleted).await?;
        report.deleted += 1;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_many_are_deleted_without_being_told_twice() {
        for (all, most) in [(1, 0), (2, 1), (6, 3), (20, 10), (99, 10), (1_000, 100)] {
            assert_eq!(at_most(all), most, "of {all}");
        }
    }
}
