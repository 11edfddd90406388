//! What others tell of the demo people: applied as the platform's events are.

use chrono::{DateTime, TimeZone, Utc};
use folio_db::{
    CivilDate, DbError, DbResult, Transaction,
    badges::{self, BadgeRow},
};
use uuid::Uuid;

use super::{Persona, locked};
use crate::activity::{
    Applied, BadgeAwarded, Client, CourseCompleted, Fact, GigCompleted, Origin, Review, Told, apply,
};

/// Key, name, what it stands for, tier, category.
const CATALOGUE: [(&str, &str, &str, Option<&str>, &str); 5] = [
    (
        "rust-basics",
        "Rust, basics",
        "Ownership, traits and errors, shown in an exam.",
        Some("BRONZE"),
        "engineering",
    ),
    ("rust-services", "Rust, services", "A service built, measured and run.", Some("GOLD"), "engineering"),
    ("first-gig", "First gig", "The first paid work that a client was content with.", None, "gigs"),
    ("ten-gigs", "Ten gigs", "Ten gigs, all of them reviewed.", Some("SILVER"), "gigs"),
    ("good-teacher", "Good teacher", "Students say that it helped.", Some("PLATINUM"), "mentoring"),
];

const ACADEMY: &str = "Harbourlight Academy";

/// The catalogue, and who has what of it.
pub(super) async fn tell(tx: &Transaction, student: Uuid, mentor: Uuid) -> DbResult<()> {
    for (key, name, description, tier, category) in CATALOGUE {
        let badge = BadgeRow {
            name: name.to_owned(),
            description: Some(description.to_owned()),
            issuer_name: ACADEMY.to_owned(),
            issuer_url: Some("https://academy.example".to_owned()),
            criteria: Some(description.to_owned()),
            criteria_url: Some(format!("https://academy.example/badges/{key}")),
            tier: tier.map(str::to_owned),
            category: Some(category.to_owned()),
            ..BadgeRow::blank(key.to_owned(), Utc::now())
        };
        badges::put(tx, &badge, None, &["name"]).await?;
    }
    for (profile, told) in [
        (student, course("Concurrency in Rust", "2026-02", &["Rust", "Tokio"])?),
        (student, course("SQL for Services", "2025-06", &["PostgreSQL"])?),
        (student, award("rust-basics", day(2026, 2, 14), "92 of 100 points.")),
        (student, award("first-gig", day(2026, 4, 3), "A landing page for a bakery.")),
        (student, gig()),
        (mentor, award("good-teacher", day(2025, 11, 20), "Named by nine students.")),
    ] {
        let fact = Fact { origin: Origin::new("/demo", "demo", day(2026, 5, 1)), told };
        let profile = locked(tx, profile).await?;
        match apply(&profile, &fact).await? {
            Applied::Changed(record) => profile.record(&record).await?,
            Applied::Unchanged | Applied::Full | Applied::Retired | Applied::UnknownBadge => {
                return Err(DbError::Corrupt("a demo fact"));
            }
        };
    }
    Ok(())
}

fn day(year: i32, month: u32, day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(year, month, day, 12, 0, 0).single().unwrap_or_default()
}

fn course(title: &str, completed_on: &str, skills: &[&str]) -> DbResult<Told> {
    let completed_on: CivilDate = completed_on.parse().map_err(|_| DbError::Corrupt("a demo date"))?;
    Ok(Told::CourseCompleted(CourseCompleted {
        completion_id: title.replace(' ', "-"),
        title: title.to_owned(),
        provider: ACADEMY.to_owned(),
        completed_on,
        expires_on: None,
        url: Some("https://academy.example/courses".to_owned()),
        credential_id: None,
        credential_url: None,
        skills: skills.iter().map(|skill| (*skill).to_owned()).collect(),
    }))
}

fn award(badge: &str, awarded_at: DateTime<Utc>, evidence: &str) -> Told {
    Told::BadgeAwarded(BadgeAwarded {
        award_id: badge.to_owned(),
        badge: badge.to_owned(),
        awarded_at,
        expires_at: None,
        evidence_url: None,
        evidence_text: Some(evidence.to_owned()),
    })
}

/// For a bakery, and reviewed by the demo employer, whose own page says who that is.
fn gig() -> Told {
    Told::GigCompleted(GigCompleted {
        gig_id: "bakery".to_owned(),
        title: "Landing page for a bakery".to_owned(),
        role: Some("Developer".to_owned()),
        category: Some("web".to_owned()),
        client: Some(Client::Organisation("Corner Bakery".to_owned())),
        skills: vec!["HTML".to_owned(), "CSS".to_owned()],
        started_at: Some(day(2026, 3, 1)),
        completed_at: day(2026, 4, 2),
        review: Some(Review {
            rating: 5,
            text: Some("On time, and lovely.".to_owned()),
            reviewed_at: Some(day(2026, 4, 3)),
            reviewer: Some(Persona::Employer.clerk_id().to_owned()),
        }),
    })
}
