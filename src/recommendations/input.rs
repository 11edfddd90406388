//! What authors write.

use async_graphql::{InputObject, MaybeUndefined};
use folio_db::{accounts::Account, recommendations::RecommendationRow};

use crate::{
    endorsements::Capacity,
    text::limits,
    write::{Checks, UserErrorCode},
};

/// What somebody writes of another. A field that is left out stays as it is.
#[derive(Debug, Clone, InputObject)]
pub struct RecommendationInput {
    /// As what: a claim that has to be true. Needed before it is submitted.
    capacity: Option<Capacity>,
    /// How you know each other: at most 120 characters. Needed before it is submitted.
    relationship: MaybeUndefined<String>,
    /// The text: at most 3,000 characters; line breaks are kept. Needed before it is submitted.
    text: MaybeUndefined<String>,
}

impl RecommendationInput {
    pub(super) fn apply(&self, account: &Account, row: &mut RecommendationRow, checks: &mut Checks) {
        if let Some(capacity) = self.capacity {
            capacity.check(account, checks);
            row.capacity = Some(capacity.name().to_owned());
        }
        checks.text("relationship", &limits::RELATIONSHIP, &self.relationship, &mut row.relationship);
        checks.text("text", &limits::RECOMMENDATION, &self.text, &mut row.text);
    }
}

/// Notes what is missing before a recommendation can be submitted, and a claim that isn't true any more.
pub(super) fn check_whole(account: &Account, row: &RecommendationRow, checks: &mut Checks) {
    match row.capacity.as_deref().and_then(Capacity::parse) {
        Some(capacity) => capacity.check(account, checks),
        None => checks.refuse("capacity", UserErrorCode::Required, "say as what you write it"),
    }
    if row.relationship.is_none() {
        checks.refuse("relationship", UserErrorCode::Required, "say how you know each other");
    }
    if row.text.is_none() {
        checks.refuse("text", UserErrorCode::Required, "must not be empty");
    }
}
