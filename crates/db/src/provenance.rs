//! Where an item came from.

use serde::{Deserialize, Serialize};

/// Where an item came from (capability P5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Provenance {
    /// Typed in by the owner.
    #[default]
    Manual,
    /// From a file: JSON Resume and the like.
    Import,
    /// From a signed event of the platform.
    Event,
}

impl Provenance {
    /// The name in the schema and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Manual => "MANUAL",
            Self::Import => "IMPORT",
            Self::Event => "EVENT",
        }
    }

    /// The provenance with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Manual, Self::Import, Self::Event].into_iter().find(|p| p.name() == name)
    }
}

/// Which import brought an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ImportSource {
    /// A JSON Resume file.
    #[default]
    Resume,
    /// The archive that LinkedIn gives its members.
    LinkedIn,
    /// Repositories on GitHub.
    GitHub,
}

impl ImportSource {
    /// The name in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Resume => "RESUME",
            Self::LinkedIn => "LINKEDIN",
            Self::GitHub => "GITHUB",
        }
    }

    /// Whether what this import brings takes the place of what that one brought. Files about a person are of one kind: the
    /// newest of them counts. Repositories are a part of what somebody has done, and take the place of repositories alone.
    #[must_use]
    pub fn replaces(self, other: Option<&str>) -> bool {
        let repositories = other == Some(Self::GitHub.name());
        match self {
            Self::Resume | Self::LinkedIn => !repositories,
            Self::GitHub => repositories,
        }
    }
}
