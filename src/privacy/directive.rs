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
    // A field with arguments is declared over several lines; the directive belongs after its type, on the last.
    let mut declared: Option<Field> = None;
    let mut in_description = false;
    for line in sdl.lines() {
        annotated.push_str(line);
        let text = line.trim();
        if text.matches("\"\"\"").count() == 1 {
            in_description = !in_description;
        } else if let (false, Some(name)) = (in_description, line.strip_prefix("type ")) {
            current = name.split([' ', '{']).next();
        } else if line.starts_with('}') {
            current = None;
        } else if !in_description && !is_argument(line) {
            declared = current.and_then(|name| governed(name, text)).or(declared);
            if text.contains(": ")
                && let Some(field) = declared.take()
            {
                annotated.push_str(&directive(field));
            }
        }
        annotated.push('\n');
    }
    annotated
}

fn directive(field: Field) -> String {
    let row = field.row();
    let defaults = Role::ALL.map(|role| format!("\"{}\"", row.default_for(Some(role)))).join(", ");
    format!(
        " @visibility(section: \"{}\", default: [{defaults}], mostOpen: \"{}\")",
        row.section.name(),
        row.most_open().level(),
    )
}

/// Whether a line declares an argument: those stand one level further in than fields.
fn is_argument(line: &str) -> bool {
    line.starts_with("\t\t")
}

/// The governed field that a line of a type's definition declares.
fn governed(type_name: &str, line: &str) -> Option<Field> {
    let name = line.split(['(', ':']).next()?;
    Field::parse(&format!("{type_name}.{name}"))
}
