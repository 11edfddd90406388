//! What is accepted, where a document's value is of another type: async-graphql names the type alone.

use std::{collections::HashMap, sync::LazyLock};

use async_graphql::parser::{
    parse_schema,
    types::{TypeKind, TypeSystemDefinition},
};

use super::schema::{Introspection, sdl};

/// The values of each enumeration, in the order of their names.
static ENUMS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let Ok(document) = parse_schema(sdl()) else { return HashMap::new() };
    let definitions = document.definitions.into_iter();
    let enums = definitions.filter_map(|definition| match definition {
        TypeSystemDefinition::Type(definition) => {
            let definition = definition.node;
            let TypeKind::Enum(kind) = definition.kind else { return None };
            let values: Vec<String> =
                kind.values.iter().map(|value| value.node.value.node.to_string()).collect();
            Some((definition.name.node.to_string(), values.join(", ")))
        }
        _ => None,
    });
    enums.collect()
});

/// Adds to the message of a rule that a document breaks what is accepted in place of the value. A schema that doesn't tell about
/// itself names no values of enumerations.
pub(super) fn add_to(message: &mut String, introspection: Introspection) {
    let named = |before: &str| {
        let (_, rest) = message.split_once(before)?;
        let (name, _) = rest.split_once('"')?;
        Some(name.trim_matches(['[', ']', '!']))
    };
    let values = |name: &str| ENUMS.get(name).filter(|_| introspection == Introspection::Open);
    if let Some(name) = named("expected type \"") {
        if let Some(written) = written(name) {
            *message += &format!(", {written}");
        } else if let Some(values) = values(name) {
            *message += &format!(", one of {values}");
        }
    } else if let Some(values) = named("enumeration type \"").and_then(values) {
        *message += &format!("; it has {values}");
    }
}

/// How a value of a scalar is written.
fn written(scalar: &str) -> Option<&'static str> {
    Some(match scalar {
        "Boolean" => "true or false",
        "DateTime" => "a string like \"2026-01-31T12:00:00Z\"",
        "Decimal" => "a string like \"3.81\"",
        "Float" => "a number",
        "ID" | "String" => "a string",
        "Int" => "a whole number",
        "Int64" => "a whole number written as a string",
        "PartialDate" => "a string like \"2021\", \"2021-09\" or \"2021-09-01\"",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_accepted_is_said_as_far_as_the_schema_tells_about_itself() {
        let with = |message: &str, introspection| {
            let mut message = message.to_owned();
            add_to(&mut message, introspection);
            message
        };
        let [date, kind] = [
            "\"input.startDate\", expected type \"PartialDate\"",
            "\"level\", enumeration type \"SkillLevel\" does not contain the value \"GURU\"",
        ];
        let told = format!("{date}, a string like \"2021\", \"2021-09\" or \"2021-09-01\"");
        assert_eq!(with(date, Introspection::Closed), told);
        let told = format!("{kind}; it has ADVANCED, BEGINNER, EXPERT, INTERMEDIATE");
        assert_eq!(with(kind, Introspection::Open), told);
        assert_eq!(with(kind, Introspection::Closed), kind);
        for other in ["", "expected type \"", "\"a\", expected type \"EducationInput\""] {
            assert_eq!(with(other, Introspection::Open), other);
        }
    }
}
