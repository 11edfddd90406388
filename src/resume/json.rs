//! From bytes to a JSON object, within limits.
//!
//! serde_json alone would keep the last of two equal keys and say nothing; this reader reports the others,
//! and names the place where a file is too deep or too large.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::error::ResumeError;
use super::fields::is_empty;
use super::loss::{LossReason, LossReport};
use super::path::Path;

/// The largest file that is read: 1 MiB.
pub const MAX_BYTES: usize = 1024 * 1024;
/// The most levels of lists and objects within each other.
pub const MAX_DEPTH: usize = 16;
/// The most values of all kinds in a file.
pub const MAX_VALUES: usize = 50_000;

/// Reads the object that the file holds.
pub(super) fn read(file: &[u8], report: &mut LossReport) -> Result<Map<String, Value>, ResumeError> {
    if file.len() > MAX_BYTES {
        return Err(ResumeError::TooLarge { bytes: file.len() });
    }
    let text = std::str::from_utf8(file).map_err(|_| ResumeError::NotUtf8)?;
    // Editors on Windows put a byte order mark in front.
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);

    let mut reading = Reading { values: 0, fault: None, report };
    let mut json = serde_json::Deserializer::from_str(text);
    let seed = Node { reading: &mut reading, path: Path::root(), depth: 0 };
    let read = seed.deserialize(&mut json).and_then(|value| json.end().map(|()| value));
    match read {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(ResumeError::NotAnObject),
        Err(error) => {
            Err(reading.fault.unwrap_or(ResumeError::NotJson { line: error.line(), column: error.column() }))
        }
    }
}

struct Reading<'r> {
    values: usize,
    /// Why reading was given up, when it wasn't for the syntax.
    fault: Option<ResumeError>,
    report: &'r mut LossReport,
}

/// One value, at its place.
struct Node<'n, 'r> {
    reading: &'n mut Reading<'r>,
    path: Path,
    depth: usize,
}

impl Node<'_, '_> {
    fn give_up<E: de::Error>(self, fault: impl FnOnce(String) -> ResumeError) -> E {
        self.reading.fault = Some(fault(self.path.to_string()));
        E::custom("beyond a limit")
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_, '_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.reading.values += 1;
        if self.reading.values > MAX_VALUES {
            return Err(self.give_up(|path| ResumeError::TooManyValues { path }));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_, '_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        if self.depth >= MAX_DEPTH {
            return Err(self.give_up(|path| ResumeError::TooDeep { path }));
        }
        let mut values = Vec::new();
        while let Some(value) = items.next_element_seed(Node {
            reading: &mut *self.reading,
            path: self.path.index(values.len()),
            depth: self.depth + 1,
        })? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        if self.depth >= MAX_DEPTH {
            return Err(self.give_up(|path| ResumeError::TooDeep { path }));
        }
        let mut values = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            let path = self.path.key(&key);
            let node = Node { reading: &mut *self.reading, path: path.clone(), depth: self.depth + 1 };
            let value = entries.next_value_seed(node)?;
            let earlier = values.insert(key, value);
            if earlier.is_some_and(|earlier| !is_empty(&earlier)) {
                self.reading.report.add(
                    &path,
                    LossReason::Superseded,
                    "the key stands here more than once; the last was used",
                );
            }
        }
        Ok(Value::Object(values))
    }
}
