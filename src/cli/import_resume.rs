//! `folio import-resume`: a JSON Resume file into a profile, with a report of what did not come along.

use std::{io::Read, path::PathBuf};

use anyhow::Context;

use super::{database, print::say, user};
use crate::{
    config::Config,
    resume::{self, MAX_BYTES, Parts, ResumeDraft},
};

#[derive(clap::Args)]
pub(super) struct Args {
    /// A JSON Resume file, 1.x or older
    file: PathBuf,
    /// Whose profile: a Clerk id, an e-mail address or a profile's slug
    #[arg(long)]
    user: String,
    /// Only report, change nothing
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(config: &Config, args: &Args) -> anyhow::Result<()> {
    let mut text = Vec::new();
    std::fs::File::open(&args.file)
        .with_context(|| format!("{} can't be opened", args.file.display()))?
        // One byte more than is accepted, so that the parser sees that it is too much.
        .take(MAX_BYTES as u64 + 1)
        .read_to_end(&mut text)
        .with_context(|| format!("{} can't be read", args.file.display()))?;
    let mut import = resume::import(&text).with_context(|| format!("{} is refused", args.file.display()))?;
    database::with_database(config, async |db, _| {
        let conn = db.conn().await?;
        let (_, profile) = user::find(&conn, &args.user).await?;
        drop(conn);
        if args.dry_run {
            say!("Nothing was changed. An import would put this in place of what earlier imports brought:");
        } else {
            let (draft, losses) = (&import.draft, &mut import.losses);
            resume::import_for(&db, profile, "resumeImport", draft, Parts::ALL, None, losses).await??;
            say!("Imported, in place of what earlier imports brought:");
        }
        say_what_was_read(&import.draft);
        say!("  and the name, headline, text and place that the file has; what was typed in as items stays");
        say!("\nWhat did not come along as it stood:\n{}", import.losses);
        Ok(())
    })
}

pub(super) fn say_what_was_read(draft: &ResumeDraft) {
    say!(
        "  {} link(s), {} skill(s), {} education item(s), {} project(s), {} place(s) of work, \
         {} language(s), {} certificate(s)",
        draft.links.len(),
        draft.skills.len(),
        draft.education.len(),
        draft.projects.len(),
        draft.work.len(),
        draft.languages.len(),
        draft.certificates.len()
    );
}
