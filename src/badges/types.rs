//! Awards as a viewer sees them.

use async_graphql::{Enum, SimpleObject};
use chrono::{DateTime, Utc};
use folio_db::{
    badge_awards::{BadgeAwardSnapshot, Standing},
    items::ItemSnapshot,
};
use folio_policy::Scope;
use uuid::Uuid;

use super::catalogue::Badge;
use crate::{
    graphql::plain::Plain,
    graphql::{
        id::{GlobalId, ItemKind},
        ready::Ready,
    },
    live::mark,
    profile::{ItemView, Opening, OwnersPart, identify},
};

/// Whether an award holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum, Plain)]
pub enum BadgeStatus {
    /// It does.
    Active,
    /// Its time is over.
    Expired,
    /// It was taken back: told to the owner alone.
    Revoked,
}

impl From<Standing> for BadgeStatus {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Active => Self::Active,
            Standing::Expired => Self::Expired,
            Standing::Revoked => Self::Revoked,
        }
    }
}

/// Where a mark tells the status.
const STATUS: u64 = 3;

/// A badge that somebody was awarded. One that was revoked is there for its owner alone.
#[derive(Debug, Clone, Hash, SimpleObject, Plain)]
pub struct BadgeAward {
    /// The global id.
    pub(crate) id: GlobalId,
    /// Which badge.
    badge: Option<Ready<Badge>>,
    /// Whether the award holds.
    status: Option<BadgeStatus>,
    /// When it was awarded.
    awarded_at: Option<DateTime<Utc>>,
    /// Until when it holds; null for ever.
    expires_at: Option<DateTime<Utc>>,
    /// What it was awarded for, on the web: an http(s) address.
    evidence_url: Option<String>,
    /// What it was awarded for, in words; plain, line breaks kept.
    evidence_text: Option<String>,
    /// Whether the owner puts it first.
    featured: Option<bool>,
    /// When it was taken back. The owner's alone.
    revoked_at: Option<DateTime<Utc>>,
    /// Why it was taken back. The owner's alone.
    revocation_reason: Option<String>,
    #[graphql(flatten)]
    own: OwnersPart,
    #[graphql(skip)]
    key: Uuid,
}

impl ItemView for BadgeAward {
    type Snapshot = BadgeAwardSnapshot;

    fn build(opening: &Opening<'_>, item: BadgeAwardSnapshot) -> Self {
        Self::of(opening.scope, opening.profile, item)
    }

    fn key(&self) -> Uuid {
        self.key
    }
}

impl BadgeAward {
    pub(crate) fn of(scope: Scope<'_>, profile: Uuid, item: BadgeAwardSnapshot) -> Self {
        let own = item.bookkeeping(scope).into();
        let (id, key) = identify(scope, profile, ItemKind::BadgeAward, &item);
        Self {
            id,
            badge: item.badge.reveal(scope).map(Badge::from).map(Ready),
            // By the clock of whoever looks: nobody has to write for time to pass.
            status: item.status.reveal(scope).map(|standing| standing.at(Utc::now()).into()),
            awarded_at: item.awarded_at.reveal(scope),
            expires_at: item.expires_at.reveal(scope),
            evidence_url: item.evidence_url.reveal(scope),
            evidence_text: item.evidence_text.reveal(scope),
            featured: item.featured.reveal(scope),
            revoked_at: item.revoked_at.reveal(scope),
            revocation_reason: item.revocation_reason.reveal(scope),
            own,
            key,
        }
    }

    /// How the award looks, as one number, which tells its status as well, and its place among those that the viewer sees
    /// featured. Its place in the list is left out: it is another with each award that comes before.
    pub(crate) fn mark(&self, featured: Option<i32>) -> u64 {
        let looks = mark(&(Self { own: self.own.clone().anywhere(), ..self.clone() }, featured));
        let status = self.status.map_or(0, |status| match status {
            BadgeStatus::Active => 1,
            BadgeStatus::Expired => 2,
            BadgeStatus::Revoked => 3,
        });
        looks & !STATUS | status
    }

    /// Whether the viewer sees that its owner puts it first.
    pub(crate) fn is_featured(&self) -> bool {
        self.featured == Some(true)
    }

    /// When it ends by itself, if the viewer sees that it holds and until when.
    pub(crate) fn ends(&self) -> Option<DateTime<Utc>> {
        self.expires_at.filter(|_| self.status == Some(BadgeStatus::Active))
    }

    /// The status that a mark tells.
    pub(crate) const fn status_in(mark: u64) -> Option<BadgeStatus> {
        match mark & STATUS {
            1 => Some(BadgeStatus::Active),
            2 => Some(BadgeStatus::Expired),
            3 => Some(BadgeStatus::Revoked),
            _ => None,
        }
    }
}
