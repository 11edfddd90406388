//! JSON Resume files into profiles.

mod import;
