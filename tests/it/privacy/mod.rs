//! The owner's privacy screens.

mod settings;
