//! `folio import-linkedin`: the archive that LinkedIn gives its members into a profile, with a report of what did not come
//! along.

use std::{io::Read, path::PathBuf};

use anyhow::{Context, bail};

use super::{database, import_resume::say_what_was_read, print::say, user};
use crate::{
    config::Config,
    imports::{
        CONSENT_TEXT,
        linkedin::{self, MAX_ARCHIVE},
    },
    resume,
};

#[derive(clap::Args)]
pub(super) struct Args {
    /// The zip file, as LinkedIn gave it
    file: PathBuf,
    /// Whose profile: a Clerk id, an e-mail address or a profile's slug
    #[arg(long)]
    user: String,
    /// The person has agreed to have their archive read and what it holds of these sections put into their profile
    #[arg(long)]
    consent: bool,
    /// Only report, change nothing
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(config: &Config, args: &Args) -> anyhow::Result<()> {
    if !args.consent {
        bail!("the person must have agreed to this import: say so with --consent");
    }
    let mut archive = Vec::new();
    std::fs::File::open(&args.file)
        .with_context(|| format!("{} can't be opened", args.file.display()))?
        // One byte more than is accepted, so that the reader sees that it is too much.
        .take(MAX_ARCHIVE as u64 + 1)
        .read_to_end(&mut archive)
        .with_context(|| format!("{} can't be read", args.file.display()))?;
    let mut read = linkedin::read(&archive).with_context(|| format!("{} is refused", args.file.display()))?;
    database::with_database(config, async |db, _| {
        let conn = db.conn().await?;
        let (_, profile) = user::find(&conn, &args.user).await?;
        drop(conn);
        if args.dry_run {
            say!("Nothing was changed. An import would put this into the profile:");
        } else {
            let mut met = resume::LossReport::default();
            resume::import_for(
                &db,
                profile,
                "linkedInImport",
                &read.draft,
                read.parts,
                Some(CONSENT_TEXT),
                &mut met,
            )
            .await??;
            read.losses.append(read.places.all_placed(met));
            say!("Imported; of the sections that it tells of, in place of what earlier imports brought:");
        }
        say_what_was_read(&read.draft);
        if read.parts.core {
            say!("  and the name, headline, text and place that it has");
        }
        say!("\nWhat did not come along as it stood:\n{}", read.losses);
        Ok(())
    })
}
