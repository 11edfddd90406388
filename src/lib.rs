//! Folio: a GraphQL backend for rich profile pages, where each field is shown only to those who may see it.

pub mod auth;
pub mod graphql;
pub mod http;
pub mod resume;
