//! `mediaAdd`, `mediaUpdate`, `mediaRemove`, `mediaReorder`.

use super::{
    input::{MediaInput, MediaSection},
    types::MediaItem,
};
use crate::items::item_mutations;

item_mutations! {
    /// Changes of one's media and documents.
    MediaItemMutation of MediaSection;
    /// What became of a change of one's media and documents.
    MediaItemPayload { media: MediaItem }
    /// Adds an image, a document or a video to the caller's profile, after the others. At most 50.
    media_add(MediaInput, needs "What it is; `title` is needed, and either `upload` or `videoUrl`.");
    /// Changes what one of the caller's media items says. Fields that are left out stay as they are; what it shows stays,
    /// the address of a video apart.
    media_update;
    /// Removes one of the caller's media items, with its file; those behind it move up.
    media_remove;
    /// Puts the caller's media items in another order.
    media_reorder;
}
