//! The archive of their data that LinkedIn gives its members: CSV files in a zip file.
//!
//! Its tables are written as the JSON Resume file that they amount to, and that is read as any other: so there is one way
//! from a source to a draft, with one set of rules. What is lost is told by the names of files and columns.
//!
//! Reading order: this file, `tables.rs` (which column is what), `archive.rs` (bounds), `csv.rs`.

mod archive;
mod csv;
mod places;
mod tables;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use folio_db::ImportSource;
use serde_json::{Map, Value, json};

pub use archive::{ArchiveError, MAX_ARCHIVE, MAX_ENTRIES, MAX_FILE, MAX_UNPACKED};
pub use places::Places;

use self::tables::{Kind, PROFILE, TABLES, Table};
use crate::resume::{self, Loss, LossReason, LossReport, Parts, Path, ResumeDraft, ResumeError};

/// What was read of an archive. Not `Debug`: it is somebody's data.
#[derive(Clone)]
pub struct LinkedIn {
    /// What it tells of the person.
    pub draft: ResumeDraft,
    /// Which parts of a profile it tells of.
    pub parts: Parts,
    /// What was not read, or not as it stood.
    pub losses: LossReport,
    /// How its places are called.
    pub places: Places,
}

/// Why no profile can be made of an archive.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkedInError {
    /// It can't be read.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The person's name in it can't be taken.
    #[error("the name in {PROFILE} can't be taken: {0}")]
    Name(ResumeError),
    /// None of its files that are known says anything that can be read.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Files(Vec<NotATable>),
}

/// Why nothing was read of a file. Holds nothing of what is in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {why}")]
pub struct NotATable {
    /// Which.
    pub file: &'static str,
    /// Why.
    pub why: String,
}

/// What is said of a column that isn't taken.
const OTHER_COLUMN: &str = "is not taken into a profile";

/// A report without the words of its source: what was read as what isn't said, nor what a file calls its own columns. The other
/// messages and places have none.
pub(super) fn without_words(losses: LossReport) -> LossReport {
    losses.placed(|loss| {
        if loss.reason == LossReason::Normalised {
            return Loss { message: "kept in another form".to_owned(), ..loss };
        }
        if loss.message == OTHER_COLUMN {
            let file = loss.path.split(',').next().unwrap_or_default();
            return Loss { path: format!("{file}, another column"), ..loss };
        }
        loss
    })
}

/// The most characters of a column's name that a report shows.
const MOST_OF_A_NAME: usize = 60;

/// Reads an archive.
///
/// # Errors
/// When nothing can be made of it.
pub fn read(archive: &[u8]) -> Result<LinkedIn, LinkedInError> {
    let known: Vec<&'static str> = TABLES.iter().map(|table| table.file).collect();
    let unpacked = archive::unpack(archive, &known)?;
    let mut reading = Reading::default();
    for file in &unpacked.again {
        let message = "is in the archive more than once, in other folders; the first was read";
        reading.lose(&[file], LossReason::Superseded, message);
    }
    if unpacked.merged > 0 {
        let message = format!(
            "{} file(s) are in the archive under a name that another one has in full; the last of them counts",
            unpacked.merged
        );
        reading.losses.add(&Path::root(), LossReason::Superseded, message);
    }
    if unpacked.others > 0 {
        let message = format!("{} other file(s) of the archive aren't about the profile", unpacked.others);
        reading.losses.add(&Path::root(), LossReason::NotKept, message);
    }
    for table in TABLES {
        if let Some(bytes) = unpacked.files.get(table.file) {
            reading.take(table, bytes);
        }
    }
    reading.finish()
}

#[derive(Default)]
struct Reading {
    /// The JSON Resume file that the tables amount to.
    basics: Map<String, Value>,
    sections: Map<String, Value>,
    parts: Parts,
    losses: LossReport,
    places: Places,
    /// Why nothing was read of a file.
    unread: Vec<NotATable>,
}

impl Reading {
    fn take(&mut self, table: &'static Table, bytes: &[u8]) {
        let Ok(text) = std::str::from_utf8(bytes) else {
            return self.lose_all(table, "is not UTF-8 text".to_owned());
        };
        let mut rows = match csv::rows(text) {
            Ok(rows) => rows.into_iter(),
            Err(error) => return self.lose_all(table, error.to_string()),
        };
        let Some(head) = rows.next() else { return self.tells_nothing(table, "is empty".to_owned()) };
        let rows: Vec<Vec<String>> = rows.collect();
        let keys: Vec<Option<&'static str>> = head.iter().map(|column| table.key(column)).collect();
        self.tell_of_other_columns(table, &head, &keys, &rows);
        if keys.iter().all(Option::is_none) {
            let message = format!(
                "its first row names none of the columns that are read: {}",
                table.names().join(", ")
            );
            return self.tells_nothing(table, message);
        }
        if rows.iter().all(|row| entry(&keys, row).is_empty()) {
            return self.tells_nothing(
                table,
                "has nothing below its first row in the columns that are read".to_owned(),
            );
        }
        let entries = rows.iter().map(|row| entry(&keys, row));
        match table.kind {
            Kind::Person => self.take_person(entries),
            Kind::Section(section) => {
                let mut taken = Vec::new();
                for (at, entry) in entries.enumerate() {
                    if !entry.is_empty() {
                        self.places.note(section, at + 1);
                        taken.push(Value::Object(entry.into_iter().collect()));
                    }
                }
                if !taken.is_empty() {
                    self.parts = table.with_part(self.parts);
                    self.sections.insert(section.to_owned(), Value::Array(taken));
                }
            }
        }
    }

    /// Columns that aren't taken, each once, if there is anything in them.
    fn tell_of_other_columns(
        &mut self,
        table: &Table,
        head: &[String],
        keys: &[Option<&'static str>],
        rows: &[Vec<String>],
    ) {
        for (at, (column, key)) in head.iter().zip(keys).enumerate() {
            let told = || rows.iter().filter_map(|row| row.get(at)).any(|field| !field.trim().is_empty());
            if key.is_none() && told() {
                // The name is the file's: shortened and escaped where it isn't plain.
                let column = named(column.trim());
                self.lose(&[table.file, &column], LossReason::NotKept, OTHER_COLUMN);
            }
        }
    }

    /// The one row about the person themselves.
    fn take_person(&mut self, mut entries: impl Iterator<Item = HashMap<String, Value>>) {
        let Some(mut entry) = entries.next() else { return };
        if entries.next().is_some() {
            self.lose(&[PROFILE], LossReason::TooMany, "has more than one row; the first was read");
        }
        let mut text = |key: &str| match entry.remove(key) {
            Some(Value::String(text)) => Some(text),
            _ => None,
        };
        let sites = text(tables::SITES).map(|cell| sites(&cell)).unwrap_or_default();
        let handles = text(tables::HANDLES).map(|cell| handles(&cell)).unwrap_or_default();
        let profiles: Vec<Value> = sites.into_iter().chain(handles).collect();
        if !profiles.is_empty() {
            self.parts.links = true;
            self.basics.insert("profiles".to_owned(), Value::Array(profiles));
        }
        self.parts.core = !entry.is_empty();
        self.basics.extend(entry);
    }

    fn finish(mut self) -> Result<LinkedIn, LinkedInError> {
        if self.parts == Parts::default() {
            let unread = std::mem::take(&mut self.unread);
            return Err(if unread.is_empty() {
                ArchiveError::Nothing.into()
            } else {
                LinkedInError::Files(unread)
            });
        }
        if !self.parts.core {
            // A draft has a name; without the file about the person it isn't written anywhere.
            self.basics.insert("name".to_owned(), json!("?"));
        }
        self.parts.columns = tables::COLUMNS;
        self.parts.source = ImportSource::LinkedIn;
        let mut file = self.sections;
        file.insert("basics".to_owned(), Value::Object(self.basics));
        let places = self.places;
        let read = resume::read(file, LossReport::default()).map_err(LinkedInError::Name)?;
        let mut losses = self.losses;
        losses.append(places.all_placed(read.losses));
        Ok(LinkedIn { draft: read.draft, parts: self.parts, losses, places })
    }

    /// Notes that a whole file is lost.
    fn lose_all(&mut self, table: &Table, why: String) {
        self.lose(&[table.file], LossReason::Unreadable, why.clone());
        self.tells_nothing(table, why);
    }

    /// Notes that a file says nothing.
    fn tells_nothing(&mut self, table: &Table, why: String) {
        self.unread.push(NotATable { file: table.file, why });
    }

    /// Notes that something is lost in a file, or in a column of it.
    fn lose(&mut self, place: &[&str], reason: LossReason, message: impl Into<String>) {
        self.losses.add_at(place.join(", "), reason, message.into());
    }
}

/// The fields of a row that are taken, by their keys. Of two columns for one thing, the first that says something counts.
fn entry(keys: &[Option<&'static str>], row: &[String]) -> HashMap<String, Value> {
    let mut entry = HashMap::new();
    for (key, field) in keys.iter().zip(row) {
        if let Some(key) = key.filter(|_| !field.trim().is_empty()) {
            entry.entry(key.to_owned()).or_insert_with(|| json!(field));
        }
    }
    entry
}

/// What a column is called, fit to be shown.
fn named(column: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.' | '(' | ')' | '/');
    if column.chars().count() <= MOST_OF_A_NAME && column.chars().all(plain) {
        return column.to_owned();
    }
    let shown: String = column.chars().take(MOST_OF_A_NAME).collect();
    format!("{shown:?}")
}

/// `[COMPANY:https://a.example,OTHER:https://b.example]`, or addresses with commas between them.
fn sites(cell: &str) -> Vec<Value> {
    apart(cell)
        .into_iter()
        .map(|part| match part.split_once(':') {
            Some((kind, address))
                if !address.starts_with("//") && kind.chars().all(|c| c.is_ascii_uppercase() || c == '_') =>
            {
                let label = match kind {
                    "COMPANY" => Some("Company"),
                    "PORTFOLIO" => Some("Portfolio"),
                    "BLOG" => Some("Blog"),
                    "RSS" => Some("RSS"),
                    _ => None,
                };
                json!({ "network": label, "url": address.trim() })
            }
            _ => json!({ "url": part }),
        })
        .collect()
}

/// `[ada,lovelace]`.
fn handles(cell: &str) -> Vec<Value> {
    parts(cell)
        .map(|name| json!({ "network": "Twitter", "username": name.trim_start_matches('@') }))
        .collect()
}

/// The addresses of a list. An address may have commas: a new one begins behind a comma with its kind, or with its scheme.
fn apart(cell: &str) -> Vec<&str> {
    let list = cell.trim().trim_start_matches('[').trim_end_matches(']');
    let begins = |text: &str| {
        let text = text.trim_start();
        let kind = text.split_once(':').is_some_and(|(kind, _)| {
            !kind.is_empty() && kind.chars().all(|c| c.is_ascii_uppercase() || c == '_')
        });
        kind || text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.")
    };
    let (mut found, mut from) = (Vec::new(), 0);
    for (at, _) in list.match_indices(',') {
        if begins(&list[at + 1..]) {
            found.push(&list[from..at]);
            from = at + 1;
        }
    }
    found.push(&list[from..]);
    found.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn parts(cell: &str) -> impl Iterator<Item = &str> {
    let list = cell.trim().trim_start_matches('[').trim_end_matches(']');
    list.split(',').map(str::trim).filter(|part| !part.is_empty())
}
