//! Of whom: seeded people, each section of whose page is open to everyone, so that every subscriber gets every event.

use anyhow::{Context, ensure};
use folio::graphql::id::GlobalId;
use folio_policy::{Section, Toggles, Visibility};
use tokio_postgres::Client;
use uuid::Uuid;

/// The badge that is awarded.
pub(crate) const BADGE: &str = "benchmarked";

/// Opens every section that may be open to everyone, and the public address.
pub(crate) async fn open_pages(client: &Client) -> anyhow::Result<()> {
    let mut toggles = Toggles::defaults(None);
    for section in Section::ALL.iter().filter(|section| section.most_open() == Visibility::Public) {
        toggles.set_section(*section, Visibility::Public).ok().context("PUBLIC is within the bound")?;
    }
    let toggles = serde_json::to_string(&toggles)?;
    let update =
        "UPDATE profiles SET visibility = $1::text::json, public_url_enabled = true, state = 'ACTIVE'";
    client.execute(update, &[&toggles]).await?;
    let insert = "INSERT INTO badges (id, key, name, issuer_name, tier) VALUES (gen_random_uuid(), $1, 'Benchmarked', 'Folio', 'GOLD')";
    client.execute(insert, &[&BADGE]).await?;
    Ok(client.batch_execute("VACUUM (ANALYZE)").await?)
}

/// Those who are followed, by the ids of their profiles.
pub(crate) async fn followed(client: &Client, count: usize) -> anyhow::Result<Vec<Uuid>> {
    let query = "SELECT id FROM profiles ORDER BY slug LIMIT $1";
    let rows = client.query(query, &[&i64::try_from(count)?]).await?;
    ensure!(rows.len() == count, "there are too few profiles: seed more of them");
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

/// Those who follow, by their Clerk ids.
pub(crate) async fn members(client: &Client, count: usize) -> anyhow::Result<Vec<String>> {
    let query = "SELECT clerk_id FROM users ORDER BY clerk_id DESC LIMIT $1";
    let rows = client.query(query, &[&i64::try_from(count)?]).await?;
    ensure!(rows.len() == count, "there are too few people: seed more of them");
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

/// The profile's id as clients know it.
pub(crate) fn global(profile: Uuid) -> String {
    GlobalId::Profile(profile).encode().to_string()
}
