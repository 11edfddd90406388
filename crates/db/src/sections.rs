//! The registry of sections: the lists that hang off a profile, one entry each. The aggregate, the snapshot, the load of
//! it and the seed's COPY are made of it.
//!
//! A new section is a migration, a file beside this one, its entry here, its rows in the matrix and the data map, and its
//! folder in the application with an entry in the registry there.

/// Hands the sections to a macro: what a profile's list is called, what an aggregate holds of it, what the snapshot holds of
/// it, and the row of the matrix that seals the list.
macro_rules! for_each_section {
    ($then:ident) => {
        $then! {
            /// Links, in their owner's order.
            links: LinkRow => LinkSnapshot, ProfileLinks;
            /// Skills, in their owner's order. Each with its entry in the catalogue, if it has one.
            skills: Skilled => ProfileSkillSnapshot, ProfileSkills;
            /// Education, in its owner's order.
            education: EducationRow => EducationSnapshot, ProfileEducation;
            /// Projects, in their owner's order.
            projects: ProjectRow => ProjectSnapshot, ProfileProjects;
            /// Badges: those that their owner puts first, then the newest first. Each with its entry in the catalogue.
            badges: Awarded => BadgeAwardSnapshot, ProfileBadges;
            /// Certificates, in their owner's order.
            certificates: CertificateRow => CertificateSnapshot, ProfileCertificates;
            /// Gigs: those that their owner puts first, then the newest first.
            gigs: GigRow => GigSnapshot, ProfileGigs;
            /// Work history, in its owner's order.
            work: WorkRow => WorkSnapshot, ProfileWork;
            /// Languages, in their owner's order.
            languages: LanguageRow => LanguageSnapshot, ProfileLanguages;
            /// Images, documents and videos, in their owner's order.
            media: MediaItemRow => MediaItemSnapshot, ProfileMedia;
            /// Recommendations that their owner has accepted, in the order in which they did.
            recommendations: Recommended => RecommendationSnapshot, ProfileRecommendations;
        }
    };
}

pub(crate) use for_each_section;

/// Everything that the registry names.
pub(crate) mod types {
    pub(crate) use crate::{
        badge_awards::{Awarded, BadgeAwardSnapshot},
        certificates::{CertificateRow, CertificateSnapshot},
        education::{EducationRow, EducationSnapshot},
        gigs::{GigRow, GigSnapshot},
        languages::{LanguageRow, LanguageSnapshot},
        links::{LinkRow, LinkSnapshot},
        media_items::{MediaItemRow, MediaItemSnapshot},
        profile_skills::{ProfileSkillSnapshot, Skilled},
        projects::{ProjectRow, ProjectSnapshot},
        recommendations::{RecommendationSnapshot, Recommended},
        work::{WorkRow, WorkSnapshot},
    };
}
