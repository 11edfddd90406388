//! Following the feed in this process: hearing of its growth, and waking those who watch a profile.

use folio_db::{
    Db, DbResult, PoolSettings,
    feed::{self, Growth, Listener, Next},
};

use super::{BATCH, PATIENCE, SESSION_ENDED};
use crate::live::Hub;

/// Hears of the feed's growth, and passes it on to whoever follows in this process; for ever.
pub(super) async fn listen(settings: &PoolSettings, db: &Db) {
    loop {
        if let Err(error) = hear(settings, db).await {
            tracing::warn!(cause = error.cause(), "the feed can't be listened to; another try follows");
        }
        tokio::time::sleep(PATIENCE).await;
    }
}

async fn hear(settings: &PoolSettings, db: &Db) -> DbResult<()> {
    let mut listener = Listener::connect(settings).await?;
    loop {
        // What was told before the connection stood is looked for, too.
        db.pulse().grew();
        listener.grown(PATIENCE).await?;
    }
}

/// Wakes by whatever the feed tells from now on, for ever: who subscribes reads what stands then.
pub(super) async fn run(db: &Db, hub: &dyn Hub) {
    let (mut growth, mut position) = (db.pulse().growth(), None);
    loop {
        if let Err(error) = tail(db, hub, &mut growth, &mut position).await {
            tracing::warn!(cause = error.cause(), "the feed can't be followed; another try follows");
        }
        tokio::time::sleep(PATIENCE).await;
    }
}

async fn tail(db: &Db, hub: &dyn Hub, growth: &mut Growth, position: &mut Option<i64>) -> DbResult<()> {
    let mut reached = match *position {
        Some(position) => position,
        None => {
            let end = feed::head(&db.conn().await?).await?.last_seq;
            // Who subscribed before this, and was told nothing meanwhile, looks once more.
            hub.wake_all();
            end
        }
    };
    loop {
        *position = Some(reached);
        // The connection goes back before anybody is woken, who will want one.
        let next = feed::next(&db.conn().await?, reached, BATCH).await?;
        match next {
            Next::Gone(head) => {
                hub.wake_all();
                reached = head.last_seq;
            }
            Next::Events(events) => match events.last() {
                Some(last) => {
                    end_sessions(hub, &events);
                    hub.announce(&events);
                    reached = last.seq;
                }
                None => growth.wait(PATIENCE).await,
            },
        }
    }
}

/// Before anything else is told: what is open under a session that has ended is to see none of it.
fn end_sessions(hub: &dyn Hub, events: &[feed::Event]) {
    let ended = events.iter().filter(|event| event.event_type == SESSION_ENDED);
    ended.filter_map(|event| event.payload.item_id).for_each(|key| hub.end_session(key));
}
