//! What a write leaves behind, looked at in the tables.

use folio_db::{Db, aggregate};
use tokio_postgres::Client;
use uuid::Uuid;

use crate::{app::TestApp, member::Member};

/// Where a profile stands, so that two looks can be compared: equal traces mean that nothing was written in between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// The aggregate's version.
    pub version: i64,
    /// The address.
    pub slug: String,
    /// The state.
    pub state: String,
    /// The toggles, as stored.
    pub toggles: String,
    /// SHA-256 of the snapshot, as stored beside it.
    pub snapshot: Vec<u8>,
    /// A digest of the snapshot and of every row of the tables.
    pub rows: String,
    /// Versions that the audit log has rows of, each as often; what showed on no page apart.
    pub audited: Vec<i64>,
    /// What the newest of them did.
    pub action: Option<String>,
    /// Versions that the outbox has rows of.
    pub told: Vec<i64>,
}

impl Trace {
    /// Where this profile stands.
    pub async fn of(sql: &Client, profile_id: Uuid) -> Self {
        let row = sql
            .query_one(
                "SELECT p.version, p.slug, p.state, p.visibility::text, u.profile_hash, \
                 array(SELECT profile_version FROM audit_log \
                     WHERE profile_id = p.id AND snapshot_hmac IS NOT NULL ORDER BY 1), \
                 (SELECT action FROM audit_log WHERE profile_id = p.id ORDER BY profile_version DESC, id DESC LIMIT 1), \
                 array(SELECT DISTINCT version FROM outbox WHERE profile_id = p.id AND version > 1 ORDER BY 1), \
                 md5(concat(u.profile::text, p::text, \
                     (SELECT string_agg(t::text, ',' ORDER BY t.id) FROM education t WHERE t.profile_id = p.id), \
                     (SELECT string_agg(t::text, ',' ORDER BY t.id) FROM projects t WHERE t.profile_id = p.id), \
                     (SELECT string_agg(t::text, ',' ORDER BY t.id) FROM profile_skills t WHERE t.profile_id = p.id), \
                     (SELECT string_agg(t::text, ',' ORDER BY t.id) FROM links t WHERE t.profile_id = p.id), \
                     (SELECT string_agg(t::text, ',' ORDER BY t.id) FROM badge_awards t WHERE t.profile_id = p.id), \
                     (SELECT string_agg(t::text, ',' ORDER BY t.id) FROM certificates t WHERE t.profile_id = p.id), \
                     (SELECT string_agg(t::text, ',' ORDER BY t.id) FROM gigs t WHERE t.profile_id = p.id), \
                     (SELECT string_agg(t::text, ',' ORDER BY t.id) FROM work_history t WHERE t.profile_id = p.id), \
                     (SELECT string_agg(t::text, ',' ORDER BY t.id) FROM languages t WHERE t.profile_id = p.id), \
                     (SELECT string_agg(t::text, ',' ORDER BY t.id) FROM endorsements t WHERE t.profile_id = p.id), \
                     (SELECT string_agg(t::text, ',' ORDER BY t.id) FROM recommendations t WHERE t.profile_id = p.id), \
                     (SELECT string_agg(t::text, ',' ORDER BY t.source_id) FROM badge_revocations t WHERE t.profile_id = p.id), \
                     (SELECT t::text FROM availability t WHERE t.profile_id = p.id), \
                     (SELECT t::text FROM profile_strength t WHERE t.profile_id = p.id), \
                     (SELECT t::text FROM profile_extraction t WHERE t.profile_id = p.id), \
                     (SELECT string_agg(t::text, ',' ORDER BY t.id) FROM profile_facets t WHERE t.profile_id = p.id), \
                     (SELECT string_agg(t::text, ',' ORDER BY t.profile_version, t.model_version) \
                         FROM strength_history t WHERE t.profile_id = p.id), \
                     (SELECT string_agg(t::text, ',' ORDER BY t.slug) FROM slug_history t WHERE t.profile_id = p.id))) \
                 FROM profiles p JOIN users u ON u.id = p.user_id WHERE p.id = $1",
                &[&profile_id],
            )
            .await
            .expect("the profile is there");
        Self {
            version: row.get(0),
            slug: row.get(1),
            state: row.get(2),
            toggles: row.get(3),
            snapshot: row.get(4),
            audited: row.get(5),
            action: row.get(6),
            told: row.get(7),
            rows: row.get(8),
        }
    }

    /// As [`Trace::of`]; checks that the snapshot is that of the tables, and that each version since the first has one
    /// audit row and outbox rows.
    pub async fn of_whole(db: &Db, sql: &Client, profile_id: Uuid) -> Self {
        let before = Self::of(sql, profile_id).await;
        let versions: Vec<i64> = (2..=before.version).collect();
        assert_eq!((&before.audited, &before.told), (&versions, &versions), "one row for each version");
        let conn = db.conn().await.expect("a connection is free");
        aggregate::refresh_snapshots(&conn, &[profile_id]).await.expect("it can be rebuilt");
        assert_eq!(Self::of(sql, profile_id).await, before, "the snapshot is that of the tables");
        before
    }
}

impl TestApp {
    /// Where somebody's profile stands.
    pub async fn trace(&self, member: &Member) -> Trace {
        Trace::of(&self.database.sql().await, member.profile_id).await
    }

    /// Checks that the snapshot is that of the tables, and that each version since the first has one audit row and one
    /// outbox row.
    pub async fn assert_whole(&self, member: &Member) {
        Trace::of_whole(&self.db, &self.database.sql().await, member.profile_id).await;
    }
}
