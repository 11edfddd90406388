//! `@visibility` in `schema.graphql`: the matrix's rows, written where a reader of the schema looks for them.

use folio_policy::{Field, Role};

const DEFINITION: &str = "\
\"\"\"
Who may see a field: the section whose toggle governs it, the defaults by the owner's role (STUDENT, EMPLOYER, MENTOR)
and the most open level that an owner may choose. Hidden reads as absent.
\"\"\"
directive @visibility(section: String!, default: [String!]!, mostOpen: String!) on FIELD_DEFINITION
";

/// Adds the directive's definition, and its use on every governed field of an exported schema.
#[must_use]
pub fn annotate(sdl: &str) -> String {
    let mut annotated = String::with_capacity(sdl.len() * 2);
    annotated.push_str(DEFINITION);
    annotated.push('\n');
    let mut current: Option<&str> = None;
    let mut in_description = false;
    for line in sdl.lines() {
        annotated.push_str(line);
        let text = line.trim();
        if text.matches("\"\"\"").count() == 1 {
            in_description = !in_description;
        } else if !in_description {
            if let Some(name) = line.strip_prefix("type ") {
                current = name.split([' ', '{']).next();
            } else if line.starts_with('}') {
                current = None;
            } else if let Some(field) = current.and_then(|name| governed(name, text)) {
                let row = field.row();
                let defaults: Vec<String> =
                    Role::ALL.iter().map(|role| format!("\"{}\"", row.default_for(Some(*role)))).collect();
                annotated.push_str(&format!(
                    " @visibility(section: \"{}\", default: [{}], mostOpen: \"{}\")",
                    row.section.name(),
                    defaults.join(", "),
                    row.most_open().level(),
                ));
            }
        }
        annotated.push('\n');
    }
    annotated
}

/// The governed field that a line of a type's definition declares.
fn governed(type_name: &str, line: &str) -> Option<Field> {
    let name = line.split(['(', ':']).next()?;
    Field::parse(&format!("{type_name}.{name}"))
}
