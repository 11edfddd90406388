//! A setting as its owner sees it: what was chosen, what comes of it, and what keeps whom out. For the privacy screen,
//! never for anyone else.
//!
//! It is told with the functions that [`decide()`](crate::decide()) decides with: an audience is in
//! [`Setting::open_to`] exactly when a viewer of that audience sees the value.

use crate::{
    audience::{Audience, AudienceSet, Relation},
    decide::{Absence, ProfilePolicy, bounded, exists, field_audiences, own_audiences},
    matrix::{Field, Toggle},
    section::Section,
    visibility::Visibility,
};

/// A toggle with what comes of it: of a section, a field or an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The toggle; `None` where the section's holds.
    pub chosen: Option<Visibility>,
    /// The most open level that the matrix lets the owner choose. More than what is around it lets through is allowed,
    /// and opens nothing.
    pub most_open: Visibility,
    /// Whether the owner has a choice.
    pub adjustable: bool,
    /// The audiences that see it.
    pub open_to: AudienceSet,
    /// What keeps the others out, from the setting's own toggle outwards. Each audience is in one of them: in the first
    /// that keeps it out. EXCLUDED is in none, for it is no setting that keeps it out.
    pub limits: Vec<Limit>,
}

/// Something that keeps audiences out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// What does.
    pub by: LimitedBy,
    /// Whom.
    pub keeps_out: AudienceSet,
}

/// What keeps an audience out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitedBy {
    /// The setting's own toggle.
    OwnToggle,
    /// The matrix: the toggle says more than is allowed here.
    Bound,
    /// The matrix: it is the owner's alone, whatever a toggle says.
    Fixed,
    /// The toggle of the section that the field or item is in.
    Section(Section),
    /// The toggle of the section above.
    ParentSection(Section),
    /// HEADER is hidden from them, so the profile doesn't exist for them.
    HeaderHidden,
    /// The public address is off, so the profile doesn't exist for them.
    PublicUrlOff,
    /// The profile isn't ACTIVE, so it doesn't exist for them.
    NotActive,
}

impl Setting {
    /// A section.
    #[must_use]
    pub fn of_section(section: Section, profile: &ProfilePolicy) -> Self {
        let toggle = profile.toggles.section(section);
        let mut open = Narrowing::new();
        if section.is_fixed() {
            open.to(LimitedBy::Fixed, section.most_open().audiences());
        } else {
            open.to(LimitedBy::OwnToggle, toggle.audiences());
            open.to(LimitedBy::Bound, own_audiences(section, &profile.toggles));
        }
        open.within_parents(section, profile);
        open.into_setting(Some(toggle), section.most_open(), !section.is_fixed(), profile)
    }

    /// A field of the profile as a whole.
    #[must_use]
    pub fn of_field(field: Field, profile: &ProfilePolicy) -> Self {
        let (row, toggle) = (field.row(), profile.toggles.field(field));
        let mut open = Narrowing::new();
        if let Some(toggle) = toggle {
            open.to(LimitedBy::OwnToggle, toggle.audiences());
            open.to(LimitedBy::Bound, field_audiences(field, &profile.toggles));
        }
        open.within_section(row.section, profile);
        let adjustable = row.toggle == Toggle::Own && !row.section.is_fixed();
        open.into_setting(toggle, row.most_open(), adjustable, profile)
    }

    /// An item of a section, with its own toggle.
    #[must_use]
    pub fn of_item(section: Section, toggle: Option<Visibility>, profile: &ProfilePolicy) -> Self {
        let mut open = Narrowing::new();
        if let Some(toggle) = toggle {
            open.to(LimitedBy::OwnToggle, toggle.audiences());
            open.to(LimitedBy::Bound, bounded(toggle, section.most_open()));
        }
        open.within_section(section, profile);
        open.into_setting(toggle, section.most_open(), !section.is_fixed(), profile)
    }
}

/// Who is let through, and what has kept out the others so far.
struct Narrowing {
    open_to: AudienceSet,
    limits: Vec<Limit>,
}

impl Narrowing {
    /// Everybody whom a setting can be about.
    const fn new() -> Self {
        Self { open_to: Visibility::Public.audiences(), limits: Vec::new() }
    }

    fn to(&mut self, by: LimitedBy, allowed: AudienceSet) {
        let open_to = self.open_to.intersection(allowed);
        let keeps_out = self.open_to.difference(open_to);
        self.open_to = open_to;
        if keeps_out.is_empty() {
            return;
        }
        match self.limits.iter_mut().find(|limit| limit.by == by) {
            Some(limit) => limit.keeps_out = limit.keeps_out.union(keeps_out),
            None => self.limits.push(Limit { by, keeps_out }),
        }
    }

    /// What `section` lets through, and what it is a part of.
    fn within_section(&mut self, section: Section, profile: &ProfilePolicy) {
        let by = if section.is_fixed() { LimitedBy::Fixed } else { LimitedBy::Section(section) };
        self.to(by, own_audiences(section, &profile.toggles));
        self.within_parents(section, profile);
    }

    fn within_parents(&mut self, section: Section, profile: &ProfilePolicy) {
        if let Some(parent) = section.parent() {
            self.to(LimitedBy::ParentSection(parent), own_audiences(parent, &profile.toggles));
            self.within_parents(parent, profile);
        }
    }

    /// Those for whom the profile exists at all.
    fn where_it_exists(&mut self, profile: &ProfilePolicy) {
        for audience in Audience::ALL {
            let by = match exists(&Relation::typical(audience), profile) {
                Err(Absence::HeaderHidden) => LimitedBy::HeaderHidden,
                Err(Absence::PublicUrlOff) => LimitedBy::PublicUrlOff,
                Err(Absence::NotActive) => LimitedBy::NotActive,
                Ok(()) | Err(Absence::Excluded) => continue,
            };
            self.to(by, self.open_to.without(audience));
        }
    }

    fn into_setting(
        mut self,
        chosen: Option<Visibility>,
        most_open: Visibility,
        adjustable: bool,
        profile: &ProfilePolicy,
    ) -> Setting {
        self.where_it_exists(profile);
        let Self { open_to, limits } = self;
        Setting { chosen, most_open: most_open.widest(), adjustable, open_to, limits }
    }
}
