//! Education (capability P5).

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use folio_policy::{Governed, GovernedItem, Visibility, field};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{CivilDate, Provenance, items::item_table, schema::education};

/// A grade point average, exact: hundredths, not floats.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GpaSnapshot {
    /// 381 is 3.81.
    pub value_hundredths: Governed<field::GpaValue, Option<i32>>,
    /// The best there is on its scale: 400 is 4.0. Unknown where the source didn't say.
    pub scale_hundredths: Governed<field::GpaScale, Option<i32>>,
    /// A grade that is no number: "First class".
    pub text: Governed<field::GpaText, Option<String>>,
}

/// One row, to write. Not `Debug`: it is somebody's data.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = education, check_for_backend(diesel::pg::Pg), treat_none_as_default_value = false)]
#[allow(missing_docs, reason = "columns are described in folio_policy::data_map")]
pub struct EducationRow {
    pub profile_id: Uuid,
    pub id: Uuid,
    pub position: i32,
    pub institution: String,
    pub institution_url: Option<String>,
    pub degree: Option<String>,
    pub field_of_study: Option<String>,
    pub start_date: Option<NaiveDate>,
    pub start_precision: Option<String>,
    pub end_date: Option<NaiveDate>,
    pub end_precision: Option<String>,
    pub gpa_hundredths: Option<i32>,
    pub gpa_scale_hundredths: Option<i32>,
    pub gpa_text: Option<String>,
    pub honours: Option<String>,
    pub coursework: Vec<String>,
    pub visibility: Option<String>,
    pub provenance: String,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What the snapshot holds of one item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each field is described where its type names it in the matrix")]
pub struct EducationSnapshot {
    pub id: Governed<field::EducationId, Uuid>,
    pub institution: Governed<field::EducationInstitution, Option<String>>,
    pub institution_url: Governed<field::EducationInstitutionUrl, Option<String>>,
    pub degree: Governed<field::EducationDegree, Option<String>>,
    pub field_of_study: Governed<field::EducationFieldOfStudy, Option<String>>,
    pub start_date: Governed<field::EducationStartDate, Option<CivilDate>>,
    pub end_date: Governed<field::EducationEndDate, Option<CivilDate>>,
    pub gpa: Governed<field::EducationGpa, Option<GpaSnapshot>>,
    pub honours: Governed<field::EducationHonours, Option<String>>,
    pub coursework: Governed<field::EducationCoursework, Vec<String>>,
    pub(crate) visibility: Option<Visibility>,
    pub provenance: Governed<field::EducationProvenance, Provenance>,
    pub position: Governed<field::EducationPosition, i32>,
    pub version: Governed<field::EducationVersion, i64>,
    pub created_at: Governed<field::EducationCreatedAt, DateTime<Utc>>,
    pub updated_at: Governed<field::EducationUpdatedAt, DateTime<Utc>>,
}

impl EducationSnapshot {
    /// The item's own toggle, as a value that its owner reads.
    #[must_use]
    pub const fn toggle(&self) -> Governed<field::EducationVisibility, Option<Visibility>> {
        Governed::new(self.visibility)
    }
}

impl GovernedItem for EducationSnapshot {
    type Existence = field::EducationId;

    fn visibility(&self) -> Option<Visibility> {
        self.visibility
    }
}

impl From<EducationRow> for EducationSnapshot {
    fn from(row: EducationRow) -> Self {
        Self {
            id: Governed::new(row.id),
            institution: Governed::new(Some(row.institution)),
            institution_url: Governed::new(row.institution_url),
            degree: Governed::new(row.degree),
            field_of_study: Governed::new(row.field_of_study),
            start_date: Governed::new(CivilDate::of_columns(row.start_date, row.start_precision.as_deref())),
            end_date: Governed::new(CivilDate::of_columns(row.end_date, row.end_precision.as_deref())),
            gpa: Governed::new((row.gpa_hundredths.is_some() || row.gpa_text.is_some()).then(|| {
                GpaSnapshot {
                    value_hundredths: Governed::new(row.gpa_hundredths),
                    scale_hundredths: Governed::new(row.gpa_scale_hundredths),
                    text: Governed::new(row.gpa_text),
                }
            })),
            honours: Governed::new(row.honours),
            coursework: Governed::new(row.coursework),
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
    education: EducationRow;
    key: (&'a str, Option<&'a str>, Option<NaiveDate>) =
        |row| (&row.institution, row.field_of_study.as_deref(), row.start_date);
    content: institution, institution_url, degree, field_of_study, start_date, start_precision, end_date, end_precision,
        gpa_hundredths, gpa_scale_hundredths, gpa_text, honours, coursework,
}
