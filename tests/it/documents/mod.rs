//! What profiles are handed on as.

mod crawlers;
mod round_trip;
mod sitemaps;
