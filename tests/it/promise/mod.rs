//! What a viewer may not see does not exist for that viewer: the tests that hold the whole schema to it.
//!
//! [`coverage`]: every field is in the matrix, or on the list of those that needn't be. [`acl_matrix`]: who sees what,
//! as a table to review. [`model`]: every answer agrees with the specification told a second time. [`leak`]: no value
//! gets out by any way. [`data_map`]: every column of the database is accounted for.

mod coverage;
mod data_map;
