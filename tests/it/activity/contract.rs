//! What other teams are told that we take in is what we take in.

use std::{fs, path::Path};

use chrono::Utc;
use folio::activity::{Fact, Origin, TYPES};
use serde_json::{Map, Value, json};

/// The schema of a type's data.
fn schema(event_type: &str) -> Value {
    let name =
        event_type.strip_prefix("com.gigsy.").and_then(|rest| rest.strip_suffix(".v1")).expect(event_type);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/frontend-contract/events/inbound");
    let path = Path::new(folder).join(format!("{name}.v1.schema.json"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).expect("it is JSON")
}

fn is_taken(event_type: &str, data: &Value) -> bool {
    Fact::read(event_type, Origin::new("https://platform.example", "event", Utc::now()), data).is_ok()
}

/// Each with one thing different: a field without a value, with one of another type, gone, or one that nobody knows.
fn variations(example: &Map<String, Value>) -> Vec<Value> {
    let with = |name: &str, value: Value| {
        let mut data = example.clone();
        data.insert(name.to_owned(), value);
        Value::Object(data)
    };
    let mut data =
        vec![Value::Object(example.clone()), with("unknown", json!(1)), with("unknown", Value::Null)];
    for (name, value) in example {
        data.extend(
            [Value::Null, json!(true), json!(7), json!([7]), json!({ "x": 1 }), json!("\u{7}")]
                .map(|other| with(name, other)),
        );
        let mut less = example.clone();
        less.remove(name);
        data.push(Value::Object(less));
        if let Value::Object(below) = value {
            data.extend(variations(below).into_iter().map(|other| with(name, other)));
        }
    }
    data
}

#[test]
fn the_schemas_say_what_is_taken() {
    for event_type in TYPES {
        let schema = schema(event_type);
        let validator = jsonschema::draft202012::new(&schema).expect("a schema");
        let examples = schema["examples"].as_array().expect("examples");
        let fields = schema["properties"].as_object().expect("properties");
        let shown = |field: &String| examples.iter().any(|example| example.get(field).is_some());
        let bare: Vec<&String> =
            fields.keys().filter(|field| !shown(field) && *field != "url" && *field != "expiresOn").collect();
        assert!(bare.is_empty(), "{event_type} has no example of {bare:?}");
        for example in examples {
            assert!(validator.is_valid(example) && is_taken(event_type, example), "{event_type}: {example}");
            for data in variations(example.as_object().expect("an object")) {
                let taken = is_taken(event_type, &data);
                // What a schema can't say of a text, as that it holds no control character, is said in words.
                assert!(
                    !taken || validator.is_valid(&data),
                    "{event_type} takes what its schema refuses: {data}"
                );
                let by_text = data.to_string().contains("\\u0007");
                assert!(
                    taken || by_text || !validator.is_valid(&data),
                    "{event_type} refuses what its schema takes: {data}"
                );
            }
        }
    }
}
