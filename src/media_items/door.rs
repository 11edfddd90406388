//! Who gets the file of an item: whoever sees the item's `url` at the moment that they come.

use folio_db::{Db, DbResult, items::ItemSnapshot, pages};
use futures_util::try_join;
use uuid::Uuid;

use crate::{
    accounts::{self, Viewer},
    media::Ticket,
    profile::access,
};

/// A file that is to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The file.
    pub file: Uuid,
    /// What it is.
    pub content_type: String,
    /// What its owner calls it, as far as whoever comes may know.
    pub filename: Option<String>,
    /// Whether search engines may list it: as they may the page, for anybody who comes without signing in.
    pub indexable: bool,
}

/// The file that a ticket opens for whom it names: by the same decision as the page that it was given out with, taken anew.
/// `None` if there is nothing there for them, whatever the reason. The page and the viewer are read in any case.
///
/// # Errors
/// When the database fails, or what is stored can't be read.
pub async fn open(db: &Db, ticket: &Ticket) -> DbResult<Option<Opened>> {
    let conn = db.conn().await?;
    let viewer = async {
        match ticket.viewer.as_deref() {
            None => Ok(Some(Viewer::ANONYMOUS)),
            Some(clerk_id) => accounts::look_up(&conn, clerk_id).await,
        }
    };
    let asked = [ticket.profile];
    let (viewer, pages) = try_join!(viewer, pages::by_ids(&conn, &asked))?;
    drop(conn);
    let page = pages::from_tables(db, pages).await?.pop();
    // Whoever was deleted meanwhile is nobody, and not one of the anonymous.
    let viewer = viewer.filter(|viewer| !viewer.is_deleted());
    let (Some(viewer), Some(page)) = (viewer, page) else { return Ok(None) };
    let Some(access) = access(&page, &viewer) else { return Ok(None) };
    let mut items = page.snapshot()?.sections.media.reveal_items(&access);
    let Some((scope, item)) = items.find(|(scope, item)| item.id(*scope) == ticket.item) else {
        return Ok(None);
    };
    let filename = item.filename.reveal(scope);
    let stored = item.url.reveal(scope);
    let indexable = ticket.viewer.is_none() && page.is_indexable();
    Ok(stored.map(|stored| Opened {
        file: stored.file,
        content_type: stored.content_type,
        filename,
        indexable,
    }))
}
