//! Following the feed in this process: hearing of its growth, and waking those who watch a profile.

use chrono::{DateTime, Utc};
use folio_db::{
    Conn, Db, DbResult, PoolSettings,
    feed::{self, Growth, Listener, Next, Selection},
};

use super::{BATCH, PATIENCE, SESSION_ENDED};
use crate::{live::Hub, outage::Outage};

/// The moment before which no session has ended whose token is still brought to a process that begins to follow now, and then
/// some for clocks that differ.
fn ended_before(hub: &dyn Hub) -> DateTime<Utc> {
    Utc::now() - hub.sessions_remembered().saturating_mul(2)
}

/// Hears of the feed's growth, and passes it on to whoever follows in this process; for ever.
pub(super) async fn listen(settings: &PoolSettings, db: &Db) {
    let mut outage = Outage::default();
    loop {
        if let Err(error) = hear(settings, db, &mut outage).await {
            outage.failed(&error, "the feed can't be listened to");
        }
        tokio::time::sleep(outage.pause(PATIENCE)).await;
    }
}

async fn hear(settings: &PoolSettings, db: &Db, outage: &mut Outage) -> DbResult<()> {
    let mut listener = Listener::connect(settings).await?;
    outage.over("the feed's listener");
    loop {
        // What was told before the connection stood is looked for, too.
        db.pulse().grew();
        listener.grown(PATIENCE).await?;
    }
}

/// Wakes by whatever the feed tells from now on, for ever: who subscribes reads what stands then.
pub(super) async fn run(db: &Db, hub: &dyn Hub) {
    let mut growth = db.pulse().growth();
    // Nothing is known of what was told before; whoever is here may have come under a session that had ended.
    let mut position = Position::Since(ended_before(hub));
    let mut outage = Outage::default();
    loop {
        if let Err(error) = tail(db, hub, &mut growth, &mut position, &mut outage).await {
            outage.failed(&error, "the feed can't be followed");
        }
        tokio::time::sleep(outage.pause(PATIENCE)).await;
    }
}

/// How far this process has followed.
#[derive(Debug, Clone, Copy)]
enum Position {
    /// Not at all; this is when it may have missed something first.
    Since(DateTime<Utc>),
    /// Up to this place.
    Reached(i64),
}

async fn tail(
    db: &Db,
    hub: &dyn Hub,
    growth: &mut Growth,
    position: &mut Position,
    outage: &mut Outage,
) -> DbResult<()> {
    let mut reached = match *position {
        Position::Reached(reached) => reached,
        missed @ Position::Since(_) => {
            let conn = db.conn().await?;
            let end = feed::head(&conn).await?.last_seq;
            end_missed_sessions(&conn, hub, missed, end).await?;
            drop(conn);
            // Who subscribed before this, and was told nothing meanwhile, looks once more.
            hub.wake_all();
            end
        }
    };
    loop {
        *position = Position::Reached(reached);
        // The connection goes back before anybody is woken, who will want one.
        let next = feed::next(&db.conn().await?, reached, BATCH).await?;
        outage.over("the feed");
        match next {
            Next::Gone(head) => {
                // A feed that was set back tells nothing by its places.
                let missed = if reached <= head.last_seq {
                    Position::Reached(reached)
                } else {
                    Position::Since(ended_before(hub))
                };
                end_missed_sessions(&db.conn().await?, hub, missed, head.last_seq).await?;
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

/// Where what stands now is looked at instead of what happened: the ends of sessions stand nowhere but in the feed. They are
/// kept there for days, and a token lives for a minute, in development for one day. The newest are told first, page by page, up to those that were told.
async fn end_missed_sessions(conn: &Conn, hub: &dyn Hub, missed: Position, end: i64) -> DbResult<()> {
    let selection = Selection { types: &[SESSION_ENDED], ..Selection::default() };
    let is_known = |event: &feed::Event| match missed {
        Position::Since(moment) => event.at < moment,
        Position::Reached(place) => event.seq <= place,
    };
    let mut before = end.saturating_add(1);
    loop {
        let mut events = feed::newest(conn, selection, Some(before), BATCH).await?;
        events.retain(|event| !is_known(event));
        end_sessions(hub, &events);
        match events.last() {
            Some(last) if events.len() == BATCH as usize => before = last.seq,
            _ => return Ok(()),
        }
    }
}

/// Before anything else is told: what is open under a session that has ended is to see none of it.
fn end_sessions(hub: &dyn Hub, events: &[feed::Event]) {
    let ended = events.iter().filter(|event| event.event_type == SESSION_ENDED);
    ended.filter_map(|event| event.payload.item_id).for_each(|key| hub.end_session(key));
}
