//! Awards as a viewer sees them.

use async_graphql::{Enum, ID, SimpleObject};
use chrono::{DateTime, Utc};
use folio_db::badge_awards::{BadgeAwardSnapshot, Standing};
use folio_policy::Scope;
use uuid::Uuid;

use super::catalogue::Badge;
use crate::{
    graphql::{
        id::{GlobalId, ItemKind},
        scalar::Int64,
    },
    live::mark,
    profile::{ItemProvenance, Visibility},
};

/// Whether an award holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum)]
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
#[derive(Debug, Clone, Hash, SimpleObject)]
pub struct BadgeAward {
    /// The global id.
    pub(crate) id: ID,
    /// Which badge.
    badge: Option<Badge>,
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
    /// Where the item came from. The owner's alone.
    provenance: Option<ItemProvenance>,
    /// The item's own toggle; null follows the section. The owner's alone.
    visibility: Option<Visibility>,
    /// Its place in the list, from 0. The owner's alone.
    position: Option<i32>,
    /// The item's version. The owner's alone.
    version: Option<Int64>,
    /// When it was added. The owner's alone.
    created_at: Option<DateTime<Utc>>,
    /// When it was last changed. The owner's alone.
    updated_at: Option<DateTime<Utc>>,
    #[graphql(skip)]
    key: Uuid,
}

impl BadgeAward {
    pub(crate) fn build(scope: Scope<'_>, profile: Uuid, item: BadgeAwardSnapshot) -> Self {
        let toggle = item.toggle();
        let key = item.id.reveal(scope);
        Self {
            id: GlobalId::Item { kind: ItemKind::BadgeAward, profile, item: key }.encode(),
            badge: item.badge.reveal(scope).map(Into::into),
            // By the clock of whoever looks: nobody has to write for time to pass.
            status: item.status.reveal(scope).map(|standing| standing.at(Utc::now()).into()),
            awarded_at: item.awarded_at.reveal(scope),
            expires_at: item.expires_at.reveal(scope),
            evidence_url: item.evidence_url.reveal(scope),
            evidence_text: item.evidence_text.reveal(scope),
            featured: item.featured.reveal(scope),
            revoked_at: item.revoked_at.reveal(scope),
            revocation_reason: item.revocation_reason.reveal(scope),
            provenance: item.provenance.reveal_some(scope).map(Into::into),
            visibility: toggle.reveal(scope).map(Into::into),
            position: item.position.reveal_some(scope),
            version: item.version.reveal_some(scope).map(Int64),
            created_at: item.created_at.reveal_some(scope),
            updated_at: item.updated_at.reveal_some(scope),
            key,
        }
    }

    /// The item's own id, for cursors.
    pub(crate) const fn key(&self) -> Uuid {
        self.key
    }

    /// How the award looks, as one number, which tells its status as well. Its place in the list is left out: it is another
    /// with each award that comes before.
    pub(crate) fn mark(&self) -> u64 {
        let looks = mark(&Self { position: None, ..self.clone() });
        let status = self.status.map_or(0, |status| match status {
            BadgeStatus::Active => 1,
            BadgeStatus::Expired => 2,
            BadgeStatus::Revoked => 3,
        });
        looks & !STATUS | status
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
