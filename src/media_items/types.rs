//! Media and documents as a viewer sees them.

use async_graphql::{ComplexObject, Context, Enum, SimpleObject};
use folio_db::{
    items::ItemSnapshot,
    media_items::{MediaItemSnapshot, StoredFile},
};
use uuid::Uuid;

use crate::{
    graphql::plain::{Computed, Plain},
    graphql::{
        id::{GlobalId, ItemKind},
        loader,
    },
    media::Ticket,
    profile::{ItemView, Opening, OwnersPart},
};

/// What a media item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum, Plain)]
pub enum MediaKind {
    /// A picture.
    Image,
    /// A PDF document.
    Document,
    /// A video that is elsewhere.
    Video,
}

impl MediaKind {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "IMAGE" => Some(Self::Image),
            "DOCUMENT" => Some(Self::Document),
            "VIDEO" => Some(Self::Video),
            _ => None,
        }
    }
}

/// An image, a document or a video.
#[derive(Debug, Clone, Hash, SimpleObject, Plain)]
#[graphql(complex)]
pub struct MediaItem {
    /// The global id.
    pub(crate) id: GlobalId,
    /// What it is.
    kind: Option<MediaKind>,
    /// What it is called.
    title: Option<String>,
    /// What it is about.
    description: Option<String>,
    /// What is to be seen on an image, for those who don't see it.
    alt_text: Option<String>,
    /// Where a video is to be seen: an http(s) address.
    video_url: Option<String>,
    /// What the file is: "image/jpeg", "image/png" or "application/pdf"; null for a video.
    content_type: Option<String>,
    /// How large the file is, in bytes; null for a video.
    byte_size: Option<i32>,
    /// What the owner calls the file.
    filename: Option<String>,
    #[graphql(flatten)]
    own: OwnersPart,
    #[graphql(skip)]
    file: Option<StoredFile>,
    #[graphql(skip)]
    profile: Uuid,
    #[graphql(skip)]
    key: Uuid,
}

#[ComplexObject]
impl MediaItem {
    /// Where the file is to be had, by whoever asked for it and may see it still: to anybody else it isn't there. For somebody
    /// who is signed in the address is good for one to two hours, for the anonymous without an end. Null for a video.
    async fn url(&self, ctx: &Context<'_>) -> Option<String> {
        self.file.as_ref()?;
        let session = loader::session(ctx);
        let services = &session.services;
        let viewer = session.identity.as_ref().map(|identity| identity.clerk_id.clone());
        let ticket = Ticket { profile: self.profile, item: self.key, viewer };
        services.media.as_ref().map(|media| media.url_of(services.db.hash_key(), &ticket))
    }
}

impl Computed for MediaItem {}

impl ItemView for MediaItem {
    type Snapshot = MediaItemSnapshot;

    fn build(opening: &Opening<'_>, item: MediaItemSnapshot) -> Self {
        let (scope, own) = (opening.scope, item.bookkeeping(opening.scope).into());
        let (id, key) = opening.identify(ItemKind::MediaItem, &item);
        Self {
            id,
            kind: item.kind.reveal(scope).as_deref().and_then(MediaKind::parse),
            title: item.title.reveal(scope),
            description: item.description.reveal(scope),
            alt_text: item.alt_text.reveal(scope),
            video_url: item.video_url.reveal(scope),
            content_type: item.content_type.reveal(scope),
            byte_size: item.byte_size.reveal(scope),
            filename: item.filename.reveal(scope),
            own,
            file: item.url.reveal(scope),
            profile: opening.profile,
            key,
        }
    }

    fn key(&self) -> Uuid {
        self.key
    }
}
