//! What the work was about, and where and how it was done: by words that say so.

use std::collections::HashSet;

use folio_db::extraction::{FacetKind, SourceKind};

use super::{skills::texts, words::Words};
use crate::facets::extractor::{Candidate, Span, Task};

/// Codes of domains, each with what tells of it: one to three words.
const DOMAINS: &[(&str, &[&str])] = &[
    ("AEROSPACE", &["aerospace", "aviation", "airline", "spacecraft", "satellite", "satellites"]),
    (
        "AGRICULTURE",
        &["agriculture", "agricultural", "farm", "farms", "farmers", "crops", "livestock", "agritech"],
    ),
    ("AUTOMOTIVE", &["automotive", "vehicles", "car manufacturer", "electric vehicle", "electric vehicles"]),
    (
        "CONSTRUCTION",
        &["construction site", "construction sites", "construction company", "building sites", "civil works"],
    ),
    (
        "EDUCATION",
        &[
            "school",
            "schools",
            "pupils",
            "students",
            "classroom",
            "curriculum",
            "e-learning",
            "edtech",
            "teaching",
            "kindergarten",
        ],
    ),
    (
        "ENERGY",
        &[
            "energy",
            "power plant",
            "power grid",
            "solar",
            "wind farm",
            "wind turbines",
            "oil and gas",
            "utilities",
            "renewables",
        ],
    ),
    (
        "FINANCE",
        &[
            "bank",
            "banks",
            "banking",
            "fintech",
            "payments",
            "payment processing",
            "trading",
            "hedge fund",
            "asset management",
            "wealth management",
            "credit risk",
            "loans",
            "mortgage",
            "stock exchange",
        ],
    ),
    ("FOOD", &["restaurant", "restaurants", "bakery", "catering", "food production", "brewery"]),
    ("GAMING", &["video game", "video games", "game studio", "gaming"]),
    (
        "GOVERNMENT",
        &["government", "ministry", "municipality", "city council", "public sector", "public administration"],
    ),
    (
        "HEALTH",
        &[
            "hospital",
            "hospitals",
            "clinic",
            "clinics",
            "patients",
            "patient",
            "healthcare",
            "health care",
            "medical",
            "clinical",
            "nursing home",
            "ehealth",
            "telemedicine",
        ],
    ),
    ("HOSPITALITY", &["hotel", "hotels", "guests", "front desk"]),
    ("HUMAN_RESOURCES", &["human resources", "recruitment agency", "talent acquisition", "payroll"]),
    ("INSURANCE", &["insurance", "insurer", "insurers", "insurtech", "claims handling", "underwriting"]),
    ("LEGAL", &["law firm", "legal", "court", "litigation", "legal tech"]),
    (
        "LOGISTICS",
        &[
            "logistics",
            "warehouse",
            "warehouses",
            "supply chain",
            "freight",
            "shipments",
            "last-mile",
            "fleet",
        ],
    ),
    (
        "MANUFACTURING",
        &["manufacturing", "factory", "factories", "assembly line", "production line", "shop floor"],
    ),
    (
        "MARKETING",
        &["advertising", "ad tech", "adtech", "marketing agency", "ad campaigns", "advertising campaigns"],
    ),
    (
        "MEDIA",
        &[
            "newspaper",
            "newsroom",
            "broadcast",
            "broadcaster",
            "publishing house",
            "publisher",
            "film production",
            "streaming service",
        ],
    ),
    ("NON_PROFIT", &["non-profit", "nonprofit", "charity", "ngo", "humanitarian"]),
    (
        "PHARMA",
        &["pharma", "pharmaceutical", "pharmaceuticals", "drug discovery", "clinical trials", "biotech"],
    ),
    ("REAL_ESTATE", &["real estate", "property management", "proptech"]),
    ("RESEARCH", &["research group", "research institute", "research project", "peer-reviewed", "doctoral"]),
    (
        "RETAIL",
        &[
            "retail",
            "retailer",
            "e-commerce",
            "ecommerce",
            "online shop",
            "online store",
            "web shop",
            "supermarket",
            "grocery",
            "shoppers",
            "checkout",
        ],
    ),
    (
        "SECURITY",
        &[
            "cyber security",
            "cybersecurity",
            "information security",
            "penetration testing",
            "threat intelligence",
        ],
    ),
    ("TELECOM", &["telecom", "telecommunications", "mobile operator", "mobile network", "broadband", "5g"]),
    ("TRANSPORT", &["railway", "railways", "public transport", "trains", "buses", "ride-hailing"]),
    ("TRAVEL", &["travel", "tourism", "travellers", "travelers", "tour operator", "flight booking"]),
];

/// Codes of settings, each with what tells of it.
const SETTINGS: &[(&str, &[&str])] = &[
    (
        "REMOTE",
        &["remote", "remotely", "home office", "work from home", "working from home", "distributed team"],
    ),
    (
        "HYBRID",
        &["hybrid work", "hybrid working", "hybrid team", "hybrid office", "hybrid role", "hybrid position"],
    ),
    ("ON_SITE", &["worked on-site", "worked onsite", "on-site work", "on-site position", "on-site role"]),
    (
        "FREELANCE",
        &["freelance", "freelancer", "freelancing", "self-employed", "independent contractor", "sole trader"],
    ),
    ("STARTUP", &["startup", "startups", "start-up", "seed-stage", "early-stage company", "pre-seed"]),
    ("ENTERPRISE", &["fortune 500", "fortune 100", "multinational", "dax company"]),
    ("AGENCY", &["agency", "consultancy", "consulting firm"]),
    ("ACADEMIC", &["university", "research institute", "research group"]),
    ("PUBLIC_SECTOR", &["public sector", "municipality", "city council", "ministry", "government agency"]),
    ("NON_PROFIT", &["non-profit", "nonprofit", "charity", "ngo"]),
    ("INTERNSHIP", &["intern", "internship", "working student"]),
    ("PART_TIME", &["part-time"]),
    ("VOLUNTEER", &["volunteer", "volunteered", "volunteering", "voluntary"]),
];

/// Behind "remote" these make it another thing.
const NOT_FROM_AFAR: &[&str] = &[
    "access",
    "code",
    "control",
    "controlled",
    "controls",
    "desktop",
    "desktops",
    "execution",
    "host",
    "hosts",
    "monitoring",
    "procedure",
    "repositories",
    "repository",
    "sensing",
    "server",
    "servers",
    "storage",
    "users",
    "villages",
    "areas",
    "regions",
];

pub(super) fn find(task: &Task) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut seen: HashSet<(usize, &str, bool)> = HashSet::new();
    for (item, kind, text) in texts(&task.source) {
        // What somebody can do, and what they learnt, is not where they worked.
        if kind != SourceKind::Work || text.field.starts_with("skills.") {
            continue;
        }
        let words = Words::of(&text.text);
        let names_it = ["title", "company", "location"].contains(&text.field.as_str());
        let tables = [(FacetKind::Domain, DOMAINS), (FacetKind::Setting, SETTINGS)];
        for (facet, table) in tables {
            for (code, spans) in hits(&words, table, text.field == "location", facet == FacetKind::Setting) {
                if seen.insert((item, code, facet == FacetKind::Setting)) {
                    let confidence = if names_it { 80 } else { 65 };
                    found.push(Candidate::said(facet, code, confidence, item, &text.field, spans));
                }
            }
        }
    }
    found
}

/// The codes that a text tells of, each where it does first.
fn hits(
    words: &Words<'_>,
    table: &[(&'static str, &[&str])],
    location: bool,
    setting: bool,
) -> Vec<(&'static str, Span)> {
    let mut hits = Vec::new();
    for first in 0..words.words.len() {
        for last in first..(first + 3).min(words.words.len()) {
            let Some((phrase, span)) = words.phrase(first, last) else { break };
            let phrase = phrase.to_lowercase();
            // Of a place, only how one worked there is told: a university's town is a town.
            let told = table.iter().filter(|(code, tells)| {
                let place = location && setting;
                let by_place = place
                    && matches!(
                        (*code, phrase.as_str()),
                        ("HYBRID", "hybrid") | ("ON_SITE", "on-site" | "onsite")
                    );
                by_place || (tells.contains(&phrase.as_str()) && (!location || *code == "REMOTE"))
            });
            for (code, _) in told {
                let next = words.lower(last + 1).unwrap_or_default();
                let other = *code == "REMOTE" && phrase == "remote" && NOT_FROM_AFAR.contains(&next.as_str());
                if !other && !words.is_denied(first) {
                    hits.push((*code, span));
                }
            }
        }
    }
    hits
}
