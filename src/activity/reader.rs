//! An event's data, read field by field: every problem is found, each with the path of its field.

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use folio_db::CivilDate;
use serde_json::{Map, Value};

use crate::text::{Slug, TextRule, WebUrl};

/// How far a clock of another team's may be ahead of ours.
pub const CLOCKS_APART: TimeDelta = TimeDelta::minutes(5);

/// What is wrong with a field. Says what would be accepted, and never what was sent but the names
/// of unknown fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field, from `data` on: `data.review.rating`.
    pub path: String,
    /// What would be accepted.
    pub message: String,
}

/// Reads the fields of one object. A field that nothing asks for is a problem, too: a misspelt one would be lost without
/// anybody knowing.
pub(super) struct Reader<'a> {
    path: String,
    fields: Option<&'a Map<String, Value>>,
    known: Vec<&'static str>,
    problems: Vec<Problem>,
}

/// How many unknown fields are named, and how much of each name: enough to find a misspelt one.
const NAMED: usize = 3;
const NAME_SHOWN: usize = 40;

/// Tells of unknown fields by their names alone, which stand in quotes and without control characters.
fn unknown_fields(names: &[&str]) -> String {
    let shown = names.iter().take(NAMED).map(|name| {
        let start: String = name.chars().take(NAME_SHOWN).collect();
        let cut = if start.len() < name.len() { "…" } else { "" };
        format!("{start:?}{cut}")
    });
    let shown = shown.collect::<Vec<_>>().join(", ");
    match names.len() {
        1 => format!("an unknown field, {shown}"),
        count if count <= NAMED => format!("{count} unknown fields, {shown}"),
        count => format!("{count} unknown fields, {shown} among them"),
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(path: &str, value: &'a Value) -> Self {
        let mut reader = Self {
            path: path.to_owned(),
            fields: value.as_object(),
            known: Vec::new(),
            problems: Vec::new(),
        };
        if reader.fields.is_none() {
            reader.problems.push(Problem { path: path.to_owned(), message: "must be an object".to_owned() });
        }
        reader
    }

    /// What was read, if nothing was wrong. `None` with a problem noted can't be: what is needed and missing is one.
    pub(super) fn finish<T>(self, value: Option<T>) -> Result<T, Vec<Problem>> {
        let (value, problems) = self.close(value);
        match value {
            Some(value) if problems.is_empty() => Ok(value),
            _ => Err(problems),
        }
    }

    fn close<T>(mut self, value: Option<T>) -> (Option<T>, Vec<Problem>) {
        let names = self.fields.into_iter().flat_map(Map::keys).map(String::as_str);
        let unknown: Vec<&str> = names.filter(|name| !self.known.contains(name)).collect();
        if !unknown.is_empty() {
            let message =
                format!("has {}; the known ones are {}", unknown_fields(&unknown), self.known.join(", "));
            self.problems.push(Problem { path: self.path, message });
        }
        (value, self.problems)
    }

    fn refuse(&mut self, name: &str, message: impl Into<String>) {
        self.problems.push(Problem { path: format!("{}.{name}", self.path), message: message.into() });
    }

    /// A field's value; null is as good as none.
    fn value(&mut self, name: &'static str) -> Option<&'a Value> {
        self.known.push(name);
        self.fields?.get(name).filter(|value| !value.is_null())
    }

    fn string(&mut self, name: &'static str) -> Option<&'a str> {
        let value = self.value(name)?;
        if value.as_str().is_none() {
            self.refuse(name, "must be a string");
        }
        value.as_str()
    }

    /// Notes what is needed and missing; what was there and refused is noted already.
    fn needed<T>(&mut self, name: &'static str, read: Option<T>) -> Option<T> {
        let missing = self.fields.is_some_and(|fields| fields.get(name).is_none_or(Value::is_null));
        if missing {
            self.refuse(name, "is needed");
        }
        read
    }

    fn parsed<T, E: ToString>(
        &mut self,
        name: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = self.string(name)?;
        match parse(text) {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(name, error.to_string());
                None
            }
        }
    }

    pub(super) fn text(&mut self, name: &'static str, rule: &TextRule) -> Option<String> {
        self.parsed(name, |text| rule.optional(text)).flatten()
    }

    pub(super) fn needed_text(&mut self, name: &'static str, rule: &TextRule) -> Option<String> {
        let read = self.parsed(name, |text| rule.required(text));
        self.needed(name, read)
    }

    /// An id as the source made it: printable ASCII without spaces, at most 200 characters.
    pub(super) fn id(&mut self, name: &'static str) -> Option<String> {
        self.parsed(name, |text| {
            let good = (1..=200).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
            if good { Ok(text.to_owned()) } else { Err("must be 1 to 200 printable ASCII characters") }
        })
    }

    pub(super) fn needed_id(&mut self, name: &'static str) -> Option<String> {
        let read = self.id(name);
        self.needed(name, read)
    }

    /// The key of an entry of the catalogue.
    pub(super) fn needed_key(&mut self, name: &'static str) -> Option<String> {
        let read = self.parsed(name, |text| {
            let message = "must be small letters, digits and single dashes between them";
            if Slug::is_well_formed(text) { Ok(text.to_owned()) } else { Err(message) }
        });
        self.needed(name, read)
    }

    pub(super) fn url(&mut self, name: &'static str) -> Option<String> {
        self.parsed(name, str::parse::<WebUrl>).map(Into::into)
    }

    pub(super) fn date(&mut self, name: &'static str) -> Option<CivilDate> {
        self.parsed(name, str::parse)
    }

    pub(super) fn needed_date(&mut self, name: &'static str) -> Option<CivilDate> {
        let read = self.date(name);
        self.needed(name, read)
    }

    /// A moment, kept to the microsecond.
    pub(super) fn time(&mut self, name: &'static str) -> Option<DateTime<Utc>> {
        self.parsed(name, |text| match DateTime::parse_from_rfc3339(text) {
            Ok(time) if (1900..=2200).contains(&chrono::Datelike::year(&time)) => {
                Ok(time.to_utc().trunc_subsecs(6))
            }
            Ok(_) => Err("the year must be from 1900 to 2200"),
            Err(_) => Err("must be a time as RFC 3339 has it, such as 2026-11-26T09:30:00Z"),
        })
    }

    /// A moment that has come, as far as clocks agree: what is of a time to come would stand before everything else until then.
    pub(super) fn past_time(&mut self, name: &'static str) -> Option<DateTime<Utc>> {
        let time = self.time(name)?;
        if time > Utc::now() + CLOCKS_APART {
            self.refuse(name, "must be at most five minutes in the future");
            return None;
        }
        Some(time)
    }

    pub(super) fn needed_time(&mut self, name: &'static str) -> Option<DateTime<Utc>> {
        let read = self.time(name);
        self.needed(name, read)
    }

    pub(super) fn needed_number(&mut self, name: &'static str, from: i16, to: i16) -> Option<i16> {
        let value = self.value(name);
        let read = value.and_then(Value::as_i64).and_then(|number| i16::try_from(number).ok());
        let read = read.filter(|number| (from..=to).contains(number));
        if value.is_some() && read.is_none() {
            self.refuse(name, format!("must be a whole number from {from} to {to}"));
        }
        self.needed(name, read)
    }

    /// A list of texts; one that stands there twice is kept once.
    pub(super) fn texts(&mut self, name: &'static str, rule: &TextRule, most: usize) -> Vec<String> {
        let Some(value) = self.value(name) else { return Vec::new() };
        let Some(items) = value.as_array() else {
            self.refuse(name, "must be a list of strings");
            return Vec::new();
        };
        if items.len() > most {
            self.refuse(name, format!("has {} entries; at most {most} are accepted", items.len()));
            return Vec::new();
        }
        let mut texts = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            match item.as_str().map(|text| rule.required(text)) {
                Some(Ok(text)) if texts.contains(&text) => {}
                Some(Ok(text)) => texts.push(text),
                Some(Err(error)) => self.refuse(&format!("{name}.{index}"), error.to_string()),
                None => self.refuse(&format!("{name}.{index}"), "must be a string"),
            }
        }
        texts
    }

    /// An object below this one.
    pub(super) fn object<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        let value = self.value(name)?;
        let mut below = Self::new(&format!("{}.{name}", self.path), value);
        let read = read(&mut below);
        let (read, problems) = below.close(read);
        self.problems.extend(problems);
        read
    }

    /// Of two fields at most one.
    pub(super) fn one_of<T>(&mut self, names: [&str; 2], values: [Option<T>; 2]) -> Option<T> {
        match values {
            [Some(_), Some(_)] => {
                self.refuse(names[1], format!("can't be there together with {}", names[0]));
                None
            }
            [None, None] => {
                self.refuse(names[0], format!("is needed, or {}", names[1]));
                None
            }
            [one, other] => one.or(other),
        }
    }

    /// An end that isn't before its beginning.
    pub(super) fn not_before(&mut self, name: &'static str, holds: bool) {
        if !holds {
            self.refuse(name, "must not be before the beginning");
        }
    }
}
