//! Being woken when the feed has grown.

use std::time::Duration;

use diesel_async::{AsyncPgConnection, SimpleAsyncConnection};

use super::{CHANNEL, connect, heard};
use crate::{error::DbResult, pool::PoolSettings};

/// A connection that hears of the feed's growth. A wake-up says when to look; one that is missed is made up for by looking
/// from time to time.
pub struct Listener {
    conn: AsyncPgConnection,
}

impl Listener {
    /// Listens, on a connection of its own.
    ///
    /// # Errors
    /// When the database can't be reached.
    pub async fn connect(settings: &PoolSettings) -> DbResult<Self> {
        let mut conn = connect(settings, "folio listener").await?;
        conn.batch_execute(&format!("LISTEN {CHANNEL}")).await?;
        Ok(Self { conn })
    }

    /// Waits until the feed has grown, or for `patience` at most. Wake-ups that came while nobody waited are one.
    ///
    /// # Errors
    /// When the connection is lost: connect another one.
    pub async fn grown(&mut self, patience: Duration) -> DbResult<()> {
        heard(&mut self.conn, patience).await
    }
}

impl std::fmt::Debug for Listener {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Listener")
    }
}
