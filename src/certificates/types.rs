//! Certificates as a viewer sees them.

use async_graphql::{ID, SimpleObject};
use chrono::{DateTime, Utc};
use folio_db::certificates::CertificateSnapshot;
use folio_policy::Scope;
use uuid::Uuid;

use crate::{
    graphql::{
        id::{GlobalId, ItemKind},
        scalar::{Int64, PartialDate},
    },
    profile::{ItemProvenance, Visibility},
};

/// Something learnt, and who says so.
#[derive(Debug, Clone, Hash, SimpleObject)]
pub struct Certificate {
    /// The global id.
    pub(crate) id: ID,
    /// What it is of.
    title: Option<String>,
    /// Who issued it.
    provider: Option<String>,
    /// The course on the web: an http(s) address.
    url: Option<String>,
    /// The provider's number of the certificate.
    credential_id: Option<String>,
    /// The certificate on the web: an http(s) address.
    credential_url: Option<String>,
    /// When it was issued.
    issued_at: Option<PartialDate>,
    /// Until when it counts; null for ever.
    expires_at: Option<PartialDate>,
    /// What was learnt.
    skills: Vec<String>,
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

impl Certificate {
    pub(crate) fn build(scope: Scope<'_>, profile: Uuid, item: CertificateSnapshot) -> Self {
        let toggle = item.toggle();
        let key = item.id.reveal(scope);
        Self {
            id: GlobalId::Item { kind: ItemKind::Certificate, profile, item: key }.encode(),
            title: item.title.reveal(scope),
            provider: item.provider.reveal(scope),
            url: item.url.reveal(scope),
            credential_id: item.credential_id.reveal(scope),
            credential_url: item.credential_url.reveal(scope),
            issued_at: item.issued_at.reveal(scope).map(|date| PartialDate(Ok(date))),
            expires_at: item.expires_at.reveal(scope).map(|date| PartialDate(Ok(date))),
            skills: item.skills.reveal(scope),
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
}
