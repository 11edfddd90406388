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
    let Value::String(raw) = value else { return Err(ResumeError::NoName) };
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

fn take_place(basics: &mut Fields<'_>) -> Place {
    let Some(Taken { path, value }) = basics.take(&["location"]) else { return Place::default() };
    let Value::Object(values) = value else {
        // Loose files have "Seattle, WA" here.
        let city = basics.read_text(Taken { path: path.clone(), value }, &limits::CITY);
        if city.is_some() {
            basics.report(&path, LossReason::Normalised, "one text, read as the city");
        }
        return Place { city, ..Place::default() };
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
