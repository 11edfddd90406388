//! `outbox`: what the feed tells, newest first.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use folio_db::feed::{self, CATALOGUE, Event, Selection};

use super::is_admin;
use crate::{
    events::envelope::type_of,
    graphql::{
        error::{bad_input, fault},
        id::GlobalId,
        keyset::{KeysetConnection, KeysetPage},
        loader,
        plain::Plain,
        scalar::Int64,
    },
};

/// An event as the feed tells it, thin: ids and names.
#[derive(Debug, Clone, SimpleObject, Plain)]
pub struct OutboxEvent {
    /// Its own id, which its CloudEvents envelope has, too.
    id: ID,
    /// Its place in the feed.
    position: Int64,
    /// What happened, without the envelope's prefix: `profile.updated`.
    event_type: String,
    /// The profile that it is about.
    profile_id: ID,
    /// The version of the profile that it left.
    profile_version: Int64,
    /// Its place among the events of that version.
    ordinal: i32,
    /// Names of the sections that were touched.
    sections: Vec<String>,
    /// When the write began.
    at: DateTime<Utc>,
}

impl From<Event> for OutboxEvent {
    fn from(event: Event) -> Self {
        Self {
            id: ID(event.id.to_string()),
            position: Int64(event.seq),
            event_type: event.event_type,
            profile_id: GlobalId::Profile(event.profile_id).encode(),
            profile_version: Int64(event.version),
            ordinal: event.ordinal,
            sections: event.payload.sections,
            at: event.at,
        }
    }
}

/// The feed, for administrators.
#[derive(Default)]
pub struct StaffOutboxQuery;

#[Object]
impl StaffOutboxQuery {
    /// What the feed tells, newest first: events that have their place, of one profile or all, of these types or all. For
    /// administrators; null for anybody else.
    async fn outbox(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most this many")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor, which are older")] after: Option<String>,
        #[graphql(desc = "Of this profile alone")] profile_id: Option<ID>,
        #[graphql(desc = "Of these types alone: `profile.updated`")] types: Option<Vec<String>>,
    ) -> Result<Option<KeysetConnection<OutboxEvent>>> {
        if !is_admin(ctx).await? {
            return Ok(None);
        }
        let page = KeysetPage::<i64>::read(first, after.as_deref())?;
        let profile_id = match profile_id.as_deref().map(|id| GlobalId::decode(id)) {
            None => None,
            Some(Some(GlobalId::Profile(id))) => Some(id),
            Some(_) => return Err(bad_input("profileId", "`profileId` is the id of a profile")),
        };
        let types = types.as_deref().unwrap_or_default().iter().map(|name| known_type(name));
        let types = types.collect::<Result<Vec<&str>>>()?;
        let selection = Selection { profile_id, types: &types };
        let conn = loader::session(ctx).services.db.conn().await.map_err(fault)?;
        let events = feed::newest(&conn, selection, page.after, page.limit()).await.map_err(fault)?;
        drop(conn);
        Ok(Some(page.connection(events, |event| event.seq)))
    }
}

fn known_type(name: &str) -> Result<&'static str> {
    let known = CATALOGUE.iter().find(|known| known.name == name || type_of(known) == name);
    known
        .map(|known| known.name)
        .ok_or_else(|| bad_input("types", "a type is one of the catalogue's: `profile.updated`"))
}
