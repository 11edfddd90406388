//! Links: web, GitHub, LinkedIn and the like (capability P5).

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use folio_policy::{Governed, GovernedItem, Visibility, field};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Provenance, items::item_table, schema::links};

/// One row, to write. Not `Debug`: it is somebody's data.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = links, check_for_backend(diesel::pg::Pg), treat_none_as_default_value = false)]
#[allow(missing_docs, reason = "columns are described in folio_policy::data_map")]
pub struct LinkRow {
    pub profile_id: Uuid,
    pub id: Uuid,
    pub position: i32,
    pub kind: String,
    pub label: Option<String>,
    pub username: Option<String>,
    pub url: String,
    pub visibility: Option<String>,
    pub provenance: String,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What the snapshot holds of one link.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each field is described where its type names it in the matrix")]
pub struct LinkSnapshot {
    pub id: Governed<field::LinkId, Uuid>,
    pub kind: Governed<field::LinkKind, Option<String>>,
    pub label: Governed<field::LinkLabel, Option<String>>,
    pub username: Governed<field::LinkUsername, Option<String>>,
    pub url: Governed<field::LinkUrl, Option<String>>,
    pub(crate) visibility: Option<Visibility>,
    pub provenance: Governed<field::LinkProvenance, Provenance>,
    pub position: Governed<field::LinkPosition, i32>,
    pub version: Governed<field::LinkVersion, i64>,
    pub created_at: Governed<field::LinkCreatedAt, DateTime<Utc>>,
    pub updated_at: Governed<field::LinkUpdatedAt, DateTime<Utc>>,
}

impl LinkSnapshot {
    /// The item's own toggle, as a value that its owner reads.
    #[must_use]
    pub const fn toggle(&self) -> Governed<field::LinkVisibility, Option<Visibility>> {
        Governed::new(self.visibility)
    }
}

impl GovernedItem for LinkSnapshot {
    type Existence = field::LinkId;

    fn visibility(&self) -> Option<Visibility> {
        self.visibility
    }
}

impl From<LinkRow> for LinkSnapshot {
    fn from(row: LinkRow) -> Self {
        Self {
            id: Governed::new(row.id),
            kind: Governed::new(Some(row.kind)),
            label: Governed::new(row.label),
            username: Governed::new(row.username),
            url: Governed::new(Some(row.url)),
            visibility: crate::aggregate::item_visibility(row.visibility.as_deref()),
            provenance: Governed::new(crate::aggregate::provenance(&row.provenance)),
            position: Governed::new(row.position),
            version: Governed::new(row.version),
            created_at: Governed::new(row.created_at),
            updated_at: Governed::new(row.updated_at),
        }
    }
}

item_table! {
    links: LinkRow;
    key: &'a str = |row| &row.url;
    content: kind, label, username, url,
}
