//! The matrix for readers: `folio matrix --format json|markdown`, and `docs/PRIVACY_MATRIX.md`.

use std::fmt::Write;

use folio_policy::{
    Role, Row, Section,
    matrix::{MATRIX, Toggle},
};
use serde_json::{Value, json};

/// The matrix as JSON: an array of rows with the columns of the specification.
#[must_use]
pub fn json() -> Value {
    MATRIX.iter().map(row_json).collect()
}

fn row_json(row: &Row) -> Value {
    let default = |role| row.default_for(role).as_str();
    json!({
        "field": row.coordinate,
        "section": row.section.name(),
        "default": {
            "student": default(Some(Role::Student)),
            "employer": default(Some(Role::Employer)),
            "mentor": default(Some(Role::Mentor)),
        },
        "most_open": row.most_open().level(),
        "data_class": row.data_class.name(),
        "basis": row.basis.text(),
        "retention": row.retention.text(),
        "export": row.export.text(),
    })
}

/// The matrix as a page for people.
#[must_use]
pub fn markdown() -> String {
    let mut page = String::from(
        "# The visibility matrix\n\n\
         Who may see what, before an owner changes anything. This page is written by `folio matrix --format markdown` \
         from the registry that decides (`crates/policy/src/matrix.rs`, `section.rs`); a test compares them.\n\n\
         Levels: `PUBLIC` everyone; `PLATFORM` any active member; `RESTRICTED(…)` the named circles and holders of a \
         grant; `PRIVATE` the owner, and staff with a stated purpose. What is hidden reads as absent.\n\n\
         ## Sections\n\n\
         | section | part of | student | employer | mentor | no role yet | most open |\n|---|---|---|---|---|---|---|\n",
    );
    for section in Section::ALL {
        let default = |role| section.defaults().for_role(role);
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} | {} | {} | {} |",
            section.name(),
            section.parent().map_or("", Section::name),
            default(Some(Role::Student)),
            default(Some(Role::Employer)),
            default(Some(Role::Mentor)),
            default(None),
            if section.is_fixed() { "fixed" } else { section.most_open().level() },
        );
    }
    page.push_str(
        "\n## Fields\n\nA field follows its section until its owner narrows it by a toggle of its own, where it has one; \
         it is never more open than the section, and an item's own toggle narrows it further.\n\n\
         | field | section | own toggle | data class | basis | retention | export |\n|---|---|---|---|---|---|---|\n",
    );
    for row in &MATRIX {
        let _ = writeln!(
            page,
            "| `{}` | {} | {} | {} | {} | {} | {} |",
            row.coordinate,
            row.section.name(),
            if row.toggle == Toggle::Own { "yes" } else { "" },
            row.data_class.name(),
            row.basis.text(),
            row.retention.text(),
            row.export.text(),
        );
    }
    page
}
