//! Where it is decided that an operation may run: HTTP and sockets pass here alike.
//!
//! In this order: the address pays for arriving, whoever asks is authenticated, the guard checks the document, and the
//! user, or else the address, pays what the operation costs. Only then is anything done for it.

use async_graphql::Request;
use http::request::Parts;

use super::{client_address::ClientAddress, rate_limit::Client, refusal::Refusal, router::Edge};
use crate::graphql::guard::Checked;

impl<B> Edge<B> {
    /// Lets a request come in, before its credentials or its body are looked at, and says where it is from.
    ///
    /// # Errors
    /// When too many come from there.
    pub(crate) fn arrive(&self, parts: &Parts) -> Result<ClientAddress, Refusal> {
        let trusted = &self.settings.trusted_proxies;
        if trusted.lack(parts) {
            self.untrusted_proxy.call_once(|| {
                tracing::warn!(
                    "a peer in a private network sends X-Forwarded-For and is no trusted proxy: if it is yours, name it in \
                     FOLIO_TRUSTED_PROXIES, or all of its visitors share one budget"
                );
            });
        }
        let address = ClientAddress::of_request(parts, trusted);
        self.limiter.arrive(address)?;
        Ok(address)
    }

    /// Lets an operation run: parses its document into the request and charges what it costs.
    ///
    /// # Errors
    /// When the guard refuses it, or the budget can't bear it.
    pub(crate) fn permit(&self, request: &mut Request, client: Client<'_>) -> Result<Checked, Refusal> {
        let checked = self.documents.check(request)?;
        self.limiter.charge(client, checked.cost)?;
        Ok(checked)
    }
}
