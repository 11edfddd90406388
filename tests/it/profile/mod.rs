//! Profile pages.

mod absence;
mod page;
mod view_as;
