//! `folio migrate`.

use super::database;
use crate::config::Config;

pub(super) fn run(config: &Config) -> anyhow::Result<()> {
    let database = database::open(config)?;
    let versions = super::runtime()?.block_on(database.migrate())?;
    if versions.is_empty() {
        println!("The database is up to date.");
    }
    for version in versions {
        println!("{version}");
    }
    Ok(())
}
