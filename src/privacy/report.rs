//! "View as": what an audience sees of the owner's profile, with the reason for each decision. For the owner alone.

use std::{
    hash::{Hash, Hasher},
    sync::Arc,
};

use async_graphql::{Enum, ID, SimpleObject};
use folio_db::{DbResult, pages::Page};
use folio_policy::{Absence, Access, Audience, Explanation, Reason, Relation, decide};

use super::{
    own_items::{OwnItem, own_access, own_items},
    settings::PrivacySettings,
};
use crate::profile::Visibility;

/// The class that a viewer falls into for one profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "Audience", remote = "folio_policy::Audience")]
pub enum AudienceName {
    /// Not signed in.
    Anonymous,
    /// Any active member.
    Member,
    /// A mentor.
    Mentor,
    /// A verified employer.
    Employer,
    /// Somebody who holds a grant for every section.
    Grantee,
    /// The owner.
    Owner,
    /// A moderator with a stated purpose.
    Moderator,
    /// An administrator with a stated purpose.
    Admin,
    /// Somebody whom the owner blocks.
    Excluded,
}

/// Why something is visible or hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum DecisionReason {
    /// The owner sees everything of their own.
    Owner,
    /// Open to an audience that the viewer belongs to.
    Open,
    /// The owner blocks the viewer, so the profile does not exist for them.
    ViewerExcluded,
    /// The profile is not active, so it does not exist for others.
    ProfileNotActive,
    /// The header is hidden, so the profile does not exist for the viewer.
    HeaderHidden,
    /// The public address is off, so the profile does not exist for the signed-out.
    PublicUrlOff,
    /// The section's toggle hides it.
    SectionHidden,
    /// The toggle of the section above hides it.
    ParentSectionHidden,
    /// The field's own toggle hides it.
    FieldHidden,
    /// The item's own toggle hides it.
    ItemHidden,
    /// Kept for the owner; there is no toggle.
    AlwaysPrivate,
}

/// One field, decided.
#[derive(Debug, Clone, SimpleObject)]
pub struct FieldDecision {
    /// `Type.field` as in this schema.
    field: &'static str,
    /// The section whose toggle governs it.
    section: &'static str,
    /// Whether the audience sees it, an item's own toggle apart.
    visible: bool,
    /// Why.
    reason: DecisionReason,
    /// The section that decided, where it was one.
    decided_by: Option<&'static str>,
    /// The audiences that it is open to.
    open_to: Vec<AudienceName>,
}

/// One item, decided.
#[derive(Debug, Clone, SimpleObject)]
pub struct ItemDecision {
    /// The item's global id.
    id: ID,
    /// Whether it exists for the audience.
    visible: bool,
    /// Why.
    reason: DecisionReason,
    /// The item's own toggle; null follows the section.
    visibility: Option<Visibility>,
}

/// What an audience sees of a profile, and why.
#[derive(Debug, Clone, SimpleObject)]
pub struct AccessReport {
    /// For this audience.
    audience: AudienceName,
    /// Whether the profile exists for it at all.
    exists: bool,
    /// Why not, if it doesn't.
    absence: Option<DecisionReason>,
    /// A decision for every field.
    fields: Vec<FieldDecision>,
    /// A decision for every item.
    items: Vec<ItemDecision>,
}

/// What an owner's view keeps to answer for its decisions.
#[derive(Clone)]
pub(crate) struct OwnerView {
    page: Arc<Page>,
    audience: Audience,
}

/// Whatever a report tells of moves the profile's version, which stands beside this in a view: hashing the page again
/// would add nothing.
impl Hash for OwnerView {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(&self.audience).hash(state);
    }
}

impl OwnerView {
    pub(crate) const fn new(page: Arc<Page>, audience: Audience) -> Self {
        Self { page, audience }
    }

    /// The report for `audience`, or for the one that the page is viewed as.
    pub(crate) fn report(&self, audience: Option<Audience>) -> DbResult<AccessReport> {
        let audience = audience.unwrap_or(self.audience);
        let relation = Relation::typical(audience);
        let decision = decide(&relation, &self.page.policy);
        Ok(AccessReport {
            audience: audience.into(),
            exists: decision.is_ok(),
            absence: decision.as_ref().err().map(|absence| (*absence).into()),
            fields: Explanation::all(&relation, &self.page.policy).into_iter().map(Into::into).collect(),
            items: self.items(&decision)?,
        })
    }

    /// The owner's settings.
    pub(crate) fn settings(&self) -> DbResult<Option<PrivacySettings>> {
        PrivacySettings::of(&self.page)
    }

    /// Every item of the owner's, decided.
    fn items(&self, decision: &Result<Access, Absence>) -> DbResult<Vec<ItemDecision>> {
        let Some(own) = own_access(&self.page) else { return Ok(Vec::new()) };
        let items = own_items(&self.page, &own)?;
        Ok(items.into_iter().map(|item| ItemDecision::of(item, decision)).collect())
    }
}

impl ItemDecision {
    fn of(item: OwnItem, decision: &Result<Access, Absence>) -> Self {
        let (visible, reason) = match decision {
            Err(absence) => (false, (*absence).into()),
            Ok(access) if access.is_owner() => (true, DecisionReason::Owner),
            Ok(access) if access.within(item.toggle).may_see(item.existence) => (true, DecisionReason::Open),
            Ok(access) if access.may_see(item.existence) => (false, DecisionReason::ItemHidden),
            Ok(_) => (false, DecisionReason::SectionHidden),
        };
        Self { id: item.id, visible, reason, visibility: item.toggle.map(Into::into) }
    }
}

impl From<Absence> for DecisionReason {
    fn from(absence: Absence) -> Self {
        match absence {
            Absence::Excluded => Self::ViewerExcluded,
            Absence::NotActive => Self::ProfileNotActive,
            Absence::HeaderHidden => Self::HeaderHidden,
            Absence::PublicUrlOff => Self::PublicUrlOff,
        }
    }
}

impl From<Explanation> for FieldDecision {
    fn from(explanation: Explanation) -> Self {
        let row = explanation.field.row();
        let (reason, decided_by) = match explanation.reason {
            Reason::Owner => (DecisionReason::Owner, None),
            Reason::Open => (DecisionReason::Open, None),
            Reason::ProfileAbsent(absence) => (absence.into(), None),
            Reason::SectionHidden(section) => (DecisionReason::SectionHidden, Some(section.name())),
            Reason::ParentHidden(section) => (DecisionReason::ParentSectionHidden, Some(section.name())),
            Reason::FieldHidden => (DecisionReason::FieldHidden, None),
            Reason::AlwaysPrivate => (DecisionReason::AlwaysPrivate, None),
        };
        Self {
            field: row.coordinate,
            section: row.section.name(),
            visible: explanation.visible,
            reason,
            decided_by,
            open_to: explanation.effective.iter().map(Into::into).collect(),
        }
    }
}
