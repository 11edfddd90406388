//! Gentle handling of text from a file: what word processors and web pages leave in a text is taken out and
//! reported; what could deceive a reader is still refused.

use super::loss::LossReason;
use crate::text::{TextError, TextRule};

/// A text that a field can keep, and what had to be done to it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cleaned {
    pub(super) text: String,
    pub(super) change: Option<(LossReason, String)>,
}

/// `None` when there is nothing in it.
pub(super) fn clean(raw: &str, rule: &TextRule) -> Result<Option<Cleaned>, TextError> {
    let tidied = tidy(raw, rule.is_multi_line());
    let (text, cut) = match rule.optional(&tidied) {
        Err(TextError::TooLong { max, actual }) => (Some(truncate(&tidied, rule)?), Some((max, actual))),
        other => (other?, None),
    };
    let Some(text) = text else { return Ok(None) };
    let change = match cut {
        Some((max, actual)) => {
            Some((LossReason::Truncated, format!("had {actual} characters; the first {max} were kept")))
        }
        None if tidied.trim() != unified_line_ends(raw).trim() => {
            Some((LossReason::Normalised, "invisible characters or line breaks were taken out".to_owned()))
        }
        None => None,
    };
    Ok(Some(Cleaned { text, change }))
}

fn unified_line_ends(raw: &str) -> String {
    raw.replace("\r\n", "\n").replace('\r', "\n")
}

/// Leaves out soft hyphens, zero-width spaces and the like; breaks become the kind that the field accepts.
fn tidy(raw: &str, multi_line: bool) -> String {
    let line_break = if multi_line { '\n' } else { ' ' };
    unified_line_ends(raw)
        .chars()
        .filter_map(|character| match character {
            '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' => None,
            '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\n' => Some(line_break),
            '\t' if !multi_line => Some(' '),
            _ => Some(character),
        })
        .collect()
}

/// As many of the first characters as the rule accepts. The text is acceptable but for its length.
fn truncate(text: &str, rule: &TextRule) -> Result<String, TextError> {
    let any_length = if rule.is_multi_line() { TextRule::multi_line } else { TextRule::single_line };
    // Normalised first, so that what is counted is what is kept.
    let whole = any_length(usize::MAX).required(text)?;
    let mut head: String = whole.chars().take(rule.max_chars()).collect();
    loop {
        match rule.required(&head) {
            // The cut left a joiner without its second half.
            Err(TextError::Forbidden { .. }) => drop(head.pop()),
            kept => return kept,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(raw: &str, rule: TextRule) -> (String, Option<LossReason>) {
        let cleaned = clean(raw, &rule).unwrap().unwrap();
        (cleaned.text, cleaned.change.map(|(reason, _)| reason))
    }

    #[test]
    fn traces_of_word_processors_are_taken_out_and_reported() {
        let raw = "\u{FEFF}co\u{AD}op\u{2028}new\tline";
        let normalised = Some(LossReason::Normalised);
        assert_eq!(cleaned(raw, TextRule::single_line(20)), ("coop new line".to_owned(), normalised));
        assert_eq!(cleaned(raw, TextRule::multi_line(20)), ("coop\nnew\tline".to_owned(), normalised));
    }

    #[test]
    fn plain_text_is_no_change() {
        assert_eq!(cleaned(" plain ", TextRule::single_line(20)), ("plain".to_owned(), None));
        assert_eq!(cleaned("a\r\nb", TextRule::multi_line(20)), ("a\nb".to_owned(), None));
        assert_eq!(clean("\u{200B} ", &TextRule::single_line(20)), Ok(None));
    }

    #[test]
    fn text_is_cut_where_it_stays_acceptable() {
        let five = TextRule::single_line(5);
        let truncated = Some(LossReason::Truncated);
        assert_eq!(cleaned("abcdefgh", five), ("abcde".to_owned(), truncated));
        assert_eq!(cleaned("abcd efgh", five), ("abcd".to_owned(), truncated));
        assert_eq!(cleaned("abcd\u{200D}efgh", five), ("abcd".to_owned(), truncated));
        // U+0958 becomes two characters in normalisation form C.
        assert_eq!(cleaned(&"\u{958}".repeat(9), five).0.chars().count(), 5);
    }

    #[test]
    fn what_deceives_is_refused() {
        assert!(clean("a\u{202E}b", &TextRule::single_line(20)).is_err());
        assert!(clean("a\u{1B}[2Jb", &TextRule::multi_line(20)).is_err());
    }
}
