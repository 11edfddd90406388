//! Rules for text that people write: what is accepted, in which form it is kept, how long it may be.
//!
//! Every text enters through a [`TextRule`] and leaves it trimmed, in Unicode normalisation form C, with
//! `\n` line ends. What is refused is refused with an error that says where and why; nothing is repaired
//! behind the writer's back. The rule of each field is in [`limits`].

mod characters;
pub mod codes;
mod contact_key;
pub mod limits;
mod name_key;
mod slug;
mod web_url;

use unicode_normalization::UnicodeNormalization;

pub use characters::ForbiddenKind;
pub use contact_key::{email_key, phone_key};
pub use name_key::{NAME_KEY_VERSION, name_key};
pub use slug::{MAX_SLUG_CHARS, MIN_SLUG_CHARS, RESERVED_SLUGS, Slug, SlugError};
pub use web_url::{MAX_URL_CHARS, WebUrl, WebUrlError};

/// What a text field accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextRule {
    max_chars: usize,
    multi_line: bool,
}

/// Why a text is refused. Says what would be accepted; the caller names the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but white space where a text is required.
    #[error("must not be empty")]
    Empty,
    /// More characters than the field holds.
    #[error("has {actual} characters; at most {max} are accepted")]
    TooLong {
        /// The most that the field holds, in Unicode scalar values.
        max: usize,
        /// What the text has, in Unicode scalar values, once trimmed and normalised.
        actual: usize,
    },
    /// A character that no text may hold, or not this kind of text.
    #[error("character {position} is U+{:04X}, {}, which is not accepted here", u32::from(*character), kind.describe())]
    Forbidden {
        /// The character.
        character: char,
        /// Where it stands in the text as it was given, from 1, in Unicode scalar values; a CR LF pair
        /// counts as one.
        position: usize,
        /// Why it is refused.
        kind: ForbiddenKind,
    },
}

impl TextRule {
    /// A text of one line.
    pub const fn single_line(max_chars: usize) -> Self {
        Self { max_chars, multi_line: false }
    }

    /// A text that may have line breaks and tabs.
    pub const fn multi_line(max_chars: usize) -> Self {
        Self { max_chars, multi_line: true }
    }

    /// The most characters (Unicode scalar values) that are accepted.
    pub const fn max_chars(&self) -> usize {
        self.max_chars
    }

    /// Whether line breaks and tabs are accepted.
    pub const fn is_multi_line(&self) -> bool {
        self.multi_line
    }

    /// The text as it is to be kept, or `None` when there is nothing but white space.
    pub fn optional(&self, text: &str) -> Result<Option<String>, TextError> {
        let text = if self.multi_line { &text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
        let trimmed = text.trim_start();
        let skipped = text.chars().count() - trimmed.chars().count();
        let trimmed = trimmed.trim_end();
        if trimmed.is_empty() {
            return Ok(None);
        }
        if let Some((index, character, kind)) = characters::first_forbidden(trimmed, self.multi_line) {
            return Err(TextError::Forbidden { character, position: skipped + index + 1, kind });
        }
        let kept: String = trimmed.nfc().collect();
        let actual = kept.chars().count();
        if actual > self.max_chars {
            return Err(TextError::TooLong { max: self.max_chars, actual });
        }
        Ok(Some(kept))
    }

    /// The text as it is to be kept; nothing but white space is an error.
    pub fn required(&self, text: &str) -> Result<String, TextError> {
        self.optional(text)?.ok_or(TextError::Empty)
    }
}

#[cfg(test)]
mod tests;
