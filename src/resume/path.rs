//! Where a value stands in the file: `education[0].score`.

use std::fmt;

/// The most characters of a key that a path shows.
const MAX_KEY_CHARS: usize = 60;

#[derive(Clone, Debug, Default)]
pub(crate) struct Path(String);

impl Path {
    pub(crate) fn root() -> Self {
        Self::default()
    }

    /// The value of `key` in the object here. A key that isn't a plain word is quoted and escaped: keys are
    /// the file's, and paths go to terminals.
    pub(crate) fn key(&self, key: &str) -> Self {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '$');
        if key.is_empty() || key.len() > MAX_KEY_CHARS || !key.chars().all(plain) {
            let shown: String = key.chars().take(MAX_KEY_CHARS).collect();
            return Self(format!("{}[{shown:?}]", self.0));
        }
        let dot = if self.0.is_empty() { "" } else { "." };
        Self(format!("{}{dot}{key}", self.0))
    }

    /// The item `index` of the list here.
    pub(crate) fn index(&self, index: usize) -> Self {
        Self(format!("{}[{index}]", self.0))
    }

    /// The items from `index` on of the list here.
    pub(crate) fn rest(&self, index: usize) -> Self {
        Self(format!("{}[{index}..]", self.0))
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
