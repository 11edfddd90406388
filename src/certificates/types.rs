//! Certificates as a viewer sees them.

use std::sync::Arc;

use async_graphql::SimpleObject;
use folio_db::{certificates::CertificateSnapshot, items::ItemSnapshot};
use uuid::Uuid;

use crate::{
    graphql::plain::Plain,
    graphql::{
        id::{GlobalId, ItemKind},
        scalar::PartialDate,
    },
    media_items::MediaItem,
    profile::{ItemView, Opening, OwnersPart},
};

/// Something learnt, and who says so.
#[derive(Debug, Clone, Hash, SimpleObject, Plain)]
pub struct Certificate {
    /// The global id.
    pub(crate) id: GlobalId,
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
    /// Images, documents and videos of it, in the owner's order: those of the profile's media that are there for the viewer.
    media: Vec<Arc<MediaItem>>,
    #[graphql(flatten)]
    own: OwnersPart,
    #[graphql(skip)]
    key: Uuid,
}

impl ItemView for Certificate {
    type Snapshot = CertificateSnapshot;

    fn build(opening: &Opening<'_>, item: CertificateSnapshot) -> Self {
        let (scope, own) = (opening.scope, item.bookkeeping(opening.scope).into());
        let (id, key) = opening.identify(ItemKind::Certificate, &item);
        Self {
            id,
            title: item.title.reveal(scope),
            provider: item.provider.reveal(scope),
            url: item.url.reveal(scope),
            credential_id: item.credential_id.reveal(scope),
            credential_url: item.credential_url.reveal(scope),
            issued_at: item.issued_at.reveal(scope).map(|date| PartialDate(Ok(date))),
            expires_at: item.expires_at.reveal(scope).map(|date| PartialDate(Ok(date))),
            skills: item.skills.reveal(scope),
            media: opening.attached(&item.media.reveal(scope)),
            own,
            key,
        }
    }

    fn key(&self) -> Uuid {
        self.key
    }
}
