//! Whose a store is. The sweep removes what no row of its database names, so that of two databases with one store each would
//! remove the other's files. The first that comes claims it, by an object that holds its id; another one is refused.

use folio_db::{Db, media};

use super::{Media, MediaError};

/// The object that says whose the store is.
pub(super) const MARKER: &str = "folio-database";

impl Media {
    /// Claims the store for this database, unless that has it already.
    ///
    /// # Errors
    /// [`MediaError::Claimed`] when it is another database's; when the database or the store fails.
    pub async fn claim(&self, db: &Db) -> Result<(), MediaError> {
        let conn = db.conn().await?;
        let id = media::database_id(&conn).await?;
        // Not held while the store is asked.
        drop(conn);
        let owner = match self.store.read_marker(MARKER).await? {
            Some(owner) => owner,
            // Of two who come at once, one has written it.
            None if self.store.write_marker(MARKER, &id).await? => return Ok(()),
            None => self.store.read_marker(MARKER).await?.unwrap_or_default(),
        };
        if owner.trim() == id {
            return Ok(());
        }
        Err(MediaError::Claimed { marker: self.store.marker_place(MARKER) })
    }

    /// As [`Self::claim`], at the start: a store that can't be asked now is no reason not to serve what needs none. The sweep
    /// asks again before it removes anything.
    ///
    /// # Errors
    /// [`MediaError::Claimed`].
    pub async fn claim_at_start(&self, db: &Db) -> Result<(), MediaError> {
        match self.claim(db).await {
            Err(error @ MediaError::Claimed { .. }) => Err(error),
            Err(_) => {
                tracing::warn!(
                    "the store of files can't be asked whose it is; nothing is swept until it can"
                );
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }
}
