//! What is sent: kinds of work, as requests of a profile's owner.

use anyhow::{Context, ensure};
use folio::graphql::id::{GlobalId, ItemKind};
use serde_json::{Value, json};
use tokio_postgres::Client;
use uuid::Uuid;

/// The query of a profile page, as `benches/page` sends it.
const PAGE: &str = include_str!("../page/page.graphql");

/// A kind of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Work {
    /// The owner reads their page.
    Page,
    /// One prepared UPDATE of the profile's row, committed by itself, past the server.
    Bare,
    /// `profileUpdate` of the headline.
    Core,
    /// As before, with an idempotency key.
    CoreWithKey,
    /// As [`Work::Core`], all clients on one profile: who comes late reads the version from the conflict.
    OneProfile,
    /// `educationAdd`.
    Add,
    /// `educationUpdate` of a degree.
    Item,
}

impl Work {
    /// Every kind, in the order of the table.
    pub(crate) const ALL: [Self; 7] =
        [Self::Page, Self::Bare, Self::Core, Self::CoreWithKey, Self::Item, Self::Add, Self::OneProfile];

    /// For the table.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Page => "page read, owner",
            Self::Bare => "bare UPDATE, COMMIT",
            Self::Core => "profileUpdate",
            Self::CoreWithKey => "profileUpdate with key",
            Self::OneProfile => "profileUpdate, one profile",
            Self::Add => "educationAdd",
            Self::Item => "educationUpdate",
        }
    }
}

/// A person's profile, as its owner saw it last.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    pub(crate) clerk_id: String,
    pub(crate) slug: String,
    pub(crate) profile: Uuid,
    version: i64,
    item: Uuid,
    item_version: i64,
}

impl Target {
    /// Active seeded profiles with some education, `count` of them, other ones for each `lot`.
    pub(crate) async fn draw(client: &Client, count: usize, lot: u64) -> anyhow::Result<Vec<Self>> {
        let query = "SELECT u.clerk_id, p.slug, p.id, p.version, e.id, e.version
            FROM profiles p
            JOIN users u ON u.id = p.user_id AND u.clerk_id LIKE 'seed\\_%'
            JOIN education e ON e.profile_id = p.id AND e.position = 0
            WHERE p.state = 'ACTIVE'
            ORDER BY hashtextextended(p.slug, $1) LIMIT $2";
        let lot = i64::try_from(lot)?;
        let rows = client.query(query, &[&lot, &i64::try_from(count)?]).await?;
        ensure!(rows.len() == count, "there are too few profiles: seed more of them");
        let target = |row: &tokio_postgres::Row| Self {
            clerk_id: row.get(0),
            slug: row.get(1),
            profile: row.get(2),
            version: row.get(3),
            item: row.get(4),
            item_version: row.get(5),
        };
        Ok(rows.iter().map(target).collect())
    }

    /// The next request, other than all before.
    pub(crate) fn request(&self, work: Work) -> Value {
        let new = Uuid::new_v4().to_string();
        let core = |key: Option<&str>| {
            json!({
                "query": "mutation($input: ProfileInput!, $version: Int64!, $key: String) {
                    it: profileUpdate(input: $input, expectedVersion: $version, idempotencyKey: $key) {
                        profile { version headline } userErrors { code conflict { currentVersion } } } }",
                "variables": {
                    "input": { "headline": format!("Headline {new}") },
                    "version": self.version.to_string(),
                    "key": key,
                },
            })
        };
        match work {
            Work::Page | Work::Bare => json!({ "query": PAGE, "variables": { "slug": self.slug } }),
            Work::Core | Work::OneProfile => core(None),
            Work::CoreWithKey => core(Some(&new)),
            Work::Add => json!({
                "query": "mutation($input: EducationInput!) { it: educationAdd(input: $input) {
                    education { id institution version } profile { version } userErrors { code } } }",
                "variables": { "input": { "institution": new, "degree": "Bachelor of Benchmarks", "startDate": "2021" } },
            }),
            Work::Item => {
                let kind = ItemKind::Education;
                let id = GlobalId::Item { kind, profile: self.profile, item: self.item }.encode();
                json!({
                    "query": "mutation($id: ID!, $version: Int64!, $input: EducationInput!) {
                        it: educationUpdate(id: $id, expectedVersion: $version, input: $input) {
                            education { id degree version } profile { version } userErrors { code } } }",
                    "variables": {
                        "id": id,
                        "version": self.item_version.to_string(),
                        "input": { "degree": new },
                    },
                })
            }
        }
    }

    /// Learns from the answer; whether the work was done, and not outrun by another client.
    pub(crate) fn learn(&mut self, work: Work, answer: &[u8]) -> anyhow::Result<bool> {
        let answer: Value = serde_json::from_slice(answer)?;
        let it = &answer["data"]["it"];
        if work == Work::Page {
            ensure!(answer["data"]["profile"].is_object(), "{answer}");
            return Ok(true);
        }
        let version = |value: &Value| -> anyhow::Result<i64> {
            Ok(value.as_str().with_context(|| format!("no version: {answer}"))?.parse()?)
        };
        let outrun = &it["userErrors"][0]["conflict"]["currentVersion"];
        if work == Work::OneProfile && outrun.is_string() {
            self.version = version(outrun)?;
            return Ok(false);
        }
        ensure!(it["userErrors"] == json!([]), "{answer}");
        self.version = version(&it["profile"]["version"])?;
        if work == Work::Item {
            self.item_version = version(&it["education"]["version"])?;
        }
        Ok(true)
    }
}
