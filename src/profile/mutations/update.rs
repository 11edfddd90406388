//! `profileUpdate`.

use async_graphql::{InputObject, Json, MaybeUndefined};
use celes::Country;
use folio_db::{
    DbResult,
    profiles::{self, ProfilePatch, ProfileRow},
    write::Locked,
};
use folio_policy::{Field, data_map};

use crate::{
    profile_skills::set_keywords,
    text::{codes, limits},
    write::{Applied, Change, Checks, UserErrorCode, Verdict},
};

/// The core of a profile, as its owner writes it. A field that is left out stays as it is; null empties it.
#[derive(Debug, Clone, InputObject)]
pub struct ProfileInput {
    /// The name shown, at most 100 characters.
    display_name: MaybeUndefined<String>,
    /// Pronouns, at most 40 characters.
    pronouns: MaybeUndefined<String>,
    /// A line below the name, at most 160 characters.
    headline: MaybeUndefined<String>,
    /// A text about oneself, at most 5,000 characters; line breaks are kept.
    about: MaybeUndefined<String>,
    /// Where the person lives; null takes all of it away.
    location: MaybeUndefined<LocationInput>,
    /// IANA time zone: "Europe/Berlin".
    timezone: MaybeUndefined<String>,
    /// ISO 4217 code: "EUR".
    currency: MaybeUndefined<String>,
    /// BCP 47 language tag: "de-CH".
    locale: MaybeUndefined<String>,
    /// Settings of the clients: a JSON object of at most 16 KiB, put in place of the one before.
    settings: MaybeUndefined<Json<serde_json::Value>>,
    /// The names of the skills, in their order, in place of those that are there: at most 100, each 1 to 100 characters. Those
    /// that are named again keep their level, their years and who sees them; those that are not are removed.
    skill_keywords: MaybeUndefined<Vec<String>>,
}

/// Where somebody lives, down to the city and no further. A field that is left out stays as it is; null empties it.
#[derive(Debug, Clone, InputObject)]
pub struct LocationInput {
    /// The city, at most 100 characters.
    city: MaybeUndefined<String>,
    /// The state, province or region, at most 100 characters.
    region: MaybeUndefined<String>,
    /// ISO 3166-1 alpha-2 code of the country: "CH".
    country_code: MaybeUndefined<String>,
}

/// Changes the core.
pub(super) struct UpdateProfile(pub(super) ProfileInput);

/// The most that the clients' settings may take, as JSON text in bytes.
const MAX_SETTINGS: usize = 16 << 10;

impl Change for UpdateProfile {
    fn action(&self) -> &'static str {
        "profileUpdate"
    }

    async fn apply(self, profile: &Locked<'_>) -> DbResult<Verdict> {
        let before = profiles::core(profile).await?;
        let mut after = before.clone();
        let mut checks = Checks::of("input");
        self.0.apply(&mut after, &mut checks);
        let keywords = match &self.0.skill_keywords {
            MaybeUndefined::Undefined => None,
            MaybeUndefined::Null => Some(&[][..]),
            MaybeUndefined::Value(keywords) => Some(keywords.as_slice()),
        };
        let skills_moved = match keywords {
            Some(keywords) => set_keywords(profile, keywords, &mut checks).await?,
            None => false,
        };
        let errors = checks.finish();
        if !errors.is_empty() {
            return Ok(Verdict::Refused(errors));
        }
        let (patch, columns) = ProfilePatch::between(&before, &after);
        if columns.is_empty() && !skills_moved {
            return Ok(Verdict::Unchanged(None));
        }
        if !columns.is_empty() {
            profiles::update(profile, &patch).await?;
        }
        let core = columns.into_iter().filter_map(|column| data_map::field_of("profiles", column));
        let fields = core.chain(skills_moved.then_some(Field::ProfileSkillKeywords)).collect();
        Ok(Verdict::Done(Applied { fields, ..Applied::of("profile.updated") }))
    }
}

impl ProfileInput {
    fn apply(&self, row: &mut ProfileRow, checks: &mut Checks) {
        checks.text("displayName", &limits::DISPLAY_NAME, &self.display_name, &mut row.display_name);
        checks.text("pronouns", &limits::PRONOUNS, &self.pronouns, &mut row.pronouns);
        checks.text("headline", &limits::HEADLINE, &self.headline, &mut row.headline);
        checks.text("about", &limits::ABOUT, &self.about, &mut row.about);
        match &self.location {
            MaybeUndefined::Undefined => {}
            MaybeUndefined::Null => (row.city, row.region, row.country_code) = (None, None, None),
            MaybeUndefined::Value(location) => {
                checks.within("location", |checks| location.apply(row, checks));
            }
        }
        for (field, input, slot, default, read, accepted) in [
            (
                "timezone",
                &self.timezone,
                &mut row.timezone,
                "UTC",
                codes::timezone as fn(&str) -> Option<String>,
                "must be an IANA time zone, such as Europe/Berlin",
            ),
            (
                "currency",
                &self.currency,
                &mut row.currency,
                "USD",
                codes::currency,
                "must be an ISO 4217 currency code, such as EUR",
            ),
            (
                "locale",
                &self.locale,
                &mut row.locale,
                "en",
                codes::locale,
                "must be a BCP 47 language tag, such as de-CH",
            ),
        ] {
            match input {
                MaybeUndefined::Undefined => {}
                MaybeUndefined::Null => default.clone_into(slot),
                MaybeUndefined::Value(text) => match read(text) {
                    Some(code) => *slot = code,
                    None => checks.refuse(field, UserErrorCode::Invalid, accepted),
                },
            }
        }
        match &self.settings {
            MaybeUndefined::Undefined => {}
            MaybeUndefined::Null => row.settings = serde_json::json!({}),
            MaybeUndefined::Value(Json(settings)) => match unusable(settings) {
                None => row.settings = settings.clone(),
                Some((code, message)) => checks.refuse("settings", code, message),
            },
        }
    }
}

/// Why settings can't be kept. Postgres takes no NUL in a text, not even an escaped one.
fn unusable(settings: &serde_json::Value) -> Option<(UserErrorCode, String)> {
    if !settings.is_object() {
        return Some((UserErrorCode::Invalid, "must be a JSON object".to_owned()));
    }
    let text = settings.to_string();
    if text.len() > MAX_SETTINGS {
        let message = format!("has {} bytes as JSON; at most {MAX_SETTINGS} are accepted", text.len());
        return Some((UserErrorCode::TooLong, message));
    }
    holds_nul(settings)
        .then(|| (UserErrorCode::ForbiddenCharacter, "must not hold the character U+0000".to_owned()))
}

/// Variables are nested no deeper than the document guard allows.
fn holds_nul(value: &serde_json::Value) -> bool {
    use serde_json::Value;
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(holds_nul),
        Value::Object(fields) => fields.iter().any(|(name, value)| name.contains('\0') || holds_nul(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

impl LocationInput {
    fn apply(&self, row: &mut ProfileRow, checks: &mut Checks) {
        checks.text("city", &limits::CITY, &self.city, &mut row.city);
        checks.text("region", &limits::REGION, &self.region, &mut row.region);
        match &self.country_code {
            MaybeUndefined::Undefined => {}
            MaybeUndefined::Null => row.country_code = None,
            MaybeUndefined::Value(code) => match Country::from_alpha2(code.trim()) {
                Ok(country) => row.country_code = Some(country.alpha2.to_owned()),
                Err(_) => {
                    let message = "must be an ISO 3166-1 alpha-2 country code, such as CH";
                    checks.refuse("countryCode", UserErrorCode::Invalid, message);
                }
            },
        }
    }
}
