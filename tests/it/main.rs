//! The integration tests: one binary, against the real server and a real Postgres.
//!
//! Mirrors `src/`; `promise` holds the tests that carry the product's promise: what a viewer may not see does not exist
//! for that viewer.

mod acceptance;
mod accounts;
mod activity;
mod badges;
mod cli;
mod db;
mod demo;
mod documents;
mod endorsements;
pub(crate) mod events;
mod facets;
mod gigs;
mod graphql;
mod http;
mod imports;
mod inbound;
mod jobs;
mod live;
mod media;
mod onboarding;
mod output;
mod privacy;
mod profile;
mod promise;
mod random;
mod resume;
mod seed;
mod skills;
mod staff;
mod strength;
mod upkeep;
mod write;
