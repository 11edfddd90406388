//! schema.org's `ProfilePage`, as JSON-LD: what search engines make a result of.

use std::collections::HashSet;

use folio_db::CivilDate;
use serde_json::{Map, Value, json};

use super::{
    disclosed::{Certificate, Disclosed, Education, Work, has_come},
    site::Site,
};

/// The document as text that may stand in a `<script>` element as it is.
pub(super) fn profile_page(of: &Disclosed, site: Option<&Site>) -> String {
    let address = site.zip(of.slug.as_deref()).map(|(site, slug)| site.profile(slug));
    let page = object([
        ("@context", Some(json!("https://schema.org"))),
        ("@type", Some(json!("ProfilePage"))),
        ("@id", address.clone().map(Value::String)),
        ("url", address.as_ref().map(|address| json!(address))),
        ("mainEntity", Some(person(of, address.as_deref()))),
    ]);
    in_script(&page)
}

fn person(of: &Disclosed, address: Option<&str>) -> Value {
    let current: Vec<&Work> = of.work.iter().filter(|work| work.goes_on()).collect();
    let job_title = current.iter().find_map(|work| work.title.clone()).or_else(|| of.headline.clone());
    let tags = of.languages.iter().filter_map(|language| language.tag.clone());
    object([
        ("@type", Some(json!("Person"))),
        ("@id", address.map(|address| json!(format!("{address}#person")))),
        ("name", text(of.display_name.as_ref())),
        ("alternateName", text(of.slug.as_ref())),
        ("url", address.map(Into::into)),
        ("jobTitle", job_title.map(Value::String)),
        ("description", text(of.about.as_ref().or(of.headline.as_ref()))),
        ("image", text(of.avatar_url.as_ref())),
        ("address", postal_address(of)),
        ("sameAs", list(once(of.links.iter().filter_map(|link| link.url.as_ref())).map(|url| json!(url)))),
        (
            "worksFor",
            list(
                current.iter().filter_map(|work| {
                    organization("Organization", work.company.as_ref(), work.url.as_ref())
                }),
            ),
        ),
        (
            "alumniOf",
            list(of.education.iter().filter_map(|item| {
                organization("EducationalOrganization", item.institution.as_ref(), item.url.as_ref())
            })),
        ),
        ("knowsLanguage", list(tags.map(Value::String))),
        ("knowsAbout", list(of.skills.iter().filter_map(|skill| text(skill.name.as_ref())))),
        (
            "hasCredential",
            list(
                of.education.iter().filter_map(degree).chain(of.certificates.iter().filter_map(certificate)),
            ),
        ),
    ])
}

fn postal_address(of: &Disclosed) -> Option<Value> {
    let parts = [
        ("addressLocality", text(of.city.as_ref())),
        ("addressRegion", text(of.region.as_ref())),
        ("addressCountry", text(of.country_code.as_ref())),
    ];
    parts
        .iter()
        .any(|(_, part)| part.is_some())
        .then(|| object([("@type", Some(json!("PostalAddress")))].into_iter().chain(parts)))
}

fn organization(kind: &str, name: Option<&String>, url: Option<&String>) -> Option<Value> {
    name.or(url)?;
    Some(object([("@type", Some(json!(kind))), ("name", text(name)), ("url", text(url))]))
}

/// A degree that was reached: one whose end is past tells so, one that is being studied for doesn't.
fn degree(item: &Education) -> Option<Value> {
    let end = item.end.filter(|end| has_come(*end))?;
    let name = item.degree.clone()?;
    Some(object([
        ("@type", Some(json!("EducationalOccupationalCredential"))),
        ("credentialCategory", Some(json!("degree"))),
        ("name", Some(json!(name))),
        ("about", text(item.field_of_study.as_ref())),
        (
            "recognizedBy",
            organization("EducationalOrganization", item.institution.as_ref(), item.url.as_ref()),
        ),
        ("dateCreated", date(Some(end))),
    ]))
}

/// A certificate that was issued: one that is yet to be isn't anybody's so far.
fn certificate(item: &Certificate) -> Option<Value> {
    if item.issued.is_some_and(|issued| !has_come(issued)) {
        return None;
    }
    let name = item.title.clone()?;
    Some(object([
        ("@type", Some(json!("EducationalOccupationalCredential"))),
        ("credentialCategory", Some(json!("certificate"))),
        ("name", Some(json!(name))),
        ("url", text(item.credential_url.as_ref().or(item.url.as_ref()))),
        ("recognizedBy", organization("Organization", item.provider.as_ref(), None)),
        ("dateCreated", date(item.issued)),
        ("expires", date(item.expires)),
    ]))
}

fn date(date: Option<CivilDate>) -> Option<Value> {
    date.map(|date| Value::String(date.to_string()))
}

/// Each of them where it stands first.
fn once<'a>(texts: impl Iterator<Item = &'a String>) -> impl Iterator<Item = &'a String> {
    let mut seen = HashSet::new();
    texts.filter(move |text| seen.insert(text.as_str()))
}

fn text(value: Option<&String>) -> Option<Value> {
    value.map(|text| json!(text))
}

fn list(values: impl Iterator<Item = Value>) -> Option<Value> {
    let values: Vec<Value> = values.collect();
    (!values.is_empty()).then_some(Value::Array(values))
}

fn object<'a>(entries: impl IntoIterator<Item = (&'a str, Option<Value>)>) -> Value {
    let there = entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Value::Object(there.collect::<Map<_, _>>())
}

/// JSON in which no character means anything to HTML: those that do stand in texts only, and there they may be written as
/// escapes. The last two are line ends to old JavaScript.
fn in_script(value: &Value) -> String {
    let json = value.to_string();
    let mut safe = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                safe.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            other => safe.push(other),
        }
    }
    safe
}
