//! The mutation root: the domains' mutations, merged.

use async_graphql::MergedObject;

use crate::{
    availability::AvailabilityMutation, badges::BadgeMutation, certificates::CertificateMutation,
    education::EducationMutation, endorsements::EndorsementMutation, gigs::GigMutation,
    imports::ImportMutation, languages::LanguageMutation, links::LinkMutation,
    media_items::MediaItemMutation, profile::ProfileMutation, profile_skills::ProfileSkillMutation,
    projects::ProjectMutation, recommendations::RecommendationMutation, skills::SkillMutation,
    uploads::UploadMutation, work::WorkMutation,
};

/// Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
/// something of somebody else.
///
/// Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
#[derive(MergedObject, Default)]
pub struct Mutation(OfTheProfile, OfItsSections, OfOthers);

/// The profile as a whole: its own fields, what comes in and what is uploaded.
#[derive(MergedObject, Default)]
pub struct OfTheProfile(ProfileMutation, AvailabilityMutation, ImportMutation, UploadMutation);

/// The sections' items.
#[derive(MergedObject, Default)]
pub struct OfItsSections(
    EducationMutation,
    WorkMutation,
    ProjectMutation,
    ProfileSkillMutation,
    LanguageMutation,
    CertificateMutation,
    LinkMutation,
    MediaItemMutation,
    GigMutation,
);

/// What staff do, and what people say of each other.
#[derive(MergedObject, Default)]
pub struct OfOthers(BadgeMutation, SkillMutation, EndorsementMutation, RecommendationMutation);
