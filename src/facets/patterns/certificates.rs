//! Certificates: those of the section, and those that a text names.

use std::collections::HashSet;

use folio_db::extraction::{FacetKind, SourceKind};

use super::{skills::texts, words::Words};
use crate::{
    facets::extractor::{Candidate, Span, Task},
    text::name_key,
};

/// What certificates are called for short, as they are written.
const SHORT: &[&str] = &[
    "ACCA", "CAPM", "CCNA", "CCNP", "CEH", "CFA", "CISA", "CISM", "CISSP", "CKA", "CKAD", "CKS", "CSM",
    "CSPO", "OSCP", "PMP", "PSM", "PSPO", "RHCE", "RHCSA", "TOGAF",
];

/// Before these somebody hasn't got it yet.
const NOT_YET: &[&str] =
    &["preparing", "studying", "pursuing", "towards", "toward", "planning", "plan", "aim", "aiming"];

/// The most words of a certificate's name.
const MAX_WORDS: usize = 8;

pub(super) fn find(task: &Task) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut seen: HashSet<(usize, String)> = HashSet::new();
    for (item, kind, text) in texts(&task.source) {
        if kind == SourceKind::Certificate && text.field == "title" {
            let end = text.text.chars().count();
            let value: String =
                text.text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(200).collect();
            let span = Span { start: 0, end };
            found.push(Candidate::said(FacetKind::Certificate, value, 100, item, &text.field, span));
        }
        let prose = ["headline", "description"].contains(&text.field.as_str())
            || text.field.starts_with("highlights.");
        if !prose {
            continue;
        }
        let words = Words::of(&text.text);
        for (span, confidence) in named(&words) {
            let value = words.slice(span);
            if seen.insert((item, name_key(&value))) {
                found.push(Candidate::said(
                    FacetKind::Certificate,
                    value,
                    confidence,
                    item,
                    &text.field,
                    span,
                ));
            }
        }
    }
    found
}

fn named(words: &Words<'_>) -> Vec<(Span, i16)> {
    let (mut named, mut next) = (Vec::new(), 0);
    for at in 0..words.words.len() {
        if at < next || words.is_denied(at) || is_to_come(words, at) {
            continue;
        }
        let word = words.words[at].text;
        if word == "Certified" {
            let (first, last) = name_around(words, at);
            if last > first {
                let span = Span { start: words.words[first].span.start, end: words.words[last].span.end };
                named.push((span, 80));
                next = last + 1;
            }
        } else if SHORT.contains(&word) {
            named.push((words.words[at].span, 75));
        }
    }
    named
}

fn is_to_come(words: &Words<'_>, at: usize) -> bool {
    (at.saturating_sub(4)..at).filter_map(|at| words.lower(at)).any(|word| NOT_YET.contains(&word.as_str()))
}

/// The words with capitals around "Certified": "AWS Certified Solutions Architect", "Certified Kubernetes Administrator".
fn name_around(words: &Words<'_>, at: usize) -> (usize, usize) {
    let capital = |at: usize| words.words[at].text.starts_with(char::is_uppercase);
    let joins = |at: usize| ["of", "the", "and"].contains(&words.words[at].text);
    let together = |at: usize| words.phrase(at, at + 1).is_some();
    let mut first = at;
    while first > 0
        && at - first < 2
        && !words.words[first].begins
        && capital(first - 1)
        && together(first - 1)
    {
        first -= 1;
    }
    let mut last = at;
    while last + 1 < words.words.len() && last - first + 1 < MAX_WORDS && together(last) {
        let next = last + 1;
        if capital(next) {
            last = next;
        } else if joins(next) && next + 1 < words.words.len() && capital(next + 1) && together(next) {
            last = next + 1;
        } else {
            break;
        }
    }
    (first, last)
}
