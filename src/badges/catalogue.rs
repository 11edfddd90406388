//! The catalogue: what can be awarded. The same for everybody.

use async_graphql::{Context, Enum, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use folio_db::badges::{self, BadgeRow, BadgeSnapshot, Page};
use uuid::Uuid;

use crate::{
    graphql::{
        connection::{CountedConnection, Part, page_size, position},
        error::{bad_input, fault, invalid_cursor},
        loader::session,
        plain::Plain,
        scalar::Int64,
    },
    text::limits,
};

/// How high a badge ranks among those of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum, Plain)]
pub enum BadgeTier {
    /// The first.
    Bronze,
    /// Above bronze.
    Silver,
    /// Above silver.
    Gold,
    /// The highest.
    Platinum,
}

impl BadgeTier {
    const ALL: [Self; 4] = [Self::Bronze, Self::Silver, Self::Gold, Self::Platinum];

    /// The name in the schema and the database.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Bronze => "BRONZE",
            Self::Silver => "SILVER",
            Self::Gold => "GOLD",
            Self::Platinum => "PLATINUM",
        }
    }

    fn parse(stored: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| tier.name() == stored)
    }
}

/// A badge of the catalogue: open to everybody. Who holds it is told by their profile alone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, SimpleObject, Plain)]
pub struct Badge {
    /// The name by which it is awarded: "rust-basics".
    key: String,
    /// What it is called.
    name: String,
    /// What it stands for.
    description: Option<String>,
    /// Who awards it.
    issuer_name: String,
    /// The issuer on the web: an http(s) address.
    issuer_url: Option<String>,
    /// What is needed for it.
    criteria: Option<String>,
    /// The same on the web: an http(s) address.
    criteria_url: Option<String>,
    /// Its image: an http(s) address.
    image_url: Option<String>,
    /// How high it ranks.
    tier: Option<BadgeTier>,
    /// What it is about: "engineering".
    category: Option<String>,
    /// The version of the entry.
    version: Int64,
    /// Since when it isn't awarded any more; null if it is.
    retired_at: Option<DateTime<Utc>>,
}

impl From<BadgeSnapshot> for Badge {
    fn from(badge: BadgeSnapshot) -> Self {
        Self {
            key: badge.key,
            name: badge.name,
            description: badge.description,
            issuer_name: badge.issuer_name,
            issuer_url: badge.issuer_url,
            criteria: badge.criteria,
            criteria_url: badge.criteria_url,
            image_url: badge.image_url,
            tier: badge.tier.as_deref().and_then(BadgeTier::parse),
            category: badge.category,
            version: Int64(badge.version),
            retired_at: badge.retired_at,
        }
    }
}

impl From<BadgeRow> for Badge {
    fn from(row: BadgeRow) -> Self {
        BadgeSnapshot::from(row).into()
    }
}

/// The catalogue.
#[derive(Default)]
pub struct BadgeCatalogueQuery;

#[Object]
impl BadgeCatalogueQuery {
    /// The badges that can be awarded, in the order of their keys. The same for everybody.
    async fn badge_catalogue(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most this many: 0 to 100, 20 if nothing is given.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "Of this category alone.")] category: Option<String>,
    ) -> Result<Option<CountedConnection<Badge>>> {
        let most = page_size("first", first)?;
        let after: Option<Uuid> = after.as_deref().map(position).transpose()?;
        // Nothing else is a category, and Postgres takes no NUL in a text.
        if category.as_deref().is_some_and(|category| limits::BADGE_CATEGORY.required(category).is_err()) {
            return Err(bad_input("category", "`category` is the name of a category, at most 60 characters"));
        }
        let conn = session(ctx).services.db.conn().await.map_err(fault)?;
        let page = Page { category: category.as_deref(), after, most: i64::try_from(most).unwrap_or(0) };
        let listed = badges::list(&conn, page).await.map_err(fault)?.ok_or_else(invalid_cursor)?;
        let items = listed.badges.into_iter().map(|row| (row.id, Badge::from(row))).collect();
        let part = Part { items, before: listed.before, more: listed.more, total: listed.total };
        Ok(Some(CountedConnection::of(part)))
    }
}
