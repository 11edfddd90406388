//! When a batch of pages is read: as soon as nothing of the operation can go on without it.
//!
//! Only whoever polls the operation knows when that is: when it has asked all of its fields and has to wait. So the operation
//! is [driven](drive): polled, and whenever it waits for a batch that isn't closed yet, that is closed and the operation polled
//! again. What is asked for together doesn't depend on timers, threads or turns, and nothing has to be scheduled for it.

use std::{
    future::poll_fn,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

use futures_util::{Stream, StreamExt, stream, task::AtomicWaker};
use tokio_util::sync::CancellationToken;

/// Something that gathers what is asked for until its batch is closed.
pub(super) trait Gathers {
    /// Gathers no more for the present batch, and tells what those who read it wait for: it is to be cancelled. `None` if
    /// nothing was asked for.
    fn close(&self) -> Option<CancellationToken>;
}

/// Runs an operation whose fields ask `batches`.
pub(super) async fn drive<T>(batches: &impl Gathers, operation: impl Future<Output = T>) -> T {
    let mut operation = pin!(operation);
    let driver = Driver::default();
    poll_fn(|task| driver.poll(batches, task, |task| operation.as_mut().poll(task))).await
}

/// The answers of an operation that has several, and whose fields ask `batches`.
pub(super) fn drive_all<T>(
    batches: Arc<impl Gathers>,
    mut answers: impl Stream<Item = T> + Unpin,
) -> impl Stream<Item = T> {
    let driver = Driver::default();
    stream::poll_fn(move |task| driver.poll(&*batches, task, |task| answers.poll_next_unpin(task)))
}

#[derive(Default)]
struct Driver(Arc<Gate>);

impl Driver {
    fn poll<T>(
        &self,
        batches: &impl Gathers,
        task: &Context<'_>,
        mut operation: impl FnMut(&mut Context<'_>) -> Poll<T>,
    ) -> Poll<T> {
        self.0.outside.register(task.waker());
        let waker = Waker::from(Arc::clone(&self.0));
        let mut inside = Context::from_waker(&waker);
        loop {
            if let Poll::Ready(answer) = operation(&mut inside) {
                return Poll::Ready(answer);
            }
            let Some(closed) = batches.close() else { return Poll::Pending };
            self.0.shut_while(|| closed.cancel());
        }
    }
}

/// Wakes the task, but for when it is about to poll the operation in any case: to be woken in the middle of its work costs it
/// another turn.
#[derive(Default)]
struct Gate {
    outside: AtomicWaker,
    is_shut: AtomicBool,
}

impl Gate {
    /// Whoever is woken meanwhile, by whomever, has to be polled afterwards.
    fn shut_while(&self, wakes: impl FnOnce()) {
        self.is_shut.store(true, Ordering::SeqCst);
        wakes();
        self.is_shut.store(false, Ordering::SeqCst);
    }
}

impl Wake for Gate {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if !self.is_shut.load(Ordering::SeqCst) {
            self.outside.wake();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::{Mutex, atomic::AtomicUsize},
        time::Duration,
    };

    use futures_util::future::{join_all, join3};
    use tokio::sync::{OnceCell, oneshot};

    use super::*;

    /// Counts its batches; what is read is the number of the batch and how many were in it.
    #[derive(Default)]
    struct Asked {
        next: Mutex<Arc<Batch>>,
        sent: AtomicUsize,
    }

    #[derive(Default)]
    struct Batch {
        members: AtomicUsize,
        closed: CancellationToken,
        read: OnceCell<(usize, usize)>,
    }

    impl Gathers for Asked {
        fn close(&self) -> Option<CancellationToken> {
            let mut next = self.next.lock().expect("whole");
            (next.members.load(Ordering::SeqCst) > 0).then(|| std::mem::take(&mut *next).closed.clone())
        }
    }

    impl Asked {
        async fn ask(&self) -> (usize, usize) {
            let batch = Arc::clone(&self.next.lock().expect("whole"));
            batch.members.fetch_add(1, Ordering::SeqCst);
            let read = batch.read.get_or_init(|| async {
                batch.closed.cancelled().await;
                tokio::task::yield_now().await;
                (self.sent.fetch_add(1, Ordering::SeqCst), batch.members.load(Ordering::SeqCst))
            });
            *read.await
        }
    }

    #[tokio::test]
    async fn whoever_can_ask_before_anybody_waits_is_of_one_batch() {
        let asked = Asked::default();
        // Twice as many as tokio lets a task do before it has to yield.
        let all = drive(&asked, join_all((0..256).map(|_| asked.ask()))).await;
        assert!(all.iter().all(|read| *read == (0, 256)), "{all:?}");
        assert_eq!(drive(&asked, asked.ask()).await, (1, 1));
    }

    #[tokio::test]
    async fn what_is_asked_for_with_what_was_read_is_of_the_next() {
        let asked = Asked::default();
        let then = || async { (asked.ask().await, asked.ask().await) };
        let all = drive(&asked, join3(then(), then(), asked.ask())).await;
        assert_eq!(all, (((0, 3), (1, 2)), ((0, 3), (1, 2)), (0, 3)));
    }

    #[tokio::test]
    async fn whoever_leaves_takes_nobody_with_them() {
        let asked = Asked::default();
        let operation = async {
            let mut leaves = Box::pin(asked.ask());
            // Asks first, so that it reads for both.
            assert!(futures_util::poll!(&mut leaves).is_pending());
            let stays = asked.ask();
            drop(leaves);
            stays.await
        };
        assert_eq!(drive(&asked, operation).await, (0, 2));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn no_waking_is_lost_while_batches_are_sent() {
        let asked = Arc::new(Asked::default());
        for _ in 0..2_000 {
            let (answer, answered) = oneshot::channel();
            let asking = Arc::clone(&asked);
            let operation = async move {
                // From another thread, in the very moment.
                tokio::spawn(async move { answer.send(()) });
                join_all([asking.ask(), asking.ask()]).await;
                answered.await
            };
            let done = tokio::time::timeout(Duration::from_secs(20), drive(&*asked, operation)).await;
            done.expect("it was woken").expect("it was answered");
        }
    }

    #[tokio::test]
    async fn the_answers_of_a_subscription_are_driven_as_well() {
        let asked = Arc::new(Asked::default());
        let asking = Arc::clone(&asked);
        let answers = stream::iter(0..3).then(move |_| {
            let asking = Arc::clone(&asking);
            async move { asking.ask().await }
        });
        let all: Vec<_> = drive_all(asked, Box::pin(answers)).collect().await;
        assert_eq!(all, [(0, 1), (1, 1), (2, 1)]);
    }
}
