//! Grants, share links and exclusions: how one viewer stands to one profile beyond their role.
//!
//! The policy takes both as inputs from the start; nobody can make one yet, so everybody stands the same.

use folio_db::{accounts::Account, pages::Page};
use folio_policy::SectionSet;

/// What the owner decided about one viewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// The owner blocks them.
    pub excluded: bool,
    /// Sections that a live grant opens to them.
    pub grants: SectionSet,
}

/// The viewer's standing to the profile: neither excluded nor granted anything, until either can be made.
#[must_use]
pub fn standing(_viewer: &Account, _page: &Page) -> Standing {
    Standing::default()
}
