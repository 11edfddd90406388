//! Who is asking.

mod first_sight;
mod rights;
