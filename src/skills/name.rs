//! The name of a skill, and the key by which it is the same as another.

use folio_db::skills::names::Named;

use crate::text::{TextError, limits, name_key};

/// The most characters of a key: compatibility forms make a text longer, and an index holds no text of any length.
const MAX_KEY_CHARS: usize = 200;

/// A name that a skill may have, with its key.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SkillName(Named);

/// Why a text is no name of a skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// As any text.
    #[error(transparent)]
    Text(#[from] TextError),
    /// Nothing of it can be compared.
    #[error("has no character that can be seen")]
    Invisible,
    /// Written out, its characters are too many.
    #[error("has characters that stand for many others; written out, at most {MAX_KEY_CHARS} are accepted")]
    TooLong,
}

impl SkillName {
    /// Reads a name: one line, 1 to 100 characters.
    ///
    /// # Errors
    /// For what is none: says what would be accepted.
    pub fn read(text: &str) -> Result<Self, NameError> {
        let name = limits::SKILL.required(text)?;
        let key = name_key(&name);
        match key.chars().count() {
            0 => Err(NameError::Invisible),
            1..=MAX_KEY_CHARS => Ok(Self(Named { name, key })),
            _ => Err(NameError::TooLong),
        }
    }

    /// The name as it is kept and shown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0.name
    }

    /// The key that it is compared by.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.0.key
    }

    /// As the database takes it.
    #[must_use]
    pub const fn named(&self) -> &Named {
        &self.0
    }
}

impl From<SkillName> for Named {
    fn from(name: SkillName) -> Self {
        name.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_readers_take_for_the_same_have_one_key() {
        let key = |text: &str| SkillName::read(text).expect("it is a name").key().to_owned();
        assert_eq!(key("  JavaScript "), key("javascript"));
        assert_eq!(key("Ｃ＋＋"), key("c++"));
        assert_eq!(key("Machine\u{a0} Learning"), key("machine learning"));
        assert_ne!(key("C"), key("C#"));
    }

    #[test]
    fn what_can_not_be_kept_is_refused() {
        assert_eq!(SkillName::read("   "), Err(NameError::Text(TextError::Empty)));
        assert!(matches!(SkillName::read(&"x".repeat(101)), Err(NameError::Text(TextError::TooLong { .. }))));
        assert!(SkillName::read(&"x".repeat(100)).is_ok());
        assert!(matches!(SkillName::read("a\u{0}b"), Err(NameError::Text(TextError::Forbidden { .. }))));
        // One character that is written out as eighteen.
        assert_eq!(SkillName::read(&"\u{fdfa}".repeat(20)), Err(NameError::TooLong));
    }
}
