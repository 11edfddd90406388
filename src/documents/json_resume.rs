//! A profile as a JSON Resume file: what [`crate::resume`] reads, written. What came from such a file stands in it as it
//! stood, apart from what the report of the import told.

use folio_db::CivilDate;
use serde_json::{Map, Value, json};

use super::disclosed::{Certificate, Disclosed, Education, Language, Link, Project, Skill, Work};
use crate::resume::{self, LinkKind};

/// The version of the schema that the file is written by.
const SCHEMA: &str = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json";

/// The file. Sections that have nothing to show aren't in it.
#[must_use]
pub fn json_resume(of: &Disclosed) -> Value {
    object([
        ("$schema", Some(json!(SCHEMA))),
        ("basics", Some(basics(of))),
        ("work", list(of.work.iter().map(work))),
        ("education", list(of.education.iter().map(education))),
        ("certificates", list(of.certificates.iter().map(certificate))),
        ("skills", list(of.skills.iter().map(skill))),
        ("languages", list(of.languages.iter().map(language))),
        ("projects", list(of.projects.iter().map(project))),
        ("meta", Some(json!({ "version": "v1.0.0" }))),
    ])
}

fn basics(of: &Disclosed) -> Value {
    // The person's own site is the first link to one, if it says nothing beside its address.
    let is_own = |link: &&Link| {
        link.kind == Some(LinkKind::Website) && link.label.is_none() && link.username.is_none()
    };
    let own = of.links.first().filter(is_own);
    let profiles = of.links.iter().skip(usize::from(own.is_some()));
    let location = [
        ("city", text(of.city.as_ref())),
        ("region", text(of.region.as_ref())),
        ("countryCode", text(of.country_code.as_ref())),
    ];
    object([
        ("name", text(of.display_name.as_ref())),
        ("label", text(of.headline.as_ref())),
        ("image", text(of.avatar_url.as_ref())),
        ("email", text(of.email.as_ref())),
        ("phone", text(of.phone.as_ref())),
        ("url", own.and_then(|link| text(link.url.as_ref()))),
        ("summary", text(of.about.as_ref())),
        ("location", location.iter().any(|(_, part)| part.is_some()).then(|| object(location))),
        ("profiles", list(profiles.map(profile))),
    ])
}

fn profile(link: &Link) -> Value {
    let network = link.label.clone().or_else(|| link.kind.and_then(LinkKind::network).map(str::to_owned));
    object([
        ("network", network.map(Value::String)),
        ("username", text(link.username.as_ref())),
        ("url", text(link.url.as_ref())),
    ])
}

fn work(item: &Work) -> Value {
    object([
        ("name", text(item.company.as_ref())),
        ("position", text(item.title.as_ref())),
        ("location", text(item.location.as_ref())),
        ("url", text(item.url.as_ref())),
        ("startDate", date(item.start)),
        ("endDate", date(item.end)),
        ("summary", text(item.description.as_ref())),
        ("highlights", texts(&item.highlights)),
        ("keywords", texts(&item.skills)),
    ])
}

fn education(item: &Education) -> Value {
    let score = item.gpa.map(resume::written_gpa).or_else(|| item.score_text.clone());
    object([
        ("institution", text(item.institution.as_ref())),
        ("url", text(item.url.as_ref())),
        ("area", text(item.field_of_study.as_ref())),
        ("studyType", text(item.degree.as_ref())),
        ("startDate", date(item.start)),
        ("endDate", date(item.end)),
        ("score", score.map(Value::String)),
        ("honours", text(item.honours.as_ref())),
        ("courses", texts(&item.coursework)),
    ])
}

fn certificate(item: &Certificate) -> Value {
    object([
        ("name", text(item.title.as_ref())),
        ("date", date(item.issued)),
        ("issuer", text(item.provider.as_ref())),
        ("url", text(item.url.as_ref().or(item.credential_url.as_ref()))),
        ("credentialId", text(item.credential_id.as_ref())),
        ("expires", date(item.expires)),
    ])
}

fn skill(item: &Skill) -> Value {
    object([
        ("name", text(item.name.as_ref())),
        ("level", item.level.map(|level| json!(resume::written_skill_level(level)))),
    ])
}

fn language(item: &Language) -> Value {
    object([
        ("language", item.tag.as_deref().map(|tag| Value::String(resume::written_language(tag)))),
        ("fluency", item.level.map(|level| json!(resume::written_fluency(level)))),
    ])
}

fn project(item: &Project) -> Value {
    let roles: Vec<String> = item.role.as_deref().map(resume::roles_of_a_line).unwrap_or_default();
    object([
        ("name", text(item.name.as_ref())),
        ("description", text(item.description.as_ref())),
        ("highlights", texts(&item.highlights)),
        ("keywords", texts(&item.skills)),
        ("startDate", date(item.start)),
        ("endDate", date(item.end)),
        ("url", text(item.links.first())),
        ("roles", texts(&roles)),
        ("entity", text(item.organization.as_ref())),
        ("type", text(item.kind.as_ref())),
    ])
}

fn date(date: Option<CivilDate>) -> Option<Value> {
    date.map(|date| Value::String(date.to_string()))
}

fn text(value: Option<&String>) -> Option<Value> {
    value.map(|text| json!(text))
}

fn texts(values: &[String]) -> Option<Value> {
    (!values.is_empty()).then(|| json!(values))
}

fn list(values: impl Iterator<Item = Value>) -> Option<Value> {
    let values: Vec<Value> = values.collect();
    (!values.is_empty()).then_some(Value::Array(values))
}

fn object<'a>(entries: impl IntoIterator<Item = (&'a str, Option<Value>)>) -> Value {
    let there = entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Value::Object(there.collect::<Map<_, _>>())
}
