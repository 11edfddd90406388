//! Projects (capability P5).

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    CivilDate,
    items::{item_row, item_snapshot},
    schema::projects,
};

item_row! {
    /// Something that somebody made, alone or with others.
    projects => ProjectRow;
    key: (&'a str, Option<&'a str>) = |row| (&row.name, row.organization.as_deref());
    name: String,
    kind: Option<String>,
    role: Option<String>,
    organization: Option<String>,
    description: Option<String>,
    highlights: Vec<String>,
    links: Vec<String>,
    skills: Vec<String>,
    start_date: Option<NaiveDate>,
    start_precision: Option<String>,
    end_date: Option<NaiveDate>,
    end_precision: Option<String>,
    media: Vec<Uuid>,
}

item_snapshot! {
    /// What the snapshot holds of one item.
    ProjectSnapshot of ProjectRow as row => row;
    bookkeeping: ProjectId ProjectVisibility ProjectProvenance ProjectPosition ProjectVersion ProjectCreatedAt
        ProjectUpdatedAt;
    title: |item, scope| item.name.reveal(scope);
    name: ProjectName => Option<String> = Some(row.name),
    kind: ProjectKind => Option<String> = row.kind,
    role: ProjectRole => Option<String> = row.role,
    organization: ProjectOrganization => Option<String> = row.organization,
    description: ProjectDescription => Option<String> = row.description,
    highlights: ProjectHighlights => Vec<String> = row.highlights,
    links: ProjectLinks => Vec<String> = row.links,
    skills: ProjectSkills => Vec<String> = row.skills,
    start_date: ProjectStartDate => Option<CivilDate> =
        CivilDate::of_columns(row.start_date, row.start_precision.as_deref()),
    end_date: ProjectEndDate => Option<CivilDate> =
        CivilDate::of_columns(row.end_date, row.end_precision.as_deref()),
    media: ProjectMedia => Vec<Uuid> = row.media,
}
