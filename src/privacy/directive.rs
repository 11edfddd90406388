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
    // A field whose arguments follow on lines of their own; the directive stands after them.
    let mut with_arguments: Option<Field> = None;
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
            } else if text.starts_with(')') {
                annotated.extend(with_arguments.take().map(usage));
            } else if with_arguments.is_none()
                && let Some(field) = current.and_then(|name| governed(name, text))
            {
                if text.ends_with('(') {
                    with_arguments = Some(field);
                } else {
                    annotated.push_str(&usage(field));
                }
            }
        }
        annotated.push('\n');
    }
    annotated
}

/// The directive's use on a field.
fn usage(field: Field) -> String {
    let row = field.row();
    let defaults: Vec<String> =
        Role::ALL.iter().map(|role| format!("\"{}\"", row.default_for(Some(*role)))).collect();
    format!(
        " @visibility(section: \"{}\", default: [{}], mostOpen: \"{}\")",
        row.section.name(),
        defaults.join(", "),
        row.most_open().level(),
    )
}

/// The governed field that a line of a type's definition declares.
fn governed(type_name: &str, line: &str) -> Option<Field> {
    let name = line.split(['(', ':']).next()?;
    Field::parse(&format!("{type_name}.{name}"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use async_graphql::parser::{
        parse_schema,
        types::{TypeKind, TypeSystemDefinition},
    };
    use folio_policy::matrix::MATRIX;

    use crate::graphql;

    /// A parser reads the schema as its clients do: a directive in the wrong place makes it unreadable or gets lost.
    #[test]
    fn every_governed_field_carries_it_where_a_parser_finds_it() {
        let document = parse_schema(graphql::sdl()).expect("the schema is well-formed");
        let mut annotated = BTreeSet::new();
        for definition in document.definitions {
            let TypeSystemDefinition::Type(definition) = definition else { continue };
            let TypeKind::Object(object) = &definition.node.kind else { continue };
            for field in &object.fields {
                let uses = field.node.directives.iter().filter(|d| d.node.name.node == "visibility").count();
                assert!(uses <= 1, "{}.{}", definition.node.name.node, field.node.name.node);
                if uses == 1 {
                    annotated.insert(format!("{}.{}", definition.node.name.node, field.node.name.node));
                }
            }
        }
        let governed: BTreeSet<String> = MATRIX.iter().map(|row| row.coordinate.to_owned()).collect();
        assert_eq!(annotated, governed);
    }
}
