//! Folio: a GraphQL backend for rich profile pages, where each field is shown only to those who may see it.

pub mod accounts;
pub mod activity;
pub mod app;
pub mod auth;
pub mod availability;
pub mod badges;
pub mod certificates;
pub mod cli;
pub mod config;
pub mod demo;
pub mod education;
pub mod events;
pub mod gigs;
pub mod graphql;
pub mod http;
pub mod inbound;
pub mod items;
pub mod jobs;
pub mod links;
pub mod live;
pub mod onboarding;
pub mod pipeline;
pub mod privacy;
pub mod profile;
pub mod projects;
pub mod resume;
pub mod seed;
pub mod sharing;
pub mod staff;
pub mod strength;
pub mod telemetry;
pub mod text;
pub mod upkeep;
pub mod write;

pub use folio_db::civil_date;
