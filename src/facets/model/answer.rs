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
    let text = task.source.items.get(said.item).ok_or("unknown_item")?.text(&said.field);
    let text = text.filter(|_| question::was_sent(task, said.item, &said.field)).ok_or("unknown_field")?;
    let span = place(text, said.quote.trim()).ok_or("quote")?;
    if !(0.0..=1.0).contains(&said.confidence) {
        return Err("confidence");
    }
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let years = kind == FacetKind::ExperienceYears;
    let value = match kind {
        // What the catalogue has is called as it is there.
        FacetKind::Skill => {
            let known = task.vocabulary.find(&name_key(&said.value));
            known.map_or_else(|| line(&said.value), |name| name.skill.clone())
        }
        FacetKind::ExperienceYears => said.years.ok_or("years")?.to_string(),
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
    })
}

/// Where a quote stands in a text, letter for letter.
fn place(text: &str, quote: &str) -> Option<Span> {
    if quote.is_empty() {
        return None;
    }
    let from = text.find(quote)?;
    let start = text[..from].chars().count();
    Some(Span { start, end: start + quote.chars().count() })
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
}
