//! What the parts of one process tell each other of the feed, past the database: they needn't wait for a beat.

use std::time::Duration;

use tokio::sync::{Notify, watch};

/// The feed's pulse within one process; belongs to its [`crate::Db`].
#[derive(Debug)]
pub struct Pulse {
    written: Notify,
    grown: watch::Sender<()>,
}

impl Pulse {
    pub(crate) fn new() -> Self {
        Self { written: Notify::new(), grown: watch::Sender::new(()) }
    }

    /// Tells that this process has committed events, which wait for their places. Told by every transaction that wrote
    /// some.
    pub(crate) fn wrote(&self) {
        self.written.notify_one();
    }

    /// Waits until this process has committed events since the last call. For one waiter.
    pub async fn written(&self) {
        self.written.notified().await;
    }

    /// Tells that the feed has grown.
    pub fn grew(&self) {
        self.grown.send_replace(());
    }

    /// The feed's growth from now on, for as many as like to follow it.
    #[must_use]
    pub fn growth(&self) -> Growth {
        Growth(self.grown.subscribe())
    }
}

/// The feed's growth as one follower hears of it.
#[derive(Debug)]
pub struct Growth(watch::Receiver<()>);

impl Growth {
    /// Waits until the feed has grown since the last call, or for `patience` at most: a wake-up says when to look, and
    /// one that was missed is made up for by looking from time to time.
    pub async fn wait(&mut self, patience: Duration) {
        // The sender is the database's, and whoever follows has that.
        let _ = tokio::time::timeout(patience, self.0.changed()).await;
    }
}
