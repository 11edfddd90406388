//! The mutation root: the domains' mutations, merged.

use async_graphql::MergedObject;

use crate::{
    availability::AvailabilityMutation, badges::BadgeMutation, certificates::CertificateMutation,
    education::EducationMutation, endorsements::EndorsementMutation, gigs::GigMutation, imports::ImportMutation, languages::LanguageMutation, links::LinkMutation,
    media_items::MediaItemMutation, profile::ProfileMutation, profile_skills::ProfileSkillMutation,
    projects::ProjectMutation, recommendations::RecommendationMutation, skills::SkillMutation, uploads::UploadMutation, work::WorkMutation,
};

/// Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
/// something of somebody else.
#[derive(MergedObject, Default)]
pub struct Mutation(
    ProfileMutation,
    ProfileSkillMutation,
    EducationMutation,
    ProjectMutation,
    BadgeMutation,
    GigMutation,
    SkillMutation,
    WorkMutation,
    LanguageMutation,
    CertificateMutation,
    AvailabilityMutation,
    LinkMutation,
    MediaItemMutation,
    UploadMutation,
    ImportMutation,
    EndorsementMutation,
    RecommendationMutation,
);
