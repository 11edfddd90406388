//! JSON Resume files into profiles.

mod import;
mod reimport;
mod toggles;
