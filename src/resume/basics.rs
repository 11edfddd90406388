//! `basics`: who the resume is about, and their links.

use celes::Country;
use serde_json::Value;

use super::clean::clean;
use super::draft::{CoreDraft, LinkDraft};
use super::error::ResumeError;
use super::fields::{Fields, Taken};
use super::links;
use super::loss::LossReason;
use crate::text::limits;

/// Takes `basics`.
pub(super) fn take(resume: &mut Fields<'_>) -> Result<(CoreDraft, Vec<LinkDraft>), ResumeError> {
    let Some(mut basics) = resume.object(&["basics"]) else { return Err(ResumeError::NoName) };
    let display_name = take_name(&mut basics)?;
    let headline = basics.text(&["label", "headline", "title"], &limits::HEADLINE);
    let about = basics.text(&["summary", "about"], &limits::ABOUT);
    for image in ["image", "picture"] {
        basics.leave(image, LossReason::NotKeptYet, "photos are not fetched from elsewhere yet");
    }
    for contact in ["email", "phone"] {
        basics.leave(contact, LossReason::NotKept, "comes from the account that signs in, not from a file");
    }
    let place = take_place(&mut basics);
    let links = links::take(&mut basics);
    basics.finish();
    let Place { city, region, country_code } = place;
    Ok((CoreDraft { display_name, headline, about, city, region, country_code }, links))
}

/// The name decides whether there is a profile to make, so what is wrong with it is an error and not a loss.
fn take_name(basics: &mut Fields<'_>) -> Result<String, ResumeError> {
    let Taken { path, value } = match basics.take(&["name"]) {
        Some(name) => name,
        None => first_and_last_name(basics).ok_or(ResumeError::NoName)?,
    };
    let Value::String(raw) = value else { return Err(ResumeError::NotAName { path: path.to_string() }) };
    let cleaned = clean(&raw, &limits::DISPLAY_NAME)
        .map_err(|cause| ResumeError::Name { path: path.to_string(), cause })?
        .ok_or(ResumeError::NoName)?;
    if let Some((reason, message)) = cleaned.change {
        basics.report(&path, reason, message);
    }
    Ok(cleaned.text)
}

fn first_and_last_name(basics: &mut Fields<'_>) -> Option<Taken> {
    let mut full_name: Option<(String, Taken)> = None;
    for names in [["firstName", "first_name"], ["lastName", "last_name"]] {
        let Some(taken) = basics.take(&names) else { continue };
        let Value::String(part) = &taken.value else {
            basics.report(&taken.path, LossReason::Unreadable, "a text is expected");
            continue;
        };
        let part = part.trim().to_owned();
        basics.report(&taken.path, LossReason::Normalised, "first and last name were put together");
        full_name = Some(match full_name {
            Some((before, first)) => (format!("{before} {part}"), first),
            None => (part, taken),
        });
    }
    full_name.map(|(name, taken)| Taken { path: taken.path, value: Value::String(name) })
}

#[derive(Default)]
struct Place {
    city: Option<String>,
    region: Option<String>,
    country_code: Option<String>,
}

impl Place {
    /// "City", "City, Country", "City, Region" or "City, Region, Country". What has other parts is the city as a whole.
    fn of_text(text: &str) -> Self {
        let parts: Vec<&str> = text.split(',').map(str::trim).collect();
        let some = |part: &str| Some(part.to_owned());
        match parts.as_slice() {
            _ if parts.contains(&"") => Self { city: some(text), ..Self::default() },
            // A state of the United States, rather than the country.
            [city, region @ "Georgia"] => Self { city: some(city), region: some(region), country_code: None },
            [city, rest] => match country_named(rest) {
                Some(code) => Self { city: some(city), region: None, country_code: some(code) },
                None => Self { city: some(city), region: some(rest), country_code: None },
            },
            [city, region, country] => match country_named(country) {
                Some(code) => Self { city: some(city), region: some(region), country_code: some(code) },
                None => Self { city: some(text), ..Self::default() },
            },
            _ => Self { city: some(text), ..Self::default() },
        }
    }
}

/// The country of this name. Codes aren't names: "CA" is California as often as Canada.
fn country_named(text: &str) -> Option<&'static str> {
    let name: String = text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let everyday = COUNTRY_NAMES.iter().find(|(everyday, _)| *everyday == name).map(|(_, code)| *code);
    if text.chars().count() < 4 {
        return everyday;
    }
    everyday.or_else(|| Country::from_name(&name).ok().map(|country| country.alpha2))
}

fn take_place(basics: &mut Fields<'_>) -> Place {
    let Some(Taken { path, value }) = basics.take(&["location"]) else { return Place::default() };
    let Value::Object(values) = value else {
        // Loose files have "Seattle, WA" here, and LinkedIn "Berlin, Germany".
        let text = basics.read_text(Taken { path: path.clone(), value }, &limits::CITY);
        let Some(text) = text else { return Place::default() };
        let place = Place::of_text(&text);
        let read = match (&place.region, &place.country_code) {
            (None, None) => "one text, read as the city",
            (Some(_), None) => "one text, read as the city and the region",
            (None, Some(_)) => "one text, read as the city and the country",
            (Some(_), Some(_)) => "one text, read as the city, the region and the country",
        };
        basics.report(&path, LossReason::Normalised, read);
        return place;
    };
    let mut location = basics.enter(path, values);
    let city = location.text(&["city"], &limits::CITY);
    let region = location.text(&["region", "state"], &limits::REGION);
    let country_code = take_country(&mut location);
    location.leave("address", LossReason::NotKept, "a profile says the city, not the street");
    location.leave("postalCode", LossReason::NotKept, "a profile says the city, not the street");
    location.finish();
    Place { city, region, country_code }
}

/// Everyday names that are neither a code nor the standard's name.
const COUNTRY_NAMES: &[(&str, &str)] =
    &[("uk", "GB"), ("unitedkingdom", "GB"), ("greatbritain", "GB"), ("unitedstates", "US")];

fn take_country(location: &mut Fields<'_>) -> Option<String> {
    let taken = location.take(&["countryCode", "country"])?;
    let path = taken.path.clone();
    let raw = location.read_text(taken, &limits::REGION)?;
    let name: String = raw.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let everyday = COUNTRY_NAMES.iter().find(|(everyday, _)| *everyday == name).map(|(_, code)| *code);
    let country = Country::from_alpha2(everyday.unwrap_or(&raw))
        .or_else(|_| Country::from_alpha3(&raw))
        .or_else(|_| Country::from_name(&name));
    match country {
        Ok(country) => {
            if country.alpha2 != raw {
                location.report(&path, LossReason::Normalised, format!("read as {}", country.alpha2));
            }
            Some(country.alpha2.to_owned())
        }
        Err(_) => {
            let message = "an ISO 3166-1 code of two letters is expected, such as US";
            location.report(&path, LossReason::Unreadable, message);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn one_text_is_taken_apart_as_far_as_it_is_certain() {
        for (text, city, region, country) in [
            ("Berlin", "Berlin", None, None),
            ("Berlin, Germany", "Berlin", None, Some("DE")),
            ("Munich, Bavaria, Germany", "Munich", Some("Bavaria"), Some("DE")),
            ("Seattle, WA", "Seattle", Some("WA"), None),
            ("San Francisco, CA", "San Francisco", Some("CA"), None),
            ("Atlanta, Georgia", "Atlanta", Some("Georgia"), None),
            ("London, United Kingdom", "London", None, Some("GB")),
            ("A, B, C", "A, B, C", None, None),
            ("A, B, C, Germany", "A, B, C, Germany", None, None),
            ("Berlin, ", "Berlin, ", None, None),
        ] {
            let place = Place::of_text(text);
            assert_eq!(
                (place.city.as_deref(), place.region.as_deref(), place.country_code.as_deref()),
                (Some(city), region, country),
                "{text}"
            );
        }
    }
}
