//! What a viewer may not see does not exist for that viewer: the tests that hold the whole schema to it.
//!
//! [`coverage`]: every field is in the matrix, or on the list of those that needn't be. [`model`]: every answer agrees
//! with the specification told a second time. [`acl_matrix`]: who sees what, as a table to review.
//! [`both_ways`]: what is written down is what would be resolved. [`leak`]: no value gets out by any way. [`data_map`]: every column of the database is accounted for.

mod acl_matrix;
mod both_ways;
mod cast;
mod coverage;
mod data_map;
pub(crate) mod expected;
mod leak;
mod model;
mod non_interference;
mod operations;
mod stage;

/// The specification, told a second time: shared with the tests of the policy itself.
#[path = "../../../crates/policy/tests/it/model.rs"]
#[allow(dead_code, reason = "the policy's own tests use the rest")]
mod specification;
