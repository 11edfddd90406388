//! The section registry: every section of a profile, one line each. A new section adds its line here, its folder, its
//! file in `folio_db`, and its rows in the matrix and the data map.

use std::sync::Arc;

use folio_db::snapshot::SectionSnapshots;
use folio_policy::Access;
use uuid::Uuid;

use super::queries::Beholder;
use crate::{
    availability::Availability, badges::BadgeAward, certificates::Certificate, education::Education,
    gigs::Gig, links::Link, projects::Project, strength::Strength,
};

/// A profile's sections as one viewer sees them.
pub(super) struct Sections {
    pub(super) availability: Option<Availability>,
    pub(super) links: Vec<Link>,
    pub(super) education: Vec<Arc<Education>>,
    pub(super) projects: Vec<Arc<Project>>,
    pub(super) badges: Vec<Arc<BadgeAward>>,
    pub(super) certificates: Vec<Arc<Certificate>>,
    pub(super) gigs: Vec<Arc<Gig>>,
    pub(super) strength: Option<Strength>,
}

impl Sections {
    pub(super) fn build(
        access: &Access,
        profile: Uuid,
        snapshot: SectionSnapshots,
        beholder: &Beholder,
    ) -> Self {
        let whole = access.whole();
        Self {
            availability: snapshot.availability.reveal(whole).and_then(|a| Availability::build(whole, a)),
            links: snapshot
                .links
                .reveal_items(access)
                .map(|(s, item)| Link::build(s, profile, item))
                .collect(),
            education: snapshot
                .education
                .reveal_items(access)
                .map(|(s, item)| Arc::new(Education::build(s, profile, item)))
                .collect(),
            projects: snapshot
                .projects
                .reveal_items(access)
                .map(|(s, item)| Arc::new(Project::build(s, profile, item)))
                .collect(),
            badges: snapshot
                .badges
                .reveal_items(access)
                .map(|(s, item)| Arc::new(BadgeAward::build(s, profile, item)))
                .collect(),
            certificates: snapshot
                .certificates
                .reveal_items(access)
                .map(|(s, item)| Arc::new(Certificate::build(s, profile, item)))
                .collect(),
            gigs: snapshot
                .gigs
                .reveal_items(access)
                .map(|(s, item)| Arc::new(Gig::build(s, profile, item, beholder)))
                .collect(),
            strength: snapshot.strength.reveal(whole).and_then(|strength| Strength::build(&strength)),
        }
    }
}
