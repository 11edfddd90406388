//! What was parked: applied once its person has registered, its badge is defined, or there is room.

use folio_db::{Conn, DbResult, external, inbox};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::apply::Apply;
use crate::jobs::{self, Finished, Job, JobError, Lease, Tools};

/// Has what waited applied, by a job for each delivery: one that fails holds up no other. They may end in any order, for
/// what is newer is decided by the time that each tells.
#[derive(Debug, Serialize, Deserialize)]
pub struct Release {
    /// For what it waited.
    #[serde(flatten)]
    waited: Waited,
    /// The delivery that was found last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<Uuid>,
}

/// What is there now.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Waited {
    /// This user.
    User(Uuid),
    /// The badge with this key.
    Badge(String),
    /// Room for another award on this profile.
    Room(Uuid),
}

/// Most deliveries that jobs are made for at once; another one of this kind goes on with the rest.
const MOST: i64 = 1_000;

/// Most awards that are tried when there is room for one: the first of them takes it, unless it can't be applied for another
/// reason. The others wait on.
const TRIED: i64 = 20;

impl Job for Release {
    const KIND: &'static str = inbox::RELEASE_JOB;

    async fn run(self, tools: &Tools, lease: Lease) -> Result<Finished, JobError> {
        let tx = tools.db.begin().await?;
        self.release(&tx).await?;
        lease.finish(tx).await
    }
}

impl Release {
    async fn release(self, conn: &Conn) -> DbResult<()> {
        let waiting = match &self.waited {
            Waited::User(user_id) => match external::clerk_id(conn, *user_id).await? {
                Some(clerk_id) => inbox::parked_for_person(conn, &clerk_id, self.after, MOST).await?,
                // Gone meanwhile, and what waited went too.
                None => return Ok(()),
            },
            Waited::Badge(key) => {
                let badge = inbox::WaitsFor::Badge(key.clone());
                inbox::parked_for(conn, &badge, self.after, MOST).await?
            }
            Waited::Room(profile_id) => {
                inbox::parked_for(conn, &inbox::WaitsFor::Room(*profile_id), None, TRIED).await?
            }
        };
        let each = waiting.iter().map(|&inbox| jobs::row(&Apply { inbox }, None));
        let mut rows = each.collect::<DbResult<Vec<_>>>()?;
        if let Some(after) = waiting.last().copied().filter(|_| waiting.len() as i64 == MOST) {
            rows.push(jobs::row(&Self { after: Some(after), ..self }, None)?);
        }
        folio_db::jobs::enqueue(conn, &rows).await?;
        Ok(())
    }
}
