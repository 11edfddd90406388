//! The GraphQL surface: roots, ids, connections, errors, and the guard that stands before the parser.
//!
//! Invariants: resolvers are thin and do no I/O of their own but through the [`loader`]; a hidden value is absent, never
//! an error; nothing here decides who sees what (see `folio_policy`).

mod batches;
pub mod codes;
pub mod connection;
pub mod cost;
pub mod error;
pub mod executor;
pub mod following;
pub mod guard;
mod hints;
pub mod id;
pub mod keyset;
pub mod loader;
pub mod mutation;
pub mod node;
pub mod plain;
pub mod query;
pub mod ready;
pub mod response_order;
pub mod scalar;
pub mod schema;
pub mod session;
pub mod subscription;
pub mod subscription_root;
pub mod watch;

pub use executor::FolioExecutor;
pub use schema::{FolioSchema, Introspection, build, prices, request_data, sdl};
