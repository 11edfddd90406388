//! The decision: one per viewer and profile, computed once, read for every field.

use crate::{
    audience::{Audience, AudienceSet, Relation},
    matrix::Field,
    section::Section,
    toggles::Toggles,
    visibility::Visibility,
};

/// Where a profile is in its life. Anything but ACTIVE reads as not found to everyone save the owner and staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProfileState {
    /// As usual.
    Active,
    /// Put away by its owner.
    Deactivated,
    /// Taken down by staff.
    Suspended,
    /// Erased; what is left is a tombstone.
    Erased,
}

impl ProfileState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Active, Self::Deactivated, Self::Suspended, Self::Erased];

    /// The name in the schema and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "ACTIVE",
            Self::Deactivated => "DEACTIVATED",
            Self::Suspended => "SUSPENDED",
            Self::Erased => "ERASED",
        }
    }

    /// The state with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// What a profile brings to a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfilePolicy {
    /// Where it is in its life.
    pub state: ProfileState,
    /// Whether signed-out visitors may open it at all.
    pub public_url_enabled: bool,
    /// What the owner chose.
    pub toggles: Toggles,
}

/// Why a profile does not exist for a viewer. Told to the owner in "view as" only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absence {
    /// The owner blocks the viewer.
    Excluded,
    /// The profile is not ACTIVE.
    NotActive,
    /// HEADER is hidden from the viewer.
    HeaderHidden,
    /// The viewer is anonymous and the public address is off.
    PublicUrlOff,
}

/// What one viewer may read of one profile. Made only by [`decide`].
///
/// For each field it holds the audiences that the viewer holds *and* that the field is open to; an item's own toggle
/// narrows that further, see [`Access::within`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Access {
    open: [AudienceSet; Field::COUNT],
    owner: bool,
}

/// An [`Access`], narrowed to one item.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    access: &'a Access,
    item: AudienceSet,
}

/// Decides what `relation` may read of `profile` (privacy.md, "How a decision reaches a field").
///
/// # Errors
/// [`Absence`] when the profile does not exist for this viewer: the caller answers exactly as for one that never was.
pub fn decide(relation: &Relation, profile: &ProfilePolicy) -> Result<Access, Absence> {
    exists(relation, profile)?;

    let mut sections = [AudienceSet::EMPTY; Section::COUNT];
    for section in Section::ALL {
        sections[*section as usize] = open_to_viewer(*section, relation, profile);
    }
    let mut open = [AudienceSet::EMPTY; Field::COUNT];
    for field in Field::ALL {
        open[*field as usize] = sections[field.row().section as usize];
    }
    // The others follow their sections, and few have a toggle of their own.
    for (field, _) in profile.toggles.fields() {
        let section = open[field as usize];
        open[field as usize] = section.intersection(field_audiences(field, &profile.toggles));
    }
    Ok(Access { open, owner: relation.owner })
}

/// Whether search engines may list a profile whose owner chose this about them: they are shown what anonymous visitors are,
/// and without an address there is nothing to list.
#[must_use]
pub fn indexable(profile: &ProfilePolicy, search_engine_indexing: bool) -> bool {
    search_engine_indexing
        && decide(&Relation::ANONYMOUS, profile).is_ok_and(|access| access.may_see(Field::ProfileSlug))
}

pub(crate) fn exists(relation: &Relation, profile: &ProfilePolicy) -> Result<(), Absence> {
    let viewer = relation.audiences();
    let full_rights = [Audience::Owner, Audience::Moderator, Audience::Admin];
    if full_rights.into_iter().any(|audience| viewer.contains(audience)) {
        return Ok(());
    }
    if viewer.contains(Audience::Excluded) {
        return Err(Absence::Excluded);
    }
    if profile.state != ProfileState::Active {
        return Err(Absence::NotActive);
    }
    let anonymous =
        held_before(Section::Header, relation, profile) == AudienceSet::of(&[Audience::Anonymous]);
    if anonymous && !profile.public_url_enabled {
        return Err(Absence::PublicUrlOff);
    }
    if open_to_viewer(Section::Header, relation, profile).is_empty() {
        return Err(Absence::HeaderHidden);
    }
    Ok(())
}

/// The audiences that the viewer holds before `section`: a grant counts for its own sections only. That of a
/// sub-section counts for those who see the section above it, so that no grant makes the part more open than the whole.
pub(crate) fn held_before(section: Section, relation: &Relation, profile: &ProfilePolicy) -> AudienceSet {
    let held = relation.audiences();
    let granted = relation.grants.contains(section)
        && section.parent().is_none_or(|parent| !open_to_viewer(parent, relation, profile).is_empty());
    if granted { held } else { held.without(Audience::Grantee) }
}

/// The audiences that the viewer holds *and* that the section is open to.
pub(crate) fn open_to_viewer(section: Section, relation: &Relation, profile: &ProfilePolicy) -> AudienceSet {
    section_audiences(section, &profile.toggles).intersection(held_before(section, relation, profile))
}

/// The audiences that a section is open to: its own toggle, within its bound, within its parent.
pub(crate) fn section_audiences(section: Section, toggles: &Toggles) -> AudienceSet {
    let own = own_audiences(section, toggles);
    match section.parent() {
        Some(parent) => own.intersection(section_audiences(parent, toggles)),
        None => own,
    }
}

/// The audiences that a section's own toggle leaves, within its bound, its parent apart.
pub(crate) fn own_audiences(section: Section, toggles: &Toggles) -> AudienceSet {
    bounded(toggles.section(section), section.most_open())
}

/// The audiences that a field's own toggle leaves, within its bound, its section apart.
pub(crate) fn field_audiences(field: Field, toggles: &Toggles) -> AudienceSet {
    let most_open = field.row().most_open();
    bounded(toggles.field(field).unwrap_or(most_open.widest()), most_open)
}

/// A stored toggle never opens more than the matrix allows, however it got there.
pub(crate) fn bounded(chosen: Visibility, most_open: Visibility) -> AudienceSet {
    chosen.audiences().intersection(most_open.widest().audiences())
}

impl Access {
    /// Whether the viewer may see `field` of the profile itself.
    #[must_use]
    pub const fn may_see(&self, field: Field) -> bool {
        !self.open[field as usize].is_empty()
    }

    /// Whether the viewer owns the profile.
    #[must_use]
    pub const fn is_owner(&self) -> bool {
        self.owner
    }

    /// The profile itself, no item.
    #[must_use]
    pub const fn whole(&self) -> Scope<'_> {
        Scope { access: self, item: Visibility::Public.audiences() }
    }

    /// One item of the profile, with its own toggle; without one it follows its section.
    #[must_use]
    pub fn within(&self, item: Option<Visibility>) -> Scope<'_> {
        Scope { access: self, item: item.unwrap_or(Visibility::Public).audiences() }
    }

    /// How many fields the viewer may see, for tests and metrics.
    #[must_use]
    pub fn open_fields(&self) -> usize {
        self.open.iter().filter(|set| !set.is_empty()).count()
    }
}

impl Scope<'_> {
    /// Whether the viewer may see `field` here. The effective visibility is the intersection of section, item and
    /// field; the viewer needs to hold one audience that is in all three.
    #[must_use]
    pub const fn may_see(self, field: Field) -> bool {
        !self.access.open[field as usize].intersection(self.item).is_empty()
    }
}
