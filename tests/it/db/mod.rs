//! The database crate: accounts, migrations, and what becomes of a connection whose query or transaction was dropped.

mod accounts;
mod migrate;
mod pool;
