//! What makes a request the same as another: its idempotency key, its mutation and its arguments.

use async_graphql::{Name, Value};
use folio_db::write::RequestHash;
use sha2::{Digest, Sha256};

use super::user_error::{UserError, UserErrorCode};

/// The longest idempotency key, in characters.
const MAX_KEY_CHARS: usize = 255;

/// Why a key can't be taken, if it can't.
pub(super) fn unusable_key(key: &str) -> Option<UserError> {
    let printable = key.bytes().all(|byte| byte.is_ascii_graphic());
    let usable = printable && (1..=MAX_KEY_CHARS).contains(&key.len());
    (!usable).then(|| {
        let message =
            format!("a key is 1 to {MAX_KEY_CHARS} printable ASCII characters without spaces, as a UUID");
        UserError::new(UserErrorCode::Invalid, message, &["idempotencyKey"])
    })
}

/// Two requests are the same when they call the same mutation with the same arguments, in whatever order an input's
/// fields were written.
pub(super) fn request_hash(action: &str, arguments: Vec<(Name, Value)>) -> RequestHash {
    let arguments = arguments
        .into_iter()
        .filter(|(name, _)| name.as_str() != "idempotencyKey")
        .map(|(name, value)| (name.to_string(), sorted(value)))
        .collect::<serde_json::Map<_, _>>();
    let mut hash = Sha256::new();
    hash.update(action.as_bytes());
    hash.update([0]);
    hash.update(sort(arguments).to_string().as_bytes());
    hash.finalize().into()
}

fn sorted(value: Value) -> serde_json::Value {
    match value {
        Value::Object(fields) => {
            sort(fields.into_iter().map(|(name, value)| (name.to_string(), sorted(value))).collect())
        }
        Value::List(items) => items.into_iter().map(sorted).collect(),
        other => other.into_json().unwrap_or_default(),
    }
}

fn sort(mut fields: serde_json::Map<String, serde_json::Value>) -> serde_json::Value {
    fields.sort_keys();
    serde_json::Value::Object(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(action: &str, arguments: &str) -> RequestHash {
        let arguments: serde_json::Value = serde_json::from_str(arguments).expect("JSON");
        let Ok(Value::Object(arguments)) = Value::from_json(arguments) else { panic!("an object") };
        request_hash(action, arguments.into_iter().collect())
    }

    #[test]
    fn a_request_is_known_by_its_mutation_and_its_arguments() {
        let one = hash("a", r#"{"input": {"x": 1, "y": {"p": null, "q": [1]}}, "idempotencyKey": "k"}"#);
        assert_eq!(
            one,
            hash("a", r#"{"idempotencyKey": "other", "input": {"y": {"q": [1], "p": null}, "x": 1}}"#)
        );
        assert_ne!(one, hash("b", r#"{"input": {"x": 1, "y": {"p": null, "q": [1]}}}"#));
        assert_ne!(one, hash("a", r#"{"input": {"x": 1, "y": {"q": [1]}}}"#), "null is not nothing");
        assert_ne!(one, hash("a", r#"{"input": {"x": 1, "y": {"p": null, "q": ["1"]}}}"#));
    }

    #[test]
    fn a_key_is_short_and_printable() {
        for key in ["", "a b", "ключ", &"k".repeat(256)] {
            assert!(unusable_key(key).is_some(), "{key}");
        }
        assert!(unusable_key("6e0a2f9c-9d5b-4c1e-8f59-0c9d0f9f7e52").is_none());
        assert!(unusable_key(&"k".repeat(255)).is_none());
    }
}
