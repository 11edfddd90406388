//! The database that pages are read from: seeded profiles, each section of the page open to everyone.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use folio_policy::{Section, Toggles, Visibility};
use tokio_postgres::Client;

use crate::common::{postgres::Postgres, runtime};

/// What is measured on.
pub(crate) struct Database {
    pub(crate) postgres: Postgres,
    /// Slugs of the profiles of which everybody sees the whole page, one per line.
    pub(crate) slugs: PathBuf,
}

impl Database {
    /// Starts or finds the local Postgres and brings the data up to the number of profiles.
    pub(crate) fn open(home: &Path, profiles: u64) -> anyhow::Result<Self> {
        let postgres = Postgres::open(home, "page_bench")?;
        let database = Self { slugs: postgres.home.join("page-slugs.txt"), postgres };
        runtime()?.block_on(async {
            database.postgres.seed(profiles).await?;
            let client = database.postgres.client().await?;
            open_pages(&client).await?;
            anyhow::Ok(std::fs::write(&database.slugs, slugs(&client).await?.join("\n"))?)
        })?;
        Ok(database)
    }
}

/// Opens every section of the page to everyone, and the public address: then each viewer gets the same page, the one
/// that the hand-written SQL gives, and what is compared is the cost of deciding.
async fn open_pages(client: &Client) -> anyhow::Result<()> {
    let mut toggles = Toggles::defaults(None);
    for section in Section::ALL.iter().filter(|section| section.most_open() == Visibility::Public) {
        toggles.set_section(*section, Visibility::Public).ok().context("PUBLIC is within the bound")?;
    }
    let toggles = serde_json::to_string(&toggles)?;
    let opened = client
        .execute(
            "UPDATE profiles SET visibility = $1::text::json, public_url_enabled = true
             WHERE user_id IN (SELECT id FROM users WHERE clerk_id LIKE 'seed\\_%')
               AND (visibility::text <> $1 OR NOT public_url_enabled)",
            &[&toggles],
        )
        .await?;
    if opened > 0 {
        client.batch_execute("VACUUM (ANALYZE)").await?;
    }
    Ok(())
}

/// The active profiles without an item that has a toggle of its own, of whose skills nobody speaks who is away.
async fn slugs(client: &Client) -> anyhow::Result<Vec<String>> {
    let rows = client
        .query(
            "SELECT slug FROM profiles p
             JOIN users u ON u.id = p.user_id AND u.clerk_id LIKE 'seed\\_%'
             WHERE p.state = 'ACTIVE'
               AND NOT EXISTS (SELECT FROM links i WHERE i.profile_id = p.id AND i.visibility IS NOT NULL)
               AND NOT EXISTS (SELECT FROM education i WHERE i.profile_id = p.id AND i.visibility IS NOT NULL)
               AND NOT EXISTS (SELECT FROM projects i WHERE i.profile_id = p.id AND i.visibility IS NOT NULL)
               AND NOT EXISTS (SELECT FROM work_history i WHERE i.profile_id = p.id AND i.visibility IS NOT NULL)
               AND NOT EXISTS (SELECT FROM languages i WHERE i.profile_id = p.id AND i.visibility IS NOT NULL)
               AND NOT EXISTS (SELECT FROM profile_skills i WHERE i.profile_id = p.id AND i.visibility IS NOT NULL)
               AND NOT EXISTS (SELECT FROM badge_awards i WHERE i.profile_id = p.id AND i.visibility IS NOT NULL)
               AND NOT EXISTS (
                   SELECT FROM endorsements i
                   JOIN profiles o ON o.id = i.endorser_id
                   WHERE i.profile_id = p.id AND o.state <> 'ACTIVE'
               )
             ORDER BY slug",
            &[],
        )
        .await?;
    ensure!(!rows.is_empty(), "no profile shows its whole page: seed more of them");
    Ok(rows.into_iter().map(|row| row.get(0)).collect())
}
