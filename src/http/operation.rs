//! One operation on its way, the same on every transport: admitted, run, settled.
//!
//! [`Edge::admit`] is the one place where it is decided whether an operation runs at all; what that takes stands in
//! `admission`.

use std::{panic::AssertUnwindSafe, sync::Arc};

use async_graphql::{Executor, Request, Response, parser::types::OperationType};
use futures_util::{
    StreamExt,
    stream::{self, BoxStream},
};

use super::{
    Backend, Refusal, RequestId,
    client_address::ClientAddress,
    endpoint::method_not_allowed,
    metrics,
    outcome::{Outcome, Settled},
    rate_limit::Client,
    router::Edge,
};
use crate::{
    auth::Identity,
    graphql::{codes::ErrorCode, guard::Checked, response_order::Order, subscription_root},
};

/// What metrics and the access log are told about an operation; travels in a response's extensions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Operation {
    pub(crate) kind: &'static str,
    /// `None` while it goes on.
    pub(crate) outcome: Option<Outcome>,
}

/// Who asks, and from where.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    pub(crate) address: ClientAddress,
    pub(crate) identity: Option<Identity>,
}

/// What a transport can carry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Transport {
    /// Whether whoever sends it means to change something: not so for GET.
    mutations: bool,
    /// Whether an answer may have several parts.
    subscriptions: bool,
}

impl Transport {
    pub(crate) const GET: Self = Self { mutations: false, subscriptions: false };
    pub(crate) const POST: Self = Self { mutations: true, subscriptions: false };
    pub(crate) const GET_EVENTS: Self = Self { mutations: false, subscriptions: true };
    pub(crate) const POST_EVENTS: Self = Self { mutations: true, subscriptions: true };
    pub(crate) const SOCKET: Self = Self { mutations: true, subscriptions: true };

    fn carries(self, operation: OperationType) -> Result<(), Refusal> {
        match operation {
            OperationType::Mutation if !self.mutations => {
                Err(method_not_allowed("mutations are sent with POST", "POST"))
            }
            OperationType::Subscription if !self.subscriptions => Err(Refusal::new(
                ErrorCode::OperationNotSupported,
                "subscriptions run over a web socket, or over HTTP with Accept: text/event-stream",
            )),
            _ => Ok(()),
        }
    }
}

/// An operation that may run.
pub(crate) struct Admitted {
    request: Request,
    kind: OperationType,
    /// In which its fields are to be answered.
    order: Arc<Order>,
}

impl<B: Backend> Edge<B> {
    /// Lets an operation in: permitted ([`Edge::permit`]), on a transport that can carry it, with what its resolvers need.
    /// `kind` is set as soon as it is known, for metrics.
    pub(crate) async fn admit(
        &self,
        mut request: Request,
        transport: Transport,
        caller: Caller,
        id: &RequestId,
        kind: &mut &'static str,
    ) -> Result<Admitted, Refusal> {
        let Caller { address, identity } = caller;
        let user = identity.as_ref().map(|identity| identity.clerk_id.as_str());
        let Checked { operation, order, validity, writable, .. } =
            self.permit(&mut request, Client { address, user })?;
        *kind = name(operation);
        transport.carries(operation)?;
        if operation == OperationType::Subscription {
            subscription_root::check(&mut request)?;
        }
        request.data = self.backend.request_data(identity, id).await?;
        if let Some(validity) = validity {
            request.data.insert(validity);
        }
        if let Some(writable) = writable {
            request.data.insert(writable);
        }
        Ok(Admitted { request, kind: operation, order })
    }

    /// Runs a query or a mutation.
    pub(crate) async fn execute(&self, admitted: Admitted, id: &RequestId) -> Settled {
        let Admitted { request, order, .. } = admitted;
        let response = self.backend.executor().execute(request).await;
        self.settle(response, &order, id)
    }

    /// Runs an operation of any type where no middleware stands around it: with a time-out for what has one answer, and a
    /// net under panics. Ends after the first answer of which nothing ran.
    pub(crate) fn stream(
        self: &Arc<Self>,
        admitted: Admitted,
        id: &RequestId,
    ) -> BoxStream<'static, Settled> {
        let (edge, id) = (Arc::clone(self), id.clone());
        let answers = if admitted.kind == OperationType::Subscription {
            let responses = self.backend.executor().execute_stream(admitted.request, None);
            let (edge, id, order) = (Arc::clone(&edge), id.clone(), admitted.order);
            responses.map(move |response| edge.settle(response, &order, &id)).boxed()
        } else {
            let (edge, id) = (Arc::clone(&edge), id.clone());
            stream::once(async move { edge.execute_in_time(admitted, &id).await }).boxed()
        };
        // What a panicking resolver leaves half done is dropped with it.
        AssertUnwindSafe(answers)
            .catch_unwind()
            .map(move |answer| {
                answer.unwrap_or_else(|_| {
                    tracing::error!("a resolver panicked");
                    metrics::panicked();
                    Settled::refused(Refusal::internal(), &id)
                })
            })
            .scan(true, |open, settled| {
                let was_open = std::mem::replace(open, settled.ran());
                std::future::ready(was_open.then_some(settled))
            })
            .boxed()
    }

    async fn execute_in_time(&self, admitted: Admitted, id: &RequestId) -> Settled {
        let (kind, started) = (name(admitted.kind), tokio::time::Instant::now());
        let timeout = self.settings.request_timeout;
        let settled = tokio::time::timeout(timeout, self.execute(admitted, id))
            .await
            .unwrap_or_else(|_| Settled::refused(Refusal::timed_out(timeout), id));
        metrics::operation(kind, settled.outcome, started.elapsed());
        settled
    }

    fn settle(&self, response: Response, order: &Order, id: &RequestId) -> Settled {
        Settled::new(&self.backend, response, order, id, self.settings.max_errors)
    }
}

fn name(operation: OperationType) -> &'static str {
    match operation {
        OperationType::Query => "query",
        OperationType::Mutation => "mutation",
        OperationType::Subscription => "subscription",
    }
}
