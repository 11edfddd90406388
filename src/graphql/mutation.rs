//! The mutation root: the domains' mutations, merged.

use async_graphql::MergedObject;

use crate::{
    badges::BadgeMutation, education::EducationMutation, media_items::MediaItemMutation,
    profile::ProfileMutation, projects::ProjectMutation, skills::SkillMutation, uploads::UploadMutation,
};

/// Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff.
#[derive(MergedObject, Default)]
pub struct Mutation(
    ProfileMutation,
    EducationMutation,
    ProjectMutation,
    BadgeMutation,
    SkillMutation,
    MediaItemMutation,
    UploadMutation,
);
