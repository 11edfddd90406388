//! Uploads whose time is over go, with whatever is in the store of them.

use folio_db::{Db, DbResult, uploads};

use crate::media;

/// Uploads that go at once.
const BATCH: i64 = 500;

/// Takes away uploads whose time is over, a batch of them, and has removed what is in the store of them; answers how many
/// there were.
///
/// # Errors
/// As any query.
pub async fn expire(db: &Db) -> DbResult<usize> {
    let tx = db.begin().await?;
    let expired = async {
        let gone = uploads::expire(&tx, BATCH).await?;
        let files = gone.iter().filter_map(|(_, file)| *file).collect();
        let ids: Vec<_> = gone.into_iter().map(|(id, _)| id).collect();
        let count = ids.len();
        if count > 0 {
            media::remove_all(&tx, files, ids).await?;
        }
        Ok(count)
    };
    let expired = expired.await;
    tx.finish(expired).await
}
