//! `gigsFeature`. What a gig tells is not its owner's to change; who sees it is (`visibilitySet`).

use async_graphql::{Context, ID, Object, Result};
use folio_db::gigs::GigRow;
use folio_policy::{Field, Section};

use crate::{
    graphql::{id::ItemKind, scalar::Int64},
    items::{Feature, Featured},
    profile::ProfilePayload,
    write::{Terms, commit},
};

impl Featured for GigRow {
    const KIND: ItemKind = ItemKind::Gig;
    const SECTION: Section = Section::Gigs;
    const FIELD: Field = Field::GigFeatured;
    const ACTION: &'static str = "gigsFeature";
    const EVENT: &'static str = "gig.reordered";

    fn featured(&mut self) -> &mut Option<i32> {
        &mut self.featured
    }
}

/// What owners do with their gigs.
#[derive(Default)]
pub struct GigMutation;

#[Object]
impl GigMutation {
    /// Puts these of the caller's gigs first, in this order; the others follow, the newest first. At most 12.
    async fn gigs_feature(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The gigs to put first, in their order; an empty list puts none first.")] ids: Vec<
            ID,
        >,
        #[graphql(desc = "The version of the profile that the client saw.")] expected_version: Int64,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<ProfilePayload>> {
        let terms = Terms { expected_version: Some(expected_version.0), idempotency_key };
        let change = Feature::<GigRow> { ids, rows: std::marker::PhantomData };
        ProfilePayload::of(ctx, commit(ctx, terms, change).await?).await
    }
}
