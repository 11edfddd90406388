//! Which migrations made the local database: a note beside it. An edited migration isn't run again, so without the note
//! a change of branch would leave a schema that the program doesn't expect.

use std::{collections::HashMap, fs, io, path::PathBuf};

use anyhow::{Context, bail};
use folio_db::migrate;

/// The note in the local Postgres's directory, so that it goes when the database goes.
pub(super) struct Note {
    directory: PathBuf,
}

impl Note {
    pub(super) fn new(directory: PathBuf) -> Self {
        Self { directory }
    }

    /// Refuses a database that other migrations made. A database without a note may be new: it is taken as it is.
    pub(super) fn check(&self) -> anyhow::Result<()> {
        let note = match fs::read_to_string(self.path()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            read => read.with_context(|| format!("{} can't be read", self.path().display()))?,
        };
        let Some(name) = foreign(&note, migrate::manifest()) else { return Ok(()) };
        bail!(
            "the local database in {} was made by another version of the migrations ({name} differs): remove that directory to start afresh (its data is lost), or check out the version that made it",
            self.directory.display()
        )
    }

    /// Notes that this program's migrations made it.
    pub(super) fn write(&self) -> anyhow::Result<()> {
        // Renamed into place: half a note would refuse a good database.
        let partial = self.directory.join("migrations.partial");
        fs::write(&partial, migrate::manifest())
            .and_then(|()| fs::rename(&partial, self.path()))
            .with_context(|| format!("{} can't be written", self.path().display()))
    }

    fn path(&self) -> PathBuf {
        self.directory.join("migrations.sha256")
    }
}

/// A migration of the note that the manifest lacks or has otherwise. What the manifest has beyond is pending, no more.
fn foreign<'a>(note: &'a str, manifest: &str) -> Option<&'a str> {
    let ours: HashMap<&str, &str> = manifest.lines().filter_map(|line| line.split_once("  ")).collect();
    note.lines()
        .filter_map(|line| line.split_once("  "))
        .find(|(name, digest)| ours.get(name) != Some(digest))
        .map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_migration_is_pending_and_any_other_difference_is_foreign() {
        let made = "1_users  aa\n2_links  bb\n";
        assert_eq!(foreign(made, "1_users  aa\n2_links  bb\n3_more  cc\n"), None);
        assert_eq!(foreign(made, "1_users  aa\n2_links  b0\n"), Some("2_links"), "edited");
        assert_eq!(foreign(made, "1_users  aa\n"), Some("2_links"), "unknown here");
    }

    #[test]
    fn a_database_is_known_again_and_another_is_refused_with_its_place() {
        let directory = std::env::temp_dir().join(format!("folio-note-{}", uuid::Uuid::new_v4().simple()));
        fs::create_dir(&directory).expect("a folder");
        let note = Note::new(directory.clone());
        note.check().expect("a new one is fine");
        note.write().expect("it can be written");
        note.check().expect("it is ours");

        let edited = migrate::manifest().replacen("  ", "  0", 1);
        fs::write(note.path(), edited).expect("it can be written");
        let error = note.check().expect_err("edited").to_string();
        assert!(error.contains(&directory.display().to_string()), "{error}");
        fs::remove_dir_all(directory).expect("removed");
    }
}
