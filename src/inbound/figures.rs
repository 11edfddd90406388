//! What waits in the inbox, for metrics: events of a type that isn't known yet are to be noticed.

use std::time::Duration;

use folio_db::{Db, inbox};
use tokio_util::sync::CancellationToken;

use crate::outage::Outage;

/// Between two looks.
const EVERY: Duration = Duration::from_secs(30);

/// Reports how many deliveries are in each state in which something is still to be done, until `shutdown`.
pub async fn report_figures(db: Db, shutdown: CancellationToken) {
    let mut clock = tokio::time::interval(EVERY);
    let mut outage = Outage::default();
    clock.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    while shutdown.run_until_cancelled(clock.tick()).await.is_some() {
        let figures = async { inbox::figures(&db.conn().await?).await };
        match shutdown.run_until_cancelled(figures).await {
            Some(Ok(figures)) => {
                outage.over("the figures of the inbox");
                report(&figures);
            }
            Some(Err(error)) => outage.failed(&error, "the inbox can't be counted"),
            None => return,
        }
    }
}

fn report(figures: &[inbox::Figure]) {
    use inbox::InboxState::{Failed, Parked, Received, Unknown};
    for state in [Received, Parked, Unknown, Failed] {
        let count =
            figures.iter().find(|figure| figure.state == state.name()).map_or(0, |figure| figure.count);
        // Far below what a float tells apart.
        metrics::gauge!("folio_inbox_events", "state" => state.name()).set(count as f64);
    }
}
