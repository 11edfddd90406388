//! Where two forms of a snapshot differ: paths of fields, never values.

use serde_json::Value;

/// The most paths that are told of one profile.
pub(super) const MOST: usize = 50;

/// The object whose keys are its owner's own words: it is told as a whole.
const FREE: &str = "settings";

/// The paths at which what is stored differs from what the tables say, which is given in full: with what is absent, and isn't
/// stored. Entries of lists are numbered from 0; a list of another length, and an object that has more keys than the snapshot
/// knows, is told as a whole. Only names that the snapshot's own types have become part of a path.
pub(super) fn differences(stored: &str, rebuilt: &Value) -> Vec<String> {
    let Ok(stored) = serde_json::from_str::<Value>(stored) else { return vec!["(unreadable)".to_owned()] };
    let mut paths = Vec::new();
    walk(&stored, rebuilt, &mut String::new(), &mut paths);
    if paths.is_empty() {
        // The same values in another text: an older writer's spelling.
        paths.push("(spelling)".to_owned());
    }
    paths
}

fn walk(stored: &Value, rebuilt: &Value, path: &mut String, paths: &mut Vec<String>) {
    if stored == rebuilt {
        return;
    }
    match (stored, rebuilt) {
        (Value::Object(stored), Value::Object(rebuilt))
            if !path.ends_with(FREE) && stored.keys().all(|key| rebuilt.contains_key(key)) =>
        {
            for (key, value) in rebuilt {
                let stored = match stored.get(key) {
                    None if is_absent(value) => continue,
                    stored => stored.unwrap_or(&Value::Null),
                };
                within(path, key, |path| walk(stored, value, path, paths));
            }
        }
        (Value::Array(stored), Value::Array(rebuilt)) if stored.len() == rebuilt.len() => {
            for (index, (one, other)) in stored.iter().zip(rebuilt).enumerate() {
                within(path, &index.to_string(), |path| walk(one, other, path, paths));
            }
        }
        _ if path.is_empty() => paths.push("(whole)".to_owned()),
        _ => paths.push(path.clone()),
    }
}

/// Whether a value is absent by itself, as [`folio_policy::Governed::is_absent`] has it.
fn is_absent(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Number(number) => number.as_i64() == Some(0),
        _ => false,
    }
}

fn within(path: &mut String, key: &str, then: impl FnOnce(&mut String)) {
    let length = path.len();
    if length > 0 {
        path.push('.');
    }
    path.push_str(key);
    then(path);
    path.truncate(length);
}

#[cfg(test)]
mod tests {
    fn differences(stored: &str, rebuilt: &str) -> Vec<String> {
        super::differences(stored, &serde_json::from_str(rebuilt).expect("it is JSON"))
    }

    #[test]
    fn tells_where_and_never_what() {
        let stored = r#"{"core":{"about":"old secret","city":"Lagos"},"sections":{"links":[{"url":"a"},{"url":"b"}],"gigs":[1]}}"#;
        let tables = r#"{"core":{"about":"new secret","city":"Lagos"},"sections":{"links":[{"url":"a"},{"url":"c"}],"gigs":[1,2]}}"#;
        assert_eq!(differences(stored, tables), ["core.about", "sections.gigs", "sections.links.1.url"]);
    }

    #[test]
    fn words_of_an_owner_are_part_of_no_path() {
        let stored = r#"{"core":{"settings":{"my diary":1},"about":null}}"#;
        let tables = r#"{"core":{"settings":{"my diary":2},"about":null}}"#;
        assert_eq!(differences(stored, tables), ["core.settings"]);
        // A key that no snapshot has, put there by hand.
        assert_eq!(differences(r#"{"core":{"about":1,"my diary":2}}"#, r#"{"core":{"about":1}}"#), ["core"]);
    }

    #[test]
    fn what_is_missing_is_a_difference() {
        assert_eq!(differences(r#"{"b":2}"#, r#"{"b":2,"c":3}"#), ["c"]);
        assert_eq!(differences("[]", "{}"), ["(whole)"]);
        assert_eq!(differences(r#"{"b":2,"d":{}}"#, r#"{"b":2,"c":"","d":{"e":true}}"#), ["c", "d.e"]);
    }

    #[test]
    fn what_is_absent_in_full_need_not_be_stored() {
        let full = r#"{"a":null,"b":[],"c":0,"d":{"e":null,"f":1}}"#;
        assert_eq!(differences(r#"{"d":{"f":1}}"#, full), ["(spelling)"]);
        assert_eq!(differences(r#"{"d":{"e":2,"f":1},"b":[3]}"#, full), ["b", "d.e"]);
    }

    #[test]
    fn what_cannot_be_read_is_told_so() {
        assert_eq!(differences("not JSON", "{}"), ["(unreadable)"]);
        assert_eq!(differences(r#"{"a": 1}"#, r#"{"a":1}"#), ["(spelling)"]);
    }
}
