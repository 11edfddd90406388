//! Visibility: what an owner chooses for a section, an item or a field.

use std::{fmt, str::FromStr};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use crate::audience::{Audience, AudienceSet};

/// The chosen subset of a RESTRICTED value: employers, mentors, both or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Circle {
    /// Verified employers may see it.
    pub employers: bool,
    /// Mentors may see it.
    pub mentors: bool,
}

impl Circle {
    /// The default of RESTRICTED.
    pub const EMPLOYERS: Self = Self { employers: true, mentors: false };
    /// Mentors only.
    pub const MENTORS: Self = Self { employers: false, mentors: true };
    /// Both.
    pub const BOTH: Self = Self { employers: true, mentors: true };
    /// Nobody but holders of a grant: how a private value is opened to one reader.
    pub const NOBODY: Self = Self { employers: false, mentors: false };
}

/// How far a value is opened (spec: privacy.md, Vocabulary). Ordered by [`Visibility::audiences`], not by a number:
/// what counts is always the set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Visibility {
    /// Everyone, crawlers included.
    Public,
    /// Any active member, so mentors and employers too.
    Platform,
    /// A chosen subset of employers and mentors, and holders of a grant.
    Restricted(Circle),
    /// The owner; staff only with a stated purpose.
    Private,
}

impl Visibility {
    /// Every value that there is.
    pub const ALL: [Self; 7] = [
        Self::Public,
        Self::Platform,
        Self::Restricted(Circle::BOTH),
        Self::Restricted(Circle::EMPLOYERS),
        Self::Restricted(Circle::MENTORS),
        Self::Restricted(Circle::NOBODY),
        Self::Private,
    ];

    /// The audiences that it opens to. A wider visibility is always a superset of a stricter one.
    #[must_use]
    pub const fn audiences(self) -> AudienceSet {
        const PRIVATE: AudienceSet =
            AudienceSet::of(&[Audience::Owner, Audience::Moderator, Audience::Admin]);
        const PLATFORM: AudienceSet = PRIVATE
            .with(Audience::Grantee)
            .with(Audience::Employer)
            .with(Audience::Mentor)
            .with(Audience::Member);
        match self {
            Self::Public => PLATFORM.with(Audience::Anonymous),
            Self::Platform => PLATFORM,
            Self::Restricted(circle) => {
                let mut set = PRIVATE.with(Audience::Grantee);
                if circle.employers {
                    set = set.with(Audience::Employer);
                }
                if circle.mentors {
                    set = set.with(Audience::Mentor);
                }
                set
            }
            Self::Private => PRIVATE,
        }
    }

    /// Whether an owner may choose this where the most open level is `bound`. RESTRICTED as a bound allows any
    /// subset, since the subset is the owner's choice.
    #[must_use]
    pub fn within(self, bound: Self) -> bool {
        let bound = bound.widest();
        self.audiences().intersection(bound.audiences()) == self.audiences()
    }

    /// The widest value of the same level: RESTRICTED to both circles.
    #[must_use]
    pub const fn widest(self) -> Self {
        match self {
            Self::Restricted(_) => Self::Restricted(Circle::BOTH),
            other => other,
        }
    }

    /// The level's name without the subset: `PUBLIC`, `PLATFORM`, `RESTRICTED` or `PRIVATE`.
    #[must_use]
    pub const fn level(self) -> &'static str {
        match self {
            Self::Public => "PUBLIC",
            Self::Platform => "PLATFORM",
            Self::Restricted(_) => "RESTRICTED",
            Self::Private => "PRIVATE",
        }
    }

    /// The written form, as stored: `PUBLIC`, `PLATFORM`, `PRIVATE`, and `RESTRICTED()` with its subset in brackets.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "PUBLIC",
            Self::Platform => "PLATFORM",
            Self::Restricted(Circle { employers: true, mentors: true }) => "RESTRICTED(EMPLOYERS,MENTORS)",
            Self::Restricted(Circle { employers: true, mentors: false }) => "RESTRICTED(EMPLOYERS)",
            Self::Restricted(Circle { employers: false, mentors: true }) => "RESTRICTED(MENTORS)",
            Self::Restricted(Circle { employers: false, mentors: false }) => "RESTRICTED()",
            Self::Private => "PRIVATE",
        }
    }
}

impl fmt::Display for Visibility {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A written visibility that isn't one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownVisibility;

impl fmt::Display for UnknownVisibility {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a visibility is one of PUBLIC, PLATFORM, RESTRICTED(EMPLOYERS,MENTORS), RESTRICTED(EMPLOYERS), RESTRICTED(MENTORS), RESTRICTED(), PRIVATE")
    }
}

impl std::error::Error for UnknownVisibility {}

impl FromStr for Visibility {
    type Err = UnknownVisibility;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|v| v.as_str() == text).ok_or(UnknownVisibility)
    }
}

impl Serialize for Visibility {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Visibility {
    /// Fails closed: a stored value that can't be read, be it text or not, hides; it does not break the page.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Stored;

        impl<'de> Visitor<'de> for Stored {
            type Value = Visibility;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a level of visibility")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Visibility, E> {
                Ok(text.parse().unwrap_or(Visibility::Private))
            }

            fn visit_bool<E: de::Error>(self, _: bool) -> Result<Visibility, E> {
                Ok(Visibility::Private)
            }

            fn visit_i64<E: de::Error>(self, _: i64) -> Result<Visibility, E> {
                Ok(Visibility::Private)
            }

            fn visit_u64<E: de::Error>(self, _: u64) -> Result<Visibility, E> {
                Ok(Visibility::Private)
            }

            fn visit_f64<E: de::Error>(self, _: f64) -> Result<Visibility, E> {
                Ok(Visibility::Private)
            }

            fn visit_unit<E: de::Error>(self) -> Result<Visibility, E> {
                Ok(Visibility::Private)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Visibility, A::Error> {
                IgnoredAny.visit_seq(list).map(|_| Visibility::Private)
            }

            fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Visibility, A::Error> {
                IgnoredAny.visit_map(object).map(|_| Visibility::Private)
            }
        }

        deserializer.deserialize_any(Stored)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_forms_round_trip() {
        for visibility in Visibility::ALL {
            assert_eq!(visibility.as_str().parse(), Ok(visibility));
        }
        assert_eq!("public".parse::<Visibility>(), Err(UnknownVisibility));
    }

    #[test]
    fn a_bound_of_restricted_allows_every_subset_and_nothing_wider() {
        let bound = Visibility::Restricted(Circle::EMPLOYERS);
        let allowed: Vec<_> =
            Visibility::ALL.into_iter().filter(|v| v.within(bound)).map(Visibility::as_str).collect();
        assert_eq!(
            allowed,
            [
                "RESTRICTED(EMPLOYERS,MENTORS)",
                "RESTRICTED(EMPLOYERS)",
                "RESTRICTED(MENTORS)",
                "RESTRICTED()",
                "PRIVATE"
            ]
        );
    }

    #[test]
    fn what_is_no_level_hides() {
        for stored in
            ["\"PUBLIK\"", "null", "true", "1", "-1", "1.5", "[\"PUBLIC\", [1]]", "{\"a\": {\"b\": 1}}"]
        {
            assert_eq!(
                serde_json::from_str::<Visibility>(stored).expect("it is read"),
                Visibility::Private,
                "{stored}"
            );
        }
        assert_eq!(
            serde_json::from_str::<Visibility>("\"PUBL\\u0049C\"").expect("it is read"),
            Visibility::Public
        );
    }
}
