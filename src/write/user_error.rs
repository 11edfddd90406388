//! What a mutation tells its caller when it did nothing: a stable code, a message for people, and the path of the
//! argument.

use std::fmt::Write as _;

use async_graphql::{Enum, SimpleObject};

use super::conflict::Conflict;

/// Declares the codes and their catalogue in one place, so that neither can lack a row of the other.
macro_rules! codes {
    ($($name:ident = $text:literal, $meaning:literal, $remedy:literal;)*) => {
        /// Why a mutation did nothing. Codes are stable: never renamed, never given another meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum)]
        pub enum UserErrorCode {
            $(#[doc = $meaning] $name,)*
        }

        impl UserErrorCode {
            /// The code as text.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }

        /// Every code with its meaning and what the client can do about it.
        const CATALOGUE: &[(UserErrorCode, &str, &str)] = &[$((UserErrorCode::$name, $meaning, $remedy),)*];
    };
}

codes! {
    Required = "REQUIRED",
        "A value is needed and missing.",
        "Give a value for the field that `path` names.";
    Invalid = "INVALID",
        "The value can't be taken.",
        "The message says what would be accepted.";
    TooLong = "TOO_LONG",
        "The text has more characters than the field holds.",
        "Shorten it; characters are counted after normalisation.";
    ForbiddenCharacter = "FORBIDDEN_CHARACTER",
        "The text has a character that can't be seen or that changes how the rest reads.",
        "Take out the character that the message names.";
    TooMany = "TOO_MANY",
        "The list, or the section, would have more entries than it may.",
        "Remove some first.";
    QuotaExceeded = "QUOTA_EXCEEDED",
        "The caller's files would take more than they may.",
        "Remove some first; the message says how much there is and how much there may be.";
    UploadIncomplete = "UPLOAD_INCOMPLETE",
        "The file that was announced isn't there, or not all of it.",
        "Put it at the address that the request gave, then try again.";
    NotFound = "NOT_FOUND",
        "There is no such item in the caller's profile, or, of somebody else's, none that the caller may see.",
        "Ask for the list again: it may have been removed, or belong to somebody else.";
    Forbidden = "FORBIDDEN",
        "This takes a right that the caller doesn't have, or doesn't have here.",
        "Ask somebody of the platform's staff, who aren't allowed to do it to themselves.";
    Conflict = "CONFLICT",
        "It has changed since the version that the caller saw.",
        "Look at what `conflict` says has changed, then send the change with the present version.";
    ReadOnly = "READ_ONLY",
        "The profile isn't active, so nothing of it can be changed.",
        "A deactivated profile is activated by `profileStateSet`.";
    ToldByOthers = "TOLD_BY_OTHERS",
        "The item is what another part of the platform tells of the caller, who can't rewrite or remove it.",
        "Choose with `visibilitySet` who sees it; a mistake in it is put right by whoever told it.";
    TooOpen = "TOO_OPEN",
        "The matrix doesn't allow this to be that open.",
        "Choose the level that the message names, or a stricter one.";
    NotAdjustable = "NOT_ADJUSTABLE",
        "This has no toggle of its own.",
        "Set its section's, which the message names, if that one has a choice.";
    SlugUnavailable = "SLUG_UNAVAILABLE",
        "The address can't be had: it is taken, kept back or reserved.",
        "Choose another.";
    TooOften = "TOO_OFTEN",
        "This was changed too often lately.",
        "Wait; the message says how much is allowed in which time.";
    SourceUnavailable = "SOURCE_UNAVAILABLE",
        "What is to be imported can't be read just now where it is.",
        "Try again later; the message says when, where that is known.";
    IdempotencyKeyReused = "IDEMPOTENCY_KEY_REUSED",
        "The idempotency key belongs to a request with other arguments.",
        "Use a new key for each request, and the same one only to repeat it.";
}

/// A reason why a mutation did nothing.
#[derive(Debug, Clone, PartialEq, Eq, SimpleObject)]
pub struct UserError {
    /// The stable code.
    pub code: UserErrorCode,
    /// For people: what is wrong and what would be accepted. May change.
    pub message: String,
    /// The argument, as the names and list positions that lead to it; empty where it is none of them.
    pub path: Vec<String>,
    /// For CONFLICT: what has changed. Null for staff at somebody else's: versions and changes are their owner's alone.
    pub conflict: Option<Conflict>,
}

impl UserError {
    /// An error at an argument.
    #[must_use]
    pub fn new(code: UserErrorCode, message: impl Into<String>, path: &[&str]) -> Self {
        let path = path.iter().map(|&step| step.to_owned()).collect();
        Self { code, message: message.into(), path, conflict: None }
    }

    /// The caller saw an older version.
    #[must_use]
    pub fn of_conflict(conflict: Conflict) -> Self {
        let message = "this is not at the version that you saw";
        Self { conflict: Some(conflict), ..Self::new(UserErrorCode::Conflict, message, &["expectedVersion"]) }
    }

    /// The item is what others tell of the caller.
    #[must_use]
    pub fn told_by_others(path: &[&str]) -> Self {
        let message =
            "this came from another part of the platform: you can hide it, but not change or remove it";
        Self::new(UserErrorCode::ToldByOthers, message, path)
    }

    /// Somebody else saw an older version than the owner has left, and isn't told more.
    #[must_use]
    pub fn stale() -> Self {
        let message = "this has changed since you looked: look at it again";
        Self::new(UserErrorCode::Conflict, message, &["expectedVersion"])
    }

    /// No such item, whoever's it may be.
    #[must_use]
    pub fn not_found(path: &[&str]) -> Self {
        Self::new(UserErrorCode::NotFound, "there is no such item in your profile", path)
    }
}

/// The codes for `docs/ERRORS.md`, as rows of a table.
#[must_use]
pub fn catalogue() -> String {
    let mut rows = String::from("| code | meaning | remedy |\n|---|---|---|\n");
    for (code, meaning, remedy) in CATALOGUE {
        let _ = writeln!(rows, "| `{}` | {meaning} | {remedy} |", code.as_str());
    }
    rows
}

/// The codes for clients.
#[must_use]
pub fn catalogue_json() -> serde_json::Value {
    let row = |(code, meaning, remedy): &(UserErrorCode, &str, &str)| {
        (code.as_str().to_owned(), serde_json::json!({ "meaning": meaning, "remedy": remedy }))
    };
    serde_json::Value::Object(CATALOGUE.iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_the_name_in_the_schema() {
        for (code, ..) in CATALOGUE {
            assert_eq!(async_graphql::resolver_utils::enum_value(*code).to_string(), code.as_str());
        }
    }
}
