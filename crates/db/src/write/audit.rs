//! The audit log: one row for every write, appended in the write's own transaction and never changed.

use chrono::{DateTime, Utc};
use diesel::{prelude::*, sql_types};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use uuid::Uuid;

use super::Record;
use crate::{error::DbResult, fixed::Fixed, pool::Conn, schema::audit_log};

/// What one write did, as a conflict tells it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Change {
    /// The aggregate's version that it left.
    pub version: i64,
    /// The item's version that it left, if it was about one that is still there.
    pub subject_version: Option<i64>,
    /// The mutation or command.
    pub action: String,
    /// Coordinates of the fields that moved.
    pub fields: Vec<String>,
    /// OWNER, STAFF, SERVICE or MEMBER.
    pub actor_kind: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Which writes a conflict is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// Those after this version of the aggregate.
    Profile(i64),
    /// Those after this version of an item.
    Item(Uuid, i64),
}

/// The newest writes first, at most this many.
const MOST_CHANGES: i64 = 20;
/// A conflict tells of no more than the last month: the partitions before it are not looked at.
const DAYS: i32 = 31;

/// What has happened to a profile, or to one of its items, since a version of it. At most 20 changes of the last 31
/// days, newest first.
///
/// # Errors
/// As any query.
pub async fn changes_since(conn: &Conn, profile_id: Uuid, since: Since) -> DbResult<Vec<Change>> {
    let changes = audit_log::table
        .filter(audit_log::profile_id.eq(profile_id))
        .filter(
            audit_log::at
                .gt(diesel::dsl::sql::<sql_types::Timestamptz>(&format!("now() - interval '{DAYS} days'"))),
        )
        .order(audit_log::profile_version.desc())
        .limit(MOST_CHANGES)
        .select((
            audit_log::profile_version,
            audit_log::subject_version,
            audit_log::action,
            audit_log::fields,
            audit_log::actor_kind,
            audit_log::at,
        ));
    match since {
        Since::Profile(version) => {
            // What moved no version is none of its changes.
            let moved = audit_log::snapshot_hmac.is_not_null();
            conn.run(
                Fixed(changes.filter(audit_log::profile_version.gt(version)).filter(moved))
                    .load(&mut conn.raw()),
            )
            .await
        }
        Since::Item(item, version) => {
            conn.run(
                Fixed(
                    changes.filter(audit_log::subject_id.eq(item)).filter(
                        audit_log::subject_version.is_null().or(audit_log::subject_version.gt(version)),
                    ),
                )
                .load(&mut conn.raw()),
            )
            .await
        }
    }
}

// NULL rather than DEFAULT for what is absent: with one text for every row, the statement is prepared once.
#[derive(Insertable)]
#[diesel(table_name = audit_log, treat_none_as_default_value = false)]
struct Row<'a> {
    id: Uuid,
    profile_id: Uuid,
    profile_version: i64,
    actor_kind: &'static str,
    actor_id: Option<Uuid>,
    action: &'static str,
    subject_id: Option<Uuid>,
    subject_version: Option<i64>,
    fields: &'a [&'static str],
    toggles: Option<&'a serde_json::Value>,
    snapshot_hmac: Option<&'a [u8]>,
}

pub(super) async fn append(
    conn: &Conn,
    profile_id: Uuid,
    version: i64,
    record: &Record,
    snapshot_hmac: Option<&[u8]>,
) -> DbResult<()> {
    let row = Row {
        id: Uuid::now_v7(),
        profile_id,
        profile_version: version,
        actor_kind: record.actor.kind(),
        actor_id: record.actor.user_id(),
        action: record.action,
        subject_id: record.subject.map(|(id, _)| id),
        subject_version: record.subject.and_then(|(_, version)| version),
        fields: &record.fields,
        toggles: record.toggles.as_ref(),
        snapshot_hmac,
    };
    conn.run(diesel::insert_into(audit_log::table).values(row).execute(&mut conn.raw())).await?;
    Ok(())
}

/// Makes the audit log's partitions of this month and the next three.
pub(crate) const MAKE_PARTITIONS: &str = "SELECT audit_log_make_partitions(3)";

/// Makes the audit log's partitions of this month and the next three, as every migration does. Needs the rights of the
/// table's owner; without them rows go to the partition for the rest, so nothing is refused or lost.
///
/// # Errors
/// As any query.
pub async fn make_partitions(conn: &Conn) -> DbResult<()> {
    conn.run((&mut conn.raw()).batch_execute(MAKE_PARTITIONS)).await
}
