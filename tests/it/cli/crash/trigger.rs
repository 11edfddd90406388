//! When the blow falls: after so many sent and acknowledged requests, so that the moment is drawn by lot and needs no
//! clock.

use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::Notify;

/// Counts what the clients do.
pub(super) struct Trigger {
    left: AtomicU64,
    fire: Notify,
}

impl Trigger {
    /// Fires at the pull with this number, from 1.
    pub(super) fn after(pulls: u64) -> Self {
        Self { left: AtomicU64::new(pulls), fire: Notify::new() }
    }

    /// Something was sent, or acknowledged.
    pub(super) fn pull(&self) {
        // It wraps below zero, which nobody minds: it has fired.
        if self.left.fetch_sub(1, Ordering::Relaxed) == 1 {
            self.fire.notify_one();
        }
    }

    /// Waits until it fires.
    pub(super) async fn fired(&self) {
        self.fire.notified().await;
    }
}
