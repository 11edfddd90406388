//! What somebody works as, and how senior they are: by their titles and their headline.

use folio_db::extraction::{FacetKind, SourceKind};

use super::{skills::texts, words::Words};
use crate::facets::extractor::{Candidate, Span, Task};

/// How senior, from the least to the most.
const INTERN: &str = "INTERN";
const JUNIOR: &str = "JUNIOR";
const SENIOR: &str = "SENIOR";
const LEAD: &str = "LEAD";
const PRINCIPAL: &str = "PRINCIPAL";
const MANAGER: &str = "MANAGER";
const DIRECTOR: &str = "DIRECTOR";
const EXECUTIVE: &str = "EXECUTIVE";

const ORDER: [&str; 8] = [INTERN, JUNIOR, SENIOR, LEAD, PRINCIPAL, MANAGER, DIRECTOR, EXECUTIVE];

/// Whoever manages one of these manages no people by that.
const THINGS_MANAGED: &[&str] = &[
    "account",
    "accounts",
    "brand",
    "campaign",
    "case",
    "client",
    "community",
    "content",
    "customer",
    "event",
    "events",
    "facilities",
    "key",
    "media",
    "office",
    "partner",
    "portfolio",
    "product",
    "program",
    "programme",
    "project",
    "release",
    "success",
    "vendor",
];

/// Whoever is "staff" or "principal" of one of these is senior; a school's principal is its head.
const TRADES: &[&str] = &[
    "architect",
    "consultant",
    "designer",
    "developer",
    "engineer",
    "researcher",
    "scientist",
    "software",
    "product",
];

/// Words of seniority, which are no part of what somebody works as.
const RANKS: &[&str] = &[
    "senior",
    "sr",
    "sr.",
    "junior",
    "jr",
    "jr.",
    "lead",
    "principal",
    "staff",
    "intern",
    "trainee",
    "graduate",
    "entry-level",
    "mid-level",
    "associate",
    "former",
    "ex",
    "aspiring",
    "experienced",
    "certified",
    "freelance",
    "self-employed",
    "part-time",
    "full-time",
    "interim",
    "acting",
];

/// What a title ends before.
const ENDS: &[&str] =
    &["at", "for", "with", "in", "who", "that", "from", "@", "seeking", "looking", "helping"];

/// Whoever wants to be it isn't.
const WANTED: &[&str] = &["aspiring", "future", "seeking", "looking", "wannabe", "ex", "former", "formerly"];

/// What somebody is called: the word that a title ends with. A headline without one tells of no title.
const CALLED: &[&str] = &[
    "accountant",
    "administrator",
    "advisor",
    "adviser",
    "analyst",
    "apprentice",
    "architect",
    "artist",
    "assistant",
    "attorney",
    "author",
    "baker",
    "barista",
    "bookkeeper",
    "builder",
    "buyer",
    "carpenter",
    "chef",
    "chemist",
    "clerk",
    "coach",
    "consultant",
    "cook",
    "coordinator",
    "copywriter",
    "counselor",
    "counsellor",
    "dentist",
    "designer",
    "developer",
    "director",
    "doctor",
    "economist",
    "editor",
    "electrician",
    "engineer",
    "executive",
    "founder",
    "co-founder",
    "hairdresser",
    "illustrator",
    "intern",
    "instructor",
    "journalist",
    "lawyer",
    "leader",
    "lecturer",
    "librarian",
    "machinist",
    "manager",
    "marketer",
    "mathematician",
    "mechanic",
    "mentor",
    "midwife",
    "musician",
    "nurse",
    "officer",
    "operator",
    "owner",
    "paralegal",
    "pharmacist",
    "photographer",
    "physician",
    "physicist",
    "pilot",
    "plumber",
    "producer",
    "professor",
    "programmer",
    "psychologist",
    "realtor",
    "recruiter",
    "representative",
    "researcher",
    "scientist",
    "secretary",
    "specialist",
    "statistician",
    "strategist",
    "student",
    "supervisor",
    "surgeon",
    "tailor",
    "teacher",
    "technician",
    "tester",
    "therapist",
    "trainer",
    "translator",
    "tutor",
    "veterinarian",
    "waiter",
    "waitress",
    "welder",
    "writer",
];

pub(super) fn find(task: &Task) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (item, kind, text) in texts(&task.source) {
        let title = match (kind, text.field.as_str()) {
            (SourceKind::Work, "title") => true,
            (SourceKind::Headline, _) => false,
            _ => continue,
        };
        let words = Words::of(&text.text);
        let Some(ends) = role_end(&words, title) else { continue };
        if let Some((rank, at)) = seniority(&words, ends) {
            let confidence = if title { 90 } else { 70 };
            found.push(Candidate::said(FacetKind::Seniority, rank, confidence, item, &text.field, at));
        }
        if let Some(span) = role(&words, ends) {
            let (value, confidence) = (words.slice(span), if title { 90 } else { 70 });
            found.push(Candidate::said(FacetKind::Role, value, confidence, item, &text.field, span));
        }
    }
    found
}

/// How many words the title has; `None` for a headline that tells of none.
fn role_end(words: &Words<'_>, title: bool) -> Option<usize> {
    let mut end = words.words.len();
    for at in 0..words.words.len() {
        let lower = words.lower(at)?;
        if at > 0 && (ENDS.contains(&lower.as_str()) || cut(words, at)) {
            end = at;
            break;
        }
    }
    if end == 0 {
        return None;
    }
    // A headline is any line: it tells of a title if it begins with one.
    let wanted = (0..end).filter_map(|at| words.lower(at)).any(|word| WANTED.contains(&word.as_str()));
    let last = words.lower(end - 1)?;
    let called = CALLED.contains(&last.as_str()) || executive(&last) || words.lower(0)? == "head";
    (title || (called && end <= 6 && !wanted)).then_some(end)
}

/// Whether something stands before a word that ends a title: a stroke with spaces, a comma, a bracket.
fn cut(words: &Words<'_>, at: usize) -> bool {
    matches!(
        words.before(at),
        Some(',' | '|' | '(' | '/' | '·' | '•' | '–' | '—' | '-' | ':' | ';' | '@' | '\n' | '.')
    ) && words.phrase(at - 1, at).is_none_or(|(phrase, _)| phrase.contains([' ', '/']))
}

fn executive(word: &str) -> bool {
    matches!(
        word,
        "ceo"
            | "cto"
            | "cfo"
            | "coo"
            | "cpo"
            | "cio"
            | "ciso"
            | "cmo"
            | "founder"
            | "co-founder"
            | "cofounder"
    )
}

/// The highest rank that a title names, and where.
fn seniority(words: &Words<'_>, ends: usize) -> Option<(&'static str, Span)> {
    let mut best: Option<(usize, &'static str, Span)> = None;
    for at in 0..ends {
        let word = words.lower(at)?;
        let next = words.lower(at + 1).filter(|_| at + 1 < ends).unwrap_or_default();
        let before = at.checked_sub(1).and_then(|at| words.lower(at)).unwrap_or_default();
        // "Assistant to the director".
        if ["to", "the"].contains(&before.as_str()) || before == "assistant" {
            continue;
        }
        let (rank, last) = match word.as_str() {
            "intern" | "internship" | "trainee" | "apprentice" => (INTERN, at),
            "working" if next == "student" => (INTERN, at + 1),
            "junior" | "jr" | "entry-level" | "graduate" => (JUNIOR, at),
            "senior" | "sr" => (SENIOR, at),
            "lead" | "leader" => (LEAD, at),
            "principal" | "staff" if TRADES.contains(&next.as_str()) => (PRINCIPAL, at),
            "distinguished" | "fellow" if TRADES.contains(&next.as_str()) => (PRINCIPAL, at),
            "manager" | "supervisor" | "foreman" if !THINGS_MANAGED.contains(&before.as_str()) => {
                (MANAGER, at)
            }
            "director" | "vp" | "svp" => (DIRECTOR, at),
            "vice" if next == "president" => (DIRECTOR, at + 1),
            "head" if next == "of" => (DIRECTOR, at + 1),
            "head" if ["teacher", "nurse", "chef"].contains(&next.as_str()) => (LEAD, at),
            "chief" if words.lower(at + 2).is_some_and(|word| word == "officer") => (EXECUTIVE, at + 2),
            word if executive(word) => (EXECUTIVE, at),
            _ => continue,
        };
        let height = ORDER.iter().position(|known| *known == rank)?;
        if best.is_none_or(|(known, ..)| known < height) {
            let span = Span { start: words.words[at].span.start, end: words.words[last].span.end };
            best = Some((height, rank, span));
        }
    }
    best.map(|(_, rank, span)| (rank, span))
}

/// What somebody works as: the title without the rank before it. One behind it is what they are called: "Marketing Intern".
fn role(words: &Words<'_>, ends: usize) -> Option<Span> {
    let is_rank = |at: usize| words.lower(at).is_some_and(|word| RANKS.contains(&word.as_str()));
    let first = (0..ends).find(|at| !is_rank(*at))?;
    // Roman and other numbers at the end are a grade: "Engineer II".
    let grade =
        |at: usize| matches!(words.words[at].text, "I" | "II" | "III" | "IV" | "V" | "1" | "2" | "3" | "4");
    let last = (first..ends).rev().find(|at| !grade(*at)).unwrap_or(ends - 1);
    let span = Span { start: words.words[first].span.start, end: words.words[last].span.end };
    (span.end - span.start <= 100).then_some(span)
}
