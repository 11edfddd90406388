//! Skills that a text names: the longest name of the taxonomy at each place, at the bounds of words.
//!
//! Many names of skills are words of everyday life: "Go", "Swift", "Spring", "Rest". One of those counts only as it is
//! written, and where it stands as a skill would: in a list, or behind "in" or "with".

use std::collections::{BTreeSet, HashMap, HashSet};

use folio_db::extraction::{FacetKind, Source, SourceKind, Text};

use super::words::{MAX_NAME_WORDS, Word, Words};
use crate::{
    facets::extractor::{Candidate, Span, Task, Vocabulary},
    text::name_key,
};

/// Words that are names of skills and mean something else as often.
const EVERYDAY: &[&str] = &[
    "access",
    "acting",
    "adaptability",
    "animation",
    "arrow",
    "assembly",
    "auditing",
    "baking",
    "banking",
    "bash",
    "blender",
    "branding",
    "bridge",
    "budgeting",
    "cassandra",
    "catering",
    "ceramics",
    "chef",
    "cleaning",
    "coaching",
    "coffee",
    "communication",
    "compliance",
    "containers",
    "cooking",
    "creativity",
    "cypress",
    "dance",
    "dart",
    "delegation",
    "demolition",
    "design",
    "drawing",
    "drums",
    "ecology",
    "economics",
    "editing",
    "electron",
    "electronics",
    "elm",
    "empathy",
    "excel",
    "express",
    "farming",
    "fishing",
    "flask",
    "flooring",
    "flutter",
    "forestry",
    "gardening",
    "go",
    "groovy",
    "guitar",
    "helm",
    "history",
    "hive",
    "innovation",
    "insurance",
    "interviewing",
    "jest",
    "julia",
    "law",
    "layout",
    "leadership",
    "learning",
    "less",
    "lisp",
    "logistics",
    "looker",
    "make",
    "management",
    "marketing",
    "medicine",
    "mediation",
    "mentoring",
    "milling",
    "music",
    "nursing",
    "organization",
    "packing",
    "painting",
    "pascal",
    "patience",
    "perl",
    "phoenix",
    "piano",
    "planning",
    "playwright",
    "printing",
    "processing",
    "programming",
    "puppet",
    "r",
    "react",
    "recruiting",
    "reliability",
    "research",
    "resilience",
    "rest",
    "retail",
    "ruby",
    "rust",
    "sales",
    "salt",
    "sass",
    "scratch",
    "sewing",
    "singing",
    "sketch",
    "snowflake",
    "spring",
    "stata",
    "surgery",
    "swift",
    "tailoring",
    "taxation",
    "teaching",
    "teamwork",
    "tourism",
    "trading",
    "training",
    "translation",
    "turning",
    "unity",
    "vagrant",
    "valuation",
    "vault",
    "violin",
    "welding",
    "word",
    "writing",
    "zig",
];

/// Behind these stands what somebody works with.
const WITH: &[&str] =
    &["in", "with", "using", "via", "on", "knows", "know", "learned", "learnt", "expert", "advanced"];

/// Before these stands an everyday word.
const NOT_BEFORE: &[&str] = &[
    "to", "at", "for", "over", "beyond", "ahead", "live", "through", "and", "of", "the", "a", "an", "with",
    "into", "on", "up", "out", "from", "by", "off", "back", "down", "around", "under",
];

/// Fields whose texts are names of skills.
pub(super) fn is_list(kind: SourceKind, field: &str) -> bool {
    field.starts_with("skills.") || (kind == SourceKind::Skill && field == "name")
}

/// The most characters of a profile that are read by patterns. A profile of ordinary length is far below.
const MAX_CHARACTERS: usize = 60_000;

/// The texts that are read, with the number of their item: all of them, up to a bound.
pub(super) fn texts(source: &Source) -> impl Iterator<Item = (usize, SourceKind, &Text)> {
    let mut left = MAX_CHARACTERS;
    let texts = source.items.iter().enumerate();
    let texts = texts.flat_map(|(index, item)| item.texts.iter().map(move |text| (index, item.kind, text)));
    texts.take_while(move |(_, _, text)| {
        let characters = text.text.chars().count();
        let fits = characters <= left;
        left = left.saturating_sub(characters);
        fits
    })
}

/// The keys of all that may be a name of a skill: what the catalogue is asked for.
pub(in crate::facets) fn keys(source: &Source) -> Vec<String> {
    let mut keys = BTreeSet::new();
    for (_, kind, text) in texts(source) {
        if !reads_words(&text.field) {
            continue;
        }
        if is_list(kind, &text.field) {
            keys.insert(name_key(&text.text));
        }
        let words = Words::of(&text.text);
        for first in 0..words.words.len() {
            for last in first..(first + MAX_NAME_WORDS).min(words.words.len()) {
                let Some((phrase, _)) = words.phrase(first, last) else { break };
                // The longest name of the catalogue is shorter.
                if phrase.len() > 100 {
                    break;
                }
                keys.insert(name_key(phrase));
            }
        }
    }
    keys.remove("");
    keys.into_iter().collect()
}

/// Names that the owner gives their skills, whether the catalogue has them or not.
pub(in crate::facets) fn own_names(source: &Source, vocabulary: &mut Vocabulary) {
    for item in source.items.iter().filter(|item| item.kind == SourceKind::Skill) {
        if let Some(name) = item.text("name") {
            vocabulary.add(name_key(name), name.trim());
        }
    }
}

/// Names of companies and places are no skills.
fn reads_words(field: &str) -> bool {
    !["company", "location", "provider"].contains(&field)
}

/// Skills with the items that name them.
pub(super) fn find(task: &Task) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut seen: HashSet<(usize, String)> = HashSet::new();
    for (item, kind, text) in texts(&task.source) {
        if !reads_words(&text.field) {
            continue;
        }
        let list = is_list(kind, &text.field);
        let hits = if list { in_list(task, text) } else { in_prose(task, text) };
        for (skill, span) in hits {
            if seen.insert((item, name_key(&skill))) {
                let confidence = if list { 100 } else { 85 };
                found.push(Candidate::said(FacetKind::Skill, skill, confidence, item, &text.field, span));
            }
        }
    }
    found
}

/// An entry of a list is a skill, known or not.
fn in_list(task: &Task, text: &Text) -> Vec<(String, Span)> {
    let end = text.text.chars().count();
    let known = task.vocabulary.find(&name_key(&text.text));
    let written = text.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let skill = known.map_or(written, |name| name.skill.clone());
    if skill.chars().count() > 100 {
        // A sentence in a list of skills is prose.
        return in_prose(task, text);
    }
    vec![(skill, Span { start: 0, end })]
}

fn in_prose(task: &Task, text: &Text) -> Vec<(String, Span)> {
    let words = Words::of(&text.text);
    let (mut hits, mut first) = (Vec::new(), 0);
    while first < words.words.len() {
        let most = (first + MAX_NAME_WORDS).min(words.words.len());
        let longest = (first..most).rev().find_map(|last| {
            let (phrase, span) = words.phrase(first, last)?;
            let name = task.vocabulary.find(&name_key(phrase))?;
            counts(&words, first, last, phrase, name.own.then_some(name.skill.as_str()))
                .then(|| (name.skill.clone(), span, last))
        });
        let longest = longest.or_else(|| {
            let (skill, span) = in_compound(task, &words.words[first])?;
            Some((skill, span, first))
        });
        match longest {
            Some((skill, span, last)) => {
                if !words.is_denied(first) {
                    hits.push((skill, span));
                }
                first = last + 1;
            }
            None => first += 1,
        }
    }
    hits
}

/// What a thing is made of or lives by: `Kubernetes-based`, `Rust-powered`.
const MADE_OF: &[&str] =
    &["backed", "based", "centric", "driven", "first", "focused", "native", "powered", "related"];

/// The name that a compound begins with, if it is one of a skill.
fn in_compound(task: &Task, word: &Word<'_>) -> Option<(String, Span)> {
    let (name, made_of) = word.text.rsplit_once('-')?;
    if !MADE_OF.contains(&made_of.to_lowercase().as_str()) {
        return None;
    }
    let found = task.vocabulary.find(&name_key(name))?;
    let everyday = EVERYDAY.contains(&name.to_lowercase().as_str()) || name.chars().count() <= 2;
    let meant = !everyday || (found.own && found.skill == name);
    let span = Span { start: word.span.start, end: word.span.start + name.chars().count() };
    meant.then(|| (found.skill.clone(), span))
}

/// Whether a name that stands here is meant.
fn counts(words: &Words<'_>, first: usize, last: usize, phrase: &str, own: Option<&str>) -> bool {
    let lower = phrase.to_lowercase();
    let letters = phrase.chars().filter(|c| c.is_alphanumeric()).count();
    let everyday = EVERYDAY.contains(&lower.as_str()) || phrase.chars().count() == 1;
    if !everyday {
        // Two letters are as often an abbreviation of something else, unless they are capitals.
        let short = letters <= 2 && phrase.chars().all(char::is_alphanumeric);
        return !short || own.map_or_else(|| phrase.chars().all(|c| !c.is_lowercase()), |own| own == phrase);
    }
    // As it is written as a name: "Go" is one, "go" and "GO" are not.
    if own.is_some_and(|own| own != phrase) || own.is_none() {
        return false;
    }
    let before = first.checked_sub(1).and_then(|at| words.lower(at));
    let (left, right) = (words.before(first), words.behind(last));
    let joined = |c: Option<char>| matches!(c, Some('-' | '\'' | '’'));
    if joined(left) && !words.words[first].begins || joined(right) {
        return false;
    }
    let listed = |c: Option<char>| matches!(c, Some(',' | '/' | '(' | ')' | '|' | '·' | ';' | ':' | '+'));
    let with = before.as_deref().is_some_and(|word| WITH.contains(&word)) && !words.words[first].begins;
    if with
        || (listed(left) && (listed(right) || right.is_none() || right == Some('.') || right == Some('\n')))
    {
        return true;
    }
    let next = words.lower(last + 1);
    // The last but one of a list: "Go, REST and Rust".
    if listed(left) && matches!(next.as_deref(), Some("and" | "or")) {
        return true;
    }
    let goes_on = next.as_deref().is_some_and(|word| NOT_BEFORE.contains(&word));
    let listed_before = before.as_deref() == Some("and") || before.as_deref() == Some("or") || listed(left);
    let ends = right.is_none_or(|c| matches!(c, '.' | ',' | ')' | '\n' | ';' | '/'));
    if words.words[first].begins {
        return matches!(right, Some(',' | '/'));
    }
    // "Rust engineer", "a Go service": a name before a word of the trade.
    let trade = next.as_deref().is_some_and(|word| TRADE.contains(&word));
    (listed_before && ends) || (trade && !goes_on) || (listed(right) && !goes_on && listed_before)
}

/// What is made, or somebody who makes it: what a name of a tool stands before.
const TRADE: &[&str] = &[
    "api",
    "apis",
    "app",
    "apps",
    "application",
    "applications",
    "backend",
    "backends",
    "code",
    "codebase",
    "developer",
    "developers",
    "development",
    "engineer",
    "engineers",
    "framework",
    "frontend",
    "library",
    "libraries",
    "microservice",
    "microservices",
    "module",
    "modules",
    "program",
    "programs",
    "programmer",
    "programming",
    "sdk",
    "service",
    "services",
    "stack",
    "boot",
];

/// The items that name each skill, by the skill's key.
pub(super) fn by_skill(found: &[Candidate]) -> HashMap<String, (String, BTreeSet<usize>)> {
    let mut skills: HashMap<String, (String, BTreeSet<usize>)> = HashMap::new();
    for candidate in found {
        let key = name_key(&candidate.value);
        let entry = skills.entry(key).or_insert_with(|| (candidate.value.clone(), BTreeSet::new()));
        entry.1.insert(candidate.item);
    }
    skills
}
