//! Work that goes on for as long as the process does: whoever panics, or ends before their time, begins anew.

use std::time::Duration;

use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// Before work that has ended begins anew: what panics each time does so once a second, and says so each time.
const PAUSE: Duration = Duration::from_secs(1);

/// Has `work` done in a task of its own until `shutdown`. It is to end by itself then; before, it is begun anew, and told in
/// the log and the metrics.
pub(super) fn supervise<F>(
    what: &'static str,
    shutdown: &CancellationToken,
    work: impl Fn() -> F + Send + 'static,
) -> JoinHandle<()>
where
    F: Future<Output = ()> + Send + 'static,
{
    let shutdown = shutdown.clone();
    tokio::spawn(async move {
        loop {
            let ended = tokio::spawn(work()).await;
            if shutdown.is_cancelled() {
                return;
            }
            // The panic itself was told where it happened.
            let why = if ended.is_err() { "panicked" } else { "ended" };
            tracing::error!(what, why, "it ended before its time and begins anew");
            metrics::counter!("folio_tasks_restarted_total", "what" => what, "why" => why).increment(1);
            if shutdown.run_until_cancelled(tokio::time::sleep(PAUSE)).await.is_none() {
                return;
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn what_panics_or_ends_begins_anew_until_the_end() {
        let (shutdown, begun) = (CancellationToken::new(), Arc::new(AtomicUsize::new(0)));
        let (token, count) = (shutdown.clone(), Arc::clone(&begun));
        let supervised = supervise("test", &shutdown, move || {
            let (token, count) = (token.clone(), Arc::clone(&count));
            async move {
                match count.fetch_add(1, Ordering::SeqCst) {
                    0 => panic!("on purpose"),
                    1 => {}
                    _ => token.cancelled().await,
                }
            }
        });
        while begun.load(Ordering::SeqCst) < 3 {
            tokio::time::sleep(PAUSE).await;
        }
        shutdown.cancel();
        supervised.await.expect("it ends");
        assert_eq!(begun.load(Ordering::SeqCst), 3);
    }
}
