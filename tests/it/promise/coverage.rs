//! Every field of the schema is in the matrix or on the committed list of fields that needn't be, and what is
//! published about the schema is current.

use async_graphql::parser::types::{BaseType, FieldDefinition, InputValueDefinition, TypeKind};
use folio_policy::{Field, Role, matrix::MATRIX};
use folio_testkit::{Sdl, sdl::named};

use crate::output::assert_is_current;

#[test]
fn every_field_is_in_the_matrix_or_on_the_list_of_those_that_need_not_be() {
    let sdl = Sdl::read();
    let mut uncovered: Vec<String> = sdl
        .object_fields()
        .map(|(ty, field)| format!("{ty}.{}", field.name.node))
        .filter(|coordinate| Field::parse(coordinate).is_none())
        .collect();
    uncovered.sort();
    assert_is_current("tests/output/uncovered_fields.out", &(uncovered.join("\n") + "\n"));
}

#[test]
fn a_governed_type_is_governed_whole() {
    let sdl = Sdl::read();
    for (ty, field) in sdl.object_fields() {
        let governed = MATRIX.iter().any(|row| row.coordinate.starts_with(&format!("{ty}.")));
        let coordinate = format!("{ty}.{}", field.name.node);
        assert!(!governed || Field::parse(&coordinate).is_some(), "{coordinate} needs a row in the matrix");
    }
}

#[test]
fn every_row_of_the_matrix_is_in_the_schema() {
    let sdl = Sdl::read();
    for row in &MATRIX {
        assert!(sdl.field(row.coordinate).is_some(), "{} is not in the schema", row.coordinate);
    }
}

/// What is hidden reads as null or as an empty list; an id is there whenever its object is.
#[test]
fn every_governed_field_can_be_absent() {
    let sdl = Sdl::read();
    for row in &MATRIX {
        let Some(field) = sdl.field(row.coordinate) else { continue };
        let list = matches!(field.ty.node.base, BaseType::List(_));
        let id = row.coordinate.ends_with(".id");
        assert!(field.ty.node.nullable || list || id, "{} can't be hidden", row.coordinate);
    }
}

#[test]
fn visibility_stands_on_every_governed_field_with_the_values_of_the_matrix() {
    let sdl = Sdl::read();
    for (ty, field) in sdl.object_fields() {
        let coordinate = format!("{ty}.{}", field.name.node);
        let expected = Field::parse(&coordinate).map(|field| {
            let row = field.row();
            let defaults = Role::ALL.map(|role| format!("\"{}\"", row.default_for(Some(role)))).join(", ");
            format!(
                "section: \"{}\", default: [{defaults}], mostOpen: \"{}\"",
                row.section.name(),
                row.most_open().level()
            )
        });
        assert_eq!(visibility(field), expected, "{coordinate}");
    }
}

fn visibility(field: &FieldDefinition) -> Option<String> {
    let directive = &field.directives.iter().find(|directive| directive.node.name.node == "visibility")?.node;
    let arguments: Vec<String> =
        directive.arguments.iter().map(|(name, value)| format!("{}: {}", name.node, value.node)).collect();
    Some(arguments.join(", "))
}

#[test]
fn everything_in_the_schema_is_described() {
    let sdl = Sdl::read();
    let mut bare = Vec::new();
    let mut note = |described: bool, what: String| {
        if !described {
            bare.push(what);
        }
    };
    let arguments = |field: &FieldDefinition| -> Vec<(bool, String)> {
        let one = |argument: &InputValueDefinition| {
            (argument.description.is_some(), format!("{}({}:)", field.name.node, argument.name.node))
        };
        field.arguments.iter().map(|argument| one(&argument.node)).collect()
    };
    for (name, ty) in sdl.types() {
        note(ty.description.is_some() || ["Query", "Subscription"].contains(&name), name.to_owned());
        let fields = match &ty.kind {
            TypeKind::Object(object) => object.fields.as_slice(),
            TypeKind::Interface(interface) => interface.fields.as_slice(),
            TypeKind::Enum(values) => {
                for value in &values.values {
                    note(value.node.description.is_some(), format!("{name}.{}", value.node.value.node));
                }
                continue;
            }
            TypeKind::InputObject(input) => {
                for field in &input.fields {
                    note(field.node.description.is_some(), format!("{name}.{}", field.node.name.node));
                }
                continue;
            }
            TypeKind::Scalar | TypeKind::Union(_) => continue,
        };
        for field in fields {
            note(field.node.description.is_some(), format!("{name}.{}", field.node.name.node));
            for (described, argument) in arguments(&field.node) {
                note(described, format!("{name}.{argument}"));
            }
        }
    }
    assert!(bare.is_empty(), "without a description: {bare:#?}");
}

/// The id of a governed object leads to what the matrix governs; nothing that isn't governed leads out of it.
#[test]
fn nothing_ungoverned_hangs_off_a_profile_but_its_connections() {
    let sdl = Sdl::read();
    for row in &MATRIX {
        let Some(field) = sdl.field(row.coordinate) else { continue };
        let target = named(&field.ty.node);
        let governed = MATRIX.iter().any(|row| row.coordinate.starts_with(&format!("{target}.")));
        let plain = sdl.fields_of(target).next().is_none();
        let wrapper = target.ends_with("Connection") || ["Visibility", "AccessReport"].contains(&target)
            // Catalogues are open to everybody; that somebody holds an entry of one is sealed around it.
            || ["Badge", "Skill"].contains(&target);
        assert!(governed || plain || wrapper, "{} leads to {target}, which is in no row", row.coordinate);
    }
}

#[test]
fn what_is_published_is_current() {
    assert_is_current("schema.graphql", &folio::graphql::sdl());
    assert_is_current("docs/PRIVACY_MATRIX.md", &folio::privacy::publish::markdown());
    assert_is_current("docs/ERRORS.md", &folio::graphql::codes::markdown());
    let errors = serde_json::to_string_pretty(&folio::graphql::codes::json()).expect("it is JSON");
    assert_is_current("frontend-contract/errors.json", &(errors + "\n"));
}

/// A failed field reads null, so a root that can fail must be allowed to.
#[test]
fn roots_that_can_fail_may_be_null() {
    let sdl = Sdl::read();
    for root in [
        "Query.me",
        "Query.profile",
        "Query.node",
        "Query.nodes",
        "Query.privacySettings",
        "Query.badgeCatalogue",
        "Query.skills",
        "Query.skill",
        "Query.skillLookup",
        "Query.proposedSkills",
        "Me.endorsementsReceived",
        "Me.recommendationsWritten",
        "Subscription.profileChanged",
    ] {
        assert!(sdl.field(root).expect(root).ty.node.nullable, "{root}");
    }
}
