//! `privacySettings`: everything that the owner can open or close, what comes of it, and why. For the settings screen of
//! the owner alone; `visibilitySet` changes it.

use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use folio_db::{DbResult, pages::Page};
use folio_policy::{
    AudienceSet, Field, ProfilePolicy, Section, Setting,
    settings::{Limit, LimitedBy},
};

use super::{
    own_items::{OwnItem, own_access, own_items},
    report::AudienceName,
    section_name::SectionName,
};
use crate::{
    graphql::{error::fault, scalar::Int64},
    profile::{Publication, Visibility, own_profile},
};

/// What keeps an audience out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum LimitKind {
    /// The setting's own toggle.
    OwnToggle,
    /// The toggle says more than the matrix allows here.
    Bound,
    /// It is the owner's alone, whatever a toggle says.
    Fixed,
    /// The toggle of the section that the field or the item is in.
    Section,
    /// The toggle of the section above.
    ParentSection,
    /// The header is hidden from them, so the profile doesn't exist for them.
    HeaderHidden,
    /// The public address is off, so the profile doesn't exist for the signed-out.
    PublicUrlOff,
    /// The profile is not active, so it doesn't exist for others.
    ProfileNotActive,
}

/// Something that keeps audiences out.
#[derive(Debug, Clone, SimpleObject)]
pub struct VisibilityLimit {
    /// What does.
    kind: LimitKind,
    /// The section whose toggle does, where it is one; not for the setting's own toggle.
    section: Option<SectionName>,
    /// Whom, beside those whom an inner limit keeps out already.
    keeps_out: Vec<AudienceName>,
}

/// A toggle, and what comes of it.
#[derive(Debug, Clone, SimpleObject)]
pub struct VisibilitySetting {
    /// The toggle; null where the section's holds.
    chosen: Option<Visibility>,
    /// The most open level that may be chosen, with the largest subset. A choice that is more open than what is around it
    /// is taken, and opens nothing.
    most_open: Visibility,
    /// Whether there is a choice.
    adjustable: bool,
    /// The audiences that see it as things are: GRANTEE where they hold a grant for it, MODERATOR and ADMIN only for a
    /// stated purpose.
    open_to: Vec<AudienceName>,
    /// What keeps the others out, from the setting's own toggle outwards; each of them is in one of these. Nothing here
    /// speaks of EXCLUDED, to whom the owner closed the profile as a whole.
    limits: Vec<VisibilityLimit>,
}

/// A field of the profile, or of all items of a section, with its setting.
#[derive(Debug, Clone, SimpleObject)]
pub struct FieldSetting {
    /// `Type.field` as in this schema, and as `visibilitySet` takes it.
    field: &'static str,
    /// Its setting.
    setting: VisibilitySetting,
}

/// An item of a section with its setting.
#[derive(Debug, Clone, SimpleObject)]
pub struct ItemSetting {
    /// The item's global id, as `visibilitySet` takes it.
    id: ID,
    /// What to call it: the school, the project's name, what the link is called or where it leads.
    title: Option<String>,
    /// Its setting.
    setting: VisibilitySetting,
}

/// A section with its setting, its fields and its items.
#[derive(Debug, Clone, SimpleObject)]
pub struct SectionSettings {
    /// Which section.
    section: SectionName,
    /// The section that this one is a part of: never more open than that.
    parent_section: Option<SectionName>,
    /// The section's setting.
    setting: VisibilitySetting,
    /// Every field that the section governs, in the order of the matrix; none for a section that holds nothing yet.
    fields: Vec<FieldSetting>,
    /// The section's items, in the owner's order.
    items: Vec<ItemSetting>,
}

/// Who sees what of one's own profile, and why.
#[derive(Debug, Clone, SimpleObject)]
pub struct PrivacySettings {
    /// The profile's version, as `visibilitySet` expects it.
    version: Int64,
    /// The state and the master switches. A profile that isn't active takes no changes of its settings.
    publication: Publication,
    /// Every section, in the order of the matrix.
    sections: Vec<SectionSettings>,
}

/// One's own settings.
#[derive(Default)]
pub struct PrivacySettingsQuery;

#[Object]
impl PrivacySettingsQuery {
    /// Who sees what of the signed-in person's own profile, and why: every section, field and item with its toggle, the
    /// audiences that see it, and what keeps the others out. Null for the anonymous.
    async fn privacy_settings(&self, ctx: &Context<'_>) -> Result<Option<PrivacySettings>> {
        let Some(profile) = own_profile(ctx).await? else { return Ok(None) };
        profile.privacy_settings().map_err(fault)
    }
}

impl PrivacySettings {
    /// The settings of a page whose owner asks: see [`OwnerView`](super::report::OwnerView).
    pub(super) fn of(page: &Page) -> DbResult<Option<Self>> {
        let Some(own) = own_access(page) else { return Ok(None) };
        let whole = own.whole();
        let (version, publication) =
            (page.version.clone().reveal_some(whole), Publication::build(whole, page));
        let (Some(version), Some(publication)) = (version, publication) else { return Ok(None) };
        let items = own_items(page, &own)?;
        let sections = Section::ALL.iter().map(|section| SectionSettings::of(*section, &page.policy, &items));
        Ok(Some(Self { version: Int64(version), publication, sections: sections.collect() }))
    }
}

impl SectionSettings {
    fn of(section: Section, policy: &ProfilePolicy, items: &[OwnItem]) -> Self {
        let fields = Field::ALL.iter().filter(|field| field.row().section == section);
        let items = items.iter().filter(|item| item.kind.section() == section);
        Self {
            section: section.into(),
            parent_section: section.parent().map(Into::into),
            setting: Setting::of_section(section, policy).into(),
            fields: fields
                .map(|field| FieldSetting {
                    field: field.coordinate(),
                    setting: Setting::of_field(*field, policy).into(),
                })
                .collect(),
            items: items
                .map(|item| ItemSetting {
                    id: item.id.clone(),
                    title: item.title.clone(),
                    setting: Setting::of_item(section, item.toggle, policy).into(),
                })
                .collect(),
        }
    }
}

impl From<Setting> for VisibilitySetting {
    fn from(setting: Setting) -> Self {
        Self {
            chosen: setting.chosen.map(Into::into),
            most_open: setting.most_open.into(),
            adjustable: setting.adjustable,
            open_to: names(setting.open_to),
            limits: setting.limits.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Limit> for VisibilityLimit {
    fn from(limit: Limit) -> Self {
        let (kind, section) = match limit.by {
            LimitedBy::OwnToggle => (LimitKind::OwnToggle, None),
            LimitedBy::Bound => (LimitKind::Bound, None),
            LimitedBy::Fixed => (LimitKind::Fixed, None),
            LimitedBy::Section(section) => (LimitKind::Section, Some(section)),
            LimitedBy::ParentSection(section) => (LimitKind::ParentSection, Some(section)),
            LimitedBy::HeaderHidden => (LimitKind::HeaderHidden, Some(Section::Header)),
            LimitedBy::PublicUrlOff => (LimitKind::PublicUrlOff, None),
            LimitedBy::NotActive => (LimitKind::ProfileNotActive, None),
        };
        Self { kind, section: section.map(Into::into), keeps_out: names(limit.keeps_out) }
    }
}

fn names(audiences: AudienceSet) -> Vec<AudienceName> {
    audiences.iter().map(Into::into).collect()
}
