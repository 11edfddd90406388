//! `folio events`: the feed for whoever looks after it, and what is published of it.

use std::path::PathBuf;

use anyhow::Context;
use clap::Subcommand;

use crate::events::schemas;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Write the JSON Schemas of all events, and the page that lists them, into a folder; files that are there and
    /// belong to no event any more are removed
    Schemas {
        /// The folder: frontend-contract/events/outbound
        folder: PathBuf,
    },
}

pub(super) fn schemas(folder: &std::path::Path) -> anyhow::Result<()> {
    let files = schemas::files();
    std::fs::create_dir_all(folder).with_context(|| format!("{} can't be made", folder.display()))?;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let stale = name.to_str().is_some_and(|name| {
            name.ends_with(".schema.json") && !files.iter().any(|(current, _)| current == name)
        });
        if stale {
            std::fs::remove_file(entry.path())?;
        }
    }
    for (name, content) in files {
        let path = folder.join(name);
        std::fs::write(&path, content).with_context(|| format!("{} can't be written", path.display()))?;
    }
    Ok(())
}
