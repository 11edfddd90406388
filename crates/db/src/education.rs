//! Education (capability P5).

use chrono::NaiveDate;
use folio_policy::{Governed, field};
use serde::{Deserialize, Serialize};

use crate::{
    CivilDate,
    items::{item_row, item_snapshot},
    schema::education,
};

/// A grade point average, exact: hundredths, not floats.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GpaSnapshot {
    /// 381 is 3.81.
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub value_hundredths: Governed<field::GpaValue, Option<i32>>,
    /// The best there is on its scale: 400 is 4.0. Unknown where the source didn't say.
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub scale_hundredths: Governed<field::GpaScale, Option<i32>>,
    /// A grade that is no number: "First class".
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub text: Governed<field::GpaText, Option<String>>,
}

item_row! {
    /// A school, a course of study or a training.
    education => EducationRow;
    key: (&'a str, Option<&'a str>, Option<NaiveDate>) =
        |row| (&row.institution, row.field_of_study.as_deref(), row.start_date);
    institution: String,
    institution_url: Option<String>,
    degree: Option<String>,
    field_of_study: Option<String>,
    start_date: Option<NaiveDate>,
    start_precision: Option<String>,
    end_date: Option<NaiveDate>,
    end_precision: Option<String>,
    gpa_hundredths: Option<i32>,
    gpa_scale_hundredths: Option<i32>,
    gpa_text: Option<String>,
    honours: Option<String>,
    coursework: Vec<String>,
}

item_snapshot! {
    /// What the snapshot holds of one item.
    EducationSnapshot of EducationRow as row => row;
    bookkeeping: EducationId EducationVisibility EducationProvenance EducationPosition EducationVersion
        EducationCreatedAt EducationUpdatedAt;
    title: |item, scope| item.institution.reveal(scope);
    institution: EducationInstitution => Option<String> = Some(row.institution),
    institution_url: EducationInstitutionUrl => Option<String> = row.institution_url,
    degree: EducationDegree => Option<String> = row.degree,
    field_of_study: EducationFieldOfStudy => Option<String> = row.field_of_study,
    start_date: EducationStartDate => Option<CivilDate> =
        CivilDate::of_columns(row.start_date, row.start_precision.as_deref()),
    end_date: EducationEndDate => Option<CivilDate> =
        CivilDate::of_columns(row.end_date, row.end_precision.as_deref()),
    gpa: EducationGpa => Option<GpaSnapshot> =
        (row.gpa_hundredths.is_some() || row.gpa_text.is_some()).then(|| GpaSnapshot {
            value_hundredths: Governed::new(row.gpa_hundredths),
            scale_hundredths: Governed::new(row.gpa_scale_hundredths),
            text: Governed::new(row.gpa_text),
        }),
    honours: EducationHonours => Option<String> = row.honours,
    coursework: EducationCoursework => Vec<String> = row.coursework,
}
