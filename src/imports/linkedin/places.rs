//! Places in the archive: files, rows and columns, where a report knows keys of a JSON Resume file.

use std::collections::BTreeMap;

use super::tables::{Kind, Table};
use crate::resume::{Loss, LossReport};

/// Which row of its table each entry of a section was.
#[derive(Clone, Default)]
pub struct Places(BTreeMap<&'static str, Vec<usize>>);

impl Places {
    /// Notes that the next entry of a section is this row of its table, from 1, the head apart.
    pub(super) fn note(&mut self, section: &'static str, row: usize) {
        self.0.entry(section).or_default().push(row);
    }

    /// A report, with its places as the archive has them.
    #[must_use]
    pub fn all_placed(&self, losses: LossReport) -> LossReport {
        losses.placed(|loss| self.placed(loss))
    }

    /// The loss, with its place and the names in its message as the archive has them.
    fn placed(&self, loss: Loss) -> Loss {
        let section = loss.path.split(['.', '[']).next().unwrap_or_default().to_owned();
        let Some(table) = Table::of_section(&section) else { return loss };
        let rest = &loss.path[section.len()..];
        let (entry, key) = match rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((entry, key)) => (entry.parse::<usize>().ok(), key),
            None => (None, rest),
        };
        let rows = self.0.get(section.as_str());
        let row = entry.and_then(|entry| rows.and_then(|rows| rows.get(entry)).copied());
        let key = key.trim_start_matches('.').split(['.', '[']).next().unwrap_or_default();
        let column = match (table.kind, key) {
            (Kind::Person, "profiles") => Some("Websites"),
            _ => table.column(key),
        };
        let path =
            [Some(table.file.to_owned()), row.map(|row| format!("row {row}")), column.map(str::to_owned)]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(", ");
        Loss { path, message: named(table, loss.message), ..loss }
    }
}

/// A message in which columns have their own names.
fn named(table: &Table, message: String) -> String {
    let mut parts = message.split('`');
    let mut named = parts.next().unwrap_or_default().to_owned();
    for (at, part) in parts.enumerate() {
        named.push('`');
        let quoted = at % 2 == 0;
        named.push_str(table.column(part).filter(|_| quoted).unwrap_or(part));
    }
    named
}
