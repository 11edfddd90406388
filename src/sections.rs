//! The registry of sections: the lists that hang off a profile, one entry each. Ids, nodes, the profile's fields, the
//! toggles and the privacy screens are made of it.
//!
//! A new section is its part of `folio_db` (see its registry, `sections.rs`), its rows in the matrix, a folder here with
//! what viewers see (`types.rs`), what owners write (`input.rs`) and how (`mutations.rs`), and its entry below.

/// Hands the sections to a macro. An entry tells: the profile's list, the kind of its items, the tag of that kind in global
/// ids (**part of ids that clients keep: never change or reuse one**; 1 is the profile, 12 an endorsement), the section of the policy, the row
/// that is written, and what the list is. What a viewer sees of an item is the type of the kind's name in [`views`].
macro_rules! for_each_section {
    ($then:ident) => {
        $then! {
            plain {
                /// A link.
                links: Link = 4 in Links, folio_db::links::LinkRow;
                "Elsewhere on the web, in the owner's order."
            }
            paged {
                /// A skill that somebody says they have.
                skills: ProfileSkill = 10 in Skills, folio_db::profile_skills::ProfileSkillRow;
                "Skills, in the owner's order."

                /// An education item.
                education: Education = 2 in Education, folio_db::education::EducationRow;
                "Education, in the owner's order."

                /// A project.
                projects: Project = 3 in Projects, folio_db::projects::ProjectRow;
                "Projects, in the owner's order."

                /// A badge that was awarded.
                badges: BadgeAward = 5 in Badges, folio_db::badge_awards::BadgeAwardRow;
                "Badges: those that the owner puts first, in their order, then the newest first."

                /// A certificate.
                certificates: Certificate = 6 in Certificates, folio_db::certificates::CertificateRow;
                "Certificates, in the owner's order; those that came by themselves the newest first."

                /// A gig.
                gigs: Gig = 7 in Gigs, folio_db::gigs::GigRow;
                "Gigs: those that the owner puts first, in their order, then the newest first."

                /// A place of work.
                work: WorkExperience = 8 in Work, folio_db::work::WorkRow;
                "Work history, in the owner's order."

                /// A language.
                languages: LanguageSkill = 9 in Languages, folio_db::languages::LanguageRow;
                "Languages, in the owner's order."

                /// An image, a document or a video.
                media: MediaItem = 11 in Media, folio_db::media_items::MediaItemRow;
                "Images, documents and videos, in the owner's order."

                /// A recommendation.
                recommendations: Recommendation = 13 in Recommendations, folio_db::recommendations::RecommendationRow;
                "Recommendations that the owner has accepted, in the order in which they did."
            }
        }
    };
}

pub(crate) use for_each_section;

/// What viewers see of the items: each type has the name of its kind.
pub(crate) mod views {
    pub(crate) use crate::{
        badges::BadgeAward, certificates::Certificate, education::Education, gigs::Gig,
        languages::LanguageSkill, links::Link, media_items::MediaItem, profile_skills::ProfileSkill,
        projects::Project, recommendations::Recommendation, work::WorkExperience,
    };
}
