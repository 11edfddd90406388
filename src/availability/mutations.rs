//! `availabilitySet`.

use async_graphql::{Context, Object, Result};
use folio_db::{
    DbResult,
    availability::{self, AvailabilityRow},
    write::Locked,
};
use folio_policy::{Section, data_map};

use super::input::AvailabilityInput;
use crate::{
    graphql::scalar::Int64,
    profile::ProfilePayload,
    write::{Applied, Change, Checks, Terms, Verdict, commit},
};

/// Changes of one's availability.
#[derive(Default)]
pub struct AvailabilityMutation;

#[Object]
impl AvailabilityMutation {
    /// Sets when, how much and at what rate the caller works, in place of what stood; null takes it away.
    async fn availability_set(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to stand, as a whole; null for nothing.")] input: Option<AvailabilityInput>,
        #[graphql(desc = "The version of the profile that the client saw.")] expected_version: Int64,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<ProfilePayload>> {
        let terms = Terms { expected_version: Some(expected_version.0), idempotency_key };
        ProfilePayload::of(ctx, commit(ctx, terms, SetAvailability(input)).await?).await
    }
}

/// Puts an availability in place of what stood.
struct SetAvailability(Option<AvailabilityInput>);

impl Change for SetAvailability {
    fn action(&self) -> &'static str {
        "availabilitySet"
    }

    async fn apply(self, profile: &Locked<'_>) -> DbResult<Verdict> {
        let mut checks = Checks::of("input");
        let wanted = self.0.map(|input| input.row(profile.profile_id, &mut checks));
        let errors = checks.finish();
        if !errors.is_empty() {
            return Ok(Verdict::Refused(errors));
        }
        let standing = availability::of_profile(profile).await?;
        let columns = AvailabilityRow::differences(standing.as_ref(), wanted.as_ref());
        if columns.is_empty() {
            return Ok(Verdict::Unchanged(None));
        }
        availability::put(profile, wanted.as_ref()).await?;
        let mut fields: Vec<_> =
            columns.into_iter().filter_map(|column| data_map::field_of("availability", column)).collect();
        fields.dedup();
        let sections = vec![Section::Availability];
        Ok(Verdict::Done(Applied { fields, sections, ..Applied::of("availability.updated") }))
    }
}
