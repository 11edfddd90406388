//! GraphQL: what stands around the schema.

pub mod codes;
pub mod guard;
