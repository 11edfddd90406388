//! `linkAdd`, `linkUpdate`, `linkRemove`, `linkReorder`.

use super::{
    input::{LinkInput, LinkSection},
    types::Link,
};
use crate::items::item_mutations;

item_mutations! {
    /// Changes of one's links.
    LinkMutation of LinkSection;
    /// What became of a change of one's links.
    LinkPayload { link: Link }
    /// Adds a link to the caller's profile, after the others. At most 20.
    link_add(LinkInput, needs "What it is; `kind` and `url` are needed.");
    /// Changes one of the caller's links. Fields that are left out stay as they are.
    link_update;
    /// Removes one of the caller's links; those behind it move up.
    link_remove;
    /// Puts the caller's links in another order.
    link_reorder;
}
