//! Other people on a profile: named by the ids of their profiles, shown by their own profiles' rules (privacy.md, rule 9).

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    hash::{BuildHasher, Hash, Hasher, RandomState},
    sync::{Arc, LazyLock},
};

use async_graphql::{Context, Result};
use futures_util::future::BoxFuture;
use tokio::sync::OnceCell;
use uuid::Uuid;

use super::{
    queries::{Beholder, Depth, open},
    types::Profile,
};
use crate::graphql::{
    loader::{self, PageKey},
    plain::Awaited,
    ready::Ready,
};

/// Somebody who is named on an item, by their profile's id. No part of how the item looks: who they are, and whether there is
/// anybody, is for their own profile to show or not.
#[derive(Clone, Copy)]
pub(crate) struct Named(pub(crate) Option<Uuid>);

impl Hash for Named {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// What somebody is on an item that names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// For whom a gig was done.
    Client,
    /// Who reviewed a gig.
    Reviewer,
    /// Who writes a recommendation.
    Author,
    /// Who endorses a skill.
    Endorser,
}

/// Who is named on a profile's items, by item and part, as far as it may be told to a viewer that somebody is; each with a
/// [`mark`] of what they say there, which is theirs as who they are is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Names(BTreeMap<(Uuid, Part), (Uuid, u64)>);

/// A mark of what somebody says: another one where they say something else. Of one process alone, keyed at random, so that
/// nobody can say two things with the same.
pub(crate) fn mark(said: &impl Hash) -> u64 {
    static KEY: LazyLock<RandomState> = LazyLock::new(RandomState::new);
    KEY.hash_one(said)
}

impl FromIterator<(Uuid, Part, Uuid, u64)> for Names {
    fn from_iter<I: IntoIterator<Item = (Uuid, Part, Uuid, u64)>>(names: I) -> Self {
        Self(names.into_iter().map(|(item, part, person, said)| ((item, part), (person, said))).collect())
    }
}

impl Names {
    /// Everybody who is named in one of the two where the other names somebody else, or nobody, or has them say something else.
    pub(super) fn moved(&self, now: &Self) -> BTreeSet<Uuid> {
        let gone = self.0.iter().filter(|(place, named)| now.0.get(place) != Some(named));
        let come = now.0.iter().filter(|(place, named)| self.0.get(place) != Some(named));
        gone.chain(come).map(|(_, (person, _))| *person).collect()
    }
}

/// Other people that are named on a profile; the first who is asked for brings all of them.
///
/// Looked up in one statement whether or not anybody is named, so that neither the number of statements nor the time that
/// an answer takes tells of somebody hidden.
pub(crate) struct People {
    ids: BTreeSet<Uuid>,
    beholder: Beholder,
    depth: Depth,
    found: OnceCell<HashMap<Uuid, Arc<Profile>>>,
}

/// As [`Named`].
impl Hash for People {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl People {
    pub(crate) fn new(ids: impl Iterator<Item = Uuid>, beholder: &Beholder) -> Self {
        Self::as_deep(Depth::Whole, ids, beholder)
    }

    /// Of whom no more is asked than this.
    pub(crate) fn as_deep(depth: Depth, ids: impl Iterator<Item = Uuid>, beholder: &Beholder) -> Self {
        // Nobody's id, so that there is something to look up in any case.
        let ids = ids.chain([Uuid::nil()]).collect();
        Self { ids, beholder: beholder.clone(), depth, found: OnceCell::new() }
    }

    /// Who are there already.
    pub(crate) fn there(found: HashMap<Uuid, Arc<Profile>>, beholder: &Beholder) -> Self {
        Self { found: OnceCell::from(found), ..Self::new(std::iter::empty(), beholder) }
    }

    /// Who looks.
    pub(crate) const fn beholder(&self) -> &Beholder {
        &self.beholder
    }

    /// All of them who are there for whoever looks.
    pub(crate) async fn all(&self, ctx: &Context<'_>) -> Result<&HashMap<Uuid, Arc<Profile>>> {
        self.found.get_or_try_init(|| self.beholder.profiles(ctx, self.ids.iter().copied(), self.depth)).await
    }

    /// All of them, if they have been asked for.
    pub(crate) fn found(&self) -> Option<&HashMap<Uuid, Arc<Profile>>> {
        self.found.get()
    }

    /// One of them, if they are there for whoever looks.
    pub(crate) async fn profile(
        &self,
        ctx: &Context<'_>,
        Named(id): Named,
    ) -> Result<Option<Ready<Arc<Profile>>>> {
        let found = self.all(ctx).await?;
        Ok(id.and_then(|id| found.get(&id)).cloned().map(Ready))
    }
}

impl Awaited for People {
    fn come<'a>(&'a self, ctx: &'a Context<'a>) -> BoxFuture<'a, Result<()>> {
        Box::pin(async { self.all(ctx).await.map(drop) })
    }
}

/// The profiles with these ids that are there for the viewer, in one statement.
pub(crate) async fn opened(
    ctx: &Context<'_>,
    ids: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Profile>> {
    let (pages, viewer) = loader::many(ctx, ids.map(PageKey::Id).collect()).await?;
    let mut opened = HashMap::with_capacity(pages.len());
    for page in pages.into_values() {
        let id = page.profile_id;
        if let Some(profile) = open(page, viewer)? {
            opened.insert(id, profile);
        }
    }
    Ok(opened)
}
