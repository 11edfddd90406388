//! Projects (capability P5).

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use folio_policy::{Governed, GovernedItem, Visibility, field};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{CivilDate, Provenance, items::item_table, schema::projects};

/// One row, to write. Not `Debug`: it is somebody's data.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = projects, check_for_backend(diesel::pg::Pg), treat_none_as_default_value = false)]
#[allow(missing_docs, reason = "columns are described in folio_policy::data_map")]
pub struct ProjectRow {
    pub profile_id: Uuid,
    pub id: Uuid,
    pub position: i32,
    pub name: String,
    pub kind: Option<String>,
    pub role: Option<String>,
    pub organization: Option<String>,
    pub description: Option<String>,
    pub highlights: Vec<String>,
    pub links: Vec<String>,
    pub skills: Vec<String>,
    pub start_date: Option<NaiveDate>,
    pub start_precision: Option<String>,
    pub end_date: Option<NaiveDate>,
    pub end_precision: Option<String>,
    pub visibility: Option<String>,
    pub provenance: String,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What the snapshot holds of one item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each field is described where its type names it in the matrix")]
pub struct ProjectSnapshot {
    pub id: Governed<field::ProjectId, Uuid>,
    pub name: Governed<field::ProjectName, Option<String>>,
    pub kind: Governed<field::ProjectKind, Option<String>>,
    pub role: Governed<field::ProjectRole, Option<String>>,
    pub organization: Governed<field::ProjectOrganization, Option<String>>,
    pub description: Governed<field::ProjectDescription, Option<String>>,
    pub highlights: Governed<field::ProjectHighlights, Vec<String>>,
    pub links: Governed<field::ProjectLinks, Vec<String>>,
    pub skills: Governed<field::ProjectSkills, Vec<String>>,
    pub start_date: Governed<field::ProjectStartDate, Option<CivilDate>>,
    pub end_date: Governed<field::ProjectEndDate, Option<CivilDate>>,
    pub(crate) visibility: Option<Visibility>,
    pub provenance: Governed<field::ProjectProvenance, Provenance>,
    pub position: Governed<field::ProjectPosition, i32>,
    pub version: Governed<field::ProjectVersion, i64>,
    pub created_at: Governed<field::ProjectCreatedAt, DateTime<Utc>>,
    pub updated_at: Governed<field::ProjectUpdatedAt, DateTime<Utc>>,
}

impl ProjectSnapshot {
    /// The item's own toggle, as a value that its owner reads.
    #[must_use]
    pub const fn toggle(&self) -> Governed<field::ProjectVisibility, Option<Visibility>> {
        Governed::new(self.visibility)
    }
}

impl GovernedItem for ProjectSnapshot {
    type Existence = field::ProjectId;

    fn visibility(&self) -> Option<Visibility> {
        self.visibility
    }
}

impl From<ProjectRow> for ProjectSnapshot {
    fn from(row: ProjectRow) -> Self {
        Self {
            id: Governed::new(row.id),
            name: Governed::new(Some(row.name)),
            kind: Governed::new(row.kind),
            role: Governed::new(row.role),
            organization: Governed::new(row.organization),
            description: Governed::new(row.description),
            highlights: Governed::new(row.highlights),
            links: Governed::new(row.links),
            skills: Governed::new(row.skills),
            start_date: Governed::new(CivilDate::of_columns(row.start_date, row.start_precision.as_deref())),
            end_date: Governed::new(CivilDate::of_columns(row.end_date, row.end_precision.as_deref())),
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
    projects: ProjectRow;
    key: (&'a str, Option<&'a str>) = |row| (&row.name, row.organization.as_deref());
    content: name, kind, role, organization, description, highlights, links, skills, start_date, start_precision, end_date,
        end_precision,
}
