//! What the demo people say of the student: of each kind something that shows and something that waits for her.

use chrono::{DateTime, TimeZone, Utc};
use folio_db::{
    DbResult, Transaction,
    endorsements::{self, EndorsementRow, EndorsementState},
    items::ItemTable,
    profile_skills::ProfileSkillRow,
    recommendations::{RecommendationRow, RecommendationState},
};
use uuid::Uuid;

use super::{SET_UP, locked};

pub(super) async fn say(tx: &Transaction, student: Uuid, mentor: Uuid, employer: Uuid) -> DbResult<()> {
    let profile = locked(tx, student).await?;
    let skills = ProfileSkillRow::of_profiles(tx, &[student]).await?;
    let at = Utc.with_ymd_and_hms(2026, 5, 4, 12, 0, 0).single().unwrap_or_default();
    let said = [
        (
            mentor,
            "MENTOR",
            "Guided her final project",
            Some("Explains it to others, and well."),
            EndorsementState::Accepted,
        ),
        (employer, "EMPLOYER", "Reviewed a gig of hers", None, EndorsementState::Pending),
    ];
    for (skill, (endorser_id, capacity, relationship, note, state)) in skills.iter().zip(said) {
        let row = EndorsementRow {
            profile_id: student,
            id: Uuid::new_v4(),
            skill_item_id: Some(skill.id),
            endorser_id,
            capacity: capacity.to_owned(),
            relationship: Some(relationship.to_owned()),
            note: note.map(str::to_owned),
            state: state.name().to_owned(),
            version: 1,
            created_at: at,
            updated_at: at,
        };
        endorsements::put(&profile, &row).await?;
    }
    let rows = [
        written(
            student,
            employer,
            at,
            RecommendationState::Accepted,
            "EMPLOYER",
            "Reviewed a gig of hers",
            "She asked what the page was for before she wrote a line of it, and it shows.",
        ),
        written(
            student,
            mentor,
            at,
            RecommendationState::Submitted,
            "MENTOR",
            "Guided her final project",
            "She finishes what she starts, and says early when she is stuck.",
        ),
    ];
    RecommendationRow::put(&profile, &rows).await?;
    profile.record(&SET_UP).await?;
    Ok(())
}

fn written(
    student: Uuid,
    author_id: Uuid,
    at: DateTime<Utc>,
    state: RecommendationState,
    capacity: &str,
    relationship: &str,
    text: &str,
) -> RecommendationRow {
    RecommendationRow {
        author_id,
        capacity: Some(capacity.to_owned()),
        relationship: Some(relationship.to_owned()),
        text: Some(text.to_owned()),
        state: state.name().to_owned(),
        submitted_at: Some(at),
        ..RecommendationRow::blank(student, Uuid::new_v4(), at)
    }
}
