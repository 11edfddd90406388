//! Why a decision fell as it did: for the owner's "view as" and the privacy screen, never for anyone else.

use crate::{
    audience::{AudienceSet, Relation},
    decide::{
        Absence, ProfilePolicy, decide, field_audiences, held_before, open_to_viewer, own_audiences,
        section_audiences,
    },
    matrix::Field,
    section::Section,
    visibility::Visibility,
};

/// What decided about a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The owner sees everything of their own.
    Owner,
    /// Open to an audience that the viewer holds.
    Open,
    /// The profile does not exist for the viewer.
    ProfileAbsent(Absence),
    /// The section's own toggle hides it.
    SectionHidden(Section),
    /// The toggle of the section above hides it.
    ParentHidden(Section),
    /// The field's own toggle hides it.
    FieldHidden,
    /// The matrix keeps it for the owner; there is no toggle.
    AlwaysPrivate,
}

/// One field, decided for one viewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// Which field.
    pub field: Field,
    /// Whether the viewer sees it, an item's own toggle apart.
    pub visible: bool,
    /// What decided.
    pub reason: Reason,
    /// The audiences that it is open to, an item's own toggle apart.
    pub effective: AudienceSet,
}

impl Explanation {
    /// Decides every field for a viewer and says why: the same functions as [`decide`], told step by step.
    #[must_use]
    pub fn all(relation: &Relation, profile: &ProfilePolicy) -> Vec<Self> {
        let decision = decide(relation, profile);
        Field::ALL
            .iter()
            .map(|&field| {
                let section = field.row().section;
                let effective = section_audiences(section, &profile.toggles)
                    .intersection(field_audiences(field, &profile.toggles));
                let (visible, reason) = match &decision {
                    Err(absence) => (false, Reason::ProfileAbsent(*absence)),
                    Ok(access) if access.is_owner() => (access.may_see(field), Reason::Owner),
                    Ok(access) if access.may_see(field) => (true, Reason::Open),
                    Ok(_) => (false, hidden_by(relation, profile, field)),
                };
                Self { field, visible, reason, effective }
            })
            .collect()
    }
}

/// The outermost toggle that hides `field`.
fn hidden_by(relation: &Relation, profile: &ProfilePolicy, field: Field) -> Reason {
    let section = field.row().section;
    if field.row().most_open() == Visibility::Private {
        return Reason::AlwaysPrivate;
    }
    let closed = |section| open_to_viewer(section, relation, profile).is_empty();
    // Each of the two may open to the viewer, but to different audiences: then the section above is the one to name,
    // for the section's own toggle may be at its bound.
    let own_opens = |section| {
        let held = held_before(section, relation, profile);
        !own_audiences(section, &profile.toggles).intersection(held).is_empty()
    };
    match section.parent() {
        Some(parent) if closed(parent) || (closed(section) && own_opens(section)) => {
            Reason::ParentHidden(parent)
        }
        _ if closed(section) => Reason::SectionHidden(section),
        _ => Reason::FieldHidden,
    }
}
