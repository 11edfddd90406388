//! The edge around the schema: what one client may ask for.

mod connections;
mod rates;
