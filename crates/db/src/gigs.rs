//! Gigs (capability T1): work that somebody was paid for on the platform, and what the client said of it.

use std::cmp::{Ordering, Reverse};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use folio_policy::{Governed, GovernedItem, Visibility, field};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Provenance,
    items::{Ordered, item_table},
    schema::gigs,
};

/// One row, to write. Not `Debug`: it is somebody's data.
#[derive(Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = gigs, check_for_backend(diesel::pg::Pg), treat_none_as_default_value = false)]
#[allow(missing_docs, reason = "columns are described in folio_policy::data_map")]
pub struct GigRow {
    pub profile_id: Uuid,
    pub id: Uuid,
    pub position: i32,
    pub title: String,
    pub role: Option<String>,
    pub category: Option<String>,
    pub client_name: Option<String>,
    pub client_id: Option<Uuid>,
    pub skills: Vec<String>,
    pub started_at: Option<DateTime<Utc>>,
    pub completed_at: Option<DateTime<Utc>>,
    pub rating: Option<i16>,
    pub review_text: Option<String>,
    pub reviewed_at: Option<DateTime<Utc>>,
    pub reviewer_id: Option<Uuid>,
    pub source: Option<String>,
    pub source_id: Option<String>,
    pub source_time: Option<DateTime<Utc>>,
    pub source_event: Option<String>,
    pub visibility: Option<String>,
    pub provenance: String,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl GigRow {
    /// A gig of which nothing is known yet.
    #[must_use]
    pub fn blank(profile_id: Uuid, id: Uuid, now: DateTime<Utc>) -> Self {
        Self {
            profile_id,
            id,
            position: 0,
            title: String::new(),
            role: None,
            category: None,
            client_name: None,
            client_id: None,
            skills: Vec::new(),
            started_at: None,
            completed_at: None,
            rating: None,
            review_text: None,
            reviewed_at: None,
            reviewer_id: None,
            source: None,
            source_id: None,
            source_time: None,
            source_event: None,
            visibility: None,
            provenance: Provenance::Manual.name().to_owned(),
            version: 1,
            created_at: now,
            updated_at: now,
        }
    }
}

/// What the snapshot holds of one gig. Other people are in it by the ids of their profiles alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each field is described where its type names it in the matrix")]
pub struct GigSnapshot {
    pub id: Governed<field::GigId, Uuid>,
    pub title: Governed<field::GigTitle, Option<String>>,
    pub role: Governed<field::GigRole, Option<String>>,
    pub category: Governed<field::GigCategory, Option<String>>,
    pub client_name: Governed<field::GigClientName, Option<String>>,
    pub client_id: Governed<field::GigClientProfile, Option<Uuid>>,
    pub skills: Governed<field::GigSkills, Vec<String>>,
    pub started_at: Governed<field::GigStartedAt, Option<DateTime<Utc>>>,
    pub completed_at: Governed<field::GigCompletedAt, Option<DateTime<Utc>>>,
    pub rating: Governed<field::GigReviewRating, Option<i16>>,
    pub review_text: Governed<field::GigReviewText, Option<String>>,
    pub reviewed_at: Governed<field::GigReviewReviewedAt, Option<DateTime<Utc>>>,
    pub reviewer_id: Governed<field::GigReviewReviewer, Option<Uuid>>,
    pub(crate) visibility: Option<Visibility>,
    pub provenance: Governed<field::GigProvenance, Provenance>,
    pub position: Governed<field::GigPosition, i32>,
    pub version: Governed<field::GigVersion, i64>,
    pub created_at: Governed<field::GigCreatedAt, DateTime<Utc>>,
    pub updated_at: Governed<field::GigUpdatedAt, DateTime<Utc>>,
}

impl GigSnapshot {
    /// The item's own toggle, as a value that its owner reads.
    #[must_use]
    pub const fn toggle(&self) -> Governed<field::GigVisibility, Option<Visibility>> {
        Governed::new(self.visibility)
    }
}

impl GovernedItem for GigSnapshot {
    type Existence = field::GigId;

    fn visibility(&self) -> Option<Visibility> {
        self.visibility
    }
}

impl From<GigRow> for GigSnapshot {
    fn from(row: GigRow) -> Self {
        Self {
            id: Governed::new(row.id),
            title: Governed::new(Some(row.title)),
            role: Governed::new(row.role),
            category: Governed::new(row.category),
            client_name: Governed::new(row.client_name),
            client_id: Governed::new(row.client_id),
            skills: Governed::new(row.skills),
            started_at: Governed::new(row.started_at),
            completed_at: Governed::new(row.completed_at),
            rating: Governed::new(row.rating),
            review_text: Governed::new(row.review_text),
            reviewed_at: Governed::new(row.reviewed_at),
            reviewer_id: Governed::new(row.reviewer_id),
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
    gigs: GigRow;
    key: (&'a str, Option<DateTime<Utc>>) = |row| (&row.title, row.completed_at);
    content: title, role, category, client_name, client_id, skills, started_at, completed_at, rating, review_text,
        reviewed_at, reviewer_id, source, source_id, source_time, source_event,
}

impl Ordered for GigRow {
    fn is_ordered(&self) -> bool {
        self.provenance == Provenance::Event.name()
    }

    fn order(&self, other: &Self) -> Ordering {
        (Reverse(self.completed_at), &self.source, &self.source_id).cmp(&(
            Reverse(other.completed_at),
            &other.source,
            &other.source_id,
        ))
    }
}
