//! The mutation root: the domains' mutations, merged.

use async_graphql::MergedObject;

use crate::{
    badges::BadgeMutation, education::EducationMutation, gigs::GigMutation, profile::ProfileMutation,
    profile_skills::ProfileSkillMutation, projects::ProjectMutation, skills::SkillMutation,
};

/// Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff.
#[derive(MergedObject, Default)]
pub struct Mutation(
    ProfileMutation,
    ProfileSkillMutation,
    EducationMutation,
    ProjectMutation,
    BadgeMutation,
    GigMutation,
    SkillMutation,
);
