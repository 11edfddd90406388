mod arrival;
mod contract;
mod facts;

use chrono::{DateTime, Utc};
use folio::activity::{Applied, Fact, NotAFact, Origin, apply};
use folio_db::write;
use folio_testkit::{Member, TestApp, catalogued};
use serde_json::Value;

/// An event of another part of the platform.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub(crate) event_type: &'static str,
    pub(crate) source: &'static str,
    pub(crate) event_id: String,
    pub(crate) time: DateTime<Utc>,
    pub(crate) data: Value,
}

impl Told {
    pub(crate) fn read(&self) -> Result<Fact, NotAFact> {
        let origin = Origin::new(self.source, self.event_id.as_str(), self.time);
        Fact::read(self.event_type, origin, &self.data)
    }
}

/// Reads and applies an event, as a job does; answers whether something was recorded.
pub(crate) async fn tell(app: &TestApp, member: &Member, told: &Told) -> Applied {
    let fact = told.read().unwrap_or_else(|error| panic!("{told:?} is no fact: {error:?}"));
    let tx = app.db.begin().await.expect("a transaction begins");
    let profile = write::lock(&tx, member.profile_id).await.expect("it can be locked").expect("it is there");
    let applied = apply(&profile, &fact).await.expect("it can be applied");
    if let Applied::Changed(record) = &applied {
        profile.record(record).await.expect("it is recorded");
    }
    tx.commit().await.expect("it lasts");
    applied
}

/// An entry of the catalogue that can be awarded.
pub(crate) async fn offer(app: &TestApp, key: &str) {
    let badge = folio_db::badges::BadgeRow { retired_at: None, ..catalogued(key) };
    let conn = app.db.conn().await.expect("a connection is free");
    folio_db::badges::put(&conn, &badge, None, &[]).await.expect("it can be written");
}
