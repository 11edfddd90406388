//! `folio export-resume`: a profile as a JSON Resume file, as its owner sees it.

use std::{fs, path::PathBuf};

use anyhow::Context;
use folio_db::pages;
use folio_policy::{Audience, Relation, decide};

use super::{database, print, user};
use crate::{
    config::Config,
    documents::{Disclosed, json_resume},
};

#[derive(clap::Args)]
pub(super) struct Args {
    /// Whose profile: a Clerk id, an e-mail address or a profile's slug
    #[arg(long)]
    user: String,
    /// Where to write it; without it, to standard output
    #[arg(long)]
    output: Option<PathBuf>,
}

pub(super) fn run(config: &Config, args: &Args) -> anyhow::Result<()> {
    database::with_database(config, async |db, _| {
        let conn = db.conn().await?;
        let (_, profile) = user::find(&conn, &args.user).await?;
        let found = pages::by_ids(&conn, &[profile]).await?;
        drop(conn);
        let found = pages::from_tables(&db, found).await?;
        let page = found.first().context("the profile is gone")?;
        let access = decide(&Relation::typical(Audience::Owner), &page.policy)
            .map_err(|_| anyhow::anyhow!("the profile isn't there for its owner"))?;
        let resume = json_resume(&Disclosed::of(&access, page)?);
        let text = serde_json::to_string_pretty(&resume)? + "\n";
        match &args.output {
            Some(file) => {
                fs::write(file, text).with_context(|| format!("{} can't be written", file.display()))?;
            }
            None => print::text(&text),
        }
        Ok(())
    })
}
