//! `folio migrate`: the schema, and the taxonomy of skills that is shipped.

use folio_db::skills::starter::Loaded;

use super::{
    database::{self, Migrated},
    print::say,
};
use crate::config::Config;

pub(super) fn run(config: &Config) -> anyhow::Result<()> {
    let database = database::open(config)?;
    let Migrated { versions, skills } = super::runtime()?.block_on(database.migrate())?;
    if versions.is_empty() && skills == Loaded::default() {
        say!("The database is up to date.");
    }
    for version in versions {
        say!("{version}");
    }
    if skills != Loaded::default() {
        let Loaded { skills, moved, aliases } = skills;
        say!("skills: {skills} added, {moved} put in their place, {aliases} aliases added");
    }
    Ok(())
}
