//! The address of a skill in the catalogue: `c-plus-plus`.

use deunicode::deunicode;

/// The most characters of one.
pub(crate) const MAX_CHARS: usize = 60;

/// Whether a text has the form of an address: 1 to 60 of `a`–`z`, `0`–`9` and single inner dashes.
pub(crate) fn is_well_formed(text: &str) -> bool {
    (1..=MAX_CHARS).contains(&text.len())
        && text.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}

/// The address that a name suggests: "C++" is `c-plus-plus`, ".NET" `dot-net`. `None` when the name leaves nothing, or too
/// much.
pub(crate) fn derive(name: &str) -> Option<String> {
    let mut spelt = deunicode(name).to_ascii_lowercase().replace(['\'', '`'], "");
    for (sign, word) in [("+", " plus "), ("#", " sharp "), ("&", " and ")] {
        spelt = spelt.replace(sign, word);
    }
    if let Some(rest) = spelt.strip_prefix('.') {
        spelt = format!("dot {rest}");
    }
    let words: Vec<&str> =
        spelt.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    Some(words.join("-")).filter(|slug| is_well_formed(slug))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_tell_skills_apart_are_spelt_out() {
        for (name, slug) in [
            ("C", "c"),
            ("C++", "c-plus-plus"),
            ("C#", "c-sharp"),
            (".NET", "dot-net"),
            ("Node.js", "node-js"),
            ("Research & development", "research-and-development"),
            ("CI/CD", "ci-cd"),
            ("Café management", "cafe-management"),
        ] {
            assert_eq!(derive(name).as_deref(), Some(slug));
        }
        assert_eq!(derive("!!!"), None);
        assert_eq!(derive(&"x".repeat(61)), None);
    }

    #[test]
    fn nothing_else_is_an_address() {
        for text in ["", "-", "a-", "-a", "a--b", "A", "c++", "a b", "é"] {
            assert!(!is_well_formed(text), "{text}");
        }
        assert!(is_well_formed("c") && is_well_formed("ci-cd"));
    }
}
