//! Whose a store is. The sweep removes what no row of its database names, so that of two databases with one store each would
//! remove the other's files. The first that comes claims it, by an object that holds its id; another one is refused.
//!
//! A physical copy of a database (a base backup, a copy of its disk) has the same id. So the object also names an event of the
//! feed that is an hour old: whoever comes has to have the same one at that place. A copy that has gone another way since, or
//! was made before that event, is refused; one that has everything up to it can't be told from the database itself.

use folio_db::{
    Db,
    feed::{self, Landmark},
    media,
};
use uuid::Uuid;

use super::{Media, MediaError};
use crate::jobs::JobError;

/// The object that says whose the store is.
pub(super) const MARKER: &str = "folio-database";

/// What the object says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Claim {
    database: String,
    landmark: Option<Landmark>,
}

impl Claim {
    fn read(text: &str) -> Self {
        let mut lines = text.lines().map(str::trim);
        let database = lines.next().unwrap_or_default().to_owned();
        let landmark = lines
            .next()
            .and_then(|line| line.split_once(' '))
            .and_then(|(seq, id)| Some(Landmark { seq: seq.parse().ok()?, id: Uuid::parse_str(id).ok()? }));
        Self { database, landmark }
    }

    fn text(&self) -> String {
        let Self { database, landmark } = self;
        match landmark {
            Some(Landmark { seq, id }) => format!("{database}\n{seq} {id}\n"),
            None => format!("{database}\n"),
        }
    }
}

impl Media {
    /// Claims the store for this database, unless that has it already, and notes how far its feed has come.
    ///
    /// # Errors
    /// [`MediaError::Claimed`] when it is another database's; when the database or the store fails.
    pub async fn claim(&self, db: &Db) -> Result<(), MediaError> {
        self.ask(db, true).await
    }

    async fn ask(&self, db: &Db, notes: bool) -> Result<(), MediaError> {
        let written = self.store.read_marker(MARKER).await?.map(|text| Claim::read(&text));
        let conn = db.conn().await?;
        let database = media::database_id(&conn).await?;
        let known = match written.as_ref().and_then(|claim| claim.landmark) {
            Some(landmark) => feed::knows(&conn, landmark).await?,
            None => true,
        };
        // An hour of the feed is read to find it, so not for every file.
        let landmark = if notes { feed::landmark(&conn).await? } else { None };
        let ours = Claim { database, landmark };
        // Not held while the store is asked.
        drop(conn);
        let written = match written {
            Some(written) => written,
            // Of two who come at once, one has written it.
            None if self.store.write_marker(MARKER, &ours.text()).await? => return Ok(()),
            None => Claim::read(&self.store.read_marker(MARKER).await?.unwrap_or_default()),
        };
        if written.database != ours.database || !known {
            return Err(MediaError::Claimed { marker: self.store.marker_place(MARKER) });
        }
        // Never back: what is pruned or erased may leave an older one.
        if ours.landmark.map(|landmark| landmark.seq) > written.landmark.map(|landmark| landmark.seq) {
            self.store.replace_marker(MARKER, &ours.text()).await?;
        }
        Ok(())
    }

    /// As [`Self::claim`], at the start: a store that can't be asked now is no reason not to serve what needs none. Whoever
    /// removes something asks again before.
    ///
    /// # Errors
    /// [`MediaError::Claimed`].
    pub async fn claim_at_start(&self, db: &Db) -> Result<(), MediaError> {
        match self.claim(db).await {
            Err(error @ MediaError::Claimed { .. }) => Err(error),
            Err(_) => {
                tracing::warn!(
                    "the store of files can't be asked whose it is; nothing is removed until it can"
                );
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }

    /// As [`Self::claim`], for a job that is about to remove something. `notes` as the sweep does, which comes once a day.
    pub(super) async fn still_ours(&self, db: &Db, notes: bool) -> Result<(), JobError> {
        match self.ask(db, notes).await {
            Ok(()) => Ok(()),
            Err(MediaError::Db(error)) => Err(error.into()),
            Err(error @ MediaError::Claimed { .. }) => {
                tracing::error!("nothing is removed: {error}");
                Err(JobError::Retry("CLAIMED"))
            }
            Err(_) => Err(JobError::Retry("STORE")),
        }
    }
}
