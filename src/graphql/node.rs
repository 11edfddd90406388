//! Relay's `node` and `nodes`: the same one door as a page.

use std::collections::HashMap;

use async_graphql::{Context, ID, Interface, Object, Result};

use super::{
    cost::MAX_PAGE,
    error::bad_input,
    id::GlobalId,
    loader::{self, PageKey},
};
use crate::{
    profile::{Profile, open},
    sections::views,
};

macro_rules! node {
    ($( $group:ident { $( $(#[$doc:meta])* $list:ident: $kind:ident = $tag:literal in $section:ident, $row:ty; $about:literal )* } )*) => {
        /// Anything that has a global id.
        #[derive(Interface)]
        #[graphql(field(name = "id", ty = "&GlobalId", desc = "The global id."))]
        #[allow(clippy::large_enum_variant, reason = "made once per id and moved once, into the response")]
        pub enum Node {
            /// A profile.
            Profile(Profile),
            $($( $(#[$doc])* $kind(views::$kind), )*)*
        }
    };
}

crate::sections::for_each_section!(node);

/// Anything by its global id.
#[derive(Default)]
pub struct NodeQuery;

#[Object]
impl NodeQuery {
    /// What has this id, or null: an id that is malformed, unknown or hidden from the viewer is all the same.
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A global id.")] id: ID,
    ) -> Result<Option<Node>> {
        let Some(id) = GlobalId::decode(&id) else { return Ok(None) };
        let (page, viewer) = loader::page(ctx, PageKey::Id(id.profile())).await?;
        let Some(page) = page else { return Ok(None) };
        Ok(open(page, viewer)?.and_then(|profile| profile.find(id)))
    }

    /// What has these ids, in their order, null for each that isn't there for the viewer. At most 100.
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global ids, at most 100.")] ids: Vec<ID>,
    ) -> Result<Option<Vec<Option<Node>>>> {
        if ids.len() > MAX_PAGE {
            return Err(bad_input("ids", &format!("`ids` takes at most {MAX_PAGE} ids")));
        }
        let ids: Vec<Option<GlobalId>> = ids.iter().map(|id| GlobalId::decode(id)).collect();
        let keys = ids.iter().flatten().map(|id| PageKey::Id(id.profile())).collect();
        let (pages, viewer) = loader::many(ctx, keys).await?;
        // Each profile is opened once, however many of its items are asked for.
        let mut opened = HashMap::with_capacity(pages.len());
        for (key, page) in pages {
            if let Some(profile) = open(page, viewer)? {
                opened.insert(key, profile);
            }
        }
        let find = |id: GlobalId| opened.get(&PageKey::Id(id.profile()))?.find(id);
        Ok(Some(ids.into_iter().map(|id| id.and_then(find)).collect()))
    }
}
