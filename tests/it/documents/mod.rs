//! What profiles are handed on as.

mod cache_tags;
mod crawlers;
mod round_trip;
mod sitemaps;
