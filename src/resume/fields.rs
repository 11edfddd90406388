//! Taking values out of an object of the file. Whatever is not taken is reported at the end.

use serde_json::{Map, Value};

use super::clean::clean;
use super::loss::{LossReason, LossReport};
use super::path::Path;
use crate::text::{TextRule, WebUrl, WebUrlError};

/// An object of the file, from which values are taken.
///
/// Takers are given the names that a value has had over the versions of the format, the present one first.
pub(super) struct Fields<'r> {
    path: Path,
    values: Map<String, Value>,
    report: &'r mut LossReport,
}

/// A value that says something, and its place.
pub(super) struct Taken {
    pub(super) path: Path,
    pub(super) value: Value,
}

impl<'r> Fields<'r> {
    pub(super) fn new(path: Path, values: Map<String, Value>, report: &'r mut LossReport) -> Self {
        Self { path, values, report }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn report(&mut self, path: &Path, reason: LossReason, message: impl Into<String>) {
        self.report.add(path, reason, message);
    }

    /// The first value under one of `names` that isn't empty. The others are reported: what becomes of
    /// the first, a period left open for one, need not hold what they said.
    pub(super) fn take(&mut self, names: &[&str]) -> Option<Taken> {
        let mut taken: Option<(&str, Value)> = None;
        for name in names {
            let Some(value) = self.values.remove(*name).filter(|value| !is_empty(value)) else { continue };
            match &taken {
                None => taken = Some((name, value)),
                Some((used, first)) => {
                    let message = if *first == value {
                        format!("`{used}` says the same and was used instead")
                    } else {
                        format!("`{used}` was used instead")
                    };
                    self.report.add(&self.path.key(name), LossReason::Superseded, message);
                }
            }
        }
        taken.map(|(name, value)| Taken { path: self.path.key(name), value })
    }

    /// An object that was taken, to take from in turn; the caller finishes it.
    pub(super) fn enter(&mut self, path: Path, values: Map<String, Value>) -> Fields<'_> {
        Fields::new(path, values, self.report)
    }

    /// The object under one of `names`, to take from; the caller finishes it.
    pub(super) fn object(&mut self, names: &[&str]) -> Option<Fields<'_>> {
        let taken = self.take(names)?;
        match taken.value {
            Value::Object(values) => Some(Fields::new(taken.path, values, self.report)),
            _ => {
                self.report.add(&taken.path, LossReason::Unreadable, "an object is expected");
                None
            }
        }
    }

    /// A text.
    pub(super) fn text(&mut self, names: &[&str], rule: &TextRule) -> Option<String> {
        let taken = self.take(names)?;
        self.read_text(taken, rule)
    }

    /// The text of a value that was taken.
    pub(super) fn read_text(&mut self, taken: Taken, rule: &TextRule) -> Option<String> {
        let raw = match taken.value {
            Value::String(text) => text,
            Value::Number(number) => {
                self.report.add(&taken.path, LossReason::Normalised, "a number, read as text");
                number.to_string()
            }
            _ => {
                self.report.add(&taken.path, LossReason::Unreadable, "a text is expected");
                return None;
            }
        };
        match clean(&raw, rule) {
            Ok(cleaned) => {
                let cleaned = cleaned?;
                if let Some((reason, message)) = cleaned.change {
                    self.report.add(&taken.path, reason, message);
                }
                Some(cleaned.text)
            }
            Err(error) => {
                self.report.add(&taken.path, LossReason::Unreadable, error.to_string());
                None
            }
        }
    }

    /// A list of texts. Objects with a name stand for their name.
    pub(super) fn texts(&mut self, names: &[&str], rule: &TextRule, max: usize) -> Vec<String> {
        self.placed_texts(names, rule, max).into_iter().map(|(_, text)| text).collect()
    }

    /// As [`Fields::texts`], each with its place.
    pub(super) fn placed_texts(
        &mut self,
        names: &[&str],
        rule: &TextRule,
        max: usize,
    ) -> Vec<(Path, String)> {
        let Some(taken) = self.take(names) else { return Vec::new() };
        let items = match taken.value {
            Value::Array(items) => items,
            value @ Value::String(_) => {
                self.report.add(&taken.path, LossReason::Normalised, "one text, read as a list of one");
                let text = self.read_text(Taken { path: taken.path.clone(), value }, rule);
                return text.map(|text| (taken.path, text)).into_iter().collect();
            }
            _ => {
                self.report.add(&taken.path, LossReason::Unreadable, "a list of texts is expected");
                return Vec::new();
            }
        };
        let mut texts = Vec::new();
        for (path, value) in self.within(&taken.path, items, max) {
            let text = match value {
                Value::Object(values) => {
                    let mut named = Fields::new(path.clone(), values, self.report);
                    let text = named.text(&["name", "title"], rule);
                    named.finish();
                    text
                }
                value => self.read_text(Taken { path: path.clone(), value }, rule),
            };
            texts.extend(text.map(|text| (path, text)));
        }
        texts
    }

    /// A list of objects. A single object is a list of one; a text stands where `from_text` knows what to
    /// make of it, as the object that it returns.
    pub(super) fn objects<T>(
        &mut self,
        names: &[&str],
        max: usize,
        from_text: Option<&str>,
        mut read: impl FnMut(Fields<'_>) -> Option<T>,
    ) -> Vec<T> {
        let Some(taken) = self.take(names) else { return Vec::new() };
        let items = match taken.value {
            Value::Array(items) => self.within(&taken.path, items, max),
            value @ Value::Object(_) => {
                self.report.add(&taken.path, LossReason::Normalised, "one object, read as a list of one");
                vec![(taken.path, value)]
            }
            _ => {
                self.report.add(&taken.path, LossReason::Unreadable, "a list of objects is expected");
                return Vec::new();
            }
        };
        let mut objects = Vec::new();
        for (path, value) in items {
            let values = match (value, from_text) {
                (Value::Object(values), _) => values,
                (text @ Value::String(_), Some(name)) => {
                    self.report.add(&path, LossReason::Normalised, format!("a text, read as the `{name}`"));
                    Map::from_iter([(name.to_owned(), text)])
                }
                _ => {
                    self.report.add(&path, LossReason::Unreadable, "an object is expected");
                    continue;
                }
            };
            objects.extend(read(Fields::new(path, values, self.report)));
        }
        objects
    }

    /// The first `max` items with their places, without those that are empty; the rest is reported.
    fn within(&mut self, list: &Path, items: Vec<Value>, max: usize) -> Vec<(Path, Value)> {
        let beyond = items.iter().skip(max).filter(|item| !is_empty(item)).count();
        if beyond > 0 {
            let message = format!("{beyond} beyond the first {max}, which were read");
            self.report.add(&list.rest(max), LossReason::TooMany, message);
        }
        let kept = items.into_iter().take(max).enumerate().filter(|(_, item)| !is_empty(item));
        kept.map(|(index, item)| (list.index(index), item)).collect()
    }

    /// An address of the web. One without a scheme gets `https://`.
    pub(super) fn url(&mut self, names: &[&str]) -> Option<WebUrl> {
        let taken = self.take(names)?;
        let Value::String(raw) = &taken.value else {
            self.report.add(&taken.path, LossReason::Unreadable, "an address is expected, as text");
            return None;
        };
        let raw = raw.trim();
        match raw.parse::<WebUrl>() {
            Ok(url) => {
                if url.as_str() != raw {
                    self.report.add(&taken.path, LossReason::Normalised, "written in the standard form");
                }
                Some(url)
            }
            Err(error) => match error {
                WebUrlError::NoScheme | WebUrlError::Scheme => with_scheme(raw),
                _ => None,
            }
            .inspect(|_| {
                self.report.add(&taken.path, LossReason::Normalised, "https:// was put in front");
            })
            .or_else(|| {
                self.report.add(&taken.path, LossReason::Unreadable, error.to_string());
                None
            }),
        }
    }

    /// Reports what stands under `name` as left out.
    pub(super) fn leave(&mut self, name: &str, reason: LossReason, why: &str) {
        let Some(taken) = self.take(&[name]) else { return };
        let message = match &taken.value {
            Value::Array(items) => match items.len() {
                1 => format!("{why} (1 entry)"),
                count => format!("{why} ({count} entries)"),
            },
            _ => why.to_owned(),
        };
        self.report.add(&taken.path, reason, message);
    }

    /// Reports whatever wasn't taken.
    pub(super) fn finish(self) {
        for (key, _) in self.values.iter().filter(|(_, value)| !is_empty(value)) {
            self.report.add(&self.path.key(key), LossReason::UnknownKey, "not a key that Folio reads here");
        }
    }
}

/// Whether a value says nothing.
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.iter().all(is_empty),
        Value::Object(values) => values.values().all(is_empty),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// The address that a bare host name with or without a path means.
fn with_scheme(raw: &str) -> Option<WebUrl> {
    let address = raw.strip_prefix("//").unwrap_or(raw);
    let authority = address.split(['/', '?', '#']).next()?;
    let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
    let top_level = host.rsplit_once('.')?.1;
    let is_host = top_level.starts_with(char::is_alphabetic) && port.bytes().all(|b| b.is_ascii_digit());
    if is_host { format!("https://{address}").parse().ok() } else { None }
}
