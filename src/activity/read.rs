//! From an event to a fact.

use serde_json::Value;

use super::{
    fact::{BadgeAwarded, BadgeRevoked, Client, CourseCompleted, Fact, GigCompleted, Origin, Review, Told},
    reader::{Problem, Reader},
};
use crate::text::limits;

/// The types of events that tell of people, as CloudEvents have them.
pub const TYPES: [&str; 4] = [
    "com.gigsy.course.completed.v1",
    "com.gigsy.gig.completed.v1",
    "com.gigsy.badge.awarded.v1",
    "com.gigsy.badge.revoked.v1",
];

/// Why an event is no fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotAFact {
    /// Another type, or another version of one.
    UnknownType,
    /// Its data are not what the type has.
    Invalid(Vec<Problem>),
}

const MAX_SKILLS: usize = 100;

impl Fact {
    /// Reads an event's `type` and `data`; the shapes are in `frontend-contract/events/inbound/`.
    ///
    /// # Errors
    /// See [`NotAFact`].
    pub fn read(event_type: &str, origin: Origin, data: &Value) -> Result<Self, NotAFact> {
        let mut reader = Reader::new("data", data);
        let told = match event_type {
            "com.gigsy.course.completed.v1" => course_completed(&mut reader).map(Told::CourseCompleted),
            "com.gigsy.gig.completed.v1" => gig_completed(&mut reader).map(Told::GigCompleted),
            "com.gigsy.badge.awarded.v1" => badge_awarded(&mut reader, &origin).map(Told::BadgeAwarded),
            "com.gigsy.badge.revoked.v1" => badge_revoked(&mut reader, &origin).map(Told::BadgeRevoked),
            _ => return Err(NotAFact::UnknownType),
        };
        let told = reader.finish(told).map_err(NotAFact::Invalid)?;
        Ok(Self { origin, told })
    }
}

fn course_completed(data: &mut Reader<'_>) -> Option<CourseCompleted> {
    let completion_id = data.needed_id("completionId");
    let title = data.needed_text("title", &limits::CERTIFICATE_TITLE);
    let provider = data.needed_text("provider", &limits::ENTITY);
    let completed_on = data.needed_date("completedOn");
    let expires_on = data.date("expiresOn");
    let (url, credential_url) = (data.url("url"), data.url("credentialUrl"));
    let credential_id = data.text("credentialId", &limits::CREDENTIAL_ID);
    let skills = data.texts("skills", &limits::KEYWORD, MAX_SKILLS);
    if let (Some(start), Some(end)) = (completed_on, expires_on) {
        data.not_before("expiresOn", start.is_not_after(end));
    }
    Some(CourseCompleted {
        completion_id: completion_id?,
        title: title?,
        provider: provider?,
        completed_on: completed_on?,
        expires_on,
        url,
        credential_id,
        credential_url,
        skills,
    })
}

fn gig_completed(data: &mut Reader<'_>) -> Option<GigCompleted> {
    let gig_id = data.needed_id("gigId");
    let title = data.needed_text("title", &limits::GIG_TITLE);
    let role = data.text("role", &limits::GIG_ROLE);
    let category = data.text("category", &limits::CATEGORY);
    let client = data.object("client", |client| {
        let name = client.text("name", &limits::ENTITY).map(Client::Organisation);
        let person = client.id("userId").map(Client::Person);
        client.one_of(["name", "userId"], [name, person])
    });
    let skills = data.texts("skills", &limits::KEYWORD, MAX_SKILLS);
    let started_at = data.time("startedAt");
    let completed_at = data.needed_time("completedAt");
    let review = data.object("review", |review| {
        let rating = review.needed_number("rating", 1, 5);
        let text = review.text("text", &limits::REVIEW);
        let reviewed_at = review.time("reviewedAt");
        let reviewer = review.id("reviewerId");
        Some(Review { rating: rating?, text, reviewed_at, reviewer })
    });
    if let (Some(start), Some(end)) = (started_at, completed_at) {
        data.not_before("completedAt", start <= end);
    }
    Some(GigCompleted {
        gig_id: gig_id?,
        title: title?,
        role,
        category,
        client,
        skills,
        started_at,
        completed_at: completed_at?,
        review,
    })
}

fn badge_awarded(data: &mut Reader<'_>, origin: &Origin) -> Option<BadgeAwarded> {
    let award_id = data.needed_id("awardId");
    let badge = data.needed_key("badge");
    let awarded_at = data.past_time("awardedAt").unwrap_or(origin.time());
    let expires_at = data.time("expiresAt");
    let evidence_url = data.url("evidenceUrl");
    let evidence_text = data.text("evidenceText", &limits::EVIDENCE);
    if let Some(end) = expires_at {
        data.not_before("expiresAt", awarded_at <= end);
    }
    Some(BadgeAwarded {
        award_id: award_id?,
        badge: badge?,
        awarded_at,
        expires_at,
        evidence_url,
        evidence_text,
    })
}

fn badge_revoked(data: &mut Reader<'_>, origin: &Origin) -> Option<BadgeRevoked> {
    let award_id = data.needed_id("awardId");
    let revoked_at = data.time("revokedAt").unwrap_or(origin.time());
    let reason = data.text("reason", &limits::REASON);
    Some(BadgeRevoked { award_id: award_id?, revoked_at, reason })
}
