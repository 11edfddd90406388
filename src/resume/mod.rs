//! JSON Resume import.
