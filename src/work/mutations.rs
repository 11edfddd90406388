//! `workAdd`, `workUpdate`, `workRemove`, `workReorder`.

use super::{
    input::{WorkInput, WorkSection},
    types::WorkExperience,
};
use crate::items::item_mutations;

item_mutations! {
    /// Changes of one's work history.
    WorkMutation of WorkSection;
    /// What became of a change of one's work history.
    WorkPayload { work: WorkExperience }
    /// Adds a place of work to the caller's profile, after the others. At most 100; they may overlap.
    work_add(WorkInput, needs "What it is; `company`, `title` and `startDate` are needed.");
    /// Changes an item of the caller's work history. Fields that are left out stay as they are.
    work_update;
    /// Removes an item of the caller's work history; those behind it move up.
    work_remove;
    /// Puts the caller's work history in another order.
    work_reorder;
}
