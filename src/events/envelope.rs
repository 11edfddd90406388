//! An event as other teams get it: CloudEvents 1.0, structured JSON.
//!
//! Ids are those of the GraphQL API, so that whoever follows can ask for what stands now, under the policy, with what
//! they hold: `subject` and `data.profileId` are the profile's global id, `data.itemId` the item's. No Clerk id and no
//! database id is told.

use std::{fmt, str::FromStr, sync::Arc};

use async_graphql::ID;
use chrono::{DateTime, SecondsFormat, Utc};
use folio_db::feed::{Event, EventType, event_type};
use serde::{Serialize, Serializer};
use url::Url;
use uuid::Uuid;

use crate::graphql::id::{GlobalId, ItemKind};

/// What the types of all our events begin with.
pub const TYPE_PREFIX: &str = "com.gigsy.folio.";

/// Where events come from, as their envelope says it: a URI reference, `/folio` unless configured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source(Arc<str>);

/// A text that is not a URI reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a URI or an absolute path, as /folio or https://folio.example.com")]
pub struct NotASource;

impl Default for Source {
    fn default() -> Self {
        Self("/folio".into())
    }
}

impl FromStr for Source {
    type Err = NotASource;

    fn from_str(text: &str) -> Result<Self, NotASource> {
        // What url would encode or trim is no URI as it stands.
        let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte));
        let readable = text.starts_with('/') || Url::parse(text).is_ok();
        if plain && readable { Ok(Self(text.into())) } else { Err(NotASource) }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One event in its envelope.
#[derive(Debug, Clone, Serialize)]
pub struct Envelope<'a> {
    specversion: &'static str,
    id: Uuid,
    source: &'a str,
    #[serde(rename = "type")]
    event_type: String,
    subject: ID,
    #[serde(serialize_with = "rfc3339")]
    time: DateTime<Utc>,
    datacontenttype: &'static str,
    dataschema: String,
    sequence: String,
    data: Data<'a>,
}

/// What an event tells: ids, a version and names.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Data<'a> {
    profile_id: ID,
    /// A text, as all our integers of 64 bits are.
    version: String,
    sections: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    item_id: Option<ID>,
}

impl<'a> Envelope<'a> {
    /// The envelope of an event; `None` for one whose type this program doesn't know, which a newer one has written.
    #[must_use]
    pub fn of(source: &'a Source, event: &'a Event) -> Option<Self> {
        let known = event_type(&event.event_type)?;
        let subject = GlobalId::Profile(event.profile_id).encode();
        let item = |(kind, item)| GlobalId::Item { kind, profile: event.profile_id, item }.encode();
        Some(Self {
            specversion: "1.0",
            id: event.id,
            source: &source.0,
            event_type: type_of(known),
            subject: subject.clone(),
            time: event.at,
            datacontenttype: "application/json",
            dataschema: schema_of(known),
            sequence: sequence(event.seq),
            data: Data {
                profile_id: subject,
                version: event.version.to_string(),
                sections: &event.payload.sections,
                item_id: item_kind(known.name).zip(event.payload.item_id).map(item),
            },
        })
    }
}

/// The type as the envelope has it: `com.gigsy.folio.profile.updated.v1`.
#[must_use]
pub fn type_of(known: &EventType) -> String {
    format!("{TYPE_PREFIX}{}.v{}", known.name, known.version)
}

/// What names the schema of a type's data. A name and no address: nothing is served there.
#[must_use]
pub fn schema_of(known: &EventType) -> String {
    format!("tag:gigsy.com,2026:folio/events/{}/v{}", known.name, known.version)
}

/// A place in the feed as a text that sorts as the number does, which CloudEvents' `sequence` asks for.
fn sequence(seq: i64) -> String {
    format!("{seq:019}")
}

/// Of which kind the items of these events are.
fn item_kind(name: &str) -> Option<ItemKind> {
    match name.split_once('.')?.0 {
        "education" => Some(ItemKind::Education),
        "project" => Some(ItemKind::Project),
        // What is said of a skill is found there.
        "skill" | "endorsement" => Some(ItemKind::ProfileSkill),
        "recommendation" => Some(ItemKind::Recommendation),
        "badge" => Some(ItemKind::BadgeAward),
        "certificate" | "course" => Some(ItemKind::Certificate),
        "gig" => Some(ItemKind::Gig),
        "link" => Some(ItemKind::Link),
        "work" => Some(ItemKind::WorkExperience),
        "language" => Some(ItemKind::LanguageSkill),
        "media" => Some(ItemKind::MediaItem),
        _ => None,
    }
}

fn rfc3339<S: Serializer>(time: &DateTime<Utc>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&time.to_rfc3339_opts(SecondsFormat::Micros, true))
}

#[cfg(test)]
mod tests {
    use folio_db::feed::{CATALOGUE, Item};

    use super::*;

    #[test]
    fn a_source_is_a_uri_reference() {
        for good in ["/folio", "https://folio.example.com", "urn:folio:eu", "/"] {
            assert_eq!(good.parse::<Source>().map(|source| source.to_string()), Ok(good.to_owned()));
        }
        for bad in ["", "folio", "/fo lio", "https://", "/\u{f6}", "/<folio>"] {
            assert_eq!(bad.parse::<Source>(), Err(NotASource), "{bad}");
        }
    }

    #[test]
    fn an_event_that_may_be_about_an_item_has_a_kind_of_items() {
        for known in CATALOGUE.iter().filter(|known| known.item == Item::Always) {
            assert!(item_kind(known.name).is_some(), "{}", known.name);
        }
    }

    #[test]
    fn a_sequence_sorts_as_its_number_does() {
        let places = [0, 9, 10, 99, 1_000_000, i64::MAX];
        assert!(places.map(sequence).is_sorted());
        assert!(places.map(sequence).iter().all(|text| text.len() == 19));
    }
}
