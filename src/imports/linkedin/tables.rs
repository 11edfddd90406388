//! Which column of which file is what in a JSON Resume file.

use crate::resume::{Columns, Parts};

/// What the archive knows of a section's items. The rest of an item that another import has brought stays with it.
pub(super) const COLUMNS: Columns = &[
    (
        "work_history",
        &[
            "company",
            "title",
            "description",
            "location",
            "start_date",
            "start_precision",
            "end_date",
            "end_precision",
        ],
    ),
    (
        "education",
        &[
            "institution",
            "degree",
            "field_of_study",
            "start_date",
            "start_precision",
            "end_date",
            "end_precision",
        ],
    ),
    ("profile_skills", &["skill_id", "name"]),
    (
        "projects",
        &["name", "description", "links", "start_date", "start_precision", "end_date", "end_precision"],
    ),
];

/// The file about the person themselves.
pub(super) const PROFILE: &str = "Profile.csv";
/// Where addresses of sites are put aside, to be taken apart.
pub(super) const SITES: &str = " sites";
/// The same for names of accounts.
pub(super) const HANDLES: &str = " handles";

/// What a table is about.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// The person, in one row.
    Person,
    /// A section, a row for each item.
    Section(&'static str),
}

/// A file of the archive.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) file: &'static str,
    pub(super) kind: Kind,
    /// What each column is, by the names that it has had.
    columns: &'static [(&'static str, &'static str)],
}

pub(super) static TABLES: &[Table] = &[
    Table {
        file: PROFILE,
        kind: Kind::Person,
        columns: &[
            ("First Name", "firstName"),
            ("Last Name", "lastName"),
            ("Headline", "label"),
            ("Summary", "summary"),
            ("Geo Location", "location"),
            ("Websites", SITES),
            ("Twitter Handles", HANDLES),
        ],
    },
    Table {
        file: "Positions.csv",
        kind: Kind::Section("work"),
        columns: &[
            ("Company Name", "name"),
            ("Title", "position"),
            ("Description", "summary"),
            ("Location", "location"),
            ("Started On", "startDate"),
            ("Finished On", "endDate"),
        ],
    },
    Table {
        file: "Education.csv",
        kind: Kind::Section("education"),
        columns: &[
            ("School Name", "institution"),
            ("Start Date", "startDate"),
            ("Started On", "startDate"),
            ("End Date", "endDate"),
            ("Finished On", "endDate"),
            ("Degree Name", "studyType"),
            ("Field Of Study", "area"),
        ],
    },
    Table { file: "Skills.csv", kind: Kind::Section("skills"), columns: &[("Name", "name")] },
    Table {
        file: "Languages.csv",
        kind: Kind::Section("languages"),
        columns: &[("Name", "language"), ("Proficiency", "fluency")],
    },
    Table {
        file: "Certifications.csv",
        kind: Kind::Section("certificates"),
        columns: &[
            ("Name", "name"),
            ("Url", "url"),
            ("Authority", "issuer"),
            ("Started On", "date"),
            ("Finished On", "expires"),
            ("License Number", "credentialId"),
        ],
    },
    Table {
        file: "Projects.csv",
        kind: Kind::Section("projects"),
        columns: &[
            ("Title", "name"),
            ("Description", "description"),
            ("Url", "url"),
            ("Started On", "startDate"),
            ("Finished On", "endDate"),
        ],
    },
];

impl Table {
    /// What a column is, however its letters are written.
    pub(super) fn key(&self, column: &str) -> Option<&'static str> {
        let column = column.trim();
        let found = self.columns.iter().find(|(known, _)| known.eq_ignore_ascii_case(column));
        found.map(|(_, key)| *key)
    }

    /// What its columns are called.
    pub(super) fn names(&self) -> Vec<&'static str> {
        self.columns.iter().map(|(column, _)| *column).collect()
    }

    /// What the column of a key is called.
    pub(super) fn column(&self, key: &str) -> Option<&'static str> {
        self.columns.iter().find(|(_, known)| *known == key).map(|(column, _)| *column)
    }

    /// The table that became this section.
    pub(super) fn of_section(name: &str) -> Option<&'static Self> {
        TABLES.iter().find(|table| match table.kind {
            Kind::Person => name == "basics",
            Kind::Section(section) => section == name,
        })
    }

    /// The parts with that which this table tells of.
    pub(super) fn with_part(&self, mut parts: Parts) -> Parts {
        let part = match self.kind {
            Kind::Person => &mut parts.core,
            Kind::Section("work") => &mut parts.work,
            Kind::Section("education") => &mut parts.education,
            Kind::Section("skills") => &mut parts.skills,
            Kind::Section("languages") => &mut parts.languages,
            Kind::Section("certificates") => &mut parts.certificates,
            Kind::Section(_) => &mut parts.projects,
        };
        *part = true;
        parts
    }
}
