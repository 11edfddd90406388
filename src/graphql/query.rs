//! The query root: the domains' queries, merged.

use async_graphql::MergedObject;

use super::node::NodeQuery;
use crate::{
    badges::BadgeCatalogueQuery,
    documents::DocumentQuery,
    imports::ImportQuery,
    privacy::{matrix::MatrixQuery, settings::PrivacySettingsQuery},
    profile::{MeQuery, ProfileQuery},
    skills::SkillQuery,
    staff::{StaffJobsQuery, StaffOutboxQuery},
};

/// Everything that can be read.
#[derive(MergedObject, Default)]
pub struct Query(
    MeQuery,
    ProfileQuery,
    NodeQuery,
    MatrixQuery,
    PrivacySettingsQuery,
    BadgeCatalogueQuery,
    SkillQuery,
    StaffOutboxQuery,
    StaffJobsQuery,
    DocumentQuery,
    ImportQuery,
);
