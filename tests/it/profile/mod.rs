//! Profile pages.

mod page;
