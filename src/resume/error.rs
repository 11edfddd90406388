//! Why a file can't be read as a resume at all.

use super::json::{MAX_BYTES, MAX_DEPTH, MAX_VALUES};
use crate::text::TextError;

/// Why a file can't be read as a resume at all. The messages hold places, never contents.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ResumeError {
    /// Larger than [`MAX_BYTES`].
    #[error("the file has {bytes} bytes; a resume of at most {MAX_BYTES} bytes (1 MiB) is accepted")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// Not text.
    #[error("the file is not UTF-8 text; save it as JSON in UTF-8")]
    NotUtf8,
    /// Not JSON.
    #[error("the file is not valid JSON: line {line}, column {column}; a JSON Resume object is accepted")]
    NotJson {
        /// Where, from 1.
        line: usize,
        /// Where, from 1.
        column: usize,
    },
    /// JSON, but a list or a single value.
    #[error("the file must hold one JSON object, as JSON Resume has it: {{\"basics\": {{…}}, …}}")]
    NotAnObject,
    /// Nested deeper than [`MAX_DEPTH`].
    #[error("`{path}` is nested too deep; at most {MAX_DEPTH} levels are accepted")]
    TooDeep {
        /// The first value beyond the limit.
        path: String,
    },
    /// More than [`MAX_VALUES`] values.
    #[error("the file has more than {MAX_VALUES} values, from `{path}` on; a resume has fewer")]
    TooManyValues {
        /// The first value beyond the limit.
        path: String,
    },
    /// No name.
    #[error("`basics.name` is missing: the person's name is needed, as text of at most 100 characters")]
    NoName,
    /// A name that is a number, a list or the like.
    #[error("`{path}` is not text; the person's name is needed, as text of at most 100 characters")]
    NotAName {
        /// Where the name stands.
        path: String,
    },
    /// A name that can't be shown.
    #[error("`{path}` {cause}; the person's name is needed, as plain text of at most 100 characters")]
    Name {
        /// Where the name stands.
        path: String,
        /// What is wrong with it.
        cause: TextError,
    },
}
