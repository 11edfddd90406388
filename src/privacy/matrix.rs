//! `privacyMatrix`: the visibility matrix as a query.

use async_graphql::{Enum, Object, SimpleObject};
use folio_policy::{Role, Row, matrix::MATRIX};

use crate::profile::Visibility;

/// What kind of data a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "folio_policy::DataClass")]
pub enum DataClass {
    /// Tells one person from another.
    Identifier,
    /// A way to reach the person.
    Contact,
    /// Working life.
    Career,
    /// Learning.
    Education,
    /// A judgement of the person's performance.
    Assessment,
    /// Computed from other fields.
    Derived,
    /// How the person wants things to be.
    Preference,
    /// Bookkeeping.
    System,
}

/// Visibility of a new profile's field, by the owner's role.
#[derive(Debug, Clone, SimpleObject)]
pub struct DefaultVisibility {
    /// For a student.
    student: Visibility,
    /// For an employer.
    employer: Visibility,
    /// For a mentor.
    mentor: Visibility,
    /// Before a role is known: the strictest of the three.
    without_role: Visibility,
}

/// One field of the visibility matrix.
#[derive(Debug, Clone, SimpleObject)]
pub struct PrivacyMatrixRow {
    /// `Type.field` as in this schema.
    field: &'static str,
    /// The section whose toggle governs it.
    section: &'static str,
    /// The section that this one is a part of: never more open than that.
    parent_section: Option<&'static str>,
    /// Whether the field has a toggle of its own, beside its section's.
    own_toggle: bool,
    /// What a new profile has.
    default: DefaultVisibility,
    /// The most open level that an owner may choose.
    most_open: Visibility,
    /// What kind of data it is.
    data_class: DataClass,
    /// Why it may be held.
    basis: &'static str,
    /// How long it is kept, and what erasure does to it.
    retention: &'static str,
    /// Whether it is in the owner's export, and if not, why.
    export: String,
}

impl From<&Row> for PrivacyMatrixRow {
    fn from(row: &Row) -> Self {
        let default = |role| row.default_for(role).into();
        Self {
            field: row.coordinate,
            section: row.section.name(),
            parent_section: row.section.parent().map(folio_policy::Section::name),
            own_toggle: row.toggle == folio_policy::matrix::Toggle::Own,
            default: DefaultVisibility {
                student: default(Some(Role::Student)),
                employer: default(Some(Role::Employer)),
                mentor: default(Some(Role::Mentor)),
                without_role: default(None),
            },
            most_open: row.most_open().widest().into(),
            data_class: row.data_class.into(),
            basis: row.basis.text(),
            retention: row.retention.text(),
            export: row.export.text(),
        }
    }
}

/// The matrix.
#[derive(Default)]
pub struct MatrixQuery;

#[Object]
impl MatrixQuery {
    /// The visibility matrix: every field that hangs off a profile, and what governs it. The same for everybody.
    async fn privacy_matrix(&self) -> Vec<PrivacyMatrixRow> {
        MATRIX.iter().map(PrivacyMatrixRow::from).collect()
    }
}
