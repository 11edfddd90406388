//! Work history (capability P5).

use chrono::NaiveDate;

use crate::{
    CivilDate,
    items::{item_row, item_snapshot},
    schema::work_history,
};

item_row! {
    /// A place that somebody worked at, and as what.
    work_history => WorkRow;
    key: (&'a str, &'a str, Option<NaiveDate>) = |row| (&row.company, &row.title, row.start_date);
    company: String,
    company_url: Option<String>,
    title: String,
    location: Option<String>,
    description: Option<String>,
    highlights: Vec<String>,
    skills: Vec<String>,
    start_date: Option<NaiveDate>,
    start_precision: Option<String>,
    end_date: Option<NaiveDate>,
    end_precision: Option<String>,
}

item_snapshot! {
    /// What the snapshot holds of one item.
    WorkSnapshot of WorkRow as row => row;
    bookkeeping: WorkId WorkVisibility WorkProvenance WorkPosition WorkVersion WorkCreatedAt WorkUpdatedAt;
    title: |item, scope| item.title.reveal(scope).or(item.company.reveal(scope));
    company: WorkCompany => Option<String> = Some(row.company),
    company_url: WorkCompanyUrl => Option<String> = row.company_url,
    title: WorkTitle => Option<String> = Some(row.title),
    location: WorkLocation => Option<String> = row.location,
    description: WorkDescription => Option<String> = row.description,
    highlights: WorkHighlights => Vec<String> = row.highlights,
    skills: WorkSkills => Vec<String> = row.skills,
    start_date: WorkStartDate => Option<CivilDate> =
        CivilDate::of_columns(row.start_date, row.start_precision.as_deref()),
    end_date: WorkEndDate => Option<CivilDate> =
        CivilDate::of_columns(row.end_date, row.end_precision.as_deref()),
}
