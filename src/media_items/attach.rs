//! Media that other items of the same profile show: projects and certificates.

use std::collections::HashSet;

use async_graphql::{ID, MaybeUndefined};
use folio_db::{DbResult, items::ItemTable, media_items::MediaItemRow, write::Locked};
use uuid::Uuid;

use crate::{
    graphql::id::{GlobalId, ItemKind},
    write::{UserError, UserErrorCode},
};

/// The most media that an item shows.
pub const MAX_ATTACHED: usize = 10;

/// The field of the inputs that names them.
const FIELD: &str = "mediaIds";

/// Puts the media that the owner names into an item's slot, or says why not: null is none, and what is left out stays. An id of
/// somebody else's is answered as one that never was. One statement, if anything is named.
///
/// # Errors
/// As any query.
pub(crate) async fn attach(
    profile: &Locked<'_>,
    given: &MaybeUndefined<Vec<ID>>,
    slot: &mut Vec<Uuid>,
) -> DbResult<Vec<UserError>> {
    let ids = match given {
        MaybeUndefined::Undefined => return Ok(Vec::new()),
        MaybeUndefined::Null => &[][..],
        MaybeUndefined::Value(ids) => ids,
    };
    if ids.len() > MAX_ATTACHED {
        let message = format!("has {} items; at most {MAX_ATTACHED} are accepted", ids.len());
        return Ok(vec![UserError::new(UserErrorCode::TooMany, message, &["input", FIELD])]);
    }
    let own: HashSet<Uuid> = if ids.is_empty() {
        HashSet::new()
    } else {
        let rows = MediaItemRow::of_profiles(profile.conn(), &[profile.profile_id]).await?;
        rows.into_iter().map(|row| row.id).collect()
    };
    let (mut media, mut errors) = (Vec::with_capacity(ids.len()), Vec::new());
    for (index, id) in ids.iter().enumerate() {
        let path = &["input", FIELD, &index.to_string()];
        match own_media(profile, id).filter(|id| own.contains(id)) {
            None => errors.push(UserError::not_found(path)),
            Some(id) if media.contains(&id) => {
                errors.push(UserError::new(UserErrorCode::Invalid, "names an item twice", path));
            }
            Some(id) => media.push(id),
        }
    }
    if errors.is_empty() {
        *slot = media;
    }
    Ok(errors)
}

fn own_media(owner: &Locked<'_>, id: &str) -> Option<Uuid> {
    match GlobalId::decode(id)? {
        GlobalId::Item { kind: ItemKind::MediaItem, profile, item } if profile == owner.profile_id => {
            Some(item)
        }
        _ => None,
    }
}
