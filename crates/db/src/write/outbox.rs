//! The outbox: what happened, told to whoever follows, written in the transaction in which it happened. Thin: ids, a
//! type and a version. Whoever wants more reads it under the policy.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::Serialize;
use uuid::Uuid;

use super::Record;
use crate::{error::DbResult, json::Json, pool::Conn, schema::outbox};

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
    event_type: &'static str,
    payload: Json<Payload<'a>>,
}

pub(super) async fn append(conn: &Conn, profile_id: Uuid, version: i64, record: &Record) -> DbResult<()> {
    let payload = Payload { sections: &record.sections, item_id: record.subject.map(|(id, _)| id) };
    let row =
        Row { id: Uuid::now_v7(), profile_id, version, event_type: record.event, payload: Json(payload) };
    conn.run(diesel::insert_into(outbox::table).values(row).execute(&mut conn.raw())).await?;
    Ok(())
}
