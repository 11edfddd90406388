//! The GraphQL surface.

mod connection;
mod limits;
mod variables;
