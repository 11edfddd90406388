//! `educationAdd`, `educationUpdate`, `educationRemove`, `educationReorder`.

use super::{
    input::{EducationInput, EducationSection},
    types::Education,
};
use crate::items::item_mutations;

item_mutations! {
    /// Changes of one's education.
    EducationMutation of EducationSection;
    /// What became of a change of one's education.
    EducationPayload { education: Education }
    /// Adds a school, a course of study or a training to the caller's profile, after the others. At most 50.
    education_add(EducationInput, needs "What it is; `institution` is needed.");
    /// Changes an item of the caller's education. Fields that are left out stay as they are.
    education_update;
    /// Removes an item of the caller's education; those behind it move up.
    education_remove;
    /// Puts the caller's education in another order.
    education_reorder;
}
