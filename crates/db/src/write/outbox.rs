//! The outbox: what happened, told to whoever follows, written in the transaction in which it happened. Thin: ids, a
//! type and a version. Whoever wants more reads it under the policy.

use std::borrow::Cow;

use diesel::{dsl::max, prelude::*, sql_types};
use diesel_async::RunQueryDsl;
use serde::Serialize;
use uuid::Uuid;

use super::Locked;
use crate::{
    error::{DbError, DbResult},
    feed::event_type,
    fixed::Fixed,
    json::Json,
    pool::Conn,
    schema::outbox,
};

/// What has happened, as the outbox holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The type, one of [`crate::feed::CATALOGUE`]: `education.added`.
    pub event_type: &'static str,
    /// The sections that were touched, by name.
    pub sections: Cow<'static, [&'static str]>,
    /// The item that it was about.
    pub item_id: Option<Uuid>,
}

impl Event {
    /// One about no item and no section in particular.
    #[must_use]
    pub const fn of(event_type: &'static str) -> Self {
        Self { event_type, sections: Cow::Borrowed(&[]), item_id: None }
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Payload<'a> {
    sections: &'a [&'static str],
    #[serde(skip_serializing_if = "Option::is_none")]
    item_id: Option<Uuid>,
}

#[derive(Insertable)]
#[diesel(table_name = outbox)]
struct Row<'a> {
    id: Uuid,
    profile_id: Uuid,
    version: i64,
    ordinal: i32,
    event_type: &'static str,
    payload: Json<Payload<'a>>,
}

/// Nobody could read an event whose type isn't in the catalogue, so it is not written.
fn known(event: &Event) -> DbResult<&'static str> {
    let known = event_type(event.event_type);
    known.map(|known| known.name).ok_or(DbError::Corrupt("an event's type is not in the catalogue"))
}

impl<'a> Row<'a> {
    fn of(profile_id: Uuid, version: i64, ordinal: i32, event: &'a Event) -> DbResult<Self> {
        let event_type = known(event)?;
        let payload = Json(Payload { sections: &event.sections, item_id: event.item_id });
        Ok(Self { id: Uuid::now_v7(), profile_id, version, ordinal, event_type, payload })
    }
}

/// The events of one version, in their order. One statement.
pub(super) async fn append(
    conn: &Conn,
    profile_id: Uuid,
    version: i64,
    events: impl Iterator<Item = &Event>,
) -> DbResult<()> {
    let rows = (0..).zip(events).map(|(ordinal, event)| Row::of(profile_id, version, ordinal, event));
    let rows: Vec<Row<'_>> = rows.collect::<DbResult<_>>()?;
    // As many texts as a write has events: few.
    conn.run(Fixed(diesel::insert_into(outbox::table).values(rows)).execute(&mut conn.raw())).await?;
    conn.tells();
    Ok(())
}

/// Tells of something that happened to each of these profiles and moved no version: the event stands behind those of the
/// present one. The caller holds the profiles' locks. One statement, whatever their number; none for none.
pub(crate) async fn tell_all(conn: &Conn, profiles: Vec<Uuid>, event: &Event) -> DbResult<()> {
    const TELL: &str = "\
        INSERT INTO outbox (id, profile_id, version, ordinal, event_type, payload)
        SELECT new.id, profiles.id, profiles.version, coalesce(last.ordinal + 1, 0), $3, $4
        FROM unnest($1, $2) AS new (id, profile_id)
        JOIN profiles ON profiles.id = new.profile_id
        LEFT JOIN LATERAL (
            SELECT max(ordinal) AS ordinal FROM outbox
            WHERE outbox.profile_id = profiles.id AND outbox.version = profiles.version
        ) AS last ON true";
    if profiles.is_empty() {
        return Ok(());
    }
    let event_type = known(event)?;
    let ids: Vec<Uuid> = profiles.iter().map(|_| Uuid::now_v7()).collect();
    let payload = serde_json::to_value(Payload { sections: &event.sections, item_id: event.item_id })
        .unwrap_or_default();
    conn.run(
        Fixed(
            diesel::sql_query(TELL)
                .bind::<sql_types::Array<sql_types::Uuid>, _>(ids)
                .bind::<sql_types::Array<sql_types::Uuid>, _>(profiles)
                .bind::<sql_types::Text, _>(event_type)
                .bind::<sql_types::Json, _>(payload),
        )
        .execute(&mut conn.raw()),
    )
    .await?;
    conn.tells();
    Ok(())
}

impl Locked<'_> {
    /// Tells of something that changed nothing of the profile, as the end of a session: no version moves, and the event
    /// stands behind those of the present version.
    ///
    /// # Errors
    /// As any query.
    pub async fn tell(&self, event: &Event) -> DbResult<()> {
        let conn = self.conn();
        let last: Option<i32> = conn
            .run(
                outbox::table
                    .filter(outbox::profile_id.eq(self.profile_id))
                    .filter(outbox::version.eq(self.version))
                    .select(max(outbox::ordinal))
                    .first(&mut conn.raw()),
            )
            .await?;
        let next = last.map_or(Some(0), |last| last.checked_add(1));
        let next = next.ok_or(DbError::Corrupt("one version has more events than can be counted"))?;
        let row = Row::of(self.profile_id, self.version, next, event)?;
        conn.run(diesel::insert_into(outbox::table).values(row).execute(&mut conn.raw())).await?;
        conn.tells();
        Ok(())
    }
}
