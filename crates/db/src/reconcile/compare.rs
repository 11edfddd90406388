//! Where two forms of a snapshot differ: paths of fields, never values.

use serde_json::Value;

/// The most paths that are told of one profile.
const MOST: usize = 50;
/// The longest that a path may be, in bytes: keys of free objects are part of it.
const LONGEST: usize = 200;

/// The paths at which what is stored differs from what the tables say, in the order of the snapshot: at most 50. Entries of
/// lists are numbered from 0; a list of another length is told as a whole.
pub(super) fn differences(stored: &str, rebuilt: &str) -> Vec<String> {
    let Ok(stored) = serde_json::from_str::<Value>(stored) else { return vec!["(unreadable)".to_owned()] };
    let rebuilt = serde_json::from_str::<Value>(rebuilt).expect("it was written a moment ago");
    let mut paths = Vec::new();
    walk(&stored, &rebuilt, &mut String::new(), &mut paths);
    if paths.is_empty() {
        // The same values in another text: an older writer's spelling.
        paths.push("(spelling)".to_owned());
    }
    paths
}

fn walk(stored: &Value, rebuilt: &Value, path: &mut String, paths: &mut Vec<String>) {
    if paths.len() >= MOST || stored == rebuilt {
        return;
    }
    match (stored, rebuilt) {
        (Value::Object(stored), Value::Object(rebuilt)) => {
            let gone = stored.keys().filter(|key| !rebuilt.contains_key(*key));
            for key in rebuilt.keys().chain(gone) {
                let null = &Value::Null;
                let (one, other) = (stored.get(key).unwrap_or(null), rebuilt.get(key).unwrap_or(null));
                within(path, key, |path| walk(one, other, path, paths));
            }
        }
        (Value::Array(stored), Value::Array(rebuilt)) if stored.len() == rebuilt.len() => {
            for (index, (one, other)) in stored.iter().zip(rebuilt).enumerate() {
                within(path, &index.to_string(), |path| walk(one, other, path, paths));
            }
        }
        _ => paths.push(path.clone()),
    }
}

fn within(path: &mut String, key: &str, then: impl FnOnce(&mut String)) {
    let length = path.len();
    if length > 0 {
        path.push('.');
    }
    path.extend(key.chars().take_while({
        let mut room = LONGEST.saturating_sub(length);
        move |letter| {
            room = room.saturating_sub(letter.len_utf8());
            room > 0
        }
    }));
    then(path);
    path.truncate(length);
}

#[cfg(test)]
mod tests {
    use super::differences;

    #[test]
    fn tells_where_and_never_what() {
        let stored = r#"{"core":{"about":"old secret","city":"Lagos"},"sections":{"links":[{"url":"a"},{"url":"b"}],"gigs":[1]}}"#;
        let tables = r#"{"core":{"about":"new secret","city":"Lagos"},"sections":{"links":[{"url":"a"},{"url":"c"}],"gigs":[1,2]}}"#;
        assert_eq!(differences(stored, tables), ["core.about", "sections.gigs", "sections.links.1.url"]);
    }

    #[test]
    fn what_is_missing_on_either_side_is_a_difference() {
        assert_eq!(differences(r#"{"a":1,"b":2}"#, r#"{"b":2,"c":3}"#), ["c", "a"]);
        assert_eq!(differences("not JSON", "{}"), ["(unreadable)"]);
        assert_eq!(differences(r#"{"a": 1}"#, r#"{"a":1}"#), ["(spelling)"]);
    }

    #[test]
    fn a_report_stays_small() {
        let many = |value: i32| {
            let fields: Vec<String> = (0..200).map(|n| format!("\"f{n}\":{value}")).collect();
            format!("{{{}}}", fields.join(","))
        };
        assert_eq!(differences(&many(1), &many(2)).len(), 50);
        let long = |value: i32| format!("{{\"{}\":{value}}}", "ä".repeat(500));
        assert!(differences(&long(1), &long(2))[0].len() <= 200);
    }
}
