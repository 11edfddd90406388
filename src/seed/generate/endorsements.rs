//! What others say of somebody's skills: people with a lower index, who are there by then.

use folio_db::{endorsements::EndorsementRow, profile_skills::Skilled, profiles::ProfileRow};

use super::{NOW, Rng, ids, moment};

/// The skills that others may say something of: somebody's first.
const ENDORSED: usize = 5;

/// How far back those who know somebody joined.
const ACQUAINTANCES: u64 = 500;

/// How people say that they know each other.
const RELATIONSHIPS: &[&str] = &[
    "Studied together",
    "Worked on the same team",
    "Built a project together",
    "Reviewed each other's work",
    "Organised a meet-up together",
    "Shared an internship",
];

/// What else they say.
const NOTES: &[&str] = &[
    "Explains it so that everybody follows.",
    "Whoever is stuck asks here first.",
    "Careful, quick, and kind in review.",
    "Found the cause when nobody else did.",
    "Taught me most of what I know of it.",
];

/// Gives about half of those who have skills up to four endorsements of each of the first ones, all accepted.
pub(super) fn give(rng: &mut Rng, seed: u64, index: u64, profile: &ProfileRow, skills: &mut [Skilled]) {
    let known: Vec<u64> = (index.saturating_sub(ACQUAINTANCES)..index).collect();
    if known.is_empty() || rng.percent(45) {
        return;
    }
    for held in skills.iter_mut().take(ENDORSED) {
        let count = rng.below(5);
        let since = held.row.created_at.timestamp();
        let said = rng.sample(&known, count).into_iter().map(|endorser| {
            let at = moment(rng.between(since, NOW));
            EndorsementRow {
                profile_id: profile.id,
                id: rng.uuid(),
                skill_item_id: Some(held.row.id),
                endorser_id: ids(seed, endorser).profile,
                capacity: "PEER".to_owned(),
                relationship: Some(rng.pick(RELATIONSHIPS).to_owned()),
                note: rng.percent(60).then(|| rng.pick(NOTES).to_owned()),
                state: "ACCEPTED".to_owned(),
                version: 2,
                created_at: at,
                updated_at: at,
            }
        });
        held.endorsements = said.collect();
        held.endorsements.sort_by_key(|row| std::cmp::Reverse((row.created_at, row.id)));
    }
}
