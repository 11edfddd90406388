//! `/graphql` as a web socket: the graphql-transport-ws protocol
//! (<https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md>), to the letter.
//!
//! Reading order: `handshake` (who may open a socket), `message` and `close` (what is said), `state` (the protocol, without
//! I/O), `operations` (what runs), `wire` (how bytes go out), `connection` (the task that ties them together).
//!
//! | question | rule |
//! |---|---|
//! | who | the token of `connection_init`; else the credentials of the upgrade request; else anonymous |
//! | how long | as long as the token is good; a `ping` with `{"token": …}` renews it for the same person |
//! | operations | of all types, past the same guard and with the same errors as over HTTP |
//! | slow readers | nothing is queued: the next message is looked for when the last one was written |
//!
//! A socket is one task. It holds its place, its buffers (some 5 KiB) and its operations, and all of that goes with it.

mod close;
mod connection;
mod handshake;
mod message;
mod operations;
mod state;
#[cfg(test)]
mod tests;
mod wire;

pub(crate) use handshake::{is_upgrade, upgrade};
