//! A CloudEvent 1.0 in JSON, checked field by field.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

/// An event. Not `Debug`: it is somebody's data.
pub struct CloudEvent {
    /// Who tells it.
    pub source: String,
    /// Their id of it.
    pub id: String,
    /// What happened: `com.gigsy.badge.awarded.v1`.
    pub event_type: String,
    /// The Clerk id of whom it is about.
    pub subject: Option<String>,
    /// When it happened, if it says so.
    pub time: Option<DateTime<Utc>>,
    /// What it says beside.
    pub data: Value,
}

/// What is wrong with an event: names the field and what would be accepted, and quotes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {expected}")]
pub(super) struct Problem {
    field: &'static str,
    expected: &'static str,
}

impl Problem {
    pub(super) const TIME: Self = Self {
        field: "time",
        expected: "expected when it happened, at most five minutes in the future: of two events about one thing the later counts",
    };
    pub(super) const NOT_JSON: Self =
        Self { field: "body", expected: "expected a CloudEvent as one JSON object in UTF-8" };

    const fn new(field: &'static str, expected: &'static str) -> Self {
        Self { field, expected }
    }
}

const NAME: &str = "expected a text of 1 to 255 characters without control characters";

/// Whom an event is about, whether or not the rest of it can be read.
pub(in crate::inbound) fn subject_of(text: &str) -> Option<String> {
    optional(&object(text).ok()?, "subject").ok()?
}

/// The source that an event claims.
pub(super) fn source_of(text: &str) -> Result<String, Problem> {
    required(&object(text)?, "source")
}

impl CloudEvent {
    /// Reads an event.
    pub(super) fn parse(text: &str) -> Result<Self, Problem> {
        let mut event = object(text)?;
        if event.get("specversion").and_then(Value::as_str) != Some("1.0") {
            return Err(Problem::new("specversion", "expected \"1.0\""));
        }
        let (id, source, event_type) =
            (required(&event, "id")?, required(&event, "source")?, required(&event, "type")?);
        let subject = optional(&event, "subject")?;
        let time = match event.get("time") {
            None | Some(Value::Null) => None,
            Some(time) => {
                let read = time.as_str().and_then(|time| DateTime::parse_from_rfc3339(time).ok());
                let expected = "expected a time as RFC 3339 has it, as 2026-01-31T12:00:00Z";
                Some(read.ok_or(Problem::new("time", expected))?.with_timezone(&Utc))
            }
        };
        let json = optional(&event, "datacontenttype")?.is_none_or(|kind| {
            kind.parse::<mime::Mime>().is_ok_and(|kind| {
                kind.essence_str() == "application/json" || kind.suffix() == Some(mime::JSON)
            })
        });
        if !json || event.contains_key("data_base64") {
            return Err(Problem::new(
                "datacontenttype",
                "expected application/json, with the data in `data`",
            ));
        }
        optional(&event, "dataschema")?;
        let well_named = |name: &String| {
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        let data = event.remove("data").unwrap_or_default();
        for (name, value) in &event {
            if !well_named(name) {
                let expected = "names of attributes have lower-case letters and digits alone";
                return Err(Problem::new("attributes", expected));
            }
            if value.is_object() || value.is_array() || value.is_f64() {
                let expected = "values of attributes are texts, whole numbers or booleans; what is more belongs into `data`";
                return Err(Problem::new("attributes", expected));
            }
        }
        Ok(Self { source, id, event_type, subject, time, data })
    }
}

fn object(text: &str) -> Result<Map<String, Value>, Problem> {
    serde_json::from_str(text).map_err(|_| Problem::NOT_JSON)
}

fn required(event: &Map<String, Value>, field: &'static str) -> Result<String, Problem> {
    optional(event, field)?.ok_or(Problem::new(field, NAME))
}

fn optional(event: &Map<String, Value>, field: &'static str) -> Result<Option<String>, Problem> {
    match event.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text))
            if (1..=255).contains(&text.chars().count()) && !text.chars().any(char::is_control) =>
        {
            Ok(Some(text.clone()))
        }
        Some(_) => Err(Problem::new(field, NAME)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn event() -> Value {
        json!({
            "specversion": "1.0", "id": "1", "source": "https://courses.example",
            "type": "com.gigsy.course.completed.v1", "subject": "user_1", "time": "2026-01-31T12:00:00+01:00",
            "datacontenttype": "application/json", "traceparent": "00-0-0-00", "data": { "title": "Rust" },
        })
    }

    #[test]
    fn an_event_is_read() {
        let read = CloudEvent::parse(&event().to_string()).expect("it is one");
        assert_eq!((read.id.as_str(), read.subject.as_deref()), ("1", Some("user_1")));
        assert_eq!(read.time.expect("it says so").to_rfc3339(), "2026-01-31T11:00:00+00:00");
        assert_eq!(read.data, json!({ "title": "Rust" }));
        let mut bare = event();
        for optional in ["subject", "time", "datacontenttype", "traceparent", "data"] {
            bare.as_object_mut().expect("an object").remove(optional);
        }
        assert!(CloudEvent::parse(&bare.to_string()).is_ok());
    }

    #[test]
    fn what_is_wrong_is_named_and_not_quoted() {
        for (field, value, named) in [
            ("specversion", json!("0.3"), "specversion"),
            ("id", json!(""), "id"),
            ("id", json!(7), "id"),
            ("id", json!("secret\0"), "id"),
            ("type", json!("secret\n"), "type"),
            ("subject", json!("\u{7f}secret"), "subject"),
            ("source", json!(null), "source"),
            ("type", json!("secret".repeat(50)), "type"),
            ("subject", json!(["secret"]), "subject"),
            ("time", json!("secret"), "time"),
            ("datacontenttype", json!("text/secret"), "datacontenttype"),
            ("data_base64", json!("c2VjcmV0"), "datacontenttype"),
            ("Upper", json!("secret"), "attributes"),
            ("extension", json!({ "secret": 1 }), "attributes"),
        ] {
            let mut wrong = event();
            wrong[field] = value;
            let problem = CloudEvent::parse(&wrong.to_string()).err().expect(field).to_string();
            assert!(problem.starts_with(&format!("{named}: ")) && !problem.contains("secret"), "{problem}");
        }
        for text in ["", "[]", "null", "{", "[{}]"] {
            assert!(CloudEvent::parse(text).is_err(), "{text}");
        }
    }
}
