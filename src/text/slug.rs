//! The part of a profile's public address that names it: `maya-okonkwo`.

use std::fmt;
use std::str::FromStr;

use deunicode::deunicode;
use serde::{Deserialize, Serialize};

/// The fewest characters of a slug.
pub const MIN_SLUG_CHARS: usize = 3;
/// The most characters of a slug.
pub const MAX_SLUG_CHARS: usize = 60;

/// Slugs that no profile gets: paths of the site, and names that would pass for the site's own voice.
pub const RESERVED_SLUGS: &[&str] = &[
    "about",
    "abuse",
    "account",
    "accounts",
    "admin",
    "administrator",
    "anonymous",
    "api",
    "app",
    "apps",
    "assets",
    "auth",
    "badges",
    "billing",
    "blog",
    "browse",
    "careers",
    "contact",
    "dashboard",
    "docs",
    "edit",
    "employer",
    "employers",
    "explore",
    "favicon",
    "folio",
    "graphiql",
    "graphql",
    "healthz",
    "help",
    "home",
    "index",
    "jobs",
    "legal",
    "login",
    "logout",
    "mentor",
    "mentors",
    "metrics",
    "moderation",
    "moderator",
    "new",
    "news",
    "null",
    "official",
    "pricing",
    "privacy",
    "profile",
    "profiles",
    "public",
    "readyz",
    "register",
    "robots",
    "root",
    "search",
    "security",
    "settings",
    "share",
    "sign-in",
    "sign-out",
    "sign-up",
    "signin",
    "signup",
    "sitemap",
    "staff",
    "static",
    "status",
    "student",
    "students",
    "support",
    "system",
    "terms",
    "undefined",
    "user",
    "users",
    "webhooks",
    "well-known",
    "www",
];

/// A valid slug: 3 to 60 of `a`–`z`, `0`–`9` and single inner dashes, not reserved.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// Why a slug is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SlugError {
    /// Too short or too long.
    #[error("must have {MIN_SLUG_CHARS} to {MAX_SLUG_CHARS} characters")]
    Length,
    /// Something other than small ASCII letters, digits and dashes.
    #[error("may hold only the letters a to z, digits and dashes")]
    Character,
    /// A dash at an end or beside another.
    #[error("may have dashes only one at a time, between letters or digits")]
    Dash,
    /// A word that the site keeps for itself.
    #[error("is reserved; choose another")]
    Reserved,
}

impl Slug {
    /// The slug that a name suggests, in ASCII: `Zoë O'Brien` becomes `zoe-obrien`. `None` when the name
    /// leaves too little, or a reserved word.
    pub fn derive(name: &str) -> Option<Self> {
        // An apostrophe is part of its word; anything else that isn't a letter or digit parts words.
        let ascii = deunicode(name).to_ascii_lowercase().replace(['\'', '`'], "");
        let words = ascii.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        cut(&words.collect::<Vec<_>>().join("-"), MAX_SLUG_CHARS).parse().ok()
    }

    /// This slug with a number, for when it is taken: `maya-okonkwo-2`. Shortened where needed.
    pub fn numbered(&self, number: u32) -> Self {
        let suffix = format!("-{number}");
        Self(format!("{}{suffix}", cut(&self.0, MAX_SLUG_CHARS - suffix.len())))
    }

    /// Whether `text` could stand in the database: a slug's form, reserved words included.
    #[must_use]
    pub fn is_well_formed(text: &str) -> bool {
        check_form(text).is_ok()
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn check_form(text: &str) -> Result<(), SlugError> {
    if !text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        return Err(SlugError::Character);
    }
    if !(MIN_SLUG_CHARS..=MAX_SLUG_CHARS).contains(&text.len()) {
        return Err(SlugError::Length);
    }
    if text.split('-').any(str::is_empty) {
        return Err(SlugError::Dash);
    }
    Ok(())
}

/// At most `max` characters of an ASCII `slug`, cut between words where there is a dash to cut at.
fn cut(slug: &str, max: usize) -> &str {
    if slug.len() <= max {
        return slug;
    }
    let (head, rest) = slug.split_at(max);
    let head =
        if rest.starts_with('-') { head } else { head.rsplit_once('-').map_or(head, |(words, _)| words) };
    head.trim_end_matches('-')
}

impl FromStr for Slug {
    type Err = SlugError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        check_form(text)?;
        if RESERVED_SLUGS.contains(&text) {
            return Err(SlugError::Reserved);
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for Slug {
    type Error = SlugError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
