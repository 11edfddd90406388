//! The integration tests: one binary, against the real server and a real Postgres.

fn main() {}
