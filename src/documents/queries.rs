//! Queries for documents.

use std::sync::Arc;

use async_graphql::{Context, Json, Object, Result, SimpleObject};
use folio_db::pages::Page;
use serde_json::Value;

use super::{
    cache_tags, disclosed::Disclosed, json_ld, json_resume::json_resume, open_graph::OpenGraph, site::Site,
};
use crate::{
    accounts::Viewer,
    graphql::{
        error::fault,
        loader::{self, PageKey},
    },
    profile,
    text::Slug,
};

/// What search engines are told where they may list a page, and where they may not.
const LISTED: &str = "index, follow, max-image-preview:large";
const UNLISTED: &str = "noindex, nofollow";

/// What crawlers and link previews get of a profile: what anonymous visitors see.
#[derive(Debug, Clone, PartialEq, Eq, SimpleObject)]
pub struct ProfileDocument {
    /// The last part of the page's present address; another one than was asked for where the profile has moved: redirect there.
    slug: Option<String>,
    /// The address of the page; null where the server wasn't told where pages are.
    canonical_url: Option<String>,
    /// For `<meta name="robots">`.
    robots: &'static str,
    /// The `ProfilePage` of schema.org, as text for `<script type="application/ld+json">`: it may stand there as it is. Null where
    /// search engines may not list the profile.
    json_ld: Option<String>,
    /// What a link to the page looks like where it is posted.
    open_graph: OpenGraph,
    /// By what whoever keeps this finds it again when it is to go: docs/CACHING.md says which event means which tag. Those of the
    /// other people on a page are "profile-" and the ids that the page shows of them.
    cache_tags: Vec<String>,
}

impl ProfileDocument {
    fn of(page: &Page, viewer: &Viewer, site: Option<&Site>) -> Result<Option<Self>> {
        // Whether the anonymous see a page is told to the anonymous, and to its owner, who decides it: to somebody else who is
        // signed in it would be a way to learn of a switch that is none of theirs.
        if viewer.account().is_some() && !viewer.relation_to(page).owner {
            return Ok(None);
        }
        let Some(access) = profile::access(page, &Viewer::ANONYMOUS) else { return Ok(None) };
        let disclosed = Disclosed::of(&access, page).map_err(fault)?;
        let listed = page.is_indexable();
        Ok(Some(Self {
            slug: disclosed.slug.clone(),
            canonical_url: site.zip(disclosed.slug.as_deref()).map(|(site, slug)| site.profile(slug)),
            robots: if listed { LISTED } else { UNLISTED },
            json_ld: listed.then(|| json_ld::profile_page(&disclosed, site)),
            open_graph: OpenGraph::of(&disclosed, site),
            cache_tags: vec![cache_tags::of_profile(page.profile_id)],
        }))
    }
}

/// Documents that a profile is handed on as.
#[derive(Default)]
pub struct DocumentQuery;

#[Object]
impl DocumentQuery {
    /// What crawlers and link previews get of the profile at this address: what anonymous visitors see. Null where they see nothing,
    /// and then the page is not to be indexed. It is asked for signed out, as by crawlers, or by the profile's owner; for anybody
    /// else who is signed in it is null.
    async fn profile_document(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The last part of the page's address, the present one or one of before.")]
        slug: String,
    ) -> Result<Option<ProfileDocument>> {
        let Some((page, viewer)) = addressed(ctx, slug).await? else { return Ok(None) };
        ProfileDocument::of(&page, viewer, loader::session(ctx).services.site.as_deref())
    }

    /// The profile at this address as a JSON Resume file, as far as the viewer may see it; null if there is none for them.
    async fn json_resume(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The last part of the page's address.")] slug: String,
    ) -> Result<Option<Json<Value>>> {
        let Some((page, viewer)) = addressed(ctx, slug).await? else { return Ok(None) };
        written(&page, viewer)
    }
}

/// The viewer's own profile as a JSON Resume file.
pub(crate) async fn own_json_resume(ctx: &Context<'_>) -> Result<Option<Json<Value>>> {
    let account = loader::viewer(ctx).await?.account();
    let Some(id) = account.and_then(|account| account.profile_id) else { return Ok(None) };
    match loader::page(ctx, PageKey::Id(id)).await? {
        (Some(page), viewer) => written(&page, viewer),
        (None, _) => Ok(None),
    }
}

fn written(page: &Page, viewer: &Viewer) -> Result<Option<Json<Value>>> {
    let Some(access) = profile::access(page, viewer) else { return Ok(None) };
    let disclosed = Disclosed::of(&access, page).map_err(fault)?;
    Ok(Some(Json(json_resume(&disclosed))))
}

async fn addressed<'a>(ctx: &Context<'a>, slug: String) -> Result<Option<(Arc<Page>, &'a Viewer)>> {
    if !Slug::is_well_formed(&slug) {
        return Ok(None);
    }
    let (page, viewer) = loader::page(ctx, PageKey::Slug(slug)).await?;
    Ok(page.map(|page| (page, viewer)))
}
