//! The toggles of one profile: what its owner chose, by section and by field.

use std::{borrow::Cow, collections::BTreeMap, sync::LazyLock};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor},
};

use crate::{
    audience::Role,
    matrix::{Field, Toggle},
    section::Section,
    visibility::Visibility,
};

/// What an owner chose. Stored with the profile as JSON (`profiles.visibility`):
/// `{"sections": {"HEADER": "PUBLIC", …}, "fields": {"Profile.pronouns": "PRIVATE", …}}`.
///
/// A change of role never moves toggles, so a new profile gets every section written down once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toggles {
    sections: [Visibility; Section::COUNT],
    fields: BTreeMap<Field, Visibility>,
}

impl Toggles {
    /// What a new profile gets: the matrix's defaults for the role, or the strictest without one.
    #[must_use]
    pub fn defaults(role: Option<Role>) -> Self {
        let mut sections = [Visibility::Private; Section::COUNT];
        for section in Section::ALL {
            sections[*section as usize] = section.defaults().for_role(role);
        }
        Self { sections, fields: BTreeMap::new() }
    }

    /// The section's own toggle, whatever its parent says.
    #[must_use]
    pub const fn section(&self, section: Section) -> Visibility {
        self.sections[section as usize]
    }

    /// The field's own toggle; without one it follows its section.
    #[must_use]
    pub fn field(&self, field: Field) -> Option<Visibility> {
        self.fields.get(&field).copied()
    }

    /// Every field that has a toggle of its own.
    pub fn fields(&self) -> impl Iterator<Item = (Field, Visibility)> + '_ {
        self.fields.iter().map(|(field, visibility)| (*field, *visibility))
    }

    /// Sets a section's toggle.
    ///
    /// # Errors
    /// [`TooOpen`] when the matrix does not allow it.
    pub fn set_section(&mut self, section: Section, visibility: Visibility) -> Result<(), TooOpen> {
        if !visibility.within(section.most_open()) {
            return Err(TooOpen { most_open: section.most_open() });
        }
        self.sections[section as usize] = visibility;
        Ok(())
    }

    /// Sets a field's toggle, or takes it away (`None`: the field follows its section again).
    ///
    /// # Errors
    /// [`ToggleRefused`] when the field has no toggle of its own, or the matrix does not allow that level.
    pub fn set_field(&mut self, field: Field, visibility: Option<Visibility>) -> Result<(), ToggleRefused> {
        let row = field.row();
        match visibility {
            Some(_) if row.toggle == Toggle::Follows => {
                return Err(ToggleRefused::FollowsSection(row.section));
            }
            Some(visibility) if !visibility.within(row.most_open()) => {
                return Err(ToggleRefused::TooOpen(TooOpen { most_open: row.most_open() }));
            }
            Some(visibility) => self.fields.insert(field, visibility),
            None => self.fields.remove(&field),
        };
        Ok(())
    }
}

/// Why a field's toggle is not set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToggleRefused {
    /// More open than the matrix allows.
    TooOpen(TooOpen),
    /// The field has no toggle of its own: set this section's.
    FollowsSection(Section),
}

impl std::fmt::Display for ToggleRefused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooOpen(too_open) => too_open.fmt(f),
            Self::FollowsSection(section) => {
                write!(f, "this field follows its section: set the toggle of the section {}", section.name())
            }
        }
    }
}

impl std::error::Error for ToggleRefused {}

/// A toggle that is more open than the matrix allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooOpen {
    /// The most open level that may be chosen.
    pub most_open: Visibility,
}

impl std::fmt::Display for TooOpen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the most open level here is {}", self.most_open.level())
    }
}

impl std::error::Error for TooOpen {}

#[derive(Serialize)]
struct Written {
    sections: BTreeMap<&'static str, Visibility>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    fields: BTreeMap<&'static str, Visibility>,
}

/// Borrowed where the document allows it, owned where it can't be: escaped, or read from a `serde_json::Value`.
#[derive(Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

/// Reads what is stored into toggles, as it comes: they are read for each person on a page.
struct Stored<'t>(&'t mut Toggles);

impl<'de> Visitor<'de> for Stored<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("toggles")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Toggles { sections, fields } = self.0;
        while let Some(Name(part)) = map.next_key()? {
            match &*part {
                "sections" => map.next_value_seed(Levels(|name: &str, visibility| {
                    if let Some(section) = Section::parse(name) {
                        sections[section as usize] = visibility;
                    }
                }))?,
                "fields" => map.next_value_seed(Levels(|name: &str, visibility| {
                    // One that has no toggle of its own (any more) follows its section.
                    if let Some(field) = Field::parse(name).filter(|field| field.row().toggle == Toggle::Own)
                    {
                        fields.insert(field, visibility);
                    }
                }))?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// Reads levels by name.
struct Levels<F>(F);

impl<'de, F: FnMut(&str, Visibility)> DeserializeSeed<'de> for Levels<F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, F: FnMut(&str, Visibility)> Visitor<'de> for Levels<F> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("levels by name")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some((Name(name), visibility)) = map.next_entry::<Name<'de>, Visibility>()? {
            (self.0)(&name, visibility);
        }
        Ok(())
    }
}

impl Serialize for Toggles {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written {
            sections: Section::ALL.iter().map(|s| (s.name(), self.section(*s))).collect(),
            fields: self.fields.iter().map(|(f, v)| (f.coordinate(), *v)).collect(),
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Toggles {
    /// Fails closed: a section that isn't there has its strictest default, an unreadable level is PRIVATE, and a name
    /// that the matrix no longer knows governs nothing.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        static STRICTEST: LazyLock<Toggles> = LazyLock::new(|| Toggles::defaults(None));
        let mut toggles = STRICTEST.clone();
        deserializer.deserialize_map(Stored(&mut toggles))?;
        Ok(toggles)
    }
}
