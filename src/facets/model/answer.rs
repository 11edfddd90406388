//! What a model answers, read with suspicion.

use folio_db::extraction::FacetKind;
use serde::Deserialize;
use serde_json::Value;

use super::question;
use crate::{
    facets::extractor::{Basis, Candidate, ExtractError, Span, Task},
    text::name_key,
};

#[derive(Deserialize)]
struct Completion {
    choices: Vec<Choice>,
    #[serde(default)]
    usage: Option<Usage>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
    #[serde(default)]
    finish_reason: Option<String>,
}

#[derive(Deserialize)]
struct Message {
    #[serde(default)]
    content: Option<String>,
}

#[derive(Deserialize)]
struct Usage {
    #[serde(default)]
    prompt_tokens: u64,
    #[serde(default)]
    completion_tokens: u64,
}

#[derive(Deserialize)]
struct Answer {
    facets: Vec<Value>,
}

#[derive(Deserialize)]
struct Said {
    kind: String,
    value: String,
    #[serde(default)]
    subject: Option<String>,
    #[serde(default)]
    years: Option<i16>,
    confidence: f64,
    item: usize,
    field: String,
    quote: String,
}

const GARBLED: ExtractError = ExtractError::Retry("MODEL_ANSWER_UNREADABLE");

/// What is said in an answer, as far as it can be true: of a known kind, and quoted from a field that was sent.
pub(super) fn candidates(task: &Task, bytes: &[u8]) -> Result<Vec<Candidate>, ExtractError> {
    let completion: Completion = serde_json::from_slice(bytes).map_err(|_| GARBLED)?;
    if let Some(Usage { prompt_tokens, completion_tokens }) = completion.usage {
        metrics::counter!("folio_extractor_tokens_total", "direction" => "in").increment(prompt_tokens);
        metrics::counter!("folio_extractor_tokens_total", "direction" => "out").increment(completion_tokens);
    }
    let choice = completion.choices.into_iter().next().ok_or(GARBLED)?;
    match choice.finish_reason.as_deref() {
        // It would be as long another time.
        Some("length") => return Err(ExtractError::Hopeless("MODEL_ANSWER_TOO_LONG")),
        Some("content_filter") => return Err(ExtractError::Hopeless("MODEL_DECLINES")),
        _ => {}
    }
    // A model that declines says so instead of an answer.
    let content = choice.message.content.ok_or(ExtractError::Hopeless("MODEL_DECLINES"))?;
    let answer: Answer = serde_json::from_str(&content).map_err(|_| GARBLED)?;
    let mut found = Vec::with_capacity(answer.facets.len());
    for said in answer.facets {
        match candidate(task, said) {
            Ok(candidate) => found.push(candidate),
            Err(reason) => {
                metrics::counter!("folio_extraction_dropped_total", "extractor" => "model", "reason" => reason)
                    .increment(1);
            }
        }
    }
    Ok(found)
}

fn candidate(task: &Task, said: Value) -> Result<Candidate, &'static str> {
    let said: Said = serde_json::from_value(said).map_err(|_| "shape")?;
    let kind = FacetKind::parse(&said.kind).ok_or("kind")?;
    if said.item >= task.source.items.len() {
        return Err("unknown_item");
    }
    let text = question::sent(task, said.item, &said.field).ok_or("unknown_field")?;
    let quote = said.quote.trim();
    let span = place(text, quote).ok_or("quote")?;
    if !(0.0..=1.0).contains(&said.confidence) {
        return Err("confidence");
    }
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let years = kind == FacetKind::ExperienceYears;
    let value = match kind {
        FacetKind::Skill => skill(task, &said.value, quote).ok_or("value")?,
        FacetKind::ExperienceYears => said.years.ok_or("years")?.to_string(),
        FacetKind::Seniority => one_of(&question::SENIORITIES, &said.value).ok_or("value")?,
        FacetKind::Setting => one_of(&question::SETTINGS, &said.value).ok_or("value")?,
        FacetKind::Domain if !is_code(&said.value) => return Err("value"),
        _ => line(&said.value),
    };
    #[allow(clippy::cast_possible_truncation, reason = "from 0 to 100")]
    let confidence = (said.confidence * 100.0).round() as i16;
    Ok(Candidate {
        kind,
        value,
        subject: said.subject.filter(|subject| years && !subject.trim().is_empty()).map(|text| line(&text)),
        years: said.years.filter(|_| years),
        confidence,
        item: said.item,
        field: said.field,
        span: Some(span),
        basis: Basis::Item,
        by_patterns: false,
    })
}

/// What a skill is called: as in the catalogue, if it is there. Only what the quote itself names is one: a text that tells the
/// model to answer with other skills gets none of them.
fn skill(task: &Task, value: &str, quote: &str) -> Option<String> {
    let (said, quoted) = (name_key(value), name_key(quote));
    let called = |key: &str| task.vocabulary.find(key).map(|name| name.skill.as_str());
    match (called(&said), called(&quoted)) {
        (Some(said), Some(quoted)) => (said == quoted).then(|| said.to_owned()),
        (None, Some(known)) => (said == quoted).then(|| known.to_owned()),
        (known, None) => (said == quoted).then(|| known.unwrap_or(value.trim()).to_owned()),
    }
}

fn one_of(codes: &[&str], value: &str) -> Option<String> {
    codes.iter().find(|code| **code == value.trim()).map(|code| (*code).to_owned())
}

fn is_code(value: &str) -> bool {
    let value = value.trim();
    (1..=40).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
}

/// Where a quote stands in a text, letter for letter and not within a word, as far as its script shows where words end.
fn place(text: &str, quote: &str) -> Option<Span> {
    let (first, last) = (quote.chars().next()?, quote.chars().next_back()?);
    let goes_on = |inner: char, outer: Option<char>| is_of_words(inner) && outer.is_some_and(is_of_words);
    let (from, _) = text.match_indices(quote).find(|(from, _)| {
        let (before, behind) = (&text[..*from], &text[from + quote.len()..]);
        !goes_on(first, before.chars().next_back()) && !goes_on(last, behind.chars().next())
    })?;
    let start = text[..from].chars().count();
    Some(Span { start, end: start + quote.chars().count() })
}

/// Whether it is a letter or a digit of a script that parts words. Chinese, Japanese, Thai and their like don't, and Korean writes
/// a word's particles on to it: there, any place may be a word's end.
fn is_of_words(char: char) -> bool {
    let unparted = matches!(char,
        '\u{e00}'..='\u{fff}' // Thai, Lao, Tibetan
        | '\u{1000}'..='\u{109f}' // Burmese
        | '\u{1100}'..='\u{11ff}' // Hangul, in its parts
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{2e80}'..='\u{9fff}' // Kana, Bopomofo, ideographs
        | '\u{ac00}'..='\u{d7ff}' // Hangul
        | '\u{f900}'..='\u{faff}' // Ideographs
        | '\u{ff66}'..='\u{ffdc}' // Kana and Hangul of half the width
        | '\u{1b000}'..='\u{1b16f}' // Kana
        | '\u{20000}'..='\u{3ffff}'); // Ideographs
    char.is_alphanumeric() && !unparted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_found_in_characters() {
        assert_eq!(place("Größe und Köche", "Köche"), Some(Span { start: 10, end: 15 }));
        assert_eq!(place("Größe", "Grosse"), None);
        assert_eq!(place("Größe", ""), None);
    }

    #[test]
    fn a_quote_is_whole_words() {
        assert_eq!(place("Responsible for R", "R"), Some(Span { start: 16, end: 17 }));
        assert_eq!(place("Responsible", "R"), None);
        assert_eq!(place("C++, Rust", "C++"), Some(Span { start: 0, end: 3 }));
        assert_eq!(place("in 2019", "201"), None);
    }

    #[test]
    fn where_words_are_not_parted_a_quote_ends_anywhere() {
        assert_eq!(place("東京で看護師として働いた", "看護師"), Some(Span { start: 3, end: 6 }));
        assert_eq!(place("ทำงานเป็นพยาบาลในกรุงเทพ", "พยาบาล"), Some(Span { start: 9, end: 15 }));
        assert_eq!(place("서울에서 간호사로 일했다", "간호사"), Some(Span { start: 5, end: 8 }));
        assert_eq!(place("Rustを使って開発", "Rust"), Some(Span { start: 0, end: 4 }));
        // Latin letters among them are words all the same.
        assert_eq!(place("Rustaceanと開発", "Rust"), None);
        assert_eq!(place("медсестра", "сестра"), None);
    }

    #[test]
    fn a_skill_is_what_the_quote_names() {
        let mut task = Task {
            source: folio_db::extraction::Source::default(),
            vocabulary: crate::facets::Vocabulary::default(),
            today: chrono::NaiveDate::default(),
        };
        task.vocabulary.add(name_key("golang"), "Go");
        task.vocabulary.add(name_key("Go"), "Go");
        let said = |value: &str, quote: &str| skill(&task, value, quote);
        assert_eq!(said("Go", "golang").as_deref(), Some("Go"));
        assert_eq!(said("golang", "golang").as_deref(), Some("Go"));
        assert_eq!(said("Basket weaving", "basket weaving").as_deref(), Some("Basket weaving"));
        for (value, quote) in [("Neurosurgery", "golang"), ("Go", "Python"), ("Neurosurgery", "Python")] {
            assert_eq!(said(value, quote), None, "{value}");
        }
    }
}
