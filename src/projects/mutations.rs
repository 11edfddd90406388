//! `projectAdd`, `projectUpdate`, `projectRemove`, `projectReorder`.

use super::{
    input::{ProjectInput, ProjectSection},
    types::Project,
};
use crate::items::item_mutations;

item_mutations! {
    /// Changes of one's projects.
    ProjectMutation of ProjectSection;
    /// What became of a change of one's projects.
    ProjectPayload { project: Project }
    /// Adds a project to the caller's profile, after the others. At most 100.
    project_add(ProjectInput, needs "What it is; `name` is needed.");
    /// Changes one of the caller's projects. Fields that are left out stay as they are.
    project_update;
    /// Removes one of the caller's projects; those behind it move up.
    project_remove;
    /// Puts the caller's projects in another order.
    project_reorder;
}
