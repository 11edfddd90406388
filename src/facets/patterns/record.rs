//! What somebody has achieved, with a number: "Cut costs by 30 %", "Led a team of 8".

use folio_db::extraction::{FacetKind, SourceKind};

use super::{skills::texts, words::Words};
use crate::facets::{
    check::MAX_VALUE,
    extractor::{Candidate, Span, Task},
};

/// What achievements are told with.
const VERBS: &[&str] = &[
    "accelerated",
    "achieved",
    "acquired",
    "attracted",
    "automated",
    "boosted",
    "brought",
    "built",
    "closed",
    "coached",
    "coordinated",
    "created",
    "cut",
    "decreased",
    "delivered",
    "deployed",
    "designed",
    "developed",
    "doubled",
    "drove",
    "earned",
    "eliminated",
    "established",
    "exceeded",
    "expanded",
    "founded",
    "generated",
    "grew",
    "halved",
    "handled",
    "hired",
    "implemented",
    "improved",
    "increased",
    "introduced",
    "launched",
    "led",
    "lowered",
    "made",
    "maintained",
    "managed",
    "mentored",
    "migrated",
    "negotiated",
    "onboarded",
    "optimised",
    "optimized",
    "organised",
    "organized",
    "oversaw",
    "prevented",
    "processed",
    "produced",
    "published",
    "raised",
    "ran",
    "reached",
    "rebuilt",
    "reduced",
    "released",
    "replaced",
    "resolved",
    "restored",
    "saved",
    "scaled",
    "secured",
    "served",
    "shipped",
    "shortened",
    "sold",
    "solved",
    "sped",
    "started",
    "streamlined",
    "supervised",
    "supported",
    "taught",
    "trained",
    "treated",
    "tripled",
    "won",
    "wrote",
];

/// What is counted.
const COUNTED: &[&str] = &[
    "accounts",
    "apprentices",
    "articles",
    "branches",
    "campaigns",
    "clients",
    "colleagues",
    "companies",
    "contracts",
    "countries",
    "courses",
    "customers",
    "departments",
    "designers",
    "developers",
    "devices",
    "downloads",
    "employees",
    "engineers",
    "events",
    "guests",
    "hospitals",
    "hours",
    "interns",
    "invoices",
    "locations",
    "members",
    "merchants",
    "messages",
    "minutes",
    "ms",
    "nodes",
    "nurses",
    "orders",
    "pages",
    "papers",
    "participants",
    "patients",
    "people",
    "products",
    "projects",
    "pupils",
    "releases",
    "reports",
    "requests",
    "schools",
    "seconds",
    "servers",
    "services",
    "shops",
    "sites",
    "stores",
    "students",
    "subscribers",
    "suppliers",
    "teachers",
    "teams",
    "tests",
    "tickets",
    "tonnes",
    "tons",
    "transactions",
    "units",
    "users",
    "vehicles",
    "visitors",
    "volunteers",
    "websites",
];

/// Numbers in one word.
const TIMES: &[&str] = &[
    "doubled",
    "tripled",
    "quadrupled",
    "halved",
    "twofold",
    "threefold",
    "fourfold",
    "fivefold",
    "tenfold",
];

/// The most of one item.
const MOST: usize = 20;

pub(super) fn find(task: &Task) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for (item, kind, text) in texts(&task.source) {
        let told = text.field == "description" || text.field.starts_with("highlights.");
        if kind != SourceKind::Work || !told {
            continue;
        }
        let words = Words::of(&text.text);
        for (first, last) in words.sentences() {
            let Some(confidence) = achievement(&words, first, last) else { continue };
            if found.iter().filter(|candidate| candidate.item == item).count() >= MOST {
                break;
            }
            let span = whole(&text.text, &words, first, last);
            let value = shortened(&words.slice(span));
            found.push(Candidate::said(FacetKind::TrackRecord, value, confidence, item, &text.field, span));
        }
    }
    found
}

/// How surely a sentence tells of an achievement with a number, if it does.
fn achievement(words: &Words<'_>, first: usize, last: usize) -> Option<i16> {
    let lower = |at: usize| words.lower(at).filter(|_| at <= last).unwrap_or_default();
    let verb = (first..=last).find(|at| VERBS.contains(&lower(*at).as_str()))?;
    if words.is_denied(verb) {
        return None;
    }
    let mut best = None;
    for at in first..=last {
        let confidence = match number(words.words[at].text) {
            None if TIMES.contains(&lower(at).as_str()) => 85,
            None => continue,
            Some(Number::Share | Number::Times) => 90,
            Some(Number::Plain(_)) if words.behind(at) == Some('%') => 90,
            Some(Number::Plain(_)) if ["percent", "per"].contains(&lower(at + 1).as_str()) => 90,
            Some(_) if is_money(words, at) => 90,
            Some(Number::Plain(value)) => {
                // A year is a date, and the first word of a sentence an ordinal as often.
                let year = (1900.0..2100.0).contains(&value) && value.fract() == 0.0;
                let counted = (at + 1..=(at + 3).min(last)).any(|at| COUNTED.contains(&lower(at).as_str()));
                let team = at >= 2
                    && lower(at - 1) == "of"
                    && ["team", "staff", "group", "crew", "class"].contains(&lower(at - 2).as_str());
                if !counted && (year || !team) {
                    continue;
                }
                if team { 85 } else { 75 }
            }
        };
        best = best.max(Some(confidence));
    }
    best
}

enum Number {
    /// `30%`
    Share,
    /// `3x`
    Times,
    /// `8`, `1,200`, `2.5`, `40k`
    Plain(f64),
}

fn number(word: &str) -> Option<Number> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if word.ends_with('%') {
        return Some(Number::Share);
    }
    let plain = word.trim_end_matches('+').replace(',', "");
    if let Ok(value) = plain.parse::<f64>() {
        return Some(Number::Plain(value));
    }
    let (number, unit) = plain.split_at(plain.find(|c: char| !c.is_ascii_digit() && c != '.')?);
    let value: f64 = number.parse().ok()?;
    match unit.to_lowercase().as_str() {
        "x" | "×" => Some(Number::Times),
        "k" => Some(Number::Plain(value * 1e3)),
        "m" | "mio" | "mn" => Some(Number::Plain(value * 1e6)),
        "bn" | "b" => Some(Number::Plain(value * 1e9)),
        _ => None,
    }
}

/// Whether a number is of money: by a sign before it, or a currency beside it.
fn is_money(words: &Words<'_>, at: usize) -> bool {
    let currency = |at: Option<usize>| {
        at.and_then(|at| words.words.get(at)).is_some_and(|word| {
            ["EUR", "USD", "CHF", "GBP", "euros", "dollars", "pounds", "francs"].contains(&word.text)
        })
    };
    matches!(words.before(at), Some('$' | '€' | '£'))
        || matches!(words.behind(at), Some('$' | '€' | '£'))
        || currency(at.checked_sub(1))
        || currency(Some(at + 1))
        || currency(Some(at + 2))
            && ["million", "thousand", "billion"].contains(&words.lower(at + 1).unwrap_or_default().as_str())
}

/// A sentence with the sign before its first word and the one behind its last, where they belong to it.
fn whole(text: &str, words: &Words<'_>, first: usize, last: usize) -> Span {
    let (start, end) = (words.words[first].span.start, words.words[last].span.end);
    let before = start.checked_sub(1).and_then(|at| text.chars().nth(at));
    let start = if matches!(before, Some('$' | '€' | '£' | '"' | '(')) { start - 1 } else { start };
    let behind: String = text.chars().skip(end).take(2).collect();
    let end = match behind.chars().collect::<Vec<_>>().as_slice() {
        [')' | '%' | '€' | '$', ..] => end + 1,
        [' ' | '\u{a0}', '%' | '€' | '$'] => end + 2,
        _ => end,
    };
    Span { start, end }
}

/// Cut between words if it is longer than a value may be, in one line.
fn shortened(sentence: &str) -> String {
    let line = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MAX_VALUE {
        return line;
    }
    let mut cut: String = line.chars().take(MAX_VALUE - 1).collect();
    if let Some(space) = cut.rfind(' ') {
        cut.truncate(space);
    }
    cut.push('…');
    cut
}
