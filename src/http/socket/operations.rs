//! The operations that run on a socket.

use std::{pin::Pin, sync::Arc};

use async_graphql::Request;
use futures_util::{FutureExt, Stream, StreamExt, stream};
use tokio_stream::StreamMap;

use crate::http::{
    Backend, RequestId,
    metrics::OpenOperation,
    operation::{Caller, Transport},
    outcome::Settled,
    router::Edge,
};

/// What comes of an operation.
pub(super) enum Output {
    /// An answer.
    Next(Settled),
    /// Nothing of it ran. Whatever comes after this counts for nothing.
    Error(Settled),
    /// It is over; the last output.
    Complete,
}

type Running = Pin<Box<dyn Stream<Item = Output> + Send>>;

/// The operations of one socket, by their ids. One that is taken out stops where it stands; what it was waiting for is
/// given up.
#[derive(Default)]
pub(super) struct Operations(StreamMap<Arc<str>, Running>);

impl Operations {
    /// Begins an operation.
    pub(super) fn start<B: Backend>(
        &mut self,
        edge: &Arc<Edge<B>>,
        id: Arc<str>,
        request: Request,
        caller: Caller,
        request_id: RequestId,
    ) {
        self.0.insert(id, Box::pin(run(Arc::clone(edge), request, caller, request_id)));
    }

    /// Takes an operation out, if it is there.
    pub(super) fn stop(&mut self, id: &str) {
        self.0.remove(id);
    }

    /// The next output of any of them; for ever pending while there are none.
    pub(super) async fn next(&mut self) -> (Arc<str>, Output) {
        match self.0.next().await {
            Some(output) => output,
            None => std::future::pending().await,
        }
    }
}

fn run<B: Backend>(
    edge: Arc<Edge<B>>,
    request: Request,
    caller: Caller,
    request_id: RequestId,
) -> impl Stream<Item = Output> + Send {
    let open = OpenOperation::new();
    let answers = async move {
        let admitted = async {
            edge.limiter.arrive(caller.address)?;
            edge.admit(request, Transport::SOCKET, caller, &request_id, &mut "").await
        };
        match admitted.await {
            Ok(admitted) => edge.stream(admitted, &request_id),
            Err(refusal) => stream::iter([Settled::refused(refusal, &request_id)]).boxed(),
        }
    };
    // On the heap by itself: what it takes to begin is given back once it has begun.
    let outputs = stream::once(answers.boxed()).flatten().map(move |settled| {
        // Counted for as long as this closure lives, which is as long as the operation.
        let _open = &open;
        if settled.ran() { Output::Next(settled) } else { Output::Error(settled) }
    });
    outputs.chain(stream::iter([Output::Complete]))
}
