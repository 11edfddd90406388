//! What owners write of their education.

use async_graphql::{InputObject, MaybeUndefined};
use folio_db::education::EducationRow;

use crate::{
    graphql::{
        id::ItemKind,
        scalar::{Decimal, PartialDate},
    },
    items::{ItemInput, Names, Section, names},
    text::limits,
    write::{Checks, UserErrorCode},
};

/// A school, a course of study or a training, as its owner writes it. A field that is left out stays as it is; null
/// empties it.
#[derive(Debug, Clone, InputObject)]
pub struct EducationInput {
    /// Where: the school's name, at most 200 characters. Needed when adding.
    institution: MaybeUndefined<String>,
    /// The school's web address.
    institution_url: MaybeUndefined<String>,
    /// The degree or certificate aimed at, at most 200 characters.
    degree: MaybeUndefined<String>,
    /// What was studied, at most 200 characters.
    field_of_study: MaybeUndefined<String>,
    /// When it began: "2021", "2021-09" or "2021-09-01".
    start_date: MaybeUndefined<PartialDate>,
    /// When it ended; null while it goes on.
    end_date: MaybeUndefined<PartialDate>,
    /// The grade point average; null takes it away.
    gpa: MaybeUndefined<GpaInput>,
    /// Honours, awards or a grade in words, at most 200 characters.
    honours: MaybeUndefined<String>,
    /// Courses taken: at most 100, each at most 200 characters.
    coursework: MaybeUndefined<Vec<String>>,
}

/// A grade: a number, its scale, or words. Given as a whole: what is left out is taken away.
#[derive(Debug, Clone, InputObject)]
pub struct GpaInput {
    /// The average, from "0" to its scale, at most "1000".
    value: Option<Decimal>,
    /// The best there is on its scale, above "0" and at most "1000".
    scale: Option<Decimal>,
    /// A grade that is no number, at most 60 characters.
    text: Option<String>,
}

/// Education, as a section that is edited.
pub struct EducationSection;

impl Section for EducationSection {
    type Row = EducationRow;
    type Input = EducationInput;

    const KIND: ItemKind = ItemKind::Education;
    const SECTION: folio_policy::Section = folio_policy::Section::Education;
    const NAMES: Names = names!("education");
    const MAX_ITEMS: usize = 50;
}

impl ItemInput<EducationRow> for EducationInput {
    fn apply(&self, row: &mut EducationRow, checks: &mut Checks) {
        checks.required_text("institution", &limits::INSTITUTION, &self.institution, &mut row.institution);
        checks.web_url("institutionUrl", &self.institution_url, &mut row.institution_url);
        checks.text("degree", &limits::DEGREE, &self.degree, &mut row.degree);
        checks.text("fieldOfStudy", &limits::FIELD_OF_STUDY, &self.field_of_study, &mut row.field_of_study);
        let start = checks.date("startDate", &self.start_date, &mut row.start_date, &mut row.start_precision);
        let end = checks.date("endDate", &self.end_date, &mut row.end_date, &mut row.end_precision);
        checks.interval("endDate", start, end);
        match &self.gpa {
            MaybeUndefined::Undefined => {}
            MaybeUndefined::Null => put_gpa(row, None, None, None),
            MaybeUndefined::Value(gpa) => checks.within("gpa", |checks| gpa.apply(row, checks)),
        }
        checks.text("honours", &limits::HONOURS, &self.honours, &mut row.honours);
        checks.texts("coursework", &limits::COURSE, MAX_COURSES, &self.coursework, &mut row.coursework);
    }
}

const MAX_COURSES: usize = 100;
/// The highest grade and scale, in hundredths.
const MAX_GRADE: i32 = 100_000;

impl GpaInput {
    fn apply(&self, row: &mut EducationRow, checks: &mut Checks) {
        let value = grade("value", self.value, 0, checks);
        let scale = grade("scale", self.scale, 1, checks);
        if let (Some(value), Some(scale)) = (value, scale)
            && value > scale
        {
            checks.refuse("value", UserErrorCode::Invalid, "must not be above its scale");
        }
        if self.scale.is_some() && self.value.is_none() {
            checks.refuse("value", UserErrorCode::Required, "a scale needs a value");
        }
        let mut text = None;
        checks.text("text", &limits::SCORE, &Some(self.text.clone()).into(), &mut text);
        put_gpa(row, value, scale, text);
    }
}

fn grade(field: &str, input: Option<Decimal>, least: i32, checks: &mut Checks) -> Option<i32> {
    match input?.0 {
        Ok(value) if (least..=MAX_GRADE).contains(&value) => return Some(value),
        Ok(_) => {
            let from = if least == 0 { "from 0" } else { "above 0" };
            checks.refuse(field, UserErrorCode::Invalid, format!("must be {from} and at most 1000"));
        }
        Err(error) => checks.refuse(field, UserErrorCode::Invalid, error.to_string()),
    }
    None
}

fn put_gpa(row: &mut EducationRow, value: Option<i32>, scale: Option<i32>, text: Option<String>) {
    (row.gpa_hundredths, row.gpa_scale_hundredths, row.gpa_text) = (value, scale, text);
}
