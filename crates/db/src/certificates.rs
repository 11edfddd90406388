//! Certificates (capability P5): what somebody has learnt, and who says so.

use std::cmp::{Ordering, Reverse};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use folio_policy::{Governed, GovernedItem, Visibility, field};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    CivilDate, Provenance,
    items::{Ordered, item_table},
    schema::certificates,
};

/// One row, to write. Not `Debug`: it is somebody's data.
#[derive(Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = certificates, check_for_backend(diesel::pg::Pg), treat_none_as_default_value = false)]
#[allow(missing_docs, reason = "columns are described in folio_policy::data_map")]
pub struct CertificateRow {
    pub profile_id: Uuid,
    pub id: Uuid,
    pub position: i32,
    pub title: String,
    pub provider: Option<String>,
    pub url: Option<String>,
    pub credential_id: Option<String>,
    pub credential_url: Option<String>,
    pub issued_date: Option<NaiveDate>,
    pub issued_precision: Option<String>,
    pub expires_date: Option<NaiveDate>,
    pub expires_precision: Option<String>,
    pub skills: Vec<String>,
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

impl CertificateRow {
    /// A certificate of which nothing is known yet.
    #[must_use]
    pub fn blank(profile_id: Uuid, id: Uuid, now: DateTime<Utc>) -> Self {
        Self {
            profile_id,
            id,
            position: 0,
            title: String::new(),
            provider: None,
            url: None,
            credential_id: None,
            credential_url: None,
            issued_date: None,
            issued_precision: None,
            expires_date: None,
            expires_precision: None,
            skills: Vec::new(),
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

/// What the snapshot holds of one certificate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each field is described where its type names it in the matrix")]
pub struct CertificateSnapshot {
    pub id: Governed<field::CertificateId, Uuid>,
    pub title: Governed<field::CertificateTitle, Option<String>>,
    pub provider: Governed<field::CertificateProvider, Option<String>>,
    pub url: Governed<field::CertificateUrl, Option<String>>,
    pub credential_id: Governed<field::CertificateCredentialId, Option<String>>,
    pub credential_url: Governed<field::CertificateCredentialUrl, Option<String>>,
    pub issued_at: Governed<field::CertificateIssuedAt, Option<CivilDate>>,
    pub expires_at: Governed<field::CertificateExpiresAt, Option<CivilDate>>,
    pub skills: Governed<field::CertificateSkills, Vec<String>>,
    pub(crate) visibility: Option<Visibility>,
    pub provenance: Governed<field::CertificateProvenance, Provenance>,
    pub position: Governed<field::CertificatePosition, i32>,
    pub version: Governed<field::CertificateVersion, i64>,
    pub created_at: Governed<field::CertificateCreatedAt, DateTime<Utc>>,
    pub updated_at: Governed<field::CertificateUpdatedAt, DateTime<Utc>>,
}

impl CertificateSnapshot {
    /// The item's own toggle, as a value that its owner reads.
    #[must_use]
    pub const fn toggle(&self) -> Governed<field::CertificateVisibility, Option<Visibility>> {
        Governed::new(self.visibility)
    }
}

impl GovernedItem for CertificateSnapshot {
    type Existence = field::CertificateId;

    fn visibility(&self) -> Option<Visibility> {
        self.visibility
    }
}

impl From<CertificateRow> for CertificateSnapshot {
    fn from(row: CertificateRow) -> Self {
        let date = |day, precision: Option<String>| CivilDate::of_columns(day, precision.as_deref());
        Self {
            id: Governed::new(row.id),
            title: Governed::new(Some(row.title)),
            provider: Governed::new(row.provider),
            url: Governed::new(row.url),
            credential_id: Governed::new(row.credential_id),
            credential_url: Governed::new(row.credential_url),
            issued_at: Governed::new(date(row.issued_date, row.issued_precision)),
            expires_at: Governed::new(date(row.expires_date, row.expires_precision)),
            skills: Governed::new(row.skills),
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
    certificates: CertificateRow;
    key: (&'a str, Option<&'a str>) = |row| (&row.title, row.provider.as_deref());
    content: title, provider, url, credential_id, credential_url, issued_date, issued_precision, expires_date,
        expires_precision, skills, source, source_id, source_time, source_event,
}

impl Ordered for CertificateRow {
    fn is_ordered(&self) -> bool {
        self.provenance == Provenance::Event.name()
    }

    fn order(&self, other: &Self) -> Ordering {
        (Reverse(self.issued_date), &self.source, &self.source_id).cmp(&(
            Reverse(other.issued_date),
            &other.source,
            &other.source_id,
        ))
    }
}
